"""Streams of events to a thousand pages: what is sent is always where the room is now.

Whoever listens is woken and sent the newest, never a list of what was missed. A stream costs one
task and one connection; one timer serves all for the sign of life that keeps networks from closing
a connection on which nothing comes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Literal

from starlette.types import Receive, Scope, Send

Audience = Literal["device", "wall", "host"]
ALIVE_SECONDS = 15
COUNTS_SECONDS = 0.5
"""How often at most counts are sent."""
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        # Servers in between would gather what is to arrive at once.
        (b"x-accel-buffering", b"no"),
    ],
}
_RETRY = b"retry: 2000\n\n"
_ALIVE = b": \n\n"


class Listener:
    """Somebody who listens.

    Parameters
    ----------
    audience
        Who it is.
    owner
        The device that it is.
    """

    __slots__ = ("_awake", "audience", "closed", "counts", "number", "owner")

    def __init__(self, audience: Audience, owner: object = None) -> None:
        self.audience = audience
        self.owner = owner
        self.number = -1
        self.counts = -1
        self.closed = False
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Say that there is something new, or that it is time for a sign of life."""
        self._awake.set()

    def close(self) -> None:
        """End the stream."""
        self.closed = True
        self.wake()

    async def wait(self) -> None:
        """Wait for something."""
        await self._awake.wait()
        self._awake.clear()


class Streams:
    """All who listen.

    Parameters
    ----------
    stage
        Gives the number of the stage, and what is sent of it.
    counts
        Gives what is sent of the counts.
    seen
        Is told when a stage goes to somebody of an audience.

    Attributes
    ----------
    held
        Whether wall and host still wait for the stage, until what it shows is counted.
    """

    def __init__(
        self,
        stage: Callable[[], tuple[int, Mapping[str, object]]],
        counts: Callable[[], Mapping[str, object]],
        seen: Callable[[Audience], None],
    ) -> None:
        self._stage = stage
        self._counts = counts
        self._seen = seen
        self._counted = 0
        self._later: asyncio.TimerHandle | None = None
        self._note: asyncio.TimerHandle | None = None
        self._alive: asyncio.Task[None] | None = None
        self.held = False
        self.listeners: set[Listener] = set()

    def told(self, audience: Audience | None = None) -> bool:
        """Send where the room is.

        Parameters
        ----------
        audience
            To whom; by default to everybody.

        Returns
        -------
        bool
            Whether anybody listens.
        """
        chosen = [each for each in self.listeners if audience in (None, each.audience)]
        for each in chosen:
            each.wake()
        return bool(chosen)

    def anew(self, audience: Audience | None = None) -> None:
        """Send wall and host, or one of them, the stage once more: what belongs to it changed."""
        for each in self.listeners:
            if each.audience != "device" and audience in (None, each.audience):
                each.number = -1
                each.wake()

    def changed(self) -> None:
        """Send wall and host the counts, soon."""
        if self._later is None and any(each.audience != "device" for each in self.listeners):
            self._later = asyncio.get_running_loop().call_later(COUNTS_SECONDS, self._count)

    def noted(self) -> None:
        """Let the host look again, soon: somebody wrote something, or took it back."""
        if self._note is None and any(each.audience == "host" for each in self.listeners):
            self._note = asyncio.get_running_loop().call_later(COUNTS_SECONDS, self._look_again)

    def close(self) -> None:
        """End all streams."""
        if self._alive is not None:
            self._alive.cancel()
        for each in self.listeners:
            each.close()

    async def listen(self, listener: Listener, receive: Receive, send: Send) -> None:
        """Send events until whoever listens has gone.

        Parameters
        ----------
        listener
            Who listens.
        receive, send
            Their connection.
        """
        if self._alive is None or self._alive.done():
            self._alive = asyncio.create_task(self._keep_alive())
        leaving = asyncio.create_task(_leave(listener, receive))
        self.listeners.add(listener)
        try:
            await send(_START)
            await send(_body(_RETRY + self._news(listener)))
            while True:
                await listener.wait()
                if listener.closed:
                    break
                await send(_body(self._news(listener) or _ALIVE))
            await send({"type": "http.response.body", "body": b""})
        finally:
            self.listeners.discard(listener)
            leaving.cancel()
            with suppress(asyncio.CancelledError):
                await leaving

    def _news(self, listener: Listener) -> bytes:
        """Gather what a listener has not been sent."""
        number, stage = self._stage()
        news = b""
        if listener.number != number and not (self.held and listener.audience != "device"):
            listener.number = number
            self._seen(listener.audience)
            news = _event("stage", stage, number)
        if listener.audience != "device" and listener.counts != self._counted:
            listener.counts = self._counted
            news += _event("count", self._counts())
        return news

    def _count(self) -> None:
        self._later = None
        self._counted += 1
        for each in self.listeners:
            if each.audience != "device":
                each.wake()

    def _look_again(self) -> None:
        self._note = None
        self.anew("host")

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(ALIVE_SECONDS)
            self.told()


async def _leave(listener: Listener, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


def _body(data: bytes) -> dict[str, object]:
    return {"type": "http.response.body", "body": data, "more_body": True}


def _event(name: str, data: Mapping[str, object], number: int | None = None) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    id_ = "" if number is None else f"id: {number}\n"
    return f"{id_}event: {name}\ndata: {text}\n\n".encode()


def listening(streams: Streams, listener: Listener) -> Callable[[Scope, Receive, Send], object]:
    """Make what answers a request with a stream.

    Parameters
    ----------
    streams
        All who listen.
    listener
        Who asked.

    Returns
    -------
    callable
        An ASGI application.
    """

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        await streams.listen(listener, receive, send)

    return app
