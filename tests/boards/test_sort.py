"""A sort: taps, dragging, words for screen readers, odd content, and axe-core."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import choices, faults_of, focused, run_again, show
from tests.support.host import Host
from workshop.content.library import Library

MAIN = Library(ROOT).exercise("sort-the-working-day")
E = "exercises/small-sort.toml"


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


def said(found: Locator) -> Locator:
    return found.locator('[role="status"]')


@pytest.mark.parametrize("view", ["list", "board"])
def test_a_whole_sort_by_taps_alone_on_a_phone(phone: Page, host: Host, view: str) -> None:
    found = show(phone, host, MAIN.id)
    # A narrow screen starts with the list.
    expect(found.locator('[data-action="view-list"]')).to_have_attribute("aria-pressed", "true")
    found.locator(f'[data-action="view-{view}"]').tap()
    for number, item in enumerate(MAIN.items):
        option = MAIN.options[number % 3].id
        card = found.locator(f'[data-item="{item.id}"]')
        if view == "list":
            card.locator(f'[data-option="{option}"]').tap()
        else:
            card.tap()
            found.locator(f'[data-option="{option}"]').tap()
        expect(card).to_have_attribute("data-choice", option)
        expect(card).to_have_attribute("data-verdict", re.compile("match|partly|differ"))
    expect(found).to_have_attribute("data-state", "checked")
    if view == "board":
        # A card in its place says its reason again, and moves, without a drag.
        cards = found.locator('[data-bin="both"] [data-item]')
        last = cards.last.get_attribute("data-item")
        cards.last.tap()
        expect(found.locator(".lm-opened .lm-feedback")).to_be_in_viewport()
        found.locator('[data-action="move-up"]').tap()
        assert cards.nth(-2).get_attribute("data-item") == last
        found.locator('[data-action="take-out"]').tap()
        expect(found.locator(".lm-pile [data-item]")).to_have_count(1)
    # Nothing is wider than the screen.
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("view", ["card"])
def test_where_some_cards_are_enough_the_end_comes_after_them(page: Page, host: Host) -> None:
    hard = Library(ROOT).exercise("hard-and-two-sided-cards")
    found = show(page, host, hard.id)
    one = found.locator(".lm-one")
    for number in range(hard.settings["enough"]):
        assert one.get_attribute("data-at") == hard.items[number].id
        found.locator(".lm-now [data-option]").first.click()
        found.locator('[data-action="next"]').click()
        found.locator(".lm-finish, .lm-now [data-option], .lm-now textarea").first.wait_for()
        if found.locator(".lm-now textarea").count():
            found.locator('[data-action="next"]').click()
    expect(found.locator(".lm-finish")).to_contain_text("4 of 4 sorted")
    found.locator('[data-action="check"]').click()
    expect(found).to_have_attribute("data-state", "checked")
    # The others are there for whoever likes.
    found.locator('[data-action="to-open"]').click()
    expect(one).to_have_attribute("data-at", hard.items[hard.settings["enough"]].id)


def test_what_a_screen_reader_is_told(page: Page, host: Host) -> None:
    found = show(page, host, MAIN.id)
    expect(said(found)).to_have_text("")
    first = found.locator("[data-item]").first
    first.focus()
    page.keyboard.press("Enter")
    expect(said(found)).to_contain_text("Picked up. Left and Right arrows or a number")
    page.keyboard.press("ArrowRight")
    expect(said(found)).to_have_text("Leadership, 0 cards. Enter drops the card here.")
    page.keyboard.press("ArrowLeft")
    expect(said(found)).to_have_text("Both, 0 cards. Enter drops the card here.")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(said(found)).to_contain_text("moved to Leadership, 1 of 1. ")
    expect(said(found)).to_contain_text("Most would say")
    expect(said(found)).to_contain_text("23 cards left.")
    page.keyboard.press("Enter")
    expect(said(found)).to_have_text(re.compile(r"Picked up\.$"))
    page.keyboard.press("Enter")
    expect(said(found)).to_contain_text("First choose a place")
    page.keyboard.press("Escape")
    expect(said(found)).to_contain_text("put back.")
    for item in MAIN.items:
        assert item.id not in said(found).inner_text()


def test_the_keyboard_moves_orders_and_takes_out(page: Page, host: Host) -> None:
    found = show(page, host, MAIN.id)
    ids = [item.id for item in MAIN.items]
    found.locator("[data-item]").first.focus()
    for _ in range(3):
        for key in ("Enter", "2", "Enter"):
            page.keyboard.press(key)
    assert focused(page) == ids[3]
    page.keyboard.press("End")
    assert focused(page) == ids[-1]
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert focused(page) == ids[4]

    bin_cards = found.locator('[data-bin="management"] [data-item]')
    bin_cards.first.focus()
    page.keyboard.press("Alt+ArrowDown")
    assert focused(page) == ids[0]
    expect(said(found)).to_contain_text("moved to Management, 2 of 3.")
    assert [card.get_attribute("data-item") for card in bin_cards.all()] == [ids[1], ids[0], ids[2]]
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    # The focus stays with a card that moves from place to place.
    assert focused(page) == ids[0]
    assert choices(found)[ids[0]] == "both"
    page.keyboard.press("Delete")
    assert focused(page) == ids[0]
    assert ids[0] not in choices(found)
    found.locator('[data-action="undo"]').press("Enter")
    assert choices(found)[ids[0]] == "both"
    page.keyboard.press("?")
    expect(found.locator(".lm-help")).to_be_visible()


def test_undo_and_starting_again(page: Page, host: Host) -> None:
    found = show(page, host, MAIN.id)
    for option in ("leadership", "management", "both"):
        found.locator(".lm-pile [data-item]").first.click()
        found.locator(f'[data-option="{option}"]').click()
    placed = choices(found)
    found.locator('[data-action="reset"]').click()
    expect(found.locator("[data-choice]")).to_have_count(0)
    found.locator('[data-action="undo"]').click()
    assert choices(found) == placed
    found.locator('[data-action="undo"]').click()
    assert len(choices(found)) == 2
    found = run_again(page, host)
    expect(found.locator("[data-choice]")).to_have_count(2)


def test_a_card_is_dragged_into_a_bin_and_out_again(page: Page, host: Host) -> None:
    found = show(page, host, MAIN.id)
    ids = [item.id for item in MAIN.items]

    def drag(card: Locator, to: Locator) -> None:
        start, end = card.bounding_box(), to.bounding_box()
        assert start
        assert end
        page.mouse.move(start["x"] + 40, start["y"] + 20)
        page.mouse.down()
        page.mouse.move(start["x"] + 60, start["y"] + 40, steps=3)
        page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
        page.mouse.up()

    drag(found.locator(f'[data-item="{ids[0]}"]'), found.locator('[data-bin="both"]'))
    assert choices(found) == {ids[0]: "both"}
    expect(found.locator('[aria-pressed="true"][data-item]')).to_have_count(0)
    drag(found.locator(f'[data-item="{ids[0]}"]'), found.locator(".lm-pile"))
    assert choices(found) == {}
    drag(found.locator(f'[data-item="{ids[1]}"]'), found.locator(".lm-told"))
    assert choices(found) == {}
    expect(found.locator(".lm-ghost")).to_have_count(0)


ODD = {
    "She describes the clinic of next year.": "<script>document.title='taken'</script> <b>x</b>",
    "He writes the roster.": "👩🏾‍⚕️ الممرضة المسؤولة تكتب جدول المناوبات",
    "A senior nurse coaches a new one.": "Pneumono" + "ultramicroscopic" * 12,
}


def test_odd_texts_are_shown_as_text(
    page: Page, small: Host, edit: Callable[[str, str, str], None]
) -> None:
    for old, new in ODD.items():
        edit(E, old, new)
    found = show(page, small, "small-sort")
    for view in ("list", "board"):
        found.locator(f'[data-action="view-{view}"]').click()
        for new in ODD.values():
            expect(found.get_by_text(new).first).to_be_visible()
        assert found.evaluate("board => board.scrollWidth <= board.clientWidth")
    assert "taken" not in page.title()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 640, 320])
def test_axe_finds_nothing_in_any_state(page: Page, host: Host, width: int, theme: str) -> None:
    """In light and dark; on a desktop, at 200 % zoom of it, and at 320 px."""
    part = 'section[data-exercise="starter-sort"]'
    page.set_viewport_size({"width": width, "height": 900})
    found = show(page, host, "starter-sort", theme=theme)
    for view in ("list", "board"):
        found.locator(f'[data-action="view-{view}"]').click()
        found.locator('[data-action="help"]').click()
        assert faults_of(page, part) == []
        found.locator('[data-action="help"]').click()
    found.locator("[data-item]").first.click()
    expect(found.locator('[data-item][aria-pressed="true"]')).to_have_count(1)
    assert faults_of(page, part) == []
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    assert faults_of(page, part) == []
    found.locator('[data-action="view-list"]').click()
    for number, card in enumerate(found.locator("[data-item]").all()):
        card.locator("[data-option]").nth(number % 3).check()
    expect(found).to_have_attribute("data-state", "checked")
    assert faults_of(page, part) == []
    found.locator('[data-action="view-board"]').click()
    assert faults_of(page, part) == []
    found.locator(".lm-bin [data-item]").first.click()
    assert faults_of(page, part) == []


def test_feedback_on_check_comes_when_asked_for_and_later_means_not_at_all(
    page: Page, small: Host, edit: Callable[[str, str, str], None]
) -> None:
    edit(E, '"instant"', '"on-check"')
    found = show(page, small, "small-sort")
    found.locator('[data-action="view-list"]').click()
    for card in found.locator("[data-item]").all():
        card.locator('[data-option="leading"]').check()
    expect(found.locator("[data-verdict]")).to_have_count(0)
    expect(found).to_have_attribute("data-state", "working")
    found.locator('[data-action="check"]').click()
    expect(found.locator("[data-verdict]")).to_have_count(3)
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator(".lm-summary h4")).to_be_focused()
    found.locator("[data-item]").first.locator('[data-option="managing"]').check()
    expect(found).to_have_attribute("data-state", "working")
    expect(found.locator("[data-verdict]")).to_have_count(0)

    edit(E, '"on-check"', '"none"')
    found = run_again(page, small)
    expect(found).to_contain_text("The reasons come later.")
    expect(found.locator("[data-verdict]")).to_have_count(0)
    assert "Order and cover" not in found.inner_html()
