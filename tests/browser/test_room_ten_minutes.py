"""Ten minutes of phones in a live room: whatever happens to them, nobody is lost, and nobody twice.

Phones sleep, lose the Wi-Fi, find the laptop at another address, have seven tabs, and go back; the
room is a program of its own, and so is each browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.conftest import PATIENCE, ROOT
from tests.support.led_room import ELSEWHERE, LedRoom, led_room
from tests.support.poor_line import Table
from tests.support.room_steps import standing
from tests.support.sleeping import sleeping
from tests.support.waiting import until
from workshop.content.library import Library

LIBRARY = Library(ROOT)
SESSION, SORT = "00", "who-made-this-day-work"
TITLE = next(each.title for each in LIBRARY.chapters() if SORT in each.exercises)
ITEMS = [item.id for item in LIBRARY.exercise(SORT).items]
FIRST, SECOND, *_ = ITEMS
ONE, OTHER, *_ = [option.id for option in LIBRARY.exercise(SORT).options]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LedRoom]:
    """A room of which nobody has heard yet."""
    with led_room(tmp_path / "room", SESSION) as room:
        yield room


@contextmanager
def another_phone(browser: Browser) -> Iterator[Page]:
    """Somebody else's phone: the same make, and a memory of its own."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def come_in(phone: Page, room: LedRoom) -> str:
    """Scan the code on the wall, and press the one button, too often; gives the phone's words."""
    phone.goto(f"{room.address}/?code={room.code}")
    phone.get_by_role("button", name="Join", exact=True).dblclick()
    phone.wait_for_url("**/here")
    standing(phone, "here")
    return words_of(phone)


def words_of(phone: Page) -> str:
    """The words by which the room knows a phone."""
    return str(json.loads(phone.evaluate("localStorage['leading-and-managing:room']"))["word"])


def come_back(phone: Page, room: LedRoom, words: str, address: str) -> None:
    """Come in by the words, on a browser that knows nothing."""
    phone.goto(address)
    phone.get_by_text("I was here before").click()
    phone.get_by_label("Code of the room").fill(room.code)
    phone.get_by_label("Your words and their number").fill(words.upper())
    phone.get_by_role("button", name="Come back").click()
    phone.wait_for_url("**/here")


def choose(phone: Page, item: str, option: str) -> None:
    """Open a card, and choose where it belongs."""
    # By what a finger causes: whether a finger can reach it is seen in tests of one phone alone.
    phone.locator(f'[data-to="{item}"]').dispatch_event("click")
    now = phone.locator(f'.lm-now[data-item="{item}"]')
    now.locator(f'[data-option="{option}"]').dispatch_event("click")


def shown(phone: Page) -> dict[str, str]:
    """What the board on the screen says that this person chose."""
    cards = "[...document.querySelectorAll('section[data-exercise] [data-choice]')]"
    pairs = f"{cards}.map(({{dataset}}) => [dataset.item ?? dataset.to, dataset.choice])"
    return {item: choice for item, choice in phone.evaluate(pairs) if choice}


def sees(phone: Page, choices: dict[str, str]) -> None:
    """Wait until the board on the screen says so."""
    until(lambda: shown(phone) == choices, lambda: shown(phone))


def kept(room: LedRoom, choices: dict[str, dict[str, str]]) -> None:
    """Wait until the room has this of everybody, and nothing of anybody else."""
    until(lambda: room.choices(SORT) == choices, lambda: room.choices(SORT))
    assert set(room.devices()) == set(choices)


def vote_again(phone: Page, item: str, option: str) -> None:
    """Choose something else, once the board says where this person stood before."""
    expect(phone.locator("section[data-exercise] [data-before]").first).to_be_attached()
    choose(phone, item, option)


def go_to(phone: Page, room: LedRoom, number: str) -> None:
    """Type the new address on the wall into the page that is open."""
    phone.locator("[data-action=menu]").click()
    phone.get_by_label("Does the wall show another address?").fill(room.at(number)[7:])
    phone.get_by_role("button", name="Go there").click()
    phone.wait_for_url(f"{room.at(number)}/here")


def test_a_phone_that_slept_is_where_the_room_is_and_its_answers_arrive_once(
    driver: Playwright, room: LedRoom, tmp_path: Path
) -> None:
    with sleeping(driver, tmp_path / "browser") as sleeper:
        phone = sleeper.page
        words = come_in(phone, room)
        room.step("think", SORT)
        choose(phone, FIRST, ONE)
        kept(room, {words: {FIRST: ONE}})
        # The room's laptop is away when this one is chosen, and the phone falls asleep over it.
        room.away()
        choose(phone, SECOND, ONE)
        sleeper.sleep()
        room.back()
        for moment in ("look", "again"):
            room.step(moment)
        expect(phone.locator("h2[data-view]")).to_have_attribute("data-view", "board")
        assert room.choices(SORT) == {words: {FIRST: ONE}}
        sleeper.wake()
        kept(room, {words: {FIRST: ONE, SECOND: ONE}})
        vote_again(phone, FIRST, OTHER)
        kept(room, {words: {FIRST: OTHER, SECOND: ONE}})
        assert room.records(SORT)[words]["first"]["choices"] == {FIRST: ONE}
        # Asleep once more, over the stream that is open.
        standing(phone, "saved")
        sleeper.sleep()
        room.step("why")
        expect(phone.locator(".lm-feedback")).to_have_count(0)
        sleeper.wake()
        phone.locator(f'[data-to="{FIRST}"]').click()
        expect(phone.locator(".lm-feedback")).to_be_visible()


def test_back_and_forward_lead_nobody_out_of_the_room(phone: Page, room: LedRoom) -> None:
    phone.goto(f"{room.address}/api/health")
    words = come_in(phone, room)
    # Who goes back from the room is not led to the page to join by once more.
    phone.go_back()
    assert phone.url.endswith("/api/health")
    room.step("think", SORT)
    phone.go_forward()
    choose(phone, FIRST, ONE)
    # Gone before a second is over: what was chosen last goes along.
    choose(phone, SECOND, ONE)
    phone.go_back()
    phone.go_forward()
    kept(room, {words: {FIRST: ONE, SECOND: ONE}})
    sees(phone, {FIRST: ONE, SECOND: ONE})

    room.step("between")
    phone.get_by_role("link", name=TITLE).click()
    phone.wait_for_url("**/*.html")
    choose(phone, FIRST, OTHER)
    phone.go_back()
    phone.wait_for_url("**/here")
    room.step("think", SORT)
    sees(phone, {FIRST: OTHER, SECOND: ONE})
    kept(room, {words: {FIRST: OTHER, SECOND: ONE}})
    room.step("look")
    phone.go_forward()
    expect(phone.locator(f'[data-closed="{SORT}"]')).to_be_visible()
    room.step("again")
    phone.go_back()
    vote_again(phone, SECOND, OTHER)
    kept(room, {words: {FIRST: OTHER, SECOND: OTHER}})
    assert room.records(SORT)[words]["first"]["choices"] == {SECOND: ONE}
    # Whoever scans the code once more is who they were.
    phone.goto(f"{room.address}/?code={room.code}")
    phone.wait_for_url("**/here")
    phone.go_back()
    phone.go_forward()
    sees(phone, {FIRST: OTHER, SECOND: OTHER})
    assert list(room.devices()) == [words]


def test_at_another_address_everybody_is_who_they_were(
    phone: Page, browser: Browser, room: LedRoom
) -> None:
    words = come_in(phone, room)
    room.step("think", SORT)
    choose(phone, FIRST, ONE)
    # With the page open: its answers come along, also what was chosen a moment ago.
    choose(phone, SECOND, ONE)
    go_to(phone, room, ELSEWHERE)
    sees(phone, {FIRST: ONE, SECOND: ONE})
    choose(phone, FIRST, OTHER)
    kept(room, {words: {FIRST: OTHER, SECOND: ONE}})
    # The laptop is back where it was: what this browser has kept of that address is old. Somebody
    # scans the code again …
    phone.goto(f"{room.address}/?code={room.code}")
    sees(phone, {FIRST: OTHER, SECOND: ONE})
    # … or types the address where the page is still open.
    go_to(phone, room, ELSEWHERE)
    choose(phone, SECOND, OTHER)
    kept(room, {words: {FIRST: OTHER, SECOND: OTHER}})
    go_to(phone, room, "127.0.0.1")
    sees(phone, {FIRST: OTHER, SECOND: OTHER})
    choose(phone, SECOND, ONE)
    room.step("look")
    room.step("again")
    # With no page, and on a browser that knows nothing: by the words.
    with another_phone(browser) as fresh:
        come_back(fresh, room, words, room.at(ELSEWHERE))
        sees(fresh, {FIRST: OTHER, SECOND: ONE})
        # The page that is still open elsewhere stops, and joins nobody.
        expect(phone.get_by_role("button", name="Join", exact=True)).to_be_visible()
        vote_again(fresh, SECOND, OTHER)
        kept(room, {words: {FIRST: OTHER, SECOND: OTHER}})
        assert room.records(SORT)[words]["first"]["choices"] == {SECOND: ONE}


@contextmanager
def at_the_desk(browser: Browser, room: LedRoom) -> Iterator[Page]:
    """The facilitator's laptop."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(room.host_link)
    page.get_by_text("Another exercise, another card").click()
    yield page
    page.context.close()


def lead(desk: Page, moment: str) -> None:
    """Go to a moment, at the desk."""
    desk.locator('[data-choose="live-moment"]').select_option(moment)
    desk.locator('[data-action="live-go"]').click()
    expect(desk.locator(f'[data-live="{moment}"]')).to_be_visible()


PEOPLE = ["sleeps", "offline", "moves", "lost", "tabs", "back", "reloads", "table"]
MINE = {
    who: {item: (ONE, OTHER)[number >> place & 1] for place, item in enumerate(ITEMS)}
    for number, who in enumerate(PEOPLE)
}
"""What each of them chooses first: everybody something else."""
THEN = {who: {**each, FIRST: ({ONE, OTHER} - {each[FIRST]}).pop()} for who, each in MINE.items()}
"""And in the end: everybody has changed their mind about the first card."""


def everybody_is_there_once(room: LedRoom, words: dict[str, str]) -> None:
    """The room has one device of each, with what each chose in the end, and before the talk."""
    assert room.devices() == {words[who]: 4 if who == "table" else 1 for who in PEOPLE}
    assert room.choices(SORT) == {words[who]: THEN[who] for who in PEOPLE}
    first = {name: each["first"]["choices"] for name, each in room.records(SORT).items()}
    assert first == {words[who]: {FIRST: MINE[who][FIRST]} for who in PEOPLE}


def test_ten_minutes_in_a_room_lose_nobody_and_count_nobody_twice(
    driver: Playwright, browser: Browser, room: LedRoom, tmp_path: Path
) -> None:
    with ExitStack() as around:
        sleeper = around.enter_context(sleeping(driver, tmp_path / "browser"))
        inside = [who for who in PEOPLE if who not in ("sleeps", "table")]
        phones = {who: around.enter_context(another_phone(browser)) for who in inside}
        phones["sleeps"] = sleeper.page
        desk = around.enter_context(at_the_desk(browser, room))
        words = {who: come_in(phone, room) for who, phone in phones.items()}
        table = Table(room, SORT)
        words["table"] = table.words
        counts = desk.locator(".lm-desk-counts")
        expect(counts).to_contain_text("Devices here: 8 (people: 11)")
        tabs = [phones["tabs"], *(phones["tabs"].context.new_page() for _ in range(6))]
        for tab in tabs[1:]:
            tab.goto(f"{room.address}/here")

        lead(desk, "think")
        expect(phones["offline"].locator("section[data-exercise]")).to_be_visible()
        phones["offline"].context.set_offline(True)
        for item in ITEMS:
            for who, phone in phones.items():
                on = tabs[ITEMS.index(item)] if who == "tabs" else phone
                choose(on, item, MINE[who][item])
        table.choose(MINE["table"])
        # Each meets something, some of it before a second is over.
        go_to(phones["moves"], room, ELSEWHERE)
        phones["reloads"].reload()
        phones["back"].go_back()
        sleeper.sleep()
        there = {words[who]: MINE[who] for who in PEOPLE if who not in ("offline", "sleeps")}
        until(lambda: there.items() <= room.choices(SORT).items(), lambda: room.choices(SORT))
        phones["lost"].context.close()
        room.away()
        room.back()
        phones["back"].go_forward()

        lead(desk, "look")
        phones["lost"] = around.enter_context(another_phone(browser))
        come_back(phones["lost"], room, words["lost"], room.at(ELSEWHERE))
        lead(desk, "again")
        phones["offline"].context.set_offline(False)
        sleeper.wake()
        phones["back"].reload()
        kept(room, {words[who]: MINE[who] for who in PEOPLE})
        expect(counts).to_contain_text("Answered: 8")
        phones["tabs"] = tabs[-1]
        for who, phone in phones.items():
            vote_again(phone, FIRST, THEN[who][FIRST])
        table.choose(THEN["table"], first={"choices": {FIRST: MINE["table"][FIRST]}})
        for tab in tabs[:-1]:
            tab.close()
        go_to(phones["moves"], room, "127.0.0.1")
        phones["reloads"].go_back()
        phones["reloads"].go_forward()

        kept(room, {words[who]: THEN[who] for who in PEOPLE})
        lead(desk, "why")
        for who, phone in phones.items():
            sees(phone, THEN[who])
        everybody_is_there_once(room, words)
        expect(counts).to_contain_text("Answered: 8 Devices here: 8 (people: 11)")
