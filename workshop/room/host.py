"""The host's page: the desk, with the live room on top; and the host's remote, which only steps."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from workshop.answers.room_store import StoreError
from workshop.content import plan
from workshop.content.languages import right_to_left
from workshop.core.questions import NotUnderstoodError, sentence
from workshop.facilitator.desk_replies import DeskReplies
from workshop.facilitator.gathered import Room
from workshop.paper.template import environment
from workshop.room.codes import drawn, way_in
from workshop.room.desk_notes import ASKS, noted
from workshop.room.gate import as_json, said
from workshop.room.live import Live
from workshop.room.people import HOST, People
from workshop.room.register import OverError
from workshop.room.stage import StepError
from workshop.room.strip import strip
from workshop.room.wall import NO_STORE
from workshop.room.words_wall import TEMPLATES

REMOTE = ("live", "step", "back", "everybody", "hands")
"""What a remote may ask."""
CHANGES = ("package", "end", "delete", "anew")
"""What the host alone may ask of the room."""


def host_routes(live: Live, people: People) -> list[BaseRoute]:
    """Give the addresses of the host's page.

    Parameters
    ----------
    live
        The room.
    people
        Who asks.

    Returns
    -------
    list of BaseRoute
        The routes.
    """
    host = _Host(live, people)
    return [
        Route("/host", host.page),
        Route("/api/host/codes/{of}", host.code),
        Route("/api/host/ask", host.ask, methods=["POST"]),
    ]


class _Host:
    def __init__(self, live: Live, people: People) -> None:
        self._live = live
        self._people = people
        # A room of its own: who rehearses at the desk changes nothing on the wall.
        room = Room(live.library, live.room.folder, live.store)
        self._desk = DeskReplies(live.library, room)
        chapters = live.library.chapters()
        self._packages = {
            each.id: plan.exercises(each, chapters) for each in live.library.packages()
        }
        self._strings = live.library.strings()
        self._words = self._strings["wall"]
        # Reports take a while, and the wall waits for none of them.
        self._thread = ThreadPoolExecutor(1, "host")

    async def page(self, request: Request) -> Response:
        """Send the desk; or the remote."""
        exchanged = await self._people.exchange(request, "host")
        if exchanged is not None:
            return exchanged
        role = self._people.host(request)
        if role is None:
            return said(self._words["not-host"], 403)
        words, language = self._strings["desk"], self._strings.language
        remote = {"words": words, "language": language, "remote": True}
        sent = {
            "page": self._desk.page() if role == HOST else remote,
            "runs": self._desk.runs() if role == HOST else {},
            "live": await self._told(),
            "ask": "api/host/ask",
            "events": "api/host/events",
            "silence": words["live-away"],
        }
        html = environment(str(TEMPLATES)).get_template("host.html")
        text = html.render(
            language=language,
            direction="rtl" if right_to_left(language) else "ltr",
            words=words,
            # A text that looks like the end of the block is none.
            data=Markup(json.dumps(sent, ensure_ascii=False).replace("<", "\\u003c")),  # noqa: S704
        )
        return HTMLResponse(text, headers=NO_STORE)

    async def code(self, request: Request) -> Response:
        """Draw a code to scan: into the Wi-Fi, into the room, or to the host's remote."""
        live = self._live
        if self._people.host(request) != HOST:
            return said(self._words["not-host"], 401)
        remote = f"{live.address}/host?key={self._people.keys['remote']}"
        texts = {"wifi": live.wifi, "room": way_in(live.address, live.code), "remote": remote}
        text = texts.get(request.path_params["of"], "")
        if not (text and live.address):
            return said(live.words["no-page"], 404)
        return Response(drawn(text), headers=NO_STORE, media_type="image/svg+xml")

    async def ask(self, request: Request) -> Response:
        """Answer what the desk asks."""
        role = self._people.host(request)
        if role is None:
            return said(self._words["not-host"], 401)
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return said(self._live.words["no-sense"], 415)
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError):
            asked = None
        what, values = _read(asked)
        if what is None:
            return said(self._live.words["no-sense"], 422)
        if role != HOST and what not in REMOTE:
            return said(self._words["only-steps"], 403)
        return await self._answered(what, values)

    async def _answered(self, what: str, values: Mapping[str, Any]) -> Response:
        words = self._live.words
        try:
            for asks, done in (
                (REMOTE, self._stepped),
                (CHANGES, self._changed),
                (ASKS, self._asked_for),
            ):
                if what in asks:
                    return as_json(await done(what, values))
            handler = self._desk.handlers().get(what, _unknown)
            loop = asyncio.get_running_loop()
            reply = await loop.run_in_executor(self._thread, handler, values)
        except (StepError, OverError) as error:
            over = isinstance(error, OverError)
            wrong = self._words["no-step-over" if over else "no-step"]
            return as_json({"wrong": wrong}, 409 if over else 422)
        except StoreError:
            return as_json({"wrong": words["not-kept"]}, 503)
        except Exception as error:  # noqa: BLE001 - nobody is shown a traceback
            asked = self._strings["asked"]["not-understood"]
            return as_json({"wrong": sentence(error, asked, self._desk.wrong)})
        if what in ("keep", "finish"):
            reply = {**reply, "runs": self._desk.runs()}
        return as_json(reply)

    async def _stepped(self, what: str, values: Mapping[str, Any]) -> dict[str, Any]:
        live, wrong = self._live, ""
        if what == "step":
            await live.step(**_step(values))
        elif what == "back" and await live.back() is None:
            wrong = self._words["no-back"]
        elif what == "everybody":
            await live.show(everybody=True)
        elif what == "hands":
            await live.count_hands(values)
        told = {"live": await self._told()}
        return {**told, "wrong": wrong} if wrong else told

    async def _asked_for(self, what: str, values: Mapping[str, Any]) -> dict[str, Any]:
        notes = await noted(self._live, what, values)
        return {**notes, "live": await self._told()}

    async def _changed(self, what: str, values: Mapping[str, Any]) -> dict[str, Any]:
        live, left = self._live, 0
        if what == "package":
            package = str(values.get("package"))
            if package not in self._packages:
                raise StepError(package)
            await live.change_plan(self._packages[package])
        elif what == "end":
            await live.end()
        elif what == "delete":
            left = await live.delete()
        else:
            await live.begin_anew()
        return {"live": await self._told(), "left": left}

    async def _told(self) -> dict[str, Any]:
        live = self._live
        stage = live.stage
        told = await live.asked(strip, live.room, stage, live.plan, live.hands.of(stage.place))
        sent = live.stage_sent()
        own = {
            "code": live.code,
            "address": live.address,
            "wifi": bool(live.wifi),
            "back": live.can_step_back(),
        }
        fit = [id_ for id_, each in self._packages.items() if live.plan_with(each) == live.plan]
        room = {"over": live.over, "now": sent["now"], "packages": fit}
        notes = {"waiting": live.notes.waiting(), "noted": live.notes.changes}
        return {**told, **live.counts(), **own, **notes, **room}


def _unknown(_values: Mapping[str, Any]) -> dict[str, Any]:
    raise NotUnderstoodError


def _read(asked: object) -> tuple[str | None, Mapping[str, Any]]:
    if not isinstance(asked, dict):
        return None, {}
    what, values = asked.get("what"), asked.get("values", {})
    if not isinstance(what, str) or not isinstance(values, dict):
        return None, {}
    return what, values


def _step(values: Mapping[str, Any]) -> dict[str, Any]:
    """Read what a step is; one that makes no sense is none."""
    texts = {name: values[name] for name in ("to", "exercise", "card") if name in values}
    seconds = values.get("seconds", 0)
    if "to" not in texts or not all(isinstance(each, str) for each in texts.values()):
        raise StepError(str(texts.get("to")))
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise StepError(str(seconds))
    return {**texts, "seconds": seconds}
