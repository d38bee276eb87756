"""The pages of ``make app`` in a real browser: what is tapped is saved, and nobody else sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.conftest import PATIENCE, ROOT
from tests.support.acts import KINDS, act_at, answered_at
from tests.support.board_steps import board, choices, eventually, faults_of
from tests.support.notebook_steps import go_to
from tests.support.page_steps import come_in, watch
from tools.servers import TOKEN, Server, jupyter, pages
from workshop.content.library import Library

LIBRARY = Library(ROOT)
SORT = "sort-the-working-day"
PAGE = "02-sorting-the-working-day.html"
LARGEST_MESSAGE = 1_000


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of one person, with nothing in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def saved(server: Server, exercise: str = SORT) -> dict[str, str]:
    file = server.home / "answers" / f"{exercise}.json"
    return dict(json.loads(file.read_bytes())["answer"]["choices"]) if file.exists() else {}


def tap(page: Page, option: str, *, first: bool = True) -> None:
    """Put one card somewhere: the one on the screen, or the one after it."""
    found = go_to(page, SORT)
    if not first:
        found.locator('[data-action="next"]').click()
    found.locator(f'.lm-now [data-option="{option}"]').click()
    expect(found.locator(".lm-now .lm-feedback")).to_be_visible()


def shown(page: Page, exercise: str) -> Locator:
    """Bring the first board of an exercise onto the screen: some sessions show one twice."""
    found = board(page, exercise).first
    found.wait_for(state="attached")
    found.evaluate("element => element.scrollIntoView()")
    return found


def test_many_tabs_tell_each_other_of_news_and_of_nothing_else(
    context: BrowserContext, tmp_path: Path
) -> None:
    asked: list[str] = []
    context.on("request", lambda each: asked.append(each.url) if each.method == "POST" else None)
    with pages(tmp_path / "home", tmp_path / "log.txt") as server:
        first = context.new_page()
        come_in(first, server)
        tabs = [context.new_page() for _ in range(5)]
        for tab in tabs:
            tab.goto(f"{server.url}/{PAGE}")
            expect(tab.locator("[data-place]:empty")).to_have_count(0)
        tap(tabs[0], "leadership")
        for tab in tabs:
            expect(tab.locator(".lm-header-count")).to_be_visible()
        tabs[0].wait_for_load_state("networkidle")
        # Each looks when it comes into sight, and once more when another one has news.
        assert len(asked) < 100


def test_a_tap_is_on_the_disk_and_comes_back_also_from_a_program_that_was_killed(
    page: Page, tmp_path: Path
) -> None:
    home, log = tmp_path / "home", tmp_path / "log.txt"
    # As `make app` opens it: from a file that only its owner can read.
    way_in = tmp_path / "open.html"
    with pages(home, log) as server:
        url = f"{server.url}/?key={TOKEN}"
        way_in.write_text(f'<meta http-equiv="refresh" content="0; url={url}">', "utf-8")
        page.goto(way_in.as_uri())
        page.wait_for_url(f"{server.url}/")
        page.locator("section[data-start]").get_by_role("link", name="Sorting").first.click()
        page.wait_for_url(f"**/{PAGE}")
        tap(page, "management")
        eventually(page, lambda: len(saved(server)) == 1)
        placed = saved(server)
        page.reload()
        assert choices(go_to(page, SORT)) == placed
        server.process.kill()
        server.process.wait()
        # Nothing hears this one.
        tap(page, "leadership", first=False)
        expect(board(page, SORT).locator(".lm-notice")).to_contain_text("waits in this browser")
        assert saved(server) == placed
        port = int(server.url.rpartition(":")[2])
    with pages(home, log, port) as server:
        # Another tab: where the page is open still, it goes on by itself.
        other = page.context.new_page()
        come_in(other, server)
        eventually(page, lambda: len(saved(server)) == 2)
        expect(board(page, SORT).locator(".lm-notice")).to_have_count(0)
        other.goto(f"{server.url}/{PAGE}")
        assert choices(go_to(other, SORT)) == saved(server)


def test_a_second_person_is_shown_nothing_and_told_how_to_get_pages_of_their_own(
    page: Page, app: Server, browser: Browser
) -> None:
    come_in(page, app)
    page.goto(f"{app.url}/{PAGE}")
    tap(page, "both")
    eventually(page, lambda: len(saved(app)) == 1)
    other = browser.new_context().new_page()
    for address in (app.url, f"{app.url}/{PAGE}", f"{app.url}/?key={TOKEN}"):
        other.goto(address)
        main = other.locator("main")
        expect(main).to_contain_text("the work of one person")
        expect(main).to_contain_text("start the workshop on your own computer")
    assert faults_of(other, "main") == []
    expect(other.locator("section")).to_have_count(0)
    other.context.close()
    # The one who is in stays in.
    page.reload()
    assert choices(go_to(page, SORT)) == saved(app)


def test_nothing_is_asked_of_anybody_else_and_no_script_runs_that_stands_in_a_page(
    page: Page, app: Server
) -> None:
    elsewhere = watch(page, app)
    come_in(page, app)
    for chapter in LIBRARY.chapters():
        page.goto(f"{app.url}/{Path(chapter.notebook).stem}.html")
        for exercise in chapter.exercises:
            # Some stand there twice: before something, and after it.
            expect(board(page, exercise).first).to_be_attached()
    assert elsewhere == []
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const image = document.createElement("img");
            image.setAttribute("onerror", "window.ran = true");
            image.src = "nothing.png";
            document.body.append(image);
            return new Promise((done) => setTimeout(() => done(window.ran ?? false), 200));
        }"""
    )
    assert ran is False


def test_one_small_message_for_each_act_at_every_kind_and_all_of_it_comes_back(
    page: Page, app: Server
) -> None:
    sent: list[str] = []

    def note(body: str | None) -> None:
        if body and '"to":"board"' in body and '"changes"' in body:
            sent.append(body)

    page.on("request", lambda request: note(request.post_data))
    come_in(page, app)
    notebooks = {chapter.number: chapter.notebook for chapter in LIBRARY.chapters()}
    for number, exercise in enumerate(KINDS, 1):
        session = LIBRARY.exercise(exercise).session
        page.goto(f"{app.url}/{Path(notebooks[session]).stem}.html")
        answered = act_at(shown(page, exercise), exercise)
        eventually(page, lambda count=number: len(sent) == count)  # type: ignore[misc]
        assert len(sent[-1]) < LARGEST_MESSAGE, exercise
        expect(page.locator(".lm-notice")).to_have_count(0)
        eventually(page, (app.home / "answers" / f"{exercise}.json").exists)
        page.reload()
        assert answered_at(shown(page, exercise)) == answered, exercise


def test_two_tabs_show_what_is_done_in_either_and_lose_nothing(page: Page, app: Server) -> None:
    come_in(page, app)
    page.goto(f"{app.url}/{PAGE}")
    other = page.context.new_page()
    other.goto(f"{app.url}/{PAGE}")
    tap(other, "management")
    eventually(page, lambda: len(saved(app)) == 1)
    page.bring_to_front()
    eventually(page, lambda: choices(go_to(page, SORT)) == saved(app))
    tap(page, "leadership", first=False)
    eventually(page, lambda: len(saved(app)) == 2)
    other.bring_to_front()
    eventually(other, lambda: choices(go_to(other, SORT)) == saved(app))


def test_the_header_saves_and_clears_the_work_and_a_figure_is_drawn(
    page: Page, app: Server, tmp_path: Path
) -> None:
    come_in(page, app)
    page.goto(f"{app.url}/{PAGE}")
    tap(page, "both")
    header = page.locator("section[data-header]")
    header.locator('[data-action="my-work"]').click()
    with page.expect_download() as download:
        header.locator('[data-action="save"]').click()
    download.value.save_as(tmp_path / "my-workshop.json")
    assert SORT in (tmp_path / "my-workshop.json").read_text("utf-8")
    figure = page.locator("section[data-figure]").first
    figure.locator('[data-action="draw"]').click()
    expect(figure.locator('[role="status"]')).not_to_be_empty()
    with page.expect_download():
        header.locator('[data-action="finish"]').click()
    header.locator('[data-action="yes"]').click()
    eventually(page, lambda: saved(app) == {})
    eventually(page, lambda: choices(go_to(page, SORT)) == {})


def test_behind_a_hub_the_pages_are_below_its_base_url_and_old_links_lead_there(
    page: Page, clone: Path, tmp_path: Path
) -> None:
    with jupyter(
        "lab", clone, tmp_path / "home", tmp_path / "log.txt", base="/hub/somebody"
    ) as lab:
        elsewhere = watch(page, lab)
        page.goto(f"{lab.url}/voila/render/notebooks/start.ipynb?token={TOKEN}")
        page.wait_for_url("**/hub/somebody/pages/")
        page.locator("section[data-start]").get_by_role("link", name="Sorting").first.click()
        page.wait_for_url(f"**/hub/somebody/pages/{PAGE}")
        tap(page, "management")
        eventually(page, lambda: len(saved(lab)) == 1)
        page.reload()
        assert choices(go_to(page, SORT)) == saved(lab)
        page.goto(f"{lab.url}/voila/render/notebooks/{Path(PAGE).stem}.ipynb")
        page.wait_for_url(f"**/hub/somebody/pages/{PAGE}")
        # A session that has another number now is found under the one it had.
        page.goto(f"{lab.url}/pages/09-from-challenge-to-action.html")
        page.wait_for_url("**/hub/somebody/pages/10-from-challenge-to-action.html")
        page.goto(f"{lab.url}/lab/tree/notebooks/09-from-challenge-to-action.ipynb")
        page.wait_for_url("**/hub/somebody/lab/tree/notebooks/10-from-challenge-to-action.ipynb")
        assert elsewhere == []
        # And no account of this computer gets in by a port: there is none.
        assert not re.search(r"--port", command_lines(lab))


def command_lines(server: Server) -> str:
    """What the programs of a server were told."""
    import psutil

    children = psutil.Process(server.process.pid).children(recursive=True)
    told = [" ".join(each.cmdline()) for each in children]
    assert any("workshop.pages.serving" in line for line in told)
    return "\n".join(line for line in told if "workshop.pages.serving" in line)
