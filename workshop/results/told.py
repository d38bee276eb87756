"""What was told, and what may be told now: the one rule for everything about a room.

Whoever sees a figure before and after one more file knows what that person answered. So a figure is
told at a step that somebody takes, and told anew only when it differs from each time before in at
least as many people as it needs: people who came, who changed their answer, or who withdrew it. The
difference of two tellings is then about enough people as well. What is here is pure: it takes what
was told before and returns what is told now, and its caller keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from workshop.core.records import FEWEST, Exercise
from workshop.kinds import KINDS
from workshop.results.entries import NOBODY, Rounds, Row
from workshop.results.left import Gone, back, mark, marks
from workshop.results.privacy import shown
from workshop.results.sharing import people, sharing
from workshop.results.submissions import Submission, newest

V = TypeVar("V")

People = Mapping[str, object]
"""Participant to what a figure takes from them."""


@dataclass(frozen=True, slots=True)
class Step:
    """The answers to one exercise from which its figures were told.

    Parameters
    ----------
    submissions
        The submissions to it, of all rounds.
    number
        Its place among the steps of all exercises.
    left
        A mark for each who took their answers out since, see :mod:`workshop.results.left`.
    """

    submissions: tuple[Submission, ...]
    number: int = 0
    left: tuple[str, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """The people whose answers these are."""
        return frozenset(each.participant for each in self.submissions)

    def of_devices(self) -> Step:
        """Give the same answers as if nobody shared a device."""
        alone = tuple(replace(each, people=1) for each in self.submissions)
        return replace(self, submissions=alone)

    def without(self, participant: str) -> Step:
        """Leave out what somebody answered, and mark that somebody left."""
        if participant not in self.people:
            return self
        rest = tuple(each for each in self.submissions if each.participant != participant)
        return replace(self, submissions=rest, left=(*self.left, mark(participant)))

    def without_anybody(self) -> Step:
        """Leave out what everybody answered, and mark that they were there."""
        return replace(self, submissions=(), left=(*self.left, *marks(self.people)))

    def is_about(self, people: AbstractSet[str]) -> bool:
        """Say whether any of these people are in it, or left it."""
        return bool(self.people & people or back(self.left, people))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far what was told of an exercise is from what is there.

    Parameters
    ----------
    answered
        How many people have answered it by now; ``None`` where they are too few to say so.
    told
        How many people's answers the figures are made from; 0 where nothing is told.
    new
        How many came, changed their answer or withdrew it since then; a table that shares a device
        is one of them.
    ready
        Whether these are enough for the figures to be told anew.
    held
        Whether nothing is told since somebody took their answers out, until enough others are new.
    """

    answered: int | None
    told: int
    new: int
    ready: bool
    held: bool = False


def step(exercise: Exercise, submissions: Iterable[Submission], number: int = 0) -> Step:
    """Gather the answers to one exercise.

    Parameters
    ----------
    exercise
        The exercise.
    submissions
        Submissions in any order, also to other exercises.
    number
        The place of this step among those of all exercises.

    Returns
    -------
    Step
        Those in which something of the exercise is answered.
    """
    own = newest(each for each in submissions if each.exercise == exercise.id)
    size = KINDS[exercise.kind].size
    return Step(tuple(each for each in own if size(each.kept(exercise))), number)


def tell(
    exercise: Exercise, told: Sequence[Step], now: Step, *, everybody: bool = False
) -> tuple[Step, ...]:
    """Take a step: tell the answers of now, if enough is new.

    Parameters
    ----------
    exercise
        The exercise.
    told
        What was told of it before, the last one last.
    now
        The answers of now.
    everybody
        Whether all answers are in, and the last ones are told, however few they are. Whoever saw
        the figures before can then find out what these few answered.

    Returns
    -------
    tuple of Step
        What is told, the last one last; the same as before where too little is new.
    """
    if everybody:
        return (now,) if len(now.people) >= exercise.fewest else ()
    if not standing(exercise, told, now).ready:
        return tuple(told)
    # Another group's answers need not be kept; but some of them may come back among others.
    about = _about(told, now)
    return (*(each if n in about else each.without_anybody() for n, each in enumerate(told)), now)


def standing(exercise: Exercise, told: Sequence[Step], now: Step) -> Standing:
    """Compare what was told of an exercise with what is there.

    Parameters
    ----------
    exercise, told, now
        As for :func:`tell`.

    Returns
    -------
    Standing
        The numbers of people.
    """
    seen = visible(exercise, told, now)
    told = tuple(_about(told, now).values())
    shared = sharing(*(each.submissions for each in (*told, now)))
    here = _values(exercise, now)
    away = gone((*told, now))
    apart = [
        _changed(_values(exercise, each), here, who) for each, who in zip(told, away, strict=False)
    ]
    held = is_held(told, now)
    new = apart[-1] if seen or held else min((len(here), *apart))
    ready = len(now.people) >= exercise.fewest and all(n >= exercise.fewest for n in apart)
    answered = people(now.people, shared) if len(now.people) >= FEWEST else None
    return Standing(answered, people(seen[-1].people, shared) if seen else 0, new, ready, held)


def visible(exercise: Exercise, told: Sequence[Step], now: Step) -> tuple[Step, ...]:
    """Say what of that which was told may still be seen.

    Parameters
    ----------
    exercise, told, now
        As for :func:`tell`.

    Returns
    -------
    tuple of Step
        All of it that is about anybody who is in the last step; or nothing, where too few people
        are left, or others are here instead, or somebody took out answers from which it was told.
    """
    few = len(now.people) < exercise.fewest
    if not told or few or told[-1].left or not told[-1].people & now.people:
        return ()
    # As when it was told: figures go by the same steps as then.
    return tuple(_about(told, told[-1]).values())


def is_held(told: Sequence[Step], now: Step) -> bool:
    """Say whether nothing is seen since somebody left who was in what was told last of these."""
    return bool(told and told[-1].left and told[-1].is_about(now.people))


def gone(steps: Sequence[Step]) -> Gone:
    """Say who is back, of those who took their answers out of what was told.

    Parameters
    ----------
    steps
        The steps, that of now too.

    Returns
    -------
    sequence
        One entry for each step; see :data:`~workshop.results.left.Gone`.
    """
    if not any(each.left for each in steps):
        return [None] * len(steps)
    here = frozenset[str]().union(*(each.people for each in steps))
    return [back(each.left, here) if each.left else None for each in steps]


def latest(tellings: Sequence[People], least: int, away: Gone = ()) -> list[int | None]:
    """Find from which step a figure is told after each step.

    Parameters
    ----------
    tellings
        For each step, whom the figure would be about and what it would take from them.
    least
        How many people it needs.
    away
        Who left and is back, for each step; by default nobody left.

    Returns
    -------
    list of int or None
        For each step the number of the step, counted from 0, whose figure is seen after it: its own
        where that differs from every figure seen before in enough people, or in nobody; else the
        one before; ``None`` where there was none yet, and where somebody left since: then nobody
        can say what was seen, so that it counts as seen, and others must be enough.
    """
    away = away or [None] * len(tellings)
    seen: list[int] = []
    after: list[int | None] = []

    def differs(each: int, telling: People) -> bool:
        n = _changed(tellings[each], telling, away[each])
        return n >= least or (not n and away[each] is None)

    for number, telling in enumerate(tellings):
        told = len(telling) >= least and all(differs(each, telling) for each in seen)
        if told or away[number] is not None:
            seen.append(number)
        after.append(seen[-1] if seen and away[seen[-1]] is None else None)
    return after


def last_told(tellings: Sequence[Mapping[str, V]], least: int, away: Gone = ()) -> Mapping[str, V]:
    """Choose the step from which a figure about whole answers is told.

    Parameters
    ----------
    tellings
        For each step, whom the figure would be about and what it would take from them.
    least
        How many people it needs.
    away
        Who left and is back, for each step; by default nobody left.

    Returns
    -------
    mapping
        The one to be told; an empty one where there is none.
    """
    step = latest(tellings, least, away)[-1] if tellings else None
    return {} if step is None else tellings[step]


def after_each(steps: Sequence[Rounds], least: int, away: Gone = ()) -> list[Rounds]:
    """Find the entries that are told after each step, from those that were there at each.

    Parameters
    ----------
    steps
        For each step who answered what.
    least
        How many people the figure of a row in a round needs.
    away
        Who left and is back, for each step; by default nobody left.

    Returns
    -------
    list
        For each step the people of each figure from the step that it is told from.
    """
    if len(steps) == 1:
        return [{number: shown(rows, least) for number, rows in steps[0].items()}]
    after: list[dict[int, dict[str, Row]]] = [{} for _ in steps]
    for number in dict.fromkeys(number for step in steps for number in step):
        rounds = [step.get(number, {}) for step in steps]
        for row in dict.fromkeys(row for rows in rounds for row in rows):
            there = [rows.get(row, NOBODY) for rows in rounds]
            seen = latest([each.answers() for each in there], least, away)
            for told, place in zip(after, seen, strict=True):
                if place is not None:
                    told.setdefault(number, {})[row] = there[place]
    return list(after)


def _about(told: Sequence[Step], now: Step) -> dict[int, Step]:
    """Find the steps that share people with that of now, or with another one that does.

    What is told of others differs in all of them. A step between two groups holds them together:
    some figures of it may be those from the step before it.
    """
    about: dict[int, Step] = {}
    people, before = now.people, -1
    while len(about) > before:
        before = len(about)
        about = {n: each for n, each in enumerate(told) if each.is_about(people)}
        people = people.union(*(each.people for each in about.values()))
    return about


def _changed(before: People, now: People, away: AbstractSet[str] | None = None) -> int:
    # Whoever left and is back may have said the same before.
    there = (before.keys() | now.keys()) - (away or frozenset())
    return sum(before.get(each) != now.get(each) for each in there)


def _values(exercise: Exercise, step: Step) -> People:
    values: dict[str, dict[int, Any]] = {}
    for each in step.submissions:
        said = (each.profession, each.kept(exercise))
        values.setdefault(each.participant, {})[each.round] = said
    return values
