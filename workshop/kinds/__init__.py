"""The kinds of exercise, in one table: a new kind is a new module and a new row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from workshop.kinds import quiz, sort
from workshop.reading import Files
from workshop.records import Exercise, Key, Parts, Verdict


class Kind(Protocol):
    """What the module of a kind offers."""

    @property
    def FIELDS(self) -> tuple[str, ...]:  # noqa: N802
        """The fields of an exercise file that only some kinds have."""

    def read(self, files: Files) -> Parts:
        """Read and check what is this kind's own."""

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


KINDS: Mapping[str, Kind] = {"sort": sort, "quiz": quiz}
