"""What a room answered to one exercise: counts, split, agreement, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, sqrt

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds.kind import CREDIT
from workshop.kinds.steps import SUREST
from workshop.results.entries import People, Rounds, Rows, Said, at_each
from workshop.results.outcome import ByRow, Dot, Middle, Results, Round, Shift
from workshop.results.privacy import apart, fewest_of_a_profession, shown_groups
from workshop.results.submissions import FIRST, NOW, Submission, newest
from workshop.results.told import Step, after_each, last_told, latest

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
    there, passed_over = at_each(exercise, steps)
    told = after_each(there, exercise.fewest)
    numbers = sorted({FIRST, *(each.round for each in own)})
    return Results(
        rounds={
            number: _round(
                exercise,
                [rounds.get(number, {}) for rounds in told],
                [[each for each in step if each.round == number] for step in steps],
            )
            for number in numbers
        },
        shift=_last_shift(exercise, told),
        passed_over=passed_over,
    )


def _round(
    exercise: Exercise, told: Sequence[Rows], steps: Sequence[Sequence[Submission]]
) -> Round:
    now = told[-1]
    # In their order, whoever answered first.
    rows = {row: now[row] for row in KINDS[exercise.kind].rows(exercise) if row in now}
    counts = _counts(exercise, rows)
    split = {
        row: 1 - max(options.values()) / sum(options.values())
        for row, options in counts.items()
        if options
    }
    verdicts = _verdicts(rows)
    agreement = {row: _shares(each) for row, each in verdicts.items()}
    wrote = _filled(exercise, steps)
    people = len(wrote) or len(set[str]().union(*rows.values()))
    return Round(
        people=people or None,
        counts=counts,
        split=split,
        discuss=_largest(split),
        agreement=agreement,
        overall=_overall(verdicts),
        hardest=min(agreement, key=lambda row: _credit(agreement[row]), default=None),
        by_profession=_by_profession(exercise, rows, told[:-1]),
        sure=_sure(exercise, told),
        filled=sum(wrote.values()) / len(wrote) if wrote else None,
        middle=_middle(rows),
        cloud=_cloud(rows),
        gauges=_gauges(exercise, steps),
    )


def _counts(exercise: Exercise, rows: Rows) -> ByRow:
    options = KINDS[exercise.kind].columns(exercise)
    made = {}
    for row, people in rows.items():
        counts = Counter([said.placed[row] for said in people.values()])
        # Options that nobody chose are zero.
        made[row] = {option: counts[option] for option in options}
    return made


def _largest(split: Mapping[str, float]) -> tuple[str, ...]:
    order = sorted((row for row in split if split[row] > 0), key=lambda row: -split[row])
    return tuple(order[:MOST_TO_DISCUSS])


def _verdicts(rows: Rows) -> ByRow:
    """Count verdicts, of rows where something is right or wrong."""
    made = {}
    for row, people in rows.items():
        counts = Counter([said.verdicts[row] for said in people.values() if row in said.verdicts])
        if counts:
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
    exercise: Exercise, rows: Rows, told: Sequence[Rows]
) -> dict[str, dict[str, dict[str, int]]]:
    least = fewest_of_a_profession(exercise)
    options = KINDS[exercise.kind].columns(exercise)
    made = {}
    for row, people in rows.items():
        before = [_professions(row, each[row]) for each in told if row in each]
        kept = shown_groups(_professions(row, people), before, least, exercise.fewest)
        counted = {each: Counter(kept[each].values()) for each in sorted(kept)}
        made[row] = {
            each: {option: counts[option] for option in options} for each, counts in counted.items()
        }
    # A row without any is missing.
    return {row: professions for row, professions in made.items() if professions}


def _professions(row: str, people: People) -> dict[str, dict[str, str]]:
    """Put the people of a row together: profession to participant to option."""
    groups: dict[str, dict[str, str]] = {}
    for person, said in people.items():
        groups.setdefault(said.profession, {})[person] = said.placed[row]
    return groups


def _sure(exercise: Exercise, told: Sequence[Rows]) -> dict[int, dict[str, int]]:
    if "sure" not in exercise.settings:
        return {}
    least = exercise.fewest
    levels = [_levels(rows) for rows in told]
    asked = shown_groups(levels[-1], [each for each in levels[:-1] if each], least, least)
    counts = {
        level: Counter(
            said.verdicts[row]
            for row, people in told[-1].items()
            for said in people.values()
            if said.sure.get(row, 0) == level and row in said.verdicts
        )
        for level in range(SUREST + 1)
        if level in asked
    }
    return {level: {name: each[name] for name in VERDICTS} for level, each in counts.items()}


def _levels(rows: Rows) -> dict[int, dict[str, tuple[str, ...]]]:
    """Put judged answers together: how sure to participant to all that they said so surely."""
    groups: dict[int, dict[str, tuple[str, ...]]] = {}
    # In one order, so that the same answers to several items are equal.
    for row in sorted(rows):
        for person, said in rows[row].items():
            if row in said.verdicts:
                group = groups.setdefault(said.sure.get(row, 0), {})
                group[person] = (*group.get(person, ()), row, said.placed[row])
    return groups


def _filled(exercise: Exercise, steps: Sequence[Sequence[Submission]]) -> Mapping[str, float]:
    """Say which share of the fields each of those who wrote something filled."""
    kind = KINDS[exercise.kind]
    shares = [
        {each.participant: kind.filled(exercise, each.kept(exercise)) for each in step}
        for step in steps
    ]
    wrote = [{who: n for who, n in step.items() if n is not None} for step in shares]
    return last_told(wrote, exercise.fewest)


def _middle(rows: Rows) -> dict[str, Middle]:
    made = {}
    for row, people in rows.items():
        axes = [said.axes[row] for said in people.values() if row in said.axes]
        xs, ys = [x for x, _ in axes], [y for _, y in axes if y is not None]
        if xs:
            made[row] = Middle(*_mean(xs), *(_mean(ys) if ys else ()))
    return made


def _mean(values: Sequence[float]) -> tuple[float, float]:
    """Find a mean and the standard deviation of all."""
    mean = fsum(values) / len(values)
    return mean, sqrt(fsum((value - mean) ** 2 for value in values) / len(values))


def _cloud(rows: Rows) -> dict[str, tuple[Dot, ...]]:
    places = {
        row: Counter(
            (x, y)
            for said in people.values()
            for x, y in [said.axes.get(row, (0, None))]
            if y is not None
        )
        for row, people in rows.items()
    }
    return {
        row: tuple(Dot(x, y, number) for (x, y), number in sorted(counts.items()))
        for row, counts in places.items()
        if counts
    }


def _gauges(exercise: Exercise, steps: Sequence[Sequence[Submission]]) -> dict[str, float]:
    """Find where the gauges stood at the end, unless too few got there."""
    kind = KINDS[exercise.kind]
    every = [
        {each.participant: kind.ended(exercise, each.kept(exercise)) for each in step}
        for step in steps
    ]
    ended = [{who: end for who, end in step.items() if end is not None} for step in every]
    ends = [gauges for _, gauges in last_told(ended, exercise.fewest).values()]
    return (
        {gauge: sum(each[gauge] for each in ends) / len(ends) for gauge in ends[0]} if ends else {}
    )


def _last_shift(exercise: Exercise, told: Sequence[Rounds]) -> dict[str, Shift]:
    """Find what changed between the rounds, each row from the step that may be told of it."""
    kept = {}
    for row in KINDS[exercise.kind].rows(exercise):
        rounds = [[step.get(number, {}).get(row, {}) for number in (FIRST, NOW)] for step in told]
        shifts = [_shift(exercise, row, *each) for each in rounds]
        if len(told) == 1:
            found = shifts[0]
        else:
            pairs = [
                {
                    who: (_judged(row, first[who]), _judged(row, now[who]))
                    for who in first.keys() & now.keys()
                }
                if shift
                else {}
                for shift, (first, now) in zip(shifts, rounds, strict=True)
            ]
            step = latest(pairs, exercise.fewest)[-1]
            found = None if step is None else shifts[step]
        if found:
            kept[row] = found
    return kept


def _judged(row: str, said: Said) -> tuple[str, str]:
    return said.placed[row], said.verdicts.get(row, "")


def _shift(exercise: Exercise, row: str, first: People, now: People) -> Shift | None:
    both = [(first[who], now[who]) for who in first if who in now]
    if not both or not apart(len(both), [len(first), len(now)], exercise.fewest):
        return None
    changed = sum(before.placed[row] != after.placed[row] for before, after in both)
    return Shift(
        len(both),
        changed / len(both),
        _matching(row, [before for before, _ in both]),
        _matching(row, [after for _, after in both]),
    )


def _matching(row: str, people: Sequence[Said]) -> float | None:
    """Say which share of the answers that are right or wrong matches."""
    judged = [said.verdicts[row] == "match" for said in people if row in said.verdicts]
    return sum(judged) / len(judged) if judged else None
