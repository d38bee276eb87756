"""What a sort asks besides the place: the practice, how sure somebody is, the reason; matching."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import choices, eventually, faults_of, keys_past, run_again, show
from tests.support.host import Host
from workshop.content.library import Library

ROUND = Library(ROOT).exercise("the-round-practice-by-practice")
MATCHING = Library(ROOT).exercise("three-tasks-six-functions")
MYTHS = Library(ROOT).exercise("myth-or-not")
LONG = "ü" * 599 + "🙂"


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


def test_two_steps_by_taps_on_a_phone(phone: Page, host: Host) -> None:
    found = show(phone, host, ROUND.id)
    for item in ROUND.items:
        card = found.locator(f'[data-item="{item.id}"]')
        key = ROUND.keys[item.id]
        card.locator(f'[data-option="{key.accept[0]}"]').tap()
        expect(card).to_contain_text("Choose a practice as well.")
        assert card.get_attribute("data-verdict") is None
        # The last of those that are accepted: for most cards not what most would say.
        card.get_by_role("combobox").select_option(key.practices[-1])
        expect(card).to_have_attribute("data-verdict", "match")
        expect(card.locator(".lm-feedback")).to_contain_text(key.why)
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator(".lm-tally")).to_contain_text(
        "On 18 of 18 cards, most would give both of your answers."
    )
    assert faults_of(phone, f'section[data-exercise="{ROUND.id}"]') == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    eventually(phone, lambda: len(host.answer(ROUND.id).get("second", {})) == 18)
    host.start()
    found = show(phone, host, ROUND.id)
    expect(found.locator('[data-verdict="match"]')).to_have_count(18)


def test_how_sure_comes_before_the_reason_with_the_keyboard_alone(page: Page, host: Host) -> None:
    found = show(page, host, MYTHS.id)
    said = found.locator('[role="status"]')
    found.locator('[data-action="view-list"]').press("Enter")
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('[data-item] input')"):
        page.keyboard.press("Tab")
    for number, item in enumerate(MYTHS.items):
        card = found.locator(f'[data-item="{item.id}"]')
        page.keyboard.press("1")
        expect(card).to_have_attribute("data-choice", "so")
        expect(card).not_to_have_attribute("data-verdict", "match")
        if number == 0:
            expect(said).to_contain_text("Say how sure you are. Then the reason appears.")
            assert faults_of(page, f'section[data-exercise="{MYTHS.id}"]') == []
        # Past “Take out”, which only a placed card has.
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("3")
        expect(card).to_have_attribute(
            "data-verdict", "match" if MYTHS.keys[item.id].accept == ("so",) else "differ"
        )
        if number == 0:
            expect(said).to_contain_text("Very sure. Most would say: A myth.")
        page.keyboard.press("Tab")
    expect(found).to_have_attribute("data-state", "checked")
    # In the other view the same card asks and says the same.
    found.locator('[data-action="view-board"]').press("Enter")
    found.locator(f'[data-item="{MYTHS.items[0].id}"]').press("Enter")
    expect(found.locator(".lm-opened [data-step='3']")).to_be_checked()
    assert faults_of(page, f'section[data-exercise="{MYTHS.id}"]') == []
    eventually(page, lambda: len(host.answer(MYTHS.id).get("sure", {})) == 8)
    found = run_again(page, host)
    expect(found.locator("[data-verdict]")).to_have_count(8)


def test_matching_takes_one_card_for_each_place(page: Page, host: Host) -> None:
    found = show(page, host, MATCHING.id)
    one, two, *_ = [item.id for item in MATCHING.items]
    for item in (one, two):
        found.locator(f'[data-item="{item}"]').click()
        found.locator('[data-option="decide-leading"]').click()
        expect(found.locator(f'[data-item="{item}"]')).to_have_attribute(
            "data-choice", "decide-leading"
        )
    assert choices(found) == {two: "decide-leading"}
    expect(found.locator('[role="status"]')).to_contain_text("taken out.")
    found.locator('[data-action="undo"]').click()
    assert choices(found) == {one: "decide-leading"}
    for card, key in MATCHING.keys.items():
        found.locator(f'[data-item="{card}"]').click()
        [place] = key.accept
        if choices(found).get(card) != place:
            found.locator(f'[data-option="{place}"]').click()
    found.locator('[data-action="check"]').click()
    expect(found.locator('[data-verdict="match"]')).to_have_count(6)
    assert faults_of(page, f'section[data-exercise="{MATCHING.id}"]') == []
    eventually(page, lambda: host.answer(MATCHING.id).get("checked") is True)
    assert len(host.answer(MATCHING.id)["choices"]) == 6


def test_a_reason_in_words_is_kept_even_when_the_page_goes_at_once(
    page: Page, small: Host, content: Path, edit: Callable[[str, str, str], None]
) -> None:
    reason = '[reason]\nask = "What small change would move it?"\n[[options]]'
    edit("exercises/small-sort.toml", "[[options]]", reason)
    assert Library(content).check() == []
    found = show(page, small, "small-sort")
    found.locator('[data-action="view-list"]').click()
    found.locator('[data-item="roster"] [data-option="managing"]').click()
    box = found.locator('[data-note-of="roster"]')
    expect(found.get_by_label("What small change would move it?")).to_have_count(1)
    box.click()
    page.keyboard.type("If they wrote it together, d d z 1.")
    assert choices(found) == {"roster": "managing"}
    assert faults_of(page, 'section[data-exercise="small-sort"]') == []
    assert keys_past(page) == []
    page.reload()
    small.start()
    found = show(page, small, "small-sort")
    box = found.locator('[data-note-of="roster"]')
    expect(box).to_have_value("If they wrote it together, d d z 1.")
    # A hundred thousand characters: limited, none cut in two, and said so.
    box.evaluate(
        """area => {
            area.value = "ü".repeat(599) + "🙂".repeat(100_000);
            area.dispatchEvent(new Event("input", {bubbles: true}));
        }"""
    )
    expect(found.get_by_text("Only the first 600 characters fit.").first).to_be_visible()
    box.press("Tab")
    eventually(page, lambda: small.answer("small-sort").get("notes", {}).get("roster") == LONG)
    # Taking the card out keeps the text, and undo brings the place back without losing it.
    found.locator('[data-item="roster"] [data-action="take-out"]').click()
    found.locator('[data-action="undo"]').click()
    expect(found.locator('[data-note-of="roster"]')).to_have_value(LONG)
