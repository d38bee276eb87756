"""Session 04 as it ships: the counts and keys that it promises."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
PRACTICES = LIBRARY.practices()
TEXT = (ROOT / "notebooks" / "source" / "04-the-four-leading-practices.md").read_text("utf-8")
GOOD_CHOICES = ("late-first-visit", "monday-queue", "night-staff-forgotten", "cold-greeting")


def test_eight_practices_lie_on_their_sides() -> None:
    keys = LIBRARY.exercise("eight-practices-two-sides").keys
    assert {name: key.accept for name, key in keys.items()} == {
        name: (practice.side,) for name, practice in PRACTICES.items()
    }


def test_the_outcomes_are_those_of_the_practices_and_each_place_takes_one() -> None:
    exercise = LIBRARY.exercise("eight-practices-eight-outcomes")
    assert exercise.settings["one_card_each"]
    found = {exercise.keys[item.id].accept[0]: item.text for item in exercise.items}
    assert found == {name: f"{practice.outcome}." for name, practice in PRACTICES.items()}


def test_three_behaviours_for_each_of_the_eight_practices() -> None:
    exercise = LIBRARY.exercise("twenty-four-behaviours")
    assert [option.id for option in exercise.options if not option.unsure] == list(PRACTICES)
    keys = [exercise.keys[item.id] for item in exercise.items]
    assert Counter(key.accept for key in keys) == {(name,): 3 for name in PRACTICES}
    for key, item in zip(keys, exercise.items, strict=True):
        # What counts half is a hard card, and is told what would move it.
        assert bool(key.partly) == bool(key.tips) == (item.difficulty == 3)
    order = [key.accept for key in keys]
    assert all(one != other for one, other in pairwise(order))


def test_places_and_texts_use_the_names_questions_and_outcomes_of_the_practices() -> None:
    for exercise_id in ("eight-practices-eight-outcomes", "twenty-four-behaviours"):
        for option in LIBRARY.exercise(exercise_id).options:
            if not option.unsure:
                practice = PRACTICES[option.id]
                assert (option.label, option.hint) == (practice.name, practice.question)
    for practice in PRACTICES.values():
        assert f"- **{practice.name}.** {practice.question} → *{practice.outcome}.*" in TEXT


def test_eleven_challenges_three_criteria_and_a_choice_among_them() -> None:
    ratings = LIBRARY.exercise("from-eleven-to-one")
    assert [name["id"] for name in ratings.settings["passes"]] == [
        "matters",
        "influence",
        "visible",
    ]
    challenges = [item.id for item in ratings.items]
    assert len(challenges) == 11
    which = LIBRARY.exercise("our-one-challenge").settings["fields"][0]
    assert [option["id"] for option in which["options"]] == [*challenges, "our-own"]
    # The table in the text has the same eleven, and the good choices in bold.
    for item in ratings.items:
        bold = "**" if item.id in GOOD_CHOICES else ""
        assert f"| {bold}{item.text.removesuffix('.')}{bold} |" in TEXT


def test_a_fact_and_a_question_in_each_of_four_directions_for_oneself() -> None:
    exercise = LIBRARY.exercise("four-directions")
    assert exercise.settings["seen_by"] == "me"
    assert [field["id"] for field in exercise.settings["fields"]] == [
        f"{direction}-{what}"
        for direction in ("patients", "staff", "partners", "self")
        for what in ("fact", "question")
    ]
