"""What answers are worth: examples, and properties that hold for any answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.anything import anything
from workshop.content.library import Library
from workshop.kinds import KINDS
from workshop.kinds import judging as checks

DECK = Library(ROOT).exercise("whole-deck")
SORT = KINDS["sort"]
ITEMS = [item.id for item in DECK.items]
OPTIONS = [option.id for option in DECK.options]

choices = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(OPTIONS))
strange_choices = st.dictionaries(
    st.sampled_from(ITEMS) | st.text(max_size=5), st.sampled_from(OPTIONS) | anything
)
deltas = st.one_of(
    st.fixed_dictionaries(
        {
            "item": st.sampled_from(ITEMS),
            "option": st.none() | st.sampled_from(OPTIONS),
            "at": st.none() | st.integers(-2, 60),
        }
    ),
    st.just({"reset": True}),
    st.just({"checked": True}),
    st.fixed_dictionaries({"all": st.lists(st.lists(st.integers(-2, 60)), max_size=4)}),
    st.fixed_dictionaries({"item": anything, "option": anything, "at": anything}),
    anything,
)


def test_full_half_and_no_credit() -> None:
    answer = {
        "choices": {
            "four-week-duty-roster": "management",
            "morning-meeting": "leadership",
            "apology-at-handover": "management",
        }
    }
    judged = checks.judge(DECK, answer)
    assert judged.verdicts == {
        "four-week-duty-roster": "match",
        "morning-meeting": "partly",
        "apology-at-handover": "differ",
    }
    assert judged.answered == 3
    assert judged.score == pytest.approx(1.5 / 52)


@pytest.mark.parametrize("option", ["both", "leadership", "management"])
def test_every_side_of_a_contested_card_is_right(option: str) -> None:
    answer = {"choices": {"coaching-after-a-hard-shift": option}}
    assert checks.judge(DECK, answer).verdicts == {"coaching-after-a-hard-shift": "match"}


def test_the_feedback_table_has_every_item_and_option_and_each_reason() -> None:
    table = checks.feedback_table(DECK)
    assert list(table) == ITEMS
    for item, entry in table.items():
        assert list(entry.verdicts) == OPTIONS
        assert entry.why == DECK.keys[item].why
        for option, verdict in entry.verdicts.items():
            assert checks.judge(DECK, {"choices": {item: option}}).verdicts == {item: verdict}


def test_the_key_scores_one() -> None:
    answer = {"choices": {item: DECK.keys[item].accept[0] for item in ITEMS}}
    assert checks.judge(DECK, answer).score == 1.0


@given(answer=st.fixed_dictionaries({"choices": strange_choices}) | anything)
def test_any_answer_is_judged_on_what_exists(answer: Any) -> None:
    judged = checks.judge(DECK, answer)
    assert judged.score is not None
    assert 0 <= judged.score <= 1
    assert set(judged.verdicts) <= set(ITEMS)
    assert judged == checks.judge(DECK, SORT.prune(DECK, answer))


@given(picked=choices)
def test_the_order_of_the_choices_does_not_matter(picked: dict[str, str]) -> None:
    turned = dict(reversed(picked.items()))
    assert checks.judge(DECK, {"choices": picked}) == checks.judge(DECK, {"choices": turned})


@given(answer=st.fixed_dictionaries({"choices": strange_choices}) | anything, delta=deltas)
def test_any_change_leaves_a_readable_answer(answer: Any, delta: Any) -> None:
    after = SORT.change(DECK, answer, delta)
    assert SORT.prune(DECK, after)["choices"].keys() <= set(ITEMS)
    assert SORT.change(DECK, after, None) == after


@given(
    picked=choices,
    item=st.sampled_from(ITEMS),
    option=st.sampled_from(OPTIONS),
    at=st.integers(0, 60),
)
def test_a_card_lands_where_it_was_put_and_the_others_stay(
    picked: dict[str, str], item: str, option: str, at: int
) -> None:
    before = [other for other, place in picked.items() if place == option and other != item]
    after = SORT.change(DECK, {"choices": picked}, {"item": item, "option": option, "at": at})
    inside = [other for other, place in after["choices"].items() if place == option]
    assert inside.index(item) == min(at, len(before))
    assert [other for other in inside if other != item] == before
    rest = {other: place for other, place in picked.items() if other != item}
    assert {k: v for k, v in after["choices"].items() if k != item} == rest


@given(picked=choices)
def test_the_short_form_of_an_answer_says_the_same(picked: dict[str, str]) -> None:
    numbers = [[ITEMS.index(i) for i, place in picked.items() if place == o] for o in OPTIONS]
    after = SORT.change(DECK, {"choices": {"gone": "both"}}, {"all": numbers})
    assert after["choices"] == picked | {"gone": "both"}


def test_a_change_that_names_what_does_not_exist_changes_nothing() -> None:
    answer = {"choices": {ITEMS[0]: "both"}, "checked": False}
    assert SORT.change(DECK, answer, {"item": "nothing", "option": "both"}) == answer
    assert SORT.change(DECK, answer, {"item": ITEMS[0], "option": "nowhere"}) == answer
