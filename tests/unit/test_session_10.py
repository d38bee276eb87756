"""Session 10 as it ships: the eight boxes, the advice, and what looks back at the start."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds.write.advice import advice

LIBRARY = Library(ROOT)
PRACTICES = LIBRARY.practices()


def rows_of(exercise: Exercise) -> dict[str, Any]:
    fields = exercise.settings["rows"]["fields"]
    return {field["id"]: field for field in fields}


def fields_of(exercise: Exercise) -> dict[str, Any]:
    return {field["id"]: field for field in exercise.settings["fields"]}


def test_the_plan_has_eight_boxes_with_the_promised_advice() -> None:
    plan = LIBRARY.exercise("my-action-plan")
    boxes = fields_of(plan)
    # The actions are box 7, and stand between box 6 and box 8. Who has to agree is told with box 3.
    begin = [field["label"].split()[0] for field in boxes.values()]
    assert begin == ["1.", "2.", "3.", "To", "4.", "5.", "6.", "8."]
    assert boxes["whose-yes"]["label"].startswith("To box 3: ")
    assert set(boxes["result"]["checks"]) == {"number", "baseline", "date", "owner"}
    rows = plan.settings["rows"]
    assert (rows["after"], rows["label"]) == ("challenge", "Box 7: action")
    assert set(rows["checks"]) == {"both-sides", "first-step-soon"}
    assert (rows["least"], rows["most"]) == (3, 5)
    asked = rows_of(plan)
    assert [asked[id_]["checks"] for id_ in ("what", "who", "by")] == [
        ("verb",),
        ("owner",),
        ("date",),
    ]


def test_every_action_is_one_of_the_eight_practices_with_its_side() -> None:
    options = rows_of(LIBRARY.exercise("my-action-plan"))["practice"]["options"]
    assert {option["id"]: option["side"] for option in options} == {
        id_: practice.side for id_, practice in PRACTICES.items()
    }


def test_the_example_of_the_plan_needs_no_advice() -> None:
    plan = LIBRARY.exercise("my-action-plan")
    answer = {"fields": {id_: field["example"] for id_, field in fields_of(plan).items()}}
    patterns = LIBRARY.strings()["write-patterns"]
    assert advice(plan, answer, patterns, date(2026, 1, 1))["fields"] == {}


def test_five_whys_sort_the_causes_into_five_kinds() -> None:
    asked = rows_of(LIBRARY.exercise("five-whys"))
    kinds = [option["id"] for option in asked["cause"]["options"]]
    assert kinds == ["people", "process", "place", "policy", "provisions"]


def test_what_stops_a_plan_is_met_with_if_and_then() -> None:
    exercise = LIBRARY.exercise("if-then")
    assert exercise.settings["rows"]["least"] == 2
    moment, act = rows_of(exercise).values()
    assert moment["label"].startswith("If …")
    assert act["label"].startswith("… then I will …")
    assert act["checks"] == ("verb",)
    answer = {"rows": [{"moment": moment["example"], "act": act["example"]}] * 2}
    told = advice(exercise, answer, LIBRARY.strings()["write-patterns"], date(2026, 1, 1))
    assert told["rows"] == [{}, {}]


def test_a_first_test_predicts_today_and_looks_afterwards() -> None:
    fields = fields_of(LIBRARY.exercise("one-patient-one-day"))
    now = [id_ for id_, field in fields.items() if not field.get("optional")]
    assert now == ["act", "predict"]
    assert list(fields)[2:] == ["saw", "goes-on", "next-time"]
    options = [option["id"] for option in fields["goes-on"]["options"]]
    assert options == ["keep", "change", "stop"]


def test_what_the_plan_needs_is_asked_for_before_its_session() -> None:
    before, last = LIBRARY.chapters()[9:11]
    assert "my-action-plan" in last.exercises
    for wanted in ("figure", "two patients"):
        assert wanted in before.tomorrow
    hint = fields_of(LIBRARY.exercise("my-action-plan"))["situation"]["hint"]
    assert "that you brought" in hint
    guide = (ROOT / "docs" / "facilitator-guide.md").read_text("utf-8")
    assert "*One figure:*" in guide.split("### What to send people")[1].split("###")[0]


def test_the_commitment_has_a_date_a_witness_a_letter_and_three_later_dates() -> None:
    exercise = LIBRARY.exercise("my-commitment")
    assert exercise.settings["seen_by"] == "me"
    fields = fields_of(exercise)
    assert fields["on"]["checks"] == ("soon",)
    assert {"first-step", "witness", "noticed", "letter"} < set(fields)
    assert list(fields)[-3:] == ["day-30", "day-60", "day-90"]
    # At the end there is time for the step and for day 90; the rest is for the evening.
    assert [id_ for id_ in fields if fields[id_].get("optional")] == [
        "letter",
        "question",
        "day-30",
        "day-60",
    ]


def test_the_two_words_meet_those_of_the_start() -> None:
    again, first = LIBRARY.exercise("two-words-again"), LIBRARY.exercise("two-words")
    assert again.settings["earlier"] == {"from": "two-words", "label": "At the start"}
    assert list(fields_of(again)) == list(fields_of(first)) == ["leader", "manager"]
    assert {field["as"] for field in fields_of(again).values()} == {"words"}


def test_the_questions_at_the_end_show_their_reasons() -> None:
    quiz = LIBRARY.exercise("sixteen-questions")
    assert len(quiz.items) == 16
    assert quiz.feedback == "instant"
    assert all(key.why for key in quiz.keys.values())


def test_a_sentence_for_the_report_needs_a_yes() -> None:
    exercise = LIBRARY.exercise("for-the-report")
    asked = fields_of(exercise)
    assert list(asked) == ["helped", "unclear", "quote", "agree"]
    assert [option["id"] for option in asked["agree"]["options"]] == ["yes", "no"]
    assert "only if you say yes" in exercise.prompt
    assert "for-the-report" in LIBRARY.chapters()[10].extras
