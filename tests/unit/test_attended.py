"""The record of attendance: sessions, hours, a plan made and asked about again, never a score."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.support.filled import fill
from tests.support.outline import Outline
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import Chapter
from workshop.paper.attended import attended
from workshop.paper.handout import handout

LIBRARY = Library(ROOT)
FORM = LIBRARY.strings()["attendance"]
SAID = LIBRARY.strings()["attended"]
EXAMPLES = json.loads((ROOT / "tests/examples/attended.json").read_text("utf-8"))


def record_of(answers: Answers) -> str:
    """Give the text of the record; empty where the page to take home has none."""
    _, _, record = handout(LIBRARY, answers).partition('<section class="record">')
    return record


@pytest.mark.parametrize("case", EXAMPLES["cases"], ids=lambda case: " ".join(case["answered"]))
def test_what_was_answered_says_who_took_part(case: dict[str, Any]) -> None:
    base = LIBRARY.exercise("two-words")
    exercises = [dataclasses.replace(base, **each) for each in EXAMPLES["exercises"]]
    known = {each["number"]: each for each in EXAMPLES["chapters"]}
    sample = LIBRARY.chapters()[0]
    chapters: list[Chapter] = [
        dataclasses.replace(sample, number=number, title=each["title"])
        for number, each in known.items()
    ]
    minutes = {number: each["minutes"] for number, each in known.items() if each["minutes"]}
    told = attended(chapters, minutes, exercises, case["answered"])
    if case["told"] is None:
        assert told is None
        return
    assert told is not None
    sessions = tuple((n, known[n]["title"], known[n]["minutes"]) for n in case["told"]["sessions"])
    assert dataclasses.asdict(told) == case["told"] | {"sessions": sessions}


def test_whoever_did_nothing_gets_no_record(tmp_path: Path) -> None:
    assert record_of(Answers(tmp_path)) == ""


def test_a_session_begun_is_a_session_with_its_minutes(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    answers.change(LIBRARY.exercise("two-words"), {"field": "leader", "text": "calm"})
    record = record_of(answers)
    text = Outline(record).text
    [welcome, *others] = LIBRARY.chapters()
    assert welcome.title in text
    assert not [each.title for each in others if each.title in text]
    minutes = LIBRARY.minutes()[welcome.number]
    assert SAID["in-all"].format(hours=minutes // 60, minutes=minutes % 60) in text
    assert record.count(f'aria-label="{SAID["not-begun"]}"') == 2


def test_a_record_has_all_that_is_asked_for_and_no_word_or_score_of_ones_own(
    tmp_path: Path,
) -> None:
    answers = Answers(tmp_path)
    fill(LIBRARY, answers)
    record = record_of(answers)
    text = Outline(record).text
    for chapter in LIBRARY.chapters():
        assert chapter.title in text
    minutes = sum(LIBRARY.minutes().values())
    assert SAID["in-all"].format(hours=minutes // 60, minutes=minutes % 60) in text
    for word in FORM.values():
        assert word in text
    assert f'aria-label="{SAID["begun"]}"' in record
    for days in (30, 60, 90):
        assert SAID["day-of"].format(n=days) in text
    for exercise in LIBRARY.exercises().values():
        if exercise.kind == "write":
            for written in answers.read(exercise).answer["fields"].values():
                assert len(written) < 12 or written not in text
    assert "%" not in text
