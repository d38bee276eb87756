"""The board itself: taps, dragging, words for screen readers, odd content, and axe-core."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, choices, faults_of, focused
from tests.support.notebook_steps import go_to, notebook, open_session, run_again, small
from tools.servers import Server
from workshop.content.library import Library

MAIN = Library(ROOT).exercise("sort-the-working-day")


def said(found: Locator) -> Locator:
    return found.locator('[role="status"]')


@pytest.mark.parametrize("view", ["list", "board"])
def test_a_whole_sort_by_taps_alone_on_a_phone(phone: Page, voila: Server, view: str) -> None:
    phone.goto(f"{voila.url}/voila/render/02-sorting-the-working-day.ipynb")
    found = go_to(phone, "sort-the-working-day")
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


def test_what_a_screen_reader_is_told(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = go_to(page, "sort-the-working-day")
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


def test_the_keyboard_moves_orders_and_takes_out(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = go_to(page, "sort-the-working-day")
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


def test_undo_and_starting_again(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = go_to(page, "sort-the-working-day")
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
    run_again(page, "sort-the-working-day")
    expect(found.locator("[data-choice]")).to_have_count(2)


def test_a_card_is_dragged_into_a_bin_and_out_again(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = go_to(page, "sort-the-working-day")
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


def test_odd_texts_are_shown_as_text(page: Page, lab: Server, content: Path) -> None:
    path = content / "exercises" / "small-sort.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in ODD.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    code = small(content, lab, "small-sort")
    with notebook(lab, "odd.ipynb", code):
        open_session(page, lab, "odd.ipynb", "small-sort")
        found = go_to(page, "small-sort")
        for view in ("list", "board"):
            found.locator(f'[data-action="view-{view}"]').click()
            for new in ODD.values():
                expect(found.get_by_text(new).first).to_be_visible()
            assert found.evaluate("board => board.scrollWidth <= board.clientWidth")
        assert "taken" not in page.title()


def test_a_broken_exercise_says_so_and_the_notebook_runs_on(
    page: Page, lab: Server, content: Path
) -> None:
    path = content / "exercises" / "small-sort.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("minutes = 3", "minutes = 0"), "utf-8")
    code = small(content, lab, "small-sort")
    with notebook(lab, "broken.ipynb", code):
        page.goto(lab.address("lab/tree/broken.ipynb"))
        page.locator('[data-command="notebook:restart-run-all"]').click()
        alert = page.locator('.jp-OutputArea [role="alert"]')
        expect(alert).to_contain_text("exercises/small-sort.toml")
        expect(alert).to_contain_text("whole number from 1 to 120")


@pytest.fixture
def themed(lab: Server, request: pytest.FixtureRequest) -> Iterator[Server]:
    """JupyterLab in another theme."""
    setting = "lab/api/settings/@jupyterlab/apputils-extension:themes"
    lab.call(setting, "PUT", {"raw": json.dumps({"theme": request.param})})
    yield lab
    lab.call(setting, "PUT", {"raw": "{}"})


@pytest.mark.parametrize("themed", ["JupyterLab Light", "JupyterLab Dark"], indirect=True)
def test_axe_finds_nothing_in_any_state(page: Page, themed: Server) -> None:
    """In light and dark; on a desktop, at 200 % zoom of it, and at 320 px."""
    open_session(page, themed, "01-two-systems-of-action.ipynb", last="two-definitions")
    part = 'section[data-exercise="starter-sort"]'
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        # The list of files leaves the notebook its room.
        notebook_width = page.locator(".jp-Notebook").evaluate("element => element.clientWidth")
        assert notebook_width > width * 0.7
        found = go_to(page, "starter-sort")
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
        page.keyboard.press("Escape")
        found.locator('[data-action="reset"]').click()


def test_feedback_on_check_comes_when_asked_for_and_later_means_not_at_all(
    page: Page, lab: Server, content: Path
) -> None:
    code = small(content, lab, "small-sort")
    path = content / "exercises" / "small-sort.toml"
    text = path.read_text(encoding="utf-8")
    with notebook(lab, "modes.ipynb", code):
        path.write_text(text.replace('"instant"', '"on-check"'), encoding="utf-8")
        open_session(page, lab, "modes.ipynb", "small-sort")
        found = go_to(page, "small-sort")
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

        path.write_text(text.replace('"instant"', '"none"'), encoding="utf-8")
        run_again(page, "small-sort")
        expect(found).to_contain_text("The reasons come later.")
        expect(found.locator("[data-verdict]")).to_have_count(0)
        assert "Order and cover" not in board(page, "small-sort").inner_html()
