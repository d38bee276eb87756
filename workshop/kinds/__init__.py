"""The kinds of exercise, in one table: a new kind is a new module and a new row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from workshop.kinds.kind import Kind

CLASSES: Mapping[str, str] = {
    "sort": "Sort",
    "quiz": "Quiz",
    "order": "Order",
    "scale": "Scale",
    "map": "Map",
    "write": "Write",
    "decide": "Decide",
}


class Kinds(Mapping[str, Kind]):
    """The kinds by name; each module is loaded when the first exercise of its kind is read."""

    def __getitem__(self, name: str) -> Kind:
        return _kind(name)

    def __iter__(self) -> Iterator[str]:
        return iter(CLASSES)

    def __len__(self) -> int:
        return len(CLASSES)


@cache
def _kind(name: str) -> Kind:
    made: Kind = getattr(import_module(f"workshop.kinds.{name}"), CLASSES[name])()
    return made


KINDS: Mapping[str, Kind] = Kinds()
