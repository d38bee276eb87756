"""First choices: what somebody answered before the reason was there to see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.filled import deltas
from workshop.answers import carry
from workshop.answers.first import at_first
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.results import from_carried

LIBRARY = Library(ROOT)
SORT = LIBRARY.exercise("starter-sort")
ITEMS = [item.id for item in SORT.items]
OPTIONS = [option.id for option in SORT.options]
CHECKED = LIBRARY.exercise("first-move")
MAP = LIBRARY.exercise("ten-teams-on-a-map")
ORDER = LIBRARY.exercise("the-round-in-order")
RATED = LIBRARY.exercise("my-practice")


def first_of(answers: Answers, exercise_id: str) -> dict[str, Any]:
    record = answers.records()[exercise_id]
    return at_first(record["answer"], record.get("first", {}))


@settings(max_examples=60)
@given(
    taps=st.lists(
        st.tuples(st.sampled_from(ITEMS[:4]), st.sampled_from([*OPTIONS, None])), max_size=14
    )
)
def test_where_the_reason_comes_at_once_the_first_tap_on_each_card_counts(
    tmp_path_factory: pytest.TempPathFactory, taps: list[tuple[str, str | None]]
) -> None:
    answers = Answers(tmp_path_factory.mktemp("work"))
    firsts: dict[str, str] = {}
    now: dict[str, str] = {}
    answers.change(SORT, {"item": ITEMS[5], "option": OPTIONS[0]})
    for item, option in taps:
        answers.change(SORT, {"item": item, "option": option})
        if option is None:
            now.pop(item, None)
        else:
            firsts.setdefault(item, option)
            now[item] = option
    firsts[ITEMS[5]] = now[ITEMS[5]] = OPTIONS[0]
    assert first_of(answers, SORT.id)["choices"] == firsts
    assert answers.read(SORT).answer["choices"] == now


def test_nothing_is_kept_twice_while_nobody_changes_their_mind(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    for item in ITEMS:
        answers.change(SORT, {"item": item, "option": OPTIONS[1]})
    assert "first" not in answers.records()[SORT.id]
    answers.change(SORT, {"item": ITEMS[2], "option": OPTIONS[0]})
    assert answers.records()[SORT.id]["first"] == {"choices": {ITEMS[2]: OPTIONS[1]}}


def test_where_reasons_are_asked_for_all_of_that_moment_is_kept(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    items = [item.id for item in CHECKED.items]
    options = [option.id for option in CHECKED.items[0].options or CHECKED.options]
    answers.change(CHECKED, {"item": items[0], "option": options[0]})
    answers.change(CHECKED, {"item": items[0], "option": options[1]})
    assert "first" not in answers.records()[CHECKED.id], "nobody has seen a reason yet"
    for delta in deltas(CHECKED):
        answers.change(CHECKED, delta)
    asked = answers.read(CHECKED).answer
    answers.change(CHECKED, {"checked": False})
    answers.change(CHECKED, {"item": items[0], "option": None})
    answers.change(CHECKED, {"checked": True})
    answers.change(CHECKED, {"reset": True})
    assert first_of(answers, CHECKED.id)["choices"] == asked["choices"]


def test_points_and_orders_have_first_choices_too(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    team = MAP.items[0].id
    for delta in deltas(MAP):
        answers.change(MAP, delta)
    before = answers.read(MAP).answer["points"][team]
    answers.change(MAP, {"item": team, "point": [9, 9] if before != [9, 9] else [1, 1]})
    assert first_of(answers, MAP.id)["points"][team] == before
    for delta in deltas(ORDER):
        answers.change(ORDER, delta)
    order = answers.read(ORDER).answer["order"]
    answers.change(ORDER, {"checked": False})
    answers.change(ORDER, {"order": list(range(len(ORDER.items)))})
    assert first_of(answers, ORDER.id)["order"] == order != answers.read(ORDER).answer["order"]


def test_where_nothing_is_right_or_wrong_only_what_stands_there_counts(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    for _ in range(2):
        for delta in deltas(RATED):
            answers.change(RATED, delta)
    answers.change(RATED, {"item": RATED.items[0].id, "value": 1})
    assert "first" not in answers.records()[RATED.id]


def test_a_file_carries_first_choices_and_results_read_both(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "here")
    answers.change(SORT, {"item": ITEMS[0], "option": OPTIONS[0]})
    answers.change(SORT, {"item": ITEMS[0], "option": OPTIONS[1]})
    file = carry.unpack(carry.pack(answers).encode())
    there = Answers(tmp_path / "there")
    carry.bring(there, file)
    assert there.records() == answers.records()
    told = from_carried([file], {SORT.id: SORT})
    assert [(each.round, each.answer["choices"][ITEMS[0]]) for each in told] == [
        (1, OPTIONS[0]),
        (2, OPTIONS[1]),
    ]


@given(
    first=st.dictionaries(
        st.sampled_from(["choices", "points", "order", "sure", "x"]),
        st.recursive(st.none() | st.integers() | st.text(max_size=3), st.lists),
    )
)
def test_a_file_edited_by_hand_breaks_nothing(first: dict[str, Any]) -> None:
    answer = {"choices": {ITEMS[0]: OPTIONS[0]}, "checked": False}
    record = {"exercise": SORT.id, "kind": "sort", "updated": "2030-01-01T12:00:00+00:00"}
    file = carry.Carried("somebody", {SORT.id: record | {"answer": answer, "first": first}})
    told = from_carried([file], {SORT.id: SORT})
    json.dumps([each.answer for each in told])
    assert told[-1].answer == answer
