"""What each change makes of an answer: the browser is tested on the same examples."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.examples import examples, exercise_of
from workshop.kinds import KINDS

# js/test/changes.test.ts reads the same files.
CASES = [
    pytest.param(kind, group["exercise"], each, id=f"{kind}: {each['what']}")
    for kind in KINDS
    for group in examples(f"{kind}-changes")
    for each in group["changes"]
]


@pytest.mark.parametrize(("kind", "given", "example"), CASES)
def test_a_change_makes_of_an_answer_what_the_board_shows(
    kind: str, given: Any, example: Any
) -> None:
    exercise = exercise_of(kind, given)
    before, after = example["before"], example["after"]
    assert KINDS[kind].prune(exercise, before) == before, "a board is never sent such an answer"
    made = KINDS[kind].change(exercise, before, example["change"])
    # Written down as it is saved; the order of cards in their bins is a part of the answer.
    assert json.dumps(made, sort_keys=True) == json.dumps(after, sort_keys=True)
    assert list(made.get("choices", ())) == list(after.get("choices", ()))


@pytest.mark.parametrize("kind", KINDS)
def test_no_change_alters_the_answer_that_it_is_given(kind: str) -> None:
    for group in examples(f"{kind}-changes"):
        for each in group["changes"]:
            before = json.dumps(each["before"])
            KINDS[kind].change(exercise_of(kind, group["exercise"]), each["before"], each["change"])
            assert json.dumps(each["before"]) == before
