"""The folder of pages, as people use it: from a web server, from a stick, without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import eventually, faults_of, see_as
from tests.support.served import by_keys_alone, by_taps_alone, chosen, live, saved, served
from workshop.answers import carry
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.pages.single import write_single
from workshop.pages.site import write_site

LIBRARY = Library(ROOT)
PAGES = [Path(chapter.notebook).stem for chapter in LIBRARY.chapters()]
SORT = "sort-the-working-day"
NOW = f'section[data-exercise="{SORT}"] .lm-now'
SORTING = "02-sorting-the-working-day.html"
PLANNING = "10-from-challenge-to-action.html"
PHONE = {"width": 320, "height": 640}
NO_STORAGE = """
for (const name of ["localStorage", "indexedDB"])
    Object.defineProperty(window, name, {
        get() { throw new DOMException("no", "SecurityError"); },
    });
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the folder."""
    folder = tmp_path_factory.mktemp("site")
    write_site(LIBRARY, folder)
    with served(folder) as address:
        yield address


@contextmanager
def somebody(browser: Browser, **settings: object) -> Iterator[BrowserContext]:
    """One person's browser, whose pages make no errors and ask for nothing from elsewhere."""
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    errors: list[str] = []
    asked: list[str] = []
    context.on("weberror", lambda each: errors.append(str(each.error)))
    context.on("request", lambda each: asked.append(each.url))
    yield context
    context.close()
    assert errors == []
    assert [
        url for url in asked if not url.startswith(("http://127.0.0.1:", "file:", "blob:"))
    ] == []


@pytest.fixture(params=["browser", "firefox"], ids=["chromium", "firefox"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in each of the browsers."""
    with somebody(
        request.getfixturevalue(request.param), viewport={"width": 1100, "height": 800}
    ) as each:
        yield each.new_page()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A Chromium."""
    with somebody(browser) as each:
        yield each


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow phone, and nothing but a finger."""
    with somebody(browser, viewport=PHONE, has_touch=True, is_mobile=True) as each:
        yield each.new_page()


def test_what_is_tapped_is_there_again_and_in_every_tab(page: Page, site: str) -> None:
    live(page, site + SORTING)
    board = f'section[data-exercise="{SORT}"]'
    now = page.locator(NOW)
    now.locator("[data-option]").first.click()
    expect(now.locator(".lm-feedback")).to_be_visible()
    saved(page)
    first = chosen(page, SORT)
    assert len(first) == 1
    other = page.context.new_page()
    live(other, site + SORTING)
    assert chosen(other, SORT) == first
    other.locator(f"{NOW} [data-option]").nth(1).click()
    saved(other)
    # Both are in the first tab too, without a reload, and after one.
    expect(page.locator(f"{board} [data-choice]")).to_have_count(2)
    page.reload()
    expect(page.locator(f"{board} [data-choice]")).to_have_count(2)


def test_a_whole_session_with_the_keyboard_alone(page: Page, site: str) -> None:
    live(page, site + "01-two-systems-of-action.html")
    for exercise in LIBRARY.chapters()[1].exercises:
        by_keys_alone(page, exercise)
    saved(page)
    for check in page.locator('[data-action="check"]').all():
        check.press("Enter")
    expect(page.locator(".lm-header-count")).to_have_text("7 of 7")


def test_a_whole_session_by_taps_on_a_narrow_phone(phone: Page, site: str) -> None:
    live(phone, site + "01-two-systems-of-action.html")
    for exercise in LIBRARY.chapters()[1].exercises:
        by_taps_alone(phone, exercise)
    saved(phone)
    for check in phone.locator('[data-action="check"]').all():
        check.tap()
    expect(phone.locator(".lm-header-count")).to_have_text("7 of 7")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.locator('[data-action="way"]').tap()
    phone.locator(".lm-way nav a", has_text="Sorting the working day").tap()
    expect(phone).to_have_url(site + SORTING)


@pytest.mark.parametrize("name", ["index", *PAGES, "glossary", "sources"])
def test_axe_finds_nothing_on_a_whole_page(browser: Browser, site: str, name: str) -> None:
    with somebody(browser, viewport={"width": 360, "height": 740}) as each:
        page = each.new_page()
        live(page, f"{site}{name}.html")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults_of(page, "html") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_opens_without_a_network_after_the_first_visit(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    live(page, site)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    live(page, site + SORTING)
    page.locator(f"{NOW} [data-option]").first.click()
    saved(page)
    page.reload()
    expect(page.locator(f'section[data-exercise="{SORT}"] [data-choice]')).to_have_count(1)


def test_each_exercise_has_the_words_of_what_is_fetched_once(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    live(page, site + SORTING)
    for exercise in (SORT, "hard-and-two-sided-cards"):
        found = page.locator(f'section[data-exercise="{exercise}"]')
        see_as(found, "board")
        expect(found.locator('[data-bin=""]')).to_contain_text("Cards to sort")
        see_as(found, "list")


def test_advice_on_a_text_comes_with_patterns_that_are_fetched_then(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    live(page, site + PLANNING)
    found = page.locator('section[data-exercise="my-action-plan"]')
    see_as(found, "list")
    assert not any("words.json" in url for url in asked)
    result = found.locator('[data-item="result"]')
    result.locator("textarea").fill("Improve hand hygiene")
    result.locator("textarea").blur()
    expect(result.locator(".lm-advice p")).to_have_count(4)
    result.locator("textarea").fill(
        "Hands washed: from 40% to 70% by 30 June 2031; owner: the ward in-charge."
    )
    expect(result.locator(".lm-advice")).to_have_count(0)


def test_without_a_worker_what_was_not_asked_for_yet_is_there_all_the_same(
    browser: Browser, site: str
) -> None:
    """As over plain http in a room whose Wi-Fi goes: the browser keeps no pages there."""
    with somebody(browser, service_workers="block") as each:
        each.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
        page = each.new_page()
        page.clock.install()
        live(page, site + SORTING)
        asked: list[str] = []
        page.on("requestfinished", lambda request: asked.append(request.url))
        page.clock.run_for(20_000)
        eventually(page, lambda: any("exercises.json" in url for url in asked))
        page.wait_for_load_state("networkidle")
        each.set_offline(True)
        header = page.locator("[data-header]")
        header.locator('[data-action="my-work"]').click()
        expect(header.locator('[data-action="hand-in"]')).to_be_visible()
        with page.expect_download():
            header.locator('[data-action="hand-in"]').click()


def test_one_file_from_a_stick(page: Page, tmp_path: Path) -> None:
    [file] = write_single(LIBRARY, ["02"], tmp_path)
    live(page, file.as_uri())
    page.locator(f"{NOW} [data-option]").first.click()
    saved(page)
    page.reload()
    expect(page.locator(f'section[data-exercise="{SORT}"] [data-choice]')).to_have_count(1)


def test_where_the_browser_keeps_nothing_it_says_so_and_goes_on(
    browser: Browser, site: str
) -> None:
    with somebody(browser) as each:
        each.add_init_script(NO_STORAGE)
        page = each.new_page()
        live(page, site + SORTING)
        expect(page.locator(f'section[data-exercise="{SORT}"] .lm-notice').first).to_contain_text(
            "keeps nothing"
        )
        page.locator(f"{NOW} [data-option]").first.click()
        expect(page.locator(".lm-feedback").first).to_be_visible()
        saved(page)
        page.locator('[data-action="my-work"]').click()
        with page.expect_download() as download:
            page.locator('[data-action="save"]').click()
        assert SORT in json.loads(Path(download.value.path()).read_text("utf-8"))["answers"]


def test_work_goes_from_a_page_to_a_notebook_and_back(
    context: BrowserContext, site: str, tmp_path: Path
) -> None:
    page = context.new_page()
    live(page, site + SORTING)
    page.locator(f"{NOW} [data-option]").first.click()
    saved(page)
    with page.expect_download() as download:
        page.locator('[data-action="keep"]').click()
    answers = Answers(tmp_path / "my-work")
    carry.bring(answers, carry.unpack(Path(download.value.path()).read_bytes()))
    exercise = LIBRARY.exercise(SORT)
    here = answers.read(exercise).answer["choices"]
    assert here == chosen(page, SORT)
    other = next(item.id for item in exercise.items if item.id not in here)
    answers.change(exercise, {"item": other, "option": "management", "at": None})
    file = tmp_path / "carried.json"
    file.write_text(carry.pack(answers), "utf-8")
    page.locator('[data-action="my-work"]').click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(f'section[data-exercise="{SORT}"] [data-choice]')).to_have_count(2)
    assert chosen(page, SORT) == {**here, other: "management"}


def test_a_shared_phone_asks_whose_work_it_is(phone: Page, site: str) -> None:
    live(phone, site + SORTING)
    phone.locator(f"{NOW} [data-option]").first.tap()
    saved(phone)
    live(phone, site)
    expect(phone.locator("[data-start]")).to_contain_text("Is this your work?")
    phone.locator('[data-action="else"]').tap()
    with phone.expect_download():
        phone.locator('[data-action="yes"]').tap()
    phone.locator('[data-action="yes"]').tap()
    expect(phone.locator("[data-start]")).to_have_attribute("data-start", "known")
    live(phone, site + SORTING)
    assert chosen(phone, SORT) == {}
    kept = phone.evaluate("Object.keys(localStorage)")
    assert [key for key in kept if ":taps:" in key and not key.endswith("!")] == []
