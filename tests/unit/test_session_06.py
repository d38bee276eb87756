"""Session 06, balance: the numbers and keys that it promises."""

from __future__ import annotations

from collections import Counter

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)


def test_ten_teams_in_the_promised_quarters() -> None:
    teams = LIBRARY.exercise("ten-teams-on-a-map")
    assert Counter(key.accept[0] for key in teams.keys.values()) == {
        "over-led": 1,
        "over-managed": 3,
        "neither": 3,
        "both": 3,
    }
    assert all("A good first move: " in key.why for key in teams.keys.values())


def test_six_decisions_of_three_options_each() -> None:
    kisima = LIBRARY.exercise("six-decisions-at-kisima")
    assert [len(kisima.options_of(item)) for item in kisima.items] == [3] * 6


def test_a_first_move_for_three_teams_that_are_on_the_map() -> None:
    moves = LIBRARY.exercise("first-move")
    teams = {item.id: item for item in LIBRARY.exercise("ten-teams-on-a-map").items}
    assert {item: key.accept for item, key in moves.keys.items()} == {
        "the-clinic-of-dreams": ("roster-and-plan",),
        "the-perfect-files": ("ask-and-listen",),
        "everybodys-friend": ("one-aim-one-expectation",),
    }
    for item in moves.items:
        assert len(moves.options_of(item)) == 4
        assert item.setting == teams[item.id].setting
    team = LIBRARY.exercise("defend-my-move").settings["fields"][0]
    assert [option["id"] for option in team["options"]] == [item.id for item in moves.items]


def test_what_is_lent_and_borrowed_is_private() -> None:
    balance = LIBRARY.exercise("my-balance")
    assert balance.settings["seen_by"] == "me"
    choices = [field["options"] for field in balance.settings["fields"] if field.get("options")]
    assert [len(options) for options in choices] == [8, 8]
