"""Questions to the desk, as its page asks them."""

from __future__ import annotations

from typing import Any

from workshop.notebook.desk import Desk


def ask(desk: Desk, what: str, **more: Any) -> dict[str, Any]:
    replies: list[dict[str, Any]] = []
    desk.send = replies.append
    desk._handle_custom_msg({"id": 7, "do": what, **more}, [])
    [reply] = replies
    assert reply.pop("id") == 7
    return reply
