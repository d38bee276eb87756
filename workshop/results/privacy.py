"""Small groups: the one place that decides which answers a figure may be about.

Every figure of a room is worked out from entries that went through :func:`shown`, and every
figure about a part of the people also through :func:`apart`. How many people took part is told
from :data:`FEWEST` on. Where several counts of people who answered alike stand
on one page, :class:`~workshop.results.counts.Counts` chooses them by the same rules. What these
leave out is not there when the figure is made, and so cannot slip into it.

The limits protect one set of results. Whoever looks at the results again after each single person
who joins can still compare the two; a room should show them when a round is closed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

import pandas as pd

from workshop.records import FEWEST, Exercise

FEWEST_SELF = 8
"""No gain is about fewer people, and no figure in which people rate themselves (``fewest = 8``)."""

FEWEST_OF_A_PROFESSION = 3
"""No figure about a profession is about fewer of its people."""

G = TypeVar("G", bound=Hashable)


def fewest_of_a_profession(exercise: Exercise) -> int:
    """Say how many of its people a figure about a profession needs.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    int
        3; or as many as any figure, where the exercise asks for more of these than usual.
    """
    return exercise.fewest if exercise.fewest > FEWEST else FEWEST_OF_A_PROFESSION


def shown(
    entries: pd.DataFrame,
    least: int,
    within: Sequence[str] = (),
    group: str = "",
    group_least: int = 0,
) -> pd.DataFrame:
    """Keep the entries that figures may be about.

    Parameters
    ----------
    entries
        One row per answer, with the column ``participant`` and those named here.
    least
        How many different people a figure needs.
    within
        The columns that make one figure of their own, for example round and item.
    group
        The column whose values are shown beside each other and beside their total; without it
        only the totals are looked at.
    group_least
        How many different people each such group needs.

    Returns
    -------
    pandas.DataFrame
        The rows whose figure, and whose group in it, may be shown.
    """
    keys = [*within, group] if group else list(within)
    if entries.empty or not keys:
        enough = entries["participant"].nunique() >= least
        return entries if enough else entries.iloc[:0]
    if not group:
        people = entries.groupby(keys, sort=False)["participant"].transform("nunique")
        return entries[people >= least]
    people_of = entries.groupby(keys, sort=False)["participant"].agg(set)
    figures: dict[tuple[Hashable, ...], dict[Hashable, set[Hashable]]] = {}
    for key, people in people_of.items():
        place = key if isinstance(key, tuple) else (key,)
        figures.setdefault(place[:-1], {})[place[-1]] = people
    kept = {
        (*figure, each)
        for figure, groups in figures.items()
        for each in groups.keys() - hidden(groups, group_least, least)
    }
    places = zip(*(entries[key].to_list() for key in keys), strict=True)
    return entries[[place in kept for place in places]]


def hidden(groups: Mapping[G, AbstractSet[Hashable]], least: int, together: int) -> frozenset[G]:
    """Find the groups that must not be shown beside the total of all of them.

    Who knows the total and every other group can subtract. So what is hidden is hidden with
    company: two groups at least, and as many people as any figure needs; the next smallest group
    is hidden as well until that is so (complementary suppression; Hundepool et al. 2012,
    “Statistical Disclosure Control”, chapter 4).

    Parameters
    ----------
    groups
        Group to its people; a person may be in several.
    least
        How many people a group needs to be shown.
    together
        How many different people must be in the hidden groups together.

    Returns
    -------
    frozenset
        The hidden groups; all of them where the whole has fewer than ``together`` people.
    """
    there = {group: people for group, people in groups.items() if people}
    by_size = sorted(there, key=lambda group: (len(there[group]), str(group)))
    if _people(there.values()) < together:
        return frozenset(groups)
    away = [group for group in by_size if len(there[group]) < least]
    if not away:
        return frozenset()
    for group in by_size[len(away) :]:
        if len(away) > 1 and _people(there[each] for each in away) >= together:
            break
        away.append(group)
    return frozenset(away)


def _people(groups: Iterable[AbstractSet[Hashable]]) -> int:
    everybody: set[Hashable] = set()
    return len(everybody.union(*groups))


def apart(part: int, wholes: Sequence[int], least: int) -> bool:
    """Tell whether a figure about a part may stand beside those about the wholes.

    Parameters
    ----------
    part
        How many people the figure is about.
    wholes
        How many people the other figures are about, all of whom contain those of the part.
    least
        How many people a figure needs.

    Returns
    -------
    bool
        Whether the part is large enough, and so is each rest, unless there is none.
    """
    return part >= least and all(whole == part or whole - part >= least for whole in wholes)
