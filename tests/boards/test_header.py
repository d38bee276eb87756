"""The top of a session: how far somebody got, and what can be done with their work."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.board_steps import board, eventually, faults_of, keys_past, show
from tests.support.header_steps import HEADER, SORT, bring, sort, top
from tests.support.host import Host

SHOWN = ("header", SORT.id, "my-yesterday")


def test_a_file_that_is_none_of_ours_is_refused_with_a_sentence(
    page: Page, host: Host, tmp_path: Path
) -> None:
    show(page, host, *SHOWN)
    sort(board(page, SORT.id), 0, 1)
    large = tmp_path / "film.json"
    large.write_bytes(b"0" * 50_000_000)
    bring(page, large)
    expect(top(page).locator(".lm-notice")).to_contain_text("50 MB")
    strange = tmp_path / "strange.json"
    strange.write_text('{"workshop": "<script>alert(1)</script>"}', encoding="utf-8")
    bring(page, strange)
    expect(top(page).locator(".lm-notice")).to_contain_text("not a file of this workshop")
    expect(board(page, SORT.id).locator("[data-choice]")).to_have_count(1)


def test_the_way_through_the_workshop_by_keyboard_and_without_faults(
    page: Page, host: Host
) -> None:
    show(page, host, *SHOWN)
    found = top(page)
    way = found.locator("summary", has_text="Where am I, and what is open?")
    way.focus()
    page.keyboard.press("Enter")
    found.locator("summary", has_text="Start over, or finish").focus()
    page.keyboard.press("Enter")
    assert faults_of(page, HEADER) == []
    exercise = found.get_by_role("button", name="My yesterday")
    exercise.focus()
    page.keyboard.press("Enter")
    expect(board(page, "my-yesterday")).to_be_focused()
    expect(board(page, "my-yesterday")).to_be_in_viewport()
    top(page)
    over = found.locator('[data-action="over"]')
    over.focus()
    page.keyboard.press("Enter")
    expect(found.locator(".lm-ask p")).to_be_focused()
    assert faults_of(page, HEADER) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(found.locator(".lm-ask")).to_have_count(0)
    assert keys_past(page) == []


def test_finish_and_clear_saves_first_and_leaves_nothing(
    page: Page, host: Host, tmp_path: Path
) -> None:
    show(page, host, *SHOWN)
    sort(board(page, SORT.id), 0, 3)
    found = top(page)
    found.get_by_text("Start over, or finish").click()
    with page.expect_download() as download:
        found.locator('[data-action="finish"]').click()
    download.value.save_as(tmp_path / "mine.json")
    expect(found.locator(".lm-ask")).to_contain_text("Is the file with you?")
    assert list((host.home / "answers").glob("*.json"))
    found.locator('[data-action="yes"]').click()
    expect(found.locator(".lm-notice")).to_contain_text(
        "are removed from the workshop on this computer"
    )
    expect(board(page, SORT.id).locator("[data-choice]")).to_have_count(0)
    assert not list((host.home / "answers").glob("*.json"))
    bring(page, tmp_path / "mine.json")
    expect(board(page, SORT.id).locator("[data-choice]")).to_have_count(3)


def test_the_file_to_hand_in_has_choices_and_no_words_and_is_no_way_back(
    page: Page, host: Host, tmp_path: Path
) -> None:
    show(page, host, *SHOWN)
    sort(board(page, SORT.id), 0, 3)
    what = board(page, "my-yesterday").locator("[data-item=what] input").first
    what.fill("I shouted at the porter.")
    saved = host.home / "answers" / "my-yesterday.json"
    eventually(page, lambda: "porter" in str(host.answer("my-yesterday")))
    found = top(page)
    with page.expect_download() as download:
        found.locator('[data-action="hand-in"]').click()
    assert download.value.suggested_filename == "to-hand-in.json"
    expect(found.locator(".lm-notice")).to_contain_text("None of your own words are in it")
    file = tmp_path / "to-hand-in.json"
    download.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert "porter" not in text
    assert SORT.items[0].id in text
    bring(page, file)
    expect(found.locator(".lm-notice")).to_contain_text("This is the file for handing in")
    assert "porter" in saved.read_text(encoding="utf-8")


def test_the_header_by_taps_on_a_phone(phone: Page, host: Host) -> None:
    show(phone, host, *SHOWN)
    found = top(phone)
    found.get_by_text("Where am I").tap()
    found.get_by_text("Start over, or finish").tap()
    assert faults_of(phone, HEADER) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert found.evaluate(
        "e => [...e.querySelectorAll('button, summary, select, a')].every("
        "each => each.getBoundingClientRect().height >= 44)"
    )
    with phone.expect_download():
        found.locator('[data-action="save"]').tap()


def test_a_header_whose_kernel_is_gone_says_so(page: Page, host: Host) -> None:
    show(page, host, *SHOWN)
    found = top(page)
    host.kill()
    page.clock.install()
    found.locator('[data-action="save"]').click()
    page.clock.fast_forward("00:15")
    expect(found.locator(".lm-notice")).to_contain_text("does not answer")
