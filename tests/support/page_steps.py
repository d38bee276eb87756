"""What people do with the pages of ``make app``, for the browser tests."""

from __future__ import annotations

from urllib.parse import urlparse

from playwright.sync_api import Page

from tools.servers import TOKEN, Server


def come_in(page: Page, server: Server, key: str = TOKEN) -> None:
    """Open the address that is given to the person who started the pages."""
    page.goto(f"{server.url}/?key={key}")
    page.wait_for_url(f"{server.url}/")
    page.locator("section[data-start]").wait_for()


def watch(page: Page, server: Server) -> list[str]:
    """Note every request that goes to another host."""
    elsewhere: list[str] = []

    def look(address: str) -> None:
        host = urlparse(address).netloc
        if host and host != urlparse(server.url).netloc:
            elsewhere.append(address)

    page.on("request", lambda request: look(request.url))
    page.on("websocket", lambda socket: look(socket.url))
    return elsewhere
