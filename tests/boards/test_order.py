"""An order: phases and places by keyboard, by taps, and by dragging."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import eventually, faults_of, focused, run_again, show
from tests.support.host import Host
from workshop.content.library import Library

CYCLE = Library(ROOT).exercise("from-plan-to-plan")
ROUND = Library(ROOT).exercise("the-round-in-order")
PHASE = {item.id: ROUND.keys[item.id].accept[0] for item in ROUND.items}


@pytest.fixture
def view() -> str:
    """All of it at once, which is how most of these tests go from one to the other."""
    return "list"


def order_of(found: Locator) -> list[str]:
    """Read the steps from top to bottom."""
    ids: list[str] = found.locator("[data-item]").evaluate_all(
        "steps => steps.map(step => step.dataset.item)"
    )
    return ids


def place_with_digits(page: Page, found: Locator) -> None:
    """Give each step its phase with one key; the focus goes on to the next one by itself."""
    phases = [option.id for option in ROUND.options]
    for number in range(1, len(ROUND.items) + 1):
        item = focused(page) or ""
        page.keyboard.press(str(phases.index(PHASE[item]) + 1))
        expect(found.locator(f'[data-item="{item}"]')).to_have_attribute("data-choice", PHASE[item])
        if number == 1:
            expect(found.locator('[role="status"]')).to_contain_text("1 of 1. 17 steps left.")


def test_an_order_with_phases_with_the_keyboard_alone(page: Page, host: Host) -> None:
    found = show(page, host, ROUND.id)
    said = found.locator('[role="status"]')
    expect(said).to_have_text("")
    part = f'section[data-exercise="{ROUND.id}"]'
    assert faults_of(page, part) == []
    while focused(page) is None:
        page.keyboard.press("Tab")
    first = focused(page)
    assert first == order_of(found)[0]
    place_with_digits(page, found)
    expect(said).to_contain_text("No steps left.")
    # Then into their order: the key's own order is that of the file.
    for phase in ("before", "during", "after"):
        for item in reversed([id_ for id_, place in PHASE.items() if place == phase]):
            found.locator(f'[data-item="{item}"]').focus()
            page.keyboard.press("Alt+Home")
            assert focused(page) == item
    expect(said).to_contain_text("is now 1 of 4. No steps left.")
    assert order_of(found) == list(PHASE)
    page.keyboard.press("Alt+ArrowDown")
    assert order_of(found)[-3:] != list(PHASE)[-3:]
    page.keyboard.press("Control+z")
    assert order_of(found) == list(PHASE)
    page.keyboard.press("ArrowDown")
    assert focused(page) == list(PHASE)[-3]
    check = found.locator('[data-action="check"]')
    check.focus()
    page.keyboard.press("Enter")
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator('[data-verdict="match"]')).to_have_count(18)
    expect(found.locator(".lm-summary")).to_contain_text("18 of 18 steps stand where most")
    expect(found.locator(".lm-summary")).to_contain_text("Of 22 pairs of steps")
    expect(found.locator(".lm-summary h4")).to_be_focused()
    assert faults_of(page, part) == []
    found.locator('[data-action="reset"]').press("Enter")
    assert order_of(found)[0] == first
    expect(found.locator("[data-choice]")).to_have_count(0)
    found.locator('[data-action="undo"]').press("Enter")
    assert order_of(found) == list(PHASE)
    found = run_again(page, host)
    expect(found.locator("[data-choice]")).to_have_count(18)
    assert order_of(found) == list(PHASE)


def test_an_order_by_taps_alone_on_a_phone(phone: Page, host: Host) -> None:
    found = show(phone, host, CYCLE.id)
    ids = [item.id for item in CYCLE.items]
    start = order_of(found)
    assert start != ids
    for item in reversed(ids):
        step = found.locator(f'[data-item="{item}"]')
        if step.get_attribute("aria-expanded") != "true":
            step.tap()
        found.locator('[data-action="move-first"]').tap()
    assert order_of(found) == ids
    found.locator(f'[data-item="{ids[3]}"]').tap()
    found.locator('[data-action="move-up"]').tap()
    found.locator('[data-action="move-last"]').tap()
    found.locator('[data-action="move-up"]').tap()
    found.locator('[data-action="check"]').tap()
    moved = found.locator(f'[data-item="{ids[3]}"]')
    expect(moved).to_have_attribute("data-verdict", "partly")
    expect(found).to_contain_text("Most would do this before:")
    expect(found.locator('[data-verdict="match"]')).to_have_count(len(ids) - 1)
    expect(found).to_contain_text("Of 67 pairs of steps where the order matters, 61")
    assert faults_of(phone, f'section[data-exercise="{CYCLE.id}"]') == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    found.get_by_text("One order that works").tap()
    expect(found.locator(".lm-summary ol li")).to_have_count(len(ids))
    now = order_of(found)
    eventually(phone, lambda: host.answer(CYCLE.id).get("checked") is True)
    assert host.answer(CYCLE.id)["order"] == now
    host.start()
    found = show(phone, host, CYCLE.id)
    assert order_of(found) == now
    expect(found).to_have_attribute("data-state", "checked")


def test_a_step_is_dragged_into_its_phase_and_before_another(page: Page, host: Host) -> None:
    found = show(page, host, ROUND.id, theme="dark")
    for number in (1, 2):
        item = order_of(found)[0]
        step = found.locator(f'[data-item="{item}"]')
        step.focus()
        page.keyboard.press("2")
        expect(step).to_have_attribute("data-choice", "during")
        assert found.locator('ol[data-bin="during"] [data-item]').count() == number
    one, two = found.locator('ol[data-bin="during"] [data-item]').all()
    lower = two.get_attribute("data-item")
    two.scroll_into_view_if_needed()
    start, end = two.bounding_box(), one.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 40, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 8, steps=8)
    page.mouse.up()
    expect(found.locator('ol[data-bin="during"] [data-item]').first).to_have_attribute(
        "data-item", lower or ""
    )
    assert faults_of(page, f'section[data-exercise="{ROUND.id}"]') == []
