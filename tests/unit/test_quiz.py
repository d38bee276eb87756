"""The kind quiz: its faults, its own order of options, and what answers are worth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, assert_told, unpacked
from tests.support.anything import anything
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.kinds import KINDS
from workshop.kinds import judging as checks

WORDS = Library(ROOT).strings()


def test_a_quiz_is_read_with_its_own_options(quiz: Library) -> None:
    exercise = quiz.exercise("small-quiz")
    assert [option.id for option in exercise.items[0].options] == ["a", "b", "c", "d"]
    assert exercise.keys["people"].accept == ("d",)
    assert quiz.check() == []


E, S = "exercises/small-quiz.toml", "solutions/small-quiz.toml"
FAULTS = [
    (S, 'accept = ["a"]', 'accept = ["a", "b"]', "change", "one right answer"),
    (S, 'accept = ["a"]', 'accept = ["e"]', "change", "unknown option"),
    (S, 'accept = ["a"]', "accept = []", "change", "no option is accepted"),
    (S, 'accept = ["a"]', 'accept = ["a"]\npartly = ["b"]', "change", "“partly” is not known"),
    (E, 'id = "b"', 'id = "a"', "change, a", "used twice"),
    (E, 'label = "change a"', 'label = ""', "change, a", "“label” is empty"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_of_a_quiz_is_named(
    quiz: Library,
    edit: Callable[[str, str, str], None],
    file: str,
    old: str,
    new: str,
    item: str,
    words: str,
) -> None:
    edit(file, old, new)
    assert_told(quiz, file, item, words)


def test_too_few_options_are_a_fault(quiz: Library, content: Path) -> None:
    text = (content / E).read_text(encoding="utf-8")
    (content / E).write_text(text[: text.index('[[items.options]]\nid = "b"')], encoding="utf-8")
    assert any("2 to 6 options" in str(fault) for fault in quiz.check())


def order(library: Library, participant: str) -> list[list[str]]:
    exercise = library.exercise("small-quiz")
    spec = make_spec(exercise, WORDS, library.sources(), participant)
    return [[option["id"] for option in item["options"]] for item in unpacked(spec["items"])]


def test_each_participant_has_an_order_of_their_own_the_same_each_time(quiz: Library) -> None:
    assert order(quiz, "kim") == order(quiz, "kim")
    orders = {str(order(quiz, f"participant {number}")) for number in range(20)}
    assert len(orders) > 15
    assert all(sorted(ids) == ["a", "b", "c", "d"] for ids in order(quiz, "kim"))


def test_the_table_follows_the_shuffled_order(quiz: Library) -> None:
    exercise = quiz.exercise("small-quiz")
    spec = make_spec(exercise, WORDS, quiz.sources(), "kim")
    for item, entry in zip(unpacked(spec["items"]), unpacked(spec["table"]), strict=True):
        ids = [option["id"] for option in item["options"]]
        right = exercise.keys[item["id"]].accept[0]
        assert entry["verdicts"] == "".join("m" if id_ == right else "d" for id_ in ids)


def test_a_withheld_key_is_not_sent(quiz: Library, edit: Callable[[str, str, str], None]) -> None:
    edit(E, '"instant"', '"none"')
    spec = make_spec(quiz.exercise("small-quiz"), WORDS, quiz.sources(), "kim")
    assert "table" not in spec
    assert "copes" not in str(spec["items"])


def test_the_participant_is_the_same_in_the_next_kernel(tmp_path: Path) -> None:
    first = Answers(tmp_path).participant()
    assert Answers(tmp_path).participant() == first
    assert Answers(tmp_path / "elsewhere").participant() != first
    (tmp_path / "participant.json").write_text("{", encoding="utf-8")
    assert Answers(tmp_path).participant() != first


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=st.fixed_dictionaries({"choices": st.dictionaries(st.text(), anything)}) | anything)
def test_any_answer_to_a_quiz_is_judged(quiz_exercise: Any, answer: Any) -> None:
    judged = checks.judge(quiz_exercise, answer)
    assert judged.score is not None
    assert 0 <= judged.score <= 1
    assert judged == checks.judge(quiz_exercise, KINDS["quiz"].prune(quiz_exercise, answer))


@pytest.fixture
def quiz_exercise(quiz: Library) -> Any:
    return quiz.exercise("small-quiz")


def test_the_key_scores_one_and_a_whole_answer_comes_back(quiz_exercise: Any) -> None:
    right = {item: key.accept[0] for item, key in quiz_exercise.keys.items()}
    assert checks.judge(quiz_exercise, {"choices": right}).score == 1.0
    quiz = KINDS["quiz"]
    before = {"choices": {"gone": "x"}, "checked": False}
    after = quiz.change(quiz_exercise, before, {"choices": right | {"change": "e"}})
    assert after["choices"] == {"gone": "x", "order": "b", "people": "d"}
    after = quiz.change(quiz_exercise, after, {"item": "change", "option": "c", "at": None})
    assert after["choices"]["change"] == "c"
