"""Small groups: the one place that decides which answers a figure may be about.

Every figure of a room is worked out from entries that went through :func:`shown`, every one about
groups also through :func:`shown_groups`, and every one about a part of the people through
:func:`apart`. How many people took part is told
from :data:`FEWEST` on. Where several counts of people who answered alike stand
on one page, :class:`~workshop.results.counts.Counts` chooses them by the same rules. What these
leave out is not there when the figure is made, and so cannot slip into it.

These limits protect one telling; :mod:`workshop.results.told` says when a figure may be told anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Sized
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from workshop.core.records import FEWEST, Exercise

FEWEST_SELF = 8
"""No gain is about fewer people, and no figure in which people rate themselves (``fewest = 8``)."""

FEWEST_OF_A_PROFESSION = 3
"""No figure about a profession is about fewer of its people."""

G = TypeVar("G", bound=Hashable)
S = TypeVar("S", bound=Sized)
Answers = Mapping[Any, Hashable]
"""Person to answer."""

Groups = Mapping[G, Answers]


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


def shown(rows: Mapping[G, S], least: int) -> dict[G, S]:
    """Keep the figures that may be shown.

    Parameters
    ----------
    rows
        Figure to the people whose answers it is made from.
    least
        How many different people a figure needs.

    Returns
    -------
    dict
        Those that may be shown.
    """
    return {row: people for row, people in rows.items() if len(people) >= least}


def shown_groups(
    groups: Groups[G], told: Sequence[Groups[G]], least: int, together: int
) -> dict[G, Answers]:
    """Keep the groups that may be shown beside each other and beside their total.

    Parameters
    ----------
    groups
        Group to person to answer.
    told
        The same, each time that it was told before; their totals may stand beside these.
    least
        How many different people a group needs.
    together
        How many different people the groups need that are left out.

    Returns
    -------
    dict
        The groups that may be shown.
    """
    away = withheld(groups, told, least, together)
    return {name: answers for name, answers in groups.items() if name not in away}


def withheld(
    groups: Groups[G], told: Sequence[Groups[G]], least: int, together: int
) -> frozenset[G]:
    """Find the groups that must not be shown beside the total of all of them.

    A group is not shown where it is too small; where it is smaller than :data:`FEWEST` and all in
    it gave one answer; or where that holds of those who make the difference to an earlier time. And
    it keeps company, as in :func:`hidden`: what subtraction leaves must not be one answer either,
    and the difference of what it leaves now and left then must be about enough people.

    Parameters
    ----------
    groups
        Group to person to answer.
    told
        The same, each time that it was told before.
    least
        How many people a group needs to be shown.
    together
        How many different people must be in the hidden groups together.

    Returns
    -------
    frozenset
        The hidden groups; all of them where nothing else will do.
    """
    seen: list[AbstractSet[G]] = []
    for number, then in enumerate(told):
        before = list(zip(told[:number], seen, strict=True))
        seen.append(then.keys() - _withheld(then, before, least, together))
    return _withheld(groups, list(zip(told, seen, strict=True)), least, together)


def _withheld(
    groups: Groups[G], told: Sequence[tuple[Groups[G], AbstractSet[G]]], least: int, together: int
) -> frozenset[G]:
    """Find the hidden groups, beside what was told before and which groups of it were seen."""
    there = {group: answers for group, answers in groups.items() if answers}
    if _people(there.values()) < together:
        return frozenset(groups)
    away = {group for group, answers in there.items() if not _tells_enough(answers, least)}
    for then, seen in told:
        moved = {name: _moved(then[name], there[name]) for name in seen & there.keys()}
        away |= {name for name, each in moved.items() if each and not _tells_enough(each, least)}

    def alone(away: AbstractSet[G]) -> bool:
        answers = [answer for name in away for answer in there[name].values()]
        few = _people(there[name].keys() for name in away) < together
        if away and (len(away) < 2 or few or len(set(answers)) < 2):  # noqa: PLR2004 - no company
            return True
        # Whoever went from one of these groups to another is the same person with the same answer.
        rests = (
            _moved(*(_merged(each, away | (each.keys() - seen)) for each in (then, there)))
            for then, seen in told
        )
        return any(0 < len(rest) < together for rest in rests)

    by_size = sorted(there, key=lambda name: (len(there[name]), str(name)))
    for name in by_size:
        if not alone(away):
            break
        away.add(name)
    return frozenset(groups) if alone(away) else frozenset(away)


def _merged(groups: Groups[G], names: AbstractSet[G]) -> Answers:
    return {
        person: answer for name in groups.keys() & names for person, answer in groups[name].items()
    }


def _moved(then: Answers, now: Answers) -> Answers:
    return {
        person: (then.get(person), now.get(person))
        for person in then.keys() | now.keys()
        if then.get(person) != now.get(person)
    }


def _tells_enough(answers: Answers, least: int) -> bool:
    """Tell whether answers are those of enough people, and not one answer of a few."""
    return len(answers) >= least and (len(answers) >= FEWEST or len(set(answers.values())) > 1)


def hidden(groups: Mapping[G, AbstractSet[Hashable]], least: int, together: int) -> frozenset[G]:
    """Find the groups of people that must not be shown beside the total of all of them.

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
    # Nobody's answer is the same as another's: what people said is not looked at here.
    single = {name: {each: each for each in people} for name, people in groups.items()}
    return withheld(single, (), least, together)


def _people(groups: Iterable[Iterable[Hashable]]) -> int:
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
