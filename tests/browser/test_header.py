"""The top of a session: how far somebody got, and their work carried to another computer."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, eventually, faults_of
from tests.support.notebook_steps import go_to, open_session
from tools.servers import Server, jupyter
from workshop.content.library import Library

SORT = Library(ROOT).exercise("sort-the-working-day")
NOTEBOOK = "02-sorting-the-working-day.ipynb"
HEADER = "section[data-header]"


def top(page: Page) -> Locator:
    found = page.locator(HEADER)
    found.evaluate("element => element.scrollIntoView()")
    return found


def sort(found: Locator, first: int, last: int) -> None:
    """Sort some cards in the list."""
    found.locator('[data-action="view-list"]').click()
    for item in SORT.items[first:last]:
        place = SORT.keys[item.id].accept[0]
        found.locator(f'[data-item="{item.id}"] [data-option="{place}"]').check()


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        top(page).locator('[data-action="save"]').click()
    assert download.value.suggested_filename == "my-workshop.json"
    download.value.save_as(folder / "my-workshop.json")
    expect(top(page).locator(".lm-notice")).to_contain_text("Your work is saved in the file")
    return folder / "my-workshop.json"


def bring(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        top(page).locator('[data-action="bring"]').click()
    chooser.value.set_files(file)


def test_half_a_session_goes_to_another_computer_and_is_finished_there(
    page: Page, lab: Server, clone: Path, tmp_path: Path
) -> None:
    open_session(page, lab)
    sort(go_to(page, SORT.id), 0, 12)
    file = save(page, tmp_path)
    # A fresh server with an empty disk; there the work is brought back on a page without code.
    with jupyter("voila", clone, tmp_path / "empty", tmp_path / "log.txt") as other:
        page.goto(f"{other.url}/voila/render/{NOTEBOOK}")
        expect(top(page)).to_contain_text("0 of 4 exercises of this session finished")
        bring(page, file)
        expect(top(page).locator(".lm-notice")).to_contain_text(
            "✓ Your work is here again: 0 of 61"
        )
        found = go_to(page, SORT.id)
        expect(found.locator("[data-choice]")).to_have_count(12)
        sort(found, 12, 24)
        expect(top(page)).to_contain_text("1 of 4 exercises of this session finished")
        expect(found).to_have_attribute("data-state", "checked")
        # The same file once more: what went on here is newer, and stays.
        bring(page, file)
        expect(top(page)).to_contain_text("These answers are newer here than in the file")
        top(page).locator('[data-action="no"]').click()
        expect(found.locator("[data-choice]")).to_have_count(24)
        saved = tmp_path / "empty" / "answers" / f"{SORT.id}.json"
        assert len(json.loads(saved.read_bytes())["answer"]["choices"]) == 24


def test_a_file_that_is_none_of_ours_is_refused_with_a_sentence(
    page: Page, lab: Server, tmp_path: Path
) -> None:
    open_session(page, lab)
    sort(go_to(page, SORT.id), 0, 1)
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
    page: Page, lab: Server
) -> None:
    open_session(page, lab)
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
    # To another session, in a tab of JupyterLab; what is done there shows here.
    found.get_by_role("link", name=re.compile("^08")).click()
    expect(page.locator(".jp-Notebook:visible h1")).to_contain_text("The debate")
    expect(page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")).to_have_count(2)


def test_another_notebook_of_the_same_browser_hears_of_what_was_done(
    page: Page, lab: Server
) -> None:
    open_session(page, lab)
    other = page.context.new_page()
    open_session(other, lab, "01-two-systems-of-action.ipynb", last="two-definitions")
    top(other).get_by_text("Where am I").click()
    line = top(other).get_by_role("listitem").filter(has_text="02 Sorting")
    expect(line).to_contain_text("0/4")
    sort(go_to(page, SORT.id), 0, 24)
    expect(top(page)).to_contain_text("1 of 4 exercises")
    expect(line).to_contain_text("1/4")
    other.close()


def test_finish_and_clear_saves_first_and_leaves_nothing(
    page: Page, lab: Server, tmp_path: Path
) -> None:
    open_session(page, lab)
    sort(go_to(page, SORT.id), 0, 3)
    found = top(page)
    found.get_by_text("Start over, or finish").click()
    with page.expect_download() as download:
        found.locator('[data-action="finish"]').click()
    download.value.save_as(tmp_path / "mine.json")
    expect(found.locator(".lm-ask")).to_contain_text("Is the file with you?")
    assert list((lab.home / "answers").glob("*.json"))
    found.locator('[data-action="yes"]').click()
    expect(found.locator(".lm-notice")).to_contain_text(
        "are removed from the workshop on this computer"
    )
    expect(board(page, SORT.id).locator("[data-choice]")).to_have_count(0)
    assert not list((lab.home / "answers").glob("*.json"))
    bring(page, tmp_path / "mine.json")
    expect(board(page, SORT.id).locator("[data-choice]")).to_have_count(3)


def test_the_file_to_hand_in_has_choices_and_no_words_and_is_no_way_back(
    page: Page, lab: Server, tmp_path: Path
) -> None:
    open_session(page, lab)
    sort(go_to(page, SORT.id), 0, 3)
    what = go_to(page, "my-yesterday").locator("[data-item=what] input").first
    what.fill("I shouted at the porter.")
    saved = lab.home / "answers" / "my-yesterday.json"
    eventually(page, lambda: saved.exists() and "porter" in saved.read_text(encoding="utf-8"))
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


def test_the_header_by_taps_on_a_phone(phone: Page, voila: Server) -> None:
    phone.goto(f"{voila.url}/voila/render/{NOTEBOOK}")
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
    found.get_by_role("link", name=re.compile("^03")).tap()
    phone.wait_for_url("**/03-the-four-managing-practices.ipynb")
    expect(phone.locator(HEADER)).to_contain_text("0 of 7 exercises of this session finished")


def test_a_header_whose_kernel_is_gone_says_so(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = top(page)
    for kernel in json.loads(lab.call("api/kernels")):
        lab.call(f"api/kernels/{kernel['id']}", "DELETE")
    found.locator('[data-action="save"]').click()
    expect(found.locator(".lm-notice")).to_contain_text("does not answer", timeout=20_000)
