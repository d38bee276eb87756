"""The file for somebody's calendar: a real page makes it, and a reader of calendars reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Page, Route, expect

from tests.conftest import ROOT
from tests.support.board_steps import faults_of
from tests.support.one_screen import open_stop
from tests.support.served import live, served
from workshop.content.library import Library
from workshop.pages.single import write_single
from workshop.pages.site import write_site

LIBRARY = Library(ROOT)
PLANNING = "10-from-challenge-to-action.html"
COMMITMENT = 'section[data-exercise="my-commitment"]'
PUBLIC = "https://leading.example.org/course/"
KEEP = """() => {
    const address = URL.createObjectURL;
    window.given = new Promise((give) => {
        URL.createObjectURL = (blob) => {
            URL.createObjectURL = address;
            give(blob.text());
            return address.call(URL, blob);
        };
    });
}"""
OWN = "Ask two mothers, “softly”; then tell Joseph"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages."""
    folder = tmp_path_factory.mktemp("site")
    write_site(LIBRARY, folder)
    return folder


@pytest.fixture(params=["browser", "firefox"], ids=["chromium", "firefox"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone's page in each of the browsers."""
    browser = request.getfixturevalue(request.param)
    context = browser.new_context(viewport={"width": 360, "height": 640})
    errors: list[str] = []
    context.on("weberror", lambda each: errors.append(str(each.error)))
    yield context.new_page()
    context.close()
    assert errors == []


def in_days(days: int) -> date:
    return date.today() + timedelta(days=days)  # noqa: DTZ011


def downloaded(page: Page, exercise: str = COMMITMENT) -> bytes:
    """Press the button at the end of the exercise."""
    open_stop(page.locator(exercise), -1)
    button = page.locator(f'{exercise} [data-action="calendar"]')
    browser = page.context.browser
    if browser and browser.browser_type.name == "firefox":
        # Its driver tells of no download; this is what it would have saved.
        page.evaluate(KEEP)
        button.click()
        return str(page.evaluate("given")).encode()
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "coming-back.ics"
    return Path(download.value.path()).read_bytes()


def events(file: bytes) -> list[Event]:
    return [each for each in Calendar.from_ical(file).walk("VEVENT") if isinstance(each, Event)]


def test_the_days_of_coming_back_and_no_word_of_ones_own(page: Page, folder: Path) -> None:
    with served(folder) as site:
        live(page, site + PLANNING)
        found = page.locator(COMMITMENT)
        found.locator(".lm-now textarea").fill(OWN)
        open_stop(found, 1)
        found.get_by_role("button", name="Tomorrow").click()
        file = downloaded(page)
        again = downloaded(page)
    made = events(file)
    assert [each.start for each in made] == [in_days(days) for days in (1, 30, 60, 90)]
    assert [each.end - each.start for each in made] == [timedelta(days=1)] * 4
    for each in made:
        assert each.duration == timedelta(days=1)
        assert abs(datetime.now(UTC) - each.DTSTAMP) < timedelta(minutes=5)
        alarm: Any
        [alarm] = each.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(hours=8)
        assert alarm["ACTION"] == "DISPLAY"
        assert each.get("URL") is None
    said = LIBRARY.strings()["calendar"]
    names = ("first", "30", "60", "90")
    assert [str(each["SUMMARY"]) for each in made] == [said[f"calendar-{n}"] for n in names]
    for each, name in zip(made, names, strict=True):
        about, source = str(each["DESCRIPTION"]).split("\n")
        assert about == said[f"calendar-{name}-about"]
        assert source == said["calendar-from"]
    text = file.decode()
    assert not [word for word in ("mothers", "softly", "Joseph", "127.0.0.1") if word in text]
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    # Read twice, it is the same days.
    assert [each["UID"] for each in events(again)] == [each["UID"] for each in made]
    assert len({each["UID"] for each in made}) == 4
    expect(found.locator(".lm-calendar")).to_contain_text("coming-back.ics")
    expect(found.get_by_role("status")).to_contain_text("Coming back, day 90: ")
    assert faults_of(page, COMMITMENT) == []


def test_a_next_step_is_one_day_and_without_a_day_it_is_said(page: Page, folder: Path) -> None:
    said = LIBRARY.strings()["calendar"]
    step = 'section[data-exercise="my-next-step"]'
    with served(folder) as site:
        live(page, site + "11-coming-back.html")
        found = page.locator(step)
        open_stop(found, -1)
        expect(found).to_contain_text(said["calendar-no-day"])
        expect(found.locator('[data-action="calendar"]')).to_have_count(0)
        open_stop(found, -2)
        found.get_by_role("button", name="Tomorrow").click()
        [made] = events(downloaded(page, step))
    assert made.start == in_days(1)
    assert str(made["SUMMARY"]) == said["calendar-next"]


def test_a_public_page_is_where_one_comes_back_to(page: Page, folder: Path) -> None:
    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(PUBLIC).split("?")[0]
        route.fulfill(path=folder / name)

    page.route(f"{PUBLIC}**", answer)
    live(page, f"{PUBLIC}{PLANNING}?from=mail")
    made = events(downloaded(page))
    # No day was chosen for a first step.
    assert [each.start for each in made] == [in_days(days) for days in (30, 60, 90)]
    for each in made:
        assert str(each["URL"]) == PUBLIC + PLANNING
        assert str(each["DESCRIPTION"]).endswith(f"\n{PUBLIC}{PLANNING}")


def test_a_page_on_a_stick_makes_it_too(page: Page, tmp_path: Path) -> None:
    [file] = write_single(LIBRARY, ["10"], tmp_path)
    live(page, file.as_uri())
    made = events(downloaded(page))
    assert len(made) == 3
    assert not [each for each in made if "file:" in str(each)]
