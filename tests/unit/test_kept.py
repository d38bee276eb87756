"""What a keeper of answers says of them: a page that keeps them is tested on the same examples."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.examples import examples
from tests.support.kept_examples import exercise_from, first_of, said_of
from workshop.kinds import KINDS

# js/test/kept.test.ts reads the same file.
GROUPS = examples("kept")


def written(value: object) -> Any:
    """As it travels."""
    return json.loads(json.dumps(value))


def test_the_examples_tell_of_every_kind() -> None:
    assert {group["exercise"]["kind"] for group in GROUPS} == set(KINDS)
    assert any(each["kept"] for group in GROUPS for each in group["first"])


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["exercise"]["kind"])
def test_what_is_said_of_an_answer(group: Any) -> None:
    exercise = exercise_from(group["exercise"])
    for each in group["answers"]:
        wanted = {name: value for name, value in each.items() if name != "answer"}
        assert written(said_of(exercise, each["answer"])) == wanted
    for each in group["first"]:
        assert written(first_of(exercise, each["before"], each["after"])) == each["kept"]
