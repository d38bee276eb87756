"""What a whole workshop came to: who took part, what moved, what was planned and said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workshop.answers.progress import state
from workshop.content.library import Library
from workshop.core.records import FEWEST, Chapter, Exercise, playing
from workshop.kinds import KINDS
from workshop.kinds.steps import SUREST
from workshop.results.counts import Counts, took_part
from workshop.results.exercise import results
from workshop.results.moved import Learned, Opinion, learned, opinions
from workshop.results.planned import Plans, plans, quotes
from workshop.results.returned import Returned, returned
from workshop.results.sharing import Sharing, largest, sharing
from workshop.results.submissions import Submission, newest
from workshop.results.told import Step, gone, step

LEVELS = tuple(range(1, SUREST + 1))
FEWEST_ANSWERS = 20
"""No share of people's answers by how sure they were is about fewer answers."""

Answered = Mapping[str, Mapping[str, Submission]]
"""Exercise id to participant to what they answered last."""

Told = Mapping[str, Sequence[Step]]
"""Exercise id to the steps at which it was told."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many people took part in a session; ``None`` for fewer than five.

    Parameters
    ----------
    number
        The number of the session, two digits.
    began
        How many answered something in it.
    finished
        How many answered all of it, apart from its extras.
    """

    number: str
    began: int | None
    finished: int | None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How often people matched the key, by how sure they were.

    Parameters
    ----------
    exercise
        The exercise's id.
    shares
        The share of answers that match, 0 to 1: of those not sure, fairly sure, very sure;
        ``None`` where too few said so.
    answers
        How many answers each share is about, twenty or more, or ``None``.
    """

    exercise: str
    shares: tuple[float | None, ...]
    answers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a whole workshop came to, as far as it may be shown.

    Who took part is counted exactly, from five people on. What they answered is counted so that
    nothing tells of one to four people, see :class:`~workshop.results.counts.Counts`.

    Parameters
    ----------
    people
        How many people answered something; ``None`` for fewer than five.
    days
        The days on which at least five people last answered something, in order.
    sessions
        Every session, in order.
    learned
        The questions before and after.
    plans
        The action plans.
    returned
        What became of them later.
    sureness
        The exercises that ask how sure people are, in the order of their ids.
    opinions
        The statements of the debate that enough people rated before and after it.
    words
        What participants said and agreed to have quoted, sorted by its text.
    faulty
        The ids of exercises that could not be read, and so are missing here.
    """

    people: int | None
    days: tuple[date, ...]
    sessions: tuple[Attendance, ...]
    learned: Learned
    plans: Plans
    returned: Returned
    sureness: tuple[Sureness, ...]
    opinions: tuple[Opinion, ...]
    words: tuple[str, ...]
    faulty: tuple[str, ...] = ()


def overview(
    submissions: Iterable[Submission],
    library: Library,
    told: Told | None = None,
    exercises: Mapping[str, Exercise] | None = None,
) -> Overview:
    """Work out what a whole workshop came to.

    Parameters
    ----------
    submissions
        Submissions in any order, also to exercises that are no longer there, which are passed
        over. What somebody answered in their highest round counts; for the questions, for how
        sure people were and for what they still get wrong, it is the first round, since reasons
        were seen after it.
    library
        The content.
    told
        Exercise id to the steps at which it was told, the last one last; who took part is counted
        from the submissions all the same. By default they are told now for the first time.
    exercises
        The exercises that were read without a fault, by id; by default they are read now.

    Returns
    -------
    Overview
        What may be shown of it.

    Raises
    ------
    ContentError
        When the list of sessions cannot be read. An exercise with a fault is left out.
    """
    if exercises is None:
        exercises = library.exercises()
    own = [each for each in newest(submissions) if each.exercise in exercises]
    answered = _latest(exercises, own)
    last = [each for people in answered.values() for each in people.values()]
    counts, shared = Counts(), largest(last)
    if told is None:
        told = {id_: [step(exercise, own)] for id_, exercise in exercises.items()}
    steps = {id_: told.get(id_, ()) for id_ in exercises}
    quoted = playing("quote", exercises)

    # In the order of what a reader needs most: a later count of answers yields to an earlier one.
    return Overview(
        people=took_part({each.participant for each in last}, shared),
        learned=_learned(exercises, steps, counts),
        plans=_plans(exercises, steps, counts),
        returned=_returned(exercises, steps),
        sessions=_sessions(library.chapters(), exercises, answered, shared),
        opinions=_opinions(exercises, steps, counts),
        days=_days(last),
        sureness=_sureness(exercises, steps),
        words=quotes(quoted, _last(exercises, steps, quoted.id).values()) if quoted else (),
        faulty=tuple(id_ for id_ in library.exercise_ids() if id_ not in exercises),
    )


def _latest(exercises: Mapping[str, Exercise], own: Iterable[Submission]) -> Answered:
    """Keep what each person answered in the highest round, unless nothing is left in it."""
    latest: dict[str, dict[str, Submission]] = {id_: {} for id_ in exercises}
    for each in own:
        # They come sorted by round.
        latest[each.exercise][each.participant] = each
    return {
        id_: {
            person: each
            for person, each in people.items()
            if KINDS[exercises[id_].kind].size(each.answer)
        }
        for id_, people in latest.items()
    }


def _days(last: Iterable[Submission]) -> tuple[date, ...]:
    # A day on which one person was at work, or a clock that is wrong, would name that person.
    people: dict[date, set[str]] = {}
    for each in last:
        people.setdefault(each.moment.date(), set()).add(each.participant)
    return tuple(sorted(day for day, there in people.items() if len(there) >= FEWEST))


def _sessions(
    chapters: Collection[Chapter],
    exercises: Mapping[str, Exercise],
    answered: Answered,
    shared: Sharing,
) -> tuple[Attendance, ...]:
    began = {
        each.number: {person for id_ in each.exercises for person in answered.get(id_, ())}
        for each in chapters
    }
    finished = {
        each.number: _finished(
            [exercises[i] for i in each.counted if i in exercises],
            answered,
        )
        for each in chapters
    }
    return tuple(
        Attendance(number, took_part(began[number], shared), took_part(who, shared))
        for number, who in finished.items()
    )


def _finished(asked: Collection[Exercise], answered: Answered) -> set[str]:
    """Find who finished all of these exercises; judging takes a while, so few are judged."""
    people = [answered.get(exercise.id, {}) for exercise in asked]
    left = set(people[0]).intersection(*people[1:]) if people else set()
    for exercise in asked:
        said = answered.get(exercise.id, {})
        left = {each for each in left if state(exercise, said[each].kept(exercise)) == "finished"}
    return left


def _all(
    exercises: Mapping[str, Exercise], steps: Told, id_: str
) -> list[Mapping[str, Submission]]:
    """Give what each person answered last, at each step of an exercise."""
    return [_latest(exercises, each.submissions)[id_] for each in steps.get(id_, ())]


def _last(exercises: Mapping[str, Exercise], steps: Told, id_: str) -> Mapping[str, Submission]:
    return next(iter(_all(exercises, steps, id_)[-1:]), {})


def _first(step: Step) -> Step:
    first = tuple(each for each in step.submissions if each.round == 1)
    return replace(step, submissions=first)


def _learned(exercises: Mapping[str, Exercise], steps: Told, counts: Counts) -> Learned:
    before, after = playing("questions-before", exercises), playing("questions", exercises)
    if not before or not after:
        return Learned()
    then, now = ([_first(step) for step in steps[each.id]] for each in (before, after))
    return learned(before, after, then, now, counts)


def _plans(exercises: Mapping[str, Exercise], steps: Told, counts: Counts) -> Plans:
    plan = playing("plan", exercises)
    return plans(plan, _lasts(exercises, steps, plan.id), counts) if plan else Plans()


def _returned(exercises: Mapping[str, Exercise], steps: Told) -> Returned:
    plan, again = playing("plan", exercises), playing("plan-again", exercises)
    if not plan or not again:
        return Returned()
    planned = _last(exercises, steps, plan.id).keys()
    return returned(again, _lasts(exercises, steps, again.id), planned)


def _lasts(exercises: Mapping[str, Exercise], steps: Told, id_: str) -> list[Step]:
    """Give the steps of an exercise, each with what people answered last."""
    return [
        replace(each, submissions=tuple(last.values()))
        for each, last in zip(steps[id_], _all(exercises, steps, id_), strict=True)
    ]


def _opinions(
    exercises: Mapping[str, Exercise], steps: Told, counts: Counts
) -> tuple[Opinion, ...]:
    debate = playing("debate", exercises)
    if not debate:
        return ()
    said = [
        {person: each.answer for person, each in people.items()}
        for people in _all(exercises, steps, debate.id)
    ]
    shared = sharing(*(each.submissions for each in steps[debate.id]))
    return opinions(debate, said, counts, shared, gone(steps[debate.id]))


def _sureness(exercises: Mapping[str, Exercise], steps: Told) -> tuple[Sureness, ...]:
    found = []
    for id_, exercise in exercises.items():
        first = [_first(each) for each in steps[id_]]
        if "sure" not in exercise.settings or not first:
            continue
        sure = alone = _sure(exercise, first)
        if sharing(*(each.submissions for each in first)):
            # What a table answered together is one answer where these must not be too few.
            alone = _sure(exercise, [each.of_devices() for each in first])
        totals = {
            level: sum(sure[level].values())
            for level, counts in alone.items()
            if level and sum(counts.values()) >= FEWEST_ANSWERS
        }
        if totals:
            rights = {level: sure[level]["match"] / total for level, total in totals.items()}
            found.append(
                Sureness(id_, tuple(map(rights.get, LEVELS)), tuple(map(totals.get, LEVELS)))
            )
    return tuple(found)


def _sure(exercise: Exercise, steps: Sequence[Step]) -> Mapping[int, Mapping[str, int]]:
    return results(exercise, steps[-1].submissions, steps[:-1]).rounds[1].sure
