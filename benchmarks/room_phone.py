"""Measure how a phone comes into a room on a thin link: ``python -m benchmarks.room_phone``.

A phone that was never there opens the address that it scanned, reads for some seconds, presses
*Join*, and gets the card that is open; over a link of 400 kbit/s and 400 ms. What a person takes is
not counted. Beside it the same way with two pages that hold nothing but a button each.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.slow_link import SlowLink
from tools.servers import chromium

RATE = 50_000
"""Bytes a second: 400 kbit."""
DELAY = 0.2
READING = 4
"""So long somebody looks at the page before they press; in seconds."""
PATIENCE = 60_000
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "has_touch": True,
    "is_mobile": True,
}
CARD = ".lm-now [data-option]"
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
"""What is in the page is not there yet for whoever looks at it."""
JOIN = "form[data-join] [type=submit]"


class Bare(BaseHTTPRequestHandler):
    """Two pages with nothing else: what this browser and this link need for any."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send one of them."""
        action = "here" if self.path.startswith("/?") else "/"
        inside = '<p class="lm-now"><button data-option>Tap</button></p>'
        if action == "here":
            inside = '<p><button type="submit">Join</button></p>'
        page = f'<!doctype html><link rel="icon" href="data:,"><form data-join action="{action}">'
        content = f"{page}{inside}</form>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def came_in(browser: Browser, port: int, code: str) -> dict[str, float]:
    """Give the seconds until each of both pages can be used, and the kilobytes of both.

    Parameters
    ----------
    browser
        The browser; it gets a context of its own, which has nothing yet.
    port
        The server's port.
    code
        The code of the room.

    Returns
    -------
    dict
        ``join_s``, ``card_s``, ``kb``.
    """
    with SlowLink(port) as link:
        link.delay, link.rate = DELAY, RATE
        context = browser.new_context(**PHONE)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        before = time.monotonic()
        page.goto(f"http://127.0.0.1:{link.port}/?code={code}", wait_until="commit")
        button = page.locator(JOIN)
        button.wait_for()
        until_painted(page)
        joining = time.monotonic() - before
        page.wait_for_timeout(READING * 1000)
        before = time.monotonic()
        button.tap(no_wait_after=True)
        page.locator(CARD).first.wait_for()
        until_painted(page)
        card = time.monotonic() - before
        received = link.received
        context.close()
    return {"join_s": joining, "card_s": card, "kb": received / 1000}


def until_painted(page: Page) -> None:
    """Wait until something was drawn; the page's policy lets nothing wait in it."""
    while not page.evaluate(PAINTED):
        page.wait_for_timeout(10)


def bare(browser: Browser) -> dict[str, float]:
    """Measure the same way with pages that hold nothing."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return came_in(browser, server.server_port, "")
    finally:
        server.shutdown()


def measured(port: int, code: str) -> dict[str, float]:
    """Measure a room whose exercise is open.

    Parameters
    ----------
    port, code
        Of the room.

    Returns
    -------
    dict
        Kilobytes and seconds by their names.
    """
    with sync_playwright() as playwright, chromium(playwright) as browser:
        plain = bare(browser)
        # The middle one of three: one alone may meet a computer that does something else.
        tries = sorted((came_in(browser, port, code) for _ in range(3)), key=total)
    middle = tries[1]
    return {
        "phone_kb": middle["kb"],
        "phone_join_page_s": middle["join_s"],
        "phone_card_after_join_s": middle["card_s"],
        "phone_first_card_s": total(middle),
        "phone_bare_first_card_s": total(plain),
    }


def total(found: dict[str, float]) -> float:
    """Give what somebody waits in all."""
    return found["join_s"] + found["card_s"]


def main() -> int:
    """Measure a room of its own."""
    from benchmarks.room import Server, free_port  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exercise", default="sort-the-working-day")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        server = Server("room", Path(name) / "room", free_port())
        server.step(to="think", exercise=given.exercise)
        found = measured(server.port, server.code)
        server.stop()
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
