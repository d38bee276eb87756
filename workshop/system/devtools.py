"""A page in a real browser without a window, over the Chrome DevTools Protocol.

The tests have Playwright for this; people who only run the workshop do not.
https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

from workshop.system.browser import start_command
from workshop.system.programs import running

START_SECONDS = 20.0
_LISTENS = re.compile(rb"DevTools listening on (ws://\S+)")


class BrowserError(Exception):
    """A browser that does not do what it is asked, with the reason as a sentence."""


class Page:
    """One page, and what it asked for.

    Parameters
    ----------
    socket
        The way to the browser.
    """

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self.requested: list[str] = []
        """The address of every request and every socket, in order."""
        self._socket = socket
        self._session = ""
        self._count = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def open(self) -> None:
        """Make an empty page, and note what it asks for from the first moment."""
        target = await self.call("Target.createTarget", url="about:blank")
        attached = await self.call("Target.attachToTarget", flatten=True, **target)
        self._session = attached["sessionId"]
        await self.call("Network.enable")

    async def go(self, address: str) -> None:
        """Open an address.

        Parameters
        ----------
        address
            The address.

        Raises
        ------
        BrowserError
            When nothing is there.
        """
        gone = await self.call("Page.navigate", url=address)
        if gone.get("errorText"):
            raise BrowserError(f"The page could not be opened ({gone['errorText']}).")

    async def ask(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page says
        """Work out an expression in the page.

        Parameters
        ----------
        expression
            JavaScript whose value is JSON.

        Returns
        -------
        object
            The value; nothing while the page is between two addresses.
        """
        reply = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return reply.get("result", {}).get("value")

    async def call(self, method: str, **params: object) -> dict[str, Any]:
        """Ask the browser to do something.

        Parameters
        ----------
        method
            The method of the protocol.
        **params
            What it needs.

        Returns
        -------
        dict
            What the browser answered; empty when it could not.

        Raises
        ------
        BrowserError
            When the browser ends.
        """
        self._count += 1
        message: dict[str, object] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[self._count] = waiting
        try:
            await self._socket.write_message(json.dumps(message))
        except WebSocketError as error:
            raise BrowserError("The browser ended.") from error
        reply: dict[str, Any] = await waiting
        return reply

    async def listen(self) -> None:
        """Hear what the browser says, until it ends."""
        while isinstance(text := await self._socket.read_message(), str):
            message = json.loads(text)
            params = message.get("params", {})
            if "id" in message:
                waiting = self._waiting.pop(message["id"])
                # Nobody waits for it any more when the time was over.
                if not waiting.done():
                    waiting.set_result(message.get("result", {}))
            elif message["method"] == "Network.requestWillBeSent":
                self.requested.append(params["request"]["url"])
            elif message["method"] == "Network.webSocketCreated":
                self.requested.append(params["url"])
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(BrowserError("The browser ended."))


@asynccontextmanager
async def open_page(browser: str, place: Path) -> AsyncIterator[Page]:
    """Start a browser with an empty page, and end it afterwards.

    Parameters
    ----------
    browser
        The browser, see :func:`workshop.system.browser.find_browser`.
    place
        A folder that is removed afterwards.

    Yields
    ------
    Page
        The page.

    Raises
    ------
    BrowserError
        When the browser does not start.
    """
    command = [
        *start_command(browser, place / "profile"),
        "--remote-debugging-port=0",
        # Else it may still be busy with a window of its own when it is asked for a page.
        "--no-startup-window",
        # As in a room without internet: a page that needs another computer cannot hide it.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    # Where it keeps what does not belong to a profile.
    names = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    env = os.environ | dict.fromkeys(names, str(place / "profile"))
    log = place / "browser.txt"
    with log.open("wb") as said, ExitStack() as programs:
        # Called last, when the browser has ended.
        programs.callback(_clear_socket, place / "profile")
        try:
            process = programs.enter_context(running(command, env, said))
            async with asyncio.timeout(START_SECONDS):
                socket = await _connect(process, log)
                page = Page(socket)
                programs.callback(asyncio.create_task(page.listen()).cancel)
                await page.open()
        except (OSError, WebSocketError) as error:
            raise BrowserError(f"{browser} does not start.") from error
        yield page
        socket.close()


def _clear_socket(profile: Path) -> None:
    """Remove the folder of a browser's socket, which is not in its profile: paths must be short."""
    with suppress(OSError):
        folder = (profile / "SingletonSocket").readlink().parent
        if folder.parent == Path(tempfile.gettempdir()):
            shutil.rmtree(folder)


async def _connect(process: subprocess.Popen[bytes], log: Path) -> WebSocketClientConnection:
    """Wait until a browser says where it can be spoken to."""
    # A short file, just written: reading it blocks nobody.
    while not (found := _LISTENS.search(log.read_bytes())):  # noqa: ASYNC240
        if process.poll() is not None:
            raise ProcessLookupError(process.pid)
        # Nothing tells when it is there; asking again is the only way.
        await asyncio.sleep(0.05)
    return await websocket_connect(found[1].decode())
