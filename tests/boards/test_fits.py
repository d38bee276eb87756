"""One thing at a time, in every exercise: what is open, and the way on from it, fit a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.conftest import ROOT
from tests.support.board_steps import show_next
from tests.support.host import Host
from tests.support.one_screen import LAPTOP, PHONE
from workshop.content.library import Library
from workshop.kinds import KINDS

LIBRARY = Library(ROOT)
SESSIONS = {id_: part.number for part in LIBRARY.chapters() for id_ in part.exercises}
SCREENS = {"laptop": LAPTOP, "phone": PHONE}
TAPPED = ("sort", "quiz", "scale", "map")
WEAK = "Somebody should improve something"
"""A text that gets all the advice there is."""

THROUGH = """async () => {
    const measured = [];
    const all = (what) => [...document.querySelectorAll(what)];
    const measure = () => {
        const [dots, way] = [".lm-along", ".lm-foot"].map((each) =>
            document.querySelector(each).getBoundingClientRect());
        const scrolls = all(".lm-now, .lm-now legend, .lm-now .lm-feedback")
            .filter((each) => each.scrollHeight > each.clientHeight + 1)
            .map((each) => each.className || each.tagName);
        measured.push([Math.round(way.bottom - dots.top), scrolls]);
    };
    const tap = (input) => {
        if (input.type === "radio") input.checked = true;
        input.dispatchEvent(new Event("change", {bubbles: true}));
        input.dispatchEvent(new MouseEvent("click", {bubbles: true, detail: 1}));
    };
    const count = all(".lm-dot").length - 1;
    for (let n = 0; n < count; n++) {
        all(".lm-dot")[n].click();
        for (let asked = 0; asked < 4; asked++) {
            // What is tapped is drawn, and goes on, in turns of their own.
            await new Promise((resolve) => setTimeout(resolve, 2));
            measure();
            const [radio] = all(".lm-now input[type=radio]").slice(-1);
            const sliders = all(".lm-now input[type=range]");
            if (radio && !radio.checked) tap(radio);
            else if (!radio && sliders.length && !asked) sliders.forEach(tap);
            else break;
        }
    }
    return measured;
}"""
"""Goes through all items, answers everything as a finger does, and measures each state on the way:
how high the item is with what belongs to it, and what of it scrolls within itself."""


STEPS = """async (weak) => {
    const open = [], answered = [];
    const all = (what) => [...document.querySelectorAll(what)];
    const turn = () => new Promise((resolve) => setTimeout(resolve, 2));
    const measure = (measured) => {
        const [dots, way] = [".lm-along", ".lm-foot"].map((each) =>
            document.querySelector(each).getBoundingClientRect());
        const now = document.querySelector(".lm-now");
        measured.push([Math.round(way.bottom - dots.top), now.scrollHeight - now.clientHeight]);
    };
    for (let waiting = true; waiting; ) {
        [waiting] = all(".lm-waiting button");
        if (!waiting) break;
        measure(open);
        waiting.click();
        await turn();
    }
    const count = open.length ? 1 : all(".lm-dot").length - 1;
    for (let n = 0; n < count; n++) {
        all(".lm-dot")[n].click();
        await turn();
        measure(open);
        const texts = all(".lm-now textarea, .lm-now input[type=text]");
        for (const text of texts) {
            text.focus();
            text.value = weak;
            text.dispatchEvent(new Event("input", {bubbles: true}));
            await turn();
            text.blur();
            await turn();
        }
        if (texts.length) measure(answered);
    }
    return {open, answered, advice: all(".lm-advice p").length, stops: count};
}"""
"""Goes through all steps or fields, and measures each of them before and after something is
written: how high it is with what belongs to it, and how much of it is out of sight."""


LONGER = """
const longer = (text) => {
    const words = text.split(" ");
    return [...words, ...words.slice(0, Math.max(1, Math.round(0.4 * words.length)))].join(" ");
};
const IDS = ["id", "kind", "feedback", "language", "side", "verdicts"];
const all = (value) =>
    typeof value === "string" ? longer(value)
    : Array.isArray(value) ? value.map(all)
    : value && typeof value === "object" ? every(value) : value;
const every = (value) => Object.fromEntries(Object.entries(value).map(([name, each]) =>
    [name, IDS.includes(name) ? each : name === "rows" ? value.rows.map((row) =>
        row.map((cell, at) => IDS.includes(value.names[at]) ? cell : all(cell)))
    : ["names", "corners", "items"].includes(name) && Array.isArray(each) ? each : all(each)]));
const read = Response.prototype.json;
Response.prototype.json = async function () {
    const told = await read.call(this);
    if (told.state?.spec) told.state.spec = every(told.state.spec);
    return told;
};
"""
"""Makes every text of an exercise 40 % longer before its board sees it."""


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on a laptop, and one on a phone."""
    phone = request.param == "phone"
    context = browser.new_context(viewport=SCREENS[request.param], has_touch=phone)
    yield context.new_page()
    context.close()


def each_of(kind: str, screen: Page, host: Host) -> Iterator[str]:
    """Open one exercise of a kind after the other, on the same page."""
    for exercise, session in SESSIONS.items():
        if LIBRARY.exercise(exercise).kind == kind:
            host.start(session)
            show_next(screen, host, exercise)
            yield exercise


def height_of(screen: Page) -> int:
    size: ViewportSize | None = screen.viewport_size
    assert size is not None
    return size["height"]


@pytest.mark.parametrize("kind", TAPPED)
def test_item_places_reason_and_the_way_on_are_on_one_screen(
    screen: Page, host: Host, kind: str
) -> None:
    room = height_of(screen)
    too_high: dict[str, list[Any]] = {}
    for exercise in each_of(kind, screen, host):
        measured = screen.evaluate(THROUGH)
        assert len(measured) > len(LIBRARY.exercise(exercise).items)
        too_high[exercise] = [
            [high, scrolls] for high, scrolls in measured if high > room or scrolls
        ]
    said = [f"{exercise}: {found}" for exercise, found in too_high.items() if found]
    assert not said, "\n".join(said)


@pytest.mark.parametrize("kind", TAPPED)
def test_where_words_are_longer_places_and_the_way_on_stay(
    screen: Page, host: Host, kind: str
) -> None:
    """As in other languages: item and reason scroll within themselves where they must."""
    screen.add_init_script(LONGER)
    room = height_of(screen)
    highest = {
        exercise: max(high for high, _ in screen.evaluate(THROUGH))
        for exercise in each_of(kind, screen, host)
    }
    said = [f"{exercise}: {high}" for exercise, high in highest.items() if high > room]
    assert not said, "\n".join(said)


BROKEN = """() => {
    const broken = [];
    for (const place of document.querySelectorAll('[data-places="3"] .lm-choice')) {
        const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const { currentNode: text } = texts;
            for (const { index, 0: word } of text.data.matchAll(/\\p{L}+/gu)) {
                const range = new Range();
                range.setStart(text, index);
                range.setEnd(text, index + word.length);
                if (range.getClientRects().length > 1) broken.push(word);
            }
        }
    }
    return broken;
}"""
"""Gives the words of three or four places that are broken over two lines."""


@pytest.mark.parametrize("width", [360, 320])
def test_no_word_of_three_or_four_places_is_broken_chosen_or_not(
    browser: Browser, host: Host, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    seen = set()
    for exercise in each_of("sort", page, host):
        places = len(LIBRARY.exercise(exercise).options)
        if places not in (3, 4):
            continue
        assert page.evaluate(BROKEN) == [], exercise
        page.locator(".lm-now .lm-choice").nth(1).click()
        assert page.evaluate(BROKEN) == [], exercise
        seen.add(places)
    page.close()
    assert seen == {3, 4}


@pytest.mark.parametrize("kind", ["order", "write"])
def test_every_step_and_every_field_with_the_way_on_is_on_one_screen(
    screen: Page, host: Host, kind: str
) -> None:
    room = height_of(screen)
    advice = 0
    too_high: dict[str, list[Any]] = {}
    for exercise in each_of(kind, screen, host):
        measured = screen.evaluate(STEPS, WEAK)
        advice += measured["advice"]
        too_high[exercise] = [
            *(each for each in measured["open"] if each[0] > room or each[1] > 1),
            # With all advice that a weak text can get, what is too long scrolls, and Next stays.
            *(each for each in measured["answered"] if each[0] > room),
        ]
    said = [f"{exercise}: {found}" for exercise, found in too_high.items() if found]
    assert not said, "\n".join(said)
    assert kind != "write" or advice


HIGHER = {
    "first-move",
    "from-plan-to-plan",
    "if-then",
    "one-day-at-the-lake",
    "seven-oclock",
    "six-decisions-at-kisima",
    "sixteen-questions-before",
    "ten-teams-on-a-map",
    "the-friday-count",
    "the-other-side-first",
}
"""With their titles and what to do, these are a little higher than a small phone."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_nobody_touched_takes_no_more_than_one_screen_of_a_phone(
    phone: Page, host: Host, kind: str
) -> None:
    phone.set_viewport_size(PHONE)
    height = "document.querySelector('section[data-exercise]').offsetHeight"
    found = {exercise: phone.evaluate(height) for exercise in each_of(kind, phone, host)}
    assert {id_ for id_, high in found.items() if high > PHONE["height"]} <= HIGHER
    assert max(found.values()) <= 720
