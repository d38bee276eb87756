"""Session 00: a baseline of what people know, think and do, which later sessions compare with."""

from __future__ import annotations

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)


def test_the_questions_before_are_those_of_the_end_and_give_nothing_away() -> None:
    before = LIBRARY.exercise("sixteen-questions-before")
    end = LIBRARY.exercise("sixteen-questions")
    assert len(before.items) == 16
    assert before.items == end.items
    assert before.keys == end.keys
    assert before.feedback == "none"


def test_the_three_opinions_are_those_of_the_debate_without_its_reasons() -> None:
    first = LIBRARY.exercise("three-opinions")
    debate = {item.id: item.text for item in LIBRARY.exercise("line-of-opinion").items}
    assert [item.id for item in first.items] == [
        "two-names-for-one-thing",
        "leadership-matters-more",
        "one-person-both",
    ]
    assert all(debate[item.id] == item.text for item in first.items)
    assert first.settings["range"] == "agreement"
    assert first.settings["views"] == {}
    assert len(first.settings["passes"]) == 1


def test_the_baseline_asks_one_sentence_of_each_practice_and_groups_nothing() -> None:
    baseline = LIBRARY.exercise("quick-baseline")
    whole = LIBRARY.exercise("my-practice")
    assert [item.id for item in baseline.items] == [f"{id_}-1" for id_ in LIBRARY.practices()]
    assert {item.id: item.text for item in whole.items}.items() >= {
        item.id: item.text for item in baseline.items
    }.items()
    assert baseline.options == whole.options
    assert baseline.settings["not_applicable"] is True
    assert not baseline.settings["groups"]
    assert len(baseline.settings["passes"]) == 1


def test_what_is_written_says_who_sees_it() -> None:
    seen = {
        id_: LIBRARY.exercise(id_).settings["seen_by"]
        for id_ in ("two-words", "need-and-stake", "about-me", "one-more-rule")
    }
    assert seen == {
        "two-words": "room",
        "need-and-stake": "me",
        "about-me": "room",
        "one-more-rule": "room",
    }


def test_a_profession_is_asked_for_and_nobody_has_to_say_it() -> None:
    exercise = LIBRARY.exercise("about-me")
    (field,) = exercise.settings["fields"]
    assert (field["id"], field["as"]) == ("profession", "choice")
    assert [option["id"] for option in field["options"]] == [
        "nurse-or-midwife",
        "doctor",
        "clinical-officer",
        "pharmacy",
        "laboratory",
        "community-health",
        "manager-or-administrator",
        "other",
    ]
    assert "at least three" in exercise.prompt
    assert "leave this open" in exercise.prompt
    assert "about-me" in LIBRARY.chapters()[0].extras


def test_the_two_words_have_the_ids_that_the_last_session_looks_back_at() -> None:
    fields = LIBRARY.exercise("two-words").settings["fields"]
    assert [(field["id"], field["as"]) for field in fields] == [
        ("leader", "words"),
        ("manager", "words"),
    ]
