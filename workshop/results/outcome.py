"""What results of one exercise consist of: plain values, for every page, figure and file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

ByRow = Mapping[str, Mapping[str, int]]
"""Row to option to how many people chose it."""


class Middle(NamedTuple):
    """Means on each axis and their standard deviations, in steps of the axis; ``y`` on maps."""

    x: float
    spread_x: float
    y: float | None = None
    spread_y: float | None = None


class Dot(NamedTuple):
    """A place on a map, and how many people put the item there."""

    x: float
    y: float
    people: int


class Shift(NamedTuple):
    """What changed in an item between the rounds.

    Parameters
    ----------
    people
        How many answered it in both.
    changed
        The share of them who gave another answer, 0 to 1.
    before, after
        The shares that match the key, or ``None``.
    """

    people: int
    changed: float
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to. Rows stand in their order; one that too few answered is missing.

    A row is an item; of a scale with several passes a pass and an item. An option may also be a
    bin of a line of opinion, or a place in an order.

    Parameters
    ----------
    people
        How many people answered something; ``None`` where they are too few.
    devices
        At how many devices they did, a file being of one; ``None`` as well.
    counts
        Row to each option, in their order, to how many people chose it.
    split
        Row to split index, 0 to 1: one minus the share of the commonest answer.
    discuss
        The rows to discuss, at most five: the most split ones, of equals the earlier. Where all
        said the same there is nothing to discuss.
    agreement
        Row to ``match``, ``partly``, ``differ``: the shares of those who answered, 0 to 1; empty
        where nothing is right or wrong.
    overall
        The same over all answers to the rows that are shown; empty where there are none.
    hardest
        The row that earned the least credit (half for ``partly``), of equals the earlier; or
        ``None``.
    by_profession
        Row to profession to counts; only professions that may be shown, the empty one being those
        who did not say.
    sure
        How sure people were (3 the surest, 0 where nobody said) to verdict to how many answers;
        empty where the exercise does not ask, or too few answered.
    filled
        For what is written: the mean share of filled fields of those who wrote, 0 to 1; or
        ``None``.
    middle
        For maps and scales: row to its middle; else empty.
    cloud
        For maps: row to where people put it, from left to right.
    gauges
        For decisions: gauge id to its mean at the end, 0 to 100, of those who took them all.
    """

    people: int | None
    devices: int | None
    counts: ByRow
    split: Mapping[str, float]
    discuss: tuple[str, ...]
    agreement: Mapping[str, Mapping[str, float]]
    overall: Mapping[str, float]
    hardest: str | None
    by_profession: Mapping[str, ByRow]
    sure: Mapping[int, Mapping[str, int]]
    filled: float | None
    middle: Mapping[str, Middle]
    cloud: Mapping[str, tuple[Dot, ...]]
    gauges: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Results:
    """What a room answered to one exercise.

    Parameters
    ----------
    rounds
        Number to round, for those with a submission; the first one is always there.
    shift
        Row to what changed, among those who answered it in both rounds. A row is left out where
        too few did, or where one to four people answered it in one round only, since a subtraction
        would tell what they said.
    passed_over
        How many entries concern cards that the exercise no longer has.
    """

    rounds: Mapping[int, Round]
    shift: Mapping[str, Shift]
    passed_over: int
