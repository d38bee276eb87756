"""The key of an order: which steps must come before which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from workshop.core.reading import Files
from workshop.core.records import Item, Key


def read_before(
    files: Files, items: Sequence[Item], keys: Mapping[str, Key]
) -> dict[str, frozenset[str]]:
    """Find for each item everything that must come before it within its own phase.

    Parameters
    ----------
    files
        The exercise's files; every fault found is noted there.
    items, keys
        The steps, and their keys.

    Returns
    -------
    dict
        Item id to the ids of all that must come before it.
    """
    reader, ids = files.solves, [item.id for item in items]
    entries = reader.table(files.solution, "items")
    direct: dict[str, set[str]] = {}
    last = []
    for id_ in ids:
        entry = reader.table(entries, id_)
        direct[id_] = set(reader.ids(entry, "after", ids, item=id_, what="item"))
        if id_ in direct[id_]:
            reader.fault(id_, "a step cannot come after itself.", "Take it out of its own after.")
            direct[id_].discard(id_)
        if reader.flag(entry, "last", item=id_):
            last.append(id_)
    for id_ in last:
        mates = [other for other in ids if _phase(keys, other) == _phase(keys, id_)]
        direct[id_] |= {other for other in mates if other not in last}
    for id_, earlier in direct.items():
        for other in sorted(earlier):
            if _phase(keys, other) != _phase(keys, id_):
                reader.fault(
                    id_,
                    f"“{other}” is of another phase, so the phases say which comes first.",
                    "Take it out of after, or change a phase.",
                )
    try:
        ordered = list(TopologicalSorter(direct).static_order())
    except CycleError as error:
        circle = " → ".join(f"“{id_}”" for id_ in reversed(error.args[1]))
        reader.fault(
            str(error.args[1][0]),
            f"these steps wait for each other in a circle: {circle}.",
            "Take one of them out of an after, or a last away.",
        )
        return dict.fromkeys(ids, frozenset())
    before: dict[str, frozenset[str]] = {}
    for id_ in ordered:
        before[id_] = frozenset(direct[id_]).union(*(before[other] for other in direct[id_]))
    return before


def _phase(keys: Mapping[str, Key], item: str) -> str:
    return keys[item].accept[0] if item in keys and keys[item].accept else ""
