"""A notebook in JupyterLab that joins a live room: a real kernel, a real room, and no mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import board, eventually
from tests.support.header_steps import HEADER, SORT, top
from tests.support.live_room import LiveRoom, live_room
from tests.support.notebook_steps import cells, go_to, open_session
from tools.servers import Server
from workshop.content.library import Library

STANDING = ".lm-header-room"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    """A room of which nobody has heard yet."""
    with live_room(Library(ROOT), tmp_path / "room", [SORT.id]) as room:
        yield room


def test_by_keyboard_alone_and_what_is_sorted_arrives(
    page: Page, lab: Server, room: LiveRoom
) -> None:
    open_session(page, lab)
    before = cells(page)
    top(page).locator('[data-action="my-work"]').press("Enter")
    page.locator(f'{HEADER} [data-action="join-room"]').press("Enter")
    expect(page.get_by_label("The address on the wall")).to_be_focused()
    page.keyboard.type(room.address.removeprefix("http://"))
    page.keyboard.press("Tab")
    page.keyboard.type(room.code.lower())
    page.keyboard.press("Enter")
    # The thread of the kernel says so, and not the answer to what was asked.
    expect(page.locator(f'{STANDING}[data-standing="saved"]')).to_contain_text(
        f"In the room {room.code} · saved there"
    )
    assert room.app.live.people() == 1
    room.step("think", SORT.id)
    go_to(page, SORT.id)
    now = board(page, SORT.id).locator(f'.lm-now[data-item="{SORT.items[0].id}"]')
    now.locator("[data-option]").first.press("Space")
    eventually(page, lambda: len(room.records(SORT.id)) == 1)
    [record] = room.records(SORT.id)
    assert list(record["answer"]["choices"]) == [SORT.items[0].id]
    eventually(page, lambda: room.app.live.answered(SORT.id, SORT.items[0].id) == 1)
    assert cells(page) == before
    room.stop()
    try:
        expect(page.locator(f'{STANDING}[data-standing="away"]')).to_be_visible()
    finally:
        room.start()
    expect(page.locator(f'{STANDING}[data-standing="saved"]')).to_be_visible()
