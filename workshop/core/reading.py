"""Reading a content table field by field, gathering every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.core.records import Fault, Practice

# A letter first: browsers re-order object keys that look like numbers.
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

Table = Mapping[str, Any]


class Reader:
    """One content file and the faults found in it so far.

    The methods read one field each and return something usable even where the field is wrong,
    so that one pass finds every fault of a file.

    Parameters
    ----------
    file
        The file as messages name it.
    faults
        The list that faults are added to.
    """

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file = file
        self.faults = faults

    def fault(self, item: str, problem: str, remedy: str) -> None:
        """Note one fault of this file."""
        self.faults.append(Fault(self.file, item, problem, remedy))

    def text(
        self, table: Table, name: str, most: int, *, item: str = "", required: bool = True
    ) -> str:
        """Read a text of at most ``most`` characters."""
        value: object = table.get(name, "")
        if not isinstance(value, str):
            self.fault(item, f"“{name}” is not a text.", "Put it between quotation marks.")
            return ""
        value = value.strip()
        if required and not value:
            self.fault(item, f"“{name}” is empty or missing.", f'Write {name} = "…".')
        if len(value) > most:
            self.fault(
                item,
                f"“{name}” has {len(value):,} characters; {most:,} is the most.",
                "Shorten it: people read it on a small screen.",
            )
        return value

    def number(self, table: Table, name: str, *, least: int, most: int, item: str = "") -> int:
        """Read a whole number from ``least`` to ``most``."""
        value = table.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault(
            item,
            f"“{name}” must be a whole number from {least} to {most}.",
            f"Write {name} = {max(least, 0)}, without quotation marks.",
        )
        return max(least, 0)

    def choice(self, table: Table, name: str, known: Iterable[str], *, item: str = "") -> str:
        """Read a word that must be one of ``known``."""
        known = list(known)
        value = table.get(name)
        if isinstance(value, str) and value in known:
            return value
        self.fault(
            item,
            f"“{name}” is {_shown(value)}, which is not known.",
            f"Use one of: {', '.join(known) or 'nothing, for there is none'}.",
        )
        return known[0] if known else ""

    def flag(self, table: Table, name: str, *, item: str = "") -> bool:
        """Read ``true`` or ``false``; missing means ``false``."""
        value = table.get(name, False)
        if isinstance(value, bool):
            return value
        self.fault(item, f"“{name}” must be true or false.", f"Write {name} = true.")
        return False

    def ids(
        self, table: Table, name: str, known: Iterable[str], *, item: str = "", what: str = "id"
    ) -> tuple[str, ...]:
        """Read a list of ids that must all be ``known``; a missing list is empty."""
        known = list(known)
        values = table.get(name, [])
        if not isinstance(values, list):
            self.fault(item, f"“{name}” is not a list.", f'Write {name} = ["…"].')
            return ()
        kept = []
        for value in values:
            if not isinstance(value, str) or value not in known:
                guess = closest(str(value), known)
                remedy = f"Did you mean “{guess}”?" if guess else f"Known: {', '.join(known)}."
                self.fault(item, f"“{name}” names an unknown {what}, {_shown(value)}.", remedy)
            elif value in kept:
                self.fault(item, f"“{name}” names {_shown(value)} twice.", "Keep it once.")
            else:
                kept.append(value)
        return tuple(kept)

    def words(self, table: Table, name: str, *, item: str = "") -> tuple[str, ...]:
        """Read a list of words; a missing list is empty."""
        values = table.get(name, [])
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(values)
        self.fault(item, f"“{name}” is not a list of words.", f'Write {name} = ["…"].')
        return ()

    def tables(self, table: Table, name: str, *, under: str = "") -> list[Table]:
        """Read the entries of ``[[name]]``, or of ``[[under.name]]``."""
        values = table.get(name, [])
        if isinstance(values, list) and all(isinstance(value, dict) for value in values):
            return values
        full = f"{under}.{name}" if under else name
        self.fault("", f"“{full}” is not a list of entries.", f"Start each one with [[{full}]].")
        return []

    def table(self, table: Table, name: str, *, item: str = "") -> Table:
        """Read the entries below ``[name]``."""
        value = table.get(name, {})
        if isinstance(value, dict):
            return value
        self.fault(item, f"“{name}” is not a table.", f"Start it with [{name}].")
        return {}

    def own_ids(self, tables: Iterable[Table], what: str, *, item: str = "") -> list[str]:
        """Read the ``id`` of each entry; a missing, odd or repeated one is a fault."""
        seen: list[str] = []
        for number, table in enumerate(tables, 1):
            value = table.get("id")
            if not isinstance(value, str) or not ID.fullmatch(value):
                self.fault(
                    f"{item}, {what} {number}" if item else f"{what} {number}",
                    f"its id is {_shown(value)}.",
                    "An id is small letters, digits and hyphens, and starts with a letter: "
                    'id = "first-visit".',
                )
                value = f"{what}-{number}-without-id"
            elif value in seen:
                where = f"{item}, {value}" if item else value
                self.fault(where, "this id is used twice.", f"Give one {what} another id.")
            seen.append(value)
        return seen

    def only(self, table: Table, known: Iterable[str], *, item: str = "") -> None:
        """Note every field that is not ``known``, most often a slip of spelling."""
        known = list(known)
        for name in table:
            if name not in known:
                guess = closest(name, known)
                remedy = f"Did you mean “{guess}”?" if guess else f"Known: {', '.join(known)}."
                self.fault(item, f"the field “{name}” is not known.", remedy)


@dataclass(frozen=True)
class Files:
    """The two files of an exercise, for the kind that reads its own part of them.

    Parameters
    ----------
    exercise, solution
        What the files say.
    asks, solves
        Their readers: ``asks`` for what participants see, ``solves`` for the key.
    practices, sources
        What keys may name: the practices by id, and the ids of the works.
    others
        The ids of all other exercises.
    other
        Reads what the file of one of them says; nothing where it cannot be read.
    """

    exercise: Table
    solution: Table
    asks: Reader
    solves: Reader
    practices: Mapping[str, Practice]
    sources: Sequence[str]
    others: Sequence[str]
    other: Callable[[str], Table]


def closest(name: str, known: Iterable[str]) -> str:
    """Find the name that somebody may have meant; empty where none is like it."""
    # Imported here: where nothing is misspelt nobody needs it.
    from difflib import get_close_matches  # noqa: PLC0415

    return next(iter(get_close_matches(name, known, 1)), "")


def _shown(value: object) -> str:
    return "missing" if value is None else f"“{value}”"
