"""A quiz: by keyboard, by taps, and one question at a time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.board_steps import choices, faults_of, run_again, show
from tests.support.host import Host

PART = 'section[data-exercise="small-quiz"]'


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


@pytest.mark.usefixtures("quiz")
def test_a_quiz_with_the_keyboard_alone(page: Page, small: Host) -> None:
    found = show(page, small, "small-quiz")
    said = found.locator('[role="status"]')
    assert faults_of(page, PART) == []
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('[data-item] input')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(said).to_contain_text("You chose: change")
    expect(said).to_contain_text("Leading copes with change. 2 questions left.")
    page.keyboard.press("Tab")
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator("[data-verdict]")).to_have_count(3)
    assert faults_of(page, PART) == []
    before = choices(found)
    labels = found.locator(".lm-choice").all_inner_texts()
    found.locator('[data-action="reset"]').press("Enter")
    expect(found.locator("[data-choice]")).to_have_count(0)
    found.locator('[data-action="undo"]').press("Enter")
    assert choices(found) == before
    found = run_again(page, small)
    expect(found.locator("[data-choice]")).to_have_count(3)
    assert choices(found) == before
    # The order of the options stays this participant's own.
    assert found.locator(".lm-choice").all_inner_texts() == labels
