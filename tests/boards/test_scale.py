"""Ratings: steps by keyboard, a line of opinion by taps and by keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.board_steps import choices, eventually, faults_of, keys_past, run_again, show
from tests.support.host import Host
from tests.support.scales import write_scales

STEPS = 'section[data-exercise="practices"]'
LINE = 'section[data-exercise="line"]'
MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


@pytest.fixture
def scales(small: Host, content: Path) -> Host:
    """A program with a line of opinion, and with two passes of steps."""
    write_scales(content)
    return small


def test_two_passes_of_steps_with_the_keyboard_alone(page: Page, scales: Host) -> None:
    found = show(page, scales, "practices")
    assert faults_of(page, STEPS) == []
    first_pass(page, found)
    first = choices(found)

    while not page.evaluate("document.activeElement.matches('[data-action=go-on]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    second_pass(page, found)
    second = choices(found)
    assert faults_of(page, STEPS) == []

    found.locator('[data-action="reset"]').press("Enter")
    expect(found.locator('[role="status"]')).to_contain_text("Undo brings them back")
    expect(found.locator("[data-choice]")).to_have_count(0)
    found.locator('[data-action="pass-me"]').press("Enter")
    assert choices(found) == first
    # Undo shows the answers that it brings back.
    found.locator('[data-action="undo"]').press("Enter")
    expect(found.locator('[data-action="pass-team"]')).to_have_attribute("aria-pressed", "true")
    assert choices(found) == second
    assert keys_past(page) == []

    found = run_again(page, scales)
    expect(found).to_have_attribute("data-state", "checked")
    assert choices(found) == second
    found.locator('[data-action="pass-me"]').press("Enter")
    assert choices(found) == first


def first_pass(page: Page, found: Locator) -> None:
    """Answer with digits, arrows and letters, and see the averages come."""
    said = found.locator('[role="status"]')
    expect(found).to_contain_text("Nobody else is shown them.")
    to_next_item(page, None)
    page.keyboard.press("4")
    expect(said).to_have_text("Your answer: often. 5 statements left.")
    to_next_item(page, "ask-patients")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("seldom")
    page.keyboard.press("Delete")
    expect(said).to_have_text("Answer taken back. 5 statements left.")
    expect(found.locator("[data-choice]")).to_have_count(1)
    expect(found.locator("table")).to_have_count(0)
    page.keyboard.press("n")
    expect(said).to_contain_text("Does not apply. 4 statements left.")
    to_next_item(page, "look-outside")
    page.keyboard.press("5")
    # Two of three are answered: enough for the first average.
    expect(row(found, "scanning")).to_contain_text("4.50")
    expect(row(found, "planning")).to_contain_text("too few")
    for last in ("ask-colleagues", "write-plans", "check-supplies"):
        to_next_item(page, last)
        page.keyboard.press("1")
    expect(said).to_contain_text("No statements left. Go on to: What my team would say")
    expect(row(found, "planning")).to_contain_text("One to work on")
    expect(row(found, "balance")).to_contain_text("+3.50")
    expect(found).to_contain_text("Leading stands higher than managing, by 3.50.")
    expect(found).to_have_attribute("data-state", "working")


def second_pass(page: Page, found: Locator) -> None:
    """Answer again; what was said before stands beside an item once it is answered."""
    said = found.locator('[role="status"]')
    head = found.locator("h4").first
    expect(head).to_be_focused()
    expect(head).to_have_text("What my team would say")
    expect(found).to_contain_text("Answer as your team would answer about you.")
    expect(found.locator("[data-choice]")).to_have_count(0)
    expect(found.locator(".lm-list")).not_to_contain_text("I today")
    to_next_item(page, None)
    page.keyboard.press("2")
    expect(said).to_have_text("Your answer: seldom. I today: often. 5 statements left.")
    expect(item(found, "ask-patients")).to_contain_text("I today: often.")
    expect(item(found, "look-outside")).not_to_contain_text("I today")
    for last in ("ask-patients", "look-outside", "ask-colleagues", "write-plans", "check-supplies"):
        to_next_item(page, last)
        page.keyboard.press("3")
    expect(found).to_have_attribute("data-state", "checked")
    expect(said).to_contain_text("What your answers come to is shown below.")
    expect(row(found, "planning")).to_contain_text("3.00")
    expect(found).to_contain_text("differ on 5 of 6 statements")


def test_a_line_of_opinion_by_taps_on_a_phone(phone: Page, scales: Host) -> None:
    found = show(phone, scales, "line")
    first, second = item(found, "same-thing"), item(found, "no-post")
    expect(first).to_contain_text("Not answered yet")
    expect(first.locator("details")).to_have_count(0)
    assert faults_of(phone, LINE) == []
    tap_at(first, 0.1)
    expect(first).to_contain_text(f"Disagree, {MINUS}")
    first.locator("summary").tap()
    expect(first).to_contain_text("Whoever has the post does both.")
    # The middle is an answer only when it is given: by a tap on it, or by its button.
    tap_at(second, 0.5)
    expect(second).to_have_attribute("data-choice", "0")
    second.locator('[data-action="take-back"]').tap()
    expect(second).to_contain_text("Not answered yet")
    second.locator('[data-action="middle"]').tap()
    expect(second).to_contain_text("In between, 0")
    before = choices(found)

    found.locator('[data-action="go-on"]').tap()
    expect(first).to_contain_text("Not answered yet")
    expect(first).not_to_contain_text("Before the debate")
    tap_at(first, 0.9)
    expect(first).to_contain_text(f"Before the debate: Disagree, {MINUS}")
    expect(first).to_contain_text(f"Moved from {before['same-thing'].replace('-', MINUS)} to ")
    tap_at(second, 0.5)
    expect(second).to_contain_text("Not moved.")
    expect(found).to_have_attribute("data-state", "checked")
    expect(found).to_contain_text("differ on 1 of 2 statements")
    expect(found.locator(".lm-summary li")).to_have_count(1)
    assert faults_of(phone, LINE) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    after = choices(found)

    scales.start()
    found = show(phone, scales, "line")
    expect(found).to_have_attribute("data-state", "checked")
    assert choices(found) == after
    found.locator('[data-action="pass-before"]').tap()
    assert choices(found) == before


def test_a_finger_that_scrolls_over_a_slider_has_not_answered(phone: Page, scales: Host) -> None:
    found = show(phone, scales, "line")
    slider = item(found, "same-thing").locator("input")
    box = slider.bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2
    finger = phone.context.new_cdp_session(phone)
    top = phone.evaluate("scrollY")
    for step in range(9):
        kind = "touchMove" if step else "touchStart"
        points = [{"x": x, "y": y - 15 * step}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function("top => scrollY > top", arg=top)
    expect(slider).to_have_attribute("aria-valuetext", "Not answered yet")
    expect(slider).to_have_value("0")
    expect(found).to_contain_text("0 of 2 answered")


def test_a_slider_by_keys_and_by_dragging_sends_each_move_once(page: Page, scales: Host) -> None:
    found = show(page, scales, "line")
    first = item(found, "same-thing")
    slider = first.locator("input")
    expect(slider).to_have_attribute("aria-valuetext", "Not answered yet")
    slider.press("Enter")
    expect(first).to_have_attribute("data-choice", "0")
    slider.press("Delete")
    expect(slider).to_have_attribute("aria-valuetext", "Not answered yet")
    for _ in range(8):
        slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "Agree, 40")
    expect(first).to_have_attribute("data-choice", "40")
    expect(found.locator('[role="status"]')).to_have_text(
        "Your answer: Agree, 40. 1 statement left."
    )
    # One move, one step back.
    slider.press("Control+z")
    expect(slider).to_have_attribute("aria-valuetext", "Not answered yet")
    slider.press("End")
    slider.press("Tab")
    expect(first).to_have_attribute("data-choice", "100")

    box = item(found, "no-post").locator("input").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 10, steps=12)
    expect(item(found, "no-post")).not_to_have_attribute("data-choice", "0")
    page.mouse.up()
    expect(found).to_contain_text("2 of 2 answered")
    found.locator('[data-action="undo"]').click()
    expect(found).to_contain_text("1 of 2 answered")


def test_an_older_answer_is_shown_as_far_as_it_fits(page: Page, scales: Host) -> None:
    answers = scales.home / "answers" / "line.json"
    answers.parent.mkdir(parents=True)
    passes = {"before": {"same-thing": -40, "no-post": 400, "gone": 5}, "last-year": {"no-post": 5}}
    answers.write_text(json.dumps({"format": 1, "answer": {"passes": passes}}), encoding="utf-8")
    found = show(page, scales, "line")
    expect(found).to_contain_text("3 earlier answers")
    assert choices(found) == {"same-thing": "-40"}
    item(found, "no-post").locator("input").press("Enter")
    kept = {**passes, "before": {**passes["before"], "no-post": 0}}
    eventually(page, lambda: json.loads(answers.read_bytes())["answer"]["passes"] == kept)


def item(found: Locator, name: str) -> Locator:
    """Find one item of a board."""
    return found.locator(f'[data-item="{name}"]')


def row(found: Locator, group: str) -> Locator:
    """Find what a group comes to."""
    return found.locator(f'tr[data-group="{group}"]')


def tap_at(card: Locator, share: float) -> None:
    """Tap a slider at a share of its width."""
    slider = card.locator("input")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    slider.tap(position={"x": box["width"] * share, "y": box["height"] / 2})


def to_next_item(page: Page, last: str | None) -> None:
    """Press Tab until the scale of another item has the focus."""
    of = "document.activeElement.closest('[data-item]')?.dataset.item ?? null"
    for _ in range(40):
        page.keyboard.press("Tab")
        on_scale = page.evaluate("document.activeElement.matches('[data-item] input')")
        if on_scale and page.evaluate(of) != last:
            return
    pytest.fail(f"Tab leads nowhere after {last}.")
