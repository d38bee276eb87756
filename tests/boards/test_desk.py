"""The facilitator's desk as somebody uses it who is alone with a room."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import eventually, faults_of, keys_past, show
from tests.support.filled import fill
from tests.support.host import MAKING, Host
from workshop.answers import carry
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.facilitator.memory import Memory

DESK = "section[data-desk]"
TABS = ("sheet", "answers", "debrief", "report")
LIBRARY = Library(ROOT)


def open_desk(page: Page, host: Host) -> Locator:
    return show(page, host, "desk")


def open_again(page: Page, host: Host) -> None:
    """Open the page anew, with a program that knows what is on the disk."""
    host.start()
    page.reload()
    page.locator(DESK).wait_for()


def press(desk: Locator, action: str) -> None:
    desk.locator(f'[data-action="{action}"]').first.click()


def answers_of_the_sort(desk: Locator) -> None:
    """Open the answers of the main sort: a session begins with the task of the last one."""
    press(desk, "tab-answers")
    desk.locator("[data-choose=exercise]").select_option("sort-the-working-day")


def rehearse(desk: Locator) -> None:
    desk.locator("[data-choose=rehearsal]").check()
    expect(desk.locator(".lm-desk-mark")).to_be_visible()


def kept(host: Host) -> dict[str, object]:
    path = host.room / "runs.json"
    told: dict[str, object] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return told


def test_a_session_is_run_with_the_keyboard_alone_and_its_clock_survives_a_reload(
    page: Page, host: Host
) -> None:
    desk = open_desk(page, host)
    desk.locator("[data-choose=package]").focus()
    page.keyboard.type("One day")
    page.keyboard.press("Tab")
    page.keyboard.type("02")
    expect(desk.locator("h3").first).to_contain_text("02 Sorting the working day: 61 minutes")
    page.keyboard.press("Tab")  # rehearse
    page.keyboard.press("Tab")  # the tab that is open
    page.keyboard.press("ArrowRight")
    expect(desk).to_have_attribute("data-tab", "answers")
    page.keyboard.press("ArrowLeft")
    expect(desk).to_have_attribute("data-tab", "sheet")
    page.keyboard.press("Tab")  # the panel
    page.keyboard.press("Tab")
    expect(desk.locator("[data-action=start]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(desk.locator(".lm-desk-time")).to_have_text("1:58", timeout=10_000)
    desk.locator("[data-action=next]").focus()
    page.keyboard.press("Space")
    now = desk.locator('[aria-current="step"]')
    expect(now).to_contain_text("The main sort, alone")
    expect(desk.locator(".lm-desk-clock")).to_contain_text("We work in silence.")
    now.locator("[data-action=more]").focus()
    page.keyboard.press("Enter")
    expect(now).to_contain_text("12 min")
    eventually(page, lambda: '"at": 3' in json.dumps(kept(host)) and "12" in json.dumps(kept(host)))
    open_again(page, host)
    expect(now).to_contain_text("The main sort, alone")
    expect(now).to_contain_text("12 min")
    expect(desk.locator("[data-action=pause]")).to_be_visible()
    press(desk, "again")
    press(desk, "no-again")
    expect(now).to_contain_text("12 min")
    press(desk, "finish-run")
    expect(desk.get_by_role("status")).to_contain_text("The session is over.")
    eventually(page, lambda: len(kept(host).get("runs", [])) == 1)  # type: ignore[arg-type]
    expect(desk).to_contain_text("planned 62 min")
    expect(desk.locator("[data-action=start]")).to_be_visible()
    open_again(page, host)
    expect(desk.locator("[data-choose=package]")).to_have_value("one-day")
    expect(desk.locator("[data-choose=session]")).to_have_value("02")
    assert keys_past(page) == []


def test_who_is_behind_is_told_what_to_cut(page: Page, host: Host) -> None:
    page.clock.install()
    desk = open_desk(page, host)
    desk.locator("[data-choose=session]").select_option("02")
    press(desk, "start")
    expect(desk.locator("[data-cut]")).to_have_count(0)
    page.clock.fast_forward("08:00")
    expect(desk.locator(".lm-desk-time")).to_contain_text("over")
    expect(desk.locator("[data-cut]")).to_contain_text("We are 6 minutes behind. Cut this first:")
    expect(desk.locator("[data-cut]")).to_contain_text("two instead of three. Saves 3 min.")
    expect(desk.locator("[data-cut] [data-action=cut]")).to_have_count(1)
    expect(desk.get_by_role("status")).to_contain_text("is over")
    press(desk, "next")
    press(desk, "next")
    desk.locator("[data-choose=session]").select_option("01")
    expect(desk).to_contain_text("The clock of session 02 has begun.")
    expect(desk.locator("[data-action=start]")).to_have_attribute("aria-disabled", "true")
    press(desk, "go-to")
    expect(desk.locator("[data-choose=session]")).to_have_value("02")
    expect(desk.locator('[aria-current="step"]')).to_contain_text("The main sort, at tables")


def test_what_is_cut_is_struck_through_and_all_ends_earlier_until_it_is_taken_back(
    page: Page, host: Host
) -> None:
    page.clock.install(time="2026-03-04T15:00:00")
    desk = open_desk(page, host)
    desk.locator("[data-choose=package]").select_option("one-day")
    desk.locator("[data-choose=session]").select_option("02")
    ends = desk.locator("[data-ends]")
    expect(ends).to_have_text("By the plan it is over at 16:01.")
    press(desk, "start")
    desk.locator("[data-choose=end]").fill("16:00")
    expect(ends).to_contain_text("That is 1 min after your end")
    expect(ends).to_contain_text("Until your end: 60 min.")
    page.clock.fast_forward("09:00")
    expect(ends).to_contain_text("over at 16:08. That is 8 min after your end")
    cuts = desk.locator("[data-cut] [data-action=cut]")
    expect(cuts).to_have_count(3)
    expect(cuts.last).to_have_text("My yesterday can be done in the evening. Saves 8 min.")
    cuts.last.focus()
    page.keyboard.press("Enter")
    expect(ends).to_contain_text("over at 16:00. That is your end.")
    expect(desk.get_by_role("status")).to_have_text("Cut. By the plan it is over at 16:00.")
    expect(cuts.last).to_be_focused()
    expect(desk.locator("[data-activity] s")).to_have_text("My yesterday")
    cuts.first.click()
    expect(ends).to_contain_text("over at 15:55.")
    expect(desk.locator("[data-activity] s").first).to_have_text("10 min")
    assert faults_of(page, DESK) == []
    eventually(page, lambda: '"cuts": [0, 2]' in json.dumps(kept(host)))
    open_again(page, host)
    expect(ends).to_contain_text("over at 15:55.")
    expect(desk.locator("[data-choose=end]")).to_have_value("16:00")
    desk.locator("summary", has_text="What to cut first").click()
    desk.locator("details [data-action=cut]").last.click()
    expect(ends).to_contain_text("over at 16:03.")
    expect(desk.locator("[data-activity] s")).to_have_count(1)


def test_another_package_keeps_the_session_and_its_clock(page: Page, host: Host) -> None:
    page.clock.install()
    desk = open_desk(page, host)
    desk.locator("[data-choose=package]").select_option("one-day")
    desk.locator("[data-choose=session]").select_option("02")
    press(desk, "start")
    press(desk, "next")
    page.clock.fast_forward("04:00")
    desk.locator("[data-choose=package]").select_option("taster")
    expect(desk.locator("[data-choose=session]")).to_have_value("02")
    expect(desk.locator("h3").first).to_contain_text("35 minutes")
    now = desk.locator('[aria-current="step"]')
    expect(now).to_contain_text("The main sort, alone")
    expect(now).to_contain_text("took 4:0")
    expect(desk.locator("[data-action=pause]")).to_be_visible()
    eventually(page, lambda: '"package": "taster"' in json.dumps(kept(host)))


def test_a_rehearsal_fills_every_part_and_the_projector_shows_no_key(
    page: Page, host: Host
) -> None:
    desk = open_desk(page, host)
    desk.locator("[data-choose=session]").select_option("02")
    rehearse(desk)
    answers_of_the_sort(desk)
    expect(desk.locator("[data-room]")).to_have_attribute("data-room", "24", timeout=MAKING)
    talks = desk.locator(".lm-desk-talks > li")
    expect(talks).to_have_count(5)
    expect(desk.locator(".lm-desk-figure")).to_have_count(3, timeout=MAKING)
    first = LIBRARY.exercise("sort-the-working-day")
    with page.expect_popup() as opened:
        press(desk, "project-answers")
    screen = opened.value
    expect(screen.locator(".lm-desk-mark")).to_have_text("Invented answers, for rehearsal.")
    expect(screen.locator("main > ol > li:visible")).to_have_count(1)
    press(desk, "card-next")
    shown = screen.locator("main > ol > li:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text(talks.nth(1).locator("strong").first.inner_text())
    text = screen.locator("main").inner_text()
    assert not [key.why for key in first.keys.values() if key.why in text]
    assert "Most would say" not in text
    press(desk, "tab-sheet")
    press(desk, "project-clock")
    expect(screen.locator("[data-activity]")).to_have_text("One rule: sort the act")
    expect(screen.locator("[data-clock]")).to_contain_text(":")
    press(desk, "start")
    press(desk, "pause")
    expect(screen.locator("[data-mode]")).to_have_text("the clock waits")
    press(desk, "tab-debrief")
    expect(desk).to_contain_text("Did job titles mislead us?")
    saying, answer = desk.locator("dl dt").first, desk.locator("dl dd").first
    below = answer.bounding_box(), saying.bounding_box()
    assert below[0] is not None
    assert below[1] is not None
    assert below[0]["y"] >= below[1]["y"] + below[1]["height"] - 1
    assert not kept(host).get("running"), "a rehearsal is not kept"
    desk.locator("[data-choose=rehearsal]").uncheck()
    expect(desk.locator(".lm-desk-mark")).to_have_count(0)
    press(desk, "tab-answers")
    expect(desk).to_contain_text("There is no participant’s file")  # noqa: RUF001
    expect(desk).to_contain_text("Nothing to show yet")


def test_files_are_added_and_a_bad_one_is_named_with_its_reason(
    page: Page, host: Host, tmp_path: Path
) -> None:
    files = []
    for number in range(6):
        answers = Answers(tmp_path / str(number))
        fill(LIBRARY, answers)
        files.append(tmp_path / f"my-workshop ({number}).json")
        files[-1].write_text(carry.pack(answers), encoding="utf-8")
    again = tmp_path / "the same again.json"
    again.write_bytes(files[0].read_bytes())
    bad = tmp_path / "half.json"
    bad.write_bytes(files[0].read_bytes()[:900])
    desk = open_desk(page, host)
    press(desk, "tab-answers")
    desk.locator('input[type="file"]').set_input_files([*files, again, bad])
    expect(desk.locator("[data-room]")).to_have_attribute("data-room", "6")
    expect(desk.locator(".lm-notice")).to_contain_text("New files: 6. There already: 1.")
    expect(desk.locator(".lm-notice")).to_contain_text("half.json: It is damaged")
    expect(desk).to_contain_text("Nothing to show yet")
    press(desk, "show-answers")
    expect(desk).to_contain_text("Have answered this by now: 6 people.")
    expect(desk).to_contain_text("People who answered: 6.")
    expect(desk.locator("[data-action=show-answers]")).to_have_count(0)
    (host.room / "received" / "stray.json").write_text("{", encoding="utf-8")
    press(desk, "read")
    expect(desk.locator("[data-aside]")).to_contain_text("stray.json: It is damaged")
    expect(desk.locator("[data-room]")).to_have_attribute("data-room", "6")


def test_the_desk_says_why_there_are_no_numbers_after_somebody_took_theirs_out(
    page: Page, host: Host, tmp_path: Path
) -> None:
    files, everybody = [], []
    for number in range(7):
        answers = Answers(tmp_path / str(number))
        fill(LIBRARY, answers)
        everybody.append(answers.participant())
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(carry.pack(answers), encoding="utf-8")
    desk = open_desk(page, host)
    press(desk, "tab-answers")
    desk.locator('input[type="file"]').set_input_files(files)
    press(desk, "show-answers")
    expect(desk).to_contain_text("People who answered: 7.")
    Memory(host.room).take_out(everybody[0])
    for each in (host.room / "received").glob(f"{everybody[0]}*"):
        each.unlink()
    press(desk, "read")
    expect(desk).to_contain_text("No numbers are shown, since somebody took their answers out.")
    expect(desk).not_to_contain_text("People who answered")
    press(desk, "count-all")
    expect(desk).to_contain_text("People who answered: 6.")


def test_a_table_is_copied_for_a_spreadsheet(page: Page, host: Host) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = open_desk(page, host)
    desk.locator("[data-choose=session]").select_option("02")
    rehearse(desk)
    answers_of_the_sort(desk)
    table = desk.locator('[data-table="sort-the-working-day-answers-1"]')
    table.locator("summary").click()
    table.locator('[data-action="copy"]').click()
    expect(desk.get_by_role("status")).to_contain_text("The table is copied.")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0].endswith("Invented answers, for rehearsal.")
    assert copied[1].split("\t")[:4] == ["Card", "Leadership", "Management", "Both"]
    assert len(copied) == 26


def test_results_and_report_are_taken_along(page: Page, host: Host) -> None:
    desk = open_desk(page, host)
    rehearse(desk)
    press(desk, "tab-answers")
    with page.expect_download(timeout=MAKING) as download:
        press(desk, "export")
    assert download.value.suggested_filename == "invented-results.xlsx"
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    press(desk, "tab-report")
    expect(desk.locator('[data-table="took-part"]')).to_be_visible(timeout=MAKING)
    press(desk, "make-report")
    desk.locator('[data-action="open"]').wait_for(timeout=MAKING)
    with page.expect_popup() as opened:
        press(desk, "open")
    expect(opened.value.locator("h1")).to_be_visible()
    expect(opened.value.locator("body")).to_contain_text("Invented answers")
    opened.value.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_desk_by_taps_on_a_narrow_screen_has_no_fault(
    phone: Page, host: Host, theme: str
) -> None:
    desk = show(phone, host, "desk", theme=theme)
    desk.locator("[data-choose=session]").select_option("02")
    desk.locator("[data-choose=rehearsal]").tap()
    for tab in TABS:
        desk.locator(f'[data-action="tab-{tab}"]').tap()
        expect(desk).to_have_attribute("data-tab", tab)
        if tab == "answers":
            desk.locator("[data-choose=exercise]").select_option("sort-the-working-day")
            desk.locator(".lm-desk-figure").first.wait_for(timeout=MAKING)
            desk.locator("[data-table] summary").first.tap()
        elif tab != "sheet":
            desk.locator(".lm-desk-written *").first.wait_for()
        assert faults_of(phone, DESK) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    desk.locator('[data-action="tab-sheet"]').tap()
    desk.locator('[data-action="start"]').tap()
    expect(desk.locator('[data-action="pause"]')).to_be_visible()
