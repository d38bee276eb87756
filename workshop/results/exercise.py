"""What a room answered to one exercise: counts, split, agreement, and what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds.kind import CREDIT
from workshop.kinds.steps import SUREST
from workshop.results.entries import NOBODY, Rounds, Row, Rows, at_each
from workshop.results.left import Gone
from workshop.results.outcome import ByRow, Dot, Middle, Results, Round, Shift
from workshop.results.privacy import apart, fewest_of_a_profession, shown_groups
from workshop.results.sharing import Sharing, counted, mean, people, sharing
from workshop.results.submissions import FIRST, NOW, Submission, newest
from workshop.results.told import Step, after_each, gone, last_told, latest

MOST_TO_DISCUSS = 5
VERDICTS: tuple[str, ...] = tuple(CREDIT)


def results(
    exercise: Exercise, submissions: Iterable[Submission], before: Sequence[Step] = ()
) -> Results:
    """Work out the results of one exercise.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    submissions
        Submissions in any order, also to other exercises, which are passed over; of several of
        one participant in one round the newest counts.
    before
        The steps at which results of it were told before. What differs from them in too few
        people's answers stays as it was; a profession with such a difference is left out.

    Returns
    -------
    Results
        What may be shown of it.
    """
    own = newest(each for each in submissions if each.exercise == exercise.id)
    steps = [*(each.submissions for each in before), own]
    away = gone((*before, Step(tuple(own))))
    told = after_each(at_each(exercise, steps), exercise.fewest, away)
    shared = sharing(*steps)
    numbers = sorted({FIRST, *(each.round for each in own)})
    return Results(
        rounds={
            number: _round(
                exercise,
                [rounds.get(number, {}) for rounds in told],
                [[each for each in step if each.round == number] for step in steps],
                shared,
                away,
            )
            for number in numbers
        },
        shift=_last_shift(exercise, told, shared, away),
        passed_over=_passed_over(exercise, own),
    )


def _passed_over(exercise: Exercise, submissions: Iterable[Submission]) -> int:
    """Count the entries that concern what the exercise no longer has."""
    size = KINDS[exercise.kind].size
    pairs = ((each.answer, each.kept(exercise)) for each in submissions)
    return sum(size(answer) - size(kept) for answer, kept in pairs if kept is not answer)


def _round(
    exercise: Exercise,
    told: Sequence[Rows],
    steps: Sequence[Sequence[Submission]],
    shared: Sharing,
    away: Gone,
) -> Round:
    now, kind = told[-1], KINDS[exercise.kind]
    # In their order, whoever answered first.
    rows = {row: now[row] for row in kind.rows(exercise) if row in now}
    counts = _counts(exercise, rows, shared)
    split = {
        row: 1 - max(options.values()) / sum(options.values())
        for row, options in counts.items()
        if options
    }
    verdicts = _verdicts(rows, shared)
    agreement = {row: _shares(each) for row, each in verdicts.items()}
    # What is written has no rows.
    wrote = {} if kind.rows(exercise) else _filled(exercise, steps, away)
    # Of the groups that were told with somebody who left, nobody knows any more which they were.
    left = any(each is not None for each in away)
    who = wrote.keys() or set[str]().union(*(each.placed for each in rows.values()))
    return Round(
        people=people(who, shared) or None,
        devices=len(who) or None,
        counts=counts,
        split=split,
        discuss=_largest(split),
        agreement=agreement,
        overall=_overall(verdicts),
        hardest=min(agreement, key=lambda row: _credit(agreement[row]), default=None),
        by_profession={} if left else _by_profession(exercise, rows, told[:-1], shared),
        sure={} if left else _sure(exercise, told, shared),
        filled=mean(wrote, shared) if wrote else None,
        middle=_middle(rows, shared),
        cloud=_cloud(rows, shared),
        gauges=_gauges(exercise, steps, shared, away),
    )


def _counts(exercise: Exercise, rows: Rows, shared: Sharing) -> ByRow:
    options = KINDS[exercise.kind].columns(exercise)
    made = {}
    for row, each in rows.items():
        counts = counted(each.placed, shared)
        # Options that nobody chose are zero.
        made[row] = {option: counts[option] for option in options}
    return made


def _largest(split: Mapping[str, float]) -> tuple[str, ...]:
    order = sorted((row for row in split if split[row] > 0), key=lambda row: -split[row])
    return tuple(order[:MOST_TO_DISCUSS])


def _verdicts(rows: Rows, shared: Sharing) -> ByRow:
    """Count verdicts, of rows where something is right or wrong."""
    made = {}
    for row, each in rows.items():
        if each.verdicts:
            counts = counted(each.verdicts, shared)
            made[row] = {name: counts[name] for name in VERDICTS}
    return made


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {name: number / total for name, number in counts.items()}


def _overall(verdicts: ByRow) -> dict[str, float]:
    if not verdicts:
        return {}
    return _shares({name: sum(each[name] for each in verdicts.values()) for name in VERDICTS})


def _credit(shares: Mapping[str, float]) -> float:
    return sum(credit * shares[name] for name, credit in CREDIT.items())


def _by_profession(
    exercise: Exercise, rows: Rows, told: Sequence[Rows], shared: Sharing
) -> dict[str, dict[str, dict[str, int]]]:
    least = fewest_of_a_profession(exercise)
    options = KINDS[exercise.kind].columns(exercise)
    made = {}
    for row, answered in rows.items():
        before = [_professions(each[row]) for each in told if row in each]
        kept = shown_groups(_professions(answered), before, least, exercise.fewest)
        groups = {each: counted(kept[each], shared) for each in sorted(kept)}
        made[row] = {
            each: {option: counts[option] for option in options} for each, counts in groups.items()
        }
    # A row without any is missing.
    return {row: professions for row, professions in made.items() if professions}


def _professions(row: Row) -> dict[str, dict[str, str]]:
    """Put the people of a row together: profession to participant to option."""
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for who, option in row.placed.items():
        groups[row.professions[who]][who] = option
    return groups


def _sure(exercise: Exercise, told: Sequence[Rows], shared: Sharing) -> dict[int, dict[str, int]]:
    if "sure" not in exercise.settings:
        return {}
    least = exercise.fewest
    levels = [_levels(rows) for rows in told]
    asked = shown_groups(levels[-1], [each for each in levels[:-1] if each], least, least)
    counts = Counter[tuple[int, str]]()
    for row in told[-1].values():
        said = {who: (row.sure.get(who, 0), verdict) for who, verdict in row.verdicts.items()}
        counts.update(counted(said, shared))
    return {
        level: {name: counts[level, name] for name in VERDICTS}
        for level in range(SUREST + 1)
        if level in asked
    }


def _levels(rows: Rows) -> dict[int, dict[str, tuple[str, ...]]]:
    """Put judged answers together: how sure to participant to all that they said so surely."""
    groups: defaultdict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    # In one order, so that the same answers to several items are equal.
    for row, each in sorted(rows.items()):
        for who in each.verdicts:
            group = groups[each.sure.get(who, 0)]
            group[who] = (*group.get(who, ()), row, each.placed[who])
    return groups


def _filled(
    exercise: Exercise, steps: Sequence[Sequence[Submission]], away: Gone
) -> Mapping[str, float]:
    """Say which share of the fields each of those who wrote something filled."""
    kind = KINDS[exercise.kind]
    shares = [
        {each.participant: kind.filled(exercise, each.kept(exercise)) for each in step}
        for step in steps
    ]
    wrote = [{who: n for who, n in step.items() if n is not None} for step in shares]
    return last_told(wrote, exercise.fewest, away)


def _middle(rows: Rows, shared: Sharing) -> dict[str, Middle]:
    made = {}
    for row, each in rows.items():
        if each.axes:
            xs = {who: x for who, (x, _) in each.axes.items()}
            ys = {who: y for who, (_, y) in each.axes.items() if y is not None}
            made[row] = Middle(*_spread(xs, shared), *(_spread(ys, shared) if ys else ()))
    return made


def _spread(values: Mapping[str, float], shared: Sharing) -> tuple[float, float]:
    """Find a mean and the standard deviation of all."""
    middle = mean(values, shared)
    return middle, sqrt(mean({who: (n - middle) ** 2 for who, n in values.items()}, shared))


def _cloud(rows: Rows, shared: Sharing) -> dict[str, tuple[Dot, ...]]:
    places = {
        row: counted({who: (x, y) for who, (x, y) in each.axes.items() if y is not None}, shared)
        for row, each in rows.items()
    }
    return {
        row: tuple(Dot(x, y, number) for (x, y), number in sorted(counts.items()))
        for row, counts in places.items()
        if counts
    }


def _gauges(
    exercise: Exercise, steps: Sequence[Sequence[Submission]], shared: Sharing, away: Gone
) -> dict[str, float]:
    """Find where the gauges stood at the end, unless too few got there."""
    if "gauges" not in exercise.settings:
        return {}
    kind = KINDS[exercise.kind]
    every = [
        {each.participant: kind.ended(exercise, each.kept(exercise)) for each in step}
        for step in steps
    ]
    ended = [{who: end for who, end in step.items() if end is not None} for step in every]
    told = last_told(ended, exercise.fewest, away)
    ends = {who: gauges for who, (_, gauges) in told.items()}
    return {
        gauge: mean({who: each[gauge] for who, each in ends.items()}, shared)
        for gauge in next(iter(ends.values()), {})
    }


def _last_shift(
    exercise: Exercise, told: Sequence[Rounds], shared: Sharing, away: Gone
) -> dict[str, Shift]:
    """Find what changed between the rounds, each row from the step that may be told of it."""
    kept = {}
    for row in KINDS[exercise.kind].rows(exercise):
        rounds = [
            [step.get(number, {}).get(row, NOBODY) for number in (FIRST, NOW)] for step in told
        ]
        shifts = [_shift(exercise, first, now, shared) for first, now in rounds]
        if len(told) == 1:
            found = shifts[0]
        else:
            pairs = [
                {who: (_judged(first, who), _judged(now, who)) for who in _both(first, now)}
                if shift
                else {}
                for shift, (first, now) in zip(shifts, rounds, strict=True)
            ]
            step = latest(pairs, exercise.fewest, away)[-1]
            found = None if step is None else shifts[step]
        if found:
            kept[row] = found
    return kept


def _both(first: Row, now: Row) -> set[str]:
    return first.placed.keys() & now.placed.keys()


def _judged(row: Row, who: str) -> tuple[str, str]:
    return row.placed[who], row.verdicts.get(who, "")


def _shift(exercise: Exercise, first: Row, now: Row, shared: Sharing) -> Shift | None:
    both = _both(first, now)
    if not both or not apart(len(both), [len(first), len(now)], exercise.fewest):
        return None
    changed = {who: float(first.placed[who] != now.placed[who]) for who in both}
    return Shift(
        people(both, shared),
        mean(changed, shared),
        _matching(first, both, shared),
        _matching(now, both, shared),
    )


def _matching(row: Row, both: Collection[str], shared: Sharing) -> float | None:
    """Say which share of the answers that are right or wrong matches."""
    judged = {who: float(row.verdicts[who] == "match") for who in both if who in row.verdicts}
    return mean(judged, shared) if judged else None
