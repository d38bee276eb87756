"""What a room does at a moment, and how it goes on."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.room.stage import (
    MOMENTS,
    REVEALS,
    Moment,
    Stage,
    StepError,
    after,
    back,
    from_json,
    step,
)

NOW = 1_800_000_000_000
Steps = list[tuple[Moment, str, str, int]]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(MOMENTS),
        st.sampled_from(["sort", "quiz"]),
        st.sampled_from(["", "first", "second"]),
        st.integers(0, 600),
    ),
    max_size=12,
)


def walked(steps: Steps) -> list[Stage]:
    """All stages of a way, the one before the first step included."""
    stages = [Stage()]
    for to, exercise, card, seconds in steps:
        stages.append(step(stages[-1], to, exercise=exercise, card=card, seconds=seconds, now=NOW))
    return stages


def test_the_usual_way_is_think_look_again_why() -> None:
    stage = step(Stage(), "think", exercise="sort", now=NOW)
    way = [stage.moment]
    while (then := after(stage)) is not None:
        stage = step(stage, then, now=NOW)
        way.append(stage.moment)
    assert way == ["think", "look", "again", "why", "between"]
    assert stage.exercise == ""
    assert stage.looked == stage.opened == ("sort",)


@given(STEPS)
def test_numbers_only_grow_and_what_is_open_stays_open(steps: Steps) -> None:
    stages = walked(steps)
    for one, next_ in pairwise(stages):
        assert next_.number == one.number + 1
        assert set(one.looked) <= set(next_.looked)
        assert set(one.opened) <= set(next_.opened)
        assert not next_.seen


@given(STEPS)
def test_reasons_open_only_when_the_room_learns_why_of_the_whole(steps: Steps) -> None:
    stage = walked(steps)[-1]
    whys = {exercise for to, exercise, card, _ in steps if to == "why" and not card}
    assert set(stage.opened) == whys


@given(STEPS)
def test_first_choices_are_fixed_once_the_room_looked(steps: Steps) -> None:
    stage = walked(steps)[-1]
    looked = {
        f"{exercise}/{card}" if card else exercise
        for to, exercise, card, _ in steps
        if to in ("look", "again", "why")
    }
    assert set(stage.looked) == looked


@given(STEPS)
def test_a_stage_survives_being_written_down(steps: Steps) -> None:
    stage = walked(steps)[-1]
    assert from_json(json.loads(json.dumps(stage.as_json()))) == stage


@given(STEPS.filter(bool), st.booleans())
def test_a_reveal_is_taken_back_only_before_it_was_seen(steps: Steps, seen: bool) -> None:
    *_, earlier, stage = walked(steps)
    stage = from_json({**stage.as_json(), "seen": seen})
    before = back(stage, earlier)
    if stage.moment in REVEALS and seen:
        assert before is None
    else:
        assert before is not None
        assert before.number == stage.number + 1, "so that every page hears of it"
        assert from_json({**before.as_json(), "number": earlier.number}) == earlier


def test_another_exercise_begins_with_the_whole_of_it() -> None:
    stage = step(Stage(), "think", exercise="sort", card="first", now=NOW)
    assert step(stage, "look", now=NOW).card == "first"
    assert step(stage, "think", exercise="quiz", now=NOW).card == ""


def test_a_clock_ends_when_it_was_told_to() -> None:
    stage = step(Stage(), "think", exercise="sort", seconds=120, now=NOW)
    assert (stage.since, stage.ends) == (NOW, NOW + 120_000)
    assert step(stage, "look", now=NOW).ends == 0


@pytest.mark.parametrize("to", [each for each in MOMENTS if each != "between"])
def test_nothing_is_done_with_no_exercise(to: Moment) -> None:
    with pytest.raises(StepError):
        step(Stage(), to, now=NOW)


@pytest.mark.parametrize("seconds", [-1, 10**6])
def test_a_clock_that_makes_no_sense_is_refused(seconds: int) -> None:
    with pytest.raises(StepError):
        step(Stage(), "think", exercise="sort", seconds=seconds, now=NOW)
