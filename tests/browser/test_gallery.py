"""Every kind of exercise on one page: what all of them must survive."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.acts import KINDS, act_at, answered_at
from tests.support.board_steps import board, choices, eventually, faults_of, see_as
from tests.support.kernels import KEYS, kernels
from tests.support.notebook_steps import by_hand, cells, go_to, notebook, open_session, small
from tools.servers import RUN_ALL, Server, start_notebook

GALLERY = ROOT / "docs" / "gallery" / "gallery.ipynb"


def answer_one(page: Page, exercise: str) -> dict[str, str]:
    """Do one small act at a board, with the keyboard, and read what is answered then."""
    return act_at(go_to(page, exercise), exercise)


@pytest.fixture
def gallery(lab: Server) -> Iterator[Server]:
    shutil.copy(GALLERY, lab.folder)
    yield lab
    (lab.folder / GALLERY.name).unlink()


def test_every_kind_comes_back_after_its_kernel_was_killed_in_the_middle(
    page: Page, gallery: Server
) -> None:
    with by_hand(page):
        open_session(page, gallery, GALLERY.name, KINDS[-1])
        before = cells(page)
        answered = {exercise: answer_one(page, exercise) for exercise in KINDS}
        assert cells(page) == before, "a key reached the notebook"
        # Each kind keeps its own styles on a page with all the others.
        see_as(order := board(page, "the-round-in-order"), "list")
        grid = order.locator(".lm-steps").first
        assert grid.evaluate("list => getComputedStyle(list).display") == "grid"
        written = gallery.home / "answers" / "my-action-plan.json"
        eventually(
            page, lambda: written.exists() and "Kampala" in written.read_text(encoding="utf-8")
        )
        [kernel] = kernels(gallery)
        kernel.send_signal(signal.SIGKILL)
        kernel.wait(10)
        page.locator(".jp-Dialog-button").click()
        expect(board(page, KINDS[0]).locator(".lm-notice")).to_be_attached()
        # One more answer that no kernel hears; it is kept as well.
        found = go_to(page, "my-practice")
        found.locator("[data-item] input").first.press("2")
        answered["my-practice"] = choices(found)
        page.locator(RUN_ALL).click()
        expect(page.locator(".lm-notice")).to_have_count(0)
        for exercise in KINDS:
            assert answered_at(go_to(page, exercise)) == answered[exercise], exercise


def test_two_views_of_one_board_in_one_cell(page: Page, lab: Server) -> None:
    exercise = KINDS[0]
    code = small(ROOT, lab, exercise)
    head, _, last = code.rstrip().rpartition("\n")
    twice = f"{head}\nfrom IPython.display import display\nshown = {last}\ndisplay(shown)\nshown"
    with notebook(lab, "twice.ipynb", twice):
        page.goto(lab.address("lab/tree/twice.ipynb"))
        page.locator(RUN_ALL).click()
        both = board(page, exercise)
        both.nth(1).wait_for(state="attached")
        answered = act_at(both.first, exercise)
        assert answered_at(both.last) == answered


@pytest.fixture
def dark(gallery: Server) -> Iterator[Server]:
    """The gallery in the dark theme of JupyterLab."""
    setting = "lab/api/settings/@jupyterlab/apputils-extension:themes"
    gallery.call(setting, "PUT", {"raw": json.dumps({"theme": "JupyterLab Dark"})})
    yield gallery
    gallery.call(setting, "PUT", {"raw": "{}"})


def test_every_kind_in_the_dark_theme_of_jupyterlab(page: Page, dark: Server) -> None:
    open_session(page, dark, GALLERY.name, KINDS[-1])
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    for exercise in KINDS:
        answer_one(page, exercise)
        go_to(page, exercise)
        assert faults_of(page, f'section[data-exercise="{exercise}"]') == [], exercise


def test_every_kind_in_notebook_7_and_no_key_reaches_the_notebook(
    page: Page, gallery: Server
) -> None:
    start_notebook(page, gallery.address(f"notebooks/{GALLERY.name}"))
    board(page, KINDS[-1]).wait_for(state="attached")
    before = cells(page)
    for exercise in KINDS:
        answer_one(page, exercise)
        for key in KEYS:
            page.keyboard.press(key)
        assert cells(page) == before, exercise
