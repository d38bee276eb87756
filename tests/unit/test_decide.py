"""The kind decide: its faults, the rule that moves the gauges, and what becomes of a path."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, assert_told, unpacked
from tests.support.anything import anything
from tests.support.examples import examples
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.core.records import Item, Option
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.kinds.decide import play, strategy_path
from workshop.notebook.board import Board
from workshop.notebook.session import Session

SMALL = """
kind = "decide"
session = "06"
title = "A small simulator"
minutes = 2
feedback = "instant"
prompt = "Decide."
[[gauges]]
id = "trust"
label = "Trust"
start = 40
[[gauges]]
id = "stock"
label = "Stock"
start = 90
[[items]]
id = "monday"
setting = "Monday: delivery"
text = "The delivery is late."
[[items.options]]
id = "tell"
label = "Tell everybody"
[[items.options]]
id = "order"
label = "Order again"
[[items]]
id = "friday"
setting = "Friday: count"
text = "The count is wrong."
[[items.options]]
id = "ask"
label = "Ask what happened"
[[items.options]]
id = "recount"
label = "Count again"
"""
SOLUTION = """
[[strategies]]
id = "lead"
label = "Always lead"
choice = "leading"
[[strategies]]
id = "manage"
label = "Always manage"
choice = "managing"
[[follows]]
gauge = "trust"
least_of = ["trust", "stock"]
from = 50
by = 10
[items.monday.tell]
strategy = "lead"
effects = { trust = 15 }
feedback = "People nod."
[items.monday.order]
strategy = "manage"
effects = { stock = 30, trust = -80 }
feedback = "The shelf is full."
[items.friday.ask]
strategy = "lead"
effects = { trust = 10, stock = -5 }
feedback = "Somebody explains."
[items.friday.recount]
strategy = "manage"
effects = { stock = 5 }
feedback = "Now it is right."
[debrief]
questions = ["What was missing?"]
"""
E, S = "exercises/small-decide.toml", "solutions/small-decide.toml"
LIBRARY = Library(ROOT)
KISIMA = LIBRARY.exercise("six-decisions-at-kisima")
KIND = KINDS["decide"]
TURNS = [[option.id for option in item.options] for item in KISIMA.items]
GAUGES = ("direction", "order", "morale", "time", "results")
STRATEGIES = ("lead", "manage", "mixed")
FIRST = [ids[0] for ids in TURNS]


@pytest.fixture
def decide(content: Path) -> Library:
    """The content folder with a small simulator as well."""
    (content / E).write_text(SMALL, encoding="utf-8")
    (content / S).write_text(SOLUTION, encoding="utf-8")
    return Library(content)


# Reading


def test_an_exercise_is_read_and_what_it_leads_to_is_no_part_of_its_settings(
    decide: Library,
) -> None:
    assert decide.check() == []
    exercise = decide.exercise("small-decide")
    assert exercise.settings["gauges"][1] == {"id": "stock", "label": "Stock", "start": 90}
    assert exercise.rules["turns"][0]["tell"]["effects"] == {"trust": 15}
    assert "nod" not in str(exercise.settings) + str(exercise.items)
    assert exercise.keys == {}
    json.dumps([dict(exercise.settings), dict(exercise.rules)])


def test_the_browser_gets_options_in_an_order_of_each_participant_and_the_rules() -> None:
    def order(participant: str) -> list[list[str]]:
        spec = make_spec(KISIMA, LIBRARY.strings(), LIBRARY.sources(), participant)
        assert spec["rules"] == dict(KISIMA.rules)
        items = unpacked(spec["items"])
        assert [item["id"] for item in items] == [item.id for item in KISIMA.items]
        return [[option["id"] for option in item["options"]] for item in items]

    assert order("kim") == order("kim")
    assert len({str(order(f"participant {number}")) for number in range(20)}) > 15


FAULTS = [
    (E, '"instant"', '"on-check"', "", "Use one of: instant"),
    (E, "start = 40", "start = 101", "trust", "whole number from 0 to 100"),
    (E, "start = 40", "", "trust", "“start” must be"),
    (E, 'label = "Trust"', f'label = "{"x" * 31}"', "trust", "30 is the most"),
    (E, 'id = "stock"', 'id = "trust"', "trust", "used twice"),
    (E, 'id = "tell"', 'id = "order"', "monday, order", "used twice"),
    (
        E,
        'label = "Tell everybody"',
        'label = "x"\nunsure = true',
        "monday, tell",
        "“unsure” is not",
    ),
    (E, "[[gauges]]", "[[guages]]", "", "Did you mean “gauges”?"),
    (E, 'text = "The delivery is late."', "", "monday", "“text” is empty"),
    (E, 'id = "friday"', 'id = "saturday"', "friday", ""),
    (S, "effects = { trust = 15 }", "", "monday, tell", "it has no effects"),
    (S, "effects = { trust = 15 }", "effects = {}", "monday, tell", "it has no effects"),
    (S, "effects = { trust = 15 }", "effects = 15", "monday, tell", "“effects” is not a table"),
    (S, "{ trust = 15 }", "{ trsut = 15 }", "monday, tell", "Did you mean “trust”?"),
    (S, "{ trust = 15 }", '{ trust = "15" }', "monday, tell", "whole number from -100 to 100"),
    (S, "{ trust = 15 }", "{ trust = 1.5 }", "monday, tell", "Write trust = 0"),
    (S, "{ trust = 15 }", "{ trust = 101 }", "monday, tell", "whole number from -100 to 100"),
    (S, 'feedback = "People nod."', "", "monday, tell", "“feedback” is empty or missing"),
    (S, "People nod.", "x" * 301, "monday, tell", "300 is the most"),
    (S, 'strategy = "lead"', 'strategy = "laed"', "monday, tell", "Use one of: lead, manage"),
    (S, 'strategy = "lead"', "", "monday", "the strategy “lead” has no option here"),
    (S, 'strategy = "manage"', 'strategy = "lead"', "monday", "“lead” has 2 options here"),
    (S, 'strategy = "lead"', 'stratgy = "lead"', "monday, tell", "Did you mean “strategy”?"),
    (S, "[items.monday.tell]", "[items.monday.tel]", "monday", "Did you mean “tell”?"),
    (S, "[items.monday.tell]", "[items.monday.tel]", "monday, tell", "Add [items.monday.tell]"),
    (S, "[items.friday.ask]", "[items.sunday.ask]", "sunday", "have no turn"),
    (S, 'gauge = "trust"', 'gauge = "hope"', "follows 1", "Use one of: trust, stock"),
    (S, '["trust", "stock"]', '["trust", "hope"]', "follows 1", "unknown gauge, “hope”"),
    (S, '["trust", "stock"]', "[]", "follows 1", "no gauge is looked at"),
    (S, "by = 10", "by = 0", "follows 1", "and not 0"),
    (S, "by = 10", 'by = "10"', "follows 1", "and not 0"),
    (S, "by = 10", "", "follows 1", "by = 5"),
    (S, "from = 50", "from = 500", "follows 1", "whole number from 0 to 100"),
    (S, "from = 50", "form = 50", "follows 1", "Did you mean “from”?"),
    (S, 'choice = "leading"', "", "lead", "“choice” is empty or missing"),
    (S, 'id = "manage"', 'id = "lead"', "lead", "used twice"),
    (S, "[[strategies]]", "[[strategy]]", "", "Did you mean “strategies”?"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_is_named(
    decide: Library,
    edit: Callable[[str, str, str], None],
    file: str,
    old: str,
    new: str,
    item: str,
    words: str,
) -> None:
    edit(file, old, new)
    # An id that differs is a fault of the solution, wherever the slip was made.
    file = S if not words else file
    assert_told(decide, file, item, words)


@pytest.mark.parametrize(
    ("file", "begin", "end", "words"),
    [
        (E, '[[gauges]]\nid = "stock"', '[[items]]\nid = "monday"', "there are 2 to 6 gauges"),
        (E, '[[items]]\nid = "friday"', "", "there are 2 to 12 turns"),
        (E, '[[items.options]]\nid = "recount"', "", "a turn has 2 to 5 options"),
        (E, "[[items]]", "", "there is no item"),
        (S, "[[strategies]]", "[[follows]]", "there are 1 to 5 strategies"),
        (S, "[items.friday.ask]", "[debrief]", "this turn has no consequences"),
    ],
)
def test_too_few_of_something_is_a_fault(
    decide: Library, content: Path, file: str, begin: str, end: str, words: str
) -> None:
    text = (content / file).read_text(encoding="utf-8")
    first = text.index(begin)
    last = text.index(end, first) if end else len(text)
    (content / file).write_text(text[:first] + text[last:], encoding="utf-8")
    assert any(words in str(fault) for fault in decide.check()), decide.check()


def test_a_broken_exercise_never_raises(decide: Library, content: Path) -> None:
    """Whatever line is missing, the check says what is wrong and does not fall over it."""
    for file in (E, S):
        lines = (content / file).read_text(encoding="utf-8").splitlines()
        for number in range(len(lines)):
            rest = lines[:number] + lines[number + 1 :]
            (content / file).write_text("\n".join(rest), encoding="utf-8")
            decide.check()
        (content / file).write_text("\n".join(lines), encoding="utf-8")


# The rule


@pytest.mark.parametrize(
    ("strategy", "figures"),
    [
        ("lead", (88, 24, 84, 23, 35)),
        ("manage", (38, 95, 21, 15, 30)),
        ("mixed", (69, 78, 66, 0, 61)),
    ],
)
def test_the_pure_strategies_end_at_the_published_figures(
    strategy: str, figures: tuple[int, ...]
) -> None:
    path = strategy_path(KISIMA, strategy)
    assert len(path) == 6
    assert tuple(play(KISIMA, path)[-1][gauge] for gauge in GAUGES) == figures


def test_the_gauges_after_each_decision() -> None:
    """By hand: an effect, then what direction or order, morale and time add to the results.

    These are round((least - 50) / 5), round((morale - 50) / 10) and round((time - 30) / 5).
    """
    path = ["gather-everyone", "eleven-owners", "a-part-to-run"]
    assert [tuple(state[gauge] for gauge in GAUGES) for state in play(KISIMA, path)] == [
        (55, 35, 48, 34, 38),  # 0 + round(-3) + round(-0.2) + round(0.8)
        (53, 47, 44, 26, 37),  # 2 + round(-0.6) + round(-0.6) + round(-0.8)
        (55, 52, 46, 18, 38),  # 3 + round(0.4) + round(-0.4) + round(-2.4)
    ]


PLAYS = examples("decide-plays")


@pytest.mark.parametrize("name", PLAYS)
def test_the_browser_is_tested_against_the_same_figures(name: str) -> None:
    """vitest reads the same file: kernel and browser follow one rule."""
    case = PLAYS[name]
    items = tuple(
        Item(f"turn-{number}", "", options=tuple(Option(option, "") for option in turn))
        for number, turn in enumerate(case["rules"]["turns"])
    )
    exercise = replace(KISIMA, items=items, settings=case["settings"], rules=case["rules"])
    for each in case["plays"]:
        states = [list(state.values()) for state in play(exercise, each["path"])]
        assert states == each["states"]


def test_halves_go_to_the_even_neighbour_and_gauges_stay_within_their_ends(decide: Library) -> None:
    exercise = decide.exercise("small-decide")
    # 40 + 15 = 55, (55 - 50) / 10 = 0.5: to 0. Then 65, 1.5: to 2.
    assert play(exercise, ["tell", "ask"]) == (
        {"trust": 55, "stock": 90},
        {"trust": 67, "stock": 85},
    )
    # Below 0 and above 100 at the end of the turn only: (-40 - 50) / 10 = -9.
    assert play(exercise, ["order", "recount"]) == (
        {"trust": 0, "stock": 100},
        {"trust": 0, "stock": 100},
    )


def test_a_rule_sees_the_values_before_they_are_brought_back(
    decide: Library, edit: Callable[[str, str, str], None]
) -> None:
    edit(
        S, 'gauge = "trust"\nleast_of = ["trust", "stock"]', 'gauge = "trust"\nleast_of = ["stock"]'
    )
    edit(S, "stock = 30, trust = -80", "stock = 30")
    # 90 + 30 = 120, (120 - 50) / 10 = 7, and only then 120 becomes 100.
    assert play(decide.exercise("small-decide"), ["order"]) == ({"trust": 47, "stock": 100},)


def results_of_all_paths() -> dict[tuple[str, ...], int]:
    """Play every path through Kisima: the strategy of each decision, and the results at the end."""
    offered = [
        {consequence["strategy"]: option for option, consequence in turn.items()}
        for turn in KISIMA.rules["turns"]
    ]
    return {
        path: play(KISIMA, [turn[one] for turn, one in zip(offered, path, strict=True)])[-1][
            "results"
        ]
        for path in itertools.product(STRATEGIES, repeat=len(offered))
    }


RESULTS = results_of_all_paths()


def test_no_path_through_kisima_leaves_the_scale_of_results() -> None:
    assert len(RESULTS) == 729
    assert min(RESULTS.values()) >= 0
    # The best path is not cut off at the end of the scale, or others would look as good.
    assert max(RESULTS.values()) < 100


def test_what_is_best_at_kisima_differs_from_turn_to_turn_and_is_no_habit() -> None:
    first, second = sorted(RESULTS, key=lambda path: -RESULTS[path])[:2]
    assert RESULTS[first] > RESULTS[second]
    assert first == ("mixed", "lead", "lead", "manage", "mixed", "mixed")
    for turn, best in enumerate(first):
        on_average = {
            one: mean(end for path, end in RESULTS.items() if path[turn] == one)
            for one in STRATEGIES
        }
        assert max(on_average, key=lambda one: on_average[one]) == best, turn


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_whoever_always_decides_in_the_same_way_at_kisima_is_far_from_the_best(
    strategy: str,
) -> None:
    assert RESULTS[(strategy,) * 6] < max(RESULTS.values()) - 15


def test_what_comes_after_an_unknown_option_is_passed_over() -> None:
    assert play(KISIMA, []) == ()
    assert len(play(KISIMA, [FIRST[0], "gone", FIRST[2]])) == 1
    assert len(play(KISIMA, [*FIRST, "more"])) == 6
    assert strategy_path(KISIMA, "no-such-strategy") == ()


# The content that ships


def test_kisima_keeps_its_promises() -> None:
    assert {gauge["start"] for gauge in KISIMA.settings["gauges"]} == {40}
    texts = [option.label for item in KISIMA.items for option in item.options]
    assert not [text for text in texts if text.endswith(".")]
    texts += [c["feedback"] for turn in KISIMA.rules["turns"] for c in turn.values()]
    assert not [text for text in texts if re.search(r"['\"]|\[|\b[SX]\d| - ", text)]
    # The ids reach the page: none of them names a strategy.
    assert not [id_ for ids in TURNS for id_ in ids if re.search(r"lead|manag|mix", id_)]


# Answers


paths = st.integers(0, 6).flatmap(
    lambda length: st.tuples(*(st.sampled_from(ids) for ids in TURNS[:length])).map(list)
)
finished = st.tuples(*(st.sampled_from(ids) for ids in TURNS)).map(list)
strange_paths = st.lists(st.sampled_from(FIRST) | st.text(max_size=3) | anything, max_size=8)
answers = st.one_of(
    st.fixed_dictionaries({"path": paths, "earlier": st.lists(finished, max_size=5)}),
    st.fixed_dictionaries(
        {
            "path": strange_paths | anything,
            "earlier": st.lists(strange_paths | anything) | anything,
        }
    ),
    anything,
)
deltas = st.one_of(
    st.fixed_dictionaries({"path": paths}),
    st.fixed_dictionaries({"path": strange_paths | anything}),
    st.fixed_dictionaries({"path": paths, "earlier": st.lists(finished | strange_paths)}),
    st.fixed_dictionaries({"replay": st.booleans() | anything}),
    st.fixed_dictionaries({"reset": st.booleans() | anything}),
    anything,
)


@given(answer=answers)
def test_any_answer_is_judged_and_nothing_is_right_or_wrong(answer: Any) -> None:
    judged = checks.judge(KISIMA, answer)
    assert (judged.verdicts, judged.score, judged.items) == ({}, None, 6)
    assert 0 <= judged.answered <= 6
    assert judged == checks.judge(KISIMA, KIND.prune(KISIMA, answer))


@given(answer=answers)
def test_pruning_twice_is_pruning_once(answer: Any) -> None:
    once = KIND.prune(KISIMA, answer)
    assert KIND.prune(KISIMA, once) == once
    assert KIND.size(once) <= KIND.size(answer)
    assert len(play(KISIMA, once["path"])) == len(once["path"])
    assert all(len(play(KISIMA, path)) == 6 for path in once["earlier"])


@given(answer=answers, delta=deltas)
def test_any_change_leaves_a_readable_answer(answer: Any, delta: Any) -> None:
    after = KIND.change(KISIMA, answer, delta)
    assert set(after) == {"path", "earlier"}
    assert len(after["earlier"]) <= 3
    assert KIND.change(KISIMA, after, None) == after
    assert json.loads(json.dumps(KIND.prune(KISIMA, after))) == KIND.prune(KISIMA, after)


@given(path=paths, before=answers)
def test_a_path_is_taken_as_it_is(path: list[str], before: Any) -> None:
    after = KIND.change(KISIMA, before, {"path": path})
    assert KIND.prune(KISIMA, after)["path"] == path
    assert checks.judge(KISIMA, after).answered == len(path)


def test_the_last_three_finished_paths_are_kept_when_playing_again() -> None:
    answer: Any = KIND.empty()
    taken = list(itertools.islice(itertools.product(*TURNS), 5))
    for path in taken:
        answer = KIND.change(KISIMA, answer, {"path": list(path)})
        answer = KIND.change(KISIMA, answer, {"replay": True})
    assert answer == {"path": [], "earlier": [list(path) for path in taken[2:]]}
    assert KIND.size(answer) == 18
    back = {"path": FIRST, "earlier": [FIRST]}
    assert KIND.change(KISIMA, answer, back) == back
    assert KIND.change(KISIMA, answer, {"reset": True}) == KIND.empty()


def test_an_unfinished_path_is_not_kept_as_an_earlier_one() -> None:
    answer = {"path": FIRST[:5], "earlier": []}
    assert KIND.change(KISIMA, answer, {"replay": True}) == answer


@pytest.mark.parametrize(
    "path",
    [
        ["nowhere"],
        [*FIRST, "more"],
        FIRST[1:2],
        "gather-everyone",
        [True],
        [float("nan")],
        [[]],
        {},
    ],
)
def test_a_path_that_does_not_exist_changes_nothing(path: Any) -> None:
    answer = {"path": FIRST[:2], "earlier": [FIRST]}
    assert KIND.change(KISIMA, answer, {"path": path}) == answer
    assert KIND.change(KISIMA, answer, {"earlier": [path]}) == answer


def test_an_older_answer_keeps_the_path_up_to_the_option_that_is_gone() -> None:
    older = {"path": [*FIRST[:2], "gone", *FIRST[3:]], "earlier": [FIRST, ["gone", *FIRST[1:]]]}
    kept = KIND.prune(KISIMA, older)
    assert kept == {"path": FIRST[:2], "earlier": [FIRST]}
    assert KIND.size(older) - KIND.size(kept) == 4 + 6
    # What is gone stays in the file until the next decision is taken: it may come back.
    assert KIND.change(KISIMA, older, {"path": "junk"}) == older
    after = KIND.change(KISIMA, older, {"path": FIRST[:3]})
    assert KIND.prune(KISIMA, after)["path"] == FIRST[:3]


def test_an_older_answer_is_told_and_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "answers" / f"{KISIMA.id}.json"
    path.parent.mkdir()
    answer = {"path": [*FIRST[:2], "gone", *FIRST[3:]], "earlier": []}
    path.write_text(json.dumps({"format": 1, "answer": answer}), encoding="utf-8")
    board = Session("06", LIBRARY, Answers(tmp_path)).show(KISIMA.id)
    assert isinstance(board, Board)
    assert board.answer == {"path": FIRST[:2], "earlier": []}
    assert board.notice.startswith("4 earlier answers")
