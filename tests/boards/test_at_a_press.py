"""What is made at a press from what was written: a figure, and what somebody takes home."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, eventually, faults_of, show
from tests.support.filled import fill
from tests.support.host import MAKING, Host
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.system.look import colours

FIGURE = 'section[data-figure="my-week"]'
BUTTON = "section[data-handout]"


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


def test_a_figure_is_drawn_at_a_press_from_what_was_written(page: Page, host: Host) -> None:
    picture = show(page, host, "figure-my-week", "my-yesterday", theme="light")
    draw, said = picture.locator('[data-action="draw"]'), picture.locator('[role="status"]')
    draw.press("Enter")
    expect(said).to_contain_text("There is nothing to draw yet.", timeout=MAKING)
    assert faults_of(page, FIGURE) == []
    found = board(page, "my-yesterday")
    found.locator('[data-row="0"] select').select_option("management")
    eventually(page, lambda: "management" in str(host.answer("my-yesterday")))
    draw.press("Enter")
    image = picture.get_by_role("img", name="A ring of acts, 1 in all: Managing 1.")
    expect(image).to_be_visible(timeout=MAKING)
    expect(said).to_contain_text("The figure is drawn.")
    picture.get_by_text("The same as a table").click()
    expect(picture.get_by_role("row", name="Managing 1")).to_be_visible()
    assert faults_of(page, FIGURE) == []
    picture = show(page, host, "figure-my-week", theme="dark")
    draw.press("Enter")
    expect(image).to_be_visible(timeout=MAKING)
    assert faults_of(page, FIGURE) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_fits_a_phone_and_has_the_colours_of_the_page(
    phone: Page, host: Host, theme: str
) -> None:
    fill(Library(ROOT), Answers(host.home))
    picture = show(phone, host, "figure-balance", theme=theme)
    picture.locator('[data-action="draw"]').tap()
    image = picture.get_by_role("img")
    expect(image).to_have_count(1, timeout=MAKING)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert image.evaluate(
        "(svg) => svg.getBoundingClientRect().width <= svg.parentElement.clientWidth"
    )
    # Its letters are letters, and large enough.
    shown = image.evaluate(
        """(svg) => [...svg.querySelectorAll("text")]
            .map((text) => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)"""
    )
    assert shown
    assert min(shown) >= 11
    told = colours("light" if theme == "light" else "dark")
    fills = image.evaluate(
        """(svg) => [...svg.querySelectorAll("path, rect, text")]
            .map((each) => getComputedStyle(each).fill)"""
    )
    for name in ("lead", "manage", "ink"):
        channels = (int(told[name][at : at + 2], 16) for at in (1, 3, 5))
        assert f"rgb({', '.join(map(str, channels))})" in fills
    assert faults_of(phone, "section[data-figure]") == []


def test_what_was_written_is_on_the_page_that_opens_and_in_the_file(
    page: Page, host: Host, tmp_path: Path
) -> None:
    fill(Library(ROOT), Answers(host.home))
    found = show(page, host, "handout", "my-action-plan")
    plan = board(page, "my-action-plan").locator('[data-item="vision"] textarea')
    plan.fill("Nobody waits alone <script>alert(1)</script>")
    eventually(page, lambda: "Nobody waits alone" in str(host.answer("my-action-plan")))
    found.locator('[data-action="make"]').press("Enter")
    expect(found.get_by_role("status")).to_have_text(
        "Your handout is ready. Nobody but you has seen it.", timeout=MAKING
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


def test_the_handout_by_taps_on_a_phone(phone: Page, host: Host) -> None:
    found = show(phone, host, "handout")
    found.locator('[data-action="make"]').tap()
    expect(found.locator('[data-action="open"]')).to_be_visible(timeout=MAKING)
    assert faults_of(phone, BUTTON) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
