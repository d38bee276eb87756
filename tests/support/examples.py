"""Examples of the rules that exist in two languages: pytest and vitest read the same files."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import ROOT
from workshop.core.records import Exercise, Item, Option

FOLDER = ROOT / "tests" / "examples"


def examples(name: str) -> Any:
    """Read ``tests/examples/<name>.json``."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def exercise_of(kind: str, given: dict[str, Any]) -> Exercise:
    """Make an exercise of what a change has to know: its items, its options, its settings."""
    return Exercise(
        id="example",
        kind=kind,
        session="02",
        title="",
        minutes=1,
        feedback="none",
        prompt="",
        debrief=(),
        options=tuple(Option(id_, "") for id_ in given["options"]),
        items=tuple(
            Item(id_, "", options=tuple(Option(each, "") for each in own))
            for id_, own in given["items"].items()
        ),
        keys={},
        settings=given["settings"],
        rules={},
    )
