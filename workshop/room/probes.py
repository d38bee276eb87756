"""The door at port 80: it answers phones that ask whether a Wi-Fi leads anywhere.

A phone that joins a Wi-Fi asks a page of its maker for a sign of the internet; where none comes, it
may go back to mobile data by itself. On an access point of one's own, whose names all lead to this
computer, this gives the sign. Whoever comes to that port for anything else is led to the room.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

_NOTHING = (204, "")
_SUCCESS = (200, "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>")
_TO_HELP = (
    '<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>'
)
SIGNS: Mapping[str, tuple[int, str]] = {
    "/generate_204": _NOTHING,
    "/gen_204": _NOTHING,
    "/hotspot-detect.html": _SUCCESS,
    "/library/test/success.html": _SUCCESS,
    "/connecttest.txt": (200, "Microsoft Connect Test"),
    "/ncsi.txt": (200, "Microsoft NCSI"),
    "/success.txt": (200, "success\n"),
    "/canonical.html": (200, _TO_HELP),
}
"""What Android, Apple, Windows and Firefox ask for, with the status and the text they expect."""


class Probes:
    """Answers at the door, and passes on what came to the room itself.

    Parameters
    ----------
    app
        The room.
    port
        The port of the door.
    address
        Gives where phones find the room.
    """

    def __init__(self, app: ASGIApp, port: int, address: Callable[[], str]) -> None:
        self._app = app
        self._port = port
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or (scope.get("server") or ("", 0))[1] != self._port:
            await self._app(scope, receive, send)
            return
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        sign = SIGNS.get(scope["path"])
        kept = {"cache-control": "no-store"}
        # Phones ask by a name. Whoever types the number wants the room.
        if sign and not _is_number(Headers(scope=scope).get("host", "")):
            status, text = sign
            kind = "text/plain" if scope["path"].endswith(".txt") else "text/html"
            return Response(text, status, headers=kept, media_type=kind if text else None)
        return RedirectResponse(f"{self._address()}/", 302, headers=kept)


def _is_number(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(urlsplit(f"//{host}").hostname or ""))
    except ValueError:
        return False
