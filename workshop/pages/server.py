"""The pages from a program on this computer, with the answers in the same files as the notebooks'.

See docs/decisions/59-starlette-serves-the-pages.md for what it stands on.
"""

from __future__ import annotations

import json
import re
from html import escape

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from workshop.answers.carry import MOST
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import ContentError
from workshop.pages.addresses import READING, START, address_of, former_addresses
from workshop.pages.door import Door, plain_page
from workshop.pages.render import BUNDLES, reading, render
from workshop.pages.replies import POST, Replies

LARGEST = MOST + MOST // 2
"""How many bytes a message may have: a file of somebody's work, and its marks of quotation."""
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NEVER_KEPT = "no-store"
"""A page holds answers, and whoever uses this computer next must not find them in the browser."""
_HASHED = re.compile(r"-[\w-]{8}\.\w+$")
"""A file with its checksum in its name never becomes another one."""
_FOR_ASKING = ("etag", "last-modified", "accept-ranges")


class Assets(StaticFiles):
    """What pages ask for besides their texts."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Send a file, and say how long it may be kept."""
        response = await super().get_response(path, scope)
        kept = _HASHED.search(path) is not None
        response.headers["cache-control"] = FOR_EVER if kept else ASK_AGAIN
        # Nobody asks again whether it is still the same.
        for name in _FOR_ASKING if kept else ():
            if name in response.headers:
                del response.headers[name]
        return response


class _Pages:
    """What answers each address.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.
    """

    def __init__(self, library: Library, answers: Answers) -> None:
        self._library = library
        self._words = library.strings()["app"]
        self._replies = Replies(library, answers)

    async def page(self, request: Request) -> Response:
        """Send a page."""
        name = request.path_params.get("name") or START
        return await run_in_threadpool(self._page, name)

    def _page(self, name: str) -> Response:
        words = self._words
        try:
            chapters = self._library.chapters()
            numbers = {address_of(chapter): chapter.number for chapter in chapters}
            number = (numbers | {START: ""}).get(name)
            if number is not None:
                return _html(render(self._library, number, self._replies.sent(number)))
            if to := former_addresses(chapters).get(name):
                return RedirectResponse(to, 308, headers={"cache-control": ASK_AGAIN})
            for each in READING:
                if name == f"{each}.html":
                    return _html(reading(self._library, each))
        except ContentError as error:
            faults = "".join(f"<li>{escape(str(fault))}</li>" for fault in error.faults)
            told = f'<div role="alert"><p>{escape(words["fault"])}</p><ul>{faults}</ul></div>'
            return _html(plain_page(words, told), 500)
        except Exception as error:  # noqa: BLE001 - nobody is shown a traceback
            why = escape(words["failed"].format(why=f"{type(error).__name__}: {error}"))
            return _html(plain_page(words, f"<p>{why}</p>"), 500)
        link = f'<a href="./">{escape(words["open"])}</a>'
        return _html(plain_page(words, f"<p>{escape(words['no-page'])} {link}</p>"), 404)

    async def ask(self, request: Request) -> Response:
        """Answer what a page asks."""
        # No form of another site can send this kind.
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return _json([], 415)
        body = await _read(request)
        if body is None:
            return _json([], 413)
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            return _json([], 400)
        try:
            reply = await run_in_threadpool(self._replies.reply, asked)
        except Exception:  # noqa: BLE001 - a board says that it is not saved, and tries again
            return _json([], 500)
        return _json([], 400) if reply is None else _json(reply)


def make_app(library: Library, answers: Answers, key: str = "", name: str = "workshop") -> Door:
    """Set up what answers the pages' requests.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.
    key, name
        See :class:`workshop.pages.door.Door`.

    Returns
    -------
    Door
        An ASGI application.

    Raises
    ------
    ContentError
        When the words have a fault.
    """
    pages = _Pages(library, answers)
    routes = [
        Route(f"/{POST}", pages.ask, methods=["POST"]),
        Mount("/assets", Assets(directory=BUNDLES, check_dir=False)),
        Route("/", pages.page),
        Route("/{name}", pages.page),
    ]
    inside = GZipMiddleware(Starlette(routes=routes), minimum_size=500)
    return Door(inside, library.strings()["app"], key, name)


async def _read(request: Request) -> bytes | None:
    """Read what was sent; nothing where it is too much, which is not read to its end."""
    try:
        if int(request.headers.get("content-length", "0")) > LARGEST:
            return None
    except ValueError:
        return None
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)


def _html(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, headers={"cache-control": NEVER_KEPT})


def _json(reply: list[dict[str, object]], status: int = 200) -> Response:
    text = json.dumps(reply, separators=(",", ":"))
    headers = {"cache-control": NEVER_KEPT}
    return Response(text, status, headers=headers, media_type="application/json")
