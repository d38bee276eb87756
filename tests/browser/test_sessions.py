"""Every session in a real browser: everything that its notebook promises appears."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, faults_of
from tests.support.notebook_steps import (
    faults_of_page,
    go_to,
    notebook,
    open_session,
    small,
)
from tools.servers import Server, start_notebook

SESSIONS = [
    path
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    if path.stem[:2] in ("05", "06", "07", "10")
]
"""What JupyterLab alone can show is in these: links, all kinds, figures, the handout. Each notebook
runs under nbval, and the boards of each session stand on one page in tests/browser/test_site.py."""
LINKS = {
    "05-ward-round-lab": ("An outreach day", "The failing round"),
    "07-culture-is-what-we-do": ("Compassion",),
}
"""Links within a session, which lead to the heading of that name."""


def promised(path: Path, call: str) -> list[str]:
    """Name what the cells of a notebook show."""
    return re.findall(rf'\.{call}\(\\"([a-z0-9-]+)\\"\)', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_one_press_shows_everything_and_links_lead_to_their_headings(
    page: Page, lab: Server, path: Path
) -> None:
    exercises = promised(path, "show")
    assert exercises
    open_session(page, lab, path.name, exercises[-1])
    for exercise in exercises:
        expect(board(page, exercise).first).to_be_attached()
        expect(board(page, exercise).locator("h3").first).not_to_be_empty()
    for figure in promised(path, "figure"):
        expect(page.locator(f'section[data-figure="{figure}"]')).to_be_attached()
    handouts = path.read_text(encoding="utf-8").count("workshop.handout()")
    expect(page.locator("section[data-handout]")).to_have_count(handouts)
    expect(page.locator('[data-mime-type="application/vnd.jupyter.stderr"]')).to_have_count(0)
    expect(page.locator(".jp-RenderedText[data-mime-type*=error]")).to_have_count(0)
    expect(page.locator(".workshop-page [role=alert]")).to_have_count(0)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    text = page.locator(".jp-Notebook").inner_text()
    assert "import workshop" not in text
    assert "workshop.open" not in text
    assert faults_of_page(page) == []
    for name in LINKS.get(path.stem, ()):
        page.locator(".jp-RenderedMarkdown a", has_text=name).first.click()
        expect(page.locator("h2", has_text=name).first).to_be_in_viewport()


def test_a_broken_exercise_says_so_and_the_notebook_runs_on(
    page: Page, lab: Server, content: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("exercises/small-sort.toml", "minutes = 3", "minutes = 0")
    with notebook(lab, "broken.ipynb", small(content, lab, "small-sort")):
        start_notebook(page, lab.address("lab/tree/broken.ipynb"))
        alert = page.locator('.jp-OutputArea [role="alert"]')
        expect(alert).to_contain_text("exercises/small-sort.toml")
        expect(alert).to_contain_text("whole number from 1 to 120")


def test_the_list_of_files_leaves_the_notebook_its_room(page: Page, lab: Server) -> None:
    """On a desktop, at 200 % zoom of it, and at 320 px."""
    open_session(page, lab, "01-two-systems-of-action.ipynb", last="two-definitions")
    room = "width => document.querySelector('.jp-Notebook').clientWidth > width * 0.7"
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(room, arg=width)
        go_to(page, "starter-sort")
        assert faults_of(page, 'section[data-exercise="starter-sort"]') == []


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
