"""The pages to print, in a real browser: nothing is fetched, everybody can read them, they fit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.conftest import ROOT
from tests.support.board_steps import faults_of
from tests.support.filled import fill
from tests.support.rooms import usual_room
from tools.browser import find_chromium
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.facilitator import screens
from workshop.paper import printed
from workshop.paper.pdf import write_pdf
from workshop.paper.report import report
from workshop.results.overview import overview

# Each file with the number of its pages; a page more or less is worth a look at all of them.
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")
PAGES = {
    # The last one is the record of attendance.
    "what-i-take-home": range(12, 15),
    "whole-deck-cards": range(9, 10),
    "whole-deck-key": range(7, 10),
    "worksheets": range(34, 39),
    "worksheets-key": range(9, 13),
    "eight-practices": range(1, 2),
    # One page in front, and two for each session; a long one may need a third.
    "run-sheets": range(25, 29),
    # How it goes, a sheet for each of three colleagues, and the one on which they are counted.
    "eight-sentences": range(5, 6),
    "supervisor": range(1, 2),
    "supervision-card": range(1, 2),
    "team-plan": range(2, 3),
    "invitation": range(1, 2),
    "attendance": range(1, 2),
    "report": range(1, 2),
}


@pytest.fixture(scope="module")
def folder_of_prints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of it, for somebody who answered everything."""
    folder = tmp_path_factory.mktemp("printed")
    library, answers = Library(ROOT), Answers(folder / "work")
    fill(library, answers)
    for what in printed.WHAT:
        for name, text in printed.pages(what, library, answers).items():
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
    nothing = printed.pages("handout", library, Answers(folder / "nothing"))
    (folder / "nothing.html").write_text(nothing["what-i-take-home"], encoding="utf-8")
    for name, people in (("report", 24), ("report-on-nobody", 0)):
        told = overview(usual_room(people), library)
        text = report(told, library, "Invented")
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def paper(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    return context.new_page()


@pytest.mark.parametrize("name", [*PAGES, "nothing", "report-on-nobody"])
def test_a_page_fetches_nothing_and_everybody_can_read_it(
    folder_of_prints: Path, paper: Page, name: str
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    paper.on("request", note)
    address = (folder_of_prints / f"{name}.html").as_uri()
    paper.goto(address)
    assert [url for url in asked if not url.startswith("data:")] == [address]
    for media in MEDIA:
        paper.emulate_media(media=media)
        assert faults_of(paper, "html") == []
    # Every picture can be drawn.
    drawn = paper.evaluate("[...document.images].map((image) => image.naturalWidth > 0)")
    assert all(drawn)
    assert len(drawn) == (2 if name == "what-i-take-home" else 0)
    paper.context.close()


@pytest.mark.parametrize("name", ["what-i-take-home", "nothing", "report", "report-on-nobody"])
def test_it_can_be_read_on_a_phone(folder_of_prints: Path, phone: Page, name: str) -> None:
    phone.goto((folder_of_prints / f"{name}.html").as_uri())
    wide = phone.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest("table"))
            .map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert wide == []


@pytest.mark.parametrize("name", PAGES)
def test_the_pdf_is_tagged_and_has_its_pages(folder_of_prints: Path, name: str) -> None:
    made = folder_of_prints / f"{name}.pdf"
    write_pdf(folder_of_prints / f"{name}.html", made, find_chromium())
    data = made.read_bytes()
    assert b"/StructTreeRoot" in data
    assert re.search(rb"/MarkInfo\s*<<\s*/Type\s*/MarkInfo\s*/Marked true|/Marked true", data)
    assert re.search(rb"/Lang\s*\(en\)", data)
    assert len(re.findall(rb"/Type /Page\b(?!s)", data)) in PAGES[name]


@pytest.mark.parametrize("name", ["supervisor", "supervision-card"])
def test_each_of_two_halves_is_whole_when_the_page_is_cut(
    folder_of_prints: Path, paper: Page, name: str
) -> None:
    paper.set_viewport_size({"width": round((210 - 30) * 96 / 25.4), "height": 900})
    paper.goto((folder_of_prints / f"{name}.html").as_uri())
    paper.emulate_media(media="print")
    halves = paper.locator(".half")
    assert halves.count() == 2
    for half in halves.all():
        # What stands too low would be cut away.
        assert half.evaluate("(half) => half.scrollHeight <= half.clientHeight + 1")
    # The upper margin and the first half are half of A4.
    cut = halves.nth(1).evaluate("(half) => half.getBoundingClientRect().top") * 25.4 / 96 + 13
    assert abs(cut - 297 / 2) < 1
    paper.context.close()


def test_the_first_step_and_the_plan_have_a_page_of_their_own(
    folder_of_prints: Path, paper: Page
) -> None:
    # What A4 leaves between its margins.
    wide, high = (210 - 24) * 96 / 25.4, (297 - 23) * 96 / 25.4
    paper.set_viewport_size({"width": round(wide), "height": 900})
    paper.goto((folder_of_prints / "what-i-take-home.html").as_uri())
    paper.emulate_media(media="print")
    front = paper.locator(".front").bounding_box()
    assert front
    assert front["y"] + front["height"] < high
    behind = paper.locator(".behind")
    assert behind.evaluate("(line) => getComputedStyle(line).breakBefore") == "page"
    sizes = paper.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter((e) => e.checkVisibility())
            .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
            .map((e) => parseFloat(getComputedStyle(e).fontSize) * 0.75)"""
    )
    assert min(sizes) >= 9.49
    paper.context.close()


def test_no_card_is_cut(folder_of_prints: Path, paper: Page) -> None:
    paper.goto((folder_of_prints / "whole-deck-cards.html").as_uri())
    paper.emulate_media(media="print")
    cut = paper.evaluate(
        """() => [...document.querySelectorAll(".sheet > li, .place")]
            .filter((card) => card.scrollHeight > card.clientHeight + 1
                || card.scrollWidth > card.clientWidth + 1)
            .map((card) => card.textContent)"""
    )
    assert cut == []
    paper.context.close()


ADDRESS = "https://example.org/" + "howweplannedtheweekoftheclinic" * 4


def test_a_word_that_no_column_has_room_for_breaks_and_no_other(
    tmp_path: Path, paper: Page
) -> None:
    """A page that is wider than the paper is printed smaller as a whole."""
    library, answers = Library(ROOT), Answers(tmp_path)
    fill(library, answers)
    for exercise in library.exercises().values():
        fields = [
            *((field["id"], {}) for field in exercise.settings.get("fields", ())),
            *(
                (field["id"], {"row": row})
                for field in exercise.settings.get("rows", {}).get("fields", ())
                for row in (0, 1)
            ),
        ]
        for field, place in fields if exercise.kind == "write" else ():
            # Fields for a choice or a day take none of it.
            answers.change(exercise, {"field": field, "text": f"See {ADDRESS} there", **place})
    page = tmp_path / "page.html"
    page.write_text(printed.pages("handout", library, answers)[printed.HANDOUT], encoding="utf-8")
    # What A4 leaves between its margins.
    paper.set_viewport_size({"width": 680, "height": 900})
    paper.goto(page.as_uri())
    paper.emulate_media(media="print")
    assert paper.locator("td, th").filter(has_text=ADDRESS).count() > 5
    wide = """() => [...document.querySelectorAll("main *")]
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => e.outerHTML.slice(0, 90))"""
    assert paper.evaluate(wide) == []
    # The words beside it stay whole: each has one box, on one line.
    broken = """() => [...document.querySelectorAll("td, th")].flatMap((cell) => {
        const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
        for (let node = walk.nextNode(); node; node = walk.nextNode())
            if (!node.parentElement.closest(".long"))
                for (const { index, 0: word } of node.data.matchAll(/[^\\s-]+/g)) {
                    const range = document.createRange();
                    range.setStart(node, index);
                    range.setEnd(node, index + word.length);
                    if (range.getClientRects().length > 1) found.push(word);
                }
        return found;
    })"""
    assert paper.evaluate(broken) == []
    paper.context.close()


def test_on_the_wall_a_long_word_breaks(paper: Page) -> None:
    paper.set_content(screens.screen_page(Library(ROOT)))
    bars = '<ul class="lm-desk-bars"><li><span class="lm-desk-label">{}</span></li></ul>'
    content = f"<h1>{ADDRESS}</h1><ol><li><p>{ADDRESS}</p>{bars.format(ADDRESS)}</li></ol>"
    paper.evaluate("(html) => { document.querySelector('main').innerHTML = html }", content)
    assert paper.evaluate("document.documentElement.scrollWidth <= innerWidth")
    paper.context.close()
