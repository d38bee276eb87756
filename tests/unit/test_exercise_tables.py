"""The tables of a room: complete, in words, and with no number that the results do not have."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.filled import deltas
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.results import Submission, results
from workshop.results.exercise_tables import exercise_tables
from workshop.results.tables import Table

LIBRARY = Library(ROOT)
EXERCISES = LIBRARY.exercises()
WORDS = LIBRARY.strings()["results"]
SORT = EXERCISES["starter-sort"]
PROFESSIONS = {"doctor": "Doctor", "nurse-or-midwife": "Nurse or midwife", "": "did not say"}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def answer(exercise: Exercise, dice: random.Random) -> dict[str, Any]:
    kind = KINDS[exercise.kind]
    whole = kind.empty()
    for delta in deltas(exercise):
        whole = kind.change(exercise, whole, delta)
    for item in exercise.items if "choices" in whole else ():
        if dice.random() < 0.5:
            whole["choices"][item.id] = dice.choice(exercise.options_of(item)).id
    return whole


def room(exercise: Exercise, people: int, seed: int = 1) -> list[Submission]:
    dice = random.Random(seed)  # noqa: S311
    return [
        Submission(f"p{n}", list(PROFESSIONS)[n % 3], exercise.id, number, NOON, given_)
        for n in range(people)
        for number in (1, 2)
        for given_ in [answer(exercise, dice)]
    ]


def tables(exercise: Exercise, people: int, seed: int = 1) -> list[Table]:
    told = results(exercise, room(exercise, people, seed))
    return exercise_tables(exercise, told, PROFESSIONS, WORDS)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_every_exercise_has_its_tables_in_words(exercise: Exercise) -> None:
    made = tables(exercise, 24)
    assert bool(made) == (exercise.kind != "write")
    assert len({table.id for table in made}) == len(made)
    ids = {option.id for item in exercise.items for option in exercise.options_of(item)}
    labels = {o.label for item in exercise.items for o in exercise.options_of(item)}
    for table in made:
        assert table.title.startswith(exercise.title)
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert len(set(table.columns)) == len(table.columns)
        texts = {cell for row in table.rows for cell in row if isinstance(cell, str)}
        assert not {text for text in texts | set(table.columns) if text in ids - labels}
        assert not {text for text in texts if "{" in text}


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_four_people_make_no_table(exercise: Exercise) -> None:
    assert tables(exercise, 4) == []


@given(people=st.integers(0, 16), seed=st.integers(0, 99))
def test_counts_are_those_of_the_room(people: int, seed: int) -> None:
    submissions = room(SORT, people, seed)
    made = {table.id: table for table in tables(SORT, people, seed)}
    if people < 5:
        assert made == {}
        return
    labels = [option.label for option in SORT.options]
    table = made["starter-sort-answers-1"]
    assert table.columns[1 : 1 + len(labels)] == tuple(labels)
    for item, row in zip(SORT.items, table.rows, strict=True):
        chosen = [s.answer["choices"][item.id] for s in submissions if s.round == 1]
        counts = [chosen.count(option.id) for option in SORT.options]
        split, most, share = row[1 + len(labels) :]
        assert row[: 1 + len(labels)] == (item.text, *counts)
        assert split == pytest.approx(1 - max(counts) / people)
        best = SORT.keys[item.id].accept
        assert share == pytest.approx(sum(chosen.count(option) for option in best) / people)
        assert str(most).split(" or ")[0] == {o.id: o.label for o in SORT.options}[best[0]]
    moved = made["starter-sort-shift"]
    pairs: dict[str, dict[int, Any]] = {s.participant: {} for s in submissions}
    for each in submissions:
        pairs[each.participant][each.round] = each.answer["choices"]
    for item, row in zip(SORT.items, moved.rows, strict=True):
        changed = [p[1][item.id] != p[2][item.id] for p in pairs.values()]
        assert row[1] == people
        assert row[2] == pytest.approx(sum(changed) / people)


def test_professions_stand_beside_each_other_only_where_three_of_each_answered() -> None:
    made = {table.id: table for table in tables(SORT, 24)}
    named = {row[1] for row in made["starter-sort-professions-1"].rows}
    assert named == set(PROFESSIONS.values())
    assert "starter-sort-professions-1" not in {table.id for table in tables(SORT, 7)}
