"""From ``exercises/``, ``solutions/`` and ``data/`` to validated, frozen records."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from workshop.kinds import KINDS
from workshop.reading import ID, Reader, Table, read_toml
from workshop.records import (
    ContentError,
    Exercise,
    Fault,
    Feedback,
    Item,
    Key,
    Option,
    Practice,
    Source,
)

EXERCISE_FIELDS = (
    "kind", "session", "title", "minutes", "feedback", "prompt", "options", "items", "cards",
)  # fmt: skip
ITEM_FIELDS = ("id", "setting", "difficulty", "text")
KEY_FIELDS = ("accept", "partly", "why", "tips", "reasons", "practices", "sources")
STRINGS_LONGEST = 400


def find_root() -> Path:
    """Find the folder that holds ``exercises/``, ``solutions/`` and ``data/``.

    Returns
    -------
    Path
        The checkout this package lies in, or else the copy that the installed package carries.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "exercises").is_dir() else package / "shipped"


class Library:
    """All content below one folder.

    Parameters
    ----------
    root
        The folder with ``exercises/``, ``solutions/`` and ``data/``; by default the checkout's.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or find_root()

    def exercise_ids(self) -> list[str]:
        """Name every exercise there is.

        Returns
        -------
        list of str
            The names of the files in ``exercises/`` and in ``solutions/``, without ending, sorted.
        """
        found = {path.stem for name in ("exercises", "solutions")
                 for path in (self.root / name).glob("*.toml")}  # fmt: skip
        return sorted(found)

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
        exercise = self._read(exercise_id, faults)
        if faults or exercise is None:
            raise ContentError(faults)
        return exercise

    def practices(self) -> dict[str, Practice]:
        """Read the eight practices, by id.

        Raises
        ------
        ContentError
            When the table cannot be read.
        """
        faults: list[Fault] = []
        rows = self._rows("practices.csv", [field.name for field in fields(Practice)], faults)
        if faults:
            raise ContentError(faults)
        return {row["id"]: Practice(**row) for row in rows}

    def glossary(self) -> dict[str, str]:
        """Read the glossary: term to meaning.

        Raises
        ------
        ContentError
            When the table cannot be read.
        """
        faults: list[Fault] = []
        rows = self._rows("glossary.csv", ["term", "meaning"], faults)
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
        faults: list[Fault] = []
        reader = Reader("data/sources.toml", faults)
        table = read_toml(self.root / "data" / "sources.toml", reader.file, faults) or {}
        names = [field.name for field in fields(Source) if field.name != "id"]
        sources = {}
        for id_ in table:
            entry = reader.table(table, id_)
            reader.only(entry, names, item=id_)
            sources[id_] = Source(
                id=id_,
                **{
                    name: reader.text(entry, name, 300, item=id_, required=name != "address")
                    for name in names
                },
            )
        if faults:
            raise ContentError(faults)
        return sources

    def strings(self, language: str = "en") -> dict[str, dict[str, str]]:
        """Read the words of the boards and the pages.

        Parameters
        ----------
        language
            The name of the file in ``data/strings/``.

        Returns
        -------
        dict
            Section to name to text.

        Raises
        ------
        ContentError
            When the file cannot be read.
        """
        faults: list[Fault] = []
        reader = Reader(f"data/strings/{language}.toml", faults)
        path = self.root / "data" / "strings" / f"{language}.toml"
        table = read_toml(path, reader.file, faults) or {}
        strings = {
            section: {
                name: reader.text(reader.table(table, section), name, STRINGS_LONGEST, item=name)
                for name in reader.table(table, section)
            }
            for section in table
        }
        if faults:
            raise ContentError(faults)
        return strings

    def check(self) -> list[Fault]:
        """Look for everything that is wrong with the content.

        Returns
        -------
        list of Fault
            Every fault of every file, each once; empty when all is well.
        """
        faults: list[Fault] = []
        for read in (self.practices, self.sources, self.glossary, self.strings):
            try:
                read()
            except ContentError as error:
                faults.extend(error.faults)
        ids = self.exercise_ids()
        if not ids:
            faults.append(Fault("exercises", "", "there is no exercise.", "Add one."))
        for exercise_id in ids:
            self._read(exercise_id, faults)
        return list(dict.fromkeys(faults))

    def _rows(self, file: str, names: list[str], faults: list[Fault]) -> list[dict[str, str]]:
        reader = Reader(f"data/{file}", faults)
        try:
            with (self.root / "data" / file).open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
        except (OSError, UnicodeDecodeError) as error:
            reader.fault("", f"this table cannot be read: {error}.", "Save it as UTF-8 CSV.")
            return []
        for number, row in enumerate(rows, 2):
            if list(row) != names or not all(row.values()):
                reader.fault(
                    f"line {number}", "a cell is missing, empty or too many.",
                    f"Fill the columns {', '.join(names)}; put texts with commas in quotes.",
                )  # fmt: skip
        return rows

    def _known(self, name: str) -> list[str]:
        """Name the practices or sources; none when their own file is broken (check says so)."""
        try:
            return list(self.practices() if name == "practices" else self.sources())
        except ContentError:
            return []

    def _read(self, exercise_id: str, faults: list[Fault]) -> Exercise | None:
        reader = Reader(f"exercises/{exercise_id}.toml", faults)
        solution = Reader(f"solutions/{exercise_id}.toml", faults)
        if not ID.fullmatch(exercise_id):
            reader.fault("", "an exercise's name is small letters, digits and hyphens.", "Rename.")
            return None
        table = read_toml(self.root / reader.file, reader.file, faults)
        answers = read_toml(self.root / solution.file, solution.file, faults)
        if table is None or answers is None:
            return None
        reader.only(table, EXERCISE_FIELDS)
        solution.only(answers, ("items", "debrief"))
        kind = reader.choice(table, "kind", KINDS)
        options = KINDS[kind].read_options(table, reader)
        if "cards" in table:
            items, keys = self._drawn(table, options, reader)
        else:
            items, keys = self._own(table, options, answers, reader, solution)
        for item, problem, remedy in KINDS[kind].check_keys(options, items, keys):
            solution.fault(item, problem, remedy)
        return Exercise(
            id=exercise_id,
            kind=kind,
            session=self._session(table, reader),
            title=reader.text(table, "title", 100),
            minutes=reader.number(table, "minutes", least=1, most=120),
            feedback=reader.choice(table, "feedback", get_args(Feedback)),  # type: ignore[arg-type]
            prompt=reader.text(table, "prompt", 600),
            options=options,
            items=items,
            keys=MappingProxyType(keys),
            debrief=_questions(answers, solution),
        )

    def _session(self, table: Table, reader: Reader) -> str:
        value = reader.text(table, "session", 2)
        if value and not re.fullmatch(r"\d\d", value):
            reader.fault("", f"“session” is “{value}”.", 'Write two digits: session = "02".')
        return value

    def _drawn(
        self, table: Table, options: tuple[Option, ...], reader: Reader
    ) -> tuple[tuple[Item, ...], dict[str, Key]]:
        """Draw cards with their keys from another exercise, so that no text stands twice."""
        cards = reader.table(table, "cards")
        reader.only(cards, ("from", "pick"), item="cards")
        if "items" in table:
            reader.fault("cards", "an exercise has its own items or draws cards.", "Remove one.")
        deck_id = reader.choice(
            cards, "from", [i for i in self.exercise_ids() if f"exercises/{i}.toml" != reader.file],
            item="cards",
        )  # fmt: skip
        faults: list[Fault] = []
        deck_table = read_toml(self.root / "exercises" / f"{deck_id}.toml", deck_id, faults)
        if deck_table is None or "cards" in deck_table:
            reader.fault("cards", f"“{deck_id}” has no items of its own.", "Draw from another one.")
            return (), {}
        deck = self._read(deck_id, reader.faults)
        if deck is None:
            return (), {}
        by_id = {item.id: item for item in deck.items}
        picked = reader.ids(cards, "pick", by_id, item="cards", what="card")
        if not picked:
            reader.fault("cards", "no card is picked.", 'Write pick = ["…"].')
        known = [option.id for option in options]
        keys = {id_: _narrowed(deck.keys[id_], known) for id_ in picked if id_ in deck.keys}
        return tuple(by_id[id_] for id_ in picked), keys

    def _own(
        self,
        table: Table,
        options: tuple[Option, ...],
        answers: Table,
        reader: Reader,
        solution: Reader,
    ) -> tuple[tuple[Item, ...], dict[str, Key]]:
        tables = reader.tables(table, "items")
        if not tables:
            reader.fault("", "there is no item.", "Add one with [[items]].")
        items = []
        for entry, id_ in zip(tables, reader.own_ids(tables, "item"), strict=True):
            reader.only(entry, ITEM_FIELDS, item=id_)
            difficulty = 2
            if "difficulty" in entry:
                difficulty = reader.number(entry, "difficulty", least=1, most=3, item=id_)
            items.append(
                Item(
                    id=id_,
                    text=reader.text(entry, "text", 400, item=id_),
                    setting=reader.text(entry, "setting", 60, item=id_, required=False),
                    difficulty=difficulty,
                )
            )
        entries = solution.table(answers, "items")
        option_ids = [option.id for option in options]
        known = {name: self._known(name) for name in ("practices", "sources")}
        keys = {}
        for item in items:
            if item.id not in entries:
                solution.fault(item.id, "this item has no key.", f"Add [items.{item.id}].")
            else:
                keys[item.id] = _key(solution, entries, item.id, option_ids, known)
        for id_ in entries:
            if id_ not in {item.id for item in items}:
                solution.fault(
                    id_, "this key has no item.", f"Add the item to {reader.file}, or remove it."
                )
        return tuple(items), keys


def _key(
    solution: Reader, entries: Table, id_: str, options: list[str], known: Mapping[str, list[str]]
) -> Key:
    entry = solution.table(entries, id_)
    solution.only(entry, KEY_FIELDS, item=id_)
    reasons = solution.table(entry, "reasons")
    solution.ids({"reasons": list(reasons)}, "reasons", options, item=id_, what="option")
    return Key(
        accept=solution.ids(entry, "accept", options, item=id_, what="option"),
        partly=solution.ids(entry, "partly", options, item=id_, what="option"),
        why=solution.text(entry, "why", 400, item=id_),
        tips=solution.text(entry, "tips", 400, item=id_, required=False),
        reasons=tuple((name, solution.text(reasons, name, 300, item=id_)) for name in reasons),
        practices=solution.ids(entry, "practices", known["practices"], item=id_, what="practice"),
        sources=solution.ids(entry, "sources", known["sources"], item=id_, what="source"),
    )


def _narrowed(key: Key, options: list[str]) -> Key:
    """Keep of a key what concerns these options, for a sort that offers fewer of them."""
    return Key(
        accept=tuple(option for option in key.accept if option in options),
        partly=tuple(option for option in key.partly if option in options),
        why=key.why,
        tips=key.tips,
        reasons=tuple((option, text) for option, text in key.reasons if option in options),
        practices=key.practices,
        sources=key.sources,
    )


def _questions(answers: Table, solution: Reader) -> tuple[str, ...]:
    debrief = solution.table(answers, "debrief")
    solution.only(debrief, ("questions",), item="debrief")
    questions: Any = debrief.get("questions", [])
    if isinstance(questions, list) and all(isinstance(text, str) for text in questions):
        return tuple(questions)
    solution.fault("debrief", "“questions” is not a list of texts.", 'Write questions = ["…"].')
    return ()
