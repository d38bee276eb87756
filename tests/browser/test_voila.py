"""The notebooks as pages, with Voila: nothing from elsewhere, and the same answers."""

from __future__ import annotations

import re
from urllib.parse import urlparse

from playwright.sync_api import Page, expect

from tests.support.board_steps import board, choices, eventually, faults_of
from tests.support.notebook_steps import NOTEBOOK, go_to
from tools.servers import Server, start_notebook


def watch(page: Page, server: Server) -> list[str]:
    """Note every request that goes to another host."""
    elsewhere: list[str] = []

    def look(address: str) -> None:
        host = urlparse(address).netloc
        if host and host != urlparse(server.url).netloc:
            elsewhere.append(address)

    page.on("request", lambda request: look(request.url))
    page.on("websocket", lambda socket: look(socket.url))
    return elsewhere


def test_a_page_with_every_exercise_and_no_request_elsewhere(page: Page, voila: Server) -> None:
    elsewhere = watch(page, voila)
    page.goto(f"{voila.url}/voila/render/{NOTEBOOK}")
    found = go_to(page, "sort-the-working-day")
    # Before anybody answers: whoever opens this address shares one person's answers.
    told = page.locator("[data-header] > .lm-shared")
    expect(told).to_contain_text("Everybody who opens this address works as one person")
    expect(board(page, "whole-deck")).to_be_attached()
    expect(page.get_by_text("import workshop")).to_have_count(0)
    found.locator("[data-item]").first.click()
    found.locator('[data-option="management"]').click()
    expect(found.locator(".lm-feedback")).to_be_visible()
    placed = choices(found)
    assert len(placed) == 1
    eventually(page, (voila.home / "answers" / "sort-the-working-day.json").exists)
    page.reload()
    found = go_to(page, "sort-the-working-day")
    assert choices(found) == placed
    assert faults_of(page, 'section[data-exercise="sort-the-working-day"]') == []
    assert elsewhere == []


def test_the_list_of_sessions_leads_to_the_notebook_and_that_to_the_next(
    page: Page, voila: Server
) -> None:
    elsewhere = watch(page, voila)
    page.goto(voila.url)
    expect(page.get_by_text("source")).to_have_count(0)
    page.get_by_role("link", name="Sorting").click()
    go_to(page, "sort-the-working-day")
    header = page.locator("[data-header]")
    header.locator("[data-action=way]").click()
    header.get_by_role("link", name=re.compile("^03")).click()
    page.wait_for_url("**/03-the-four-managing-practices.ipynb")
    expect(header).to_contain_text("0 of 7 exercises of this session finished")
    assert elsewhere == []


def test_the_dark_page_has_no_fault_either(page: Page, voila: Server) -> None:
    page.goto(f"{voila.url}/voila/render/{NOTEBOOK}?theme=dark")
    found = go_to(page, "sort-the-working-day")
    found.locator("[data-item]").first.click()
    found.locator('[data-option="leadership"]').click()
    expect(found.locator(".lm-feedback")).to_be_visible()
    assert faults_of(page, 'section[data-exercise="sort-the-working-day"]') == []


def test_jupyterlab_asks_nobody_else_either(page: Page, lab: Server) -> None:
    elsewhere = watch(page, lab)
    start_notebook(page, lab.address(f"lab/tree/{NOTEBOOK}"))
    go_to(page, "sort-the-working-day")
    expect(page.locator("[data-header] > .lm-shared")).to_have_count(0)
    assert elsewhere == []
