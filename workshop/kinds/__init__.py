"""The kinds of exercise, in one table: a new kind is a new module and a new row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from workshop.kinds import sort
from workshop.reading import Reader, Table
from workshop.records import Exercise, Item, Key, Option, Verdict


class Kind(Protocol):
    """What the module of a kind offers."""

    def read_options(self, exercise: Table, reader: Reader) -> tuple[Option, ...]:
        """Read and check the options."""

    def check_keys(
        self, options: tuple[Option, ...], items: tuple[Item, ...], keys: Mapping[str, Key]
    ) -> list[tuple[str, str, str]]:
        """Say what is wrong with the keys: item, problem and remedy of each fault."""

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun."""

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep of an answer what the exercise still knows."""

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one change that came from the board."""

    def verdict(self, key: Key, option: str) -> Verdict:
        """Say what one option is worth for one item."""

    def verdicts(self, exercise: Exercise, answer: object) -> dict[str, Verdict]:
        """Judge each answered item."""


KINDS: Mapping[str, Kind] = {"sort": sort}
