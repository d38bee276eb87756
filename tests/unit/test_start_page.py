"""The start page: what it is told of the sessions, and of whoever opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import workshop
from tests.conftest import ROOT, assert_told
from tests.support.asking import ask
from workshop.answers import own_work
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.notebook import start as start_page
from workshop.notebook.start import Start

Edit = Callable[[str, str, str], None]
LIBRARY = Library(ROOT)


@pytest.fixture
def page(tmp_path: Path) -> Start:
    return Start(LIBRARY, Answers(tmp_path / "work"))


def test_every_session_has_its_promise_and_its_minutes(page: Start) -> None:
    told = page.page["chapters"]
    sheets = LIBRARY.run_sheets()
    assert [each["number"] for each in told] == list(sheets)
    for each in told:
        assert each["minutes"] == sheets[each["number"]].minutes
        assert 20 < len(each["promise"]) <= 70
        assert each["promise"].endswith(".")


def test_it_can_name_every_exercise_that_comes_next(page: Start) -> None:
    counted = {id_ for chapter in page.page["chapters"] for id_ in chapter["counted"]}
    assert counted <= page.page["titles"].keys()


def test_a_session_can_be_added_and_nothing_else_is_to_be_told(
    library: Library, edit: Edit, tmp_path: Path
) -> None:
    more = """
[[sessions]]
number = "99"
title = "One more"
notebook = "99-one-more.ipynb"
promise = "I can do one thing more."
exercises = ["small-sort"]

[[sessions]]
number = "10"
"""
    edit("data/sessions.toml", '[[sessions]]\nnumber = "10"\n', more)
    told = Start(library, Answers(tmp_path / "work")).page["chapters"]
    assert len(told) == len(LIBRARY.chapters()) + 1
    # It has no run sheet yet, so nobody knows how long it takes.
    assert told[-3] == {
        "number": "99", "title": "One more", "notebook": "99-one-more.ipynb", "minutes": None,
        "promise": "I can do one thing more.", "counted": ["small-sort"], "cover": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ("", "“promise” is empty or missing"),
        ("promise = 7", "“promise” is not a text"),
        (f'promise = "{"x" * 71}"', "“promise” has 71 characters; 70 is the most"),
    ],
)
def test_a_promise_that_is_none_is_told(
    library: Library, edit: Edit, promise: str, words: str
) -> None:
    own = LIBRARY.chapters()[2].promise
    edit("data/sessions.toml", f'promise = "{own}"', promise)
    assert_told(library, "data/sessions.toml", "entry 3", words)


def test_a_drawing_is_shown_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    covers = tmp_path / "covers"
    covers.mkdir()
    (covers / "02.svg").write_text("<svg></svg>", encoding="utf-8")
    monkeypatch.setattr(own_work, "STATIC", tmp_path)
    told = Start(LIBRARY, Answers(tmp_path / "work")).page["chapters"]
    assert [each["number"] for each in told if each["cover"]] == ["02"]


def test_clearing_and_starting_a_session_over_work_as_in_a_session(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "work")
    for id_ in ("sort-the-working-day", "starter-sort"):
        exercise = LIBRARY.exercise(id_)
        change = {"item": exercise.items[0].id, "option": exercise.options[0].id}
        answers.change(exercise, change)
    page = Start(LIBRARY, answers)
    assert set(page.states) == {"sort-the-working-day", "starter-sort"}
    assert ask(page, "over", what="02")["changed"]
    assert set(page.states) == {"starter-sort"}
    assert ask(page, "clear")["cleared"]
    assert page.states == {}


def test_a_fault_of_the_content_takes_the_place_of_the_page(
    content: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("data/sessions.toml", 'number = "00"', "number = 0")
    monkeypatch.setattr(start_page, "Library", lambda: Library(content))
    shown = workshop.start()
    assert not isinstance(shown, Start)
    assert "data/sessions.toml" in shown._repr_html_()
