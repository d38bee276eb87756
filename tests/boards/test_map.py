"""A map: by keyboard, by taps, by dragging, and with a key that comes later."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.board_steps import (
    choices,
    eventually,
    faults_of,
    keys_past,
    run_again,
    sends,
    show,
)
from tests.support.host import Host
from tests.support.maps import E, write_map
from workshop.content.library import Library

MAP, PART = "small-map", 'section[data-exercise="small-map"]'


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


@pytest.fixture
def maps(small: Host, content: Path) -> Host:
    """A program with the small map."""
    assert write_map(content).check() == []
    return small


def case(found: Locator, item: str) -> Locator:
    return found.locator(f'[data-item="{item}"]')


def saved(host: Host) -> Any:
    """Read the points that are on the disk."""
    return host.answer(MAP).get("points", {})


def spot(plot: Locator, x: float, y: float) -> dict[str, float]:
    """Find the place of a point inside the plot, in pixels."""
    box = plot.bounding_box()
    assert box
    margin, side = 14, box["width"] - 28
    return {"x": margin + side * x / 10, "y": margin + side * (1 - y / 10)}


def test_a_map_with_the_keyboard_alone(page: Page, maps: Host) -> None:
    found = show(page, maps, MAP)
    said = found.locator('[role="status"]')
    assert faults_of(page, PART) == []
    first = case(found, "dreams")
    x, y = first.get_by_role("slider", name="Leading"), first.get_by_role("slider", name="Managing")
    expect(x).to_have_attribute("aria-valuetext", "Leading: not placed yet")
    expect(x).to_have_accessible_description("From 0, little, to 10, much.")
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('[data-item] input')"):
        page.keyboard.press("Tab")
    expect(x).to_be_focused()
    page.keyboard.press("End")
    # One slider alone is half an answer: it is kept, and nothing is said about it yet.
    expect(x).to_have_attribute("aria-valuetext", "Leading: 10 of 10")
    expect(said).to_have_text("The clinic of dreams: Leading 10. Now set Managing, too.")
    expect(first).to_contain_text("Now set Managing, too.")
    expect(first).to_have_attribute("data-choice", "middle")
    expect(first).not_to_have_attribute("data-verdict", "partly")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    expect(y).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(first).to_have_attribute("data-choice", "over-led")
    expect(first).to_have_attribute("data-verdict", "match")
    expect(said).to_have_text(
        "The clinic of dreams: Leading 9, Managing 4, Over-led. Most would say so too: Over-led. "
        "There is a picture of the future, and no roster. 2 cases left."
    )
    expect(first).to_contain_text("Suggested: Leading 9, Managing 2. Points are suggestions;")
    expect(first.locator('[data-mark="suggested"]')).to_have_count(1)
    expect(first).to_contain_text(
        "What small change would move it: With a roster it would be both."
    )
    # The middle of a slider is an answer, too: Enter takes it. Where all quarters meet, it is no
    # safe one.
    second = case(found, "files")
    page.keyboard.press("Tab")
    expect(first.get_by_role("button", name="Take the point out")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(second).to_have_attribute("data-verdict", "differ")
    expect(second).to_contain_text("Your point is on the line. Most would say: Over-managed.")
    expect(said).to_contain_text("Leading 5, Managing 5, on the line between the quarters.")
    assert faults_of(page, PART) == []


def test_keys_take_out_undo_and_start_again(page: Page, maps: Host) -> None:
    found = show(page, maps, MAP)
    said = found.locator('[role="status"]')
    for item in ("dreams", "files"):
        for axis, keys in (("x", ["End", "ArrowLeft"]), ("y", ["ArrowLeft"])):
            for key in keys:
                case(found, item).locator(f'[data-axis="{axis}"]').press(key)
    # The third case is left with one slider set: then the point counts as it is.
    third = case(found, "command")
    x = third.get_by_role("slider", name="Leading")
    x.press("ArrowRight")
    expect(found).to_have_attribute("data-state", "working")
    page.keyboard.press("Shift+Tab")
    expect(third).to_have_attribute("data-verdict", "partly")
    expect(said).to_contain_text("No cases left.")
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator(".lm-overview")).to_contain_text("Over-led")
    expect(found.locator(".lm-summary")).to_contain_text("You placed all the cases")
    assert faults_of(page, PART) == []
    # Delete takes a point out and keeps the focus; undo brings it back.
    x.focus()
    page.keyboard.press("Delete")
    expect(third).not_to_have_attribute("data-choice", "middle")
    expect(said).to_contain_text("point taken out. 1 case left.")
    expect(x).to_be_focused()
    page.keyboard.press("Control+z")
    expect(third).to_have_attribute("data-verdict", "partly")
    placed = choices(found)
    assert placed == {"dreams": "over-led", "files": "over-led", "command": "middle"}
    found.locator('[data-action="reset"]').press("Enter")
    expect(found.locator("[data-choice]")).to_have_count(0)
    expect(found.locator('[data-mark="mine"]')).to_have_count(0)
    found.locator('[data-action="undo"]').press("Enter")
    expect(found.locator("[data-choice]")).to_have_count(3)
    assert choices(found) == placed
    eventually(page, lambda: saved(maps).get("dreams") == [9, 4])
    assert keys_past(page) == []
    found = run_again(page, maps)
    expect(found.locator("[data-choice]")).to_have_count(3)
    assert choices(found) == placed
    values = case(found, "dreams").locator("[data-axis]")
    assert [values.nth(n).input_value() for n in (0, 1)] == ["9", "4"]


def test_a_drag_shows_the_point_at_once_and_sends_one_message(page: Page, maps: Host) -> None:
    first = case(show(page, maps, MAP), "dreams")
    plot = first.locator("[data-plot]")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box

    def to(x: float, y: float) -> tuple[float, float]:
        place = spot(plot, x, y)
        return box["x"] + place["x"], box["y"] + place["y"]

    page.mouse.move(*to(1, 8))
    page.mouse.down()
    expect(first.locator('[data-mark="mine"]')).to_have_count(1)
    page.mouse.move(*to(6, 6))
    page.mouse.move(*to(7, 1))
    expect(first).to_contain_text("7 of 10")
    # Nothing is judged, and nothing sent, before it is let go.
    expect(first.locator(".lm-feedback")).to_have_count(0)
    assert sends(maps) == []
    page.mouse.up()
    expect(first).to_have_attribute("data-verdict", "match")
    eventually(page, lambda: saved(maps) == {"dreams": [7, 1]})
    assert len(sends(maps)) == 1
    # Let go outside of the map: the point stays on it.
    page.mouse.move(*to(7, 1))
    page.mouse.down()
    page.mouse.move(box["x"] - 30, box["y"] - 40, steps=4)
    page.mouse.up()
    expect(first).to_have_attribute("data-choice", "over-managed")
    eventually(page, lambda: saved(maps) == {"dreams": [0, 10]})
    assert len(sends(maps)) == 2


def test_a_slider_sends_one_message_and_waits_for_the_other(page: Page, maps: Host) -> None:
    second = case(show(page, maps, MAP), "files")
    slider = second.get_by_role("slider", name="Leading")
    slider.scroll_into_view_if_needed()
    bar = slider.bounding_box()
    assert bar
    middle = bar["y"] + bar["height"] / 2
    page.mouse.move(bar["x"] + bar["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(bar["x"] + bar["width"] * 0.8, middle, steps=5)
    page.mouse.move(bar["x"] + 2, middle, steps=5)
    expect(slider).to_have_attribute("aria-valuetext", "Leading: 0 of 10")
    assert sends(maps) == []
    page.mouse.up()
    eventually(page, lambda: saved(maps) == {"files": [0, 5]} and len(sends(maps)) > 0)
    assert len(sends(maps)) == 1
    expect(second.locator(".lm-feedback")).to_have_count(0)
    # From the slider to the map: that is the second touch, and puts both.
    plot = second.locator("[data-plot]")
    plot.click(position=spot(plot, 2, 9))  # type: ignore[arg-type]
    expect(second).to_have_attribute("data-verdict", "match")
    eventually(page, lambda: saved(maps) == {"files": [2, 9]})
    assert len(sends(maps)) == 2


def test_a_map_by_taps_alone_on_a_phone(phone: Page, maps: Host) -> None:
    found = show(phone, maps, MAP)
    assert faults_of(phone, PART) == []
    first, second, third = (case(found, item) for item in ("dreams", "files", "command"))
    plot = first.locator("[data-plot]")
    plot.tap(position=spot(plot, 9, 2))  # type: ignore[arg-type]
    expect(first).to_have_attribute("data-verdict", "match")
    expect(first).to_contain_text("Your point: Over-led")
    # The sliders are the equal way. A tap exactly in the middle moves nothing, but is an answer.
    x, y = second.locator('[data-axis="x"]'), second.locator('[data-axis="y"]')
    expect(second).to_contain_text("not placed yet")
    y.tap()
    expect(second).to_contain_text("Now set Leading, too.")
    bar = x.bounding_box()
    assert bar
    assert bar["height"] >= 44
    x.tap(position={"x": bar["width"] * 0.2, "y": 22})
    expect(second).to_have_attribute("data-choice", "middle")
    expect(second).to_have_attribute("data-verdict", "partly")
    second.locator('[data-action="take-out"]').tap()
    expect(second).to_contain_text("not placed yet")
    expect(x).to_be_focused()
    found.locator('[data-action="undo"]').tap()
    expect(second).to_have_attribute("data-choice", "middle")
    plot = third.locator("[data-plot]")
    plot.tap(position=spot(plot, 2, 9))  # type: ignore[arg-type]
    expect(third).to_contain_text("You are in good company with: Over-managed.")
    expect(found).to_have_attribute("data-state", "checked")
    assert faults_of(phone, PART) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    small_targets = found.locator("button, input").evaluate_all(
        "all => all.filter((e) => e.getBoundingClientRect().height < 44).length"
    )
    assert small_targets == 0
    eventually(phone, lambda: len(saved(maps)) == 3)
    placed = choices(found)
    maps.start()
    found = show(phone, maps, MAP)
    expect(found.locator("[data-choice]")).to_have_count(3)
    assert choices(found) == placed
    expect(found).to_have_attribute("data-state", "checked")


@pytest.mark.parametrize("part", ["[data-plot]", '[data-axis="x"]'])
def test_a_finger_that_passes_over_scrolls_the_page_and_answers_nothing(
    phone: Page, maps: Host, part: str
) -> None:
    found = show(phone, maps, MAP)
    place = case(found, "dreams").locator(part)
    place.evaluate("element => element.scrollIntoView({block: 'center'})")
    box = place.bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5
    finger = phone.context.new_cdp_session(phone)

    def touch(kind: str, *points: dict[str, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 13):
        touch("touchMove", {"x": x, "y": y - 10 * step})
    touch("touchEnd")

    def moved() -> bool:
        now = place.bounding_box()
        return now is not None and now["y"] < box["y"] - 60

    eventually(phone, moved)
    expect(found.locator("[data-choice]")).to_have_count(0)
    expect(found.locator('[data-mark="mine"]')).to_have_count(0)
    slider = case(found, "dreams").locator('[data-axis="x"]')
    expect(slider).to_have_value("5")
    # The next tap is an answer again.
    slider.tap()
    expect(case(found, "dreams")).to_have_attribute("data-choice", "middle")


@pytest.mark.parametrize("feedback", ["on-check", "none"])
def test_reasons_on_demand_or_not_at_all(
    phone: Page,
    maps: Host,
    content: Path,
    edit: Callable[[str, str, str], None],
    feedback: str,
) -> None:
    edit(E, '"instant"', f'"{feedback}"')
    assert Library(content).check() == []
    found = show(phone, maps, MAP)
    for item in ("dreams", "files", "command"):
        plot = case(found, item).locator("[data-plot]")
        plot.tap(position=spot(plot, 9, 2))  # type: ignore[arg-type]
        expect(case(found, item)).to_have_attribute("data-choice", "over-led")
    expect(found.locator("[data-verdict]")).to_have_count(0)
    expect(found.locator('[data-mark="suggested"]')).to_have_count(0)
    expect(found.locator(".lm-overview")).to_contain_text("1 The clinic of dreams")
    if feedback == "none":
        expect(found).to_contain_text("The reasons come later.")
        assert "people leave" not in phone.content()
        return
    found.locator('[data-action="check"]').tap()
    expect(found).to_have_attribute("data-state", "checked")
    expect(found.locator("[data-verdict]")).to_have_count(3)
    expect(found.locator(".lm-summary h4")).to_be_focused()
    # Moving a point asks for a new check; a step back brings the reasons back.
    plot = case(found, "files").locator("[data-plot]")
    plot.tap(position=spot(plot, 2, 9))  # type: ignore[arg-type]
    expect(found.locator("[data-verdict]")).to_have_count(0)
    found.locator('[data-action="undo"]').tap()
    expect(found.locator("[data-verdict]")).to_have_count(3)


def test_odd_answers_of_an_older_version_do_no_harm(phone: Page, maps: Host) -> None:
    path = maps.home / "answers" / "small-map.json"
    path.parent.mkdir(parents=True)
    points = {"dreams": [9, 2], "files": [11, 2], "command": "here", "of-last-year": [1, 1]}
    record = {"format": 1, "answer": {"points": points, "checked": "yes"}}
    path.write_text(json.dumps(record), encoding="utf-8")
    found = show(phone, maps, MAP)
    expect(found).to_contain_text("3 earlier answers")
    assert choices(found) == {"dreams": "over-led"}
    expect(found).to_contain_text("1 of 3 placed")
