"""Waiting for something that happens in another program, or in the background."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.conftest import PATIENCE


def until(true: Callable[[], object], said: Callable[[], object] = lambda: "") -> None:
    """Wait until something is true; what is said where it never is tells why."""
    ends = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < ends, said()
        time.sleep(0.02)
