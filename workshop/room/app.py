"""What answers a room's requests: FastAPI, which describes it, with the hot addresses plain.

See docs/decisions/62-fastapi-with-plain-hot-routes.md for what was measured.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute, Mount, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from workshop.answers.room_store import RoomStore, StoreError
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.pages.server import Assets
from workshop.room import joining
from workshop.room.alone import alone_routes
from workshop.room.bundles import BUNDLES
from workshop.room.described import described
from workshop.room.gate import Gate, said
from workshop.room.host import host_routes
from workshop.room.hot import AGAIN_SECONDS, Hot
from workshop.room.joining import TooManyError
from workshop.room.live import Live
from workshop.room.note_routes import add_notes
from workshop.room.people import DEVICE, People, set_cookie
from workshop.room.phone import phone_routes
from workshop.room.present import Device
from workshop.room.register import OverError
from workshop.room.together import Together
from workshop.room.wall import wall_routes

Part = Callable[[Live, People], list[BaseRoute]]
PARTS: tuple[Part, ...] = (phone_routes, alone_routes, host_routes, wall_routes)
"""The pages of phones, of the wall and of the host."""
HOT = ("/api/answers", "/api/here", "/api/exercises/", "/api/withdraw", "/api/events")
HOT_STREAMS = ("/api/wall/events", "/api/host/events")
MOST_PEOPLE = 20
NO_PAGE = (404, 405)

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")]


class Joining(BaseModel):
    """What somebody sends to join."""

    model_config = ConfigDict(extra="ignore")

    code: Annotated[str, StringConstraints(max_length=40)]
    work: Id
    people: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = 1
    profession: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,80}$")] = ""


class Returning(BaseModel):
    """What somebody sends who joined before, and has another address or no cookie now."""

    token: Annotated[str, StringConstraints(max_length=100)]


class ReturningByWord(BaseModel):
    """What somebody sends whose browser knows nothing of the room any more."""

    code: Annotated[str, StringConstraints(max_length=40)]
    word: Annotated[str, StringConstraints(max_length=120)]


class Joined(BaseModel):
    """What somebody is sent who is in."""

    token: str
    device: str
    name: str
    stage: dict[str, Any]


class State(BaseModel):
    """Whether the room goes on."""

    room: Literal["open", "over"]


class Said(BaseModel):
    """A sentence that says what is the matter."""

    said: str


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Said} for status in (400, 401, 403, 404, 409, 410, 413, 421, 422, 429, 503)
}


class RoomApp:
    """A room as an ASGI application.

    Parameters
    ----------
    live
        The room.
    names
        The names under which it may be asked, besides numbers and this computer.
    parts
        What gives the pages' routes.
    keys
        What stands in the links, where several programs have the same.
    """

    def __init__(
        self,
        live: Live,
        names: Collection[str],
        parts: Sequence[Part],
        keys: Mapping[str, str] | None = None,
    ) -> None:
        self.live = live
        self.people = People(live, keys)
        self._together = Together(live) if live.store.shared else None
        api = _api(live, self.people, self._together)
        api.router.routes += [route for part in parts for route in part(live, self.people)]
        api.router.routes.append(Mount("/assets", Assets(directory=BUNDLES, check_dir=False)))
        self.api = api
        hot = Router(Hot(live, self.people).routes())
        self._app = Gate(_Forked(hot, GZipMiddleware(api, minimum_size=500)), live.words, names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        together = self._together
        if together and scope["type"] == "http" and self.people.strange(HTTPConnection(scope)):
            # It may be another program that let them in, a moment ago.
            with suppress(StoreError):
                await together.catch_up()
        await self._app(scope, receive, send)


class _Forked:
    """Leads hot addresses past the framework."""

    def __init__(self, hot: ASGIApp, rest: ASGIApp) -> None:
        self._hot = hot
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        hot = scope["type"] == "http" and (path.startswith(HOT) or path in HOT_STREAMS)
        await (self._hot if hot else self._rest)(scope, receive, send)


def make_room(  # noqa: PLR0913 - each is one choice
    library: Library,
    folder: Path,
    plan: Sequence[str] | None = None,
    *,
    names: Collection[str] = (),
    parts: Sequence[Part] | None = None,
    anew: bool = False,
    store: RoomStore | None = None,
    keys: Mapping[str, str] | None = None,
    address: str = "",
) -> RoomApp:
    """Set up a room.

    Parameters
    ----------
    library
        The content.
    folder
        The folder that holds what a facilitator collects and keeps.
    plan
        The ids of its exercises; by default those it had, or all there are.
    names
        The names under which it may be asked, besides numbers and this computer.
    parts
        What gives the routes of pages; by default all of :data:`PARTS`.
    anew
        Whether to begin a new room where one goes on.
    store
        Where it is kept; by default a file in the folder.
    keys
        What stands in the links, where several programs have the same; by default new ones.
    address
        Where phones find it, where that is known already.

    Returns
    -------
    RoomApp
        An ASGI application.

    Raises
    ------
    StoreError, OSError
        When the room cannot be kept.
    ContentError
        When the words have a fault.
    """
    live = Live(library, folder, plan, anew=anew, store=store)
    live.address = address
    own = urlsplit(address).hostname
    return RoomApp(live, {*names, *([own] if own else [])}, PARTS if parts is None else parts, keys)


def _api(live: Live, people: People, together: Together | None) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if together:
            together.start()
        yield
        if together:
            await together.close()
        await live.close()

    api = FastAPI(
        title=live.words["title"],
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    _add_ways_in(api, live, people)
    add_notes(api, live, people, REFUSALS)
    _add_refusals(api, live.words)

    @api.get("/api/health")
    async def health() -> State:
        """Say that the program answers."""
        return State(room="over" if live.over else "open")

    @api.get("/api/ready", responses={200: {"model": State}, 503: {"model": Said}})
    async def ready() -> State:
        """Say that answers can be kept."""
        await live.check()
        return State(room="over" if live.over else "open")

    api.openapi = described(api)  # type: ignore[method-assign]
    return api


def _add_ways_in(api: FastAPI, live: Live, people: People) -> None:
    def joined(token: str, device: Device, response: Response) -> Joined:
        set_cookie(response, DEVICE, token, secure=live.secure)
        response.headers["cache-control"] = "no-store"
        kept = device.kept
        return Joined(token=token, device=kept.id, name=kept.name, stage=live.stage_sent())

    async def by_code(code: str, address: str) -> None:
        await people.codes.turn(address)
        if not joining.same(joining.as_typed(code), live.code):
            people.codes.wrong(address)
            raise HTTPException(404, live.words["no-room"])
        people.codes.right(address)

    @api.post("/api/join", responses=REFUSALS)
    async def join(given: Joining, request: Request, response: Response) -> Joined:
        """Come into the room by its code."""
        await by_code(given.code, _address(request))
        known = given.profession in live.room.professions
        profession = given.profession if known else ""
        return joined(*await live.join(given.work, given.people, profession), response)

    @api.post("/api/return", responses=REFUSALS)
    async def come_back(
        given: Returning | ReturningByWord, request: Request, response: Response
    ) -> Joined:
        """Come back with the token that somebody has, which nobody can guess; or with a word."""
        if isinstance(given, Returning):
            device, token = live.present.find(joining.checksum(given.token)), given.token
            if device is None:
                raise HTTPException(401, live.words["unknown"])
            return joined(token, device, response)
        address = _address(request)
        await by_code(given.code, address)
        device = await people.by_word(given.word, address)
        renewed = await live.renew(device) if device else None
        if device is None or renewed is None:
            raise HTTPException(401, live.words["no-word"])
        return joined(renewed, device, response)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _add_refusals(api: FastAPI, words: Section) -> None:
    """Say in one sentence what is the matter, whatever it is."""

    @api.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        # What the framework says of itself is in nobody's language.
        own = words["no-page"] if error.status_code in NO_PAGE else words["no-sense"]
        sentence = error.detail if error.detail in words.values() else own
        return said(sentence, error.status_code, **(dict(error.headers or {})))

    @api.exception_handler(RequestValidationError)
    async def senseless(_: Request, __: RequestValidationError) -> Response:
        return said(words["no-sense"], 422)

    @api.exception_handler(OverError)
    async def over(_: Request, __: OverError) -> Response:
        return said(words["over"], 410)

    @api.exception_handler(TooManyError)
    async def too_many(_: Request, __: TooManyError) -> Response:
        return said(words["too-many"], 429, retry_after=AGAIN_SECONDS)

    @api.exception_handler(StoreError)
    async def not_kept(_: Request, __: StoreError) -> Response:
        return said(words["not-kept"], 503, retry_after=AGAIN_SECONDS)
