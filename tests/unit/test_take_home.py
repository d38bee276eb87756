"""The button for the handout."""

from __future__ import annotations

from pathlib import Path

import pytest

import workshop
from tests.conftest import ROOT
from tests.support.asking import ask
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.notebook.take_home import TakeHome


def test_a_press_gives_the_page_of_that_moment(tmp_path: Path) -> None:
    library, answers = Library(ROOT), Answers(tmp_path)
    button = TakeHome(library, answers)
    answers.change(library.exercise("my-action-plan"), {"field": "vision", "text": "A calm ward"})
    file = ask(button, "make")["file"]
    assert file["name"] == "my-handout.html"
    assert "A calm ward" in file["text"]


def test_what_goes_wrong_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    button = TakeHome(Library(ROOT), Answers(tmp_path))

    def fail(*_: object) -> str:
        raise RuntimeError("no font")

    monkeypatch.setattr("workshop.paper.handout.handout", fail)
    reply = ask(button, "make")
    assert "file" not in reply
    assert "(RuntimeError: no font). Your answers are safe." in reply["wrong"]


def test_a_notebook_calls_it_by_one_word() -> None:
    assert isinstance(workshop.handout(), TakeHome)
