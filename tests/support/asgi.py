"""A browser's requests to an ASGI application, without a server in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

import httpx
from starlette.types import ASGIApp


class Client:
    """Somebody's browser: it keeps its cookies.

    Parameters
    ----------
    app
        The application.
    address
        Where the browser believes that it is.
    """

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=address)

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Ask for a page."""
        return asyncio.run(self._client.get(path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:
        """Send something."""
        return asyncio.run(self._client.post(path, **more))


async def in_parts(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    """Send a body of which nobody says beforehand how long it is."""
    for part in parts:
        yield part
