"""The kind ``scale``: ratings without a key, in one or more passes over the same items.

An answer is ``{"passes": {pass: {item: value}}}``. A value is a whole number: 1 to 5 on the range
``five``, -100 to 100 on the range ``agreement``; or ``"na"``, where an item may be said not to
apply. Without passes of its own an exercise has one, ``first``. A change is one of

- ``{"pass": pass, "item": item, "value": value or None}``: rate an item in a pass, or take its
  rating back;
- ``{"passes": {pass: {item: value, …}}}``: each pass that is named has these ratings and no
  others; a pass that is not named stays as it is;
- ``{"reset": True, "pass": pass}``: clear one pass;
- ``{"reset": True}``: clear them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.core.reading import Files
from workshop.core.records import Exercise, Judgement, Parts
from workshop.kinds.counted import BINS, LOWEST, OPINIONS, WIDTH
from workshop.kinds.drawn import Averages
from workshop.kinds.kind import Kind
from workshop.kinds.scale.read import RANGES, ROLES, SIDES, read_parts
from workshop.kinds.scale.unsaid import unsaid
from workshop.kinds.sheet import Sheet

# Conventions of this workshop (its content, section C6), not validated: the board says so.
WORK_ON, EVEN = 3.0, 0.5
# So that a mean of thirds that comes to 0.5 is not taken for less.
TINY = 1e-9


class Scale(Kind):
    """The kind ``scale``."""

    FIELDS = (
        "range",
        "low",
        "high",
        "not_applicable",
        "options",
        "passes",
        "groups",
        "items",
        "earlier",
    )
    SOLUTION_FIELDS = ()
    FEEDBACK = ("none",)
    FIRST = ("passes",)
    ROLES = ROLES

    def read(self, files: Files) -> Parts:
        """Read the scale, the passes over it, the groups, and the items."""
        return read_parts(files)

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun: no ratings."""
        return {"passes": {}}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep the ratings whose pass, item and value the exercise still has."""
        items = {item.id for item in exercise.items}
        ratings = _ratings(answer)
        kept = {
            name: {
                item: value
                for item, value in ratings.get(name, {}).items()
                if item in items and _fits(exercise, value)
            }
            for name in _pass_ids(exercise)
        }
        return {"passes": {name: values for name, values in kept.items() if values}}

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one of the changes described above."""
        passes = _ratings(answer)
        if not isinstance(delta, Mapping):
            return {"passes": passes}
        if delta.get("reset") is True and "pass" not in delta:
            return self.empty()
        if isinstance(delta.get("passes"), Mapping):
            items = [item.id for item in exercise.items]
            new = self.prune(exercise, delta)["passes"]
            for each in _pass_ids(exercise):
                if each in delta["passes"]:
                    gone = {i: v for i, v in passes.get(each, {}).items() if i not in items}
                    passes[each] = gone | new.get(each, {})
        name = delta.get("pass")
        if isinstance(name, str) and name in _pass_ids(exercise):
            if delta.get("reset") is True:
                passes.pop(name, None)
            else:
                passes[name] = _rated(exercise, passes.get(name, {}), delta)
        return {"passes": {each: values for each, values in passes.items() if values}}

    def told(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Give the latest rating of each item."""
        latest: dict[str, Any] = {}
        for values in self.prune(exercise, answer)["passes"].values():
            latest |= values
        return latest

    def size(self, answer: object) -> int:
        """Count the ratings of all passes."""
        return sum(len(values) for values in _ratings(answer).values())

    def judge(self, exercise: Exercise, kept: Mapping[str, Any]) -> Judgement:
        """Count the ratings given and asked for, over all passes; nothing is right or wrong."""
        asked = len(exercise.items) * len(_pass_ids(exercise))
        return Judgement({}, self.size(kept), asked, None)

    def rows(self, exercise: Exercise) -> list[str]:
        """Name the items; where there are several passes, ``pass/item``."""
        items = super().rows(exercise)
        passes = _pass_ids(exercise)
        return items if len(passes) == 1 else [f"{p}/{item}" for p in passes for item in items]

    def columns(self, exercise: Exercise) -> list[str]:
        """Name the steps, or the bins of a line of opinion."""
        agreement = exercise.settings["range"] == "agreement"
        return list(OPINIONS) if agreement else super().columns(exercise)

    def placed(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
        """Give the step or bin of each rating; one that does not apply is none."""
        if exercise.settings["range"] == "agreement":
            return {row: _bin(value) for row, value in _by_row(exercise, kept).items()}
        return {
            row: exercise.options[value - 1].id for row, value in _by_row(exercise, kept).items()
        }

    def axes(
        self, exercise: Exercise, kept: Mapping[str, Any]
    ) -> dict[str, tuple[float, float | None]]:
        """Give the ratings."""
        return {row: (value, None) for row, value in _by_row(exercise, kept).items()}

    def averages(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, Averages]:
        """Work out the means by group; the board's own way is in ``js/src/kinds/scale/``."""
        return {
            name: _averages(exercise, kept["passes"].get(name, {})) for name in _pass_ids(exercise)
        }

    def unsaid(self, exercise: Exercise) -> frozenset[str]:
        """Name the words of passes, groups and views that it has not."""
        return unsaid(exercise.settings)

    def worksheets(
        self, exercise: Exercise, beside: Exercise | None, words: Mapping[str, str]
    ) -> tuple[Sheet, ...]:
        """Make a sheet of lines to mark, or one of numbers to cross out for each pass."""
        del beside
        if exercise.settings["range"] == "agreement":
            return (Sheet("scale/lines.html", exercise, words["line-lead"]),)
        group_of = exercise.settings["group_of"]
        groups = [
            (group, [item for item in exercise.items if group_of.get(item.id) == group["id"]])
            for group in exercise.settings["groups"]
        ] or [({"label": "", "side": ""}, [*exercise.items])]
        return tuple(
            Sheet(
                "scale/ratings.html",
                exercise,
                each["prompt"] or exercise.prompt,
                each["label"],
                {"groups": groups},
            )
            for each in exercise.settings["passes"]
        )


KIND = Scale()


def _averages(exercise: Exercise, values: Mapping[str, Any]) -> Averages:
    rated = {item: value for item, value in values.items() if value != "na"}
    group_of, groups = exercise.settings["group_of"], exercise.settings["groups"]
    means = {
        group["id"]: _mean([rated.get(item) for item in group_of if group_of[item] == group["id"]])
        for group in groups
    }
    lead, manage = (
        _mean([means[group["id"]] for group in groups if group["side"] == side]) for side in SIDES
    )
    balance = None if lead is None or manage is None else lead - manage
    low = [name for name, mean in means.items() if mean is not None and mean < WORK_ON - TINY]
    even = None if balance is None else abs(balance) < EVEN - TINY
    return Averages(means, lead, manage, balance, tuple(low), even)


def _mean(values: Sequence[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    if not there or 3 * len(there) < 2 * len(values):
        return None
    return sum(there) / len(there)


def _pass_ids(exercise: Exercise) -> list[str]:
    return [each["id"] for each in exercise.settings["passes"]]


def _fits(exercise: Exercise, value: object) -> bool:
    if value == "na":
        return bool(exercise.settings["not_applicable"])
    least, most = RANGES[exercise.settings["range"]]
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _by_row(exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, int]:
    several = len(_pass_ids(exercise)) > 1
    return {
        f"{name}/{item}" if several else item: value
        for name, values in kept["passes"].items()
        for item, value in values.items()
        if value != "na"
    }


def _bin(value: int) -> str:
    return OPINIONS[min((value - LOWEST) // WIDTH, BINS - 1)]


def _rated(
    exercise: Exercise, values: Mapping[str, Any], delta: Mapping[str, Any]
) -> dict[str, Any]:
    item, value = delta.get("item"), delta.get("value")
    if item not in [each.id for each in exercise.items]:
        return dict(values)
    if value is None:
        return {other: kept for other, kept in values.items() if other != item}
    return {**values, item: value} if _fits(exercise, value) else dict(values)


def _ratings(answer: object) -> dict[str, dict[str, Any]]:
    """Copy what can be read as ratings, whether the exercise still has them or not."""
    passes = answer.get("passes") if isinstance(answer, Mapping) else None
    if not isinstance(passes, Mapping):
        return {}
    return {
        name: {item: value for item, value in values.items() if isinstance(item, str)}
        for name, values in passes.items()
        if isinstance(name, str) and isinstance(values, Mapping)
    }
