"""One sort in a real JupyterLab and a real Chromium: what it costs to show it, and to tap."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

from benchmarks import notebooks
from benchmarks.frames import WIDGET_MESSAGES, Frames, Traffic, total
from benchmarks.slow_link import SlowLink
from benchmarks.sorts import deck
from tools.servers import Server
from workshop.records import Item

ROUND_TRIP = 0.3
TAPS = 25
# How long a finger or a mouse button stays down.
FINGER_MS = 80
PATIENCE = 60_000
IMPORTS = """
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
    (element) => element.textContent.includes(window.stopwatch.why));
  new MutationObserver(() => {
    if (start === null || !isThere()) return;
    const since = start, inPage = performance.now() - start;
    start = null;
    requestAnimationFrame(() => {
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () =>
        window.stopwatch.times.push({inPage, onScreen: performance.now() - since});
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
class Way:
    """A way to show a sort.

    Parameters
    ----------
    name
        What the column is called.
    cards
        How many cards it shows.
    code
        The cell that shows it.
    card
        What matches each card on the page, once it is shown.
    feedback
        What matches the places where reasons appear.
    tap
        What to click, one after the other, to put a card (by number) somewhere (by number).
    """

    name: str
    cards: int
    code: str
    card: str
    feedback: str
    tap: Callable[[int, Item, int], Sequence[str]]


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


def _on_board(_number: int, item: Item, place: int) -> Sequence[str]:
    return f'.lm-pile [data-item="{item.id}"]', f".lm-bin [data-option] >> nth={place}"


def _in_list(_number: int, item: Item, place: int) -> Sequence[str]:
    return (f'[data-item="{item.id}"] [data-option] >> nth={place}',)


_OPEN_LIST = '[data-action="view-list"]'
_BOARD = Way("our board", 30, "our_board(deck(30))", "[data-item]", ".lm-feedback", _on_board)
_DECK = replace(
    _BOARD, name="our board, 52", cards=52, code='workshop.open("02").show("whole-deck")'
)
WAYS = (
    Way(
        "core ipywidgets", 30, "core_ipywidgets(deck(30))",
        ".widget-toggle-buttons", ".widget-html-content",
        lambda number, _item, place: (
            f".widget-toggle-buttons >> nth={number} >> button >> nth={place}",
        ),
    ),
    Way(
        "jupyterquiz", 30, "jupyterquiz(deck(30))", ".Quiz", ".Feedback",
        lambda number, _item, place: (f".Quiz >> nth={number} >> .MCButton >> nth={place}",),
    ),
    _BOARD,
    replace(_BOARD, name="our list", tap=_in_list),
    _DECK,
    replace(_DECK, name="our list, 52", tap=_in_list),
)  # fmt: skip


def measure(browser: Browser, server: Server, way: Way) -> Result:
    """Show a sort one way and tap its cards, over a slow link.

    Parameters
    ----------
    browser
        A running Chromium.
    server
        A running JupyterLab.
    way
        How to show the sort.

    Returns
    -------
    Result
        What was measured.
    """
    server.forget()
    notebooks.write(server.folder / "sort.ipynb", [IMPORTS, way.code])
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    outside = _keep_inside(page)
    frames = Frames(page)
    with SlowLink(urlsplit(server.url).port or 0) as link:
        through = replace(server, url=f"http://127.0.0.1:{link.port}")
        page.goto(through.address("lab/tree/sort.ipynb"))
        frames.wait_for("kernel_info_reply")
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        page.get_by_text("[1]:").wait_for()
        frames.settle()
        link.delay = ROUND_TRIP / 2
        round_trip = page.evaluate(TIME_TO_ANSWER)
        frames.seen.clear()
        page.keyboard.press("Shift+Enter")
        page.locator(way.card).nth(way.cards - 1).wait_for(state="attached")
        frames.settle()
        shown = list(frames.seen)
        if way.tap is _in_list:
            page.locator(_OPEN_LIST).click()
        page.evaluate(STOPWATCH, {"feedback": way.feedback})
        taps = [_tap(page, frames, way, number) for number in range(TAPS)]
        context.close()
    [run] = [frame.id for frame in shown if frame.kind == "execute_request"]
    own = [frame for frame in shown if frame.kind in WIDGET_MESSAGES and frame.parent == run]
    kinds = dict(Counter(frame.kind for frame in shown))
    return Result(total(own), total(shown), kinds, round_trip, outside, taps)


def _keep_inside(page: Page) -> list[str]:
    """Refuse what the page asks of other computers; give the list it is noted in."""
    outside: list[str] = []

    def refuse(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    page.route(lambda url: urlsplit(url).hostname not in {"127.0.0.1", None}, refuse)
    return outside


def _tap(page: Page, frames: Frames, way: Way, number: int) -> Tap:
    exercise = deck(way.cards)
    item = exercise.items[number]
    page.evaluate("(why) => (window.stopwatch.why = why)", exercise.keys[item.id].why)
    frames.seen.clear()
    for target in way.tap(number, item, number % len(exercise.options)):
        page.locator(target).click(delay=FINGER_MS)
    page.wait_for_function("(n) => window.stopwatch.times.length > n", arg=number)
    frames.settle()
    times = page.evaluate("window.stopwatch.times.at(-1)")
    return Tap(
        sent=total(frame for frame in frames.seen if frame.sent),
        received=total(frame for frame in frames.seen if not frame.sent),
        widget=total(frame for frame in frames.seen if frame.kind in WIDGET_MESSAGES),
        in_page=times["inPage"],
        on_screen=times["onScreen"],
    )
