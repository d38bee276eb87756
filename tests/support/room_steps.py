"""What people do on a phone in a live room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.conftest import PATIENCE
from tests.support.live_room import LiveRoom


def come_in(phone: Page, room: LiveRoom) -> None:
    """Join by taps: type the code, and press the one large button."""
    phone.goto(room.address)
    phone.get_by_label("The code").fill(f"{room.code[:2]} {room.code[2:]}".lower())
    phone.get_by_role("button", name="Join", exact=True).tap()
    phone.wait_for_url("**/here")
    standing(phone, "here")


def standing(phone: Page, how: str) -> None:
    """Wait until the line at the top says so."""
    expect(phone.locator(f'[data-standing="{how}"]')).to_be_visible()


def choose(phone: Page, item: str, option: str) -> None:
    """Open a card, and tap an option."""
    phone.locator(f'[data-to="{item}"]').tap()
    now = phone.locator(f'.lm-now[data-item="{item}"]')
    now.locator(f'[data-option="{option}"]').tap()


def kept(
    phone: Page, room: LiveRoom, exercise: str, there: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """Wait until the room has a record of which something holds."""
    for _ in range(PATIENCE // 100):
        found = room.records(exercise)
        if len(found) == 1 and there(found[0]):
            return found[0]
        phone.wait_for_timeout(100)
    raise AssertionError(room.records(exercise))
