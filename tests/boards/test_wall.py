"""The wall in a browser: whatever it shows fits the screen, and can be read from the last row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import ROOT
from tests.support.board_steps import faults_of
from workshop.content.library import Library
from workshop.facilitator.gathered import Room
from workshop.pages.render import POLICY
from workshop.results.submissions import FIRST, NOW
from workshop.room.hands import places_for
from workshop.room.on_the_wall import Around
from workshop.room.stage import MOMENTS, Stage
from workshop.room.wall import wall_page, wall_shown
from workshop.room.words_wall import pages_of, words_shown
from workshop.system.places import STATIC

LIBRARY = Library(ROOT)
HARD, SHORT = "hard-and-two-sided-cards", "which-gap-first"
ADDRESS = "http://wall.test/"
AROUND = Around(
    code="K74P",
    address="192.168.100.105:8000",
    here=124,
    answered=118,
    coming="Where do you stand?",
)
SIZES = [(1280, 720), (1024, 768)]
TYPES = {".css": "text/css", ".js": "text/javascript"}
MEASURE = """(scenes) => {
    const place = document.getElementById("wall");
    const over = (each) => each.scrollHeight > each.clientHeight + 1
        || each.scrollWidth > each.clientWidth + 1;
    const all = (what) => [...place.querySelectorAll(what)];
    const inside = () => ![place.firstElementChild,
        ...all(".wall-middle, .wall-places li, .wall-label, .wall-note")].some(over);
    place.style.setProperty("--room", "0");
    return scenes.map(([name, html]) => {
        place.innerHTML = html;
        let fits = false;
        for (const tight of ["", "1", "2"]) {
            place.dataset.tight = tight;
            if (!tight) delete place.dataset.tight;
            fits = inside();
            if (fits) break;
        }
        const small = all("*").filter((each) => each.checkVisibility()
            && [...each.childNodes].some((text) => text.nodeType === 3 && text.data.trim())
            && parseFloat(getComputedStyle(each).fontSize)
                < innerHeight * (each.closest(".wall-note") ? 0.03 : 0.04));
        const why = small.map((each) => `small: ${each.textContent}`);
        return [name, [...(fits ? [] : ["does not fit"]), ...why].join("; ")];
    });
}"""
"""Shows each scene in its smallest type, and says what does not fit or cannot be read."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = Room(LIBRARY, tmp_path_factory.mktemp("room"))
    room.read(rehearsing=True)
    return room


def at(moment: Any, exercise: str, card: str = "", *, voted: bool = False) -> Stage:
    place = f"{exercise}/{card}" if card else exercise
    return Stage(3, exercise, card, moment, voted=(place,) if voted else ())


def open_wall(page: Page, shown: str, events: str = "") -> None:
    """Open the page of the wall, as the server sends it."""

    def answer(route: Route) -> None:
        path = Path(route.request.url.removeprefix(ADDRESS))
        if path.name == "events":
            route.fulfill(body=events, headers={"content-type": "text/event-stream"})
        elif path.parent.name == "assets":
            body = (STATIC / "room" / path.name).read_text("utf-8")
            route.fulfill(body=body, headers={"content-type": TYPES[path.suffix]})
        else:
            html = wall_page(LIBRARY, shown) if path.name == "wall" else shown
            sent = {"content-type": "text/html", "content-security-policy": POLICY}
            route.fulfill(body=html, headers=sent)

    page.route(f"{ADDRESS}**", answer)
    page.goto(f"{ADDRESS}wall")


@pytest.fixture(scope="module")
def every(room: Room) -> list[tuple[str, str]]:
    """Everything that the wall can show."""
    with_wifi = replace(AROUND, wifi="WIFI:T:WPA;S:Clinic guests;P:a-long-password-of-a-clinic;;")
    return [
        ("between", wall_shown(room, Stage(), AROUND)),
        ("between, with the Wi-Fi", wall_shown(room, Stage(), with_wifi)),
        *scenes(room),
    ]


def scenes(room: Room) -> Iterator[tuple[str, str]]:
    """What it can show of every exercise, each with a name."""
    for exercise in room.exercises.values():
        for card in ["", *(item.id for item in exercise.items)]:
            for moment in MOMENTS[1:]:
                for voted in (False, True) if moment == "look" else (False,):
                    stage = at(moment, exercise.id, card, voted=voted)
                    name = f"{exercise.id}/{card} {moment}{' after a vote' * voted}"
                    yield name, wall_shown(room, stage, replace(AROUND, hands=hands(room, stage)))


def hands(room: Room, stage: Stage) -> dict[int, dict[str, int]]:
    """Let people without a device choose everything, twice."""
    exercise = room.exercises[stage.exercise]
    item = next((each for each in exercise.items if each.id == stage.card), None)
    raised = {option.id: 24 for _, option in places_for(room, exercise, item)}
    return {FIRST: raised, NOW: raised}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_exercise_fits_the_wall_at_every_moment(
    browser: Browser, every: list[tuple[str, str]], size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    open_wall(page, every[0][1])
    found = page.evaluate(MEASURE, every)
    page.close()
    assert len(found) > 2000
    faults = [f"{name}: {why}" for name, why in found if why]
    assert not faults, f"{len(faults)} of {len(found)}\n" + "\n".join(faults)


@pytest.fixture
def wall(browser: Browser) -> Iterator[Page]:
    """A projector, and nobody at its keyboard."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda each: errors.append(each.text) if each.type == "error" else None)
    yield page
    page.close()
    assert [each for each in errors if "net::" not in each] == []


def test_the_wall_is_as_large_as_there_is_room_for(wall: Page, room: Room) -> None:
    size = "() => parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    open_wall(wall, wall_shown(room, at("think", HARD, SHORT), AROUND))
    assert wall.evaluate(size) > 50
    crowded = "twenty-four-behaviours"
    item = room.exercises[crowded].items[0].id
    open_wall(wall, wall_shown(room, at("look", crowded, item), AROUND))
    assert wall.evaluate(size) >= 0.04 * 720
    wall.set_viewport_size({"width": 2560, "height": 1440})
    expect(wall.locator("#wall")).not_to_have_attribute("data-tight", "2")
    assert wall.evaluate(size) > 0.04 * 1440


def test_counts_go_on_while_the_wall_stays(wall: Page, room: Room) -> None:
    count = 'event: count\ndata: {"answered": 7, "here": 9, "people": 9}\n\n'
    open_wall(wall, wall_shown(room, at("think", HARD, SHORT), AROUND), count)
    expect(wall.locator("[data-count]")).to_have_text("7 of 9 answered")


def test_when_the_server_is_away_the_wall_keeps_what_it_shows_and_says_so(
    wall: Page, room: Room
) -> None:
    wall.clock.install()
    open_wall(wall, wall_shown(room, at("look", HARD, SHORT), AROUND))
    expect(wall.locator(".wall-bars li")).to_have_count(3)
    wall.unroute_all()
    wall.route("**", lambda route: route.abort())
    away = wall.locator(".wall-away")
    for _ in range(20):
        # Streams are opened anew by the browser's own clock, the sentence comes by the page's.
        wall.clock.run_for(1000)
        if away.inner_text():
            break
        wall.wait_for_function("true")
    expect(away).to_contain_text("away for a moment")
    expect(wall.locator(".wall-bars li")).to_have_count(3)


def test_the_clock_goes_by_the_server_and_shames_nobody(wall: Page, room: Room) -> None:
    wall.clock.install(time=1_000_000)
    stage = Stage(3, HARD, SHORT, "think", ends=5_040_000)
    open_wall(wall, wall_shown(room, stage, replace(AROUND, now=5_000_000)))
    clock = wall.locator("[data-ends]")
    expect(clock).to_have_text(re.compile("0:(40|39)"))
    wall.clock.run_for(41_000)
    expect(clock).to_have_text("last taps, please")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wall_has_no_fault_in_a_light_room_and_in_a_dark_one(
    browser: Browser, room: Room, scheme: Any
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    shown = [Stage(), *(at(moment, HARD, SHORT, voted=True) for moment in MOMENTS[1:])]
    for stage in shown:
        open_wall(page, wall_shown(room, stage, AROUND))
        assert faults_of(page, "body") == [], stage.moment
        page.unroute_all()
    page.close()


LONGEST_TEXTS = ("W" * 60, "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung"[:60])
QUESTION = (
    "Who pays for the second nurse on the night shift when the district office says no again? "
)


def texts_of(number: int) -> list[str]:
    """So many words and sentences, some of them as long and as wide as can be."""
    words = [f"{('patience', 'courage', 'calm', 'trust')[n % 4]}{n}" for n in range(number)]
    words += ["Hope", "hope.", "HOPE"] * (number // 10)
    return [*words, *LONGEST_TEXTS[: number // 10], *("看" * 60, "Ask first, tell later." * 2) * 2][
        : number * 2
    ]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_words_and_questions_fit_the_wall_however_many_there_are(
    browser: Browser, size: tuple[int, int]
) -> None:
    words = LIBRARY.strings()["wall"]
    prompt = (
        "What do you take back to your ward tomorrow, and who is the first person you tell of it?"
    )
    many = [[], ["hope"], texts_of(30), texts_of(200), ["W" * 24] * 3 + ["M" * 24, "看" * 24]]
    many += [[f"{letter * 22}{n}" for n in range(60) for letter in "mWa"]]
    asked = [("#1", f"{prompt} {prompt}"[:120], texts) for texts in many]
    questions = [(QUESTION * 2)[: 140 - n] for n in range(20)] + ["W" * 140, "看" * 140]
    asked.append(("?", "", questions))
    every = []
    for n, (about, text, texts) in enumerate(asked):
        for at_page in range(len(pages_of(texts, parked=about == "?"))):
            stage = Stage(3, prompts=(text,), asks=True, wall=about, page=at_page)
            every.append((f"{n}, page {at_page}", words_shown(words, stage, text, texts)))
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    open_wall(page, every[0][1])
    faults = [f"{name}: {why}" for name, why in page.evaluate(MEASURE, every) if why]
    page.close()
    assert not faults, f"{len(faults)} of {len(every)}\n" + "\n".join(faults)


def test_the_same_word_grows_and_says_how_often_it_came(wall: Page) -> None:
    texts = ["Hope", "patience", "hope", "hope.", "Be kind to the night shift.", "HOPE"]
    stage = Stage(3, prompts=("One word?",), wall="#1")
    open_wall(wall, words_shown(LIBRARY.strings()["wall"], stage, "One word?", texts))
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    first, second = wall.locator(".wall-word").all()
    expect(first).to_have_text(re.compile("^hope .4$", re.IGNORECASE))
    expect(second).to_have_text("patience")
    assert first.evaluate(size) > second.evaluate(size) >= 0.04 * 720
    expect(wall.locator(".wall-lines li")).to_have_text("Be kind to the night shift.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_the_wall_have_no_fault(browser: Browser, scheme: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    stage = Stage(3, prompts=("One word?",), asks=True, wall="#1")
    open_wall(page, words_shown(LIBRARY.strings()["wall"], stage, "One word?", texts_of(30)))
    assert faults_of(page, "body") == []
    page.close()
