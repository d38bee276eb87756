"""Culture is what we do: the keys and the counts that session 07 promises."""

from __future__ import annotations

import re
from collections import Counter

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
TEXT = (ROOT / "notebooks" / "source" / "07-culture-is-what-we-do.md").read_text(encoding="utf-8")


def test_sixteen_behaviours_build_erode_or_depend() -> None:
    exercise = LIBRARY.exercise("what-does-it-teach")
    keys = Counter(exercise.keys[item.id].accept[0] for item in exercise.items)
    assert keys == {"builds": 8, "erodes": 5, "depends": 3}
    assert exercise.settings["reason"]["items"] == tuple(item.id for item in exercise.items)


def test_every_reason_is_the_lesson_that_the_team_learns() -> None:
    for key in LIBRARY.exercise("what-does-it-teach").keys.values():
        assert re.match("The team learns:? \u2018", key.why), key.why


def test_a_behaviour_that_depends_has_a_reason_for_each_side_and_says_on_what() -> None:
    for key in LIBRARY.exercise("what-does-it-teach").keys.values():
        if key.accept == ("depends",):
            assert key.partly == ("builds", "erodes")
            assert {side for side, _ in key.reasons} == {"builds", "erodes"}
            assert key.tips
        else:
            assert key.partly == (("depends",) if key.tips else ())


def test_six_lines_of_the_board_paper_worry_and_six_do_not() -> None:
    exercise = LIBRARY.exercise("warning-signs")
    keys = Counter(exercise.keys[item.id].accept for item in exercise.items)
    assert keys == {("worrying",): 6, ("not-worrying",): 6}
    for key in exercise.keys.values():
        worrying = key.accept == ("worrying",)
        assert key.why.startswith("The sign: ") == worrying
        assert key.sources == (("francis-2013",) if worrying else ("our-judgement",))


def test_two_of_the_five_sentences_on_compassion_are_true_and_four_come_from_a_list() -> None:
    exercise = LIBRARY.exercise("compassion-myth-or-not")
    keys = [exercise.keys[item.id].accept[0] for item in exercise.items]
    assert Counter(keys) == {"myth": 3, "so": 2}
    sources = Counter(key.sources for key in exercise.keys.values())
    assert sources == {("west-bailey-2019",): 4, ("coulter",): 1}


def test_what_is_private_is_for_oneself_alone() -> None:
    for name in ("oxygen-mask", "network-and-chart", "one-visible-behaviour"):
        assert LIBRARY.exercise(name).settings["seen_by"] == "me"


def test_the_note_comes_before_the_case() -> None:
    assert TEXT.index("*Before you go on.*") < TEXT.index('show("warning-signs")')


def test_no_number_of_deaths_is_printed() -> None:
    assert not re.search(r"\b(400|1,200|1200|3\.3)\b", TEXT)
