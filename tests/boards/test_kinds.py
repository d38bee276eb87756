"""Every kind of exercise, on a page where it stands twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.acts import KINDS, act_at, answered_at
from tests.support.board_steps import board, keys_past, run_again, show
from tests.support.host import Host


@pytest.mark.parametrize("exercise", KINDS)
def test_two_views_of_one_board_show_one_state_and_the_cell_can_run_again(
    page: Page, host: Host, exercise: str
) -> None:
    show(page, host, exercise, exercise)
    both = board(page, exercise)
    expect(both).to_have_count(2)
    answered = act_at(both.first, exercise)
    assert answered_at(both.last) == answered
    assert keys_past(page) == []
    run_again(page, host)
    expect(both).to_have_count(2)
    assert answered_at(both.first) == answered
