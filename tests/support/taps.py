"""Changes as a board in a browser sends them."""

from __future__ import annotations

import itertools
import time
from typing import Any

from workshop.notebook.board import Board

_numbers = itertools.count(1)


def message(board: Board, *deltas: Any) -> dict[str, Any]:
    """Make the message in which a page sends changes to a board."""
    now = time.time_ns() // 1_000_000
    changes = [[next(_numbers), now, delta] for delta in deltas]
    return {"work": board.saved["work"], "page": "page", "changes": changes}


def tap(board: Board, *deltas: Any) -> None:
    """Let a page send changes to a board."""
    board._handle_custom_msg(message(board, *deltas), [])
