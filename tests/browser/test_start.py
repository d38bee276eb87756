"""Opening a session starts it, and only it; and JupyterLab's tools are out of the way."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.board_steps import board, choices, eventually, see_as
from tests.support.kernels import KEYS, kernels
from tests.support.notebook_steps import NOTEBOOK, by_hand, cells, go_to, notebook, run_again
from tools.servers import RUN_ALL, Server, jupyter

SORT = "sort-the-working-day"
LAST = "whole-deck"
APPS = {"lab": "lab/tree", "notebook": "notebooks"}
AROUND = {
    "lab": (
        "#jp-top-panel",
        "#jp-bottom-panel",
        ".jp-SideBar",
        "#jp-left-stack",
        ".jp-FileBrowser",
    ),
    "notebook": ("#top-panel-wrapper", "#menu-panel-wrapper"),
}
IN_CELLS = (
    ".jp-InputPrompt",
    ".jp-OutputPrompt",
    ".jp-OutputArea-promptOverlay",
    ".jp-Collapser",
    ".jp-collapseHeadingButton",
    ".jp-cell-toolbar",
    ".jp-Notebook-footer",
    ".jp-Placeholder",
    ".jp-NotebookPanel-toolbar",
)
DIRTY = ".lm-DockPanel .jp-mod-dirty, .jp-NotebookPanel .jp-mod-dirty"


@pytest.fixture
def copy(lab: Server) -> Iterator[Path]:
    """A second copy of a session, for a test to change."""
    path = lab.folder / "copied" / NOTEBOOK
    path.parent.mkdir()
    shutil.copy(lab.folder / NOTEBOOK, path)
    yield path
    shutil.rmtree(path.parent)


def open_by_itself(page: Page, server: Server, app: str = "lab", name: str = NOTEBOOK) -> None:
    page.goto(server.address(f"{APPS[app]}/{name}"))
    board(page, LAST).wait_for(state="attached")


def scrolled(page: Page) -> float:
    top: float = page.evaluate(
        """Math.max(...[...document.querySelectorAll(".jp-Notebook, .jp-Notebook *")]
            .map(element => element.scrollTop))"""
    )
    return top


def has_settled(page: Page) -> None:
    """Wait until the last cell has run, and nothing is said any more."""
    expect(page.locator(".lm-line [role=status]")).to_have_text("")


@pytest.mark.parametrize("app", APPS)
def test_a_session_runs_by_itself_without_a_workbench_and_no_key_changes_a_cell(
    page: Page, lab: Server, app: str
) -> None:
    before = (lab.folder / NOTEBOOK).stat().st_mtime_ns
    open_by_itself(page, lab, app)
    has_settled(page)
    for exercise in (SORT, "hard-and-two-sided-cards", "skill-chips"):
        expect(board(page, exercise)).to_be_attached()
    expect(page.locator(".jp-Notebook h1").first).to_be_in_viewport()
    assert scrolled(page) == 0
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    expect(page.locator(DIRTY)).to_have_count(0)
    no_workbench_until_somebody_asks_for_it(page, app)
    nothing_typed_changes_a_cell(page)
    # A tap changes answers and not the notebook; the page would save it within five seconds.
    go_to(page, SORT).locator("[data-item]").first.click()
    board(page, SORT).locator('[data-option="management"]').first.click()
    saved = lab.home / "answers" / f"{SORT}.json"
    eventually(page, saved.exists)
    expect(page.locator(DIRTY)).to_have_count(0)
    assert (lab.folder / NOTEBOOK).stat().st_mtime_ns == before
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=lab.folder, capture_output=True, text=True, check=True
    )
    assert status.stdout == ""


def no_workbench_until_somebody_asks_for_it(page: Page, app: str) -> None:
    # Notebook 7 shows its header when it has read its settings, which may be late, and at this.
    page.evaluate("document.dispatchEvent(new Event('fullscreenchange'))")
    for part in (*AROUND[app], *IN_CELLS):
        expect(page.locator(part).locator("visible=true")).to_have_count(0)
    assert "import workshop" not in page.locator(".jp-Notebook").inner_text()
    tools = page.locator('[data-action="tools"]')
    tools.click()
    for part in (AROUND[app][0], ".jp-NotebookPanel-toolbar", ".jp-InputPrompt"):
        expect(page.locator(part).locator("visible=true").first).to_be_visible()
    tools.click()
    for part in (*AROUND[app], *IN_CELLS):
        expect(page.locator(part).locator("visible=true")).to_have_count(0)


def nothing_typed_changes_a_cell(page: Page) -> None:
    before = cells(page)
    texts = page.locator(".jp-RenderedMarkdown").locator("visible=true")
    for place in (texts.first, texts.nth(3), page.locator(".lm-line"), board(page, SORT)):
        # At its edge, and not in a corner, which is round.
        place.click(position={"x": 30, "y": 3})
        for key in (*KEYS, "Enter", "Shift+Enter", "Alt+Enter", "Control+Enter", "Control+Shift+-"):
            page.keyboard.press(key)
        page.keyboard.type("Many words, about babies and dogs.")
        assert cells(page) == before
    expect(page.locator(DIRTY)).to_have_count(0)
    # The browser's own keys go on working: one can still scroll.
    texts.first.click()
    page.keyboard.press("End")
    eventually(page, lambda: scrolled(page) > 0)


def test_another_notebook_keeps_everything(page: Page, lab: Server) -> None:
    with notebook(lab, "other.ipynb", "1 + 1"):
        open_by_itself(page, lab)
        around = [page.locator(part) for part in ("#jp-top-panel", ".jp-FileBrowser")]
        page.locator('[data-action="tools"]').click()
        page.locator(".jp-DirListing-item", has_text="other.ipynb").dblclick()
        tabs = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")
        expect(tabs).to_have_count(2)
        tabs.filter(has_text="02-").click()
        page.locator('[data-action="tools"]').click()
        other = page.locator(".jp-NotebookPanel", has_text="1 + 1")
        for _ in range(2):
            tabs.filter(has_text="other").click()
            for part in (*around, other.locator(".jp-NotebookPanel-toolbar")):
                expect(part).to_be_visible()
            expect(other.locator(".jp-InputPrompt").first).to_be_visible()
            tabs.filter(has_text="02-").click()
            for part in around:
                expect(part).to_be_hidden()
        tabs.filter(has_text="other").click()
        count = other.locator(".jp-Notebook-cell")
        expect(count).to_have_count(1)
        other.locator(".jp-InputPrompt").first.click()
        page.keyboard.press("b")
        expect(count).to_have_count(2)


def add_a_line(content: dict[str, Any]) -> None:
    code = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
    code["source"].append("\nopen('ran.txt', 'w')")


def nothing(_: dict[str, Any]) -> None:
    """Leave the cells as they are."""


# What all else is told apart is a test of the server, without a browser.
@pytest.mark.parametrize(
    ("app", "change", "beside"),
    [("lab", add_a_line, ""), ("notebook", nothing, "open('ran.txt', 'w')")],
)
def test_what_is_not_the_workshops_waits_for_the_button(
    page: Page, lab: Server, copy: Path, app: str, change: Any, beside: str
) -> None:
    content = json.loads(copy.read_text(encoding="utf-8"))
    change(content)
    copy.write_text(json.dumps(content), encoding="utf-8")
    if beside:
        (copy.parent / "workshop.py").write_text(beside, encoding="utf-8")
    page.goto(lab.address(f"{APPS[app]}/copied/{NOTEBOOK}"))
    page.locator('.jp-NotebookPanel[data-starts="pressed"]').wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    expect(page.locator("section[data-exercise], section[data-header]")).to_have_count(0)
    assert not (copy.parent / "ran.txt").exists()
    expect(page.locator(".lm-line")).to_have_count(0)
    page.locator(RUN_ALL).click()
    if beside:
        # Whether Python takes it depends on how the workshop was installed.
        page.locator(".jp-OutputArea-child").first.wait_for()
    else:
        eventually(page, (copy.parent / "ran.txt").exists)


def test_a_copy_of_a_session_in_another_folder_starts_too(
    page: Page, lab: Server, copy: Path
) -> None:
    assert copy.exists()
    open_by_itself(page, lab, name=f"copied/{NOTEBOOK}")


def test_boards_come_back_after_a_reload_and_after_every_restart(page: Page, lab: Server) -> None:
    open_by_itself(page, lab)
    found = go_to(page, SORT)
    see_as(found, "list")
    found.locator('[data-option="leadership"]').first.check()
    placed = choices(found)
    assert len(placed) == 1
    page.reload()
    found = go_to(page, SORT)
    assert choices(found) == placed
    # By the button, which is where it was.
    found = run_again(page, SORT)
    assert choices(found) == placed
    expect(found).to_be_in_viewport()
    # By its own death; JupyterLab tells of it.
    found.evaluate("element => element.toggleAttribute('data-old', true)")
    [kernel] = kernels(lab)
    kernel.kill()
    page.locator(".jp-Dialog-button").click()
    page.locator(f'section[data-exercise="{SORT}"]:not([data-old])').wait_for(state="attached")
    assert choices(go_to(page, SORT)) == placed
    # And the next tap is saved.
    second = found.locator("[data-item]:not([data-choice]) [data-option]").first
    second.check()
    path = lab.home / "answers" / f"{SORT}.json"
    eventually(page, lambda: len(json.loads(path.read_bytes())["answer"]["choices"]) == 2)


def test_a_kernel_that_somebody_else_restarted_costs_no_tap(page: Page, lab: Server) -> None:
    """Nothing tells the page: a board that is not heard does."""
    open_by_itself(page, lab)
    has_settled(page)
    found = go_to(page, SORT)
    see_as(found, "list")
    [kernel] = json.loads(lab.call("api/kernels"))
    lab.call(f"api/kernels/{kernel['id']}/restart", "POST")
    found.evaluate("element => element.toggleAttribute('data-old', true)")
    found.locator('[data-option="leadership"]').first.check()
    page.locator(f'section[data-exercise="{SORT}"]:not([data-old])').wait_for(state="attached")
    path = lab.home / "answers" / f"{SORT}.json"
    eventually(page, path.exists)
    assert len(choices(go_to(page, SORT))) == 1


def test_behind_a_base_url_and_after_the_server_was_started_again(
    page: Page, clone: Path, tmp_path: Path
) -> None:
    with jupyter("lab", clone, tmp_path / "home", tmp_path / "log.txt", base="/hub/one") as server:
        open_by_itself(page, server)
        has_settled(page)
        board(page, SORT).evaluate("element => element.toggleAttribute('data-old', true)")
        # The same as a server that was away: the page's kernel is there no more.
        for running in json.loads(server.call("api/sessions")):
            server.call(f"api/sessions/{running['id']}", "DELETE")
        page.locator(f'section[data-exercise="{SORT}"]:not([data-old])').wait_for(state="attached")
        expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_a_program_that_cannot_start_is_told_on_the_page(page: Page, lab: Server) -> None:
    page.route(
        "**/api/sessions*",
        lambda route: route.abort() if route.request.method == "POST" else route.fallback(),
    )
    page.goto(lab.address(f"lab/tree/{NOTEBOOK}"))
    said = page.locator(".lm-line [role=status]")
    expect(said).to_contain_text("The exercises did not start.", timeout=30_000)
    expect(said).to_contain_text("▶▶")
    expect(page.locator("[data-action=start-again]")).to_be_visible()


def test_without_the_extension_the_button_starts_it(page: Page, lab: Server) -> None:
    with by_hand(page):
        page.goto(lab.address(f"lab/tree/{NOTEBOOK}"))
        page.locator("#jp-top-panel").wait_for()
        page.locator(RUN_ALL).click()
        board(page, LAST).wait_for(state="attached")
        expect(page.locator(".jp-InputPrompt").first).to_be_visible()


def test_on_a_small_phone_nothing_covers_the_notebook(phone: Page, lab: Server) -> None:
    open_by_itself(phone, lab)
    has_settled(phone)
    line = phone.locator(".lm-line").bounding_box()
    text = phone.locator(".jp-Notebook").bounding_box()
    assert line
    assert text
    assert line["y"] + line["height"] <= text["y"]
    assert text["width"] >= 310
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    for button in phone.locator(".lm-line button").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= 320
