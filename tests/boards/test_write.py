"""Fields and rows to write in: by keyboard, by taps, and nothing is lost."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.board_steps import eventually, faults_of, keys_past, run_again, show
from tests.support.host import Host
from tests.support.plans import EXAMPLES, PLAN, SOLUTION

PART = 'section[data-exercise="small-plan"]'
PLAN_ID = "small-plan"
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date()
GOOD = EXAMPLES["statements"]["good"][0]
ACTIONS = [
    ("Listen to six mothers", "Midwife Achieng", "scanning"),
    ("Open on Thursday too", "In-charge", "planning"),
]


@pytest.fixture
def view() -> str:
    """All of it at once, which is how most of these tests go from one to the other."""
    return "list"


@pytest.fixture
def plan(small: Host, content: Path) -> Host:
    """A program with a small plan."""
    (content / "exercises" / "small-plan.toml").write_text(PLAN, encoding="utf-8")
    (content / "solutions" / "small-plan.toml").write_text(SOLUTION, encoding="utf-8")
    return small


def texts(found: Locator) -> list[str]:
    """Read every control, in order."""
    values: list[str] = found.locator("input, textarea, select").evaluate_all(
        "controls => controls.map(({value}) => value)"
    )
    return values


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            return
    pytest.fail(f"Tab never came to {selector}.")


def advice_comes_and_goes(page: Page, found: Locator) -> None:
    """Write a weak statement, leave it, and make it a good one."""
    said = found.locator('[role="status"]')
    # No advice while somebody writes; it comes once the field was left.
    result = found.locator('[data-item="result"]')
    tab_to(page, '[data-item="result"] textarea')
    page.keyboard.type("Improve hand hygiene")
    expect(result).to_have_attribute("data-choice", "written")
    expect(result.locator(".lm-advice")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(result.locator(".lm-advice p")).to_have_count(4)
    expect(said).to_contain_text("What will be different?: A number would help")
    box = result.locator(".lm-advice").get_attribute("id")
    expect(result.locator("textarea")).to_have_attribute("aria-describedby", str(box))
    assert faults_of(page, PART) == []
    # It goes while it is heeded.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(GOOD)
    expect(result.locator(".lm-advice")).to_have_count(0)
    # Keys that mean something to the notebook, and to Undo, are only keys here.
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+a")
    page.keyboard.type(GOOD)


def fill_with_keys(page: Page, found: Locator) -> None:
    """Fill in what is left after the first two fields."""
    tab_to(page, '[data-item="people"] input')
    page.keyboard.type("-3")
    tab_to(page, '[data-item="cloud"] textarea')
    expect(found.locator('[data-item="people"] .lm-advice')).to_contain_text("0 or more")
    page.keyboard.type("calm, brave, fair")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    tab_to(page, '[data-item="cloud"] textarea')

    for row, (what, who, practice) in enumerate(ACTIONS):
        where = f'[data-row="{row}"]'
        tab_to(page, f'{where} [data-item="what"] input')
        page.keyboard.type(what)
        page.keyboard.press("Tab")
        page.keyboard.type(who)
        page.keyboard.press("Tab")
        page.keyboard.type(f"{TOMORROW:%m%d%Y}")
        tab_to(page, f"{where} select")
        page.keyboard.type(practice[:2])
        expect(found.locator(f'{where} [data-item="practice"] select')).to_have_value(practice)


def rows_come_and_go(page: Page, found: Locator) -> None:
    """Add, move, remove and bring back a row; in the end all is as it was."""
    said = found.locator('[role="status"]')
    before = texts(found)
    # Rows: added with the focus in them, moved with the focus, removed, and undone.
    tab_to(page, '[data-action="add"]')
    page.keyboard.press("Enter")
    expect(found.locator('[data-row="2"] [data-item="what"] input')).to_be_focused()
    expect(said).to_have_text("Action 3 is added.")
    page.keyboard.type("Call the volunteers")
    tab_to(page, '[data-row="2"] [data-action="up"]')
    page.keyboard.press("Enter")
    expect(found.locator('[data-row="1"] [data-action="up"]')).to_be_focused()
    expect(said).to_have_text("Moved. This is now Action 2.")
    tab_to(page, '[data-row="1"] [data-action="remove"]')
    page.keyboard.press("Enter")
    expect(found.locator('[data-row="1"] [data-item="what"] input')).to_be_focused()
    expect(said).to_have_text("Action 2 is removed. Undo brings it back.")
    assert texts(found) == before
    tab_to(page, '[data-action="undo"]')
    page.keyboard.press("Enter")
    expect(found.locator('[data-row="1"] [data-item="what"] input')).to_have_value(
        "Call the volunteers"
    )
    found.locator('[data-row="1"] [data-action="remove"]').press("Enter")


def test_a_plan_with_the_keyboard_alone(page: Page, plan: Host) -> None:
    found = show(page, plan, PLAN_ID)
    said = found.locator('[role="status"]')
    expect(found).to_contain_text("Only you see this.")
    expect(found).to_contain_text("0 of 12 filled")
    assert faults_of(page, PART) == []

    tab_to(page, "summary")
    page.keyboard.press("Enter")
    expect(found.get_by_text("Every woman is known by name.")).to_be_visible()
    tab_to(page, '[data-item="vision"] textarea')
    page.keyboard.type("one two three four five")
    expect(said).to_be_empty()
    page.keyboard.type(" six")
    expect(said).to_have_text("What do we want to see?: 6 words; 5 are enough.")
    for _ in range(4):
        page.keyboard.press("Backspace")
    expect(found).to_contain_text("5 of 5 words")

    advice_comes_and_goes(page, found)
    fill_with_keys(page, found)
    page.keyboard.press("Tab")
    expect(found).to_contain_text("12 of 12 filled")
    expect(found).to_have_attribute("data-state", "checked")
    assert faults_of(page, PART) == []
    before = texts(found)

    rows_come_and_go(page, found)
    assert texts(found) == before
    found.locator('[data-action="reset"]').press("Enter")
    expect(found.locator("[data-choice]")).to_have_count(0)
    expect(said).to_have_text("All texts are cleared. Undo brings them back.")
    found.locator('[data-action="undo"]').press("Enter")
    expect(found.locator("[data-choice]")).to_have_count(12)
    assert texts(found) == before
    assert keys_past(page) == []
    found = run_again(page, plan)
    expect(found).to_have_attribute("data-state", "checked")
    assert texts(found) == before


def test_a_plan_by_taps_on_a_phone(phone: Page, plan: Host) -> None:
    found = show(phone, plan, PLAN_ID)
    assert faults_of(phone, PART) == []
    strange = EXAMPLES["strange"]
    for field, text in [
        ("vision", strange),
        ("result", GOOD),
        ("people", "٨٠"),
        ("cloud", "a"),
    ]:
        control = found.locator(f'[data-item="{field}"]').locator("input, textarea")
        control.tap()
        control.fill(text)
    found.locator('[data-action="add"]').tap()
    for row, (what, who, practice) in enumerate([*ACTIONS, ACTIONS[0]]):
        place = found.locator(f'[data-row="{row}"]')
        for field, text in [("what", what), ("who", who), ("by", f"{TOMORROW}")]:
            control = place.locator(f'[data-item="{field}"] input')
            control.tap()
            control.fill(text)
        place.locator("select").select_option(practice)
    expect(found).to_contain_text("16 of 16 filled")
    place.locator('[data-action="remove"]').tap()
    expect(found.locator('[data-action="add"]')).to_be_focused()
    expect(found).to_have_attribute("data-state", "checked")
    assert faults_of(phone, PART) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    small_ones = found.locator("button, .lm-input, summary").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().height < 44).length"
    )
    assert small_ones == 0
    # The page goes while the keys have not rested.
    found.locator('[data-item="cloud"] textarea').press_sequentially("b, c")
    before = texts(found)
    plan.start()
    found = show(phone, plan, PLAN_ID)
    expect(found).to_contain_text("12 of 12 filled")
    assert texts(found) == before
    assert before[0] == strange


def test_what_was_typed_last_is_there_after_a_reload_at_once(page: Page, plan: Host) -> None:
    found = show(page, plan, PLAN_ID)
    found.locator('[data-item="vision"] textarea').focus()
    page.keyboard.type("Gone in a moment")
    page.reload()
    eventually(page, lambda: "Gone in a moment" in json.dumps(plan.answer(PLAN_ID)))
    plan.start()
    found = show(page, plan, PLAN_ID)
    expect(found.locator('[data-item="vision"] textarea')).to_have_value("Gone in a moment")
    # And with ▶▶ pressed while the keys have not rested.
    found.locator('[data-item="cloud"] textarea').focus()
    page.keyboard.type("calm")
    found = run_again(page, plan)
    expect(found.locator('[data-item="cloud"] textarea')).to_have_value("calm")


def test_far_too_much_text_is_cut_and_said(page: Page, plan: Host) -> None:
    found = show(page, plan, PLAN_ID)
    field = found.locator('[data-item="result"]')
    field.locator("textarea").focus()
    page.keyboard.insert_text("long " * 20_000)
    expect(field.locator("textarea")).to_have_value("long " * 400)
    expect(field).to_contain_text("Only the first 2,000 characters fit here.")
    expect(found.locator('[role="status"]')).to_contain_text("only the first 2,000 characters")
    assert faults_of(page, PART) == []
    page.keyboard.press("Backspace")
    expect(field).not_to_contain_text("Only the first")
    page.keyboard.press("Tab")
    cut = {"fields": {"result": ("long " * 400)[:-1]}, "rows": []}
    eventually(page, lambda: plan.answer(PLAN_ID) == cut)


def test_two_views_of_one_plan_stay_in_step(page: Page, plan: Host) -> None:
    show(page, plan, PLAN_ID, PLAN_ID)
    views = page.locator(PART)
    expect(views).to_have_count(2)
    one, other = (views.nth(n).locator('[data-item="vision"] textarea') for n in (0, 1))
    one.focus()
    page.keyboard.type("A picture")
    expect(other).to_have_value("A picture")
    expect(one).to_be_focused()
    other.focus()
    page.keyboard.press("End")
    page.keyboard.type(" of both")
    expect(one).to_have_value("A picture of both")
    eventually(page, lambda: "A picture of both" in json.dumps(plan.answer(PLAN_ID)))


def test_text_that_no_kernel_heard_is_kept_once(page: Page, plan: Host) -> None:
    found = show(page, plan, PLAN_ID)
    found.locator('[data-item="vision"] textarea').focus()
    page.keyboard.type("Before")
    page.keyboard.press("Tab")
    eventually(page, lambda: "Before" in json.dumps(plan.answer(PLAN_ID)))
    plan.kill(noticed=True)
    expect(found.locator(".lm-notice")).to_contain_text("not being saved")
    for text in ("One", "One more", "One more text"):
        found.locator('[data-item="result"] textarea').fill(text)
        found.locator('[data-item="people"] input').fill("7")
        found.locator('[data-item="people"] input').press("Tab")
    [kept] = page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.includes(':taps:')).map(([, v]) => v)"
    )
    assert sorted(delta["text"] for _, _, delta in json.loads(kept)) == ["7", "One more text"]
    found = run_again(page, plan)
    expect(found.locator('[data-item="result"] textarea')).to_have_value("One more text")
    expect(found.locator('[data-item="vision"] textarea')).to_have_value("Before")
    eventually(page, lambda: "One more text" in json.dumps(plan.answer(PLAN_ID)))


CARDS = """
[[cards]]
id = "a"
label = "Card A"
text = "What A knows."
[[cards]]
id = "b"
label = "Card B"
text = "What B knows."
"""


def above_the_fields(content: Path, more: str, minutes: int = 5) -> None:
    """Write down the small plan with more than fields, and with minutes of its own."""
    head, fields = PLAN.split("[[fields]]", 1)
    head = re.sub(r"(?m)^minutes = \d+", f"minutes = {minutes}", head)
    path = content / "exercises" / "small-plan.toml"
    path.write_text(f"{head}{more}[[fields]]{fields}", encoding="utf-8")


CLOCK = """
[[clock]]
label = "Read"
minutes = 2
[[clock]]
label = "Talk"
minutes = 4
"""


@pytest.mark.parametrize("view", ["card", "list"])
def test_the_clock_of_a_talk_goes_on_by_itself_and_after_a_reload(
    page: Page, plan: Host, content: Path, view: str
) -> None:
    above_the_fields(content, CLOCK, minutes=6)
    page.clock.install()
    page.add_init_script("navigator.vibrate = (ms) => (window.trembled ??= []).push(ms)")
    found = show(page, plan, PLAN_ID)
    expect(found).to_have_attribute("data-view", view)
    found.get_by_role("button", name="Start the clock: 6 minutes").click()
    timer, said = found.get_by_role("timer"), found.locator('[role="status"]')
    expect(timer).to_contain_text("Read: ")
    expect(found).to_contain_text("Then: Talk")
    expect(said).to_have_text("Read, 2 min.")
    page.clock.fast_forward("02:01")
    expect(timer).to_contain_text("Talk: 3:5")
    expect(said).to_have_text("Talk, 4 min.")
    assert page.evaluate("window.trembled.length") == 1
    assert faults_of(page, PART) == []
    page.reload()
    expect(timer).to_contain_text("Talk: 3:")
    page.clock.fast_forward("04:00")
    expect(timer).to_have_count(0)
    expect(found).to_contain_text("The time is over. Take what you still need.")
    found.get_by_role("button", name="Start the clock: 6 minutes").press("Enter")
    expect(timer).to_contain_text("Read: ")
    # The focus stays on the button, which now stops it.
    page.keyboard.press("Enter")
    expect(timer).to_have_count(0)


@pytest.mark.parametrize("view", ["card", "list"])
def test_each_person_opens_their_own_card_and_the_other_one_closes(
    page: Page, plan: Host, content: Path, view: str
) -> None:
    above_the_fields(content, CARDS)
    found = show(page, plan, PLAN_ID)
    expect(found).to_have_attribute("data-view", view)
    one, other = (found.get_by_text(f"What {name} knows.") for name in "AB")
    expect(one).to_be_hidden()
    expect(other).to_be_hidden()
    found.locator("summary", has_text="Card A").click()
    expect(one).to_be_visible()
    found.locator("summary", has_text="Card B").press("Enter")
    expect(other).to_be_visible()
    expect(one).to_be_hidden()
    assert faults_of(page, PART) == []
