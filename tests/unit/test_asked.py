"""What a page asks of Python: one answer for each question, and a sentence where there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.anything import anything
from workshop.content.library import Library
from workshop.core.questions import Handler, NotUnderstoodError, Values, answer
from workshop.core.records import ContentError, Fault
from workshop.notebook.asked import Asked

WORDS = Library(ROOT).strings()["asked"]


class Ledger(Asked):
    """Something with a page: it notes what it is asked for."""

    def __init__(self) -> None:
        self.noted: list[object] = []
        self.sent: list[dict[str, Any]] = []
        super().__init__(WORDS)
        self.send = self.sent.append

    def _handlers(self) -> Mapping[str, Handler]:
        return {"note": self._note, "fail": self._fail}

    def _wrong(self, error: Exception) -> str:
        return f"That did not work: {error}."

    def _note(self, values: Values) -> dict[str, Any]:
        if "what" not in values:
            raise NotUnderstoodError
        self.noted.append(values["what"])
        return {"noted": len(self.noted)}

    def _fail(self, values: Values) -> dict[str, Any]:
        raise values["error"]

    def hear(self, message: object) -> list[dict[str, Any]]:
        self.sent.clear()
        self._handle_custom_msg(message, [])
        return list(self.sent)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def asked(id_: object, name: object, **values: object) -> dict[str, object]:
    return {"ask": id_, "name": name, "values": values}


def test_each_question_gets_the_answer_with_its_id(ledger: Ledger) -> None:
    assert ledger.hear(asked("b-1", "note", what="x")) == [
        {"answer": "b-1", "values": {"noted": 1}}
    ]
    assert ledger.hear(asked("a-1", "note", what="y")) == [
        {"answer": "a-1", "values": {"noted": 2}}
    ]
    assert ledger.noted == ["x", "y"]


def test_a_question_while_another_one_is_answered_gets_its_own_answer(ledger: Ledger) -> None:
    def outer(_values: Values) -> dict[str, Any]:
        ledger._on_message(None, asked("inner", "note", what="x"), None)
        return {"done": True}

    reply = answer(asked("outer", "wait"), {"wait": outer}, str)
    assert ledger.sent == [{"answer": "inner", "values": {"noted": 1}}]
    assert reply == {"answer": "outer", "values": {"done": True}}


def test_what_nobody_knows_is_a_sentence_and_changes_nothing(ledger: Ledger) -> None:
    for message in (asked("1", "format-the-disk"), asked("1", ""), asked("1", "note", which="x")):
        assert ledger.hear(message) == [{"answer": "1", "wrong": WORDS["not-understood"]}]
    assert ledger.noted == []


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left"), RuntimeError("no font"), KeyError("x")]
)
def test_what_fails_is_a_sentence_and_no_traceback(ledger: Ledger, error: Exception) -> None:
    [reply] = ledger.hear(asked("1", "fail", error=error))
    assert reply == {"answer": "1", "wrong": f"That did not work: {error}."}
    assert "Traceback" not in json.dumps(reply)
    # The next one is answered as ever.
    assert ledger.hear(asked("2", "note", what="x")) == [{"answer": "2", "values": {"noted": 1}}]


def test_a_fault_in_the_content_is_told_as_it_is(ledger: Ledger) -> None:
    error = ContentError((Fault("exercises/x.toml", "title", "is missing", "Write one."),))
    assert ledger.hear(asked("1", "fail", error=error)) == [{"answer": "1", "wrong": str(error)}]


@pytest.mark.parametrize(
    "message",
    [
        None, 7, "note", [], {}, {"ask": "1"}, {"ask": "1", "name": "note"},
        {"ask": "1", "name": "note", "values": [["what", "x"]]},
        {"ask": "1", "name": ["note"], "values": {"what": "x"}},
        asked(None, "note", what="x"), asked(1, "note", what="x"), asked("", "note", what="x"),
        asked("1" * 1000, "note", what="x"), asked(["1"], "note", what="x"),
        {"answer": "1", "values": {"what": "x"}},
    ],
)  # fmt: skip
def test_a_message_that_makes_no_sense_changes_nothing(ledger: Ledger, message: object) -> None:
    assert ledger.hear(message) == []
    assert ledger.noted == []


names = anything | st.just("note")
questions = st.fixed_dictionaries({"ask": anything, "name": names, "values": anything})


@given(message=anything | questions)
def test_no_message_is_answered_twice_or_raises(message: Any) -> None:
    ledger = Ledger()
    replies = ledger.hear(message)
    assert [each["answer"] for each in replies] == ([message["ask"]] if replies else [])
    assert len(ledger.noted) <= 1


def test_the_page_knows_what_to_say_while_nothing_answers(ledger: Ledger) -> None:
    assert ledger.get_state()["silence"] == WORDS["no-answer"]
