"""Each session begins with the last one's task, and with what people still remember."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import get_args

import pytest

from tests.conftest import ROOT
from workshop.answers.progress import state
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.facilitator.gathered import Room
from workshop.kinds import KINDS
from workshop.paper.handout import handout
from workshop.paper.worksheets import worksheets
from workshop.room.on_the_wall import Around
from workshop.room.scenes import scene
from workshop.room.stage import Moment, Stage, step

LIBRARY = Library(ROOT)
CHAPTERS = LIBRARY.chapters()
FORGOTTEN = LIBRARY.strings()["write"]["forgotten"]
TASKS = {f"task-of-{number:02}": f"{number + 1:02}" for number in range(10)}
RECALLS = [f"recall-{number:02}" for number in range(2, 12)]


def answers_of(exercise: Exercise) -> list[str]:
    return [each["answer"] for each in exercise.settings["fields"]]


@pytest.mark.parametrize(("id_", "number"), TASKS.items())
def test_the_first_tap_says_what_came_of_the_task_that_was_given(id_: str, number: str) -> None:
    at = next(place for place, each in enumerate(CHAPTERS) if each.number == number)
    assert CHAPTERS[at].exercises[0] == id_
    assert id_ not in CHAPTERS[at].extras
    exercise = LIBRARY.exercise(id_)
    assert exercise.prompt == CHAPTERS[at - 1].tomorrow
    how, happened = exercise.settings["fields"]
    assert [option["label"] for option in how["options"]][-1] == "I did not do that session"
    fields = {"how": "not-yet"}
    assert state(exercise, {"fields": fields, "rows": []}) == "finished"
    # What can be counted is handed in, and no word.
    fields |= {happened["id"]: "Two of us were ill."}
    left = KINDS["write"].without_words(exercise, {"fields": fields, "rows": []})["fields"]
    assert left == {"how": "not-yet", "happened": "·"}


@pytest.mark.parametrize("id_", RECALLS)
def test_three_questions_from_memory_are_about_two_earlier_sessions(id_: str) -> None:
    exercise = LIBRARY.exercise(id_)
    [chapter] = [each for each in CHAPTERS if each.number == exercise.session]
    assert chapter.exercises[1] == id_
    about = re.findall(r"\d\d", exercise.title)
    assert len(about) == 2
    assert max(about) < exercise.session
    assert len(answers_of(exercise)) == 3
    assert exercise.settings["seen_by"] == "me"


def test_whoever_does_not_remember_is_through_and_no_word_is_handed_in() -> None:
    exercise = LIBRARY.exercise(RECALLS[0])
    ids = [each["id"] for each in exercise.settings["fields"]]
    fields = dict.fromkeys(ids, FORGOTTEN)
    answer = {"fields": fields, "rows": []}
    assert state(exercise, {"fields": {ids[0]: FORGOTTEN}, "rows": []}) == "begun"
    assert state(exercise, answer) == "finished"
    handed_in = KINDS["write"].without_words(exercise, answer)["fields"]
    assert handed_in == dict.fromkeys(ids, "·")


def test_at_home_the_answer_stands_behind_ones_own_words(tmp_path: Path) -> None:
    exercise = LIBRARY.exercise(RECALLS[0])
    field = exercise.settings["fields"][1]
    answers = Answers(tmp_path)
    answers.change(exercise, {"field": field["id"], "text": "The full benches."})
    page = unescape(handout(LIBRARY, answers))
    assert f"The full benches. (The answer: {field['answer']})" in page
    assert answers_of(exercise)[0] not in page


def test_on_paper_the_answers_stand_with_the_keys_alone() -> None:
    sheets, key = worksheets(LIBRARY)
    for id_ in RECALLS:
        exercise = LIBRARY.exercise(id_)
        for each in exercise.settings["fields"]:
            assert each["label"] in sheets
            assert each["answer"] not in sheets
            assert each["answer"] in key


def test_the_wall_never_shows_an_answer(tmp_path: Path) -> None:
    room = Room(LIBRARY, tmp_path)
    for id_ in RECALLS:
        exercise = LIBRARY.exercise(id_)
        for moment in get_args(Moment):
            stage = step(Stage(), moment, exercise=id_, now=0)
            shown = repr(scene(room, stage, Around()))
            assert (exercise.title in shown) == (moment != "between")
            assert not any(each in shown for each in answers_of(exercise))
