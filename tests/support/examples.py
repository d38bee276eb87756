"""Examples of the rules that exist in two languages: pytest and vitest read the same files."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "examples"


def examples(name: str) -> Any:
    """Read ``tests/examples/<name>.json``."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
