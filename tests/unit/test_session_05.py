"""Session 05, the ward round lab: the numbers and keys that it promises."""

from __future__ import annotations

from collections import Counter

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
LEADING = {"scanning", "focusing", "aligning", "inspiring"}
MANAGING = {"planning", "organising", "implementing", "monitoring"}


def test_eighteen_steps_in_three_parts_and_on_both_sides() -> None:
    order = LIBRARY.exercise("the-round-in-order")
    assert Counter(key.accept[0] for key in order.keys.values()) == {
        "before": 5,
        "during": 9,
        "after": 4,
    }
    steps = LIBRARY.exercise("the-round-practice-by-practice")
    assert [item.id for item in steps.items] == [item.id for item in order.items]
    keys = steps.keys.values()
    assert Counter(key.accept[0] for key in keys) == {"leadership": 7, "management": 9, "both": 2}
    assert {key.practices[0] for key in keys} == LEADING | MANAGING


def test_each_reading_of_a_contested_step_has_its_reason() -> None:
    for exercise_id in (
        "the-round-practice-by-practice",
        "the-failing-round",
        "who-may-lead",
    ):
        for item, key in LIBRARY.exercise(exercise_id).keys.items():
            if key.contested:
                reasons = {option for option, _ in key.reasons}
                assert set(key.accept) <= reasons <= {*key.accept, *key.partly}, item


def test_care_of_one_patient_may_be_neither() -> None:
    steps = LIBRARY.exercise("the-round-practice-by-practice")
    accepted = {item for item, key in steps.keys.items() if "neither" in key.accept}
    assert accepted == {"greet-at-eye-level", "compare-with-yesterday"}
    assert steps.keys["settle-goal-and-treatment"].partly == ("neither",)
    rows = LIBRARY.exercise("my-yesterday").settings["rows"]["fields"]
    acts = next(field["options"] for field in rows if field["as"] == "choice")
    assert [option["id"] for option in acts] == [option.id for option in steps.options]


def test_eight_faults_one_for_each_practice_and_what_counts_half() -> None:
    faults = LIBRARY.exercise("the-failing-round")
    assert {item: (*key.accept, *key.partly) for item, key in faults.keys.items()} == {
        "no-nurse-can-join": ("planning", "organising"),
        "talking-to-the-file": ("inspiring", "aligning", "scanning"),
        "she-says-nothing": ("aligning", "inspiring"),
        "somebody-should-ask": ("implementing", "organising"),
        "still-in-hospital": ("focusing", "aligning"),
        "three-of-nine": ("monitoring",),
        "the-fifth-friday": ("scanning", "monitoring", "inspiring"),
        "ordered-twice": ("organising", "implementing"),
    }
    assert {key.accept[0] for key in faults.keys.values()} == LEADING | MANAGING
    assert not [item for item, key in faults.keys.items() if key.contested]
    assert {option.id for option in faults.options} == LEADING | MANAGING
    assert "more than once" in faults.prompt
    assert set(faults.settings["reason"]["items"]) == {item.id for item in faults.items}


def test_few_of_ten_steps_need_a_title() -> None:
    steps = LIBRARY.exercise("who-may-lead")
    keys = Counter(key.accept[0] for key in steps.keys.values())
    assert keys == {"a-title": 3, "leader-of-the-round": 5, "anybody": 2}
    alone = [item for item, key in steps.keys.items() if key.accept == ("a-title",)]
    assert alone == ["settle-goal-and-treatment", "set-the-discharge-date"]


def test_twelve_steps_of_an_outreach_day_with_all_eight_practices() -> None:
    day = LIBRARY.exercise("an-outreach-day")
    keys = day.keys.values()
    assert Counter(key.accept for key in keys) == {
        ("leadership",): 4,
        ("management",): 4,
        ("both",): 4,
    }
    assert {practice for key in keys for practice in key.practices} == LEADING | MANAGING
    for key in keys:
        side = {"leadership": LEADING, "management": MANAGING}.get(key.accept[0])
        assert side is None or key.practices[0] in side
    assert day.keys["the-grandmother"].practices == ("aligning", "scanning")
    assert day.keys["on-the-way-back"].practices == ("monitoring", "inspiring")


def test_one_change_on_each_side() -> None:
    plan = LIBRARY.exercise("one-plus-one")
    assert plan.settings["seen_by"] == "me"
    offered = {
        field["id"]: {option["id"] for option in field["options"]}
        for field in plan.settings["fields"]
        if field.get("options")
    }
    assert offered == {"leading-practice": LEADING, "managing-practice": MANAGING}
