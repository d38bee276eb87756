"""One sort in a real JupyterLab and a real Chromium: what it costs to show it, and to tap."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, Page, Route

from benchmarks import notebooks
from benchmarks.frames import WIDGET_MESSAGES, Frames, Traffic, total
from benchmarks.slow_link import SlowLink
from benchmarks.sorts import deck
from benchmarks.ways import WAYS, Way
from tools.servers import Server

ROUND_TRIP = 0.3
TAPS = 25
# How long a finger or a mouse button stays down.
FINGER_MS = 80
PATIENCE = 60_000
IMPORTS = """
import os
os.environ["WORKSHOP_HOME"] += "/{}"
import workshop
from benchmarks.sorts import core_ipywidgets, deck, jupyterquiz, our_board
"""

# From the moment the finger leaves the screen, as the browser stamps it, until the reason of that
# card is in the page, and until the frame that shows it has been drawn.
STOPWATCH = """
({feedback}) => {
  // jupyterquiz logs every click, which takes long in a browser that is being watched.
  console.log = () => {};
  window.stopwatch = {why: null, times: []};
  let start = null;
  addEventListener("pointerup", (event) => (start = event.timeStamp), true);
  const isThere = () => [...document.querySelectorAll(feedback)].some(
    (element) => element.textContent.includes(stopwatch.why));
  new MutationObserver(() => {
    if (start === null || !isThere()) return;
    const since = start, inPage = performance.now() - start;
    start = null;
    requestAnimationFrame(() => {
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () =>
        stopwatch.times.push({inPage, onScreen: performance.now() - since});
      drawn.port2.postMessage(null);
    });
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""
TIME_TO_ANSWER = """
async () => {
  const start = performance.now();
  await fetch("/api", {cache: "no-store"});
  return performance.now() - start;
}
"""


@dataclass(frozen=True)
class Tap:
    """One tap: its messages, and the milliseconds to feedback in the page and on the screen."""

    sent: Traffic
    received: Traffic
    widget: Traffic
    in_page: float
    on_screen: float


@dataclass(frozen=True)
class Result:
    """What was measured of one way.

    Parameters
    ----------
    widget
        The messages that show the sort: widgets and outputs of its own cell.
    all
        Every message while it is shown.
    kinds
        How often each type occurs in the latter.
    round_trip
        How long the slow link takes there and back, in milliseconds.
    outside
        The requests that the page made to other computers.
    taps
        What each tap took.
    """

    widget: Traffic
    all: Traffic
    kinds: dict[str, int]
    round_trip: float
    outside: list[str]
    taps: list[Tap]

    def median(self, measure: Callable[[Tap], float]) -> float:
        """Take the median over the taps.

        Parameters
        ----------
        measure
            What to take of each tap.

        Returns
        -------
        float
            The median.
        """
        return statistics.median(map(measure, self.taps))


class Shown:
    """A sort on a page of its own, behind a slow link of its own, to be tapped.

    Parameters
    ----------
    browser
        A running Chromium.
    server
        A running JupyterLab.
    way
        How to show the sort.
    link
        The link to the server.
    """

    def __init__(self, browser: Browser, server: Server, way: Way, link: SlowLink) -> None:
        self._way = way
        self._exercise = deck(way.cards)
        self._page = browser.new_page(viewport={"width": 1280, "height": 900})
        self._page.set_default_timeout(PATIENCE)
        self._outside = _keep_inside(self._page)
        self._frames = Frames(self._page)
        self._taps: list[Tap] = []
        name = f"{way.name}.ipynb"
        notebooks.write(server.folder / name, [IMPORTS.format(way.name), way.code])
        through = replace(server, url=f"http://127.0.0.1:{link.port}")
        self._page.goto(through.address(f"lab/tree/{quote(name)}"))
        self._run_imports()
        link.delay = ROUND_TRIP / 2
        self._round_trip: float = self._page.evaluate(TIME_TO_ANSWER)
        self._show()

    def tap(self) -> None:
        """Put the next card somewhere, and wait for the feedback and for all messages."""
        page, frames, number = self._page, self._frames, len(self._taps)
        item = self._exercise.items[number]
        page.evaluate("(why) => (stopwatch.why = why)", self._exercise.keys[item.id].why)
        frames.seen.clear()
        for target in self._way.tap(number, item, number % len(self._exercise.options)):
            page.locator(target).click(delay=FINGER_MS)
        page.wait_for_function("(n) => stopwatch.times.length > n", arg=number)
        frames.settle()
        times = page.evaluate("stopwatch.times.at(-1)")
        self._taps.append(
            Tap(
                sent=total(frame for frame in frames.seen if frame.sent),
                received=total(frame for frame in frames.seen if not frame.sent),
                widget=total(frame for frame in frames.seen if frame.kind in WIDGET_MESSAGES),
                in_page=times["inPage"],
                on_screen=times["onScreen"],
            )
        )

    def close(self) -> Result:
        """Close the page.

        Returns
        -------
        Result
            What was measured.
        """
        self._page.close()
        [run] = [frame.id for frame in self._to_show if frame.kind == "execute_request"]
        return Result(
            widget=total(
                frame
                for frame in self._to_show
                if frame.kind in WIDGET_MESSAGES and frame.parent == run
            ),
            all=total(self._to_show),
            kinds=dict(Counter(frame.kind for frame in self._to_show)),
            round_trip=self._round_trip,
            outside=self._outside,
            taps=self._taps,
        )

    def _run_imports(self) -> None:
        # Keys pressed before the kernel has introduced itself are lost.
        self._frames.wait_for("kernel_info_reply")
        self._page.locator(".jp-CodeCell .cm-content").first.click()
        self._page.keyboard.press("Shift+Enter")
        self._page.get_by_text("[1]:").wait_for()
        self._frames.settle()

    def _show(self) -> None:
        self._frames.seen.clear()
        self._page.keyboard.press("Shift+Enter")
        last = self._page.locator(self._way.card).nth(self._way.cards - 1)
        last.wait_for(state="attached")
        self._frames.settle()
        self._to_show = list(self._frames.seen)
        if self._way.prepare:
            self._page.locator(self._way.prepare).click()
        self._page.evaluate(STOPWATCH, {"feedback": self._way.feedback})


def measure(browser: Browser, server: Server) -> dict[str, Result]:
    """Show a sort in every way, and tap the ways in turn: other work disturbs all of them alike.

    Parameters
    ----------
    browser
        A running Chromium.
    server
        A running JupyterLab.

    Returns
    -------
    dict
        The name of each way to what was measured of it.
    """
    port = urlsplit(server.url).port or 0
    with ExitStack() as links:
        shown = {
            way.name: Shown(browser, server, way, links.enter_context(SlowLink(port)))
            for way in WAYS
        }
        for _ in range(TAPS):
            for each in shown.values():
                each.tap()
        return {name: each.close() for name, each in shown.items()}


def _keep_inside(page: Page) -> list[str]:
    """Refuse what the page asks of other computers; give the list it is noted in."""
    outside: list[str] = []

    def refuse(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    page.route(lambda url: urlsplit(url).hostname not in {"127.0.0.1", None}, refuse)
    return outside
