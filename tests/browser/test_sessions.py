"""Every session in a real browser: everything that its notebook promises appears."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, eventually, faults_of
from tests.support.notebook_steps import faults_of_page, go_to, open_session
from tools.servers import Server

SESSIONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))


def promised(path: Path, call: str) -> list[str]:
    """Name what the cells of a notebook show."""
    return re.findall(rf'\.{call}\(\\"([a-z0-9-]+)\\"\)', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_one_press_shows_every_exercise_and_figure(page: Page, lab: Server, path: Path) -> None:
    exercises = promised(path, "show")
    assert exercises
    open_session(page, lab, path.name, exercises[-1])
    for exercise in exercises:
        expect(board(page, exercise).first).to_be_attached()
        expect(board(page, exercise).locator("h3").first).not_to_be_empty()
    for figure in promised(path, "figure"):
        expect(page.locator(f'section[data-figure="{figure}"]')).to_be_attached()
    expect(page.locator('[data-mime-type="application/vnd.jupyter.stderr"]')).to_have_count(0)
    expect(page.locator(".jp-RenderedText[data-mime-type*=error]")).to_have_count(0)
    expect(page.locator(".workshop-page [role=alert]")).to_have_count(0)
    assert faults_of_page(page) == []


def test_a_figure_is_drawn_at_a_press_from_what_was_written(page: Page, lab: Server) -> None:
    open_session(page, lab)
    picture = page.locator('section[data-figure="my-week"]')
    picture.evaluate("element => element.scrollIntoView()")
    draw = picture.locator('[data-action="draw"]')
    draw.press("Enter")
    expect(picture.locator('[role="status"]')).to_contain_text("There is nothing to draw yet.")
    assert faults_of(page, 'section[data-figure="my-week"]') == []
    found = go_to(page, "my-yesterday")
    found.locator('[data-row="0"] select').select_option("management")
    saved = lab.home / "answers" / "my-yesterday.json"
    eventually(page, lambda: saved.exists() and "management" in saved.read_text(encoding="utf-8"))
    picture.evaluate("element => element.scrollIntoView()")
    draw.press("Enter")
    image = picture.get_by_role("img", name="A ring of acts, 1 in all: Managing 1.")
    expect(image).to_be_visible()
    expect(picture.locator('[role="status"]')).to_contain_text("The figure is drawn.")
    picture.get_by_text("The same as a table").click()
    expect(picture.get_by_role("row", name="Managing 1")).to_be_visible()
    assert faults_of(page, 'section[data-figure="my-week"]') == []
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert faults_of(page, 'section[data-figure="my-week"]') == []


def test_a_stray_double_click_or_key_leaves_the_texts_as_they_are(page: Page, lab: Server) -> None:
    open_session(page, lab)
    cells, opened = page.locator(".jp-Cell"), page.locator(".jp-MarkdownCell .cm-editor:visible")
    count = cells.count()
    title = page.locator(".jp-RenderedMarkdown h1")
    title.dblclick()
    for key in ("Escape", "d", "d", "x", "Enter"):
        page.keyboard.press(key)
    expect(opened).to_have_count(0)
    expect(title).to_be_visible()
    expect(cells).to_have_count(count)


def test_a_link_within_a_session_leads_to_its_heading(page: Page, lab: Server) -> None:
    for notebook, last, names in (
        ("05-ward-round-lab.ipynb", "an-outreach-day", ("An outreach day", "The failing round")),
        ("07-culture-is-what-we-do.ipynb", "one-visible-behaviour", ("Compassion",)),
    ):
        open_session(page, lab, notebook, last)
        for name in names:
            page.locator(".jp-RenderedMarkdown a", has_text=name).first.click()
            expect(page.locator("h2", has_text=name).first).to_be_in_viewport()
