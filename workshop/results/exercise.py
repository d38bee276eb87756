"""What a room answered to one exercise: counts, split, agreement, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds.kind import CREDIT
from workshop.kinds.steps import SUREST
from workshop.results import entries as answers
from workshop.results.privacy import apart, fewest_of_a_profession, shown_groups
from workshop.results.submissions import Submission, newest
from workshop.results.told import Step, after_each, last_told, latest, people_of

MOST_TO_DISCUSS = 5
VERDICTS = tuple(CREDIT)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to. Where too few people answered an item, its numbers are missing.

    Parameters
    ----------
    people
        How many people answered something; ``None`` where they are too few.
    counts
        Items in their order by options: how many people chose it (``Int64``). A line of opinion
        has ten bins for options; a scale of several passes a row for each pass and item.
    split
        Item to split index, 0 to 1: one minus the share of the commonest answer.
    discuss
        The items to discuss, at most five: the most split ones, of equals the earlier. Where all
        said the same there is nothing to discuss.
    agreement
        Items by ``match``, ``partly``, ``differ``: the shares of those who answered, 0 to 1;
        without rows where nothing is right or wrong.
    overall
        The same over all answers to the items that are shown; empty where there are none.
    hardest
        The item that earned the least credit (half for ``partly``), of equals the earlier; or
        ``None``.
    by_profession
        Items by (profession, option): counts; only professions that may be shown, the empty one
        being those who did not say.
    sure
        How sure people were (3 the surest, 0 where nobody said) by verdict: counts of answers;
        without rows where the exercise does not ask, or too few answered.
    filled
        For what is written: the mean share of filled fields of those who wrote, 0 to 1; or
        ``None``.
    middle
        For maps and scales: items by the mean on each axis (``x``, ``y``) and its standard
        deviation (``spread-x``, ``spread-y``), in steps of the axis; else without rows.
    cloud
        For maps: how many people put an item where: ``item``, ``x``, ``y``, ``people``.
    gauges
        For decisions: gauge id to its mean at the end, 0 to 100, of those who took them all.
    """

    people: int | None
    counts: pd.DataFrame
    split: pd.Series[float]
    discuss: tuple[str, ...]
    agreement: pd.DataFrame
    overall: pd.Series[float]
    hardest: str | None
    by_profession: pd.DataFrame
    sure: pd.DataFrame
    filled: float | None
    middle: pd.DataFrame
    cloud: pd.DataFrame
    gauges: pd.Series[float]


@dataclass(frozen=True, slots=True)
class Results:
    """What a room answered to one exercise.

    Parameters
    ----------
    rounds
        Number to round, for those with a submission; the first one is always there.
    shift
        Items by what changed, among those who answered the item in both rounds: ``people``,
        ``changed`` (share with another answer), ``before`` and ``after`` (share that matches the
        key). An item is left out where too few did, or where one to four people answered it in
        one round only, since a subtraction would tell what they said.
    passed_over
        How many entries concern cards that the exercise no longer has.
    """

    rounds: dict[int, Round]
    shift: pd.DataFrame
    passed_over: int


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
    tables, passed_over = _tables(exercise, steps)
    told = after_each(tables, exercise.fewest)
    numbers = sorted({1, *(each.round for each in own)})
    return Results(
        rounds={
            number: _round(
                exercise,
                [entries[entries["round"] == number] for entries in told],
                [[each for each in step if each.round == number] for step in steps],
            )
            for number in numbers
        },
        shift=_last_shift(exercise, told),
        passed_over=passed_over,
    )


def _tables(
    exercise: Exercise, steps: Sequence[Sequence[Submission]]
) -> tuple[list[pd.DataFrame], int]:
    """Put the answers of each step into a table; what did not change since is judged once."""
    versions: dict[tuple[str, int], list[int]] = {}
    every: list[Submission] = []
    places: list[list[int]] = []
    for step in steps:
        places.append([])
        for each in step:
            known = versions.setdefault((each.participant, each.round), [])
            place = next((n for n in known if every[n] == each), None)
            if place is None:
                place = len(every)
                known.append(place)
                every.append(each)
            places[-1].append(place)
    entries, passed_over = answers.table(exercise, every)
    tables = [entries[entries["from"].isin(own)] for own in places]
    return tables, sum(passed_over[place] for place in places[-1])


def _round(
    exercise: Exercise, told: Sequence[pd.DataFrame], steps: Sequence[Sequence[Submission]]
) -> Round:
    entries = told[-1]
    counts = _counts(exercise, entries)
    total = counts.sum(axis=1, min_count=1).astype("Float64")
    split = (1 - counts.max(axis=1) / total).astype(float)
    judged = entries[entries["verdict"] != ""]
    agreement, overall, hardest = _agreement(exercise, judged)
    wrote = _filled(exercise, steps)
    people = len(wrote) if exercise.kind == "write" else int(entries["participant"].nunique())
    return Round(
        people=people or None,
        counts=counts,
        split=split,
        discuss=_largest(split),
        agreement=agreement,
        overall=overall,
        hardest=hardest,
        by_profession=_by_profession(exercise, told),
        sure=_sure(exercise, told),
        filled=sum(wrote.values()) / len(wrote) if wrote else None,
        middle=_middle(exercise, entries),
        cloud=_cloud(exercise, entries),
        gauges=_gauges(exercise, steps),
    )


def _counts(exercise: Exercise, entries: pd.DataFrame) -> pd.DataFrame:
    table = pd.crosstab(entries["item"], entries["option"])
    # Options that nobody chose are zero; items that may not be shown stay missing.
    table = table.reindex(columns=answers.columns(exercise), fill_value=0)
    return table.reindex(answers.rows(exercise)).astype("Int64").rename_axis("item")


def _largest(split: pd.Series[float]) -> tuple[str, ...]:
    order = split[split > 0].sort_values(ascending=False, kind="stable")
    return tuple(order.index[:MOST_TO_DISCUSS])


def _agreement(
    exercise: Exercise, judged: pd.DataFrame
) -> tuple[pd.DataFrame, pd.Series[float], str | None]:
    verdicts = pd.crosstab(judged["item"], judged["verdict"])
    verdicts = verdicts.reindex(columns=list(VERDICTS), fill_value=0)
    if verdicts.empty:
        return pd.DataFrame(columns=list(VERDICTS), dtype=float), pd.Series(dtype=float), None
    verdicts = verdicts.reindex([row for row in answers.rows(exercise) if row in verdicts.index])
    shares = verdicts.div(verdicts.sum(axis=1), axis=0)
    credit = shares.mul(pd.Series(CREDIT)).sum(axis=1)
    overall = verdicts.sum() / verdicts.to_numpy().sum()
    return shares.reindex(answers.rows(exercise)), overall, str(credit.idxmin())


def _by_profession(exercise: Exercise, told: Sequence[pd.DataFrame]) -> pd.DataFrame:
    least = fewest_of_a_profession(exercise)
    entries = shown_groups(told[-1], ["item", "profession"], least, exercise.fewest, told[:-1])
    table = pd.crosstab(entries["item"], [entries["profession"], entries["option"]])
    professions = sorted(entries["profession"].unique())
    columns = pd.MultiIndex.from_product(
        [professions, answers.columns(exercise)], names=["profession", "option"]
    )
    table = table.reindex(columns=columns, fill_value=0)
    # A hidden profession is missing, and not zero, in that row.
    there = pd.crosstab(entries["item"], entries["profession"]) > 0
    if len(table):
        there = there.reindex(columns=columns, level="profession")
        table = table.where(there)
    return table.reindex(answers.rows(exercise)).astype("Int64").rename_axis("item")


def _sure(exercise: Exercise, told: Sequence[pd.DataFrame]) -> pd.DataFrame:
    least = exercise.fewest
    judged = [
        each[each["verdict"] != ""] if "sure" in exercise.settings else each.iloc[:0]
        for each in told
    ]
    asked = shown_groups(judged[-1], ["sure"], least, least, judged[:-1])
    table = pd.crosstab(asked["sure"], asked["verdict"])
    rows = [level for level in range(SUREST + 1) if level in table.index]
    return table.reindex(index=rows, columns=list(VERDICTS), fill_value=0).rename_axis("sure")


def _filled(exercise: Exercise, steps: Sequence[Sequence[Submission]]) -> Mapping[str, float]:
    """Say which share of the fields each of those who wrote something filled."""
    if exercise.kind != "write":
        return {}
    judged = [
        {each.participant: KINDS["write"].judge(exercise, each.answer) for each in step}
        for step in steps
    ]
    shares = [
        {who: j.answered / j.items for who, j in step.items() if j.answered} for step in judged
    ]
    return last_told(shares, exercise.fewest)


def _middle(exercise: Exercise, entries: pd.DataFrame) -> pd.DataFrame:
    on_axes = entries.dropna(subset="x").groupby("item")[["x", "y"]]
    spread = on_axes.std(ddof=0).add_prefix("spread-")
    names = ["x", "y", "spread-x", "spread-y"]
    middle = on_axes.mean().join(spread)[names].astype(float)
    return middle.reindex([row for row in answers.rows(exercise) if row in middle.index])


def _cloud(exercise: Exercise, entries: pd.DataFrame) -> pd.DataFrame:
    points = entries if exercise.kind == "map" else entries.iloc[:0]
    places = points.groupby(["item", "x", "y"], sort=True).size()
    return places.rename("people").reset_index()


def _gauges(exercise: Exercise, steps: Sequence[Sequence[Submission]]) -> pd.Series[float]:
    """Find where the gauges stood at the end, unless too few got there."""
    ends: Mapping[str, Mapping[str, int]] = {}
    if exercise.kind == "decide":
        # Imported here: only decisions need it.
        from workshop.kinds.decide import play  # noqa: PLC0415

        kind = KINDS["decide"]
        paths = [
            {each.participant: kind.prune(exercise, each.answer)["path"] for each in step}
            for step in steps
        ]
        whole = [
            {who: path for who, path in step.items() if len(path) == len(exercise.items)}
            for step in paths
        ]
        taken = last_told(whole, exercise.fewest)
        ends = {person: play(exercise, path)[-1] for person, path in taken.items()}
    return pd.DataFrame(list(ends.values()), columns=_gauge_ids(exercise)).mean().dropna()


def _gauge_ids(exercise: Exercise) -> list[str]:
    return [gauge["id"] for gauge in exercise.settings.get("gauges", ())]


def _last_shift(exercise: Exercise, told: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Find what changed between the rounds, each item from the step that may be told of it."""
    shifts = [_shift(exercise, entries) for entries in told]
    if len(told) == 1:
        return shifts[0]
    steps = [people_of(entries, ["item", "round"], ["option", "verdict"]) for entries in told]
    kept = []
    for item in answers.rows(exercise):
        pairs = []
        for step, shift in zip(steps, shifts, strict=True):
            first, now = (step.get((item, number), {}) for number in (1, 2))
            both = first.keys() & now.keys() if item in shift.index else ()
            pairs.append({person: (first[person], now[person]) for person in both})
        number = latest(pairs, exercise.fewest)[-1]
        if number is not None:
            kept.append(shifts[number].loc[[item]])
    return pd.concat(kept) if kept else shifts[-1].iloc[:0]


def _shift(exercise: Exercise, entries: pd.DataFrame) -> pd.DataFrame:
    least = exercise.fewest
    rounds = [entries[entries["round"] == number] for number in (1, 2)]
    both = rounds[0].merge(rounds[1], on=["participant", "item"], suffixes=("_before", "_after"))
    answered = [each["item"].value_counts() for each in rounds]
    matched = both["item"].value_counts()
    names = ["people", "changed", "before", "after"]
    kept = [
        item
        for item in answers.rows(exercise)
        if item in matched and apart(matched[item], [each[item] for each in answered], least)
    ]
    both = both[both["item"].isin(kept)]
    moved = pd.DataFrame(
        {
            "item": both["item"],
            "changed": both["option_before"] != both["option_after"],
            "before": (both["verdict_before"] == "match").where(both["verdict_before"] != ""),
            "after": (both["verdict_after"] == "match").where(both["verdict_after"] != ""),
        }
    ).astype(dict.fromkeys(names[1:], float))
    shares = moved.groupby("item").mean().reindex(kept)
    shares.insert(0, "people", matched.reindex(kept).astype(int))
    return shares[names].rename_axis("item")
