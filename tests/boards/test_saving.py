"""A saved tap is an acknowledged tap: what is shown comes back, whatever happens meanwhile."""

from __future__ import annotations

import json
import os
import time

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.board_steps import seen_as
from tests.support.host import Host
from tests.support.saving import (
    SAID,
    SORT,
    all_saved,
    board,
    comes,
    items,
    ready,
    rerun,
    show,
    shown,
    tap,
)
from workshop.answers.store import Answers


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


def test_a_tap_is_one_small_message_out_and_one_smaller_back(page: Page, host: Host) -> None:
    found = show(page, host)
    host.told.clear()
    for number, item in enumerate(items(host)[:5]):
        tap(found, item, "both")
        all_saved(found)
        assert len(host.sent) == len(host.told) == number + 1
    assert max(len(json.dumps(each)) for each in host.sent) < 1000
    assert max(len(json.dumps(json.loads(each)["content"])) for each in host.told) < 150
    assert host.choices(SORT) == dict.fromkeys(items(host)[:5], "both")


def test_taps_that_come_fast_go_together(page: Page, host: Host) -> None:
    found = show(page, host)
    host.delay = 0.6
    for item in items(host)[:8]:
        tap(found, item, "both")
    all_saved(found)
    assert host.choices(SORT) == dict.fromkeys(items(host)[:8], "both")
    assert len(host.sent) <= 3


def test_two_tabs_and_the_second_one_starts_the_program_anew(
    context: BrowserContext, page: Page, host: Host
) -> None:
    first = show(page, host)
    tap(first, items(host)[0], "both")
    tap(first, items(host)[1], "both")
    all_saved(first)
    host.start()
    other = context.new_page()
    show(other, host)
    for item in items(host)[2:8]:
        tap(first, item, "leadership")
    assert shown(first) == {
        **dict.fromkeys(items(host)[:2], "both"),
        **dict.fromkeys(items(host)[2:8], "leadership"),
    }
    # The page that has a program behind it delivers them.
    comes(page, lambda: host.choices(SORT) == shown(first))
    comes(other, lambda: shown(board(other)) == shown(first))
    all_saved(first)
    expect(first.locator(".lm-notice")).to_have_count(0)


def test_the_server_ends_and_comes_back_and_nothing_is_lost(page: Page, host: Host) -> None:
    found = show(page, host)
    host.ended = True
    started = time.monotonic()
    for item in items(host)[:13]:
        tap(found, item, "management")
    expect(found.locator(".lm-notice")).to_contain_text(
        "waits in this browser", timeout=SAID - (time.monotonic() - started) * 1000
    )
    assert host.choices(SORT) == {}
    host.ended = False
    host.start()
    found = show(page, host)
    assert shown(found) == dict.fromkeys(items(host)[:13], "management")
    all_saved(found)
    assert host.choices(SORT) == dict.fromkeys(items(host)[:13], "management")


def test_a_server_that_answers_again_takes_what_waited_by_itself(page: Page, host: Host) -> None:
    found = show(page, host)
    host.deaf = True
    tap(found, items(host)[0], "both")
    expect(found.locator(".lm-notice")).to_be_visible(timeout=SAID)
    host.deaf = False
    all_saved(found)
    assert host.choices(SORT) == {items(host)[0]: "both"}
    expect(found.locator(".lm-notice")).to_have_count(0)


@pytest.mark.parametrize("noticed", [False, True])
def test_a_killed_program_costs_no_tap(page: Page, host: Host, *, noticed: bool) -> None:
    found = show(page, host)
    tap(found, items(host)[0], "both")
    all_saved(found)
    host.kill(noticed=noticed)
    for item in items(host)[1:8]:
        tap(found, item, "both")
    expect(found.locator(".lm-notice")).to_be_visible(timeout=500 if noticed else SAID)
    host.start()
    found = rerun(page)
    assert shown(found) == dict.fromkeys(items(host)[:8], "both")
    all_saved(found)
    assert host.choices(SORT) == dict.fromkeys(items(host)[:8], "both")


def test_an_acknowledgement_that_is_lost_makes_no_tap_count_twice(page: Page, host: Host) -> None:
    found = show(page, host, "five-whys")
    host.deaf = True
    field = found.locator("textarea, input[type=text]").first
    field.fill("The register is kept twice.")
    comes(page, lambda: len(host.sent) > 0)
    first = host.sent[0]
    host.deaf = False
    model = f"{host.program}-five-whys"
    for _ in range(3):
        host.hear(model, first)
    all_saved(found)
    saved = json.loads((host.home / "answers" / "five-whys.json").read_bytes())
    assert len(saved["taps"]["log"]) == 1


def test_of_two_taps_on_one_card_the_later_one_stays_also_when_it_came_first(
    browser: Browser, context: BrowserContext, page: Page, host: Host
) -> None:
    first = show(page, host)
    card, other_card = items(host)[:2]
    host.kill()
    tap(first, card, "leadership")
    tap(first, other_card, "leadership")
    page.close(run_before_unload=False)
    # Another browser of the same person: it cannot deliver what waits in the first.
    host.start()
    with_nothing = browser.new_context(viewport={"width": 1100, "height": 900})
    seen_as(with_nothing, "board")
    second = with_nothing.new_page()
    tap(show(second, host), card, "management")
    all_saved(board(second))
    with_nothing.close()
    third = context.new_page()
    found = show(third, host)
    all_saved(found)
    assert host.choices(SORT) == {card: "management", other_card: "leadership"}
    comes(third, lambda: shown(found) == host.choices(SORT))


def test_what_somebody_else_left_in_the_browser_is_never_delivered(page: Page, host: Host) -> None:
    found = show(page, host)
    host.kill()
    tap(found, items(host)[0], "both")
    Answers(host.home).clear()
    host.start()
    found = show(page, host)
    tap(found, items(host)[1], "both")
    all_saved(found)
    assert shown(found) == host.choices(SORT) == {items(host)[1]: "both"}


def test_a_page_of_somebody_else_writes_nothing_into_this_work(page: Page, host: Host) -> None:
    found = show(page, host)
    Answers(host.home).clear()
    tap(found, items(host)[0], "both")
    expect(found.locator(".lm-notice")).to_contain_text("somebody else", timeout=SAID)
    expect(found.locator("[data-choice]")).to_have_count(0)
    assert host.choices(SORT) == {}
    tap(found, items(host)[1], "both")
    all_saved(found)
    assert host.choices(SORT) == {items(host)[1]: "both"}
    expect(found.locator(".lm-notice")).to_have_count(0)


def test_what_was_started_over_does_not_come_back(
    context: BrowserContext, page: Page, host: Host
) -> None:
    found = show(page, host)
    tap(found, items(host)[0], "both")
    all_saved(found)
    host.kill()
    tap(found, items(host)[1], "both")
    host.start()
    other = context.new_page()
    other.goto(host.page("header"))
    other.locator("body[data-ready]").wait_for()
    other.locator("[data-action=my-work]").click()
    other.locator("[data-action=over]").click()
    other.locator("select").first.select_option("all")
    other.locator("[data-action=yes]").click()
    comes(other, lambda: not (host.home / "answers" / f"{SORT}.json").exists())
    waits = "Object.keys(localStorage).some(key => /:taps:.*[^!]$/.test(key))"
    comes(other, lambda: not other.evaluate(waits))
    found = show(page, host)
    page.wait_for_function("element => !element.dataset.waiting", arg=found.element_handle())
    assert shown(found) == host.choices(SORT) == {}


def test_a_browser_that_keeps_nothing_says_so_and_still_hands_taps_to_the_next_program(
    page: Page, host: Host
) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    found = show(page, host)
    host.kill(noticed=True)
    tap(found, items(host)[0], "both")
    expect(found.locator(".lm-notice")).to_contain_text("keeps nothing")
    host.start()
    found = rerun(page)
    all_saved(found)
    assert host.choices(SORT) == {items(host)[0]: "both"}


def test_a_browser_whose_storage_is_full_keeps_working(page: Page, host: Host) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    found = show(page, host)
    tap(found, items(host)[0], "both")
    all_saved(found)
    host.kill(noticed=True)
    tap(found, items(host)[1], "both")
    expect(found.locator(".lm-notice")).to_contain_text("keeps nothing")
    host.start()
    all_saved(rerun(page))
    assert host.choices(SORT) == dict.fromkeys(items(host)[:2], "both")


@pytest.mark.parametrize("leaving", ["reload", "link", "close"])
def test_the_last_words_are_kept_when_the_page_goes_at_once(
    context: BrowserContext, page: Page, host: Host, leaving: str
) -> None:
    found = show(page, host, "five-whys")
    # Where it can, the page sends its last words on its way out; else the next one does.
    host.ended = leaving != "link"
    field = found.locator("textarea, input[type=text]").first
    field.press_sequentially("The register is kept twice", delay=0)
    host.ended = False
    if leaving == "reload":
        again = page
    else:
        page.goto("about:blank") if leaving == "link" else page.close()
        again = context.new_page()
        host.start()
    found = show(again, host, "five-whys")
    expect(found.locator("textarea, input[type=text]").first).to_have_value(
        "The register is kept twice"
    )
    all_saved(found)
    assert "The register is kept twice" in json.dumps(host.answer("five-whys"))


def test_a_disk_that_fails_is_told_and_everything_is_saved_when_it_works(
    page: Page, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = show(page, host)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for item in items(host)[:3]:
        tap(found, item, "both")
    expect(found.locator(".lm-notice")).to_contain_text("the disk is full")
    assert host.choices(SORT) == {}
    assert found.get_attribute("data-waiting") == "3"
    monkeypatch.undo()
    all_saved(found)
    assert host.choices(SORT) == dict.fromkeys(items(host)[:3], "both")
    expect(found.locator(".lm-notice")).to_have_count(0)


def test_a_page_that_comes_back_with_the_back_button_goes_on(page: Page, host: Host) -> None:
    found = show(page, host)
    host.deaf = True
    tap(found, items(host)[0], "both")
    page.goto("about:blank")
    host.deaf = False
    page.go_back()
    found = ready(page)
    assert shown(found) == {items(host)[0]: "both"}
    all_saved(found)
    tap(found, items(host)[1], "both")
    all_saved(found)
    assert host.choices(SORT) == dict.fromkeys(items(host)[:2], "both")


def test_two_pages_of_one_program_hear_of_each_other(
    context: BrowserContext, page: Page, host: Host
) -> None:
    first = show(page, host)
    other = context.new_page()
    second = show(other, host)
    tap(first, items(host)[0], "both")
    all_saved(first)
    tap(second, items(host)[1], "both")
    all_saved(second)
    assert host.choices(SORT) == dict.fromkeys(items(host)[:2], "both")
    tap(first, items(host)[2], "both")
    all_saved(first)
    assert set(host.choices(SORT)) == set(items(host)[:3])


def test_a_clock_that_was_set_back_loses_nothing(page: Page, host: Host) -> None:
    page.clock.install(time="2030-01-01")
    found = show(page, host)
    tap(found, items(host)[0], "both")
    page.clock.run_for(5000)
    all_saved(found)
    page.clock.set_system_time("2020-01-01")
    found = show(page, host)
    tap(found, items(host)[0], "leadership")
    page.clock.run_for(5000)
    all_saved(found)
    assert host.choices(SORT) == {items(host)[0]: "leadership"}


def test_a_file_in_the_place_of_the_folder_is_told_and_work_goes_on(page: Page, host: Host) -> None:
    host.home.write_text("a file where the folder should be", encoding="utf-8")
    found = show(page, host)
    tap(found, items(host)[0], "management")
    expect(found.locator(".lm-notice")).to_contain_text("not being saved")
    expect(found.locator(".lm-feedback")).to_be_visible()
    assert len(shown(found)) == 1
