"""What stands before everything that a room answers: for whom it is meant, from where, how large.

A name that was made to lead here (DNS rebinding) and another site that sends something in a
person's name are turned away; what is too large is not read to its end.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
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
    "content-security-policy": f"{_OWN_FORMS}; frame-ancestors 'self'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


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
        refused = self._refused(scope, headers, large)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    own.setdefault(name, value)
            await send(message)

        read = 0

        async def no_more_than_that() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > large:
                raise _TooLargeError
            return message

        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await with_headers(message)

        if refused is not None:
            await refused(scope, receive, with_headers)
            return
        try:
            await self._app(scope, no_more_than_that, sending)
        except _TooLargeError:
            if not started:
                await self._too_large()(scope, receive, with_headers)

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
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name in self._names or bool(ipaddress.ip_address(name))
        except ValueError:
            return False


class _TooLargeError(Exception):
    """What was sent is too large."""
