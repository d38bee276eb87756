"""What people see who set up their screen, or their paper, in their own way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.board_steps import faults_of, seen_as, show
from tests.support.host import Host

LOOK = """(element) => {
  const { backgroundColor, color } = getComputedStyle(element);
  return [backgroundColor, color];
}"""
LONG = "\n".join(
    f"{n}. I show the board every Monday, and I ask what went well." for n in range(30)
)


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


@pytest.fixture
def forced(browser: Browser) -> Iterator[Page]:
    """A page of somebody whose system draws everything in a few colours."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, forced_colors="active")
    seen_as(context, "board")
    yield context.new_page()
    context.close()


def looks_alike(one: Locator, other: Locator) -> bool:
    return bool(one.evaluate(LOOK) == other.evaluate(LOOK))


def test_forced_colours_show_what_is_pressed_held_and_chosen(forced: Page, host: Host) -> None:
    found = show(forced, host, "starter-sort")
    board, as_list = (found.locator(f'[data-action="view-{each}"]') for each in ("board", "list"))
    assert not looks_alike(board, as_list)
    cards = found.locator("[data-item]")
    assert looks_alike(cards.first, cards.nth(1))
    cards.first.click()
    assert not looks_alike(cards.first, cards.nth(1))
    as_list.click()
    row = found.locator("[data-item]").first
    row.locator("input").first.check()
    choices = row.locator(".lm-choice")
    assert not looks_alike(choices.first, choices.nth(1))
    found = show(forced, host, "the-round-in-order")
    cards = found.locator("[data-item]")
    cards.first.click()
    assert not looks_alike(cards.first, cards.nth(1))


def test_forced_colours_leave_a_slider_its_track_and_its_middle(forced: Page, host: Host) -> None:
    found = show(forced, host, "line-of-opinion")
    slider = found.locator("[type=range]").first
    slider.press("End")
    box = slider.bounding_box()
    assert box

    def strip(share: float) -> bytes:
        x, y = box["x"] + share * box["width"], box["y"] + box["height"] / 2
        return forced.screenshot(clip={"x": x - 15, "y": y - 12, "width": 30, "height": 24})

    track, middle = strip(0.25), strip(0.5)
    assert track != middle
    slider.evaluate("element => { element.style.background = 'none'; }")
    assert strip(0.25) not in (track, middle)


def test_a_print_shows_all_that_was_written_and_names_a_better_way(page: Page, host: Host) -> None:
    found = show(page, host, "my-commitment")
    field = found.locator("textarea").first
    field.fill(LONG)
    expect(field).to_have_value(LONG)
    on_paper = found.locator("textarea + .lm-print").first
    expect(on_paper).to_be_hidden()
    page.emulate_media(media="print")
    expect(field).to_be_hidden()
    expect(on_paper).to_have_text(LONG, use_inner_text=True)
    assert on_paper.evaluate("each => each.scrollHeight <= each.clientHeight")
    expect(found.get_by_text("press “Make my handout”")).to_be_visible()


def test_two_views_of_one_exercise_have_two_names(page: Page, host: Host) -> None:
    show(page, host, "header", "line-of-opinion", "line-of-opinion", "starter-sort")
    expect(page.get_by_role("region", name="Where do you stand?", exact=True)).to_have_count(1)
    expect(page.get_by_role("region", name="Where do you stand? 2", exact=True)).to_have_count(1)
    assert faults_of(page, "main") == []
