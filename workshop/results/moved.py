"""What moved: the questions before and after a workshop, opinions before and after a debate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.results.counts import Count, Counts, took_part
from workshop.results.exercise import results
from workshop.results.gain import STEP, WHOLE, Scores, gain
from workshop.results.left import Gone
from workshop.results.privacy import FEWEST_SELF
from workshop.results.sharing import ALONE, Sharing, both_times, mean, people, sharing
from workshop.results.submissions import Submission
from workshop.results.told import Step, gone, latest

MOST_MISSED = 3
BOTH = 2


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that many still answer otherwise after the workshop.

    Parameters
    ----------
    question
        Its text.
    answer
        The right answer's text.
    why
        The reason for it.
    share
        The share of those who answered it that were right, 0 to 1.
    """

    question: str
    answer: str
    why: str
    share: float


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of the questions before and after; ``None`` where nothing may be said.

    Parameters
    ----------
    people
        How many people answered all of them both times: eight or more, or ``None``.
    questions
        How many questions there are.
    before, after
        The mean number of right answers of these people.
    rounded
        Whether the means are rounded, see :class:`~workshop.results.gain.Gain`.
    gain
        The normalised gain.
    rose, stayed, fell
        How many of these people were right more often, as often, less often than before.
    missed
        The questions that were missed most often afterwards, the worst first, three at most.
    """

    people: int | None = None
    questions: int = 0
    before: float | None = None
    after: float | None = None
    rounded: bool = False
    gain: float | None = None
    rose: Count | None = None
    stayed: Count | None = None
    fell: Count | None = None
    missed: tuple[Missed, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """Where people stood on a statement before and after the debate.

    Parameters
    ----------
    statement
        The statement.
    people
        How many rated it both times, five or more.
    before, after
        Their mean ratings, -100 (disagree) to 100 (agree), rounded to fives, so that one person
        more or less is not seen in them.
    agree, disagree, stayed
        How many moved towards agreement, towards disagreement, or not at all; ``None`` where that
        may not be said.
    """

    statement: str
    people: int
    before: int
    after: int
    agree: Count | None
    disagree: Count | None
    stayed: Count | None


def learned(
    before: Exercise,
    after: Exercise,
    then: Sequence[Step],
    now: Sequence[Step],
    counts: Counts,
) -> Learned:
    """Compare the questions before the workshop with the same ones after it.

    Parameters
    ----------
    before, after
        The two exercises.
    then, now
        The steps at which they were told, the last one last, with first answers only.
    counts
        The counts of answers that are shown already.

    Returns
    -------
    Learned
        What may be shown of it.
    """
    missed = _missed(after, now)
    own = _both_told(before, after, then, now)
    shared = both_times(*(sharing(*(each.submissions for each in x)) for x in (then, now)))
    told = gain(before, after, own, shared)
    if told.before is None or told.after is None:
        return Learned(missed=missed)
    first, last = (Scores(exercise, own).whole for exercise in (before, after))
    matched = first.keys() & last.keys()
    groups = {
        "rose": {each for each in matched if last[each] > first[each]},
        "stayed": {each for each in matched if last[each] == first[each]},
        "fell": {each for each in matched if last[each] < first[each]},
    }
    questions = len(after.items)
    return Learned(
        people=took_part(matched, shared),
        questions=questions,
        before=told.before * questions / WHOLE,
        after=told.after * questions / WHOLE,
        rounded=not told.items,
        gain=told.gain,
        missed=missed,
        **counts.parts(groups, shared),
    )


def _both_told(
    before: Exercise, after: Exercise, then: Sequence[Step], now: Sequence[Step]
) -> Sequence[Submission]:
    """Choose from which step the questions before and after are compared."""
    back = frozenset[str]().union(*(each or () for each in (*gone(then), *gone(now))))
    at = [
        [each for steps in (then, now) for each in [s for s in steps if s.number <= number][-1:]]
        for number in sorted({each.number for each in (*then, *now)})
    ]
    rooms = [[answer for each in there for answer in each.submissions] for there in at]
    if len(rooms) < BOTH:
        return rooms[-1] if rooms else ()
    scores = [[Scores(exercise, room).each for exercise in (before, after)] for room in rooms]
    both = [
        {person: (first[person], last[person]) for person in first.keys() & last.keys()}
        for first, last in scores
    ]
    left = [any(each.left for each in there) for there in at]
    away = [back if each else None for each in left]
    step = latest(both, FEWEST_SELF, away)[-1]
    return () if step is None else rooms[step]


def opinions(
    debate: Exercise,
    said: Sequence[Mapping[str, Mapping[str, Any]]],
    counts: Counts,
    shared: Sharing = ALONE,
    away: Gone = (),
) -> tuple[Opinion, ...]:
    """Compare the first pass over the statements of a debate with the last one.

    Parameters
    ----------
    debate
        A scale on the range ``agreement`` with two passes or more; of others nothing is said.
    said
        Participant to answer, for each step at which it was told.
    counts
        The counts of answers that are shown already.
    shared
        Who shares a device with how many.
    away
        Who left and is back, for each step.

    Returns
    -------
    tuple of Opinion
        The statements that at least five people rated in both passes, in their order.
    """
    passes = [each["id"] for each in debate.settings["passes"]]
    if debate.settings["range"] != "agreement" or len(passes) < BOTH:
        return ()
    kind = KINDS[debate.kind]
    rated = [
        {person: kind.prune(debate, answer)["passes"] for person, answer in step.items()}
        for step in said
    ]
    first, last = passes[0], passes[-1]
    found = []
    for item in debate.items:
        both = [
            {
                person: (values[first][item.id], values[last][item.id])
                for person, values in step.items()
                if item.id in values.get(first, {}) and item.id in values.get(last, {})
            }
            for step in rated
        ]
        told = latest(both, debate.fewest, away)[-1] if both else None
        if told is not None:
            once = _rated_once(rated[told], (first, last), item.id)
            found.append(_opinion(item.text, both[told], counts, shared, once=once))
    return tuple(found)


def _rated_once(
    rated: Mapping[str, Mapping[str, Mapping[str, int]]], passes: tuple[str, str], item: str
) -> bool:
    """Tell whether somebody rated a statement in one of two passes only."""
    return any(
        len([name for name in passes if item in values.get(name, {})]) == 1
        for values in rated.values()
    )


def _opinion(
    statement: str,
    pairs: Mapping[str, tuple[int, int]],
    counts: Counts,
    shared: Sharing,
    *,
    once: bool,
) -> Opinion:
    groups = {
        "agree": {person for person, (then, now) in pairs.items() if now > then},
        "disagree": {person for person, (then, now) in pairs.items() if now < then},
        "stayed": {person for person, (then, now) in pairs.items() if now == then},
    }
    # Where others rated it once, a table of many would be seen through the rounding: there each
    # device counts for one.
    weights = ALONE if once else shared
    before, after = (
        STEP * round(mean({who: pair[time] for who, pair in pairs.items()}, weights) / STEP)
        for time in range(BOTH)
    )
    told = counts.parts(groups, shared)
    return Opinion(statement, people(pairs, shared), before, after, **told)


def _missed(after: Exercise, now: Sequence[Step]) -> tuple[Missed, ...]:
    if not now:
        return ()
    shares = results(after, now[-1].submissions, now[:-1]).rounds[1].agreement
    items = {item.id: item for item in after.items}
    # Of equals the earlier question; nothing is missed where everybody was right.
    worst = sorted(
        (row for row in shares if shares[row]["match"] < 1), key=lambda row: shares[row]["match"]
    )
    return tuple(
        Missed(
            question=items[id_].text,
            answer=" / ".join(
                option.label
                for option in after.options_of(items[id_])
                if option.id in after.keys[id_].accept
            ),
            why=after.keys[id_].why,
            share=shares[id_]["match"],
        )
        for id_ in worst[:MOST_MISSED]
    )
