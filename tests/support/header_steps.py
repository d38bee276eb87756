"""What people do at the header of a session, and at its sort."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import see_as
from workshop.content.library import Library

SORT = Library(ROOT).exercise("sort-the-working-day")
HEADER = "section[data-header]"


def top(page: Page) -> Locator:
    found = page.locator(HEADER)
    found.evaluate("element => element.scrollIntoView()")
    return found


def opened(page: Page, what: str = "my-work") -> Locator:
    """Open what lies behind a button of the header, and give the header."""
    found = top(page)
    button = found.locator(f'[data-action="{what}"]')
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    return found


def sort(found: Locator, first: int, last: int) -> None:
    """Sort some cards in the list."""
    see_as(found, "list")
    for item in SORT.items[first:last]:
        place = SORT.keys[item.id].accept[0]
        found.locator(f'[data-item="{item.id}"] [data-option="{place}"]').check()


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        opened(page).locator('[data-action="save"]').click()
    assert download.value.suggested_filename == "my-workshop.json"
    download.value.save_as(folder / "my-workshop.json")
    expect(top(page).locator(".lm-notice")).to_contain_text("Your work is saved in the file")
    return folder / "my-workshop.json"


def bring(page: Page, file: Path) -> None:
    found = opened(page)
    with page.expect_file_chooser() as chooser:
        found.locator('[data-action="bring"]').click()
    chooser.value.set_files(file)
