"""What is read once before the first item: its beginning on a phone, and the rest at a press."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.board_steps import faults_of, show
from tests.support.host import Host

RATINGS = "line-of-opinion"
HEIGHT = "document.querySelector('section[data-exercise]').offsetHeight"


def test_a_phone_shows_the_beginning_and_the_rest_at_a_press(phone: Page, host: Host) -> None:
    host.start("08")
    found = show(phone, host, RATINGS)
    assert phone.evaluate(HEIGHT) <= 640
    read_on = found.locator('[data-action="read-on"]')
    expect(read_on).to_have_attribute("aria-expanded", "false")
    short = found.locator(".lm-brief").bounding_box()
    read_on.tap()
    expect(read_on).to_have_attribute("aria-expanded", "true")
    whole = found.locator(".lm-brief").bounding_box()
    assert short
    assert whole
    assert whole["height"] > short["height"] + 60
    assert faults_of(phone, f'section[data-exercise="{RATINGS}"]') == []
    read_on.press("Enter")
    expect(read_on).to_be_focused()
    assert found.locator(".lm-brief").bounding_box() == short


def test_a_laptop_shows_all_of_it(page: Page, host: Host) -> None:
    host.start("08")
    found = show(page, host, RATINGS)
    expect(found.locator(".lm-brief")).to_contain_text("Private")
    expect(found.locator('[data-action="read-on"]')).to_have_count(0)
