"""From the two files of an exercise to one validated record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from workshop.kinds import KINDS
from workshop.reading import ID, Reader, Table, read_toml
from workshop.records import Exercise, Fault, Feedback, Item, Key, Option

EXERCISE_FIELDS = (
    "kind", "session", "title", "minutes", "feedback", "prompt", "options", "items", "cards",
)  # fmt: skip
ITEM_FIELDS = ("id", "setting", "difficulty", "text")
KEY_FIELDS = ("accept", "partly", "why", "tips", "reasons", "practices", "sources")


class ExerciseFiles:
    """The files in ``exercises/`` and ``solutions/``.

    Parameters
    ----------
    root
        The folder that holds both.
    practices, sources
        The ids that keys may name.
    """

    def __init__(self, root: Path, *, practices: Sequence[str], sources: Sequence[str]) -> None:
        self.root = root
        self.known = {"practices": practices, "sources": sources}

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
        reader.only(table, EXERCISE_FIELDS)
        solution.only(answers, ("items", "debrief"))
        kind = reader.choice(table, "kind", KINDS)
        options = KINDS[kind].read_options(table, reader)
        if "cards" in table:
            items, keys = self._drawn(table, options, reader)
            if "items" in answers:
                solution.fault(
                    "items",
                    "the cards are drawn from another exercise, and their keys with them.",
                    "Change the keys in the solution of that exercise, and remove these.",
                )
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
            cards, "from", [i for i in self.ids() if f"exercises/{i}.toml" != reader.file],
            item="cards",
        )  # fmt: skip
        faults: list[Fault] = []
        deck_table = read_toml(self.root / "exercises" / f"{deck_id}.toml", deck_id, faults)
        if deck_table is None or "cards" in deck_table:
            reader.fault("cards", f"“{deck_id}” has no items of its own.", "Draw from another one.")
            return (), {}
        deck = self.read(deck_id, reader.faults)
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
        keys = {}
        for item in items:
            if item.id not in entries:
                solution.fault(item.id, "this item has no key.", f"Add [items.{item.id}].")
            else:
                keys[item.id] = _key(solution, entries, item.id, option_ids, self.known)
        for id_ in entries:
            if id_ not in {item.id for item in items}:
                solution.fault(
                    id_, "this key has no item.", f"Add the item to {reader.file}, or remove it."
                )
        return tuple(items), keys


def _key(
    solution: Reader,
    entries: Table,
    id_: str,
    options: list[str],
    known: Mapping[str, Sequence[str]],
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
