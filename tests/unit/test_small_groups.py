"""No number about a few people, in what is shown or handed on, whatever the room.

The tests of the results look at the calculations; these look at the files that leave the desk.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.figures import rooms
from workshop.results import Submission, results
from workshop.results.exercise_tables import Names, exercise_tables
from workshop.results.export import write_csv
from workshop.results.privacy import fewest_of_a_profession

LIBRARY = Library(ROOT)
STRINGS = LIBRARY.strings()
WORDS, TOO_FEW = STRINGS["results"], STRINGS["export"]["too-few"]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
JOBS = {"": "not said", "doctor": "Doctor", "nurse": "Nurse", "pharmacy": "Pharmacy"}
SORT = LIBRARY.exercise("starter-sort")
RATED = LIBRARY.exercise("my-practice")
PASS = RATED.settings["passes"][0]["id"]

people = st.lists(
    st.tuples(
        st.sampled_from(sorted(JOBS)),
        st.lists(st.none() | st.integers(0, 2), min_size=3, max_size=3),
        st.lists(st.none() | st.integers(0, 2), min_size=3, max_size=3),
    ),
    max_size=14,
)


def room(exercise: Any, drawn: list[Any]) -> list[Submission]:
    """People of drawn professions, who answered some of the first three items, in two rounds."""
    made = []
    for number, (job, *rounds) in enumerate(drawn):
        for round_, places in enumerate(rounds, 1):
            said = {
                item.id: place
                for item, place in zip(exercise.items, places, strict=False)
                if place is not None
            }
            answer: dict[str, Any] = {"passes": {PASS: {i: 1 + p for i, p in said.items()}}}
            if exercise.kind == "sort":
                answer = {"choices": {i: exercise.options[p].id for i, p in said.items()}}
            made.append(Submission(f"p{number}", job, exercise.id, round_, NOON, answer))
    return made


def files(exercise: Any, drawn: list[Any], folder: Path) -> dict[str, list[dict[str, str]]]:
    told = results(exercise, room(exercise, drawn))
    tables = exercise_tables(exercise, told, JOBS, WORDS)
    paths = write_csv(tables, folder, STRINGS["export"])
    return {
        path.stem: list(csv.DictReader(path.read_text("utf-8-sig").splitlines())) for path in paths
    }


def total(row: dict[str, str], labels: list[str]) -> int | None:
    cells = [row[label] for label in labels]
    return None if TOO_FEW in cells else sum(map(int, cells))


@pytest.mark.parametrize("exercise", [SORT, RATED], ids=lambda each: each.id)
@settings(max_examples=60)
@given(drawn=people)
def test_no_file_tells_of_a_few_people(
    tmp_path_factory: pytest.TempPathFactory, exercise: Any, drawn: list[Any]
) -> None:
    made = files(exercise, drawn, tmp_path_factory.mktemp("files"))
    labels = [option.label for option in exercise.options]
    least, least_of_a_job = exercise.fewest, fewest_of_a_profession(exercise)
    for number in (1, 2):
        answered = {
            row[WORDS["card"]]: total(row, labels)
            for row in made.get(f"{exercise.id}-answers-{number}", [])
        }
        assert all(count is None or count >= least for count in answered.values())
        by_job: dict[str, list[list[int]]] = {}
        for row in made.get(f"{exercise.id}-professions-{number}", []):
            count = total(row, labels)
            if count is not None:
                cells = [int(row[label]) for label in labels]
                assert count >= least_of_a_job
                assert count >= least or max(cells) < count, "a few who all agree"
                by_job.setdefault(row[WORDS["card"]], []).append(cells)
        for card, jobs in by_job.items():
            row = next(
                each
                for each in made[f"{exercise.id}-answers-{number}"]
                if each[WORDS["card"]] == card
            )
            # Those who are not shown: nobody, or more than a few, who do not all agree.
            rest = [int(row[label]) - sum(c) for label, *c in zip(labels, *jobs, strict=True)]
            assert sum(rest) == 0 or sum(rest) >= least, (card, jobs, row)
            assert sum(rest) == 0 or max(rest) < sum(rest), (card, jobs, row)
    both = {
        item.text: sum(a[place] is not None and b[place] is not None for _, a, b in drawn)
        for place, item in enumerate(exercise.items[:3])
    }
    for row in made.get(f"{exercise.id}-shift", []):
        assert int(row[WORDS["people"]]) == both[row[WORDS["card"]]] >= least


@settings(max_examples=15)
@given(drawn=people)
def test_no_figure_shows_what_no_table_shows(drawn: list[Any]) -> None:
    told = results(SORT, room(SORT, drawn))
    names = Names(SORT, len(told.rounds), WORDS)
    for number, round_ in told.rounds.items():
        chart = rooms.answers(names, number, round_)
        rows = chart.rows if chart else ()
        assert all(sum(map(int, row[1:])) >= 5 for row in rows)
        assert len(rows) == len(round_.counts)
    moved = rooms.shift(names, told)
    assert (len(moved.rows) if moved else 0) == len(told.shift)
