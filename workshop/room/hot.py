"""What a thousand phones ask at once: plain routes, before any framework.

FastAPI describes them with the others, see :mod:`workshop.room.described`.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from workshop.answers.progress import STATES
from workshop.answers.room_store import StoreError
from workshop.core.records import ContentError
from workshop.room.gate import as_json, said
from workshop.room.live import Live
from workshop.room.people import People
from workshop.room.present import Device
from workshop.room.streams import Audience, Listener
from workshop.system.files import parse

HIGHEST = 2**53 - 1
"""The highest number that every browser counts to."""
LONGEST_MOMENT = 40
AGAIN_SECONDS = "2"
NO_SUCH = 404


@dataclass(frozen=True, slots=True)
class _Sent:
    """An answer as a device sends it."""

    work: str
    n: int
    record: dict[str, Any]


class Hot:
    """Answers the requests of devices.

    Parameters
    ----------
    live, people
        The room, and who asks.
    """

    def __init__(self, live: Live, people: People) -> None:
        self._live = live
        self._people = people
        self._words = live.words
        self._specs: dict[tuple[str, bool], bytes] = {}

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        return [
            Route("/api/answers/{exercise}", self.answer, methods=["PUT"]),
            Route("/api/answers", self.own),
            Route("/api/here", self.here),
            Route("/api/exercises/{exercise}", self.exercise),
            Route("/api/withdraw", self.withdraw, methods=["POST"]),
            Route("/api/events", partial(self.events, "device")),
            Route("/api/wall/events", partial(self.events, "wall")),
            Route("/api/host/events", partial(self.events, "host")),
        ]

    async def answer(self, request: Request) -> Response:
        """Keep what a device sends, and say so once it is on the disk."""
        device = self._people.device(request)
        if device is None:
            return self._unknown()
        exercise = request.path_params["exercise"]
        sent = await self._sent(request, exercise)
        if isinstance(sent, int):
            return said(self._words["no-exercise" if sent == NO_SUCH else "no-sense"], sent)
        if self._people.device(request) is not device:
            # It left while this came, and nothing must be kept of it.
            return self._unknown()
        if sent.work != device.kept.work:
            return said(self._words["other-work"], 409)
        try:
            late = await self._live.answer(device, exercise, sent.n, sent.record)
        except StoreError:
            return said(self._words["not-kept"], 503, retry_after=AGAIN_SECONDS)
        return as_json({"saved": sent.n, "late": late})

    async def _sent(self, request: Request, exercise: str) -> _Sent | int:
        """Read what a device sends; the status where it makes no sense."""
        if exercise not in self._live.plan:
            return NO_SUCH
        # No form of another site can send this kind.
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return 415
        try:
            sent = parse(await request.body())
        except (ValueError, ClientDisconnect):
            return 400
        return _read(sent, exercise, self._live.room.exercises[exercise].kind) or 422

    async def here(self, request: Request) -> Response:
        """Say where the room is, and who asks."""
        device = self._people.device(request)
        if device is None:
            # After a room was deleted phones stay where they are, until another one begins.
            return said(self._words["over"], 410) if self._live.over else self._unknown()
        kept = device.kept
        own = {name: getattr(kept, name) for name in ("people", "profession", "work", "name")}
        return as_json({"stage": self._live.stage_sent(), "device": own})

    async def own(self, request: Request) -> Response:
        """Give a device back what the room has of it, for a browser that has lost it."""
        device = self._people.device(request)
        if device is None:
            return self._unknown()
        try:
            kept = await run_in_threadpool(self._live.store.own, device.kept.id)
        except StoreError:
            return said(self._words["not-kept"], 503, retry_after=AGAIN_SECONDS)
        answers = {each.exercise: {"n": each.n, "record": json.loads(each.record)} for each in kept}
        return as_json({"work": device.kept.work, "answers": answers})

    async def exercise(self, request: Request) -> Response:
        """Send an exercise as it may be known now."""
        if self._people.device(request) is None:
            return self._unknown()
        name = request.path_params["exercise"]
        # A thousand phones ask at once when the room learns why.
        place = (name, name in self._live.stage.opened)
        if place not in self._specs:
            try:
                spec = self._live.spec(name)
            except ContentError as error:
                return said(str(error), 500)
            if spec is None:
                return said(self._words["no-exercise"], 404)
            text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
            self._specs[place] = gzip.compress(text.encode())
        else:
            self._live.told_of(name)
        packed = self._specs[place]
        headers = {"cache-control": "no-store", "vary": "accept-encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
        else:
            packed = gzip.decompress(packed)
        return Response(packed, headers=headers, media_type="application/json")

    async def withdraw(self, request: Request) -> Response:
        """Delete a device, and everything that it sent."""
        device = self._people.device(request)
        if device is None:
            return self._unknown()
        try:
            await self._live.withdraw(device)
        except StoreError:
            return said(self._words["not-kept"], 503, retry_after=AGAIN_SECONDS)
        response = as_json({})
        response.delete_cookie("room")
        return response

    async def events(self, audience: Audience, request: Request) -> Any:  # noqa: ANN401
        """Send where the room is, whenever that changes."""
        people = self._people
        device = people.device(request) if audience == "device" else None
        known = {
            "device": device is not None,
            "wall": people.wall(request),
            "host": people.host(request) is not None,
        }
        return _Stream(self._live, audience, device) if known[audience] else self._unknown()

    def _unknown(self) -> Response:
        return said(self._words["unknown"], 401)


class _Stream(Response):
    """A stream of events, as an answer."""

    def __init__(self, live: Live, audience: Audience, device: Device | None) -> None:
        self._live = live
        self._audience: Audience = audience
        self._device = device
        self.background = None

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        device = self._device
        if device is not None:
            device.streams += 1
            self._live.streams.changed()
        try:
            listener = Listener(self._audience, device)
            await self._live.streams.listen(listener, receive, send)
        finally:
            if device is not None:
                device.streams -= 1
                self._live.streams.changed()


def _read(sent: object, exercise: str, kind: str) -> _Sent | None:
    """Read what a device sent; nothing where it makes no sense."""
    if not isinstance(sent, dict):
        return None
    work, n, record = sent.get("work"), sent.get("n"), sent.get("record")
    if not isinstance(n, int) or isinstance(n, bool) or not 0 < n <= HIGHEST:
        return None
    if not isinstance(work, str) or not isinstance(record, dict):
        return None
    updated = record.get("updated")
    fits = (
        record.get("exercise") == exercise
        and record.get("kind", kind) == kind
        and record.get("state", STATES[0]) in STATES
        and isinstance(updated, str)
        and len(updated) <= LONGEST_MOMENT
        and isinstance(record.get("answer"), dict)
        and isinstance(record.get("first", {}), dict)
    )
    return _Sent(work, n, record) if fits else None
