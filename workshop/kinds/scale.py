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
from dataclasses import dataclass
from typing import Any

from workshop.core.reading import Files, Reader, Table
from workshop.core.records import Exercise, Judgement, Option, Parts
from workshop.kinds.choices import item_tables, read_item
from workshop.kinds.earlier import read_earlier
from workshop.kinds.kind import Kind

RANGES = {"five": (1, 5), "agreement": (-100, 100)}
ITEM_FIELDS = ("id", "setting", "text", "group", "for", "against")
SIDES = ("leading", "managing")
UNNAMED = "first"
STEPS, MOST_PASSES = 5, 3

# What belongs to one range only, and what to do where it stands with the other.
ONLY_WITH = {
    "five": {
        "options": "Remove them; the words at the two ends are low and high.",
        "groups": "Remove them, or use the range “five”: means are made of its steps.",
        "group": "Remove it.",
        "not_applicable": "Remove it; who has no opinion can leave an item open.",
    },
    "agreement": {
        "low": "Remove it; the ends are the first and the last of the options.",
        "high": "Remove it; the ends are the first and the last of the options.",
        "for": "Remove it here.",
        "against": "Remove it here.",
    },
}

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

    def read(self, files: Files) -> Parts:
        """Read the scale, the passes over it, the groups, and the items."""
        asks, table = files.asks, files.exercise
        range_ = asks.choice(table, "range", RANGES)
        _check_range(table, asks, range_)
        options = _read_steps(table, asks) if range_ == "five" else ()
        groups = _read_groups(table, asks) if range_ == "five" else ()
        if groups and "fewest" not in table:
            why = "people rate themselves in groups of items, and “fewest” is missing."
            asks.fault("", why, "Write fewest = 8 below “feedback”.")
        entries = item_tables(files)
        for entry, id_ in entries:
            _check_range(entry, asks, range_, item=id_)
        views = {id_: _read_views(entry, id_, asks) for entry, id_ in entries}
        settings = {
            "range": range_,
            "low": asks.text(table, "low", 30, required=False),
            "high": asks.text(table, "high", 30, required=False),
            "not_applicable": asks.flag(table, "not_applicable"),
            "passes": _read_passes(table, asks),
            "groups": groups,
            "group_of": _read_group_of(entries, [group["id"] for group in groups], asks, range_),
            "views": {id_: view for id_, view in views.items() if view["for"]},
        }
        if bool(settings["low"]) != bool(settings["high"]):
            asks.fault("", "only one of “low” and “high” is there.", "Write both, or none.")
        items = tuple(read_item(entry, id_, asks, ITEM_FIELDS) for entry, id_ in entries)
        return Parts(options, items, {}, settings | read_earlier(files))

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun: no ratings."""
        return {"passes": {}}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep the ratings whose pass, item and value the exercise still has."""
        items = {item.id for item in exercise.items}
        kept = {
            name: {
                item: value
                for item, value in _ratings(answer).get(name, {}).items()
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

    def judge(self, exercise: Exercise, answer: object) -> Judgement:
        """Count the ratings given and asked for, over all passes; nothing is right or wrong."""
        asked = len(exercise.items) * len(_pass_ids(exercise))
        return Judgement({}, self.size(self.prune(exercise, answer)), asked, None)


@dataclass(frozen=True, slots=True)
class Results:
    """What the ratings of one pass come to.

    A mean counts when at least two thirds of what it is made of is there: the ratings of a group,
    the groups of a side. ``"na"`` counts as not rated. These rules and limits are a convention
    of this workshop, not validated.

    Parameters
    ----------
    means
        Group id to the mean of its ratings, 1 to 5; ``None`` where there are not enough.
    lead, manage
        The mean of the groups with this side, 1 to 5, or ``None``.
    balance
        ``lead - manage``, or ``None``.
    to_work_on
        The groups whose mean is below 3.0.
    even
        Whether the balance is under 0.5 either way, or ``None``.
    """

    means: Mapping[str, float | None]
    lead: float | None
    manage: float | None
    balance: float | None
    to_work_on: tuple[str, ...]
    even: bool | None


def results(exercise: Exercise, answer: object) -> dict[str, Results]:
    """Work out the means by group; the board's own way is in ``js/src/kinds/scale/results.ts``.

    Parameters
    ----------
    exercise
        A scale of the range ``five``.
    answer
        Any object; what the exercise does not know is passed over.

    Returns
    -------
    dict
        Pass id to what its ratings come to, for each pass of the exercise.
    """
    passes = Scale().prune(exercise, answer)["passes"]
    return {name: _results(exercise, passes.get(name, {})) for name in _pass_ids(exercise)}


def _results(exercise: Exercise, values: Mapping[str, Any]) -> Results:
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
    return Results(means, lead, manage, balance, tuple(low), even)


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


def _check_range(table: Table, reader: Reader, range_: str, *, item: str = "") -> None:
    for other, remedies in ONLY_WITH.items():
        for name, remedy in remedies.items():
            if other != range_ and name in table:
                reader.fault(item, f"“{name}” belongs to the range “{other}”.", remedy)


def _read_steps(table: Table, reader: Reader) -> tuple[Option, ...]:
    entries = reader.tables(table, "options")
    if len(entries) != STEPS:
        reader.fault(
            "",
            f"a scale of five has exactly {STEPS} options; this one has {len(entries)}.",
            "Write five [[options]], from the lowest (1) to the highest (5).",
        )
    steps = []
    for entry, id_ in zip(entries, reader.own_ids(entries, "option"), strict=True):
        reader.only(entry, ("id", "label"), item=id_)
        steps.append(Option(id_, reader.text(entry, "label", 40, item=id_)))
    return tuple(steps)


def _read_passes(table: Table, reader: Reader) -> tuple[dict[str, str], ...]:
    entries = reader.tables(table, "passes")
    if len(entries) > MOST_PASSES:
        reader.fault(
            "",
            f"a scale has at most {MOST_PASSES} passes; this one has {len(entries)}.",
            "Remove [[passes]] entries.",
        )
    passes = []
    for entry, id_ in zip(entries, reader.own_ids(entries, "pass"), strict=True):
        reader.only(entry, ("id", "label", "prompt"), item=id_)
        label = reader.text(entry, "label", 40, item=id_)
        prompt = reader.text(entry, "prompt", 300, item=id_, required=False)
        passes.append({"id": id_, "label": label, "prompt": prompt})
    return tuple(passes) or ({"id": UNNAMED, "label": "", "prompt": ""},)


def _read_groups(table: Table, reader: Reader) -> tuple[dict[str, str], ...]:
    entries = reader.tables(table, "groups")
    groups = []
    for entry, id_ in zip(entries, reader.own_ids(entries, "group"), strict=True):
        reader.only(entry, ("id", "label", "side"), item=id_)
        label = reader.text(entry, "label", 40, item=id_)
        side = reader.choice(entry, "side", SIDES, item=id_) if "side" in entry else ""
        groups.append({"id": id_, "label": label, "side": side})
    sides = {group["side"] for group in groups if group["side"]}
    if len(sides) == 1:
        reader.fault(
            "",
            f"the only “side” of all groups is “{sides.pop()}”; there is nothing to balance.",
            "Give a group the other side as well, or remove every side.",
        )
    return tuple(groups)


def _read_group_of(
    entries: Sequence[tuple[Table, str]], groups: Sequence[str], reader: Reader, range_: str
) -> dict[str, str]:
    """Read which group each item belongs to: all of them, where there are groups."""
    named = any("group" in entry for entry, _ in entries)
    if range_ != "five" or not (groups or named):
        return {}
    if not groups:
        reader.fault("", "items name a group, but there is none.", "Add it with [[groups]].")
        return {}
    group_of = {id_: reader.choice(entry, "group", groups, item=id_) for entry, id_ in entries}
    for group in groups:
        if group not in group_of.values():
            reader.fault(
                group, "this group has no item.", f'Write group = "{group}" in an item, or remove.'
            )
    return group_of


def _read_views(entry: Table, id_: str, reader: Reader) -> dict[str, str]:
    """Read the best reasons of both sides."""
    views = {
        name: reader.text(entry, name, 300, item=id_, required=False) for name in ("for", "against")
    }
    if bool(views["for"]) != bool(views["against"]):
        reader.fault(
            id_, "only one of “for” and “against” is there.", "Write both sides, or neither."
        )
    return views
