"""The handout, from the last session to a page of one's own."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import eventually, faults_of
from tests.support.filled import fill
from tests.support.notebook_steps import go_to, open_session
from tools.servers import Server
from workshop.answers.store import Answers
from workshop.content.library import Library

LAST = "09-from-challenge-to-action.ipynb"
BUTTON = "section[data-handout]"


def test_what_was_written_is_on_the_page_that_opens_and_in_the_file(
    page: Page, lab: Server, tmp_path: Path
) -> None:
    fill(Library(ROOT), Answers(lab.home))
    open_session(page, lab, LAST, last="for-the-report")
    plan = go_to(page, "my-action-plan").locator('[data-item="vision"] textarea')
    plan.fill("Nobody waits alone <script>alert(1)</script>")
    saved = lab.home / "answers" / "my-action-plan.json"
    eventually(page, lambda: "Nobody waits alone" in saved.read_text(encoding="utf-8"))
    found = page.locator(BUTTON)
    found.evaluate("element => element.scrollIntoView()")
    found.locator('[data-action="make"]').press("Enter")
    expect(found.get_by_role("status")).to_have_text(
        "Your handout is ready. Nobody but you has seen it."
    )
    assert faults_of(page, BUTTON) == []
    with page.expect_popup() as opened:
        found.locator('[data-action="open"]').click()
    handout = opened.value
    expect(handout.locator("body")).to_contain_text("Nobody waits alone <script>alert(1)</script>")
    handout.close()
    with page.expect_download() as download:
        found.locator('[data-action="save"]').click()
    assert download.value.suggested_filename == "my-handout.html"
    download.value.save_as(tmp_path / "my-handout.html")
    assert "Nobody waits alone" in (tmp_path / "my-handout.html").read_text(encoding="utf-8")


def test_the_handout_by_taps_on_a_phone(phone: Page, voila: Server) -> None:
    phone.goto(f"{voila.url}/voila/render/{LAST}")
    found = phone.locator(BUTTON)
    found.locator('[data-action="make"]').tap()
    expect(found.locator('[data-action="open"]')).to_be_visible()
    assert faults_of(phone, BUTTON) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
