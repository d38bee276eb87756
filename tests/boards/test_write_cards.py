"""One field at a time: by keyboard, by taps, with chips, and the page to read at the end."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.board_steps import eventually, faults_of, keys_past, run_again, show
from tests.support.host import Host
from tests.support.one_screen import open_stop
from tests.support.plans import PLAN, SOLUTION

PLAN_ID = "small-plan"
PART = f'section[data-exercise="{PLAN_ID}"]'
WITH_CHIPS = PLAN.replace('checks = ["verb"]', 'chips = ["Ask", "Show"]\nchecks = ["verb"]')


@pytest.fixture
def plan(small: Host, content: Path) -> Host:
    """A program with a small plan that has chips."""
    (content / "exercises" / "small-plan.toml").write_text(WITH_CHIPS, encoding="utf-8")
    (content / "solutions" / "small-plan.toml").write_text(SOLUTION, encoding="utf-8")
    return small


def in_days(days: int) -> str:
    return f"{date.today() + timedelta(days=days)}"  # noqa: DTZ011


def control(found: Locator) -> Locator:
    """Find what the open screen asks first."""
    return found.locator(".lm-now .lm-input, .lm-now input").first


def open_field(found: Locator) -> str | None:
    return found.locator(".lm-now [data-item]").first.get_attribute("data-item")


def test_a_plan_field_by_field_with_the_keyboard_alone(page: Page, plan: Host) -> None:
    found = show(page, plan, PLAN_ID)
    said = found.locator('[role="status"]')
    # Nothing takes the focus before anybody asks for it.
    assert page.evaluate("document.activeElement === document.body")
    expect(found).to_have_attribute("data-view", "card")
    expect(found.locator("textarea")).to_have_count(1)
    # All of it is there: the open field by its name, the others as dots.
    assert {"vision", "result", "people", "cloud"} <= set(
        found.locator("[data-item]").evaluate_all("all => all.map(e => e.dataset.item)")
    )
    assert faults_of(page, PART) == []
    while not page.evaluate("document.activeElement.matches('textarea')"):
        page.keyboard.press("Tab")
    page.keyboard.type("One picture")
    page.keyboard.press("Enter")
    page.keyboard.type("of all")
    expect(control(found)).to_have_value("One picture\nof all")
    page.keyboard.press("Tab")
    expect(found.locator('[data-action="back"]')).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    # Advice is seen before the field goes, and never stops anybody.
    expect(control(found)).to_be_focused()
    assert open_field(found) == "result"
    page.keyboard.type("Improve hand hygiene")
    found.locator('[data-action="next"]').click()
    expect(found.locator(".lm-advice p")).to_have_count(4)
    expect(said).to_contain_text("What will be different?: A number would help")
    assert faults_of(page, PART) == []
    page.keyboard.press("Enter")

    # A row field by field: Enter goes on, and the row says what it is about.
    expect(control(found)).to_be_focused()
    expect(found.locator(".lm-setting")).to_have_text("Action 1")
    page.keyboard.type("Listen to six mothers")
    page.keyboard.press("Enter")
    expect(found.locator(".lm-about")).to_have_text("Listen to six mothers")
    expect(control(found)).to_be_focused()
    page.keyboard.type("Midwife Achieng")
    page.keyboard.press("Enter")
    expect(found.locator("input[type=date]")).to_be_focused()
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.dataset.action === 'chip'"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(found.locator("input[type=date]")).to_have_value(in_days(1))
    expect(found.locator('[data-action="chip"]').first).to_be_focused()
    found.locator('[data-action="next"]').press("Enter")
    # One of a few places: a number chooses it, and goes on.
    expect(control(found)).to_be_focused()
    page.keyboard.press("1")
    expect(found.locator(".lm-setting")).to_have_text("Action 2")
    expect(control(found)).to_be_focused()
    assert keys_past(page) == []

    # Whoever comes back, begins where something is open.
    eventually(page, lambda: plan.answer(PLAN_ID)["rows"][0].get("practice") == "scanning")
    found = run_again(page, plan)
    expect(found.locator(".lm-setting")).to_have_text("Action 2")
    expect(found).to_contain_text("6 of 12 filled")


def test_a_plan_by_taps_and_the_page_at_the_end(phone: Page, plan: Host) -> None:
    found = show(phone, plan, PLAN_ID)
    onward = found.locator('[data-action="next"]')
    for text in ("A picture", "From 61% to 80% by 30 June; owner: ward in-charge"):
        control(found).fill(text)
        onward.tap()
    for row, practice in ((1, "scanning"), (2, "planning")):
        expect(found.locator(".lm-setting")).to_have_text(f"Action {row}")
        found.get_by_role("button", name="Ask", exact=True).tap()
        expect(control(found)).to_be_focused()
        phone.keyboard.type("two mothers")
        expect(control(found)).to_have_value("Ask two mothers")
        onward.tap()
        control(found).fill("Midwife Achieng")
        onward.tap()
        found.get_by_role("button", name="In a week").tap()
        onward.tap()
        # A tap on a place goes on by itself.
        found.locator(f'label:has([data-option="{practice}"])').tap()
    expect(found.locator('.lm-now [data-item="people"]')).to_be_visible()
    control(found).fill("12")
    onward.tap()
    control(found).fill("calm, fair")
    onward.tap()

    # Everything to read, and nothing open.
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator(".lm-summary")).to_contain_text("All is filled in.")
    expect(found.locator('[data-action="to-open"]')).to_have_count(0)
    expect(found.locator(".lm-wrote")).to_have_count(12)
    expect(found.locator(".lm-finish")).to_contain_text("Scanning")
    expect(found.locator("[data-item][data-choice]")).to_have_count(12)
    assert faults_of(phone, PART) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    # One row more, when it is needed; undo takes it back.
    found.locator('[data-action="add"]').tap()
    expect(found.locator(".lm-setting")).to_have_text("Action 3")
    expect(control(found)).to_be_focused()
    found.locator('[data-action="undo"]').tap()
    expect(found.locator(".lm-finish")).to_be_visible()
    # What was written opens at a tap.
    found.locator(".lm-wrote", has_text="A picture").tap()
    expect(control(found)).to_have_value("A picture")
    expect(control(found)).to_be_focused()
    small_ones = found.locator("button:visible, .lm-input, summary").evaluate_all(
        """all => all.filter(each => each.getBoundingClientRect().height < 44)
            .map(each => each.outerHTML)"""
    )
    assert small_ones == []


def test_what_is_open_is_told_at_the_end_and_a_row_is_one_screen_where_it_is_short(
    page: Page, host: Host
) -> None:
    found = show(page, host, "my-yesterday")
    expect(found.locator(".lm-dot")).to_have_count(7)
    control(found).fill("Signed the roster")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    expect(found.locator(".lm-setting")).to_have_text("Act 2")
    open_stop(page, 6)
    expect(found.locator(".lm-finish")).to_contain_text("2 of 12 filled")
    expect(found.locator(".lm-finish")).to_contain_text("Managing")
    found.locator('[data-action="to-open"]').press("Enter")
    expect(found.locator(".lm-setting")).to_have_text("Act 2")
    expect(control(found)).to_be_focused()
    # All in a list, one press away, and back.
    found.locator('[data-action="more"]').press("Enter")
    found.locator('[data-action="view-list"]').press("Enter")
    expect(found.locator("[data-row]")).to_have_count(6)
    found.locator('[data-action="view-card"]').press("Enter")
    expect(found.locator("[data-row]")).to_have_count(1)


def test_two_chips_make_a_list_and_a_new_sentence_begins_with_a_capital(
    page: Page, host: Host
) -> None:
    host.start("07")
    found = show(page, host, "network-and-chart")
    chips = found.locator('[data-action="chip"]')
    chips.nth(0).click()
    chips.nth(1).click()
    expect(control(found)).to_have_value("the night nurse, the store-keeper ")
    expect(control(found)).to_be_focused()
    control(found).fill("I ask nobody.")
    chips.nth(2).click()
    expect(control(found)).to_have_value("I ask nobody. The driver ")


def test_what_may_stay_empty_holds_up_nobody(page: Page, plan: Host, content: Path) -> None:
    file = content / "exercises" / "small-plan.toml"
    head, _rows = PLAN.split("[rows]")
    text = head.replace('as = "words"', 'as = "words"\noptional = true')
    file.write_text(text, encoding="utf-8")
    found = show(page, plan, PLAN_ID)
    texts = ("Known by name", "From 15% to 30% by 30 June; owner: the midwife in charge", "30")
    for number, written in enumerate(texts):
        open_stop(found, number)
        control(found).fill(written)
    open_stop(found, 3)
    expect(found.locator(".lm-now .lm-label")).to_have_text("Three words (if you like)")
    assert faults_of(page, PART) == []
    open_stop(found, 4)
    expect(found.locator(".lm-finish")).to_contain_text("3 of 3 filled")
    expect(found.locator(".lm-finish")).to_contain_text("All is filled in.")
    found.locator('[data-action="to-open"]', has_text="More, if you like").click()
    assert open_field(found) == "cloud"
