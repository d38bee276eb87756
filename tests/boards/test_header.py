"""The top of a session: how far somebody got, and what can be done with their work."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.board_steps import board, eventually, faults_of, keys_past, show
from tests.support.header_steps import HEADER, SORT, bring, opened, sort, top
from tests.support.host import Host

SHOWN = ("header", SORT.id, "my-yesterday")


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


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
    way = found.get_by_role("button", name="Where am I, and what is open?")
    way.focus()
    page.keyboard.press("Enter")
    expect(way).to_have_attribute("aria-expanded", "true")
    assert faults_of(page, HEADER) == []
    exercise = found.get_by_role("button", name="My yesterday")
    exercise.focus()
    page.keyboard.press("Enter")
    expect(board(page, "my-yesterday")).to_be_focused()
    expect(board(page, "my-yesterday")).to_be_in_viewport()
    expect(way).to_have_attribute("aria-expanded", "false")
    found.locator('[data-action="privacy"]').focus()
    page.keyboard.press("Enter")
    expect(found.get_by_text("Your answers are kept in the folder")).to_be_visible()
    assert faults_of(page, HEADER) == []
    found.locator('[data-action="my-work"]').focus()
    page.keyboard.press("Enter")
    expect(found.get_by_text("Your answers are kept in the folder")).to_have_count(0)
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
    found = opened(page)
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
    found = opened(page)
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
    for what in ("way", "privacy", "my-work"):
        # The words on privacy stand in the list: there is no room for them on the line.
        found.locator(f'[data-action="{what}"]:visible').tap()
        assert faults_of(phone, HEADER) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
        assert found.evaluate(
            "e => [...e.querySelectorAll('button, select, a')].every("
            "each => !each.offsetParent || each.getBoundingClientRect().height >= 44)"
        )
    with phone.expect_download():
        found.locator('[data-action="save"]').tap()


def test_a_header_whose_kernel_is_gone_says_so(page: Page, host: Host) -> None:
    show(page, host, *SHOWN)
    found = opened(page)
    host.kill()
    page.clock.install()
    found.locator('[data-action="save"]').click()
    page.clock.fast_forward("00:15")
    expect(found.locator(".lm-notice")).to_contain_text("does not answer")


@pytest.mark.parametrize(("width", "most"), [(1366, 60), (360, 60)])
def test_the_header_leaves_the_screen_to_the_exercise(
    page: Page, host: Host, width: int, most: int
) -> None:
    """Also where the style sheets of boards come after its own."""
    page.set_viewport_size({"width": width, "height": 740})
    show(page, host, *SHOWN)
    box = top(page).bounding_box()
    assert box
    assert box["height"] <= most


def test_one_segment_stands_for_each_session_and_one_is_here(page: Page, host: Host) -> None:
    show(page, host, *SHOWN)
    segments = top(page).locator(".lm-header-row i")
    expect(segments).to_have_count(len(host.library.chapters()))
    assert [each.get_attribute("data-here") for each in segments.all()].index("true") == 2


@pytest.mark.parametrize("later", [False, True])
def test_whoever_comes_from_the_start_page_is_led_to_the_exercise(
    page: Page, host: Host, *, later: bool
) -> None:
    """Where the session is opened, and where it is open already."""
    note = """sessionStorage.setItem("leading-and-managing:going-to",
        JSON.stringify(["my-yesterday", Date.now()]))"""
    page.goto(host.page())
    if later:
        show(page, host, *SHOWN)
        page.evaluate("dispatchEvent(new CustomEvent('lm-going', { detail: 'my-yesterday' }))")
    else:
        page.evaluate(note)
        show(page, host, *SHOWN)
    expect(board(page, "my-yesterday")).to_be_focused()
    expect(board(page, "my-yesterday")).to_be_in_viewport()
    # Once: who reloads the page begins at its top.
    assert page.evaluate("sessionStorage.length") == 0


def test_a_session_leaves_alone_who_is_on_the_way_to_another(page: Page, host: Host) -> None:
    page.goto(host.page())
    page.evaluate(
        """sessionStorage.setItem("leading-and-managing:going-to",
            JSON.stringify(["two-definitions", Date.now()]))"""
    )
    show(page, host, *SHOWN)
    expect(page.locator("body")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("sessionStorage.length") == 1
