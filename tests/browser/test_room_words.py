"""Words go from a phone past the desk to the wall; a question waits until it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import faults_of
from tests.support.live_room import LiveRoom, live_room
from workshop.content.library import Library

LIBRARY = Library(ROOT)
SORT = "sort-the-working-day"
WRITTEN = "my-yesterday"
PROMPT = "One word: what stays with you?"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    """A room with an exercise that is written, and one that is not."""
    with live_room(LIBRARY, tmp_path / "room", [SORT, WRITTEN]) as room:
        yield room


@pytest.fixture
def desk(browser: Browser, room: LiveRoom) -> Iterator[Page]:
    """The facilitator's laptop, with the part of words open."""
    page = enter(browser, room, "host")
    page.get_by_text("Words and questions").click()
    yield page
    page.context.close()


@pytest.fixture
def wall(browser: Browser, room: LiveRoom) -> Iterator[Page]:
    """The projector."""
    page = enter(browser, room, "wall")
    yield page
    page.context.close()


def enter(browser: Browser, room: LiveRoom, role: str) -> Page:
    """Open a link as it stands where the room was started."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{room.address}/{role}?key={room.app.people.keys[role]}")
    return page


def come_in(phone: Page, room: LiveRoom) -> None:
    """Join by the link that a camera reads."""
    phone.goto(f"{room.address}/?code={room.code}")
    phone.get_by_role("button", name="Join", exact=True).tap()
    phone.wait_for_url("**/here")


def sound(phone: Page) -> None:
    """Nothing lies beside the screen, and axe finds nothing."""
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(phone, "body") == []


def test_a_word_goes_to_the_wall_when_the_facilitator_lets_it_through(
    phone: Page, desk: Page, wall: Page, room: LiveRoom
) -> None:
    come_in(phone, room)
    room.step("think", SORT)
    board = phone.locator(".lm-now")
    expect(board).to_be_visible()
    desk.get_by_label("What do you ask?").fill(PROMPT)
    desk.keyboard.press("Enter")
    expect(wall.locator("h1")).to_have_text(PROMPT)
    expect(phone.locator(".lm-room-prompt")).to_have_text(PROMPT)
    field = phone.get_by_label("A word or a short sentence")
    field.fill("x" * 70)
    expect(field).to_have_value("x" * 60)
    field.fill("patience")
    sound(phone)
    phone.reload()
    expect(field).to_have_value("patience")
    phone.locator('[data-action="note-send"]').tap()
    expect(phone.get_by_text("Sent. The facilitator has it.")).to_be_visible()
    expect(field).to_have_value("")
    expect(desk.get_by_text("Words and questions: 1 to read")).to_be_visible()
    assert faults_of(desk, ".lm-desk-words") == []
    shows = desk.get_by_role("button", name="Show: patience")
    shows.focus()
    desk.keyboard.press("Enter")
    expect(wall.locator(".wall-word")).to_have_text("patience")
    # The button is gone; who works with the keyboard is still at the desk.
    expect(shows).to_have_count(0)
    assert desk.evaluate("document.activeElement.closest('.lm-desk') !== null")
    desk.locator('[data-action="words-stop"]').click()
    expect(wall.locator('.wall[data-moment="think"]')).to_be_visible()
    expect(phone.locator(".lm-room-prompt")).to_have_count(0)
    expect(board).to_be_visible()


def test_words_wait_on_a_phone_that_is_offline_and_can_be_taken_back(
    phone: Page, desk: Page, room: LiveRoom
) -> None:
    come_in(phone, room)
    room.step("think", WRITTEN)
    field = phone.get_by_label("A word or a short sentence")
    field.fill("courage")
    phone.context.set_offline(True)
    phone.locator('[data-action="note-send"]').tap()
    own = phone.locator(".lm-room-words li")
    expect(own).to_contain_text("Kept on this phone.")
    phone.context.set_offline(False)
    expect(own).to_contain_text("The facilitator has it.")
    note = desk.locator('[data-notes="new"] li')
    expect(note).to_contain_text("courage")
    phone.get_by_role("button", name="Take it back: courage").tap()
    expect(phone.get_by_text("Taken back: it is gone.")).to_be_visible()
    expect(note).to_have_count(0)


def test_a_question_for_later_is_shown_and_ticked_off(
    phone: Page, desk: Page, wall: Page, room: LiveRoom
) -> None:
    come_in(phone, room)
    phone.locator('[data-action="menu"]').tap()
    phone.locator('[data-action="later"]').tap()
    phone.get_by_label("Your question").fill("Who pays for the second nurse?")
    sound(phone)
    phone.locator('[data-action="note-send"]').tap()
    desk.locator('[data-action="words-show"]').click()
    parked = desk.locator('[data-about="?"]')
    parked.locator('[data-action="words-wall"]').click()
    expect(wall.locator(".wall-lines li")).to_have_text("Who pays for the second nurse?")
    parked.locator('[data-action="words-done"]').click()
    expect(wall.locator(".wall-lines li")).to_have_count(0)
    desk.get_by_text("Left out, and answered").click()
    expect(desk.locator('[data-notes="out"] li')).to_contain_text("Who pays")
    desk.locator('[data-action="words-copy"]').click()
    expect(desk.get_by_text("Copied.")).to_be_visible()
