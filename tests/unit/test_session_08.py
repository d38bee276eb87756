"""The debate: the keys and the counts that session 08 promises."""

from __future__ import annotations

from collections import Counter

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
TEXT = (ROOT / "notebooks" / "source" / "08-the-debate.md").read_text(encoding="utf-8")


def test_eight_replies_of_which_one_can_be_read_in_two_ways() -> None:
    exercise = LIBRARY.exercise("the-whole-argument")
    keys = Counter(exercise.keys[item.id].accept[0] for item in exercise.items)
    assert keys == {"first-line": 3, "own": 3, "whole": 2}
    assert [id_ for id_, key in exercise.keys.items() if key.contested] == ["two-channels"]
    assert {side for side, _ in exercise.keys["two-channels"].reasons} == {"own", "whole"}


def test_invented_replies_say_so_and_the_others_name_their_source() -> None:
    exercise = LIBRARY.exercise("the-whole-argument")
    for item in exercise.items:
        invented = item.setting == "An invented reply"
        own, theirs = ("our-judgement",), ("video-2009",)
        assert exercise.keys[item.id].sources == (own if invented else theirs)


def test_the_line_of_opinion_has_ten_statements_with_both_sides() -> None:
    exercise = LIBRARY.exercise("line-of-opinion")
    assert len(exercise.items) == 10
    assert [entry["id"] for entry in exercise.settings["passes"]] == ["before", "after"]
    assert list(exercise.settings["views"]) == [item.id for item in exercise.items]
    assert all(set(sides) == {"for", "against"} for sides in exercise.settings["views"].values())


def test_the_rounds_offer_the_same_ten_statements() -> None:
    rows = LIBRARY.exercise("the-other-side-first").settings["rows"]
    offered = [option["id"] for option in rows["fields"][0]["options"]]
    assert offered == [item.id for item in LIBRARY.exercise("line-of-opinion").items]
    assert (rows["least"], rows["most"]) == (2, 3)


def test_five_pairs_each_with_a_place_of_its_own() -> None:
    exercise = LIBRARY.exercise("five-interdependencies")
    assert exercise.settings["one_card_each"]
    places = [exercise.keys[item.id].accept for item in exercise.items]
    assert sorted(places) == sorted((option.id,) for option in exercise.options)
    # Not in the order of the places.
    assert places != [(option.id,) for option in exercise.options]


def test_the_five_pairs_are_not_said_to_be_those_of_the_video() -> None:
    assert "they are not those of the video" in TEXT


def test_the_debate_comes_between_the_two_answers() -> None:
    first, second = (TEXT.index(f":id: line-of-opinion{again}\n") for again in ("", "-again"))
    assert first < TEXT.index(":id: the-other-side-first\n") < second
    assert TEXT.index('figure("opinions")') > second
