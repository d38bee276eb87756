"""The start page in real notebooks: it opens, and leads to the exercise that comes next."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.board_steps import board
from tests.support.header_steps import SORT, top
from tests.support.notebook_steps import faults_of_page
from tools.servers import Server, start_notebook
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.system.places import START

NEXT = "hard-and-two-sided-cards"
APPS = {"lab": "lab/tree", "notebook": "notebooks"}


def begin(server: Server) -> None:
    """Finish one exercise, and begin one further down in the same session."""
    answers = Answers(server.home)
    for item in SORT.items:
        answers.change(SORT, {"item": item.id, "option": SORT.keys[item.id].accept[0]})
    skills = Library().exercise(NEXT)
    answers.change(skills, {"item": skills.items[0].id, "option": skills.options[0].id})


@pytest.mark.parametrize("app", APPS)
def test_continue_leads_to_the_exercise_in_its_notebook(page: Page, lab: Server, app: str) -> None:
    begin(lab)
    start_notebook(page, lab.address(f"{APPS[app]}/{START}"))
    found = page.locator("section[data-start]")
    expect(found).to_contain_text("Is this your work?")
    assert faults_of_page(page) == []
    found.locator('[data-action="continue"]').press("Enter")
    expect(board(page, NEXT)).to_be_focused()
    expect(board(page, NEXT)).to_be_in_viewport()
    # What comes later, above and below, moves it no more.
    expect(page.locator(".lm-line [role=status]").last).to_have_text("")
    expect(board(page, "whole-deck")).to_be_attached()
    expect(board(page, NEXT).locator("h3")).to_be_in_viewport()


def test_the_way_back_and_again_where_the_session_is_open_already(page: Page, lab: Server) -> None:
    begin(lab)
    start_notebook(page, lab.address(f"lab/tree/{START}"))
    found = page.locator("section[data-start]")
    found.locator('[data-action="continue"]').click()
    expect(board(page, NEXT)).to_be_focused()
    top(page).get_by_role("link", name="Start page").click()
    expect(found).to_be_visible()
    expect(found).to_contain_text("You have finished 1 of 5 exercises in session 02.")
    tabs = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")
    expect(tabs).to_have_count(2)
    found.locator('[data-action="continue"]').click()
    expect(board(page, NEXT)).to_be_focused()
    expect(board(page, NEXT)).to_be_in_viewport()
    expect(tabs).to_have_count(2)
    page.locator(".lm-TabBar-tab", has_text="start").click()
    found.locator('[data-session="08"] .lm-tile-text').click()
    expect(page.locator(".jp-Notebook:visible h1")).to_contain_text("The debate")
    expect(tabs).to_have_count(3)
