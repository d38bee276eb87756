"""Time: what is now."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Give this moment, in UTC."""
    return datetime.now(UTC)


def milliseconds() -> int:
    """Give this moment as browsers write it: in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
