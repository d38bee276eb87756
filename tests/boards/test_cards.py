"""One item at a time, which is how an exercise opens: what is on the screen, and the way on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import choices, faults_of, show
from tests.support.host import Host
from workshop.content.library import Library

LIBRARY = Library(ROOT)
SORT = "sort-the-working-day"


def test_sixteen_questions_take_sixteen_taps(phone: Page, host: Host) -> None:
    """Where no reason is shown, a tap is seen for a moment and goes on."""
    exercise = LIBRARY.exercise("sixteen-questions-before")
    found = show(phone, host, exercise.id)
    for number, item in enumerate(exercise.items, 1):
        expect(found.locator(".lm-now")).to_have_attribute("data-item", item.id)
        found.locator(".lm-now [data-option]").nth(number % 3).tap()
    expect(found.locator(".lm-one")).to_have_attribute("data-at", "end")
    expect(found).to_contain_text("The reasons come later.")
    assert len(choices(found)) == len(exercise.items)
    assert found.locator("[data-verdict]").count() == 0
    assert faults_of(phone, f'section[data-exercise="{exercise.id}"]') == []


# The moment in which the next item comes: no finger can stop as fast.
LATE_PRESS = """([board, item]) => new Promise((done) => {
  const one = document.querySelector(`[data-exercise="${board}"] .lm-one`);
  const press = () => one.querySelector('[data-action="next"]')
    .dispatchEvent(new MouseEvent("click", {bubbles: true, detail: 1}));
  new MutationObserver(() => { if (one.dataset.at === item) { press(); done(); } })
    .observe(one, {attributes: true, attributeFilter: ["data-at"]});
  one.querySelector(".lm-now [data-option]")
    .dispatchEvent(new MouseEvent("click", {bubbles: true, detail: 1}));
})"""


def test_a_press_on_next_that_comes_too_late_leaves_no_item_out(page: Page, host: Host) -> None:
    first, second, third, *_ = LIBRARY.exercise("sixteen-questions-before").items
    found = show(page, host, "sixteen-questions-before")
    now = found.locator(".lm-now")
    expect(now).to_have_attribute("data-item", first.id)
    page.evaluate(LATE_PRESS, ["sixteen-questions-before", second.id])
    expect(now).to_have_attribute("data-item", second.id)
    # Whoever leaves one out on purpose can.
    found.locator('[data-action="next"]').click(delay=400)
    expect(now).to_have_attribute("data-item", third.id)


def test_a_sort_with_the_keyboard_alone(page: Page, host: Host) -> None:
    exercise = LIBRARY.exercise(SORT)
    found = show(page, host, SORT)
    now = found.locator(".lm-now")
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('.lm-now input')"):
        page.keyboard.press("Tab")
    # Arrows try one place after the other, and never go on.
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(now).to_have_attribute("data-item", exercise.items[0].id)
    expect(now.locator("input")).to_have_count(3)
    page.keyboard.press("Enter")
    expect(now.locator("input")).to_have_count(0)
    for item in exercise.items[1:]:
        # The focus is on the way on, then on the places of the next card.
        expect(found.locator('[data-action="next"]')).to_be_focused()
        page.keyboard.press("Enter")
        expect(now).to_have_attribute("data-item", item.id)
        assert page.evaluate("document.activeElement.matches('.lm-now input')")
        page.keyboard.press("2")
        expect(now.locator(".lm-feedback")).to_be_visible()
    page.keyboard.press("Enter")
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator(".lm-summary")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.lm-one') !== null")
    assert page.evaluate("keysPast.filter((key) => key !== 'Tab')") == []
    assert len(choices(found)) == len(exercise.items)
    assert faults_of(page, f'section[data-exercise="{SORT}"]') == []


def test_two_questions_on_a_card_take_each_others_place(phone: Page, host: Host) -> None:
    host.start("05")
    found = show(phone, host, "an-outreach-day")
    now = found.locator(".lm-now")
    item = now.get_attribute("data-item")
    now.locator('[data-option="both"]').tap()
    expect(now.locator("[data-option]")).to_have_count(0)
    expect(now.locator("[data-step]")).to_have_count(8)
    expect(now.locator(".lm-feedback")).to_have_count(0)
    # Going on is no way past what is still asked; the dots are.
    now.locator('[data-step="planning"]').tap()
    expect(now).to_have_attribute("data-item", item or "")
    expect(now.locator(".lm-feedback")).to_be_in_viewport()
    now.locator('[data-asked="place"]').tap()
    expect(now.locator("[data-option]")).to_have_count(3)
    now.locator('[data-option="leadership"]').tap()
    expect(now).to_have_attribute("data-choice", "leadership")
    expect(now.locator(".lm-feedback")).to_be_visible()
    assert faults_of(phone, 'section[data-exercise="an-outreach-day"]') == []


def test_it_opens_where_it_was_left_and_every_item_can_be_seen_again(
    phone: Page, host: Host
) -> None:
    exercise = LIBRARY.exercise(SORT)
    first, second, third = (item.id for item in exercise.items[:3])
    found = show(phone, host, SORT)
    now = found.locator(".lm-now")
    for item in (first, second):
        expect(now).to_have_attribute("data-item", item)
        now.locator("[data-option]").first.tap()
        expect(now).to_have_attribute("data-choice", "leadership")
        found.locator('[data-action="next"]').tap()
    expect(found.locator("[data-item]")).to_have_count(len(exercise.items))
    host.start()
    found = show(phone, host, SORT)
    expect(now).to_have_attribute("data-item", third)
    found.locator(f'.lm-dots [data-item="{first}"]').tap()
    expect(now).to_have_attribute("data-item", first)
    expect(now.locator(".lm-feedback")).to_be_visible()
    found.locator('[data-action="take-out"]').tap()
    expect(now.locator("[data-option]")).to_have_count(3)
    expect(found.locator("[data-choice]")).to_have_count(1)
    found.locator('[data-action="undo"]').tap()
    expect(now).to_have_attribute("data-choice", "leadership")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_view_that_was_chosen_is_remembered(page: Page, host: Host) -> None:
    found = show(page, host, SORT)
    expect(found).to_have_attribute("data-view", "card")
    found.locator('[data-action="more"]').click()
    found.locator('[data-action="view-board"]').click()
    expect(found.locator(".lm-bins")).to_be_visible()
    host.start("10")
    found = show(page, host, "sixteen-questions")
    expect(found.locator("fieldset[data-item]")).to_have_count(16)
    found.locator('[data-action="view-card"]').click()
    expect(found.locator("fieldset[data-item]")).to_have_count(1)
    host.start()
    expect(show(page, host, SORT)).to_have_attribute("data-view", "card")


def test_the_end_says_what_is_open_and_leads_there(phone: Page, host: Host) -> None:
    host.start("01")
    found = show(phone, host, "three-tasks-six-functions")
    found.locator('[data-to="end"]').tap()
    expect(found.locator('[data-action="check"]')).to_have_attribute("aria-disabled", "true")
    found.locator('[data-action="to-open"]').tap()
    for number in range(6):
        found.locator(".lm-now [data-option]").nth(number).tap()
        expect(found.locator("[data-choice]")).to_have_count(number + 1)
        expect(found.locator(f".lm-dot:nth-child({number + 1})[data-choice]")).to_be_attached()
    expect(found.locator(".lm-one")).to_have_attribute("data-at", "end")
    found.locator('[data-action="check"]').tap()
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator("[data-verdict]")).to_have_count(6)
    assert faults_of(phone, 'section[data-exercise="three-tasks-six-functions"]') == []


@pytest.mark.parametrize("size", [(180, 320), (360, 500), (1280, 500)], ids=str)
def test_nothing_lies_over_anything_at_200_per_cent_and_in_a_low_window(
    browser: Browser, host: Host, size: tuple[int, int]
) -> None:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    found = show(page, host, SORT)
    found.locator(".lm-now [data-option]").first.click()
    expect(found.locator(".lm-now .lm-feedback")).to_be_visible()
    ends = [found.locator(each).bounding_box() for each in (".lm-now", ".lm-feedback", ".lm-foot")]
    assert ends[0]
    assert ends[1]
    assert ends[2]
    assert ends[0]["y"] + ends[0]["height"] <= ends[2]["y"] + 1
    assert ends[1]["y"] + ends[1]["height"] <= ends[0]["y"] + ends[0]["height"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
