"""What a ``write`` exercise can be to the workshop, and what it needs for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop.core.reading import Files

FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    "about": ("profession",),
    "words": (),
    "words-again": (),
    "question": (),
    "day": (),
    "balance": (),
    "whys": (),
    "plan": (),
    "plan-again": (),
    "commitment": ("question",),
    "quote": ("quote", "agree"),
}
"""Each role, and the fields that others look for by their names."""

ROWS_THAT_CHOOSE = ("day", "plan", "plan-again")
"""Their rows are counted by what they choose."""


def check_role(files: Files, settings: Mapping[str, Any]) -> None:
    """See that an exercise has what its role needs.

    Parameters
    ----------
    files
        The exercise's files; every fault found is noted there.
    settings
        What was read of them.
    """
    role = files.exercise.get("role")
    if not isinstance(role, str):
        return
    there = [field["id"] for field in settings["fields"]]
    for id_ in FIELDS_OF.get(role, ()):
        if id_ not in there:
            files.asks.fault(
                "role",
                f"the exercise with the role “{role}” has a field “{id_}”, and this one has none.",
                f'Add it with [[fields]] and id = "{id_}", or remove “role”.',
            )
    choices = [f for f in settings.get("rows", {}).get("fields", ()) if f["as"] == "choice"]
    if role in ROWS_THAT_CHOOSE and len(choices) != 1:
        files.asks.fault(
            "role",
            f"the rows of the exercise with the role “{role}” choose one thing each; "
            f"these have {len(choices)} choices.",
            'Give [[rows.fields]] one field with as = "choice", or remove “role”.',
        )
