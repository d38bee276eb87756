"""From the two files of an exercise to one validated record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workshop.kinds import KINDS
from workshop.reading import ID, Files, Reader, Table, read_toml
from workshop.records import Exercise, Fault, Practice

COMMON_FIELDS = ("kind", "session", "title", "minutes", "feedback", "prompt")


class ExerciseFiles:
    """The files in ``exercises/`` and ``solutions/``.

    Parameters
    ----------
    root
        The folder that holds both.
    practices, sources
        What keys may name: the practices by id, and the ids of the works.
    """

    def __init__(
        self, root: Path, *, practices: Mapping[str, Practice], sources: Sequence[str]
    ) -> None:
        self.root = root
        self.practices = practices
        self.sources = sources

    def ids(self) -> list[str]:
        """Name every exercise there is.

        Returns
        -------
        list of str
            The names of the files in both folders, without ending, sorted.
        """
        folders = [self.root / name for name in ("exercises", "solutions")]
        return sorted({path.stem for folder in folders for path in folder.glob("*.toml")})

    def read(self, exercise_id: str, faults: list[Fault]) -> Exercise | None:
        """Read one exercise with its key.

        Parameters
        ----------
        exercise_id
            The name of its files, without ending.
        faults
            The list that every fault found is added to.

        Returns
        -------
        Exercise or None
            The exercise; ``None`` when a file cannot be read at all. Where faults were found it
            is not fit for use.
        """
        reader = Reader(f"exercises/{exercise_id}.toml", faults)
        solution = Reader(f"solutions/{exercise_id}.toml", faults)
        if not ID.fullmatch(exercise_id):
            reader.fault("", "an exercise's name is small letters, digits and hyphens.", "Rename.")
            return None
        table = read_toml(self.root / reader.file, reader.file, faults)
        answers = read_toml(self.root / solution.file, solution.file, faults)
        if table is None or answers is None:
            return None
        name = reader.choice(table, "kind", KINDS)
        kind = KINDS[name]
        reader.only(table, (*COMMON_FIELDS, *kind.FIELDS))
        solution.only(answers, (*kind.SOLUTION_FIELDS, "debrief"))
        parts = kind.read(
            Files(
                exercise=table,
                solution=answers,
                asks=reader,
                solves=solution,
                practices=self.practices,
                sources=self.sources,
                decks=[id_ for id_ in self.ids() if id_ != exercise_id],
                deck=lambda deck_id: self._deck(deck_id, faults),
            )
        )
        return Exercise(
            id=exercise_id,
            kind=name,
            session=self._session(table, reader),
            title=reader.text(table, "title", 100),
            minutes=reader.number(table, "minutes", least=1, most=120),
            feedback=reader.choice(table, "feedback", kind.FEEDBACK),  # type: ignore[arg-type]
            prompt=reader.text(table, "prompt", 600),
            debrief=_questions(answers, solution),
            options=parts.options,
            items=parts.items,
            keys=MappingProxyType(dict(parts.keys)),
            settings=MappingProxyType(dict(parts.settings)),
            rules=MappingProxyType(dict(parts.rules)),
        )

    def _session(self, table: Table, reader: Reader) -> str:
        value = reader.text(table, "session", 2)
        if value and not re.fullmatch(r"\d\d", value):
            reader.fault("", f"“session” is “{value}”.", 'Write two digits: session = "02".')
        return value

    def _deck(self, deck_id: str, faults: list[Fault]) -> Exercise | None:
        """Read an exercise that cards are drawn from; one that draws itself is none."""
        table = read_toml(self.root / "exercises" / f"{deck_id}.toml", deck_id, [])
        return self.read(deck_id, faults) if table and "cards" not in table else None


def _questions(answers: Table, solution: Reader) -> tuple[str, ...]:
    debrief = solution.table(answers, "debrief")
    solution.only(debrief, ("questions",), item="debrief")
    questions: Any = debrief.get("questions", [])
    if isinstance(questions, list) and all(isinstance(text, str) for text in questions):
        return tuple(questions)
    solution.fault("debrief", "“questions” is not a list of texts.", 'Write questions = ["…"].')
    return ()
