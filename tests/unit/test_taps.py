"""What boards send becomes part of what is saved: once, in the order of its times, in any event."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.filled import deltas
from workshop.answers import carry, hand_in
from workshop.answers.store import Answers
from workshop.answers.taps import KEPT, Sent, Tap, read_sent
from workshop.content.library import Library
from workshop.kinds import KINDS
from workshop.notebook.board import Board
from workshop.notebook.session import Session

LIBRARY = Library(ROOT)
SORT = LIBRARY.exercise("sort-the-working-day")
WHYS = LIBRARY.exercise("five-whys")
ITEMS = [item.id for item in SORT.items]
OPTIONS = [option.id for option in SORT.options]


def place(item: int, option: int = 0) -> dict[str, Any]:
    return {"item": ITEMS[item], "option": OPTIONS[option], "at": None}


def take(answers: Answers, page: str, *taps: tuple[int, int, object], exercise: Any = SORT) -> Any:
    sent = Sent(answers.participant(), page, tuple(Tap(*each) for each in taps))
    saved = answers.take(exercise, sent)
    assert saved is not None
    return saved


def record(answers: Answers, exercise: Any = SORT) -> dict[str, Any]:
    return dict(json.loads((answers.home / "answers" / f"{exercise.id}.json").read_bytes()))


def test_a_repeat_counts_once_also_for_the_next_kernel(tmp_path: Path) -> None:
    assert take(Answers(tmp_path), "a", (1, 10, place(0))).heard == {"a": 1}
    take(Answers(tmp_path), "b", (1, 20, {"reset": True}))
    again = take(Answers(tmp_path), "a", (1, 10, place(0)), (2, 30, place(1)))
    assert again.heard == {"b": 1, "a": 2}
    assert again.answer["choices"] == {ITEMS[1]: OPTIONS[0]}


@pytest.mark.parametrize(
    ("late", "left"),
    [
        # Another card: both stay. The same card: the later tap wins. A reset clears the earlier.
        ((place(1), place(0)), {0: 0, 1: 0}),
        ((place(0, 1), place(0, 0)), {0: 0}),
        (({"reset": True}, place(0)), {0: 0}),
        ((place(0), {"reset": True}), {}),
    ],
)
def test_what_comes_late_takes_its_place_in_time(
    tmp_path: Path, late: tuple[object, object], left: Mapping[int, int]
) -> None:
    answers = Answers(tmp_path)
    came_late, came_first = late
    take(answers, "b", (1, 20, came_first))
    saved = take(answers, "a", (1, 10, came_late))
    assert saved.elsewhere
    assert saved.answer["choices"] == {ITEMS[i]: OPTIONS[o] for i, o in left.items()}


pages = st.lists(
    st.lists(
        st.tuples(
            st.integers(1, 10_000),
            st.one_of(
                st.builds(place, st.integers(0, 5), st.integers(0, 2)),
                st.just({"reset": True}),
                st.builds(lambda i: {"item": ITEMS[i], "option": None}, st.integers(0, 5)),
            ),
        ),
        max_size=8,
        unique_by=lambda each: each[0],
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40)
@given(made=pages, chance=st.randoms(use_true_random=False))
def test_in_whatever_order_pages_are_heard_the_answer_is_that_of_the_times(
    tmp_path_factory: pytest.TempPathFactory, made: list[list[tuple[int, Any]]], chance: Any
) -> None:
    answers = Answers(tmp_path_factory.mktemp("home"))
    # No two changes at one time.
    queues = {
        f"page-{p}": [
            (n, at * 3 + p, delta)
            for n, (at, delta) in enumerate(sorted(taps, key=lambda t: t[0]), 1)
        ]
        for p, taps in enumerate(made)
    }
    everything = sorted((tap for taps in queues.values() for tap in taps), key=lambda tap: tap[1])
    waiting = {page: list(taps) for page, taps in queues.items() if taps}
    while waiting:
        page = chance.choice(sorted(waiting))
        # The whole queue or its beginning; sometimes nobody hears that it is saved.
        sent = waiting[page][: chance.randint(1, len(waiting[page]))]
        heard = take(answers, page, *sent).heard[page]
        if chance.random() < 0.7:
            waiting[page] = [tap for tap in waiting[page] if tap[0] > heard]
        if not waiting[page]:
            del waiting[page]
    wanted = KINDS["sort"].empty()
    for _number, _at, delta in everything:
        wanted = KINDS["sort"].change(SORT, wanted, delta)
    saved = Answers(answers.home).read(SORT)
    assert saved.answer["choices"] == wanted["choices"]
    assert list(saved.answer["choices"]) == list(wanted["choices"])


def test_first_choices_are_those_of_the_time_too(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    take(answers, "b", (1, 20, place(0, 1)))
    take(answers, "a", (1, 10, place(0, 0)))
    assert record(answers)["first"] == {"choices": {ITEMS[0]: OPTIONS[0]}}
    assert answers.read(SORT).answer["choices"] == {ITEMS[0]: OPTIONS[1]}


def test_the_history_is_short_and_keeps_no_text_that_was_taken_back(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    field = WHYS.settings["fields"][0]["id"]
    for number, text in enumerate(("My director is a", "My director is", "", "The register"), 1):
        take(answers, "a", (number, number, {"field": field, "text": text}), exercise=WHYS)
    path = tmp_path / "answers" / f"{WHYS.id}.json"
    assert "director" not in path.read_text(encoding="utf-8")
    for number in range(1, 3 * KEPT):
        take(answers, "a", (number, number, place(number % 20, number % 3)))
    history = record(answers)["taps"]
    assert len(history["log"]) == KEPT
    # What is older is in the answer all the same.
    late = take(answers, "b", (1, 3 * KEPT - 2, place(23)))
    assert set(late.answer["choices"]) == {*ITEMS[:20], ITEMS[23]}


def test_what_pages_sent_is_neither_carried_nor_handed_in(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    take(answers, "a-page-of-mine", (1, 10, place(0)))
    carried = carry.pack(answers)
    mine = carry.Carried(answers.participant(), answers.records())
    for text in (carried, hand_in.pack(mine, LIBRARY.exercises())):
        assert "taps" not in text
        assert "a-page-of-mine" not in text


def test_bringing_work_back_makes_no_repeat_count(tmp_path: Path) -> None:
    here, other = Answers(tmp_path / "here"), Answers(tmp_path / "other")
    take(here, "a", (1, 10, place(0, 0)))
    other.change(SORT, place(0, 1))
    carry.bring(here, carry.unpack(carry.pack(other).encode()), over=True)
    take(here, "a", (1, 10, place(0, 0)))
    assert here.read(SORT).answer["choices"] == {ITEMS[0]: OPTIONS[1]}


def test_two_kernels_agree_on_whose_work_it_is(tmp_path: Path) -> None:
    one, other = Answers(tmp_path), Answers(tmp_path)
    before = one.participant()
    assert other.participant() == before
    one.clear()
    assert other.participant() == one.participant() != before
    assert other.take(SORT, Sent(before, "a", (Tap(1, 10, place(0)),))) is None
    assert not (tmp_path / "answers" / f"{SORT.id}.json").exists()


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind with a fault: it cannot apply one of the options."""
    kind = type(KINDS["sort"])
    change = kind.change

    def stumble(self: Any, exercise: Any, answer: object, delta: Any) -> dict[str, Any]:
        if delta.get("option") == OPTIONS[2]:
            raise LookupError("a fault of this kind")
        return change(self, exercise, answer, delta)

    monkeypatch.setattr(kind, "change", stumble)


@pytest.mark.usefixtures("stumbling")
def test_a_change_that_cannot_be_applied_is_set_aside_and_the_next_one_is_saved(
    tmp_path: Path,
) -> None:
    answers = Answers(tmp_path)
    saved = take(answers, "a", (1, 10, place(0)), (2, 20, place(1, 2)), (3, 30, place(2)))
    assert saved.heard == {"a": 3}
    assert set(saved.answer["choices"]) == {ITEMS[0], ITEMS[2]}
    kept = json.loads((tmp_path / "answers" / saved.aside).read_bytes())
    assert "LookupError" in kept["error"]
    assert ITEMS[1] in kept["change"]
    assert take(answers, "a", (4, 40, place(3))).aside == ""


@pytest.mark.parametrize(
    "delta", [{"item": float("nan")}, {"item": "\ud83d"}, {"all": [[0], ["x", {}]]}]
)
def test_whatever_a_page_sends_the_next_tap_is_saved(tmp_path: Path, delta: object) -> None:
    answers = Answers(tmp_path)
    nested: object = delta
    for _ in range(3000):
        nested = [nested]
    saved = take(answers, "a", (1, 10, delta), (2, 20, {"all": nested}), (3, 30, place(0)))
    assert (saved.failure, saved.heard) == (None, {"a": 3})
    assert Answers(tmp_path).read(SORT).answer["choices"] == {ITEMS[0]: OPTIONS[0]}


@pytest.mark.usefixtures("stumbling")
def test_a_page_is_told_in_a_sentence_that_a_change_was_set_aside(
    tmp_path: Path,
) -> None:
    board = Session("02", LIBRARY, Answers(tmp_path)).show(SORT.id)
    assert isinstance(board, Board)
    sent = {"work": board.saved["work"], "page": "a", "changes": [[1, 10, place(0, 2)]]}
    board._handle_custom_msg(sent, [])
    assert board.notice.startswith("Your last change could not be used.")
    board._handle_custom_msg({**sent, "changes": [[2, 20, place(0, 0)]]}, [])
    assert board.notice == ""


@pytest.mark.parametrize("taps", [None, [], {"heard": 3}, {"log": [[2, 1], [1, 1]], "start": {}}])
def test_a_history_that_makes_no_sense_is_none(tmp_path: Path, taps: object) -> None:
    answers = Answers(tmp_path)
    take(answers, "a", (1, 10, place(0)))
    path = tmp_path / "answers" / f"{SORT.id}.json"
    path.write_text(json.dumps(record(answers) | {"taps": taps}), encoding="utf-8")
    saved = take(Answers(tmp_path), "b", (1, 5, place(1)))
    assert set(saved.answer["choices"]) == set(ITEMS[:2])


@given(message=st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists))
def test_any_message_is_read_or_passed_over(message: object) -> None:
    assert read_sent(message) is None
    assert read_sent({"work": message, "page": message, "changes": message}) is None


@pytest.mark.parametrize("exercise_id", LIBRARY.exercise_ids())
def test_every_exercise_comes_to_the_same_when_its_second_half_is_heard_first(
    tmp_path: Path, exercise_id: str
) -> None:
    exercise = LIBRARY.exercise(exercise_id)
    whole = deltas(exercise)
    taps = list(enumerate([*whole, {"reset": True}, *whole, *whole], 1))
    straight, crossed = Answers(tmp_path / "straight"), Answers(tmp_path / "crossed")
    take(straight, "a", *((n, n, delta) for n, delta in taps), exercise=exercise)
    for page, part in (("b", taps[len(taps) // 2 :]), ("a", taps[: len(taps) // 2])):
        take(crossed, page, *((n, n, delta) for n, delta in part), exercise=exercise)
    assert straight.read(exercise).answer == crossed.read(exercise).answer
    assert KINDS[exercise.kind].size(straight.read(exercise).answer) > 0
