"""A folder of pages from the plainest web server there is, and what a person does on them."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLong


class Quiet(SimpleHTTPRequestHandler):
    """It writes no line for each request."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a port of this computer; gives the address, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def live(page: Page, address: str) -> None:
    """Open a page, and wait until everything on it is there."""
    page.goto(address)
    expect(page.locator("[data-place]:empty")).to_have_count(0)


def saved(page: Page) -> None:
    """Wait until everything that was done is kept."""
    expect(page.locator("[data-waiting]")).to_have_count(0)


def chosen(page: Page, exercise: str) -> dict[str, str]:
    """What stands at each item of a board, as the page shows it."""
    found: dict[str, str] = page.evaluate(
        """(id) => Object.fromEntries([...document.querySelectorAll(
            `section[data-exercise="${id}"] [data-choice]`)]
            .map((each) => [each.dataset.item, each.dataset.choice]))""",
        exercise,
    )
    return found


SOON = 5000
WORDS = "Amina asks the ward sister on Monday."
STATE = """() => {
    const active = document.activeElement, board = active.closest("section[data-exercise]");
    return {
        board: board?.dataset.exercise ?? "",
        at: board?.querySelector(".lm-one")?.dataset.at ?? "",
        inside: Boolean(active.closest(".lm-now")),
        type: active.type ?? "",
        next: active.dataset?.action === "next",
        // Some places hold one card alone: each card is given another one.
        other: String(1 + [...board?.querySelectorAll(".lm-dot") ?? []]
            .findIndex((dot) => dot.hasAttribute("aria-current"))
            % (board?.querySelectorAll(".lm-now input[type=radio]").length || 1)),
    };
}"""


def by_keys_alone(page: Page, exercise: str) -> None:
    """Answer a whole exercise from wherever the focus is, with keys alone, as far as its end."""
    board = page.locator(f'section[data-exercise="{exercise}"]').first
    one = board.locator(".lm-one")
    _tab_to(page, lambda here: here["board"] == exercise and here["inside"])
    while one.get_attribute("data-at") != "end":
        at = one.get_attribute("data-at")
        here = page.evaluate(STATE)
        if here["type"] in ("radio", "range"):
            page.keyboard.press(here["other"] if here["type"] == "radio" else "ArrowRight")
        elif here["type"] in ("textarea", "text"):
            page.keyboard.type(WORDS)
        elif here["type"] == "select-one":
            page.keyboard.press("ArrowDown")
        # A choice without a reason goes on by itself; else Next does, where advice has been read.
        for _ in range(3):
            if one.get_attribute("data-at") != at:
                break
            here = _tab_to(page, partial(_can_go_on, exercise, at))
            if here["at"] == at:
                page.keyboard.press("Enter")


def by_taps_alone(page: Page, exercise: str) -> None:
    """Answer a whole exercise with a finger, as far as its end; what is written is typed."""
    board = page.locator(f'section[data-exercise="{exercise}"]').first
    one = board.locator(".lm-one")
    board.scroll_into_view_if_needed()
    while one.get_attribute("data-at") != "end":
        at = one.get_attribute("data-at")
        now = board.locator(".lm-now")
        field = now.locator("textarea, input[type=text]").first
        option = now.locator("[data-option]")
        if option.count():
            number = board.locator(".lm-dot").evaluate_all(
                "dots => dots.findIndex((dot) => dot.hasAttribute('aria-current'))"
            )
            option.nth(number % option.count()).tap()
        elif field.count():
            field.tap()
            page.keyboard.type(WORDS)
        # A choice without a reason goes on by itself; else Next does, where advice has been read.
        for _ in range(3):
            if one.get_attribute("data-at") != at:
                break
            try:
                # Of this card alone: the one that it went on to has a Next of its own.
                board.locator(f'.lm-one[data-at="{at}"] [data-action="next"]').tap(timeout=SOON)
            except TooLong:
                assert one.get_attribute("data-at") != at


def _can_go_on(exercise: str, at: str | None, here: dict[str, Any]) -> bool:
    return here["board"] == exercise and bool(here["next"] or here["at"] != at)


def _tab_to(page: Page, there: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    for _ in range(120):
        here: dict[str, Any] = page.evaluate(STATE)
        if there(here):
            return here
        page.keyboard.press("Tab")
    raise AssertionError(page.evaluate(STATE))
