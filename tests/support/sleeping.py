"""A browser whose pages can sleep, as those of a phone in a pocket do.

A page that a test looks after is always in sight, and such a page never sleeps. Here nothing is
asked of the browser beyond what it does by itself: a page behind another one is hidden.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.conftest import PATIENCE
from tests.support.waiting import until
from tools.browser import find_chromium, launch_args


class Sleeper:
    """The one page of a phone.

    Parameters
    ----------
    page
        The page, in the only window of its browser.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._told = page.context.new_cdp_session(page)
        self._other: Page | None = None

    def sleep(self) -> None:
        """Put the phone away: the screen goes dark, and the browser lets the page do nothing."""
        self._other = self.page.context.new_page()
        until(lambda: self._seen() == "hidden", self._seen)
        self._told.send("Page.setWebLifecycleState", {"state": "frozen"})

    def wake(self) -> None:
        """Take it out, and look at it."""
        self._told.send("Page.setWebLifecycleState", {"state": "active"})
        self.page.bring_to_front()
        until(lambda: self._seen() == "visible", self._seen)
        if self._other:
            self._other.close()

    def _seen(self) -> str:
        return str(self.page.evaluate("document.visibilityState"))


@contextmanager
def sleeping(driver: Playwright, folder: Path) -> Iterator[Sleeper]:
    """Open a Chromium with one such page."""
    command = [find_chromium(), *launch_args(), "--headless=new", "--remote-debugging-port=0"]
    command += [f"--user-data-dir={folder}", "--window-size=500,800", "about:blank"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    told = folder / "DevToolsActivePort"
    try:
        until(lambda: told.exists() and told.read_text().count("\n"), process.poll)
        port = told.read_text().split()[0]
        found = driver.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", no_defaults=True)
        [context] = found.contexts
        context.set_default_timeout(PATIENCE)
        yield Sleeper(context.pages[0])
        found.close()
    finally:
        process.terminate()
        process.wait()
