"""Random runs: taps, tabs, killed programs, ended servers, full disks, in any order.

Whatever a board shows as saved is on the disk, and whatever it showed at all comes back, but for
what a later tap or a clearing replaced. ``make trial`` makes two hundred of them.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page

from tests.support.host import Host
from tests.support.saving import all_saved

SORT, TEXTS = "sort-the-working-day", "five-whys"
STEPS = 30
MOST_TABS = 3


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    metafunc.parametrize("seed", range(metafunc.config.getoption("--trial")))


@dataclass
class Truth:
    """What was done, in the order in which it was done."""

    choices: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def of(self, exercise: str) -> dict[str, str]:
        return self.choices if exercise == SORT else self.texts


class Run:
    """One run, with one person's browser."""

    def __init__(self, seed: int, context: BrowserContext, host: Host) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.context, self.host = context, host
        self.truth = Truth()
        self.tabs: list[Page] = []
        self.items = [item.id for item in host.library.exercise(SORT).items][:6]
        self.options = [option.id for option in host.library.exercise(SORT).options]
        settings = host.library.exercise(TEXTS).settings
        self.fields = [each["id"] for each in settings["fields"] if each["as"] == "text"][:2]
        self.full = False
        self.done: list[str] = []
        self.tab: Page | None = None
        self.last: dict[str, Page | None] = {}

    def step(self) -> None:
        acts: list[tuple[int, Callable[[], None]]] = [
            (12, self.tap),
            (5, self.write),
            (1, self.clear),
            (2, self.open),
            (1, self.close),
            (2, self.reload),
            (2, self.run_again),
            (1, self.kill),
            (1, self.kill_noticed),
            (2, self.start),
            (1, self.end_or_begin),
            (1, self.go_deaf_or_hear),
            (1, self.fill_or_empty_disk),
            (1, self.slow_or_quick),
        ]
        [act] = self.chance.choices([act for _, act in acts], [weight for weight, _ in acts])
        self.done.append(act.__name__)
        act()

    # --- what a person does -----------------------------------------------------------------

    def tap(self) -> None:
        item, option = self.chance.choice(self.items), self.chance.choice(self.options)
        if self.act(SORT, f'[data-item="{item}"] input[value="{option}"]', "click"):
            self.truth.choices[item] = option
            self.last[item] = self.tab

    def write(self) -> None:
        place, text = self.chance.choice(self.fields), f"text {len(self.done)}"
        selector = f'[data-item="{place}"] textarea, [data-item="{place}"] input'
        if self.act(TEXTS, selector, text):
            self.truth.texts[place] = text
            self.last[place] = self.tab

    def clear(self) -> None:
        exercise = self.chance.choice([SORT, TEXTS])
        if self.act(exercise, "[data-action=reset]", "click"):
            self.truth.of(exercise).clear()

    def act(self, exercise: str, selector: str, what: str) -> bool:
        """Click or write in some tab; says whether there was anything to do it in."""
        self.tab = self.chance.choice(self.tabs)
        return bool(
            self.tab.evaluate(
                """([exercise, selector, what]) => {
                    const board = document.querySelector(`section[data-exercise="${exercise}"]`);
                    const found = board?.querySelector(selector);
                    if (!found || found.ariaDisabled === "true") return false;
                    if (found.checked) return false;
                    if (what === "click") found.click();
                    else {
                        const kind = Object.getPrototypeOf(found);
                        Object.getOwnPropertyDescriptor(kind, "value").set.call(found, what);
                        found.dispatchEvent(new Event("input", { bubbles: true }));
                    }
                    return true;
                }""",
                [exercise, selector, what],
            )
        )

    def open(self) -> None:
        if len(self.tabs) < MOST_TABS:
            self.tabs.append(self.context.new_page())
            self.load(self.tabs[-1])

    def close(self) -> None:
        if len(self.tabs) > 1:
            self.tabs.pop(self.chance.randrange(len(self.tabs))).close()

    def reload(self) -> None:
        self.load(self.chance.choice(self.tabs))

    def load(self, tab: Page) -> None:
        try:
            tab.goto(self.host.page(SORT, TEXTS))
        except Error:
            # The server is gone, the browser says so, and the tab is left for another one.
            tab.close()
            self.tabs[self.tabs.index(tab)] = self.context.new_page()
            return
        self.shown(tab)

    def run_again(self) -> None:
        tab = self.chance.choice(self.tabs)
        if self.host.ended or self.host.program_is_gone or not tab.evaluate("'run' in window"):
            return
        tab.evaluate("run()")
        self.shown(tab)

    def shown(self, tab: Page) -> None:
        if not self.host.ended and not self.host.program_is_gone:
            tab.locator("body[data-ready]").wait_for()
            tab.evaluate(
                "document.querySelectorAll('[data-action=view-list]').forEach(b => b.click())"
            )

    # --- what befalls the program -----------------------------------------------------------

    def kill(self) -> None:
        self.host.kill()

    def kill_noticed(self) -> None:
        self.host.kill(noticed=True)

    def start(self) -> None:
        self.host.start()

    def end_or_begin(self) -> None:
        self.host.ended = not self.host.ended

    def go_deaf_or_hear(self) -> None:
        self.host.deaf = not self.host.deaf

    def fill_or_empty_disk(self) -> None:
        self.full = not self.full

    def slow_or_quick(self) -> None:
        self.host.delay = 0.0 if self.host.delay else 0.3

    # --- what must hold ---------------------------------------------------------------------

    def look(self) -> None:
        """What a board that waits for nothing shows of the last taps is on the disk."""
        for tab in self.tabs:
            for exercise in (SORT, TEXTS):
                saved = self.shown_in(tab, exercise, ":not([data-waiting])")
                on_disk = self.on_disk(exercise)
                for place, value in saved.items():
                    # Another tab may show the same value from before somebody cleared it.
                    if self.last.get(place) is tab and self.truth.of(exercise).get(place) == value:
                        assert on_disk.get(place) == value, f"{exercise} {place} {self.done}"

    def shown_in(self, tab: Page, exercise: str, only: str = "") -> dict[str, str]:
        shown: dict[str, str] = tab.evaluate(
            """(board) => Object.fromEntries(
                [...document.querySelectorAll(`${board} [data-item]`)]
                .map(card => [card.dataset.item,
                    card.querySelector("textarea, input[type=text]")?.value ?? card.dataset.choice])
                .filter(([, value]) => value))""",
            f'section[data-exercise="{exercise}"]{only}',
        )
        return shown

    def on_disk(self, exercise: str) -> dict[str, str]:
        part = "choices" if exercise == SORT else "fields"
        return dict(self.host.answer(exercise).get(part, {}))

    def settle(self) -> None:
        """Mend everything, open the workshop once more, and see that all of it came back."""
        self.host.ended = self.host.deaf = self.full = False
        self.host.delay = 0.0
        if self.host.program_is_gone:
            self.host.start()
        last = self.context.new_page()
        self.tabs.append(last)
        self.load(last)
        told = f"after {self.done}"
        for exercise in (SORT, TEXTS):
            all_saved(last.locator(f'section[data-exercise="{exercise}"]'))
            assert self.on_disk(exercise) == self.truth.of(exercise), told
        # A page that opens while others deliver may show some of it only with the next change.
        self.load(last)
        for exercise in (SORT, TEXTS):
            assert self.shown_in(last, exercise) == self.truth.of(exercise), told


def test_whatever_happens_nothing_is_lost(
    seed: int, context: BrowserContext, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(seed, context, host)
    sync = os.fsync

    def fsync(descriptor: Any) -> None:
        if run.full:
            raise OSError(28, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    run.open()
    for _ in range(STEPS):
        run.step()
        run.look()
    run.settle()
