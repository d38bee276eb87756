"""Questions from memory: one writes first, and then the answer opens beside one's own words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.conftest import ROOT
from tests.support.board_steps import eventually, faults_of, keys_past, show
from tests.support.host import Host
from tests.support.one_screen import LAPTOP, PHONE, fits
from workshop.content.library import Library

RECALL = "recall-02"
LIBRARY = Library(ROOT)
FIELDS = LIBRARY.exercise(RECALL).settings["fields"]
WORDS = LIBRARY.strings()["write"]
PART = f'section[data-exercise="{RECALL}"]'


def button(found: Locator) -> Locator:
    """Find what opens the answer."""
    return found.locator('.lm-now [data-action="compare"] summary')


def answer(found: Locator) -> Locator:
    return found.locator('.lm-now [data-action="compare"] p')


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_written_or_not_each_answer_opens_with_the_keyboard_alone(
    page: Page, host: Host, screen: ViewportSize
) -> None:
    page.set_viewport_size(screen)
    found = show(page, host, RECALL)
    said = found.locator('[role="status"]')
    # One writes first: until then the press says that nothing came to mind.
    expect(answer(found)).to_be_hidden()
    expect(button(found)).to_have_text(WORDS["forgot"])
    while not page.evaluate("document.activeElement.matches('textarea')"):
        page.keyboard.press("Tab")
    page.keyboard.type("Where to, and why?")
    expect(button(found)).to_have_text(WORDS["compare"])
    page.keyboard.press("Tab")
    expect(button(found)).to_be_focused()
    page.keyboard.press("Enter")
    expect(answer(found)).to_have_text(FIELDS[0]["answer"])
    expect(said).to_contain_text(FIELDS[0]["answer"])
    expect(button(found)).to_be_focused()
    expect(found.locator("textarea")).to_have_value("Where to, and why?")
    assert fits(page, scrolls=True)
    assert faults_of(page, PART) == []

    found.locator('[data-action="next"]').focus()
    page.keyboard.press("Enter")
    # Of the next one nothing is left in the head.
    button(found).focus()
    page.keyboard.press("Space")
    expect(answer(found)).to_have_text(FIELDS[1]["answer"])
    expect(found.locator("textarea")).to_have_value(WORDS["forgotten"])
    expect(button(found)).to_be_focused()
    found.locator('[data-action="next"]').focus()
    page.keyboard.press("Enter")
    button(found).focus()
    page.keyboard.press("Enter")
    found.locator('[data-action="next"]').focus()
    page.keyboard.press("Enter")
    # At the end own words and answers stand together, and nothing is missing.
    end = found.locator('[data-at="end"]')
    for field in FIELDS:
        expect(end).to_contain_text(field["answer"])
    expect(end.locator('[data-action="to-open"]')).to_have_count(0)
    expect(found).to_have_attribute("data-state", "checked")
    assert faults_of(page, PART) == []
    assert keys_past(page) == []
    eventually(
        page,
        lambda: (
            [*host.answer(RECALL)["fields"].values()]
            == ["Where to, and why?", WORDS["forgotten"], WORDS["forgotten"]]
        ),
    )
