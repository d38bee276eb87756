"""From answers of every kind of exercise to one table: who put which item where."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import pandas as pd

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.results.submissions import Submission

ON_THE_LINE = "on-the-line"
BINS, WIDTH, LOWEST = 10, 20, -100
OPINIONS = tuple(
    f"{low} to {low + WIDTH - (number < BINS - 1)}"
    for number, low in enumerate(range(LOWEST, LOWEST + BINS * WIDTH, WIDTH))
)
"""The ten bins of a line of opinion: the last one holds 100 too, and 0 is in the sixth."""

COLUMNS = (
    "participant", "profession", "round", "item", "option", "verdict", "sure", "x", "y", "from"
)  # fmt: skip


def table(exercise: Exercise, submissions: Iterable[Submission]) -> tuple[pd.DataFrame, list[int]]:
    """Put what was answered into one table.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    submissions
        Submissions to it, each participant once in each round.

    Returns
    -------
    entries : pandas.DataFrame
        One row per item that somebody answered: ``participant``, ``profession``, ``round``,
        ``item`` (one of :func:`rows`), ``option`` (one of :func:`columns`), ``verdict`` (empty
        where there is none), ``sure`` (1 to 3, 0 where nobody said), and the place on an axis:
        ``x`` and ``y`` of a point on a map (0 to 10), ``x`` of a rating (1 to 5, or -100 to 100).
        ``from`` is the place of the submission it comes from.
    passed_over : list of int
        For each submission, how many of its entries concern what the exercise no longer has.
    """
    kind = KINDS[exercise.kind]
    data: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    passed_over = []
    for number, each in enumerate(submissions):
        kept = kind.prune(exercise, each.answer)
        passed_over.append(kind.size(each.answer) - kind.size(kept))
        placed = _placed(exercise, kept)
        verdicts = checks.judge(exercise, kept).verdicts if exercise.keys else {}
        sure = kept.get("sure", {})
        data["participant"] += [each.participant] * len(placed)
        data["profession"] += [each.profession] * len(placed)
        data["round"] += [each.round] * len(placed)
        data["from"] += [number] * len(placed)
        data["item"] += placed.keys()
        data["option"] += placed.values()
        data["verdict"] += [verdicts.get(item, "") for item in placed]
        # An order asks once, for the whole; the others ask for each item.
        data["sure"] += [sure.get(i, 0) if isinstance(sure, Mapping) else sure for i in placed]
        for axis, values in zip(("x", "y"), _axes(exercise, kept, placed), strict=True):
            data[axis] += values
    return pd.DataFrame(data, columns=list(COLUMNS)), passed_over


def rows(exercise: Exercise) -> list[str]:
    """Name what is answered, in its order.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    list of str
        Item ids; where a scale has several passes, ``pass/item``.
    """
    items = [item.id for item in exercise.items]
    if exercise.kind != "scale" or len(exercise.settings["passes"]) == 1:
        return items
    return [f"{each['id']}/{item}" for each in exercise.settings["passes"] for item in items]


def columns(exercise: Exercise) -> list[str]:
    """Name what can be answered, in its order.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    list of str
        Option ids; the bins of a line of opinion; the quarters of a map and its lines; the phases
        of an order, or the places from first to last.
    """
    if exercise.kind == "scale" and exercise.settings["range"] == "agreement":
        return list(OPINIONS)
    if exercise.kind == "order" and not exercise.options:
        return [str(place) for place in range(1, len(exercise.items) + 1)]
    own = chain.from_iterable(exercise.options_of(item) for item in exercise.items)
    names = list(dict.fromkeys(option.id for option in chain(exercise.options, own)))
    return [*names, ON_THE_LINE] if exercise.kind == "map" else names


def _placed(exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
    """Say where each item was put, for an answer that fits the exercise."""
    if exercise.kind == "map":
        return {item: _quarter(exercise, point) for item, point in kept["points"].items()}
    if exercise.kind == "scale":
        return _rated(exercise, kept["passes"])
    if exercise.kind == "decide":
        return {i.id: option for i, option in zip(exercise.items, kept["path"], strict=False)}
    if exercise.kind == "order":
        if exercise.options:
            return dict(kept["phases"])
        return {item: str(place) for place, item in enumerate(kept["order"], 1)}
    return dict(kept.get("choices", {}))


def _axes(
    exercise: Exercise, kept: Mapping[str, Any], placed: Mapping[str, str]
) -> tuple[list[float], list[float]]:
    """Say where on each axis the answers lie; nowhere, where the kind has none."""
    nowhere = [math.nan] * len(placed)
    if exercise.kind == "map":
        points = [kept["points"][item] for item in placed]
        return [point[0] for point in points], [point[1] for point in points]
    if exercise.kind == "scale":
        passes = kept["passes"]
        return [
            value for values in passes.values() for value in values.values() if value != "na"
        ], nowhere
    return nowhere, nowhere


def _rated(exercise: Exercise, passes: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Name the step or bin of each rating; one that does not apply is none."""
    several = len(exercise.settings["passes"]) > 1
    return {
        f"{name}/{item}" if several else item: _step(exercise, value)
        for name, values in passes.items()
        for item, value in values.items()
        if value != "na"
    }


def _step(exercise: Exercise, value: int) -> str:
    if exercise.settings["range"] == "agreement":
        return OPINIONS[min((value - LOWEST) // WIDTH, BINS - 1)]
    return exercise.options[value - 1].id


def _quarter(exercise: Exercise, point: Sequence[int]) -> str:
    # Imported here: only maps need it.
    from workshop.kinds.map import quarters_at  # noqa: PLC0415

    touched = quarters_at(exercise, point)
    return touched[0] if len(touched) == 1 else ON_THE_LINE
