"""The sixteen questions measure what was understood: new scenes, no pattern, two forms alike."""

from __future__ import annotations

import re
from collections import Counter
from statistics import mean

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.core.records import Exercise, Item, Key

LIBRARY = Library(ROOT)
FIRST = LIBRARY.exercise("sixteen-questions")
BEFORE = LIBRARY.exercise("sixteen-questions-before")
LATER = LIBRARY.exercise("sixteen-questions-later")
FORMS = pytest.mark.parametrize("form", [BEFORE, FIRST, LATER], ids=lambda form: form.id)
WORD = re.compile(r"[^\W_]+")
RUN = 6


def runs(text: str) -> set[tuple[str, ...]]:
    """Take every six words in a row."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def told(key: Key | None) -> list[str]:
    return [key.why, key.tips, *dict(key.reasons).values()] if key else []


def texts(exercise: Exercise, item: Item) -> list[str]:
    """Gather what somebody reads of one card: itself, its options, its reasons."""
    return [
        item.text,
        *(option.label for option in item.options),
        *told(exercise.keys.get(item.id)),
    ]


def place(form: Exercise, item: Item) -> int:
    return [option.id for option in item.options].index(form.keys[item.id].accept[0])


TRAINED = {
    run: (exercise.id, item.id)
    for exercise in map(LIBRARY.exercise, LIBRARY.exercise_ids())
    if not exercise.id.startswith("sixteen-questions")
    for item in exercise.items
    for text in texts(exercise, item)
    for run in runs(text)
}


@FORMS
def test_no_question_repeats_six_words_of_a_card_that_was_trained(form: Exercise) -> None:
    repeated = {
        (item.id, " ".join(run)): TRAINED[run]
        for item in form.items
        for text in texts(form, item)
        for run in runs(text)
        if run in TRAINED
    }
    assert repeated == {}


def test_the_rule_would_see_a_card_that_is_asked_again() -> None:
    trained = LIBRARY.exercise("the-failing-round").items[0].text
    assert runs(f"Which practice failed here? {trained}") & set(TRAINED)


@FORMS
def test_each_place_is_right_as_often_as_the_others(form: Exercise) -> None:
    assert Counter(place(form, item) for item in form.items) == dict.fromkeys(range(4), 4)
    assert all(len(form.keys[item.id].accept) == 1 for item in form.items)


@FORMS
def test_the_longest_answer_is_right_no_more_often_than_by_chance(form: Exercise) -> None:
    lengths = [[len(option.label) for option in item.options] for item in form.items]
    # Of answers of the same length one is taken by chance.
    won = [
        (each[place(form, item)] == max(each)) / each.count(max(each))
        for item, each in zip(form.items, lengths, strict=True)
    ]
    assert sum(won) <= len(form.items) / 4
    assert all(max(each) - min(each) <= 8 for each in lengths)


def test_the_second_form_asks_for_the_same_in_the_same_order_with_other_scenes() -> None:
    assert len(FIRST.items) == len(LATER.items) == 16
    assert not {item.id for item in FIRST.items} & {item.id for item in LATER.items}
    for one, other in zip(FIRST.items, LATER.items, strict=True):
        assert one.difficulty == other.difficulty, (one.id, other.id)
        assert FIRST.keys[one.id].sources == LATER.keys[other.id].sources, (one.id, other.id)


def test_reading_one_form_takes_as_long_as_reading_the_other() -> None:
    def length(form: Exercise) -> float:
        return mean(
            sum(len(WORD.findall(text)) for text in (item.text, *(o.label for o in item.options)))
            for item in form.items
        )

    assert length(LATER) == pytest.approx(length(FIRST), rel=0.1)


def test_the_second_form_shows_its_reasons_as_the_first_does() -> None:
    assert LATER.feedback == FIRST.feedback == "instant"
    assert all(key.why for key in LATER.keys.values())
