"""A new kind is a folder: with a toy kind everything that a kind passes through works as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workshop import kinds
from workshop.answers import carry, hand_in
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.core.records import ContentError
from workshop.kinds import KINDS
from workshop.paper.handout import handout
from workshop.paper.worksheets import worksheets
from workshop.results.exercise import results
from workshop.results.submissions import Submission, from_carried

EXERCISE = """
kind = "guess"
session = "00"
title = "How many?"
minutes = 2
feedback = "on-check"
on_paper = true
prompt = "Write a number from 0 to 100."
[[items]]
id = "beds"
text = "How many beds are taken?"
[[items]]
id = "staff"
text = "How many are on leave?"
"""
SOLUTION = """
[items.beds]
number = 80
why = "The ward is nearly full."
[items.staff]
number = 12
why = "It is August."
"""
SESSION = """
[[sessions]]
number = "00"
title = "First"
notebook = "00-welcome.ipynb"
promise = "I can guess how many."
exercises = ["how-many"]
"""


@pytest.fixture
def library(content: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The content of a workshop that has one more kind."""
    monkeypatch.setattr(
        kinds, "__path__", [*kinds.__path__, str(ROOT / "tests" / "examples" / "kinds")]
    )
    for folder, text in {"exercises": EXERCISE, "solutions": SOLUTION}.items():
        (content / folder / "how-many.toml").write_text(text, encoding="utf-8")
    (content / "data" / "sessions.toml").write_text(SESSION, encoding="utf-8")
    words = content / "data" / "strings" / "en.toml"
    text = words.read_text("utf-8") + '\n[guess]\nguess = "Your guess"\n'
    words.write_text(text, encoding="utf-8")
    return Library(content)


def test_it_is_one_of_the_kinds(library: Library) -> None:
    assert "guess" in KINDS
    exercise = library.exercise("how-many")
    assert exercise.kind == "guess"
    with pytest.raises(KeyError):
        KINDS["choices"]


def test_what_is_wrong_in_its_files_is_said(library: Library, content: Path) -> None:
    path = content / "solutions" / "how-many.toml"
    path.write_text(SOLUTION.replace("80", "800"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"how-many.toml, beds: “number”.* from 0 to 100"):
        library.exercise("how-many")


def test_a_board_gets_its_words_and_no_key_before_it_is_asked_for(library: Library) -> None:
    exercise = library.exercise("how-many")
    spec = make_spec(exercise, library.strings(), library.sources(), "someone")
    assert spec["words"]["guess"] == "Your guess"
    assert spec["words"]["undo"] == "Undo"


def test_an_answer_is_saved_carried_handed_in_and_counted(library: Library, tmp_path: Path) -> None:
    exercise = library.exercise("how-many")
    answers = Answers(tmp_path)
    answers.change(exercise, {"item": "beds", "guess": 75})
    answers.change(exercise, {"item": "staff", "guess": 50})
    answers.change(exercise, {"checked": True})
    answers.change(exercise, {"item": "staff", "guess": 10})
    kept = Answers(tmp_path).read(exercise).answer
    assert kept["guesses"] == {"beds": 75, "staff": 10}
    exercises = {"how-many": exercise}
    handed = hand_in.pack(carry.unpack(carry.pack(answers).encode()), exercises)
    first, now = from_carried([carry.unpack(handed.encode())], exercises)
    assert first.answer["guesses"] == {"beds": 75, "staff": 50}
    assert now.answer["guesses"] == {"beds": 75, "staff": 10}


def test_a_room_is_counted(library: Library) -> None:
    exercise = library.exercise("how-many")
    room = [
        Submission(f"p{n}", "", "how-many", 1, datetime(2026, 1, 1, tzinfo=UTC),
                   {"guesses": {"beds": 75 if n < 7 else 10}, "checked": True})
        for n in range(12)
    ]  # fmt: skip
    assert results(exercise, room).rounds[1].counts == {"beds": {"near": 7, "far": 5}}


def test_it_is_printed(library: Library, tmp_path: Path) -> None:
    sheets, key = worksheets(library)
    assert "How many beds are taken? ______" in sheets
    assert "The ward is nearly full." in key
    assert "nearly full" not in sheets
    exercise = library.exercise("how-many")
    answers = Answers(tmp_path)
    answers.change(exercise, {"item": "beds", "guess": 10})
    answers.change(exercise, {"checked": True})
    page = handout(library, answers)
    assert "How many beds are taken?" in page
    assert "The ward is nearly full." in page
