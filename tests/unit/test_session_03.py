"""Session 03 as it ships: the counts and keys that it promises."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.kinds.write.advice import advice

LIBRARY = Library(ROOT)
WORDS = LIBRARY.strings()["write-patterns"]
PRACTICES = ["planning", "organising", "implementing", "monitoring"]
FAILURES = LIBRARY.exercise("which-practice-failed")
PLANS = LIBRARY.exercise("six-plans-to-repair")


def test_eight_failures_two_for_each_of_the_four_practices() -> None:
    keys = FAILURES.keys.values()
    assert Counter(key.accept[0] for key in keys) == dict.fromkeys(PRACTICES, 2)
    assert [option.id for option in FAILURES.options if not option.unsure] == PRACTICES
    assert FAILURES.settings["reason"]


def test_one_practice_failed_first_and_what_counts_half_has_its_reason() -> None:
    assert not [item for item, key in FAILURES.keys.items() if key.contested]
    second = {item: key.partly for item, key in FAILURES.keys.items() if key.partly}
    assert second == {
        "did-it-help": ("planning",),
        "vaccines-not-counted": ("organising",),
        "figures-never-come-back": ("implementing",),
        "road-closed": ("monitoring", "planning"),
        "newest-nurse": ("implementing",),
        "one-driver": ("organising",),
    }
    for item in second:
        key = FAILURES.keys[item]
        assert {option for option, _ in key.reasons} == {*key.accept, *key.partly}


def test_each_repair_comes_before_its_reason() -> None:
    for key in FAILURES.keys.values():
        repair, reason = re.split(r"(?<=\.) ", key.why, maxsplit=1)
        assert repair, reason


def test_the_same_practice_does_not_come_twice_in_a_row() -> None:
    order = [FAILURES.keys[item.id].accept[0] for item in FAILURES.items]
    assert all(one != other for one, other in pairwise(order))


def test_three_plans_are_asked_for_and_the_others_are_there_for_those_who_like() -> None:
    fields = PLANS.settings["fields"]
    assert [bool(field.get("optional")) for field in fields] == [False] * 3 + [True] * 3
    assert "Do three." in PLANS.prompt


def told(texts: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the advice for these texts."""
    found = advice(PLANS, {"fields": texts}, WORDS, date(2026, 1, 1))["fields"]
    return {field: tuple(names) for field, names in found.items()}


def test_six_wishes_lack_all_four_parts_and_their_examples_lack_none() -> None:
    fields = PLANS.settings["fields"]
    assert len(fields) == 6
    wishes = {field["id"]: field["label"] for field in fields}
    assert told(wishes) == dict.fromkeys(wishes, ("number", "baseline", "date", "owner"))
    assert told({field["id"]: field["example"] for field in fields}) == {}


def test_each_practice_stands_twice_with_and_without_somebody_who_leads() -> None:
    cards = LIBRARY.exercise("where-is-the-leading").keys.values()
    found = Counter((*key.practices, *key.accept) for key in cards)
    assert found == {
        (practice, place): 1
        for practice in PRACTICES
        for place in ("somebody-leads", "nothing-said")
    }


@pytest.mark.parametrize(
    ("name", "seen_by"),
    [("six-plans-to-repair", "room"), ("why-a-leader-plans", "me"), ("our-weakest-practice", "me")],
)
def test_what_is_private_is_said_to_be_private(name: str, seen_by: str) -> None:
    assert LIBRARY.exercise(name).settings["seen_by"] == seen_by
