"""Who asks: a device of the room, its host, or its wall."""

from __future__ import annotations

from typing import Literal

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from workshop.room import joining
from workshop.room.live import Live
from workshop.room.present import Device

DEVICE, HOST, WALL = "room", "host", "wall"
"""The names of the cookies."""
A_COURSE = 90 * 24 * 60 * 60
Role = Literal["host", "remote"]


class People:
    """Knows who asks, by a cookie; a device also by a header.

    Parameters
    ----------
    live
        The room.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        self.guesses = joining.Guesses()
        self.keys = {role: joining.new_token() for role in ("host", "remote", "wall")}
        """What stands in the links, as long as this program runs."""

    def device(self, request: HTTPConnection) -> Device | None:
        """Find the device that asks."""
        kind, _, shown = request.headers.get("authorization", "").partition(" ")
        token = shown if kind.lower() == "bearer" else request.cookies.get(DEVICE, "")
        return self._live.present.find(joining.checksum(token)) if token else None

    def host(self, request: HTTPConnection) -> Role | None:
        """Tell whether the host asks, or the host's remote, which may only step."""
        role = self._role(request.cookies.get(HOST, ""))
        return role if role in ("host", "remote") else None  # type: ignore[return-value]

    def wall(self, request: HTTPConnection) -> bool:
        """Tell whether the wall asks, or the host, who may see as much."""
        return self._role(request.cookies.get(WALL, "")) == WALL or self.host(request) == HOST

    async def exchange(self, request: Request, cookie: Literal["host", "wall"]) -> Response | None:
        """Change the key of a link for a cookie, and lead on to the address without it.

        Parameters
        ----------
        request
            What was asked.
        cookie
            For what it is: one of :data:`HOST` and :data:`WALL`.

        Returns
        -------
        Response or None
            What leads on; nothing where there is no key, or it is wrong.

        Raises
        ------
        TooManyError
            When somebody guesses.
        StoreError
            When it cannot be kept.
        """
        given = request.query_params.get("key", "")
        if not given:
            return None
        address = request.client.host if request.client else ""
        await self.guesses.turn(address)
        roles = ("wall",) if cookie == WALL else ("host", "remote")
        found = [role for role in roles if joining.same(given, self.keys[role])]
        if not found:
            self.guesses.wrong(address)
            return None
        key = await self._live.keep_key(found[0])
        response = RedirectResponse(request.url.path, 303, {"cache-control": "no-store"})
        set_cookie(response, cookie, key)
        return response

    def _role(self, key: str) -> str:
        return self._live.sessions.get(joining.checksum(key), "") if key else ""


def set_cookie(response: Response, name: str, value: str) -> None:
    """Give a browser what it shows from now on; no script can read it."""
    response.set_cookie(name, value, max_age=A_COURSE, httponly=True, samesite="lax")
