"""The header of a notebook: how far somebody got, and their work as a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.support.asking import ask
from tests.support.taps import tap
from workshop.answers import carry
from workshop.answers.progress import finished
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.notebook.board import Board
from workshop.notebook.header import Header
from workshop.notebook.session import Session

LIBRARY = Library(ROOT)
SORT = LIBRARY.exercise("sort-the-working-day")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session("02", LIBRARY, Answers(tmp_path / "work"))


def header_of(session: Session) -> Header:
    session._repr_mimebundle_()
    assert session._header is not None
    return session._header


def board_of(session: Session, exercise: str = SORT.id) -> Board:
    board = session.show(exercise)
    assert isinstance(board, Board)
    return board


def place(board: Board, number: int, option: str = "both") -> None:
    tap(board, {"item": board.exercise.items[number].id, "option": option})


def test_the_list_of_sessions_is_that_of_the_notebooks() -> None:
    chapters = LIBRARY.chapters()
    sources = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]-*.md"))
    assert [chapter.notebook for chapter in chapters] == [f"{p.stem}.ipynb" for p in sources]
    for chapter, source in zip(chapters, sources, strict=True):
        text = source.read_text(encoding="utf-8")
        assert f"# Session {chapter.number}. {chapter.title}\n" in text
        shown = list(dict.fromkeys(re.findall(r'\.show\("([a-z0-9-]+)"\)', text)))
        assert list(chapter.exercises) == shown
    listed = [id_ for chapter in chapters for id_ in chapter.exercises]
    assert sorted(listed) == LIBRARY.exercise_ids()
    for chapter in chapters:
        assert {LIBRARY.exercise(id_).session for id_ in chapter.exercises} == {chapter.number}


def test_it_follows_an_exercise_from_open_to_finished_and_back(session: Session) -> None:
    header, board = header_of(session), board_of(session)
    told: list[str] = []
    header.observe(lambda change: told.append(change["new"].get(SORT.id, "open")), "states")
    for number in range(24):
        place(board, number)
    assert told == ["begun", "finished"]
    tap(board, {"reset": True})
    assert told[-1] == "open"
    assert header_of(Session("02", LIBRARY, session._answers)).states[SORT.id] == "open"


def test_reasons_that_wait_to_be_asked_for_are_part_of_an_exercise(session: Session) -> None:
    header, board = header_of(session), board_of(session, "hard-and-two-sided-cards")
    for number in range(len(board.exercise.items)):
        place(board, number, board.exercise.options[0].id)
    assert header.states[board.exercise.id] == "begun"
    tap(board, {"checked": True})
    assert header.states[board.exercise.id] == "finished"


def test_what_is_back_is_counted_as_the_header_counts(session: Session, tmp_path: Path) -> None:
    extra = board_of(session, "whole-deck")
    for board in (board_of(session), extra):
        for number in range(len(board.exercise.items)):
            place(board, number, board.exercise.options[0].id)
    file = ask(header_of(session), "save")["file"]
    header = header_of(Session("02", LIBRARY, Answers(tmp_path / "elsewhere")))
    told = ask(header, "bring", text=file["text"])["told"]
    assert header.states == {SORT.id: "finished", extra.exercise.id: "finished"}
    counted = [id_ for chapter in header.page["chapters"] for id_ in chapter["counted"]]
    assert SORT.id in counted
    assert extra.exercise.id not in counted
    assert f"1 of {len(counted)} exercises" in told


def test_work_goes_out_as_a_file_and_comes_back_into_the_boards(
    session: Session, tmp_path: Path
) -> None:
    place(board_of(session), 0)
    file = ask(header_of(session), "save")["file"]
    assert file["name"] == "my-workshop.json"
    elsewhere = Session("02", LIBRARY, Answers(tmp_path / "elsewhere"))
    header, board = header_of(elsewhere), board_of(elsewhere)
    reply = ask(header, "bring", text=file["text"])
    _, all_ = finished(LIBRARY.chapters(), {})
    assert f"0 of {all_} exercises in the whole workshop are finished" in reply["told"]
    assert reply["changed"]
    assert board.answer["choices"] == {SORT.items[0].id: "both"}
    assert header.states == {SORT.id: "begun"}
    assert "Nothing was changed" in ask(header, "bring", text=file["text"])["told"]


def test_another_person_s_file_is_brought_only_after_a_question(
    session: Session, tmp_path: Path
) -> None:
    other = Answers(tmp_path / "other")
    other.change(SORT, {"item": SORT.items[0].id, "option": "both"})
    header, board = header_of(session), board_of(session)
    place(board, 1)
    text = carry.pack(other)
    asked = ask(header, "bring", text=text)
    assert asked["confirm"] == "bring"
    assert "Is it yours too?" in asked["told"]
    assert board.answer["choices"] == {SORT.items[1].id: "both"}
    newer = ask(header, "bring", text=text, mixed=True)
    assert newer["confirm"] == "file"
    assert "“Leadership, management, or both?”" in newer["told"]
    # An exercise of another session is called by its title too.
    debate = LIBRARY.exercise("line-of-opinion")
    for answers in (other, session._answers):
        change = {"pass": debate.settings["passes"][0]["id"], "item": debate.items[0].id}
        answers.change(debate, change | {"value": 10 if answers is other else 20})
    both = ask(header, "bring", text=carry.pack(other), mixed=True)
    assert f"“{debate.title}”" in both["told"]
    ask(header, "bring", text=text, mixed=True, newer=True)
    assert board.answer["choices"] == {SORT.items[0].id: "both"}


@pytest.mark.parametrize("what", [SORT.id, "02", "all"])
def test_starting_over_keeps_a_dated_copy(session: Session, tmp_path: Path, what: str) -> None:
    header, board, chips = header_of(session), board_of(session), board_of(session, "skill-chips")
    place(board, 0)
    place(chips, 0, chips.exercise.options[0].id)
    reply = ask(header, "over", what=what)
    assert reply["changed"]
    assert board.answer["choices"] == {}
    assert bool(chips.answer["choices"]) is (what == SORT.id)
    copies = sorted(path.stem for path in (tmp_path / "work" / "copies").rglob("*.json"))
    assert copies == ([SORT.id] if what == SORT.id else ["skill-chips", SORT.id])
    assert str(tmp_path / "work" / "copies") in reply["told"]
    if what == "all":
        assert "nothing to start over" in ask(header, "over", what="all")["told"]


def test_clearing_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    header, board = header_of(session), board_of(session)
    place(board, 0)
    ask(header, "over", what="02")
    place(board, 1)
    before = board.saved["work"]
    reply = ask(header, "clear")
    assert reply["cleared"]
    assert board.answer["choices"] == {}
    assert header.states == {}
    # The id of whoever begins now, and nothing of whoever was here.
    [left] = [path for path in (tmp_path / "work").rglob("*") if path.is_file()]
    assert left.name == "participant.json"
    assert before not in left.read_text(encoding="utf-8")
    place(board, 2)
    assert set(board.answer["choices"]) == {SORT.items[2].id}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("over", {"what": "nothing-like-it"}),
        ("over", {"what": ["02"]}),
        ("bring", {"text": 7}),
        ("bring", {}),
        ("x", {}),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_is_a_sentence(
    session: Session, name: str, values: dict[str, Any]
) -> None:
    header, board = header_of(session), board_of(session)
    place(board, 0)
    told = ask(header, name, **values)
    known = {"told": LIBRARY.strings()["carry"]["nothing-to-clear"]}
    unknown = {"wrong": LIBRARY.strings()["asked"]["not-understood"]}
    assert told == (known if values.get("what") == "nothing-like-it" else unknown)
    assert set(board.answer["choices"]) == {SORT.items[0].id}


def test_a_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    here = Answers(tmp_path / "here")
    here.change(SORT, {"item": SORT.items[0].id, "option": "both"})
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    header = header_of(Session("02", LIBRARY, Answers(blocked)))
    told = ask(header, "bring", text=carry.pack(here))["wrong"]
    assert told.startswith("That did not work: ")
