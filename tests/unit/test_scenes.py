"""Where the scenes happen: hospital, dispensary, office, village, each often enough.

``data/scenes.csv`` names the place of every item that can be a scene of work; what an exercise
draws from another one is counted in both, as people meet it in both.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

TABLE = "data/scenes.csv"
KINDS = ("sort", "quiz", "order", "map", "decide")
PLACES = {
    "hospital", "health-centre", "dispensary", "community", "district-office", "laboratory",
    "pharmacy", "ngo-office", "ambulance", "elsewhere",
}  # fmt: skip
NO_PLACE = "none"
THEMES = {"", "late-funds", "partners", "informal-payments", "harassment"}
WISHED = ("dispensary", "laboratory", "ngo-office", *sorted(THEMES - {""}))
LONG = 12
# The ward round is what these two are about.
WARD_ROUND = {"the-round-in-order", "the-round-practice-by-practice"}

EXERCISES = {
    path.stem: content
    for path in sorted((ROOT / "exercises").glob("*.toml"))
    if (content := tomllib.loads(path.read_text(encoding="utf-8")))["kind"] in KINDS
}
with (ROOT / TABLE).open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
PLACE = {(row["exercise"], row["item"]): row["setting"] for row in ROWS}
Item = tuple[str, str]


def items(exercise: str) -> Iterator[Item]:
    """Name the items that people meet in an exercise, each with the exercise it belongs to."""
    content = EXERCISES[exercise]
    if "cards" in content:
        yield from ((content["cards"]["from"], id_) for id_ in content["cards"]["pick"])
    else:
        yield from ((exercise, item["id"]) for item in content["items"])


def places(exercise: str) -> list[str]:
    """Say where the scenes of an exercise happen; sentences without a place are left out."""
    return [place for item in items(exercise) if (place := PLACE[item]) != NO_PLACE]


def test_every_item_has_a_place_in_the_table_and_nothing_else_stands_there() -> None:
    there = {item for exercise in EXERCISES for item in items(exercise)}
    assert there - set(PLACE) == set(), f"Add a line for each to {TABLE}."
    assert set(PLACE) - there == set(), f"Take these lines out of {TABLE}."
    assert len(ROWS) == len(PLACE)
    assert {row["setting"] for row in ROWS} <= PLACES | {NO_PLACE}
    assert {row["theme"] for row in ROWS} == THEMES


def test_no_more_than_half_of_all_scenes_happen_in_a_hospital() -> None:
    found = Counter(place for exercise in EXERCISES for place in places(exercise))
    assert 2 * found["hospital"] <= found.total(), found


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_long_exercise_is_mostly_about_hospitals(exercise: str) -> None:
    found = Counter(places(exercise))
    if exercise in WARD_ROUND:
        assert set(found) == {"hospital"}
    elif len(list(items(exercise))) >= LONG:
        assert 2 * found["hospital"] <= found.total(), found


@pytest.mark.parametrize("wished", WISHED)
def test_what_many_meet_at_work_has_two_scenes_or_more(wished: str) -> None:
    scenes = [row["item"] for row in ROWS if wished in (row["setting"], row["theme"])]
    assert len(scenes) >= 2, scenes
