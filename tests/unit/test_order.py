"""The kind order: its faults, its partial order, and what answers are worth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, assert_told
from tests.support.anything import anything
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.kinds import KINDS
from workshop.kinds import judging as checks

Edit = Callable[[str, str, str], None]
ORDER = KINDS["order"]
LIBRARY = Library(ROOT)
CYCLE = LIBRARY.exercise("from-plan-to-plan")
ROUND = LIBRARY.exercise("the-round-in-order")
EXERCISE = "exercises/small-order.toml"
SOLUTION = "solutions/small-order.toml"

TEXT = """
kind = "order"
session = "03"
title = "A clinic day"
minutes = 3
feedback = "on-check"
prompt = "Put the steps in order."
[[phases]]
id = "before"
label = "Before"
[[phases]]
id = "on-the-day"
label = "On the day"
""" + "".join(
    f'[[items]]\nid = "{id_}"\ntext = "{id_}"\n'
    for id_ in ("aim", "date", "posters", "open", "count", "thanks")
)
KEY = """
[items.aim]
accept = ["before"]
why = "First the aim."
[items.date]
accept = ["before"]
after = ["aim"]
[items.posters]
accept = ["before"]
after = ["date"]
[items.open]
accept = ["on-the-day"]
[items.count]
accept = ["on-the-day"]
after = ["open"]
[items.thanks]
accept = ["on-the-day"]
last = true
"""


@pytest.fixture
def order(content: Path) -> Library:
    (content / EXERCISE).write_text(TEXT, encoding="utf-8")
    (content / SOLUTION).write_text(KEY, encoding="utf-8")
    return Library(content)


def answer(*order: str, **phases: str) -> dict[str, Any]:
    return {"order": list(order), "phases": {k.replace("_", "-"): v for k, v in phases.items()}}


RIGHT = answer(
    "aim", "date", "posters", "open", "count", "thanks",
    aim="before", date="before", posters="before",
    open="on-the-day", count="on-the-day", thanks="on-the-day",
)  # fmt: skip


def test_what_must_come_before_is_worked_out_to_the_end(order: Library) -> None:
    exercise = order.exercise("small-order")
    assert order.check() == []
    # In the order of the items: the aim comes before the date, both before the posters; the
    # thanks come last in their part of the day.
    assert exercise.rules["before"] == ((), (0,), (0, 1), (), (3,), (3, 4))


def test_the_key_scores_one_and_each_pair_and_phase_counts_alike(order: Library) -> None:
    exercise = order.exercise("small-order")
    assert checks.judge(exercise, RIGHT).score == 1.0
    # Six phases and six pairs; the date before the aim breaks one pair.
    swapped = RIGHT | {"order": ["date", "aim", "posters", "open", "count", "thanks"]}
    judged = checks.judge(exercise, swapped)
    assert judged.score == pytest.approx(11 / 12)
    assert judged.verdicts["date"] == "partly"
    assert judged.verdicts["aim"] == "match"
    # Posters on the day: their phase is wrong, and they still come after aim and date.
    late = RIGHT | {"phases": RIGHT["phases"] | {"posters": "on-the-day"}}
    assert checks.judge(exercise, late).score == pytest.approx(11 / 12)
    # A step without a phase earns neither its phase nor its pairs.
    without = RIGHT | {"phases": {k: v for k, v in RIGHT["phases"].items() if k != "aim"}}
    judged = checks.judge(exercise, without)
    assert judged.answered == 5
    assert judged.score == pytest.approx(9 / 12)


def test_steps_that_may_swap_do() -> None:
    ids = [item.id for item in CYCLE.items]
    swapped = [*ids[:3], ids[4], ids[3], ids[7], ids[6], ids[5], *ids[8:]]
    assert checks.judge(CYCLE, {"order": ids}).score == 1.0
    assert checks.judge(CYCLE, {"order": swapped}).score == 1.0
    turned = checks.judge(CYCLE, {"order": list(reversed(ids))})
    assert turned.score == 0.0
    assert turned.verdicts[ids[0]] == "differ"


def test_others_are_asked_as_soon_as_the_activities_are_known_or_later() -> None:
    outside = "coordinate-outside"
    rest = [item.id for item in CYCLE.items if item.id != outside]
    for before in rest[
        rest.index("list-the-activities") : rest.index("compare-after-three-months")
    ]:
        at = rest.index(before) + 1
        assert checks.judge(CYCLE, {"order": [*rest[:at], outside, *rest[at:]]}).score == 1.0
    assert CYCLE.items[0].id == "find-todays-figure"


def test_one_misplaced_step_is_told_so_and_the_others_are_not() -> None:
    ids = [item.id for item in CYCLE.items]
    judged = checks.judge(CYCLE, {"order": [*ids[1:], ids[0]]})
    assert judged.verdicts == dict.fromkeys(ids, "match") | {ids[0]: "differ"}
    # A step that has no place yet takes nothing from those that have one.
    before = [item.id for item in ROUND.items if ROUND.keys[item.id].accept == ("before",)]
    placed = checks.judge(ROUND, {"order": before, "phases": dict.fromkeys(before[1:], "before")})
    assert placed.verdicts == dict.fromkeys(before[1:], "match")


FAULTS = [
    (SOLUTION, 'after = ["date"]', 'after = ["dat"]', "posters", "Did you mean “date”?"),
    (SOLUTION, 'after = ["date"]', 'after = ["posters"]', "posters", "cannot come after itself"),
    (SOLUTION, 'why = "First the aim."', 'after = ["posters"]', "aim", "in a circle"),
    (SOLUTION, 'after = ["date"]', 'after = ["open"]', "posters", "of another phase"),
    (SOLUTION, "last = true", 'last = "yes"', "thanks", "true or false"),
    (SOLUTION, "last = true", "lost = true", "thanks", "Did you mean “last”?"),
    (SOLUTION, 'accept = ["before"]', "", "aim", "no option is accepted"),
    (EXERCISE, '"on-check"', '"instant"', "", "on-check, on-reveal, none"),
    (EXERCISE, '[[phases]]\nid = "before"\nlabel = "Before"\n', "", "phases", "2 to 5"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_names_file_item_and_remedy(
    order: Library, edit: Edit, file: str, old: str, new: str, item: str, words: str
) -> None:
    edit(file, old, new)
    assert_told(order, file, item, words)


def test_an_order_without_any_rule_or_with_too_few_steps_is_a_fault(
    order: Library, content: Path
) -> None:
    plain = TEXT.split("[[phases]]")[0] + '[[items]]\nid = "a"\ntext = "a"\n'
    (content / EXERCISE).write_text(plain, encoding="utf-8")
    (content / SOLUTION).write_text('[items.a]\nwhy = "x"\n', encoding="utf-8")
    messages = " ".join(str(fault) for fault in order.check())
    assert "no step must come after another one" in messages
    assert "3 to 30 items" in messages


def test_two_steps_that_both_come_last_may_swap(order: Library, edit: Edit) -> None:
    edit(SOLUTION, 'after = ["open"]', "last = true")
    assert order.check() == []
    assert order.exercise("small-order").rules["before"][4:] == ((3,), (3,))


def test_each_participant_meets_the_steps_in_an_order_of_their_own() -> None:
    words, sources = LIBRARY.strings(), LIBRARY.sources()
    starts = [make_spec(CYCLE, words, sources, name)["start"] for name in ("kim", "ada", "kim")]
    assert starts[0] == starts[2] != starts[1]
    assert sorted(starts[0]) == list(range(len(CYCLE.items)))
    hidden = make_spec(ROUND, words, sources, "kim")
    assert hidden["rules"]["before"][4]
    closed = LIBRARY.exercise("the-round-in-order")
    object.__setattr__(closed, "feedback", "none")
    assert "rules" not in make_spec(closed, words, sources, "kim")


IDS = [item.id for item in ROUND.items]
PHASES = [option.id for option in ROUND.options]
answers = st.fixed_dictionaries(
    {
        "order": st.lists(st.sampled_from(IDS) | st.text(max_size=4)) | st.permutations(IDS),
        "phases": st.dictionaries(st.sampled_from(IDS), st.sampled_from(PHASES) | anything),
    }
)
deltas = st.one_of(
    st.fixed_dictionaries({"order": st.permutations(range(18)) | st.lists(st.integers(-2, 20))}),
    st.fixed_dictionaries(
        {"item": st.sampled_from(IDS), "phase": st.none() | st.sampled_from(PHASES) | anything}
    ),
    st.fixed_dictionaries({"phases": st.dictionaries(st.sampled_from(IDS), anything)}),
    st.fixed_dictionaries({"sure": anything, "checked": anything}),
    st.just({"reset": True}),
    anything,
)


@given(given_answer=answers | anything)
def test_any_answer_is_judged_and_the_order_of_arrival_does_not_matter(given_answer: Any) -> None:
    judged = checks.judge(ROUND, given_answer)
    assert judged.score is not None
    assert 0 <= judged.score <= 1
    assert set(judged.verdicts) <= set(IDS)
    pruned = ORDER.prune(ROUND, given_answer)
    assert ORDER.prune(ROUND, pruned) == pruned
    assert checks.judge(ROUND, pruned) == judged
    turned = pruned | {"phases": dict(reversed(pruned["phases"].items()))}
    assert checks.judge(ROUND, turned) == judged


@given(given_answer=answers | anything, delta=deltas)
def test_any_change_leaves_a_readable_answer(given_answer: Any, delta: Any) -> None:
    after = ORDER.change(ROUND, given_answer, delta)
    assert ORDER.change(ROUND, after, None) == after
    assert set(ORDER.prune(ROUND, after)["order"]) <= set(IDS)


@given(order=st.permutations(range(len(CYCLE.items))))
def test_the_share_of_right_pairs_is_the_score(order: list[int]) -> None:
    pairs = [(a, b) for b, earlier in enumerate(CYCLE.rules["before"]) for a in earlier]
    right = sum(order.index(a) < order.index(b) for a, b in pairs)
    after = ORDER.change(CYCLE, None, {"order": order})
    assert checks.judge(CYCLE, after).score == pytest.approx(right / len(pairs))


def test_an_older_answer_keeps_what_still_exists(
    order: Library, edit: Edit, tmp_path: Path
) -> None:
    exercise, work = order.exercise("small-order"), Answers(tmp_path / "work")
    work.change(exercise, {"order": [1, 0, 2, 3, 4, 5]})
    work.change(exercise, {"item": "open", "phase": "on-the-day"})
    edit(EXERCISE, '[[items]]\nid = "open"\ntext = "open"\n', "")
    edit(
        EXERCISE,
        '[[items]]\nid = "aim"',
        '[[items]]\nid = "song"\ntext = "song"\n[[items]]\nid = "aim"',
    )
    edit(SOLUTION, '[items.open]\naccept = ["on-the-day"]', '[items.song]\naccept = ["before"]')
    edit(SOLUTION, 'after = ["open"]\n', "")
    saved = work.read(order.exercise("small-order"))
    assert saved.answer["order"] == ["date", "aim", "posters", "count", "thanks"]
    assert saved.answer["phases"] == {}
    assert saved.dropped == 2
