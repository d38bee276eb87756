"""One item at a time, which is how an exercise opens: what is on the screen, and the way on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.support.board_steps import show
from tests.support.host import Host, hosting
from workshop.content.library import Library

LIBRARY = Library(ROOT)
NUMBERS = {id_: part.number for part in LIBRARY.chapters() for id_ in part.exercises}
TAPPED = ("sort", "quiz", "scale", "map")
EXERCISES = [id_ for id_ in NUMBERS if LIBRARY.exercise(id_).kind in TAPPED]
SORT = "sort-the-working-day"

SCREENS = {
    # Of a laptop of 1366 by 768 the browser takes some, and JupyterLab's line above a session.
    "laptop": {"width": 1280, "height": 600},
    "phone": {"width": 360, "height": 640},
}

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


@pytest.fixture(scope="module")
def all_of_them(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """One program for all exercises: what is answered in one does not matter to the others."""
    with hosting(tmp_path_factory.mktemp("fit"), LIBRARY) as host:
        yield host
        assert host.errors == []


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A laptop and a phone."""
    phone = request.param == "phone"
    context = browser.new_context(viewport=SCREENS[request.param], has_touch=phone)
    yield context.new_page()
    context.close()


def longer(text: str) -> str:
    """Make a text 40 % longer, as it is in other languages."""
    words = text.split()
    return " ".join([*words, *words[: max(1, round(0.4 * len(words)))]])


@pytest.mark.parametrize("exercise", EXERCISES)
def test_item_places_reason_and_the_way_on_are_on_one_screen(
    screen: Page, all_of_them: Host, exercise: str
) -> None:
    all_of_them.start(NUMBERS[exercise])
    show(screen, all_of_them, exercise)
    room = screen.viewport_size
    assert room is not None
    for height, scrolls in screen.evaluate(THROUGH):
        assert height <= room["height"]
        assert scrolls == []
