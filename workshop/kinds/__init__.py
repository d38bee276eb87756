"""The kinds of exercise, each in a folder of its own: a new kind is a new folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from workshop.kinds.kind import Kind


class Kinds(Mapping[str, Kind]):
    """The kinds by the names of their folders, which hold what is theirs as ``KIND``.

    Each is loaded when the first exercise of its kind is read.
    """

    def __getitem__(self, name: str) -> Kind:
        if name not in _names(tuple(__path__)):
            raise KeyError(name)
        return _kind(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_names(tuple(__path__)))

    def __len__(self) -> int:
        return len(_names(tuple(__path__)))


@cache
def _names(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(each.name for each in iter_modules(folders) if each.ispkg))


@cache
def _kind(name: str) -> Kind:
    made: Kind = import_module(f"workshop.kinds.{name}").KIND
    return made


KINDS: Mapping[str, Kind] = Kinds()
