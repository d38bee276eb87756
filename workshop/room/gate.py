"""What stands before everything that a room answers: for whom it is meant, from where, how large.

A name that was made to lead here (DNS rebinding) and another site that sends something in a
person's name are turned away; what is too large is not read to its end.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Collection, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.answers.carry import MOST
from workshop.pages.door import from_here
from workshop.pages.render import POLICY

LARGEST = 64_000
"""How many bytes a device may send at once: a whole answer with its first choices has a tenth."""
LARGEST_OF_HOST = MOST + MOST // 2
"""A host may put in a file that somebody hands in."""
HOST_ASKS = "/api/host/"

_OWN_FORMS = POLICY.replace("form-action 'none'", "form-action 'self'")
_HEADERS = {
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
_OF_PAGES = {
    "content-security-policy": f"{_OWN_FORMS}; frame-ancestors 'self'",
    "referrer-policy": "same-origin",
}
_NO_PAGES = ("text/javascript", "text/css", "application/json", "text/event-stream")
"""What no browser shows as a page that could ask for anything; to a phone each byte is late."""


def said(sentence: str, status: int, **headers: str) -> Response:
    """Answer with one sentence.

    Parameters
    ----------
    sentence
        What is said.
    status
        The status.
    **headers
        More headers, with ``_`` for ``-``.

    Returns
    -------
    Response
        The answer.
    """
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return as_json({"said": sentence}, status, **more)


def as_json(value: Mapping[str, object], status: int = 200, **headers: str) -> Response:
    """Answer with JSON, which nobody keeps."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    more = {"cache-control": "no-store", **headers}
    return Response(text, status, headers=more, media_type="application/json")


class Gate:
    """Looks at each request before the room does.

    Parameters
    ----------
    app
        What is behind it.
    words
        The section ``live`` of the words.
    names
        The names under which this room may be asked, besides numbers and this computer.
    """

    def __init__(self, app: ASGIApp, words: Mapping[str, str], names: Collection[str] = ()) -> None:
        self._app = app
        self._words = words
        self._names = {"localhost", *(each.lower() for each in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        large = LARGEST_OF_HOST if scope["path"].startswith(HOST_ASKS) else LARGEST
        answer = _Answer(send)
        refused = self._refused(scope, headers, large)
        try:
            await (refused or self._app)(scope, self._no_more_than(large, receive), answer)
        except _TooLargeError:
            if not answer.begun:
                await self._too_large()(scope, receive, answer)

    def _no_more_than(self, large: int, receive: Receive) -> Receive:
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > large:
                raise _TooLargeError(413, self._words["too-large"])
            return message

        return counted

    def _refused(self, scope: Scope, headers: Headers, large: int) -> Response | None:
        if not self._meant(headers.get("host", "")):
            return said(self._words["no-name"], 421)
        if not from_here(headers, scope["method"]):
            return said(self._words["elsewhere"], 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > large:
            return self._too_large()
        return None

    def _too_large(self) -> Response:
        # The rest of it would be taken for the next request.
        return said(self._words["too-large"], 413, connection="close")

    def _meant(self, host: str) -> bool:
        name = _name(host)
        return name in self._names or _is_number(name)


class _Answer:
    """Sends an answer, with the headers that every one has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            own = MutableHeaders(scope=message)
            kind = own.get("content-type", "")
            more = {} if kind.startswith(_NO_PAGES) else _OF_PAGES
            for name, value in (_HEADERS | more).items():
                own.setdefault(name, value)
        await self._send(message)


@lru_cache(maxsize=100)
def _name(host: str) -> str:
    """Read the name that somebody asks for, without the port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=100)
def _is_number(name: str) -> bool:
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


class _TooLargeError(HTTPException):
    """What was sent is too large; of a kind that frameworks pass on."""
