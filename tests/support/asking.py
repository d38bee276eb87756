"""Questions to a widget, as its page asks them."""

from __future__ import annotations

from typing import Any

from workshop.notebook.asked import Asked


def ask(widget: Asked, name: str, **values: Any) -> dict[str, Any]:
    """Ask for something, and give the values of the one answer; or ``wrong``, a sentence."""
    sent: list[dict[str, Any]] = []
    widget.send = sent.append
    widget._handle_custom_msg({"ask": "7", "name": name, "values": values}, [])
    [reply] = sent
    assert reply.pop("answer") == "7"
    [(what, told)] = reply.items()
    return {"wrong": told} if what == "wrong" else told
