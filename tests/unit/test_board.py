"""The board's Python side: what is sent to the browser, and what a message does."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, unpacked
from tests.support.taps import message, tap
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.notebook.board import Board
from workshop.notebook.page import Page
from workshop.notebook.session import Session

Edit = Callable[[str, str, str], None]
LIBRARY = Library(ROOT)
WORDS = LIBRARY.strings()


def open_board(home: Path, exercise_id: str = "whole-deck") -> Board:
    board = Session("02", LIBRARY, Answers(home)).show(exercise_id)
    assert isinstance(board, Board)
    return board


def test_a_message_is_saved_and_one_small_one_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = open_board(tmp_path)
    sent: list[object] = []
    monkeypatch.setattr(board, "send_state", sent.append)
    monkeypatch.setattr(board, "send", sent.append)
    change = message(board, {"item": "steriliser-breaks", "option": "both", "at": None})
    board._handle_custom_msg(change, [])
    assert Answers(tmp_path).read(board.exercise).answer["choices"] == {"steriliser-breaks": "both"}
    assert board.get_state("answer")["answer"]["choices"] == {"steriliser-breaks": "both"}
    number = change["changes"][0][0]
    assert sent == [{"page": "page", "saved": number}]
    assert board.get_state("saved")["saved"]["pages"] == {"page": number}


@pytest.mark.parametrize("junk", [None, [], "x", {"item": "<script>"}, {"all": "no"}, {"at": -1}])
def test_a_tampered_change_never_raises(tmp_path: Path, junk: object) -> None:
    board = open_board(tmp_path)
    tap(board, junk)
    assert board.answer["choices"] == {}
    tap(board, {"item": "steriliser-breaks", "option": "both", "at": None})
    assert board.answer["choices"] == {"steriliser-breaks": "both"}


@pytest.mark.parametrize(
    "junk",
    [
        None,
        {"item": "steriliser-breaks", "option": "both"},
        {"work": "", "page": "p", "changes": []},
        {"page": "p" * 99},
        {"changes": "all"},
        {"changes": [[1, 2]]},
        {"changes": [["1", 2, {}]]},
        {"changes": [[1, True, {}]]},
        {"changes": [[1, 2**60, {}]]},
    ],
)
def test_a_message_that_is_none_changes_nothing(tmp_path: Path, junk: Any) -> None:
    board = open_board(tmp_path)
    whole = message(board, {"item": "steriliser-breaks", "option": "both"})
    board._handle_custom_msg(junk if junk is None or "item" in junk else whole | junk, [])
    assert board.answer["choices"] == {}
    assert not (tmp_path / "answers").exists() or not list((tmp_path / "answers").glob("*.json"))


def test_a_disk_that_fails_is_told_in_a_sentence_and_told_again_when_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = open_board(tmp_path)

    def fail(code: int) -> None:
        def fsync(_descriptor: int) -> None:
            raise OSError(code, "reason")

        monkeypatch.setattr("os.fsync", fsync)

    for code, words in [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "cannot be written to"),
        (errno.EIO, "(reason)"),
    ]:
        fail(code)
        tap(board, {"item": "morning-meeting", "option": "both"})
        assert board.notice.startswith("Your answers are not being saved")
        assert words in board.notice
        assert board.answer["choices"] == {}
    monkeypatch.undo()
    tap(board, {"item": "morning-meeting", "option": "leadership"})
    assert board.notice == ""


@pytest.mark.parametrize(
    ("feedback", "sent"),
    [("instant", True), ("on-check", True), ("on-reveal", False), ("none", False)],
)
def test_the_key_leaves_the_kernel_only_where_it_may_be_seen(
    library: Library, edit: Edit, feedback: str, sent: bool
) -> None:
    edit("exercises/small-sort.toml", '"instant"', f'"{feedback}"')
    exercise = library.exercise("small-sort")
    spec = json.dumps(make_spec(exercise, WORDS, library.sources(), "kim"))
    assert ("Order and cover." in spec) is sent
    assert ('"verdicts"' in spec) is sent


def test_each_reason_is_sent_once_per_card(library: Library) -> None:
    exercise = library.exercise("small-sort")
    spec = make_spec(exercise, WORDS, library.sources(), "kim")
    assert json.dumps(spec).count("Order and cover.") == 1
    table = unpacked(spec["table"])
    assert [entry["verdicts"] for entry in table] == ["mdd", "pmd", "mmd"]
    assert spec["sources"][table[0].get("sources", 0)] == "Kotter 1990"
    assert spec["sources"][table[1].get("sources", 0)] == ""
    assert table[2]["best"] == [0, 1]


@pytest.mark.parametrize("exercise_id", LIBRARY.exercise_ids())
def test_every_exercise_travels_in_at_most_99_kilobytes(tmp_path: Path, exercise_id: str) -> None:
    """Everything that the browser gets of one board, in UTF-8; what Jupyter adds is measured in
    the benchmarks."""
    state = open_board(tmp_path, exercise_id).get_state()
    own = {name: value for name, value in state.items() if name not in ("layout", "tooltip")}
    sent = json.dumps(own, ensure_ascii=False)
    assert len(sent.encode()) < 99_000


def test_a_broken_exercise_shows_the_message_in_place_of_the_board(
    library: Library, edit: Edit, tmp_path: Path
) -> None:
    edit("exercises/small-sort.toml", "He writes the roster.", "<script>alert(1)</script>" * 40)
    session = Session("02", library, Answers(tmp_path / "work"))
    shown = session.show("small-sort")
    assert isinstance(shown, Page)
    html = shown._repr_html_()
    assert "exercises/small-sort.toml, roster" in html
    assert "Shorten it" in html
    assert "<script>" not in html


@pytest.mark.parametrize("exercise_id", ["no-such-exercise", "../secrets", ""])
def test_an_exercise_that_does_not_exist_is_a_sentence_too(
    tmp_path: Path, exercise_id: str
) -> None:
    shown = Session("02", LIBRARY, Answers(tmp_path)).show(exercise_id)
    assert isinstance(shown, Page)
    assert "exercises/" in shown._repr_html_()


def test_broken_words_are_a_sentence_too(library: Library, edit: Edit, tmp_path: Path) -> None:
    edit("data/strings/en.toml", "[board]", "[board")
    session = Session("02", library, Answers(tmp_path / "work"))
    for shown in (session.show("small-sort"), session.glossary()):
        assert isinstance(shown, Page)
        assert "data/strings/en.toml" in shown._repr_html_()
    assert "data/strings/en.toml" in session._repr_mimebundle_()["text/html"]


def test_a_cell_that_runs_again_shows_the_same_board_with_what_is_saved_now(tmp_path: Path) -> None:
    session = Session("02", LIBRARY, Answers(tmp_path))
    first = session.show("whole-deck")
    elsewhere = open_board(tmp_path)
    tap(elsewhere, {"item": "morning-meeting", "option": "both"})
    again = session.show("whole-deck")
    assert again is first
    assert isinstance(again, Board)
    assert again.answer["choices"] == {"morning-meeting": "both"}


def test_the_notices_of_an_older_save(tmp_path: Path) -> None:
    path = tmp_path / "answers" / "whole-deck.json"
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    assert "could not be read" in open_board(tmp_path).notice
    record = {"format": 1, "answer": {"choices": {"of-last-year": "both", "x": "y"}}}
    path.write_text(json.dumps(record), encoding="utf-8")
    assert open_board(tmp_path).notice.startswith("2 earlier answers")


def test_the_header_says_where_answers_are_and_who_sees_them(tmp_path: Path) -> None:
    session = Session("02", LIBRARY, Answers(tmp_path))
    session._repr_mimebundle_()
    assert session._header is not None
    private = session._header.page["words"]["private"]
    assert str(tmp_path) in private
    assert "sent to nobody" in private


def test_the_page_of_sources_names_every_work(tmp_path: Path) -> None:
    page = Session("10", LIBRARY, Answers(tmp_path)).sources()._repr_html_()
    for work in LIBRARY.sources().values():
        assert escape(work.author) in page
        assert escape(work.title) in page
        assert escape(work.licence) in page


def test_a_kernel_that_shows_boards_imports_no_heavy_library(tmp_path: Path) -> None:
    code = f"""
import sys, workshop
from pathlib import Path
from workshop.answers.store import Answers
from workshop.notebook.session import Session
Session("02", answers=Answers(Path({str(tmp_path)!r}))).show("whole-deck")
heavy = ("babel", "pandas", "matplotlib", "jupytext", "sqlalchemy", "fastapi")
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
