"""The run sheets on paper: whole, adding up, and safe to lay open; the practices on one page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.outline import Outline
from workshop.commands.cli import main
from workshop.content.library import Library
from workshop.content.plan import minutes
from workshop.core.plain import NOTHING
from workshop.paper.leader_sheets import run_sheets
from workshop.paper.worksheets import practices_page

LIBRARY = Library(ROOT)
SHEETS = LIBRARY.run_sheets()
CHAPTERS = {chapter.number: chapter for chapter in LIBRARY.chapters()}
PAGE = run_sheets(LIBRARY)
FRONT, *SESSIONS = PAGE.split('<section class="session')


def text_of(number: str) -> str:
    """Read the text of the part of one session."""
    return Outline(SESSIONS[[*CHAPTERS].index(number)]).text


def rows_of(part: str, table: str) -> list[list[str]]:
    """Read the cells of each row in the body of a table, without tags."""
    found = re.search(rf'<table class="{table}">.*?<tbody>(.*?)</tbody>', part, re.DOTALL)
    assert found, table
    return [
        [unescape(re.sub("<[^>]+>", " ", cell)).strip() for cell in re.findall(
            r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)
    ]  # fmt: skip


def test_each_session_has_its_part_in_order() -> None:
    assert len(SESSIONS) == len(CHAPTERS) == 12
    for (number, chapter), part in zip(CHAPTERS.items(), SESSIONS, strict=True):
        level, heading = Outline(part).headings[0]
        assert level == 2
        assert heading == f"{number} {chapter.title}: {SHEETS[number].minutes} minutes"


@pytest.mark.parametrize("number", CHAPTERS)
def test_every_activity_is_there_with_its_minutes_and_an_empty_box(number: str) -> None:
    sheet = SHEETS[number]
    rows = rows_of(SESSIONS[[*CHAPTERS].index(number)], "run")
    assert len(rows) == len(sheet.activities)
    modes = {"alone": "alone", "pairs": "in pairs", "tables": "at tables", "room": "all together"}
    for place, (activity, row) in enumerate(zip(sheet.activities, rows, strict=True), 1):
        name, planned, clock, texts = row
        assert name.startswith(f"{place}. {activity.title}")
        assert name.endswith(modes[activity.mode])
        assert planned == str(activity.minutes)
        assert clock == ""
        assert texts.startswith(activity.say)
        assert texts.endswith(activity.watch)
    assert sum(int(row[1]) for row in rows) == sheet.minutes


@pytest.mark.parametrize("number", CHAPTERS)
def test_what_the_talk_needs_is_there_once(number: str) -> None:
    sheet, text = SHEETS[number], text_of(number)
    for said in (*sheet.debrief, *(each.how for each in sheet.cut_first), sheet.keep):
        assert said in text
    for each in sheet.misconceptions:
        assert each.statement in text
        assert each.answer in text
    for title in LIBRARY.titles(sheet.afterwards).values():
        assert title in text
    lines = [line for line in text.splitlines() if line]
    for activity in sheet.activities:
        if activity.exercise:
            for question in LIBRARY.exercise(activity.exercise).debrief:
                assert lines.count(question) == 1, question


def test_a_shorter_package_says_what_each_activity_gets() -> None:
    part = next(p for p in LIBRARY.packages()[1].parts if p.session == "05")
    row, *whole = rows_of(SESSIONS[5], "shorter")
    assert row[0] == "One day (60 min)"
    assert [int(cell) if cell != NOTHING else 0 for cell in row[1:]] == [
        *minutes(SHEETS["05"], part)
    ]
    assert sum(int(cell) for cell in row[1:] if cell != NOTHING) == 60
    # On a day with others its first minute is not needed.
    assert [each[:2] for each in whole] == [["Two days, Six meetings (75 min)", NOTHING]]
    # Nobody shortens the session of coming back, so nothing is said of it.
    assert 'class="shorter"' not in SESSIONS[11]


def test_the_first_page_has_the_packages_and_their_minutes_add_up() -> None:
    rows, packages = rows_of(FRONT, "packages"), LIBRARY.packages()
    assert [row[0] for row in rows[:-1]] == [f"{n} {c.title}" for n, c in CHAPTERS.items()]
    for column, package in enumerate(packages, 1):
        cells = [row[column] for row in rows[:-1] if row[column] != NOTHING]
        assert len(cells) == len(package.parts)
        assert sum(int(cell.split()[0]) for cell in cells) == package.minutes
        assert rows[-1][column] == str(package.minutes)
        front = Outline(FRONT).text
        assert f"{package.title}. {package.about}" in front
        assert all(part.how in front for part in package.parts)


def test_the_words_on_privacy_are_those_of_the_desk() -> None:
    desk = (ROOT / "notebooks" / "source" / "facilitator-desk.md").read_text(encoding="utf-8")
    [said] = re.findall(r"^> (Your answers stay .*)$", desk, re.MULTILINE)
    assert said in Outline(FRONT).text.splitlines()


def test_it_is_one_file_that_fetches_nothing_and_gives_no_key_away() -> None:
    page = Outline(PAGE)
    assert page.fetched == []
    assert "script" not in page.tags
    whys = [
        key.why
        for id_ in LIBRARY.exercise_ids()
        for key in LIBRARY.exercise(id_).keys.values()
        if key.why
    ]
    assert len(whys) > 100
    assert [why for why in whys if why in page.text] == []


def test_a_text_with_marks_stays_a_text(
    library: Library, edit: Callable[[str, str, str], None]
) -> None:
    marks = "<script>alert(1)</script> & <b>bold</b>"
    edit("data/run-sheets/01.toml", 'title = "Two systems of action"', f'title = "{marks}"')
    edit("data/run-sheets/01.toml", 'keep = "', f'keep = "{marks} ')
    edit("data/packages.toml", 'how = "Welcome', f'how = "{marks} Welcome')
    edit("data/practices.csv", "What matters most?", marks)
    for made, times in ((run_sheets(library), 3), (practices_page(library), 1)):
        page = Outline(made)
        assert page.text.count(marks) == times
        assert "script" not in page.tags
        assert "b" not in page.tags


def test_an_exercise_that_cannot_be_read_leaves_the_rest(library: Library) -> None:
    # In this folder are the run sheets of all sessions, and none of their exercises.
    page = Outline(run_sheets(library)).text
    for number, sheet in SHEETS.items():
        assert CHAPTERS[number].title in page
        assert all(activity.say in page for activity in sheet.activities)
        assert all(question in page for question in sheet.debrief)


def test_a_fault_in_a_run_sheet_is_told_and_nothing_is_written(
    content: Path,
    edit: Callable[[str, str, str], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edit("data/run-sheets/01.toml", "minutes = 60", "minutes = 61")
    monkeypatch.setattr("workshop.content.library.find_root", lambda: content)
    assert main(["print", "run-sheets", "--to", str(content / "printed")]) == 1
    said = capsys.readouterr().out
    assert "data/run-sheets/01.toml" in said
    assert "Nothing was written." in said
    assert not (content / "printed").exists()


def test_the_eight_practices_are_on_one_page_by_their_sides() -> None:
    page = Outline(practices_page(LIBRARY))
    practices = LIBRARY.practices().values()
    assert len(practices) == 8
    names = {
        side: [practice.name for practice in practices if practice.side == side]
        for side in ("leading", "managing")
    }
    assert page.headings == [
        (1, "The eight practices"),
        (2, "Leading"), *((3, name) for name in names["leading"]),
        (2, "Managing"), *((3, name) for name in names["managing"]),
    ]  # fmt: skip
    for practice in practices:
        assert practice.question in page.text
        assert practice.outcome in page.text
    assert page.fetched == []
