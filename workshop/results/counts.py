"""Counts of people: how many took part is no secret, and what they answered is."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from workshop.core.records import FEWEST
from workshop.results.privacy import apart, hidden


@dataclass(frozen=True, slots=True)
class Count:
    """How many people answered so: exactly so many, or at least so many."""

    people: int
    exact: bool = True


def took_part(people: AbstractSet[Hashable]) -> int | None:
    """Count who took part: handed in, began, finished, answered both times.

    Such counts are told exactly, however close they come to each other: everybody in the room
    sees who is there, and a count does not say what anybody answered.

    Parameters
    ----------
    people
        The people.

    Returns
    -------
    int
        How many they are, or ``None`` for fewer than five.
    """
    return len(people) if len(people) >= FEWEST else None


class Counts:
    """The counts that one page shows of people who answered in the same way.

    A count is exact when nothing on the page tells of one to four people: not the count, not what
    is left when it is taken from all who answered (their number is known), and not its distance
    from another count, where all people of the one are among those of the other. What is asked
    for first comes first.
    """

    def __init__(self) -> None:
        self._exact: list[AbstractSet[Hashable]] = []
        self._rough: list[tuple[AbstractSet[Hashable], int]] = []

    def parts(self, groups: Mapping[str, AbstractSet[Hashable]]) -> dict[str, Count | None]:
        """Count the groups that all who answered fall into.

        Parameters
        ----------
        groups
            Group to its people; nobody is in two of them. How many they are together may be told
            by :func:`took_part`.

        Returns
        -------
        dict
            Group to how many they are, or ``None`` where that may not be said. Where none of them
            may be counted exactly, only the largest is told, as “15 or more”: a multiple of five,
            and at least five below all who answered.
        """
        everybody = frozenset[Hashable]().union(*groups.values())
        away = hidden(groups, FEWEST, FEWEST)
        told = [people for name, people in groups.items() if people and name not in away]
        # What subtraction leaves: the hidden groups together.
        rest = everybody.difference(*told)
        # A group of all who answered tells no more than their number does.
        parts = [each for each in (*told, rest) if each and each != everybody]
        if told and all(map(self._fits, parts)):
            self._exact += parts
            return {
                name: None if name in away or (away and not people) else Count(len(people))
                for name, people in groups.items()
            }
        largest = max(groups, key=lambda name: len(groups[name]))
        rough = self._at_least(groups[largest], everybody)
        return {name: rough if name == largest else None for name in groups}

    def _fits(self, people: AbstractSet[Hashable]) -> bool:
        return all(
            apart(len(people & other), [len(people | other)], FEWEST)
            for other in self._exact
            if people <= other or other <= people
        ) and all(len(people) - n >= FEWEST for part, n in self._rough if part < people)

    def _at_least(
        self, people: AbstractSet[Hashable], everybody: AbstractSet[Hashable]
    ) -> Count | None:
        above = [len(each) for each in (*self._exact, everybody) if people < each]
        most = min([len(people), *(n - FEWEST for n in above)])
        number = most // FEWEST * FEWEST
        if number < FEWEST:
            return None
        self._rough.append((people, number))
        return Count(number, exact=False)
