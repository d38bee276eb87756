"""The end of a session: one thing to take along, a task for tomorrow, and a large way on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, assert_told
from tests.support.board_steps import faults_of
from workshop.content.library import Library
from workshop.notebook.session import Session

# What JupyterLab says of every link in an output.
AROUND = ".jp-RenderedHTMLCommon a:link { color: #0d47a1; text-decoration: none; }"
SESSIONS = """
[[sessions]]
number = "01"
promise = "I can."
title = "One & two"
notebook = "01-one.ipynb"
exercises = ["small-sort"]
insight = "Sort <acts>."
[[sessions]]
number = "02"
promise = "I can."
title = "The <last>"
notebook = "02-last.ipynb"
exercises = ["small-sort"]
"""


def show(page: Page, number: str, library: Library, *, light: bool = True) -> None:
    shown = Session(number, library).ending()._repr_html_()
    theme, ink, ground = ("true", "#111", "#fff") if light else ("false", "#fff", "#111")
    page.set_content(
        '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">'
        f"<title>The end</title><style>{AROUND}</style>"
        f'<body data-jp-theme-light="{theme}" style="color: {ink}; background: {ground}">'
        f'<main class="jp-RenderedHTMLCommon"><h1>The end</h1>{shown}</main>'
    )


@pytest.fixture
def sessions(content: Path) -> Library:
    (content / "data" / "sessions.toml").write_text(SESSIONS, encoding="utf-8")
    return Library(content)


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
@pytest.mark.parametrize("number", ["02", "10"])
def test_the_way_on_is_large_and_can_be_read(phone: Page, number: str, *, light: bool) -> None:
    show(phone, number, Library(ROOT), light=light)
    way = phone.locator("[data-ending] a")
    box = way.bounding_box()
    assert box
    assert box["height"] >= 60
    assert box["width"] >= 200
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(phone, "main") == []
    phone.keyboard.press("Tab")
    expect(way).to_be_focused()


def test_what_nobody_wrote_is_left_out_and_marks_stay_text(phone: Page, sessions: Library) -> None:
    show(phone, "01", sessions)
    expect(phone.locator("[data-ending]")).to_contain_text("Sort <acts>.")
    expect(phone.locator("[data-ending]")).not_to_contain_text("Tomorrow")
    expect(phone.get_by_role("link")).to_have_text("Next Session 02, The <last>")
    expect(phone.get_by_role("link")).to_have_attribute("href", "02-last.ipynb")


def test_the_last_session_leads_back_to_the_start(phone: Page, sessions: Library) -> None:
    show(phone, "02", sessions)
    expect(phone.locator("[data-ending]")).to_contain_text("Thank you")
    expect(phone.get_by_role("link")).to_have_attribute("href", "start.ipynb")


def test_what_is_too_long_to_remember_is_refused(
    content: Path, edit: Callable[[str, str, str], None], sessions: Library
) -> None:
    edit("data/sessions.toml", "Sort <acts>.", "Sort " + "acts " * 40)
    assert_told(Library(content), "data/sessions.toml", "entry 1", "140 is the most")
    shown = Session("01", sessions).ending()._repr_html_()
    assert "140 is the most" in shown
