"""A phone in a live room: a real server, 320 pixels, and nothing but a finger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.conftest import PATIENCE, ROOT
from tests.support.board_steps import faults_of
from tests.support.live_room import LiveRoom, live_room
from tests.support.room_steps import choose, come_in, kept, standing
from workshop.content.library import Library

LIBRARY = Library(ROOT)
SORT = "sort-the-working-day"
CHECKED = "the-round-in-order"
PLAN = [SORT, CHECKED, "six-decisions-at-kisima"]
FIRST, SECOND, *_ = [item.id for item in LIBRARY.exercise(SORT).items]
OPTIONS = [option.id for option in LIBRARY.exercise(SORT).options]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    """A room of which nobody has heard yet."""
    with live_room(LIBRARY, tmp_path / "room", PLAN) as room:
        yield room


def sound(phone: Page) -> None:
    """Nothing lies beside the screen, and axe finds nothing."""
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(phone, "body") == []


def test_a_phone_goes_through_all_moments_of_an_exercise(phone: Page, room: LiveRoom) -> None:
    phone.goto(room.address)
    sound(phone)
    phone.get_by_label("The code").fill("XXXX")
    phone.get_by_role("button", name="Join", exact=True).tap()
    expect(phone.get_by_text("There is no room with this code.")).to_be_visible()
    come_in(phone, room)
    sound(phone)

    room.step("think", SORT)
    choose(phone, FIRST, OPTIONS[0])
    standing(phone, "saved")
    expect(phone.locator(".lm-feedback, .lm-badge")).to_have_count(0)
    sound(phone)
    kept(phone, room, SORT, lambda record: record["answer"]["choices"] == {FIRST: OPTIONS[0]})

    room.step("look")
    expect(phone.get_by_role("heading", level=3, name="Your answer")).to_be_visible()
    expect(phone.locator("section[data-exercise]")).to_have_count(0)
    sound(phone)

    room.step("again")
    # Where somebody stood before is on the place that they chose, also for who hears the page.
    mine = phone.locator(f'.lm-now[data-item="{FIRST}"]').get_by_role("radio")
    expect(mine.and_(phone.locator(f'[data-option="{OPTIONS[0]}"]'))).to_have_accessible_name(
        re.compile("your first choice")
    )
    phone.locator(f'.lm-now[data-item="{FIRST}"] [data-option="{OPTIONS[1]}"]').tap()
    record = kept(
        phone, room, SORT, lambda record: record["answer"]["choices"][FIRST] == OPTIONS[1]
    )
    assert record["first"]["choices"] == {FIRST: OPTIONS[0]}
    sound(phone)

    room.step("why")
    phone.locator(f'[data-to="{FIRST}"]').tap()
    expect(phone.locator(".lm-feedback")).to_be_visible()
    sound(phone)
    # What somebody tries out now is theirs alone.
    phone.locator("[data-action=change]").first.tap()
    phone.locator(f'[data-option="{OPTIONS[2]}"]').tap()
    phone.reload()
    expect(phone.locator(f'[data-item="{FIRST}"]')).to_have_attribute("data-choice", OPTIONS[2])
    (record,) = room.records(SORT)
    assert record["answer"]["choices"] == {FIRST: OPTIONS[1]}

    room.step("between")
    expect(phone.locator("section[data-exercise]")).to_have_count(0)


def test_answers_wait_offline_for_a_room_that_is_away_and_over_a_reload(
    phone: Page, room: LiveRoom
) -> None:
    come_in(phone, room)
    room.step("think", SORT)
    choose(phone, FIRST, OPTIONS[0])
    standing(phone, "saved")

    phone.context.set_offline(True)
    standing(phone, "offline")
    choose(phone, SECOND, OPTIONS[1])
    phone.context.set_offline(False)
    both = {FIRST: OPTIONS[0], SECOND: OPTIONS[1]}
    kept(phone, room, SORT, lambda record: record["answer"]["choices"] == both)

    room.stop()
    standing(phone, "away")
    choose(phone, SECOND, OPTIONS[2])
    room.start()
    both[SECOND] = OPTIONS[2]
    kept(phone, room, SORT, lambda record: record["answer"]["choices"] == both)
    standing(phone, "saved")

    phone.reload()
    expect(phone.locator(f'[data-to="{FIRST}"]')).to_have_attribute("data-choice", OPTIONS[0])
    # Whoever opens the first address again is in already.
    phone.goto(room.address)
    phone.wait_for_url("**/here")
    kept(phone, room, SORT, lambda record: record["answer"]["choices"] == both)


def test_a_phone_goes_along_to_a_new_address(phone: Page, room: LiveRoom) -> None:
    come_in(phone, room)
    room.step("think", SORT)
    choose(phone, FIRST, OPTIONS[0])
    standing(phone, "saved")
    room.stop()
    before = room.address
    room.start(0)
    assert room.address != before
    standing(phone, "away")
    choose(phone, SECOND, OPTIONS[1])
    phone.get_by_label("Does the wall show another address?").fill(room.address)
    phone.get_by_role("button", name="Go there").tap()
    phone.wait_for_url(f"{room.address}/here")
    both = {FIRST: OPTIONS[0], SECOND: OPTIONS[1]}
    # The same phone, and not another one.
    kept(phone, room, SORT, lambda record: record["answer"]["choices"] == both)
    expect(phone.locator(f'[data-to="{FIRST}"]')).to_have_attribute("data-choice", OPTIONS[0])


def test_whoever_leaves_takes_everything_along(phone: Page, room: LiveRoom) -> None:
    come_in(phone, room)
    room.step("think", SORT)
    choose(phone, FIRST, OPTIONS[0])
    standing(phone, "saved")
    phone.locator("[data-action=menu]").tap()
    phone.locator("[data-action=leave]").tap()
    expect(phone.locator("[data-action=leave-no]")).to_be_focused()
    sound(phone)
    phone.locator("[data-action=leave-yes]").tap()
    expect(phone.get_by_role("button", name="Join", exact=True)).to_be_visible()
    assert room.records(SORT) == []
    come_in(phone, room)
    expect(phone.locator(f'.lm-now[data-item="{FIRST}"]')).to_be_visible()


def test_one_card_is_all_there_is_where_the_room_looks_at_one(phone: Page, room: LiveRoom) -> None:
    come_in(phone, room)
    room.step("think", SORT, SECOND)
    phone.locator(f'[data-option="{OPTIONS[0]}"]').tap()
    expect(phone.get_by_text("Your answer is in.")).to_be_visible()
    expect(phone.locator(".lm-along")).to_be_hidden()
    sound(phone)
    room.step("look")
    room.step("again")
    expect(phone.locator(f'[data-before]:has([data-option="{OPTIONS[0]}"])')).to_be_visible()
    phone.locator(f'[data-option="{OPTIONS[1]}"]').tap()
    record = kept(
        phone, room, SORT, lambda record: record["answer"]["choices"][SECOND] == OPTIONS[1]
    )
    assert record["first"]["choices"] == {SECOND: OPTIONS[0]}
    room.step("why")
    expect(phone.get_by_text("Look at the wall: it says what most would say")).to_be_visible()
    expect(phone.locator(".lm-feedback, .lm-badge")).to_have_count(0)


@pytest.mark.parametrize("exercise", PLAN[1:])
def test_kinds_that_judge_a_whole_wait_for_why_as_well(
    phone: Page, room: LiveRoom, exercise: str
) -> None:
    come_in(phone, room)
    room.step("think", exercise)
    board = phone.locator(f'section[data-exercise="{exercise}"]')
    expect(board).to_be_visible()
    board.locator(".lm-now [data-option]").first.tap()
    standing(phone, "saved")
    expect(board.locator("[data-action=check], .lm-feedback, .lm-summary")).to_have_count(0)
    room.step("why")
    expect(phone.locator(".lm-feedback, .lm-summary").first).to_be_attached()


def test_many_taps_make_few_requests(phone: Page, room: LiveRoom) -> None:
    come_in(phone, room)
    room.step("think", SORT)
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "PUT":
            sent.append(request.url)

    phone.on("request", note)
    expect(phone.locator(f'.lm-now[data-item="{FIRST}"]')).to_be_visible()
    began = phone.evaluate("performance.now()")
    for item in (FIRST, SECOND, FIRST, SECOND, FIRST, SECOND):
        choose(phone, item, OPTIONS[0] if item == FIRST else OPTIONS[1])
    kept(phone, room, SORT, lambda record: len(record["answer"]["choices"]) == 2)
    seconds = (phone.evaluate("performance.now()") - began) / 1000
    assert 1 <= len(sent) <= seconds + 2


def test_seven_tabs_of_one_phone_all_hear_of_a_step(browser: Browser, room: LiveRoom) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    tabs = [context.new_page() for _ in range(7)]
    come_in(tabs[0], room)
    for tab in tabs[1:]:
        tab.goto(f"{room.address}/here")
        standing(tab, "here")
    room.step("think", SORT)
    for tab in reversed(tabs):
        tab.bring_to_front()
        expect(tab.locator(f'.lm-now[data-item="{FIRST}"]')).to_be_visible()
    context.close()
