"""People who take part in a live room, each with a browser in a thread of its own."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Error, Locator, Page, Response
from playwright.sync_api import TimeoutError as TooLong

from tools.servers import chromium, driver, firefox

T = TypeVar("T")
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}}
TAPS: dict[str, Any] = {**PHONE, "has_touch": True, "is_mobile": True}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
WORDS = "The in-charge asks the driver by 30 June, from 4 to 8."
PATIENCE = 30_000
MOST_ACTS = 400
GOES_ON = 900
"""So long a card that was answered takes to go on by itself at most, in milliseconds."""
_STARTING = threading.Lock()

STATE = """(id) => {
    const board = document.querySelector(`section[data-exercise="${id}"]`);
    const one = board?.querySelector(".lm-one"), now = board?.querySelector(".lm-now");
    const asked = now?.querySelector(".lm-asked");
    const dots = [...board?.querySelectorAll(".lm-dot") ?? []];
    return {
        at: one?.dataset.at ?? "",
        asked: asked ? Object.keys(asked.dataset).join() + Boolean(asked.querySelector("textarea"))
            : String(now?.querySelectorAll(".lm-waiting [data-item]").length ?? ""),
        left: dots.filter((dot) => dot.matches(".lm-false")).map((dot) => dot.dataset.to),
        first: dots[0]?.dataset.to ?? "",
        number: dots.findIndex((dot) => dot.hasAttribute("aria-current")),
    };
}"""
MOVED = f"""([id, at, asked]) => {{
    const state = ({STATE})(id);
    return state.at !== at || state.asked !== asked;
}}"""
SHOWN = """(id) => Object.fromEntries([...document.querySelectorAll(
    `section[data-exercise="${id}"] [data-choice]`)]
    .map((each) => [each.dataset.item, each.dataset.choice]))"""


class Player:
    """Somebody who takes part.

    Parameters
    ----------
    name
        What they have, for the sentences about them.
    number
        Which of the places they like best, so that a room is split.
    taps
        Whether they tap, or click.
    with_firefox
        Whether their browser is Firefox.
    context
        What their browser's window is like.
    """

    def __init__(
        self, name: str, number: int, *, taps: bool, with_firefox: bool, context: dict[str, Any]
    ) -> None:
        self.name = name
        self.faults: list[str] = []
        self._number, self._taps = number, taps
        self._firefox, self._context = with_firefox, context
        self._received: list[Response] = []
        self._told: list[str] = []
        self._thread = ThreadPoolExecutor(1, name)
        self._open = ExitStack()
        self.page: Page

    def does(self, act: Callable[..., T], *given: Any) -> Future[T]:  # noqa: ANN401
        """Let them do something, at the same time as others."""
        return self._thread.submit(act, *given)

    def starts(self) -> None:
        """Open the browser."""
        with _STARTING:
            started = self._open.enter_context(driver())
        kind = firefox if self._firefox else chromium
        browser = self._open.enter_context(kind(started))
        self.page = page = browser.new_context(**self._context).new_page()
        page.set_default_timeout(PATIENCE)
        watched(page, self.name, self.faults)
        if not self._firefox:
            page.on("response", self._comes)
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            session.on(
                "Network.eventSourceMessageReceived", lambda said: self._told.append(said["data"])
            )

    def _comes(self, response: Response) -> None:
        self._received.append(response)

    def ends(self) -> None:
        """Close the browser."""
        self._open.close()

    def gone(self) -> None:
        """Let go of the thread."""
        self.does(self.ends).result()
        self._thread.shutdown()

    def comes_in(self, address: str, code: str) -> None:
        """Scan the code, and press the large button."""
        self.page.goto(f"{address}/?code={code}")
        self._press(self.page.get_by_role("button", name="Join", exact=True))
        self.page.wait_for_url("**/here")

    def answers(self, exercise: str, card: str, *, again: bool) -> dict[str, str]:
        """Answer all that is asked, as far as its end; gives what the screen shows then."""
        try:
            self._answers(exercise, card, again=again)
        except (Error, AssertionError) as error:
            state = self.page.evaluate(STATE, exercise)
            said = str(error).splitlines()[0]
            self.faults.append(f"{self.name} is stuck at {exercise} {state}: {said}")
        shown: dict[str, str] = self.page.evaluate(SHOWN, exercise)
        return shown

    def _answers(self, exercise: str, card: str, *, again: bool) -> None:
        board = self.page.locator(f'section[data-exercise="{exercise}"]').first
        board.locator(".lm-one, .lm-now").first.wait_for()
        state = self.page.evaluate(STATE, exercise)
        if again and state["at"] == "end":
            self._press(board.locator(f'.lm-dot[data-to="{state["first"]}"]'))
        changed: set[str] = set()
        for _ in range(MOST_ACTS):
            state = self.page.evaluate(STATE, exercise)
            if state["at"] == "end":
                if not state["left"]:
                    return
                self._press(board.locator(f'.lm-dot[data-to="{state["left"][0]}"]'))
                continue
            at = state["at"]
            now = board.locator(".lm-now")
            placed = now.locator(".lm-given [data-asked=place]")
            if again and at not in changed and placed.count():
                self._press(placed)
            changed.add(at)
            self._answer(now, state["number"] + again)
            if card:
                return
            self._goes_on(board, exercise, self.page.evaluate(STATE, exercise), state)
        raise AssertionError(f"not done after {MOST_ACTS} acts")

    def _answer(self, now: Locator, number: int) -> None:
        waiting, options = now.locator(".lm-waiting [data-item]"), now.locator("input[type=radio]")
        for text in now.locator("textarea, input[type=text]").all():
            text.fill(WORDS)
        for day in now.locator("input[type=date]").all():
            day.fill("2030-06-30")
        for choice in now.locator("select").all():
            choice.select_option(index=1)
        for slider in now.locator("input[type=range]").all():
            slider.press("ArrowRight")
        if options.count():
            self._press(options.nth((number + self._number) % options.count()))
        elif waiting.count():
            self._press(waiting.nth(self._number % waiting.count()))

    def _goes_on(
        self, board: Locator, exercise: str, state: dict[str, Any], before: dict[str, Any]
    ) -> None:
        """Wait until the card asks something else, or the next one is there; else press Next."""
        at = before["at"]
        if (state["at"], state["asked"]) != (at, before["asked"]):
            return
        try:
            self.page.wait_for_function(MOVED, arg=[exercise, at, before["asked"]], timeout=GOES_ON)
        except TooLong:
            # Of this card alone: the one that it went on to has a Next of its own.
            following = board.locator(f'.lm-one[data-at="{at}"] [data-action="next"]')
            if following.count():
                self._press(following)

    def given_away(self, held: Iterable[str]) -> list[str]:
        """Say what their device received, or shows, of what is kept back still."""
        bodies = [*self._told, self.page.content()]
        self._told.clear()
        received, self._received[:] = list(self._received), []
        for each in received:
            if "event-stream" in each.headers.get("content-type", ""):
                continue
            try:
                bodies.append(each.text())
            except (Error, UnicodeDecodeError):
                continue  # A picture, or a page that was left.
        bodies = [form for body in bodies for form in (body, html.unescape(body))]
        return [
            f"{self.name} has before its time: {secret}"
            for secret in held
            if any(secret in body or json.dumps(secret)[1:-1] in body for body in bodies)
        ]

    def shows_figures(self) -> bool:
        """Tell whether a distribution stands on their page."""
        return self.page.locator(".lm-bars, .lm-bar, figure svg, [data-share]").count() > 0

    def pictured(self, file: Path) -> None:
        """Take a picture of what they see."""
        self.page.screenshot(path=file)

    def _press(self, what: Locator) -> None:
        what.tap() if self._taps else what.click()


def watched(page: Page, name: str, faults: list[str]) -> None:
    """Note each error of a page."""
    page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))
    page.on(
        "console",
        lambda said: faults.append(f"{name}: {said.text}") if said.type == "error" else None,
    )


def everybody() -> list[Player]:
    """Three people: a laptop with a mouse, a phone with taps, and a phone with Firefox."""
    return [
        Player("laptop", 0, taps=False, with_firefox=False, context=LAPTOP),
        Player("phone", 1, taps=True, with_firefox=False, context=TAPS),
        Player("firefox", 2, taps=False, with_firefox=True, context=PHONE),
    ]
