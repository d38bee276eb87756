"""Six decisions: by keyboard, by taps, taken back, and played again."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, choices, faults_of, keys_past, run_again, show
from tests.support.host import Host
from tests.support.one_screen import LAPTOP, PHONE, fits
from workshop.content.library import Library
from workshop.kinds.decide import strategy_path

KISIMA = Library(ROOT).exercise("six-decisions-at-kisima")
PART = f'section[data-exercise="{KISIMA.id}"]'
GAUGES = ("Direction", "Order", "Morale", "Staff time", "Results")
LEAD, MANAGE = strategy_path(KISIMA, "lead"), strategy_path(KISIMA, "manage")
MINUS = "\N{MINUS SIGN}"
TEACHING = "The numbers are a teaching device. No study stands behind them."


def gauges(found: Locator) -> list[str]:
    """Read the numbers of the gauges above the turn."""
    return found.locator(".lm-gauges strong").all_inner_texts()


def rows(found: Locator) -> dict[str, list[str]]:
    """Read the table of the end: each path with its gauges."""
    return {
        row.locator("th").inner_text(): [
            cell.inner_text().split()[-1] for cell in row.locator("td").all()
        ]
        for row in found.locator("tbody tr").all()
    }


def number_of(page: Page, option: str) -> str:
    """Find which digit chooses an option of the turn that has the focus."""
    found: int = page.evaluate(
        """(option) => [...document.activeElement.closest("[data-item]")
            .querySelectorAll("[data-option]")].findIndex((b) => b.dataset.option === option)""",
        option,
    )
    return str(found + 1)


def decide_with_keys(page: Page, found: Locator, option: str) -> None:
    """Choose with a digit while the focus is in the turn; the focus then waits at Go on."""
    page.keyboard.press(number_of(page, option))
    expect(found.locator('[data-action="go-on"]')).to_be_focused()


def go_on(page: Page, found: Locator, item: str) -> None:
    """Press Enter on Go on; the focus goes to the next situation."""
    page.keyboard.press("Enter")
    expect(found.locator(f'[role="group"][data-item="{item}"]')).to_be_focused()


def decide_by_taps(found: Locator, option: str) -> None:
    found.locator(f'[data-option="{option}"]').tap()
    found.locator('[data-action="go-on"]').tap()


def test_six_decisions_with_the_keyboard_alone(page: Page, host: Host) -> None:
    found = show(page, host, KISIMA.id)
    said = found.locator('[role="status"]')
    assert faults_of(page, PART) == []
    expect(found).to_contain_text(TEACHING)
    assert gauges(found) == ["40"] * len(GAUGES)

    # The first decision with Tab and Enter, the others with a digit.
    found.focus()
    while not page.evaluate(f"document.activeElement.matches('[data-option=\"{LEAD[0]}\"]')"):
        page.keyboard.press("Tab")
    # A key that is held too long goes no further than to what came of it.
    page.keyboard.down("Enter")
    expect(found.locator('[data-action="go-on"]')).to_be_focused()
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(found.locator('[data-action="go-on"]')).to_be_focused()
    expect(said).to_contain_text("Faces brighten.")
    expect(said).to_contain_text("Direction up 15 to 55, Order down 5 to 35")
    expect(said).to_contain_text("Next: Week 3: what to work on. 5 decisions left.")
    moved = f"Direction +15, Order {MINUS}5, Morale +8, Staff time {MINUS}6, Results {MINUS}2"
    expect(found).to_contain_text(moved)
    assert gauges(found) == ["55", "35", "48", "34", "38"]
    assert faults_of(page, PART) == []
    for item, option in zip(KISIMA.items[1:], LEAD[1:], strict=True):
        go_on(page, found, item.id)
        decide_with_keys(page, found, option)
    expect(said).to_contain_text("That was the last decision.")
    expect(found).to_have_attribute("data-state", "checked")

    # What follows the last decision, and the path beside the pure strategies.
    page.keyboard.press("Enter")
    expect(found.locator(".lm-summary h4")).to_be_focused()
    assert rows(found) == {
        "Your path": ["88", "24", "84", "23", "35"],
        "Always lead": ["88", "24", "84", "23", "35"],
        "Always manage": ["38", "95", "21", "15", "30"],
        "Always mix both": ["69", "78", "66", "0", "61"],
    }
    expect(found.get_by_text("Kind of choice: leading")).to_have_count(6)
    expect(found.get_by_text(TEACHING)).to_have_count(1)
    assert "What does a mix cost" not in page.content()
    assert faults_of(page, PART) == []
    assert keys_past(page) == []


def test_undo_another_play_and_a_notebook_that_runs_again(page: Page, host: Host) -> None:
    found = show(page, host, KISIMA.id)
    said = found.locator('[role="status"]')
    turn = found.locator('[role="group"]')
    turn.focus()
    for item, option in zip(KISIMA.items, LEAD, strict=True):
        expect(turn).to_have_attribute("data-item", item.id)
        expect(turn).to_be_focused()
        decide_with_keys(page, found, option)
        page.keyboard.press("Enter")

    # Undo opens the last decision again, with the focus in it; then another one is taken.
    page.keyboard.press("Control+z")
    expect(said).to_contain_text("Undone. 5 of 6 decided")
    expect(turn).to_be_focused()
    assert found.get_attribute("data-state") == "working"
    decide_with_keys(page, found, MANAGE[5])
    page.keyboard.press("Enter")
    assert list(choices(found).values()) == [*LEAD[:5], MANAGE[5]]

    # Once more in another way; the path before stays, to compare.
    page.keyboard.press("Tab")
    expect(found.locator('[data-action="replay"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("A new play begins.")
    for item, option in zip(KISIMA.items, MANAGE, strict=True):
        expect(turn).to_have_attribute("data-item", item.id)
        expect(turn).to_be_focused()
        decide_with_keys(page, found, option)
        page.keyboard.press("Enter")
    shown, taken = rows(found), choices(found)
    assert shown["Your path"] == shown["Always manage"] == ["38", "95", "21", "15", "30"]
    assert "Your earlier path 1" in shown
    assert faults_of(page, PART) == []
    found.locator('[data-action="more"]').press("Enter")
    found.locator('[data-action="reset"]').press("Enter")
    expect(said).to_contain_text("All is cleared")
    expect(found.locator("[data-choice]")).to_have_count(0)
    assert gauges(found) == ["40"] * len(GAUGES)
    found.locator('[data-action="undo"]').press("Enter")
    assert (rows(found), choices(found)) == (shown, taken)

    # ▶▶ again: all is back, and the last decision can still be taken back.
    found = run_again(page, host)
    assert (rows(found), choices(found)) == (shown, taken)
    found.locator('[data-action="take-back"]').press("Enter")
    expect(found).to_contain_text("5 of 6 decided")
    expect(found.locator('[role="group"][data-item="leaving"]')).to_be_focused()


def test_six_decisions_by_taps_on_a_small_phone(phone: Page, host: Host) -> None:
    found = show(phone, host, KISIMA.id)
    small_targets = """(buttons) => buttons.map((b) => b.getBoundingClientRect())
        .filter(({width, height}) => width < 44 || height < 44).length"""
    for option in LEAD[:2]:
        assert found.locator("button").evaluate_all(small_targets) == 0
        decide_by_taps(found, option)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(phone, PART) == []

    # The page is left and opened again: the path is there, and its last step can be taken back.
    host.start()
    found = show(phone, host, KISIMA.id)
    expect(found).to_contain_text("2 of 6 decided")
    assert list(choices(found).values()) == list(LEAD[:2])
    found.locator('[data-action="take-back"]').tap()
    expect(found).to_contain_text("1 of 6 decided")
    for option in LEAD[1:5]:
        decide_by_taps(found, option)
    found.locator(f'[data-option="{LEAD[5]}"]').tap()
    outcome = found.locator(f'[data-item="leaving"][data-choice="{LEAD[5]}"]')
    expect(outcome).to_contain_text("Warm words, some tears.")
    expect(found.locator('[data-action="go-on"]')).to_be_in_viewport(ratio=1)
    found.locator('[data-action="go-on"]').tap()
    expect(found.get_by_role("table")).to_be_in_viewport()
    expect(found.get_by_role("columnheader")).to_have_count(1 + len(GAUGES))
    assert rows(found)["Always mix both"] == ["69", "78", "66", "0", "61"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(phone, PART) == []
    found.locator('[data-action="replay"]').tap()
    expect(found).to_contain_text("0 of 6 decided")
    host.start()
    found = show(phone, host, KISIMA.id)
    expect(found).to_contain_text("0 of 6 decided")
    for option in MANAGE:
        decide_by_taps(found, option)
    assert rows(found)["Your earlier path 1"] == ["88", "24", "84", "23", "35"]


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("path", [LEAD, MANAGE, strategy_path(KISIMA, "mixed")])
def test_each_situation_and_what_came_of_it_are_on_one_screen(
    page: Page, host: Host, screen: ViewportSize, path: tuple[str, ...]
) -> None:
    page.set_viewport_size(screen)
    found = show(page, host, KISIMA.id)
    # The first situation has no way on yet: its last option ends the screen.
    for number, option in enumerate(path):
        chosen = found.locator(f'[data-option="{option}"]')
        if number:
            assert fits(page)
            # The path so far is folded, and there.
            expect(found.locator("details [data-choice]")).to_have_count(number)
            expect(found.locator("details")).not_to_have_attribute("open", "")
        chosen.click()
        expect(found.locator("[data-option]")).to_have_count(0)
        assert fits(page)
        found.locator('[data-action="go-on"]').click()


@pytest.mark.parametrize("kept", [0, 3])
def test_an_older_answer_opens_at_the_decision_that_is_gone(
    page: Page, host: Host, kept: int
) -> None:
    path = [*LEAD[:kept], "gone", *LEAD[kept + 1 :]]
    record = {"format": 1, "answer": {"path": path, "earlier": [["gone"], list(LEAD), 7]}}
    file = host.home / "answers" / f"{KISIMA.id}.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(record), encoding="utf-8")
    found = show(page, host, KISIMA.id)
    expect(found.locator(".lm-notice")).to_contain_text("earlier answers belonged")
    assert list(choices(found).values()) == list(LEAD[:kept])
    for option in LEAD[kept:]:
        found.locator(f'[data-option="{option}"]').click()
        found.locator('[data-action="go-on"]').click()
    assert rows(found)["Your path"] == rows(found)["Your earlier path 1"]


def test_two_views_of_one_board_share_the_path_and_neither_takes_the_focus(
    page: Page, host: Host
) -> None:
    show(page, host, KISIMA.id, KISIMA.id)
    views = board(page, KISIMA.id)
    expect(views).to_have_count(2)
    first, second = views.nth(0), views.nth(1)
    first.locator(f'[data-option="{LEAD[0]}"]').press("Enter")
    expect(first.locator('[data-action="go-on"]')).to_be_focused()
    # The other view shows what came of it in the path, and the next situation.
    expect(second).to_contain_text("Faces brighten.")
    expect(second.locator('[role="group"][data-item="what-to-work-on"]')).to_be_attached()
    second.locator('[data-action="take-back"]').click()
    expect(first.locator('[role="group"][data-item="arrival"]')).to_be_attached()
    expect(first).to_contain_text("0 of 6 decided")
