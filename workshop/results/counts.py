"""Counts of people: how many took part is no secret, and what they answered is."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from workshop.core.records import FEWEST
from workshop.results.privacy import apart, hidden
from workshop.results.sharing import ALONE, Sharing, heaviest, people


@dataclass(frozen=True, slots=True)
class Count:
    """How many people answered so: exactly so many, or at least so many."""

    people: int
    exact: bool = True


def took_part(who: AbstractSet[str], shared: Sharing = ALONE) -> int | None:
    """Count who took part: handed in, began, finished, answered both times.

    Such counts are told exactly, however close they come to each other: everybody in the room
    sees who is there, and a count does not say what anybody answered.

    Parameters
    ----------
    who
        The participants.
    shared
        Who of them shares a device with others.

    Returns
    -------
    int
        How many people they are, or ``None`` where they sit at fewer than five devices.
    """
    return people(who, shared) if len(who) >= FEWEST else None


class Counts:
    """The counts that one page shows of people who answered in the same way.

    A count is exact when nothing on the page tells of one to four people: not the count, not what
    is left when it is taken from all who answered (their number is known), and not its distance
    from another count, where all people of the one are among those of the other. What is asked
    for first comes first.
    """

    def __init__(self) -> None:
        self._exact: list[AbstractSet[str]] = []
        self._rough: list[tuple[AbstractSet[str], int]] = []

    def parts(
        self, groups: Mapping[str, AbstractSet[str]], shared: Sharing = ALONE
    ) -> dict[str, Count | None]:
        """Count the groups that all who answered fall into.

        Parameters
        ----------
        groups
            Group to its people; nobody is in two of them. How many they are together may be told
            by :func:`took_part`.
        shared
            Who of them shares a device with others: one of those who must not be too few, and
            several of those who are counted.

        Returns
        -------
        dict
            Group to how many they are, or ``None`` where that may not be said. Where none of them
            may be counted exactly, only the largest is told, as “15 or more”: a multiple of five,
            and so far below all who answered that any five devices may be missing from it.
        """
        everybody = frozenset[str]().union(*groups.values())
        away = hidden(groups, FEWEST, FEWEST)
        told = [who for name, who in groups.items() if who and name not in away]
        # What subtraction leaves: the hidden groups together.
        rest = everybody.difference(*told)
        # A group of all who answered tells no more than their number does.
        parts = [each for each in (*told, rest) if each and each != everybody]
        if told and all(self._fits(each, shared) for each in parts):
            self._exact += parts
            return {
                name: None if name in away or (away and not who) else Count(people(who, shared))
                for name, who in groups.items()
            }
        largest = max(groups, key=lambda name: people(groups[name], shared))
        rough = self._at_least(groups[largest], everybody, shared)
        return {name: rough if name == largest else None for name in groups}

    def _fits(self, who: AbstractSet[str], shared: Sharing) -> bool:
        return all(
            apart(len(who & other), [len(who | other)], FEWEST)
            for other in self._exact
            if who <= other or other <= who
        ) and all(_without_any(who, shared) >= n for part, n in self._rough if part < who)

    def _at_least(
        self, who: AbstractSet[str], everybody: AbstractSet[str], shared: Sharing
    ) -> Count | None:
        above = [each for each in (*self._exact, everybody) if who < each]
        most = min([people(who, shared), *(_without_any(each, shared) for each in above)])
        number = most // FEWEST * FEWEST
        if len(who) < FEWEST or number < FEWEST:
            return None
        self._rough.append((who, number))
        return Count(number, exact=False)


def _without_any(who: AbstractSet[str], shared: Sharing) -> int:
    """Count how many people are left, whichever five devices are missing."""
    return people(who, shared) - heaviest(who, shared, FEWEST)
