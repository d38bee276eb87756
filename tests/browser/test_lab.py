"""A participant in JupyterLab: the first minute, the keyboard, and coming back."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import choices, eventually, focused, see_as
from tests.support.kernels import KEYS, kernels
from tests.support.notebook_steps import (
    NOTEBOOK,
    by_hand,
    cells,
    go_to,
    open_session,
    run_again,
)
from tools.servers import RUN_ALL, Server, free_port, jupyter, start_notebook
from workshop.content.library import Library

DECK = Library(ROOT).exercise("whole-deck")
SORT = "sort-the-working-day"


def saved(server: Server) -> dict[str, str]:
    """Read the choices that are on the disk."""
    path = server.home / "answers" / f"{SORT}.json"
    return dict(json.loads(path.read_bytes())["answer"]["choices"]) if path.exists() else {}


def test_an_early_press_on_a_slow_computer_works_too(page: Page, lab: Server) -> None:
    """Half the speed, and the button pressed while the first kernel is still starting."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 2})
    open_session(page, lab)
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_all_52_cards_with_the_keyboard_alone_and_back_after_the_kernel_has_died(
    page: Page, lab: Server
) -> None:
    open_session(page, lab)
    found = go_to(page, "whole-deck")
    see_as(found, "board")
    found.locator('[data-action="view-board"]').focus()
    for _ in range(12):
        if focused(page):
            break
        page.keyboard.press("Tab")
    placed: dict[str, str] = {}
    for number, item in enumerate(DECK.items):
        assert focused(page) == item.id
        option = DECK.options[number % 3].id
        page.keyboard.press("Enter")
        page.keyboard.press(str(number % 3 + 1))
        page.keyboard.press("Enter")
        expect(found.locator(f'[data-item="{item.id}"]')).to_have_attribute("data-choice", option)
        placed[item.id] = option
    expect(found).to_have_attribute("data-state", "checked")
    # The reason for the last card is read before what all of them came to.
    expect(found.locator(".lm-told")).to_be_focused()
    expect(found.locator(".lm-told")).to_be_in_viewport()
    expect(found.locator(".lm-summary h4")).to_have_text("You sorted all the cards")
    assert choices(found) == placed

    [kernel] = kernels(lab)
    kernel.send_signal(signal.SIGKILL)
    kernel.wait(10)
    # JupyterLab itself says that the kernel died and starts again.
    page.locator(".jp-Dialog-button").click()
    page.reload()
    found = go_to(page, "whole-deck")
    expect(found).to_have_attribute("data-state", "checked")
    assert choices(found) == placed


def test_a_kernel_that_died_is_told_at_the_next_tap_and_the_tap_is_kept(
    page: Page, lab: Server
) -> None:
    with by_hand(page):
        open_session(page, lab)
        found = go_to(page, "sort-the-working-day")
        see_as(found, "list")
        first, second = (found.locator("[data-item]").nth(n) for n in (0, 1))
        first.locator('[data-option="leadership"]').check()
        expect(first).to_have_attribute("data-choice", "leadership")
        [kernel] = kernels(lab)
        kernel.send_signal(signal.SIGKILL)
        kernel.wait(10)
        page.locator(".jp-Dialog-button").click()
        expect(found.locator(".lm-notice")).to_contain_text("not being saved")
        second.locator('[data-option="management"]').check()
        expect(second).to_have_attribute("data-choice", "management")
        expect(found.locator(".lm-notice")).to_contain_text("Press ▶▶")
        page.locator(RUN_ALL).click()
        expect(found.locator(".lm-notice")).to_have_count(0)
        go_to(page, "sort-the-working-day")
        expect(first).to_have_attribute("data-choice", "leadership")
        expect(second).to_have_attribute("data-choice", "management")
        eventually(page, lambda: len(saved(lab)) == 2)


def test_two_tabs_and_the_second_one_restarts_the_kernel(
    page: Page, visitor: BrowserContext, lab: Server
) -> None:
    """The first tab is cut off and may not know; all that it shows comes onto the disk."""
    with by_hand(visitor):
        open_session(page, lab)
        found = go_to(page, SORT)
        see_as(found, "list")
        cards = found.locator("[data-item]")
        cards.nth(0).locator('[data-option="both"]').check()
        eventually(page, lambda: len(saved(lab)) == 1)
        second = visitor.new_page()
        try:
            open_session(second, lab)
            for number in range(1, 7):
                cards.nth(number).locator('[data-option="leadership"]').check()
            # The second tab delivers them where JupyterLab leaves its kernel alone; or it is said.
            told = found.locator(".lm-notice")
            eventually(page, lambda: saved(lab) == choices(found) or told.count() > 0)
        finally:
            second.close()
        # Now nobody is left to deliver anything.
        cards.nth(7).locator('[data-option="both"]').check()
        expect(found.locator(".lm-notice")).to_be_visible(timeout=5_000)
        placed = choices(found)
        assert len(placed) == 8
        found = run_again(page, SORT)
        eventually(page, lambda: saved(lab) == placed)
        assert choices(found) == placed


def test_a_server_that_ended_costs_no_tap(page: Page, clone: Path, tmp_path: Path) -> None:
    port = free_port()
    with jupyter("lab", clone, tmp_path / "home", tmp_path / "log.txt", port) as server:
        open_session(page, server)
        found = go_to(page, SORT)
        see_as(found, "list")
        cards = found.locator("[data-item]")
        cards.nth(0).locator('[data-option="both"]').check()
        eventually(page, lambda: len(saved(server)) == 1)
        server.process.terminate()
        server.process.wait(20)
        for number in range(1, 14):
            # JupyterLab may have laid its own message over the page meanwhile.
            option = cards.nth(number).locator('[data-option="leadership"]')
            option.evaluate("radio => radio.click()")
        expect(found.locator(".lm-notice")).to_contain_text("this browser", timeout=5_000)
        assert len(saved(server)) == 1
    with jupyter("lab", clone, tmp_path / "home", tmp_path / "log.txt", port) as server:
        open_session(page, server)
        found = go_to(page, SORT)
        eventually(page, lambda: len(saved(server)) == 14)
        assert choices(found) == saved(server)


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_no_key_on_the_board_reaches_the_notebook(page: Page, lab: Server, app: str) -> None:
    path = "lab/tree" if app == "lab" else "notebooks"
    start_notebook(page, lab.address(f"{path}/{NOTEBOOK}"))
    found = go_to(page, SORT)
    for view in ("card", "board", "list"):
        if view != "card":
            see_as(found, view)
        before = cells(page)
        places = [
            found.locator("[data-item]").first,
            found.locator("h3"),
            found.locator(".lm-prompt, legend").first,
            found.locator('[data-action="more"], [data-action="help"]'),
            found.locator('[data-action="undo"]'),
            found.locator("legend, .lm-head").last,
        ]
        for place in places:
            # Forced, because a tool that is not available now can be clicked all the same.
            place.click(force=True)
            for key in KEYS:
                page.keyboard.press(key)
            assert cells(page) == before
            page.keyboard.press("Escape")
        expect(found).to_be_attached()


def test_scrolling_the_board_away_and_back_loses_nothing(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = go_to(page, "sort-the-working-day")
    found.locator("[data-item]").first.click()
    found.locator('[data-option="management"]').click()
    placed = choices(found)
    assert len(placed) == 1
    go_to(page, "whole-deck")
    go_to(page, "skill-chips")
    found = go_to(page, "sort-the-working-day")
    assert choices(found) == placed
    found.locator('[data-action="undo"]').click()
    expect(found.locator("[data-choice]")).to_have_count(0)


def test_a_saved_session_leaves_the_clone_clean(page: Page, lab: Server) -> None:
    open_session(page, lab)
    found = go_to(page, "sort-the-working-day")
    found.locator("[data-item]").first.click()
    found.locator('[data-option="management"]').click()
    file = lab.folder / NOTEBOOK
    before = file.stat().st_mtime_ns
    page.locator('[data-action="tools"]').click()
    with page.expect_response(
        lambda reply: reply.request.method == "PUT" and NOTEBOOK in reply.url
    ) as saving:
        page.locator(".jp-NotebookPanel-toolbar [data-command='docmanager:save']").click()
    assert saving.value.ok
    assert file.stat().st_mtime_ns == before
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=lab.folder, capture_output=True, text=True, check=True
    )
    assert status.stdout == ""


def test_a_tap_is_one_small_message_and_its_feedback_needs_no_kernel(
    page: Page, lab: Server
) -> None:
    sent: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda data: sent.append(len(data))),
    )
    open_session(page, lab)
    found = go_to(page, "sort-the-working-day")
    card = found.locator("[data-item]").first
    item = card.get_attribute("data-item")
    [kernel] = kernels(lab)
    kernel.suspend()
    try:
        card.click()
        sent.clear()
        found.locator('[data-option="management"]').click()
        placed = found.locator(f'[data-item="{item}"]')
        expect(placed).to_have_attribute("data-verdict", re.compile("match|partly|differ"))
        expect(found.locator(".lm-feedback")).to_contain_text("Most would say")
        assert len(sent) == 1
        assert sent[0] < 1000
    finally:
        kernel.resume()
