"""Joining a live room from the header of a notebook, by keyboard and on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, eventually, faults_of, keys_past, show
from tests.support.header_steps import HEADER, SORT, opened, sort, top
from tests.support.host import Host
from tests.support.live_room import LiveRoom, live_room
from workshop.content.library import Library

STANDING = ".lm-header-room"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    with live_room(Library(ROOT), tmp_path / "live", [SORT.id]) as room:
        yield room


def form(page: Page) -> None:
    """Open what is to be typed."""
    opened(page).locator('[data-action="join-room"]').press("Enter")
    expect(page.get_by_label("The address on the wall")).to_be_focused()


def come_in(page: Page, room: LiveRoom) -> None:
    form(page)
    page.keyboard.type(room.address.removeprefix("http://"))
    page.keyboard.press("Tab")
    page.keyboard.type(room.code.lower())
    page.keyboard.press("Enter")
    expect(page.locator(STANDING)).to_contain_text(f"In the room {room.code}")


def test_joining_and_leaving_by_keyboard(page: Page, host: Host, room: LiveRoom) -> None:
    show(page, host, "header", SORT.id)
    expect(page.locator(STANDING)).to_have_text("")
    form(page)
    assert faults_of(page, HEADER) == []
    page.keyboard.type("10.0.0.5:99999")
    page.keyboard.press("Enter")
    expect(top(page).locator(".lm-notice")).to_contain_text("This is no address of a room.")
    page.keyboard.press("Control+A")
    page.keyboard.type(room.address)
    page.keyboard.press("Tab")
    page.keyboard.type(room.code)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_label("How many people are you?")).to_be_focused()
    assert faults_of(page, HEADER) == []
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(STANDING)).to_contain_text(f"In the room {room.code} · saved there")
    expect(page.locator(".lm-joining")).to_be_focused()
    assert faults_of(page, HEADER) == []
    assert faults_of(page, STANDING) == []
    assert room.app.live.people() == 5
    sort(board(page, SORT.id), 0, 2)
    eventually(page, lambda: len(room.records(SORT.id)) == 1)
    leave = top(page).locator('[data-action="leave-room"]')
    leave.press("Enter")
    expect(top(page).locator('[data-action="leave-no"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(leave).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(STANDING)).to_have_text("")
    expect(top(page).locator(".lm-notice")).to_contain_text("You have left the room.")
    expect(page.locator(".lm-joining")).to_be_focused()
    assert room.records(SORT.id) == []
    assert keys_past(page) == []


def test_a_room_that_goes_away_is_said_and_comes_back(
    page: Page, host: Host, room: LiveRoom
) -> None:
    show(page, host, "header", SORT.id)
    come_in(page, room)
    sort(board(page, SORT.id), 0, 1)
    eventually(page, lambda: len(room.records(SORT.id)) == 1)
    room.stop()
    try:
        away = page.locator(f'{STANDING}[data-standing="away"]')
        expect(away.locator("p")).to_contain_text("does not answer. Your answers are kept here")
        expect(away.get_by_role("status")).to_contain_text("does not answer")
        assert faults_of(page, STANDING) == []
        sort(board(page, SORT.id), 1, 2)
    finally:
        room.start()
    expect(page.locator(f'{STANDING}[data-standing="saved"]')).to_be_visible()
    [record] = room.records(SORT.id)
    assert len(record["answer"]["choices"]) == 2


def test_on_a_narrow_screen(phone: Page, host: Host, room: LiveRoom) -> None:
    show(phone, host, "header", SORT.id)
    form(phone)
    phone.get_by_label("Our table").tap()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    small = phone.locator(
        ".lm-joining :is(button, input:not([type=radio]), select, fieldset label)"
    )
    for each in small.all():
        box = each.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    phone.get_by_label("The address on the wall").fill(room.address)
    phone.get_by_label("The code").fill("XXXX")
    phone.locator('[data-action="join"]').tap()
    told = top(phone).locator(".lm-notice")
    expect(told).to_contain_text("There is no room with this code.")
    assert faults_of(phone, HEADER) == []


def test_a_kernel_in_the_internet_says_what_it_cannot_reach(
    page: Page, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.3.0.1")
    host.start()
    show(page, host, "header", SORT.id)
    form(page)
    expect(top(page)).to_contain_text("It cannot reach the laptop of a facilitator.")
    page.keyboard.type("10.0.0.5:8080")
    page.keyboard.press("Tab")
    page.keyboard.type("K74P")
    page.keyboard.press("Enter")
    expect(top(page).locator(".lm-notice")).to_contain_text("Open the address that the wall shows")
