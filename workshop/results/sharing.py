"""People who share a device: one source of answers for every limit, and N people in every count.

What came from one device tells on one table, however many sit at it: so a figure needs as many
devices or files as its limit says, and as many of them new before it is told anew. How many people
it is then about, and which share of them, goes by how many said that they sit there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from math import fsum
from typing import TypeVar

from workshop.results.submissions import Submission

V = TypeVar("V")

Sharing = Mapping[str, int]
"""Participant to how many people share the device, of those that are two or more."""

ALONE: Sharing = {}
"""Nobody shares a device."""


def sharing(*steps: Iterable[Submission]) -> Sharing:
    """Say who shares a device with how many.

    Parameters
    ----------
    *steps
        Submissions to one exercise, at each step at which it was told, and those of now. How many
        a table is stays as it was told first: else the numbers, told anew, would show what one
        table answered that became larger.

    Returns
    -------
    mapping
        Those that share one.
    """
    known: dict[str, int] = {}
    for step in steps:
        for each in step:
            known.setdefault(each.participant, each.people)
    return {who: number for who, number in known.items() if number > 1}


def both_times(before: Sharing, after: Sharing) -> Sharing:
    """Say who shared a device with how many two times: a table may have grown, or shrunk."""
    there = before.keys() & after.keys()
    return {who: min(before[who], after[who]) for who in there}


def largest(submissions: Iterable[Submission]) -> Sharing:
    """Say who shares a device with how many, in whatever they did: they took part together."""
    known: dict[str, int] = {}
    for each in submissions:
        if each.people > known.get(each.participant, 1):
            known[each.participant] = each.people
    return known


def people(who: Collection[str], shared: Sharing) -> int:
    """Count people, where those are given whose devices they sit at."""
    return len(who) + sum(number - 1 for each, number in shared.items() if each in who)


def counted(values: Mapping[str, V], shared: Sharing) -> Counter[V]:
    """Count how many people gave each value, where it is given for each device."""
    counts = Counter(values.values())
    for who, number in shared.items():
        if who in values:
            counts[values[who]] += number - 1
    return counts


def mean(values: Mapping[str, float], shared: Sharing) -> float:
    """Find the mean of all people, where a value is given for each device."""
    total = fsum(shared.get(who, 1) * value for who, value in values.items())
    return total / people(values, shared)


def heaviest(who: Iterable[str], shared: Sharing, number: int) -> int:
    """Say how many people at most sit at so many of these devices."""
    return sum(sorted((shared.get(each, 1) for each in who), reverse=True)[:number])
