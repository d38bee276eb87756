"""What the tests of saving share: boards on a page, taps on them, and what is on the disk."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.support.host import Host

SORT = "sort-the-working-day"
SAID = 5_000
"""Within this many milliseconds a board says that nothing is being saved."""
SETTLES = 15_000
"""Within this many everything is saved again, once it can be."""


def board(page: Page, exercise: str = SORT) -> Locator:
    return page.locator(f'section[data-exercise="{exercise}"]')


def show(page: Page, host: Host, *shown: str) -> Locator:
    """Open a page as a participant does, and bring its first board into the list."""
    page.goto(host.page(*(shown or (SORT,))))
    return ready(page, *shown)


def ready(page: Page, *shown: str) -> Locator:
    page.locator("body[data-ready]").wait_for()
    found = board(page, *shown[:1])
    if (as_list := found.locator("[data-action=view-list]")).count():
        as_list.click()
    return found


def rerun(page: Page, *shown: str) -> Locator:
    """Press ▶▶."""
    page.evaluate("run()")
    return ready(page, *shown)


def items(host: Host, exercise: str = SORT) -> list[str]:
    return [item.id for item in host.library.exercise(exercise).items]


def tap(found: Locator, item: str, option: str) -> None:
    found.locator(f'[data-item="{item}"] input[value="{option}"]').click()


def shown(found: Locator) -> dict[str, str]:
    pairs: list[tuple[str, str]] = found.locator("[data-item][data-choice]").evaluate_all(
        "cards => cards.map(card => [card.dataset.item, card.dataset.choice])"
    )
    return dict(pairs)


def comes(page: Page, condition: Callable[[], bool], within: int = SETTLES) -> None:
    """Wait for what happens on the disk; the page goes on meanwhile."""
    end = time.monotonic() + within / 1000
    while not condition():
        assert time.monotonic() < end, "It did not come about."
        page.wait_for_timeout(50)


def all_saved(found: Locator) -> None:
    found.page.wait_for_function(
        "element => !element.dataset.waiting", arg=found.element_handle(), timeout=SETTLES
    )
