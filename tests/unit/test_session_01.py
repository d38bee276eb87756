"""Session 01: Kotter's three tasks and six functions, a first sort, and eight sentences."""

from __future__ import annotations

from collections import Counter

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
FUNCTIONS = {
    "planning-and-budgeting": "decide-managing",
    "establishing-direction": "decide-leading",
    "organising-and-staffing": "people-managing",
    "aligning-people": "people-leading",
    "controlling-and-problem-solving": "happens-managing",
    "motivating-and-inspiring": "happens-leading",
}


def test_each_of_the_six_functions_has_a_place_of_its_own() -> None:
    exercise = LIBRARY.exercise("three-tasks-six-functions")
    assert {id_: key.accept[0] for id_, key in exercise.keys.items()} == FUNCTIONS
    assert exercise.settings["one_card_each"] is True


def test_three_activities_for_each_function_and_the_two_that_surprise_are_managing() -> None:
    exercise = LIBRARY.exercise("eighteen-activities")
    counted = Counter(key.accept for key in exercise.keys.values())
    assert counted == {(function,): 3 for function in FUNCTIONS}
    hard = {item.id for item in exercise.items if item.difficulty == 3}
    assert hard == {"set-up-incentives", "find-a-creative-way-round-a-breakdown"}
    assert {exercise.keys[id_].accept[0] for id_ in hard} == {"controlling-and-problem-solving"}


def test_every_activity_has_a_reason_of_its_own() -> None:
    reasons = [key.why for key in LIBRARY.exercise("eighteen-activities").keys.values()]
    # No two of them begin alike.
    assert len({" ".join(reason.split()[:3]) for reason in reasons}) == len(reasons)


def test_the_order_of_the_activities_gives_no_function_away() -> None:
    exercise = LIBRARY.exercise("eighteen-activities")
    keys = [exercise.keys[item.id].accept[0] for item in exercise.items]
    assert all(len(set(keys[n : n + 3])) > 1 for n in range(len(keys) - 2))


def test_eight_sentences_half_of_them_myths() -> None:
    exercise = LIBRARY.exercise("myth-or-not")
    keys = Counter(key.accept[0] for key in exercise.keys.values())
    assert keys == {"myth": 4, "so": 4}
    assert exercise.settings["sure"] is True


def test_a_case_is_one_of_the_three_reasons() -> None:
    which, _, table = LIBRARY.exercise("three-cases").settings["fields"]
    reasons = [option["id"] for option in which["options"]]
    assert reasons == ["unclear-role", "still-managing", "never-a-chance"]
    assert [option["id"] for option in table["options"]][:3] == reasons
