"""Counts of people on one page, chosen together, so that no two of them tell of a few people."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from workshop.results.privacy import FEWEST, apart, hidden


@dataclass(frozen=True, slots=True)
class Count:
    """How many people: exactly so many, or at least so many."""

    people: int
    exact: bool = True


class Counts:
    """The counts of people that one page shows beside each other.

    A count is exact when nothing on the page tells a group of fewer people than a figure needs:
    not the count itself, and not its distance from another one, where all people of the one are
    among those of the other. What is asked for first comes first, so ask for what matters most
    first. What comes too close to it later is told as “15 or more”: a multiple of what a figure
    needs, and so far from the others that it does not tell how close it comes.

    Parameters
    ----------
    least
        How many people a figure needs.
    """

    def __init__(self, least: int = FEWEST) -> None:
        self._least = least
        self._exact: list[AbstractSet[Hashable]] = []
        self._rough: list[tuple[AbstractSet[Hashable], int]] = []

    def show(self, people: AbstractSet[Hashable]) -> Count | None:
        """Count people, as far as that may stand beside what is shown already.

        Parameters
        ----------
        people
            The people.

        Returns
        -------
        Count
            How many they are, or ``None`` where nothing may be said.
        """
        if not self._fits(people):
            return self._at_least(people)
        self._exact.append(people)
        return Count(len(people))

    def parts(
        self, groups: Mapping[str, AbstractSet[Hashable]], whole: Count | None
    ) -> dict[str, Count | None]:
        """Count the groups that people fall into, whose number was asked for before.

        Parameters
        ----------
        groups
            Group to its people; nobody is in two of them.
        whole
            What :meth:`show` said of all of them.

        Returns
        -------
        dict
            Group to how many they are, or ``None`` where that may not be said. Where none of them
            may be counted exactly, only the largest is told, as “15 or more”.
        """
        away = hidden(groups, self._least, self._least)
        told = [people for name, people in groups.items() if people and name not in away]
        # What subtraction leaves: the hidden groups together.
        rest: AbstractSet[Hashable] = frozenset[Hashable]().union(*(groups[name] for name in away))
        known = [*told, rest] if rest else told
        exact = whole is not None and whole.exact and bool(told)
        if exact and all(map(self._fits, known)):
            self._exact += known
            return {
                name: None if name in away or (away and not people) else Count(len(people))
                for name, people in groups.items()
            }
        largest = max(groups, key=lambda name: len(groups[name]))
        everybody: AbstractSet[Hashable] = frozenset[Hashable]().union(*groups.values())
        rough = self._at_least(groups[largest], [everybody])
        return {name: rough if name == largest else None for name in groups}

    def _fits(self, people: AbstractSet[Hashable]) -> bool:
        return (
            len(people) >= self._least
            and all(
                apart(len(people & other), [len(people | other)], self._least)
                for other in self._exact
                if people <= other or other <= people
            )
            and all(len(people) - n >= self._least for part, n in self._rough if part < people)
        )

    def _at_least(
        self, people: AbstractSet[Hashable], wholes: Sequence[AbstractSet[Hashable]] = ()
    ) -> Count | None:
        above = [len(each) for each in (*self._exact, *wholes) if people < each]
        below = [len(each) for each in self._exact if each < people]
        step = self._least
        for number in range(len(people) // step * step, 0, -step):
            # So far from both that what lies between may be nobody, or enough.
            if all(n - number >= step for n in above) and all(
                number <= n or number - n >= step for n in below
            ):
                self._rough.append((people, number))
                return Count(number, exact=False)
        return None
