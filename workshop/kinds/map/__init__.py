"""The kind ``map``: a point on two axes for each case.

The map has four quarters, which are the exercise's options; both axes go from 0 to 10 and are cut
at 5. A point is worth what its quarter is worth. A point on the cut lies in no quarter: it is half
right where one of the two quarters that it touches is accepted, and never wholly right. Where all
four meet, nothing is said of a case, and nothing is earned: the middle of the map is no safe place.

An answer is ``{"points": {item: [x, y], …}, "checked": bool}``, with whole numbers. A change is
one of

- ``{"item": item, "point": [x, y] or None}``: put the point of an item, or take it out;
- ``{"points": {item: [x, y], …}}``: the whole answer;
- what :mod:`workshop.kinds.steps` describes, where it is asked how sure somebody is;
- ``{"reset": True}``: back to the start;
- ``{"checked": bool}``: the participant asked for the feedback, or went on working; it may go with
  one of the first two, where a step back leads to an answer that had its feedback.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from workshop.core.reading import Files, Reader, Table
from workshop.core.records import Exercise, Item, Judgement, Option, Parts, Verdict
from workshop.kinds import steps
from workshop.kinds.choices import (
    KEY_FIELDS,
    check_keys,
    item_tables,
    read_item,
    read_keys,
    read_options,
)
from workshop.kinds.counted import ON_THE_LINE
from workshop.kinds.kind import CREDIT, Kind

ITEM_FIELDS = ("id", "setting", "difficulty", "text")
OPTION_FIELDS = ("id", "label", "hint", "x", "y")
AXES = ("x", "y")
SIDES = ("low", "high")
QUARTERS = len(SIDES) ** len(AXES)
MOST, CUT = 10, 5


class Map(Kind):
    """The kind ``map``."""

    FIELDS = ("x", "y", "options", "items", "sure")
    BY_ITEM = ("points", "sure")
    FIRST = BY_ITEM

    def read(self, files: Files) -> Parts:
        """Read the axes, the quarters, the cases, and where each case may lie."""
        asks = files.asks
        settings: dict[str, Any] = {axis: _read_axis(files, axis) for axis in AXES}
        options = read_options(
            asks.tables(files.exercise, "options"), asks, label=40, fields=OPTION_FIELDS
        )
        corners = _read_corners(files, options)
        items = tuple(read_item(entry, id_, asks, ITEM_FIELDS) for entry, id_ in item_tables(files))
        points = _read_points(files, items)
        quarters = {corner: option.id for corner, option in zip(corners, options, strict=False)}
        first = {
            item: quarters[sides]
            for item, point in points.items()
            if (sides := tuple(SIDES[value > CUT] for value in point)) in quarters
        }
        keys = {
            item: replace(key, accept=tuple(dict.fromkeys((first[item], *key.accept))))
            for item, key in read_keys(files, items, options, ("point", *KEY_FIELDS)).items()
            if item in first
        }
        check_keys(files, keys)
        settings |= steps.read_sure(files) | {"corners": corners}
        rules = {"points": tuple(points.get(item.id, ()) for item in items)}
        return Parts(options, items, keys, settings, rules)

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun: no points."""
        return {"points": {}, "checked": False}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep the points that lie on the map and whose case the exercise still has."""
        known = {item.id for item in exercise.items}
        points = {
            item: list(point)
            for item, point in _points(answer).items()
            if item in known and _on_the_map(point)
        }
        checked = isinstance(answer, Mapping) and answer.get("checked") is True
        return {
            "points": points,
            "checked": checked and bool(points),
            **steps.pruned(exercise, answer),
        }

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one of the changes described above."""
        points, more = _points(answer), steps.kept(answer)
        checked = isinstance(answer, Mapping) and answer.get("checked") is True
        if isinstance(delta, Mapping):
            if delta.get("reset") is True:
                return self.empty()
            known = [item.id for item in exercise.items]
            if delta.get("item") in known:
                if "sure" in delta or delta.get("point", ()) is None:
                    more, checked = steps.changed(exercise, answer, delta), False
                if delta.get("point", ()) is None or _on_the_map(delta.get("point")):
                    points, checked = _put(points, delta["item"], delta["point"]), False
            if isinstance(delta.get("points"), Mapping):
                gone = {item: point for item, point in points.items() if item not in known}
                points = gone | self.prune(exercise, delta)["points"]
                more |= steps.pruned(exercise, delta)
                checked = False
            if isinstance(delta.get("checked"), bool):
                checked = delta["checked"]
        return {"points": points, "checked": checked, **more}

    def size(self, answer: object) -> int:
        """Count the points, and what was said of them."""
        return len(_points(answer)) + steps.size(answer)

    def judge(self, exercise: Exercise, kept: Mapping[str, Any]) -> Judgement:
        """Judge each point by its quarter; a case without one counts nothing."""
        verdicts = self.verdicts(exercise, kept)
        count = len(exercise.items)
        credit = sum(CREDIT[verdict] for verdict in verdicts.values())
        return Judgement(verdicts, len(verdicts), count, credit / count if count else 0.0)

    def verdict_at(self, exercise: Exercise, item: str, point: Sequence[float]) -> Verdict:
        """Say what a point is worth for one item.

        Parameters
        ----------
        exercise
            The exercise with its keys.
        item
            The item's id.
        point
            The point, x and y, both from 0 to 10.

        Returns
        -------
        str
            ``match``, ``partly`` or ``differ``; on the cut ``partly`` where one of the two quarters
            that the point touches is accepted, and ``differ`` elsewhere and in the very middle.
        """
        touched = quarters_at(exercise, point)
        if len(touched) == 1:
            return self.verdict(exercise, item, touched[0])
        accepted = any(option in exercise.keys[item].accept for option in touched)
        return "partly" if accepted and len(touched) < QUARTERS else "differ"

    def chose(self, exercise: Exercise, answer: Mapping[str, Any], item: str) -> tuple[str, ...]:
        """Name the quarters that the point lies in or touches."""
        return quarters_at(exercise, answer["points"][item])

    def columns(self, exercise: Exercise) -> list[str]:
        """Name the quarters, and the lines between them."""
        return [*super().columns(exercise), ON_THE_LINE]

    def placed(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
        """Give the quarter of each point, or say that it is on a line."""
        touched = {item: quarters_at(exercise, point) for item, point in kept["points"].items()}
        return {
            item: quarters[0] if len(quarters) == 1 else ON_THE_LINE
            for item, quarters in touched.items()
        }

    def axes(
        self, exercise: Exercise, kept: Mapping[str, Any]
    ) -> dict[str, tuple[float, float | None]]:
        """Give the points."""
        del exercise
        return {item: (x, y) for item, (x, y) in kept["points"].items()}

    def verdicts(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, Verdict]:
        """Judge each point of a case that has a key."""
        return {
            item: self.verdict_at(exercise, item, point)
            for item, point in kept["points"].items()
            if item in exercise.keys
        }


KIND = Map()


def _put(points: Mapping[str, Any], item: str, point: Sequence[int] | None) -> dict[str, Any]:
    rest = {other: place for other, place in points.items() if other != item}
    return rest if point is None else {**rest, item: list(point)}


def quarters_at(exercise: Exercise, point: Sequence[float]) -> tuple[str, ...]:
    """Find the quarters that a point lies in or, on the cut, touches.

    Parameters
    ----------
    exercise
        A map.
    point
        The point, x and y, both from 0 to 10.

    Returns
    -------
    tuple of str
        The ids of one, two or all four options, in their order.
    """
    across, up = [SIDES if value == CUT else (SIDES[value > CUT],) for value in point]
    return tuple(
        option.id
        for option, (x, y) in zip(exercise.options, exercise.settings["corners"], strict=True)
        if x in across and y in up
    )


def _read_axis(files: Files, name: str) -> dict[str, str]:
    asks = files.asks
    if name not in files.exercise:
        asks.fault(name, "this axis is missing.", f"Add [{name}] with label, low and high.")
        return {}
    axis = asks.table(files.exercise, name)
    asks.only(axis, ("label", *SIDES), item=name)
    return {"label": asks.text(axis, "label", 40, item=name)} | {
        side: asks.text(axis, side, 30, item=name) for side in SIDES
    }


def _read_corners(files: Files, options: Sequence[Option]) -> tuple[tuple[str, ...], ...]:
    """Read which quarter each option is; there is exactly one for each."""
    asks = files.asks
    corners: list[tuple[str, ...]] = []
    entries = asks.tables(files.exercise, "options") if options else ()
    for entry, option in zip(entries, options, strict=True):
        corner = tuple(asks.choice(entry, axis, SIDES, item=option.id) for axis in AXES)
        if corner in corners:
            asks.fault(
                option.id,
                f"“{options[corners.index(corner)].id}” has this quarter of the map already: "
                f'x = "{corner[0]}" and y = "{corner[1]}".',
                "Give each option another pair of x and y.",
            )
        corners.append(corner)
    if len(options) != QUARTERS:
        asks.fault(
            "",
            f"a map has {QUARTERS} options, one for each quarter; this one has {len(options)}.",
            "Add or remove [[options]] entries.",
        )
    return tuple(corners)


def _read_points(files: Files, items: Sequence[Item]) -> dict[str, tuple[float, ...]]:
    """Read the suggested point of each item that has a key; a faulty one is left out."""
    entries = files.solves.table(files.solution, "items")
    points = {}
    for item in items:
        if isinstance(entry := entries.get(item.id), dict):
            point = _read_point(entry, files.solves, item.id)
            if point:
                points[item.id] = point
    return points


def _read_point(entry: Table, reader: Reader, item: str) -> tuple[float, ...]:
    """Read a suggested point: whole or half numbers on the axes, not on the cut."""
    value = entry.get("point")
    how = f"Write point = [9, 2]: first x, then y, both from 0 to {MOST}."
    if not isinstance(value, list) or len(value) != len(AXES) or not all(map(_is_number, value)):
        shown = "missing" if value is None else "not a pair of numbers"
        reader.fault(item, f"“point” is {shown}.", how)
    elif not all(0 <= number <= MOST for number in value):
        reader.fault(item, f"“point” is {value}, which is off the map.", how)
    elif any(number * 2 % 1 for number in value):
        reader.fault(item, f"“point” is {value}.", "Use whole or half numbers, such as 7 or 7.5.")
    elif CUT in value:
        reader.fault(
            item,
            f"“point” is {value}, which lies on the line between two quarters.",
            f"Move it into one of them: no number may be {CUT}.",
        )
    else:
        return tuple(int(number) if number % 1 == 0 else number for number in value)
    return ()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _on_the_map(point: object) -> TypeGuard[Sequence[int]]:
    return (
        isinstance(point, list | tuple)
        and len(point) == len(AXES)
        and all(type(value) is int and 0 <= value <= MOST for value in point)
    )


def _points(answer: object) -> dict[str, Any]:
    points = answer.get("points") if isinstance(answer, Mapping) else None
    if not isinstance(points, Mapping):
        return {}
    return {item: point for item, point in points.items() if isinstance(item, str)}
