"""What a page asks for, and what it says where nothing answers."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.support.board_steps import show
from tests.support.host import Host
from workshop.answers.store import Answers

FIGURE = "figure-my-week"
SILENCE = "The program behind this page does not answer."


def press(found: Locator, action: str) -> None:
    found.locator(f'[data-action="{action}"]').click()


def test_a_figure_with_nothing_behind_it_says_so_and_takes_what_comes_late(
    page: Page, host: Host
) -> None:
    page.clock.install()
    found = show(page, host, FIGURE)
    said = found.get_by_role("status")
    press(found, "draw")
    expect(said).to_contain_text("There is nothing to draw yet.")
    exercise = host.library.exercise("my-yesterday")
    Answers(host.home).change(exercise, {"rows": [{"what": "x", "act": "both"}]})
    host.deaf = True
    press(found, "draw")
    expect(said).to_have_text("One moment …")
    page.clock.fast_forward("02:00")
    expect(said).to_contain_text(SILENCE)
    expect(said).to_be_visible()
    # It was busy, and comes to it after all.
    host.deaf = False
    question = host.sent[-1]
    host.hear(f"{host.program}-{FIGURE}", question)
    expect(found.get_by_role("img")).to_be_visible()
    expect(said).to_contain_text("The figure is drawn.")
    # The same once more: nothing is new, and it is still said that it is drawn.
    press(found, "draw")
    expect(said).to_contain_text("The figure is drawn.")
    host.kill(noticed=True)
    press(found, "draw")
    expect(said).to_contain_text(SILENCE)
    expect(found.get_by_role("img")).to_be_visible()


def test_a_file_is_saved_by_the_page_that_asked_for_it_alone(
    context: BrowserContext, page: Page, host: Host
) -> None:
    other = context.new_page()
    downloads: list[str] = []
    other.on("download", lambda each: downloads.append(each.suggested_filename))
    for each in (other, page):
        show(each, host, "header")
        press(each.locator("[data-header]"), "my-work")
    with page.expect_download() as download:
        press(page.locator("[data-header]"), "save")
    assert download.value.suggested_filename == "my-workshop.json"
    expect(page.locator(".lm-notice")).to_contain_text("Your work is saved in the file")
    with other.expect_download() as download:
        press(other.locator("[data-header]"), "hand-in")
    assert download.value.suggested_filename == "to-hand-in.json"
    assert downloads == ["to-hand-in.json"]


def test_a_header_with_nothing_behind_it_says_so(page: Page, host: Host) -> None:
    page.clock.install()
    show(page, host, "header")
    header = page.locator("[data-header]")
    press(header, "my-work")
    host.deaf = True
    press(header, "save")
    expect(header.locator(".lm-notice")).to_contain_text("One moment …")
    page.clock.fast_forward(10_000)
    expect(header.locator(".lm-notice")).to_contain_text(SILENCE)
    host.deaf = False
    press(header, "save")
    expect(header.locator(".lm-notice")).to_contain_text("Your work is saved in the file")
    host.kill(noticed=True)
    press(header, "hand-in")
    expect(header.locator(".lm-notice")).to_contain_text(SILENCE)
