"""Session 04 as it ships: the counts and keys that it promises."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
PRACTICES = LIBRARY.practices()
TEXT = (ROOT / "notebooks" / "source" / "04-the-four-leading-practices.md").read_text("utf-8")


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


def test_the_example_rates_eleven_troubles_by_three_questions() -> None:
    text = TEXT.split('{"id": "eleven"}')[1].split("+++")[0]
    rating = "(high|medium|low)"
    rated = rf"^- (\*+).+:\*+ {rating}, {rating}, {rating}\."
    _, four, seven = (re.findall(rated, part, re.MULTILINE) for part in text.split("<details>"))
    assert (len(four), len(seven)) == (4, 7)
    assert [marks for marks, *_ in (*four, *seven)].count("**") == 4
    assert "The four in bold" in text


def test_three_problems_of_ones_own_are_held_against_the_same_three_questions() -> None:
    rows = LIBRARY.exercise("three-of-our-own").settings["rows"]
    assert rows["least"] == 3
    line, *ratings = rows["fields"]
    assert line["as"] == "line"
    assert [each["id"] for each in ratings] == ["matters", "influence", "visible"]
    for each in ratings:
        assert [option["id"] for option in each["options"]] == ["high", "medium", "low"]
        # Each question stands in the text in the same words.
        asked = each["label"].removesuffix("?").split("it ")[-1].split("change ")[-1]
        assert asked.removeprefix("be ") in TEXT.replace("**", "")


def test_what_is_chosen_of_ones_own_goes_on_to_the_plan() -> None:
    choice = LIBRARY.exercise("one-of-our-three")
    assert [field["id"] for field in choice.settings["fields"]] == ["chosen", "waits", "aim"]
    # Both speak of real places, with real people in them.
    assert choice.settings["seen_by"] == "me"
    assert LIBRARY.exercise("three-of-our-own").settings["seen_by"] == "me"
    whys = LIBRARY.exercise("five-whys").settings
    assert whys["earlier"]["from"] == choice.id
    assert "aim" in {field["id"] for field in whys["fields"]}


def test_a_fact_and_a_question_in_each_of_four_directions_for_oneself() -> None:
    exercise = LIBRARY.exercise("four-directions")
    assert exercise.settings["seen_by"] == "me"
    assert [field["id"] for field in exercise.settings["fields"]] == [
        f"{direction}-{what}"
        for direction in ("patients", "staff", "partners", "self")
        for what in ("fact", "question")
    ]
