"""Where the focus and the page go, with the keyboard and with a mouse."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import sends, show
from tests.support.host import Host
from tests.support.taps import tap
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.notebook.board import Board

LIBRARY = Library(ROOT)
ASKED = [each for each in LIBRARY.exercises().values() if each.feedback == "on-check"]
FOCUSED = "document.activeElement.dataset"
STOPS = """section :is(button:not([aria-disabled]), input, select, summary)
  :not([tabindex='-1'], [type=text], [type=date], [type=file])"""
KEYS = {"range": ("ArrowRight", "Enter", "Delete"), "radio": (" ", "ArrowDown", "1", "2", "Delete")}
OTHERS = ("Enter", " ", "Delete", "1", "Enter")


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


class Asked(Library):
    """The content, with reasons that wait to be asked for."""

    def exercise(self, exercise_id: str) -> Exercise:
        return replace(super().exercise(exercise_id), feedback="on-check")


def place_last(page: Page, host: Host, exercise: Exercise) -> Locator:
    """Put the last card of a board into a place, with keys alone; the others are there already."""
    shown = host.session.show(exercise.id)
    assert isinstance(shown, Board)
    for number, item in enumerate(exercise.items[1:]):
        option = exercise.options[number % len(exercise.options)].id
        tap(shown, {"item": item.id, "option": option, "at": None})
    found = show(page, host, exercise.id)
    found.locator(".lm-pile [data-item]").focus()
    # Where a place takes one card alone, the last place is the one that is left.
    for key in ("Enter", str(len(exercise.options)), "Enter"):
        page.keyboard.press(key)
    return found


@pytest.mark.parametrize("exercise", [e for e in ASKED if e.kind == "sort"], ids=lambda e: e.id)
def test_after_the_last_card_the_focus_is_on_the_button_that_asks_for_the_reasons(
    page: Page, host: Host, exercise: Exercise
) -> None:
    found = place_last(page, host, exercise)
    expect(found.locator('[data-action="check"]')).to_be_focused()
    expect(found.locator('[data-action="check"]')).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(found.locator(".lm-summary h4")).to_be_focused()


def test_the_last_card_with_the_keyboard_in_firefox(anywhere: Page, host: Host) -> None:
    [exercise] = [each for each in ASKED if each.id == "five-interdependencies"]
    found = place_last(anywhere, host, exercise)
    expect(found.locator('[data-action="check"]')).to_be_focused()


@pytest.mark.parametrize(
    "exercise",
    [
        "starter-sort",
        "hard-and-two-sided-cards",
        "ten-teams-on-a-map",
        "the-round-in-order",
        "six-decisions-at-kisima",
        "quick-baseline",
        "line-of-opinion",
        "my-action-plan",
    ],
)
def test_no_key_lets_the_focus_fall_off_a_board(page: Page, host: Host, exercise: str) -> None:
    found = show(page, host, exercise)
    if (as_list := found.locator('[data-action="view-list"]')).count():
        as_list.click()
    chance = random.Random(exercise)  # noqa: S311
    for _ in range(40):
        stop = page.evaluate(
            """([stops, number]) => {
                const all = [...document.querySelectorAll(stops.replace(/\\s+:not/, ":not"))]
                  .filter((each) => each.offsetParent);
                const stop = all[number % all.length];
                stop.focus();
                return [stop.type, stop.outerHTML.slice(0, 120)];
            }""",
            [STOPS, chance.randrange(10**6)],
        )
        key = chance.choice(KEYS.get(stop[0], OTHERS))
        page.keyboard.press(key)
        page.evaluate("new Promise((done) => setTimeout(done))")
        assert page.evaluate("document.activeElement !== document.body"), (key, stop[1])


def test_from_a_slider_that_still_moves_the_focus_goes_on_along_its_row(
    anywhere: Page, host: Host
) -> None:
    found = show(anywhere, host, "line-of-opinion")
    first = found.locator("[data-item]").first
    first.locator("input").focus()
    anywhere.keyboard.press("ArrowRight")
    anywhere.keyboard.press("Tab")
    expect(first.locator('[data-action="take-back"]')).to_be_focused()


def test_the_last_step_of_an_order_leaves_the_page_where_it_is(page: Page, host: Host) -> None:
    found = show(page, host, "the-round-in-order")
    found.locator("[data-item]").first.click()
    for number in range(17):
        found.locator(".lm-opened input").nth(number % 3).press(" ")
    last = found.locator(".lm-opened input").nth(2)
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    last.press(" ")
    expect(found.locator(".lm-progress")).to_have_text("18 of 18 placed")
    expect(found.locator(".lm-all-placed")).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) < 100


def show_asked(page: Page, host: Host, exercise: str) -> Locator:
    host.library = Asked(ROOT)
    host.start()
    return show(page, host, exercise)


def test_a_click_on_a_map_lands_where_it_was_though_the_reasons_above_go(
    anywhere: Page, host: Host
) -> None:
    found = show_asked(anywhere, host, "ten-teams-on-a-map")
    for plot in found.locator("[data-plot]").all()[:4]:
        plot.click(position={"x": 40, "y": 40})
    found.locator('[data-action="check"]').click()
    expect(found.locator(".lm-feedback").first).to_be_visible()
    plot = found.locator("[data-plot]").nth(3)
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    anywhere.mouse.move(box["x"] + box["width"] - 40, box["y"] + 60)
    anywhere.mouse.down()
    anywhere.mouse.up()
    expect(found).to_have_attribute("data-state", "working")
    expect(found).not_to_have_attribute("data-waiting", re.compile(".*"))
    *_, last = sends(host)
    assert last["point"][0] >= 8
    assert last["point"][1] >= 8
    assert [each.get("item") for each in sends(host)].count(last["item"]) == 2


def test_what_a_press_makes_appear_does_not_move_what_is_pressed(page: Page, host: Host) -> None:
    found = show(page, host, "ten-teams-on-a-map")
    first, second = found.locator("[data-item]").all()[:2]
    first.locator("input").first.focus()
    page.keyboard.press("ArrowRight")
    second.scroll_into_view_if_needed()
    pressed = second.locator(".lm-name")
    box = pressed.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    # Half an answer has its reason when it is left, and that moves what stands below.
    page.wait_for_function("document.activeElement.type !== 'range'")
    assert pressed.bounding_box() == box
    page.mouse.up()
    expect(first.locator(".lm-feedback")).to_be_visible()


@pytest.mark.parametrize("exercise", ["the-round-in-order", "ten-teams-on-a-map"])
def test_what_it_came_to_appears_where_the_reasons_were_asked_for(
    anywhere: Page, host: Host, exercise: str
) -> None:
    found = show_asked(anywhere, host, exercise)
    if exercise == "the-round-in-order":
        found.locator("[data-item]").first.click()
        found.locator(".lm-opened input").first.press(" ")
    else:
        found.locator("[data-plot]").first.click(position={"x": 40, "y": 40})
    check = found.locator('[data-action="check"]')
    check.scroll_into_view_if_needed()
    box = check.bounding_box()
    assert box
    anywhere.mouse.move(box["x"] + 5, box["y"] + 5)
    anywhere.mouse.down()
    anywhere.mouse.up()
    head = found.locator(".lm-summary h4")
    expect(head).to_be_focused()
    expect(head).to_be_in_viewport()
    after = head.bounding_box()
    assert after
    assert abs(after["y"] - box["y"]) < 450
