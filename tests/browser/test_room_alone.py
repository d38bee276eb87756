"""Pages to work alone beside a live room: what is answered there is there, and the way back too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import faults_of
from tests.support.live_room import LiveRoom, live_room
from tests.support.room_steps import choose, come_in, kept, standing
from workshop.content.library import Library

LIBRARY = Library(ROOT)
SORT = "sort-the-working-day"
OTHER = "whole-deck"
FIRST, SECOND, *_ = [item.id for item in LIBRARY.exercise(SORT).items]
OPTIONS = [option.id for option in LIBRARY.exercise(SORT).options]
TITLE = next(each.title for each in LIBRARY.chapters() if SORT in each.exercises)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    """A room with two exercises of one session."""
    with live_room(LIBRARY, tmp_path / "room", [SORT, OTHER]) as room:
        yield room


def go_alone(phone: Page) -> None:
    """Open the page to work alone from the phone's page."""
    phone.get_by_role("link", name=TITLE).tap()
    expect(phone.get_by_role("link", name="Back to the room")).to_be_visible()


def test_what_was_answered_alone_counts_when_the_room_comes_to_it(
    phone: Page, room: LiveRoom
) -> None:
    come_in(phone, room)
    go_alone(phone)
    board = phone.locator(f'section[data-exercise="{SORT}"]')
    board.locator(f'[data-to="{FIRST}"]').tap()
    board.locator(f'.lm-now[data-item="{FIRST}"] [data-option="{OPTIONS[0]}"]').tap()
    standing(phone, "saved")
    kept(phone, room, SORT, lambda record: record["answer"]["choices"] == {FIRST: OPTIONS[0]})
    expect(phone.locator(".lm-feedback, .lm-badge")).to_have_count(0)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(phone, "body") == []

    # The room goes on: the page says so, and nobody is led away.
    room.step("think", SORT)
    expect(phone.get_by_text("The room goes on")).to_be_visible()
    expect(board).to_be_visible()
    phone.get_by_role("link", name="Go there").tap()
    expect(phone.locator(f'[data-to="{FIRST}"]')).to_have_attribute("data-choice", OPTIONS[0])
    choose(phone, SECOND, OPTIONS[1])
    both = {FIRST: OPTIONS[0], SECOND: OPTIONS[1]}
    kept(phone, room, SORT, lambda record: record["answer"]["choices"] == both)


def test_an_exercise_closes_for_the_talk_and_opens_with_its_reasons(
    phone: Page, room: LiveRoom
) -> None:
    come_in(phone, room)
    go_alone(phone)
    board = phone.locator(f'section[data-exercise="{SORT}"]')
    board.locator(f'[data-to="{FIRST}"]').tap()
    board.locator(f'.lm-now[data-item="{FIRST}"] [data-option="{OPTIONS[0]}"]').tap()
    standing(phone, "saved")
    for step in ("think", "look"):
        room.step(step, SORT)
    expect(phone.locator(f'[data-closed="{SORT}"]')).to_be_visible()
    expect(board).to_have_count(0)
    assert faults_of(phone, "body") == []
    room.step("why")
    board.locator(f'[data-to="{FIRST}"]').tap()
    expect(board.locator(".lm-feedback").first).to_be_visible()
    expect(phone.locator(f'section[data-exercise="{OTHER}"]')).to_be_visible()
    assert phone.locator(f'section[data-exercise="{OTHER}"] .lm-feedback').count() == 0
    phone.reload()
    board.locator(f'[data-to="{FIRST}"]').tap()
    expect(board.locator(".lm-feedback").first).to_be_visible()
