"""A live room without a network: phones that ask it, and streams that are listened to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp, Message

from tests.support.rooms import EXERCISES, LIBRARY
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.room.app import Part, RoomApp, make_room
from workshop.room.live import Live

ADDRESS = "http://192.168.43.1:8080"
SORT = EXERCISES["sort-the-working-day"]


def make(
    folder: Path,
    plan: Sequence[str] = (SORT.id,),
    library: Library = LIBRARY,
    parts: Sequence[Part] = (),
    **more: Any,
) -> RoomApp:
    """Open a room in a folder."""
    return make_room(library, folder, list(plan), parts=parts, **more)


def run(app: RoomApp, *steps: Coroutine[Any, Any, Any]) -> list[Any]:
    """Let things happen in a room one after the other, and end it in good order."""

    async def all_of_them() -> list[Any]:
        try:
            return [await each for each in steps]
        finally:
            await app.live.close()

    return asyncio.run(all_of_them())


class Phone:
    """Somebody's phone, which notes every byte that it is sent.

    Parameters
    ----------
    app
        The room.
    work
        The id of the work on it.
    address
        Where it believes that the room is.
    """

    def __init__(self, app: ASGIApp, work: str = "somebody", address: str = ADDRESS) -> None:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url=address)
        self.work = work
        self.token = ""
        self.sent = b""

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Ask for something."""
        reply = await self.client.request(method, path, **more)
        self.sent += repr(reply.headers).encode() + reply.content
        return reply

    async def join(self, live: Live, **more: Any) -> httpx.Response:
        """Join by the code."""
        given = {"code": live.code, "work": self.work, **more}
        reply = await self.ask("POST", "/api/join", json=given)
        self.token = reply.json().get("token", "")
        return reply

    async def answer(
        self, exercise: Exercise, n: int, answer: dict[str, Any], **more: Any
    ) -> httpx.Response:
        """Send a whole answer."""
        sent = {"n": n, "work": self.work, "record": record(exercise, answer, **more)}
        headers = {"content-type": "application/json"}
        path = f"/api/answers/{exercise.id}"
        return await self.ask("PUT", path, content=json.dumps(sent), headers=headers)


def record(exercise: Exercise, answer: dict[str, Any], second: int = 0, **more: Any) -> Any:
    """Write down a record as a browser keeps it."""
    updated = f"2026-11-27T09:00:{second:02}.000Z"
    kept = {"exercise": exercise.id, "kind": exercise.kind, "updated": updated, "state": "begun"}
    return {**kept, "answer": answer, **more}


def choices(number: int, place: int = 0, exercise: Exercise = SORT) -> dict[str, Any]:
    """Put the first cards of a sort into one of its places."""
    chosen = {item.id: exercise.options[place].id for item in exercise.items[:number]}
    return {"choices": chosen}


class Stream:
    """A stream of events that is listened to.

    Parameters
    ----------
    app, path
        The room, and which stream.
    headers
        What is shown to be let in.
    """

    def __init__(self, app: ASGIApp, path: str, **headers: str) -> None:
        self.status = 0
        self.data = b""
        self._more = asyncio.Event()
        self._left = asyncio.Event()
        sent = {"host": "192.168.43.1", **headers}
        self._scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "scheme": "http",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": ("192.168.43.7", 50_000),
            "server": ("192.168.43.1", 8080),
        }
        self._task = asyncio.ensure_future(app(self._scope, self._receive, self._send))

    async def until(self, text: str, times: int = 1) -> None:
        """Wait until something was sent so often."""
        async with asyncio.timeout(10):
            while self.data.count(text.encode()) < times:
                await self._more.wait()
                self._more.clear()

    async def ended(self) -> None:
        """Wait until it is ended from the other side."""
        async with asyncio.timeout(10):
            await self._task

    async def leave(self) -> None:
        """Go away."""
        self._left.set()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        self.data += message.get("body", b"")
        self._more.set()
