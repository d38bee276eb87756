"""A look at the boards in WebKitGTK, by hand: `python -m tests.support.webkit`.

Safari is made of WebKit, and this is the WebKit that Debian has. It needs
`apt-get install webkit2gtk-driver xvfb`, and is no part of the test suite.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.support.host import hosting
from tools.servers import free_port
from workshop.content.library import Library

SCREEN = ":97"
SORT, SLIDERS = "starter-sort", "line-of-opinion"
PICTURE = Path(tempfile.gettempdir()) / "webkit.png"


class Driver:
    """A browser that is told what to do by the standard protocol."""

    def __init__(self, url: str) -> None:
        self.url = url
        [binary] = Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")
        options = {"binary": str(binary), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = self.ask("POST", "/session", {"capabilities": wanted})
        self.url += f"/session/{session['sessionId']}"
        print("WebKitGTK", session["capabilities"]["browserVersion"])  # noqa: T201

    def ask(self, method: str, path: str, content: object = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self.url + path, data, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310
            return json.loads(reply.read())["value"]

    def click(self, selector: str) -> None:
        found = self.ask("POST", "/element", {"using": "css selector", "value": selector})
        self.ask("POST", f"/element/{next(iter(found.values()))}/click", {})

    def run(self, code: str) -> Any:
        return self.ask("POST", "/execute/sync", {"script": f"return {code}", "args": []})


def until(condition: Any) -> None:
    """Wait for something for half a minute."""
    for _ in range(300):
        try:
            if condition():
                return
        except (urllib.error.URLError, ConnectionError):
            pass  # not there yet
        time.sleep(0.1)
    raise SystemExit("It did not come about.")


def look() -> None:
    """Open two boards, place a card, set a slider, and see both on the disk."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory() as home,
        hosting(Path(home), Library()) as host,
        subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1280x900x24"]) as screen,
        subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"], env={**os.environ, "DISPLAY": SCREEN}
        ) as driver,
    ):
        try:
            until(lambda: urllib.request.urlopen(f"{url}/status").status == 200)  # noqa: S310
            browser = Driver(url)
            browser.ask("POST", "/url", {"url": host.page(SORT, SLIDERS)})
            until(lambda: browser.run("'ready' in document.body.dataset"))
            browser.click("[data-item]")
            browser.click("[data-option]")
            browser.click('[data-action="middle"]')
            until(lambda: host.choices(SORT) and host.answer(SLIDERS).get("passes"))
            PICTURE.write_bytes(base64.b64decode(browser.ask("GET", "/screenshot")))
            browser.ask("DELETE", "")
            print(f"A card and a slider are saved. What it looked like: {PICTURE}")  # noqa: T201
        finally:
            driver.terminate()
            screen.terminate()


if __name__ == "__main__":
    look()
