"""The files of a scale: the range, the steps, the passes over the items, and the groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.core.reading import Files, Reader, Table
from workshop.core.records import Option, Parts
from workshop.kinds.choices import item_tables, read_item
from workshop.kinds.earlier import read_earlier

RANGES = {"five": (1, 5), "agreement": (-100, 100)}
ITEM_FIELDS = ("id", "setting", "text", "group", "for", "against")
SIDES = ("leading", "managing")
UNNAMED = "first"
ROLES = ("practice", "baseline", "baseline-again", "debate")
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


def read_parts(files: Files) -> Parts:
    """Read the scale, the passes over it, the groups, and the items.

    Parameters
    ----------
    files
        The exercise's files; every fault found is noted there.

    Returns
    -------
    Parts
        What the files say.
    """
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
    _check_role(table, asks, settings)
    if bool(settings["low"]) != bool(settings["high"]):
        asks.fault("", "only one of “low” and “high” is there.", "Write both, or none.")
    items = tuple(read_item(entry, id_, asks, ITEM_FIELDS) for entry, id_ in entries)
    return Parts(options, items, {}, settings | read_earlier(files))


def _check_role(table: Table, reader: Reader, settings: Mapping[str, Any]) -> None:
    """See that an exercise has what its role needs."""
    role = table.get("role")
    if role == "practice" and not any(group["side"] for group in settings["groups"]):
        reader.fault(
            "role",
            "the exercise with the role “practice” has groups with a “side”; this one has none.",
            "Give each of its [[groups]] a side, or remove “role”.",
        )
    debates = settings["range"] == "agreement" and len(settings["passes"]) > 1
    if role == "debate" and not debates:
        reader.fault(
            "role",
            "a debate is rated before and after, on the range “agreement”; this one is not.",
            'Write range = "agreement" and two [[passes]], or remove “role”.',
        )


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
