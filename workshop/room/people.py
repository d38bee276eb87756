"""Who asks: a device of the room, its host, or its wall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from workshop.room import joining
from workshop.room.live import Live
from workshop.room.present import Device

DEVICE, HOST, WALL = "room", "host", "wall"
"""The names of the cookies."""
LINKS = ("host", "remote", "wall")
"""Who has a link."""
A_COURSE = 90 * 24 * 60 * 60
Role = Literal["host", "remote"]


class People:
    """Knows who asks, by a cookie; a device also by a header.

    Parameters
    ----------
    live
        The room.
    keys
        What stands in the links, where several programs have the same; by default new ones.
    """

    def __init__(self, live: Live, keys: Mapping[str, str] | None = None) -> None:
        self._live = live
        self.codes, self.links = joining.Guesses(), joining.Guesses()
        self._words = joining.Guesses(
            mistyped=joining.WORDS_MISTYPED, a_turn=joining.WORD_TURN_SECONDS
        )
        # Whoever has many addresses is slowed down as well.
        self._all_words = joining.Guesses(
            mistyped=joining.ALL_MISTYPED, a_turn=joining.ALL_TURN_SECONDS
        )
        self.keys = keys or {role: joining.new_token() for role in LINKS}
        """What stands in the links, as long as this program runs."""

    def strange(self, request: HTTPConnection) -> bool:
        """Tell whether somebody shows something that this program does not know."""
        token, cookies = _token(request), request.cookies
        return bool(token and not self.device(request)) or any(
            cookies.get(name) and not self._role(cookies[name]) for name in (HOST, WALL)
        )

    def device(self, request: HTTPConnection) -> Device | None:
        """Find the device that asks."""
        token = _token(request)
        return self._live.present.find(joining.checksum(token)) if token else None

    async def by_word(self, word: str, address: str) -> Device | None:
        """Find the device that a word brings back.

        Parameters
        ----------
        word
            The word, as somebody typed it.
        address
            Where they come from.

        Returns
        -------
        Device or None
            The device; nothing where there is none.

        Raises
        ------
        TooManyError
            When somebody guesses.
        """
        await self._words.turn(address)
        await self._all_words.turn("")
        device = self._live.named(word)
        if device is None:
            self._words.wrong(address)
            self._all_words.wrong("")
        return device

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
        await self.links.turn(address)
        roles = ("wall",) if cookie == WALL else ("host", "remote")
        found = [role for role in roles if joining.same(given, self.keys[role])]
        if not found:
            self.links.wrong(address)
            return None
        key = await self._live.keep_key(found[0])
        response = RedirectResponse(request.url.path, 303, {"cache-control": "no-store"})
        set_cookie(response, cookie, key, secure=self._live.secure)
        return response

    def _role(self, key: str) -> str:
        return self._live.sessions.get(joining.checksum(key), "") if key else ""


def _token(request: HTTPConnection) -> str:
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    return shown if kind.lower() == "bearer" else request.cookies.get(DEVICE, "")


def set_cookie(response: Response, name: str, value: str, *, secure: bool) -> None:
    """Give a browser what it shows from now on; no script can read it."""
    response.set_cookie(name, value, max_age=A_COURSE, httponly=True, samesite="lax", secure=secure)
