"""What goes over a page's WebSockets to its kernel, message by message."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from playwright.sync_api import Page

# What makes and changes widgets and outputs. The rest is the kernel's own: busy, idle, the code.
WIDGET_MESSAGES = ("comm_open", "comm_msg", "display_data", "execute_result")
BINARY = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """One message between the browser and the kernel; ``parent`` is the one it answers."""

    sent: bool
    kind: str
    id: str
    parent: str
    size: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """How many messages, and how many bytes they have before any compression."""

    messages: int
    size: int


class Frames:
    """Listens to every kernel connection that a page opens from now on.

    Parameters
    ----------
    page
        A page that has opened nothing yet.
    """

    def __init__(self, page: Page) -> None:
        self.seen: list[Frame] = []
        self._page = page
        self._kernels: set[str] = set()
        self._latest = time.monotonic()
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.webSocketCreated", self._on_socket)
        devtools.on("Network.webSocketFrameSent", lambda event: self._on_frame(event, sent=True))
        devtools.on(
            "Network.webSocketFrameReceived", lambda event: self._on_frame(event, sent=False)
        )
        devtools.send("Network.enable")

    def wait_for(self, kind: str) -> None:
        """Wait until a message of some type has come or gone, and what follows it.

        Parameters
        ----------
        kind
            The type, for example ``kernel_info_reply``.
        """
        while not any(frame.kind == kind for frame in self.seen):
            self._page.wait_for_timeout(50)
        self.settle()

    def settle(self, quiet: float = 0.6) -> None:
        """Wait until nothing has been sent or received for a while.

        Parameters
        ----------
        quiet
            How long, in seconds; longer than a round trip.
        """
        self._latest = time.monotonic()
        while time.monotonic() - self._latest < quiet:
            self._page.wait_for_timeout(50)

    def _on_socket(self, event: Mapping[str, Any]) -> None:
        if event["url"].split("?")[0].endswith("/channels"):
            self._kernels.add(event["requestId"])

    def _on_frame(self, event: Mapping[str, Any], *, sent: bool) -> None:
        if event["requestId"] not in self._kernels or event["response"]["opcode"] != BINARY:
            return
        payload = base64.b64decode(event["response"]["payloadData"])
        _, (header, parent, *_) = deserialize_msg_from_ws_v1(payload)  # type: ignore[no-untyped-call]
        told = json.loads(header)
        answered = json.loads(parent).get("msg_id", "")
        self.seen.append(Frame(sent, told["msg_type"], told["msg_id"], answered, len(payload)))
        self._latest = time.monotonic()


def total(frames: Iterable[Frame]) -> Traffic:
    """Count messages and their bytes.

    Parameters
    ----------
    frames
        The messages.

    Returns
    -------
    Traffic
        How many, and how large together.
    """
    sizes = [frame.size for frame in frames]
    return Traffic(len(sizes), sum(sizes))
