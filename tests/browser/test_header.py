"""The header in real notebooks: work carried to another computer, and two notebooks at once."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.header_steps import SORT, bring, opened, save, sort, top
from tests.support.notebook_steps import go_to, open_session
from tests.support.page_steps import come_in
from tools.servers import Server
from workshop.answers.progress import finished
from workshop.answers.store import Answers
from workshop.content.library import Library

PAGE = "02-sorting-the-working-day.html"


def test_half_a_session_goes_to_another_computer_and_is_finished_there(
    page: Page, lab: Server, app: Server, tmp_path: Path
) -> None:
    open_session(page, lab)
    sort(go_to(page, SORT.id), 0, 12)
    file = save(page, tmp_path)
    # Another server with an empty disk; there the work is brought back on a page without code.
    come_in(page, app)
    page.goto(f"{app.url}/{PAGE}")
    expect(top(page)).to_contain_text("0 of 5 exercises of this session finished")
    bring(page, file)
    _, all_ = finished(Library(ROOT).chapters(), {})
    said = f"✓ Your work is here again: 0 of {all_} "
    expect(top(page).locator(".lm-notice")).to_contain_text(said)
    found = go_to(page, SORT.id)
    expect(found.locator("[data-choice]")).to_have_count(12)
    sort(found, 12, 24)
    expect(top(page)).to_contain_text("1 of 5 exercises of this session finished")
    expect(found).to_have_attribute("data-state", "checked")
    # The same file once more: what went on here is newer, and stays.
    bring(page, file)
    expect(top(page)).to_contain_text("These answers are newer here than in the file")
    top(page).locator('[data-action="no"]').click()
    expect(found.locator("[data-choice]")).to_have_count(24)
    saved = app.home / "answers" / f"{SORT.id}.json"
    assert len(json.loads(saved.read_bytes())["answer"]["choices"]) == 24


def test_another_notebook_of_the_same_browser_hears_of_what_was_done(
    page: Page, lab: Server
) -> None:
    answers = Answers(lab.home)
    for item in SORT.items[1:]:
        answers.change(SORT, {"item": item.id, "option": SORT.keys[item.id].accept[0]})
    open_session(page, lab)
    with closing(page.context.new_page()) as other:
        open_session(other, lab, "01-two-systems-of-action.ipynb", last="two-definitions")
        opened(other, "way")
        line = top(other).get_by_role("listitem").filter(has_text="02 Sorting")
        expect(line).to_contain_text("0/5")
        sort(go_to(page, SORT.id), 0, 1)
        expect(top(page)).to_contain_text("1 of 5 exercises")
        expect(line).to_contain_text("1/5")


def test_another_session_opens_in_a_tab_of_jupyterlab(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = opened(page, "way")
    found.get_by_role("link", name=re.compile("^08")).click()
    expect(page.locator(".jp-Notebook:visible h1")).to_contain_text("The debate")
    expect(page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")).to_have_count(2)
