"""From the two files of an exercise to one validated record."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from workshop.content.drawing import drawn_items, drawn_keys
from workshop.content.kept import KeptFiles
from workshop.core.reading import ID, Files, Reader, Table
from workshop.core.records import FEWEST, Exercise, Fault, Feedback, Practice
from workshop.kinds import KINDS

COMMON_FIELDS = (
    "kind", "session", "title", "minutes", "feedback", "prompt", "fewest", "role", "private",
    "on_paper",
)  # fmt: skip
OF_THE_DECK = ("fewest", "private")
"""What the same sentences need wherever they stand, unless an exercise says otherwise."""
MOST_OF_FEWEST = 50


class ExerciseFiles:
    """The files in ``exercises/`` and ``solutions/``.

    Parameters
    ----------
    files
        The content files.
    practices, sources
        What keys may name: the practices by id, and the ids of the works.
    """

    def __init__(
        self, files: KeptFiles, *, practices: Mapping[str, Practice], sources: Sequence[str]
    ) -> None:
        self._files = files
        self.practices = practices
        self.sources = sources

    def ids(self) -> list[str]:
        """Name every exercise there is.

        Returns
        -------
        list of str
            The names of the files in both folders, without ending, sorted.
        """
        folders = [self._files.root / name for name in ("exercises", "solutions")]
        return sorted(
            {
                name.removesuffix(".toml")
                for folder in folders
                if folder.is_dir()
                for name in os.listdir(folder)  # noqa: PTH208 (asked for each exercise anew)
                if name.endswith(".toml")
            }
        )

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
        table = self._files.toml(reader.file, faults)
        answers = self._files.toml(solution.file, faults)
        if table is None or answers is None:
            return None
        name = reader.choice(table, "kind", KINDS)
        if table.get("kind") not in KINDS:
            # What else is wrong depends on what it is.
            return None
        kind = KINDS[name]
        drawing = ("cards",) if "items" in kind.FIELDS else ()
        reader.only(table, (*COMMON_FIELDS, *kind.FIELDS, *drawing))
        solution.only(answers, (*kind.SOLUTION_FIELDS, "debrief"))
        others = [id_ for id_ in self.ids() if id_ != exercise_id]
        if drawing and "cards" in table:
            drawn = self._drawn(table, answers, reader, others)
            if drawn is None:
                return None
            table, answers = drawn
        files = Files(
            exercise=table,
            solution=answers,
            asks=reader,
            solves=solution,
            practices=self.practices,
            sources=self.sources,
            others=others,
            other=lambda id_: self._files.toml(f"exercises/{id_}.toml", []) or {},
        )
        parts = kind.read(files)
        fewest = self._fewest(table, reader)
        feedback: Feedback = reader.choice(table, "feedback", kind.FEEDBACK)  # type: ignore[assignment]
        # A key without reasons is asked again later, and the room must not learn it meanwhile.
        asked_again = bool(parts.keys) and feedback == "none"
        return Exercise(
            id=exercise_id,
            kind=name,
            session=self._session(table, reader),
            title=reader.text(table, "title", 100),
            minutes=reader.number(table, "minutes", least=1, most=120),
            feedback=feedback,
            prompt=reader.text(table, "prompt", 600),
            debrief=_questions(answers, solution),
            options=parts.options,
            items=parts.items,
            keys=MappingProxyType(dict(parts.keys)),
            settings=MappingProxyType(dict(parts.settings)),
            rules=MappingProxyType(dict(parts.rules)),
            fewest=fewest,
            role=reader.choice(table, "role", kind.ROLES) if "role" in table else "",
            private=reader.flag(table, "private") or fewest > FEWEST or asked_again,
            on_paper=reader.flag(table, "on_paper"),
        )

    def _fewest(self, table: Table, reader: Reader) -> int:
        """Read how many people a number about this exercise needs: more where it is about them."""
        if "fewest" not in table:
            return FEWEST
        return reader.number(table, "fewest", least=FEWEST, most=MOST_OF_FEWEST)

    def _session(self, table: Table, reader: Reader) -> str:
        value = reader.text(table, "session", 2)
        if value and not re.fullmatch(r"\d\d", value):
            reader.fault("", f"“session” is “{value}”.", 'Write two digits: session = "02".')
        return value

    def _drawn(
        self, table: Table, answers: Table, reader: Reader, others: Sequence[str]
    ) -> tuple[Table, Table] | None:
        """Put the items that are drawn, and their keys, where an exercise has its own."""
        cards = reader.table(table, "cards")
        reader.only(cards, ("from", "pick"), item="cards")
        if "items" in table:
            reader.fault("cards", "an exercise has its own items or draws cards.", "Remove one.")
        deck_id = reader.choice(cards, "from", others, item="cards")
        deck = self._files.toml(f"exercises/{deck_id}.toml", [])
        if deck is None or "cards" in deck or not deck.get("items"):
            reader.fault("cards", f"“{deck_id}” has no items of its own.", "Draw from another one.")
            return None
        found: list[Fault] = []
        self.read(deck_id, found)
        if found:
            reader.faults.extend(found)
            return None
        items = drawn_items(table, deck, reader)
        own = {name: value for name, value in table.items() if name != "cards"}
        own = {name: deck[name] for name in OF_THE_DECK if name in deck} | own
        keys = self._files.toml(f"solutions/{deck_id}.toml", []) or {}
        if "items" not in answers and "items" in KINDS[table["kind"]].SOLUTION_FIELDS:
            answers = {**answers, "items": drawn_keys(table, keys.get("items", {}), items, reader)}
        return {**own, "items": items}, answers


def _questions(answers: Table, solution: Reader) -> tuple[str, ...]:
    debrief = solution.table(answers, "debrief")
    solution.only(debrief, ("questions",), item="debrief")
    questions: Any = debrief.get("questions", [])
    if isinstance(questions, list) and all(isinstance(text, str) for text in questions):
        return tuple(questions)
    solution.fault("debrief", "“questions” is not a list of texts.", 'Write questions = ["…"].')
    return ()
