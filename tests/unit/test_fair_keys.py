"""No score rises by a habit, and whatever is printed as a good reason earns something."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.support.habits import even_guess, habits, is_keyed, places, practice_habits, worth
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds import judging

LIBRARY = Library(ROOT)
EXERCISES = [LIBRARY.exercise(id_) for id_ in LIBRARY.exercise_ids()]
KEYED = [each for each in EXERCISES if is_keyed(each)]
SORTS = [each for each in EXERCISES if each.kind in ("sort", "map") and each.keys]
TWO_STEPS = [each for each in EXERCISES if "second" in each.settings]
MOST_ABOVE_A_GUESS = 15
SIDE_OF = {"leading": "leadership", "managing": "management"}


def above(guess: float, earned: dict[str, float]) -> list[str]:
    """Name the habits that earn too much more than an even guess."""
    return [
        f"{name}: {points:.0f}, a guess: {guess:.0f}"
        for name, points in earned.items()
        if points - guess > MOST_ABOVE_A_GUESS
    ]


def test_the_rule_looks_at_sorts_quizzes_and_maps_and_at_nothing_without_a_key() -> None:
    assert {each.kind for each in KEYED} == {"sort", "quiz", "map"}
    assert all(each.keys for each in KEYED)
    assert len(KEYED) > 15


@pytest.mark.parametrize("exercise", KEYED, ids=lambda each: each.id)
def test_no_place_throughout_and_no_length_earns_more_than_reading(exercise: Exercise) -> None:
    assert above(even_guess(exercise), habits(exercise)) == []


@pytest.mark.parametrize("exercise", TWO_STEPS, ids=lambda each: each.id)
def test_no_practice_throughout_earns_more_than_reading(exercise: Exercise) -> None:
    assert above(*practice_habits(exercise)) == []


def test_the_middle_of_a_map_earns_nothing() -> None:
    for exercise in (each for each in EXERCISES if each.kind == "map"):
        middle = {item.id: [5, 5] for item in exercise.items}
        assert judging.judge(exercise, {"points": middle}).score == 0


@pytest.mark.parametrize("exercise", SORTS, ids=lambda each: each.id)
def test_a_reason_that_is_printed_earns_something(exercise: Exercise) -> None:
    for item in exercise.items:
        for option, _ in exercise.keys[item.id].reasons:
            assert worth(exercise, item, option), (item.id, option)


@pytest.mark.parametrize("exercise", SORTS, ids=lambda each: each.id)
def test_both_counts_half_only_where_its_second_act_is_named(exercise: Exercise) -> None:
    both = {option.id for option in exercise.options if option.side == "both"}
    for item in exercise.items:
        key = exercise.keys[item.id]
        named = {option for option, _ in key.reasons}
        assert both & set(key.partly) <= named, item.id


@pytest.mark.parametrize("exercise", TWO_STEPS, ids=lambda each: each.id)
def test_a_practice_is_right_only_where_its_side_is(exercise: Exercise) -> None:
    sides = {option["id"]: option["side"] for option in exercise.settings["second"]["options"]}
    both = next(option.id for option in places(exercise.options) if option.side == "both")
    for item in exercise.items:
        for practice in exercise.keys[item.id].practices:
            side = SIDE_OF[sides[practice]]
            earned = [worth(exercise, item, option) for option in (side, both)]
            assert any(earned), (item.id, practice)
