"""From ``exercises/``, ``solutions/`` and ``data/`` to validated, frozen records."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workshop.content import table_files, word_files, words
from workshop.content.exercise_files import ExerciseFiles
from workshop.content.kept import KeptFiles
from workshop.content.roles import played_by_none, played_twice
from workshop.content.words import Strings
from workshop.core.reading import Reader
from workshop.core.records import (
    Chapter,
    ContentError,
    Exercise,
    Fault,
    Misconception,
    Practice,
    Source,
)
from workshop.system.places import find_root

if TYPE_CHECKING:
    from workshop.content.form_files import Forms
    from workshop.content.run_sheets import Package, RunSheet

CHAPTER_TEXTS = {"number": 100, "title": 100, "notebook": 100, "promise": 70}
CHAPTER_ENDING = {"insight": 140, "tomorrow": 200}
T = TypeVar("T")


class Library:
    """All content below one folder.

    A file is read once, and again only where it has changed, so that one library serves a whole
    session of work and shows what an adapter edits meanwhile.

    Parameters
    ----------
    root
        The folder with ``exercises/``, ``solutions/`` and ``data/``; by default the checkout's.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or find_root()
        self._kept = KeptFiles(self.root)

    def exercise_ids(self) -> list[str]:
        """Name every exercise there is.

        Returns
        -------
        list of str
            The names of the files in ``exercises/`` and in ``solutions/``, without ending, sorted.
        """
        return self._files().ids()

    def exercise(self, exercise_id: str) -> Exercise:
        """Read one exercise with its key.

        Parameters
        ----------
        exercise_id
            The name of its file, without ending.

        Returns
        -------
        Exercise
            The validated exercise.

        Raises
        ------
        ContentError
            With every fault of the two files (and of the one its cards are drawn from).
        """
        faults: list[Fault] = []
        exercise = self._files().read(exercise_id, faults)
        if faults or exercise is None:
            raise ContentError(faults)
        return exercise

    def exercises(self) -> dict[str, Exercise]:
        """Read every exercise that has no fault.

        Returns
        -------
        dict
            Exercise id to exercise, sorted by id.
        """
        read = {}
        for id_ in self.exercise_ids():
            with contextlib.suppress(ContentError):
                read[id_] = self.exercise(id_)
        return read

    def role(self, role: str) -> Exercise:
        """Read the exercise that plays a role.

        Raises
        ------
        ContentError
            When there is none, or it has a fault.
        """
        for id_ in self.exercise_ids():
            if (self._kept.toml(f"exercises/{id_}.toml", []) or {}).get("role") == role:
                return self.exercise(id_)
        raise ContentError([played_by_none(role)])

    def titles(self, exercise_ids: Iterable[str]) -> dict[str, str]:
        """Read what exercises are called, and nothing else of them.

        Parameters
        ----------
        exercise_ids
            The exercises.

        Returns
        -------
        dict
            Exercise id to title, in that order; without those whose file cannot be read.
        """
        titles = {}
        for id_ in exercise_ids:
            table = self._kept.toml(f"exercises/{id_}.toml", []) or {}
            if isinstance(table.get("title"), str):
                titles[id_] = table["title"]
        return titles

    def practices(self) -> dict[str, Practice]:
        """Read the eight practices, by id.

        Raises
        ------
        ContentError
            When the table cannot be read.
        """
        faults: list[Fault] = []
        rows = self._kept.rows(
            "data/practices.csv", [field.name for field in fields(Practice)], faults
        )
        if faults:
            raise ContentError(faults)
        return {row["id"]: Practice(**row) for row in rows}

    def misconceptions(self) -> list[Misconception]:
        """Read what many believe, what to say to it, and which sessions take it up.

        Raises
        ------
        ContentError
            When the table cannot be read.
        """
        return table_files.read_misconceptions(self._kept)

    def glossary(self) -> dict[str, str]:
        """Read the glossary: term to meaning.

        Raises
        ------
        ContentError
            When the table cannot be read.
        """
        faults: list[Fault] = []
        rows = self._kept.rows("data/glossary.csv", ["term", "meaning"], faults)
        if faults:
            raise ContentError(faults)
        return {row["term"]: row["meaning"] for row in rows}

    def sources(self) -> dict[str, Source]:
        """Read the works that reasons draw on, by id.

        Raises
        ------
        ContentError
            When the file cannot be read or an entry lacks a field.
        """
        return table_files.read_sources(self._kept)

    def chapters(self) -> list[Chapter]:
        """Read what each session is called, and which exercises it has.

        Raises
        ------
        ContentError
            When the file cannot be read or an entry lacks a field.
        """
        faults: list[Fault] = []
        reader = Reader("data/sessions.toml", faults)
        table = self._kept.toml(reader.file, faults) or {}
        chapters = []
        for number, entry in enumerate(reader.tables(table, "sessions"), 1):
            item = f"entry {number}"
            reader.only(entry, [field.name for field in fields(Chapter)], item=item)
            texts = {n: reader.text(entry, n, most, item=item) for n, most in CHAPTER_TEXTS.items()}
            own, former = (reader.words(entry, n, item=item) for n in ("exercises", "former"))
            extras = reader.ids(entry, "extras", own, item=item, what="exercise")
            ending = {
                name: reader.text(entry, name, most, item=item, required=False)
                for name, most in CHAPTER_ENDING.items()
            }
            chapters.append(Chapter(**texts, **ending, exercises=own, extras=extras, former=former))
        if faults:
            raise ContentError(faults)
        return chapters

    def minutes(self) -> dict[str, int]:
        """Read how long each session takes, by its number, and nothing else of its run sheet."""
        from workshop.content.run_sheet_files import read_minutes  # noqa: PLC0415

        return read_minutes(self._kept, self.chapters())

    def run_sheets(self) -> dict[str, RunSheet]:
        """Read how each session is run, by its number.

        Raises
        ------
        ContentError
            With every fault of the run sheets, or of the tables that they draw on.
        """
        # Imported here, as below: a participant's kernel has no use for it.
        from workshop.content.run_sheet_files import find_strays, read_sheet  # noqa: PLC0415

        faults: list[Fault] = []
        chapters, misconceptions = self.chapters(), self.misconceptions()
        sheets = {
            chapter.number: read_sheet(self._kept, chapter, misconceptions, faults)
            for chapter in chapters
        }
        find_strays(self.root / "data", chapters, misconceptions, faults)
        if faults:
            raise ContentError(faults)
        return sheets

    def packages(self) -> tuple[Package, ...]:
        """Read how sessions are put together, from a taster to two days.

        Raises
        ------
        ContentError
            With every fault of the file, or of the list of sessions.
        """
        from workshop.content.run_sheet_files import read_packages  # noqa: PLC0415

        faults: list[Fault] = []
        packages = read_packages(self._kept, self.chapters(), faults)
        if faults:
            raise ContentError(faults)
        return packages

    def forms(self) -> Forms:
        """Read what stands on the forms on paper.

        Raises
        ------
        ContentError
            With every fault of the file; its sentences must be those of the baseline.
        """
        from workshop.content.form_files import read_forms  # noqa: PLC0415

        faults: list[Fault] = []
        baseline = None
        with contextlib.suppress(ContentError):
            baseline = self.role("baseline")
        forms = read_forms(self._kept, baseline, faults)
        if faults:
            raise ContentError(faults)
        return forms

    def strings(self) -> Strings:
        """Read the words of boards, pages and commands, in the language of this copy.

        Returns
        -------
        Strings
            Section to name to text; with the language, and with the faults of its file.

        Raises
        ------
        ContentError
            When the English words cannot be used: for those of another language, they stand in.
        """
        faults: list[Fault] = []
        return words.read(self._kept, words.chosen(self._kept, faults), faults)

    def check(self) -> list[Fault]:
        """Look for everything that is wrong with the content.

        Returns
        -------
        list of Fault
            Every fault of every file, each once; empty when all is well.
        """
        faults: list[Fault] = []
        tables = (
            self.practices, self.sources, self.glossary, self.misconceptions, self.chapters,
            self.run_sheets, self.packages, self.forms, self.strings,
        )  # fmt: skip
        for read in tables:
            try:
                read()
            except ContentError as error:
                faults.extend(error.faults)
        faults.extend(self._translation_faults())
        ids = self.exercise_ids()
        if not ids:
            faults.append(Fault("exercises", "", "there is no exercise.", "Add one."))
        files = self._files()
        faults.extend(played_twice([files.read(exercise_id, faults) for exercise_id in ids]))
        return list(dict.fromkeys(faults))

    def _translation_faults(self) -> list[Fault]:
        """Look at the words of every language, also of those that nobody chose."""
        faults: list[Fault] = []
        chosen = words.chosen(self._kept, faults)
        there = {path.stem for path in (self.root / "data" / "strings").glob("*.toml")}
        for language in sorted({chosen, *there} - {word_files.REFERENCE}):
            # A fault of the English words is told already.
            with contextlib.suppress(ContentError):
                words.read(self._kept, language, faults)
        return faults

    def _files(self) -> ExerciseFiles:
        return ExerciseFiles(
            self._kept,
            practices=self._known(self.practices),
            sources=list(self._known(self.sources)),
        )

    @staticmethod
    def _known(read: Callable[[], Mapping[str, T]]) -> Mapping[str, T]:
        """Read what there is; nothing when that file is broken, which the check says itself."""
        try:
            return read()
        except ContentError:
            return {}
