"""An order step by step: first the part, or what comes next, and then all of them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import choices, eventually, faults_of, keys_past, run_again, show
from tests.support.host import Host
from tests.support.one_screen import open_stop
from workshop.content.library import Library

LIBRARY = Library(ROOT)
CYCLE = LIBRARY.exercise("from-plan-to-plan")
ROUND = LIBRARY.exercise("the-round-in-order")
PHASE = {item.id: ROUND.keys[item.id].accept[0] for item in ROUND.items}


def part(exercise: str) -> str:
    return f'section[data-exercise="{exercise}"]'


def open_step(found: Locator) -> str:
    """Name the step that is on the screen."""
    return found.locator(".lm-now [data-item]").get_attribute("data-item") or ""


def waiting(found: Locator) -> list[str]:
    """Name the steps that wait, as they stand."""
    ids: list[str] = found.locator(".lm-waiting [data-item]").evaluate_all(
        "all => all.map(each => each.dataset.item)"
    )
    return ids


def test_steps_get_their_part_with_the_keyboard_alone(page: Page, host: Host) -> None:
    found = show(page, host, ROUND.id)
    assert page.evaluate("document.activeElement === document.body")
    assert faults_of(page, part(ROUND.id)) == []
    expect(found.locator("[data-item]")).to_have_count(len(ROUND.items))
    while not page.evaluate("document.activeElement.matches('[data-option]')"):
        page.keyboard.press("Tab")
    phases = [option.id for option in ROUND.options]
    for number in range(len(ROUND.items)):
        item = open_step(found)
        page.keyboard.press(str(phases.index(PHASE[item]) + 1))
        if number < len(ROUND.items) - 1:
            # The focus is where the next step is answered.
            expect(found.locator(".lm-now [data-option]").first).to_be_focused()
            expect(found.locator(f'.lm-dot[data-item="{item}"]')).to_have_attribute(
                "data-choice", PHASE[item]
            )
    # At the end each step stands in its part, once.
    expect(found.locator("[data-item]")).to_have_count(len(ROUND.items))
    assert choices(found) == PHASE
    assert faults_of(page, part(ROUND.id)) == []
    assert page.evaluate("document.activeElement.closest('.lm-finish') !== null")
    found.locator('[data-action="check"]').press("Enter")
    expect(found.locator(".lm-summary h4")).to_be_focused()
    expect(found.locator(".lm-summary")).to_contain_text("18 of 18 steps stand where most")
    # One step again, with its reason.
    open_stop(page, 0)
    expect(found.locator(".lm-now [data-verdict]")).to_have_count(1)
    assert faults_of(page, part(ROUND.id)) == []
    assert keys_past(page) == []


def test_a_tap_on_a_part_goes_on_and_undo_takes_it_back(phone: Page, host: Host) -> None:
    found = show(phone, host, ROUND.id)
    first = open_step(found)
    found.locator('label:has([data-option="during"])').tap()
    expect(found.locator(f'.lm-dot[data-item="{first}"]')).to_have_attribute(
        "data-choice", "during"
    )
    expect(found).to_contain_text("1 of 18 placed")
    second = open_step(found)
    found.locator('[data-action="undo"]').tap()
    expect(found).to_contain_text("0 of 18 placed")
    found.locator('[data-action="back"]').tap()
    assert open_step(found) == first
    found.locator('label:has([data-option="before"])').tap()
    expect(found.locator(f'.lm-now [data-item="{second}"]')).to_be_visible()
    eventually(phone, lambda: host.answer(ROUND.id).get("phases") == {first: "before"})
    found = run_again(phone, host)
    assert open_step(found) == second
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(phone, part(ROUND.id)) == []


def test_one_step_after_the_other_by_taps(phone: Page, host: Host) -> None:
    host.start("03")
    found = show(phone, host, CYCLE.id)
    ids = [item.id for item in CYCLE.items]
    expect(found.locator("[data-item]")).to_have_count(len(ids))
    assert faults_of(phone, part(CYCLE.id)) == []
    for item in (ids[1], ids[0], ids[2]):
        found.locator(f'[data-item="{item}"]').tap()
    expect(found.locator('[role="status"]')).to_contain_text("is now 3 of 13. 10 steps left.")
    assert choices(found) == {ids[1]: "1", ids[0]: "2", ids[2]: "3"}
    # One comes out again, and takes its place later.
    found.locator(f'[data-item="{ids[1]}"]').tap()
    assert choices(found) == {ids[0]: "1", ids[2]: "2"}
    assert waiting(found)[0] == ids[1]
    found.locator('[data-action="undo"]').tap()
    found.locator('[data-action="undo"]').tap()
    assert choices(found) == {ids[1]: "1", ids[0]: "2"}
    found.locator(f'[data-item="{ids[1]}"]').tap()
    assert faults_of(phone, part(CYCLE.id)) == []

    # Whoever comes back goes on where it was left.
    left = waiting(found)
    eventually(phone, lambda: host.answer(CYCLE.id).get("placed") == 1)
    host.start("03")
    found = show(phone, host, CYCLE.id)
    assert choices(found) == {ids[0]: "1"}
    assert waiting(found) == left
    for item in ids[1:-1]:
        found.locator(f'[data-item="{item}"]').tap()
    # The last one needs no tap; all can still be moved, and then the reasons come.
    expect(found.locator(".lm-finish")).to_be_visible()
    assert list(choices(found)) == ids
    found.locator('[data-action="check"]').tap()
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator('[data-verdict="match"]')).to_have_count(len(ids))
    assert faults_of(phone, part(CYCLE.id)) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    eventually(phone, lambda: host.answer(CYCLE.id).get("checked") is True)
    assert "placed" not in host.answer(CYCLE.id)


def test_one_step_after_the_other_with_the_keyboard_alone(page: Page, host: Host) -> None:
    host.start("03")
    found = show(page, host, CYCLE.id)
    while not page.evaluate("document.activeElement.matches('.lm-waiting button')"):
        page.keyboard.press("Tab")
    for number in range(len(CYCLE.items) - 1):
        second = waiting(found)[1]
        page.keyboard.press("Enter")
        if number < len(CYCLE.items) - 2:
            # The focus stays among those that wait, at the same place.
            expect(found.locator(f'.lm-waiting [data-item="{second}"]')).to_be_focused()
    expect(found.locator(".lm-finish")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.lm-finish') !== null")
    page.keyboard.press("Control+z")
    expect(found).to_contain_text("11 of 13 placed")
    found.locator('[data-action="to-open"]').press("Enter")
    assert len(waiting(found)) == 2
    # All in a list: what is moved there has its place.
    found.locator('[data-action="more"]').press("Enter")
    found.locator('[data-action="view-list"]').press("Enter")
    found.locator("[data-item]").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(found).to_contain_text("13 of 13 placed")
    assert keys_past(page) == []
