"""What a text comes to: whether there is one, and which day it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def filled(text: str) -> bool:
    """Tell whether a text says anything."""
    return bool(text.strip())


def written(row: Mapping[str, str]) -> bool:
    """Tell whether a row says anything."""
    return any(filled(text) for text in row.values())


def day(text: str) -> date | None:
    """Read a day such as ``2026-03-31``; ``None`` where there is no such day."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
