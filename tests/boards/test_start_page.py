"""The start page: where somebody goes on, and whose work this is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.board_steps import faults_of, keys_past, show
from tests.support.header_steps import SORT
from tests.support.host import Host
from workshop.answers.store import Answers

START = "section[data-start]"
HARD = "Hard and two-sided cards"


def begin(host: Host, *, finished: bool = True) -> None:
    """Sort the day, all of it or one card; where all of it, one skill of the next exercise too."""
    answers = Answers(host.home)
    for item in SORT.items if finished else SORT.items[:1]:
        answers.change(SORT, {"item": item.id, "option": SORT.keys[item.id].accept[0]})
    if finished:
        skills = host.library.exercise("hard-and-two-sided-cards")
        change = {"item": skills.items[0].id, "option": skills.options[0].id}
        answers.change(skills, change)


def one_done(host: Host) -> str:
    """Say of how many exercises of session 02 one is finished; extras do not count."""
    return f"1 of {len(host.library.chapters()[2].counted)} exercises"


def go_on(found: Locator) -> Locator:
    return found.locator('[data-action="continue"]')


def press(found: Locator, action: str) -> None:
    found.locator(f'[data-action="{action}"]').click()


def test_who_comes_first_is_asked_nothing_and_sees_every_session(page: Page, host: Host) -> None:
    found = show(page, host, "start")
    first = host.library.chapters()[0]
    title = host.library.exercise(first.exercises[0]).title
    expect(found).to_have_attribute("data-start", "known")
    expect(go_on(found)).to_have_text(f"Begin: {title}")
    expect(go_on(found)).to_have_attribute("href", first.notebook)
    tiles = found.locator("[data-session]")
    expect(tiles).to_have_count(len(host.library.chapters()))
    for tile, chapter in zip(tiles.all(), host.library.chapters(), strict=True):
        minutes = host.library.run_sheets()[chapter.number].minutes
        for words in (chapter.number, chapter.title, chapter.promise, f"{minutes} minutes"):
            expect(tile).to_contain_text(words)
        expect(tile).to_have_attribute("href", chapter.notebook)
    assert faults_of(page, START) == []


def test_who_comes_back_is_told_what_is_done_and_led_to_what_is_begun(
    page: Page, host: Host
) -> None:
    begin(host)
    found = show(page, host, "start")
    expect(found).to_contain_text(f"In session 02, {one_done(host)} are finished.")
    expect(found).to_contain_text("Is this your work?")
    expect(found.locator("[data-session]")).to_have_count(0)
    expect(go_on(found)).to_have_text(f"Continue: {HARD}")
    assert faults_of(page, START) == []
    press(found, "mine")
    expect(found).to_contain_text(f"You have finished {one_done(host)} in session 02.")
    expect(found).to_contain_text(f"Next: “{HARD}”")
    expect(found.locator('[data-session="02"]')).to_contain_text(f"{one_done(host)} finished")
    expect(found).not_to_contain_text("Is this your work?")
    assert faults_of(page, START) == []


def test_continue_leads_to_the_notebook_and_notes_the_exercise_and_is_asked_once(
    page: Page, host: Host
) -> None:
    begin(host)
    found = show(page, host, "start")
    # The page stays, as in JupyterLab, where another tab opens beside it.
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    expect(go_on(found)).to_have_attribute("href", "02-sorting-the-working-day.ipynb")
    go_on(found).click()
    [exercise, _] = page.evaluate(
        "JSON.parse(sessionStorage.getItem('leading-and-managing:going-to'))"
    )
    assert exercise == "hard-and-two-sided-cards"
    expect(found).to_have_attribute("data-start", "known")
    expect(found.locator("[data-session]")).to_have_count(len(host.library.chapters()))
    # Who opens the page anew is somebody of whom nobody knows who it is.
    expect(show(page, host, "start")).to_have_attribute("data-start", "asks")


def test_somebody_else_begins_with_empty_pages_and_the_work_before_is_in_a_file(
    page: Page, host: Host, tmp_path: Path
) -> None:
    begin(host)
    found = show(page, host, "start")
    press(found, "else")
    expect(found.locator(".lm-ask p")).to_be_focused()
    expect(found.locator(".lm-ask")).to_contain_text("saved to a file")
    press(found, "no")
    assert host.choices(SORT.id)
    press(found, "else")
    with page.expect_download() as download:
        press(found, "yes")
    download.value.save_as(tmp_path / "mine.json")
    expect(found.locator(".lm-ask")).to_contain_text("my-workshop.json")
    assert host.choices(SORT.id)
    press(found, "yes")
    expect(found.locator(".lm-notice")).to_contain_text("are removed from the workshop")
    expect(go_on(found)).to_contain_text("Begin:")
    expect(found).to_have_attribute("data-start", "known")
    assert not host.choices(SORT.id)
    # And whoever came before gets it back from the file.
    press(found, "my-work")
    with page.expect_file_chooser() as chooser:
        press(found, "bring")
    chooser.value.set_files(tmp_path / "mine.json")
    expect(found).to_contain_text(f"You have finished {one_done(host)} in session 02.")
    expect(found).to_have_attribute("data-start", "known")


def test_after_what_is_finished_the_next_is_named_and_after_all_of_it_the_last_session(
    page: Page, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = host.library.chapters()
    states = dict.fromkeys(chapters[0].exercises, "finished")
    monkeypatch.setattr(Answers, "states", lambda _: states)
    found = show(page, host, "start")
    press(found, "mine")
    counted = len(set(chapters[0].exercises) - set(chapters[0].extras))
    title = host.library.exercise(chapters[1].exercises[0]).title
    expect(found).to_contain_text(f"You have finished {counted} of {counted} exercises in session")
    expect(found).to_contain_text(f"Next: session 01, “{title}”")
    states |= {id_: "finished" for chapter in chapters for id_ in chapter.exercises}
    host.start()
    found = show(page, host, "start")
    press(found, "mine")
    expect(found).to_contain_text("You have finished every exercise.")
    expect(go_on(found)).to_have_attribute("href", chapters[-1].notebook)
    assert faults_of(page, START) == []


def test_my_work_and_privacy_by_keyboard(page: Page, host: Host) -> None:
    found = show(page, host, "start")
    for what, words in (("my-work", "Save my work to a file"), ("privacy", "They are sent to no")):
        found.locator(f'[data-action="{what}"]').focus()
        page.keyboard.press("Enter")
        expect(found).to_contain_text(words)
        assert faults_of(page, START) == []
    press(found, "my-work")
    found.locator("select").select_option("02")
    press(found, "over")
    expect(found.locator(".lm-ask")).to_contain_text("02 Sorting the working day")
    press(found, "no")
    page.locator("body").press("Tab")
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.matches('section[data-start] *')"))
    assert all(stops)
    assert keys_past(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_by_taps_on_a_phone(phone: Page, host: Host, theme: str) -> None:
    begin(host, finished=False)
    found = show(phone, host, "start", theme=theme)
    for _ in range(2):
        expect(go_on(found)).to_be_in_viewport(ratio=1)
        assert faults_of(phone, START) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
        assert found.evaluate(
            "e => [...e.querySelectorAll('button, select, a')].every("
            "each => each.getBoundingClientRect().height >= 44)"
        )
        if found.get_attribute("data-start") == "asks":
            found.locator('[data-action="mine"]').tap()


def test_nothing_moves_for_who_wants_no_motion_and_colours_may_be_the_systems(
    page: Page, host: Host
) -> None:
    begin(host)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    found = show(page, host, "start")
    press(found, "mine")
    tile = found.locator("[data-session]").first
    assert tile.evaluate("element => getComputedStyle(element).transitionDuration") == "0s"
    assert faults_of(page, START) == []
