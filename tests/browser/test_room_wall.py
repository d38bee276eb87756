"""A facilitator leads a room: by the desk, a clicker, and a phone; and the wall follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import PATIENCE, ROOT
from tests.support.board_steps import faults_of
from tests.support.live_room import LiveRoom, live_room
from workshop.content.library import Library

LIBRARY = Library(ROOT)
HARD = LIBRARY.exercise("hard-and-two-sided-cards")
CARD = HARD.items[4]
LIVE = "section[data-live]"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    """A room with two exercises on its plan."""
    with live_room(LIBRARY, tmp_path / "room", [HARD.id, "my-yesterday"]) as room:
        room.app.live.address = room.address
        yield room


class Phone:
    """Somebody's phone, as far as the room sees it."""

    def __init__(self, room: LiveRoom, number: int) -> None:
        self._client = httpx.Client(base_url=room.address)
        self._work, self._n = f"{number:016x}", 0
        joined = self._client.post("/api/join", json={"code": room.code, "work": self._work})
        self._client.headers["authorization"] = f"Bearer {joined.json()['token']}"

    def puts(self, place: str, first: str = "") -> None:
        """Put the card somewhere."""
        self._n += 1
        record = {
            "exercise": HARD.id,
            "kind": HARD.kind,
            "updated": f"2030-03-04T12:00:{self._n:02}+00:00",
            "state": "begun",
            "answer": {"choices": {CARD.id: place}, "checked": False},
            **({"first": {"choices": {CARD.id: first}}} if first else {}),
        }
        sent = {"n": self._n, "work": self._work, "record": record}
        assert self._client.put(f"/api/answers/{HARD.id}", json=sent).status_code == 200


def enter(browser: Browser, room: LiveRoom, role: str, **settings: object) -> Page:
    """Open a link as it stands where the room was started."""
    page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]
    page.goto(
        f"{room.address}/{'wall' if role == 'wall' else 'host'}?key={room.app.people.keys[role]}"
    )
    return page


def moment(page: Page, name: str) -> Locator:
    """Wait until the page is at a moment."""
    found = page.locator(f'[data-live="{name}"], .wall[data-moment="{name}"]')
    expect(found).to_be_visible()
    return found


def test_a_room_is_led_from_the_first_card_to_the_reasons(browser: Browser, room: LiveRoom) -> None:
    desk, wall = (enter(browser, room, role) for role in ("host", "wall"))
    phone = {"width": 360, "height": 740}
    remote = enter(browser, room, "remote", viewport=phone, has_touch=True, is_mobile=True)
    moment(wall, "between")
    expect(wall.locator(".wall-code")).to_have_text(room.code)
    people = [Phone(room, number) for number in range(10)]
    expect(wall.locator("[data-count]")).to_have_text("Here: 10")
    desk.get_by_text("Another exercise, another card").click()
    desk.locator('[data-choose="live-moment"]').select_option("think")
    desk.locator('[data-action="live-go"]').click()
    expect(moment(wall, "think").locator("h1")).to_contain_text("Twelve new cards")
    desk.locator('[data-action="live-clock"]').nth(1).click()
    expect(wall.locator(".wall-clock")).to_have_text(re.compile(r"[12]:\d\d"))
    desk.locator('[data-choose="live-card"]').select_option(CARD.id)
    desk.locator('[data-action="live-go"]').click()
    expect(wall.locator("h1")).to_contain_text(CARD.text)
    for number, each in enumerate(people):
        each.puts("leadership" if number % 2 else "both")
    expect(wall.locator("[data-count]")).to_have_text("10 of 10 answered")
    expect(desk.locator(LIVE)).to_contain_text("Answered: 10")
    expect(wall.locator(".wall-bars")).to_have_count(0)
    # A clicker is a keyboard of two keys.
    desk.locator("h2").click()
    desk.keyboard.press("PageDown")
    expect(moment(wall, "look").locator(".wall-number")).to_have_text(["5", "0", "5"])
    moment(desk, "look")
    remote.locator('[data-action="live-next"]').tap()
    moment(wall, "again")
    for each in people[:8]:
        each.puts("both", first="leadership")
    moment(desk, "again")
    forward = desk.locator('[data-action="live-next"]')
    forward.focus()
    desk.keyboard.press("PageDown")
    expect(moment(wall, "look").locator(".wall-bar path")).to_have_count(3)
    moment(desk, "look")
    expect(forward).to_be_focused()
    moment(remote, "look")
    remote.locator('[data-action="live-next"]').tap()
    expect(moment(wall, "why")).to_contain_text(HARD.keys[CARD.id].why)
    assert faults_of(remote, LIVE) == []
    assert remote.evaluate("document.documentElement.scrollWidth") <= phone["width"]
    for page in (desk, wall, remote):
        page.context.close()


def test_a_break_moves_the_end_and_another_package_leaves_clock_and_stage_alone(
    browser: Browser, room: LiveRoom
) -> None:
    desk = enter(browser, room, "host")
    desk.locator("[data-choose=session]").select_option("02")
    desk.locator("[data-action=start]").click()
    desk.locator("[data-action=next]").click()
    ends = desk.locator("[data-ends]")
    before = ends.get_attribute("data-ends")
    desk.locator("[data-action=live-break]").last.click()
    expect(ends).to_contain_text("With the break, 15 min more, it is over at")
    assert ends.get_attribute("data-ends") != before
    # The clock of the session waits, and goes on with the room.
    expect(desk.locator("[data-action=start]")).to_be_visible()
    desk.locator("[data-action=live-next]").click()
    expect(desk.locator("[data-action=pause]")).to_be_visible()
    expect(ends).to_contain_text("By the plan it is over at")
    moment(desk, "think")
    exercises = desk.locator("[data-choose=live-exercise] option")
    expect(exercises).to_have_count(2)
    for width, height in ((1366, 768), (360, 740)):
        desk.set_viewport_size({"width": width, "height": height})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of(desk, "section[data-desk]") == []
    expect(desk.locator("[data-action=live-package]")).to_have_count(0)
    desk.locator("[data-choose=package]").select_option("one-day")
    desk.locator("[data-action=live-package]").click()
    expect(desk.locator("[data-replan]")).to_have_count(0)
    assert exercises.count() > 10
    moment(desk, "think")
    expect(desk.locator("[data-choose=session]")).to_have_value("02")
    expect(desk.locator("[data-action=pause]")).to_be_visible()
    desk.context.close()


def test_hands_are_counted_by_whoever_leads_the_room(browser: Browser, room: LiveRoom) -> None:
    desk, wall = (enter(browser, room, role) for role in ("host", "wall"))
    phone = {"width": 320, "height": 640}
    remote = enter(browser, room, "remote", viewport=phone, has_touch=True, is_mobile=True)
    room.step("think", HARD.id, CARD.id)
    for page in (desk, remote):
        page.get_by_text("Hands of people without a phone").click()
        assert faults_of(page, LIVE) == []
    plus = desk.locator('[data-hands="both"] [data-action="live-plus"]')
    # Faster than a room can answer.
    plus.evaluate("(each) => { for (let n = 0; n < 4; n++) each.click(); }")
    desk.locator('[data-hands="both"] [data-action="live-minus"]').click()
    there = '[data-hands="both"] output'
    expect(desk.locator(there)).to_have_text("Both: 3")
    expect(remote.locator(there)).to_have_text("Both: 3")
    expect(wall.locator(".wall-hands")).to_have_count(0)
    room.step("look")
    expect(wall.locator(".wall-hands")).to_have_text("Hands: Leadership 0 · Management 0 · Both 3")
    room.step("again")
    remote.locator('[data-hands="leadership"] [data-action="live-plus"]').tap()
    expect(desk.locator('[data-hands="leadership"] output')).to_have_text("Leadership: 1")
    assert remote.evaluate("document.documentElement.scrollWidth") <= phone["width"]
    room.step("look")
    expect(wall.locator(".wall-hands").nth(1)).to_contain_text("second time: Leadership 1 ·")
    for page in (desk, wall, remote):
        page.context.close()


def test_a_step_is_taken_back_as_long_as_nobody_saw_it_and_keys_stay_where_they_belong(
    browser: Browser, room: LiveRoom
) -> None:
    desk = enter(browser, room, "host")
    moment(desk, "between")
    desk.keyboard.press("ArrowRight")
    moment(desk, "think")
    desk.keyboard.press("PageUp")
    moment(desk, "between")
    # In a list of choices a key chooses; on a tab it goes to the next one.
    desk.locator('[data-choose="session"]').focus()
    desk.keyboard.press("PageDown")
    desk.locator('[data-action="tab-sheet"]').focus()
    desk.keyboard.press("ArrowRight")
    expect(desk.locator("[data-desk]")).to_have_attribute("data-tab", "answers")
    moment(desk, "between")
    button = desk.locator('[data-action="live-next"]')
    button.focus()
    desk.keyboard.press("Space")
    moment(desk, "think")
    expect(button).to_be_focused()
    assert room.app.live.stage.number == 3, "one press is one step"
    assert faults_of(desk, "[data-desk]") == []
    desk.context.close()


def test_whoever_leads_is_told_when_the_room_is_away_and_goes_on_when_it_is_back(
    browser: Browser, room: LiveRoom
) -> None:
    desk, wall = (enter(browser, room, role) for role in ("host", "wall"))
    moment(desk, "between")
    room.stop()
    expect(desk.locator(LIVE)).to_contain_text("The room does not answer.")
    expect(wall.locator(".wall-away")).to_contain_text("away for a moment")
    expect(wall.locator(".wall-code")).to_be_visible()
    room.start()
    expect(desk.locator(LIVE)).not_to_contain_text("The room does not answer.")
    expect(wall.locator(".wall-away")).to_be_empty()
    desk.locator('[data-action="live-next"]').click()
    moment(wall, "think")
    for page in (desk, wall):
        page.context.close()


def test_phone_and_wall_go_along_in_firefox_too(firefox: Browser, room: LiveRoom) -> None:
    wall = enter(firefox, room, "wall")
    phone = firefox.new_context(viewport={"width": 360, "height": 740}).new_page()
    for page in (wall, phone):
        page.context.set_default_timeout(PATIENCE)
    phone.goto(room.address)
    phone.get_by_label("The code").fill(room.code)
    phone.get_by_role("button", name="Join").click()
    phone.wait_for_url("**/here")
    room.step("think", HARD.id, CARD.id)
    expect(moment(wall, "think").locator("h1")).to_contain_text(CARD.text)
    phone.locator('[data-option="both"]').click()
    expect(phone.locator('[data-standing="saved"]')).to_be_visible()
    for number in range(4):
        Phone(room, number).puts("leadership")
    room.step("look")
    expect(moment(wall, "look").locator(".wall-number")).to_have_text(["4", "0", "1"])
    expect(phone.locator(".lm-room-own dd")).to_have_text("Both")
    room.step("why")
    expect(moment(wall, "why")).to_contain_text(HARD.keys[CARD.id].why)
    room.step("why", HARD.id, "")
    phone.locator(f'[data-to="{CARD.id}"]').click()
    expect(phone.locator(".lm-feedback")).to_be_visible()
    for page in (wall, phone):
        page.context.close()
