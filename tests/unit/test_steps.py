"""What an item asks beside its option: a second step, how sure somebody is, and the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.anything import anything
from workshop.answers.progress import state
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.kinds.steps import LONGEST_NOTE

Edit = Callable[[str, str, str], None]
LIBRARY = Library(ROOT)
ROUND = LIBRARY.exercise("the-round-practice-by-practice")
MATCHING = LIBRARY.exercise("three-tasks-six-functions")
SORT = KINDS["sort"]
EXERCISE = "exercises/small-sort.toml"
SOLUTION = "solutions/small-sort.toml"
FIRST = "minutes = 3\n"


@pytest.fixture
def asking(library: Library, edit: Edit) -> Library:
    """The small sort, asking everything."""
    edit(EXERCISE, FIRST, FIRST + 'sure = true\nsecond_step = "Which practice?"\n')
    edit(EXERCISE, "[[options]]", '[reason]\nask = "Why?"\ndifficulty = 2\n[[options]]')
    edit(SOLUTION, "[items.vision]", '[items.vision]\npractices = ["focusing", "scanning"]')
    edit(SOLUTION, "[items.coaching]", '[items.coaching]\npractices = ["inspiring"]')
    assert library.check() == []
    return library


def test_each_step_counts_half_and_every_accepted_practice_fully(asking: Library) -> None:
    exercise = asking.exercise("small-sort")
    assert exercise.rules["second"][0] == (1, 0)
    choices = {"vision": "leading", "roster": "managing", "coaching": "managing"}
    second = {"vision": "scanning", "roster": "organising", "coaching": "inspiring"}
    assert checks.judge(exercise, {"choices": choices, "second": second}).score == 1.0
    assert checks.judge(exercise, {"choices": choices}).score == 0.5
    wrong = second | {"vision": "planning"}
    judged = checks.judge(exercise, {"choices": choices, "second": wrong})
    assert judged.score == pytest.approx(5 / 6)
    assert judged.verdicts["vision"] == "match"


def test_the_key_of_the_ward_round_scores_one_with_any_accepted_practice() -> None:
    for which in (0, -1):
        answer = {
            "choices": {id_: key.accept[which] for id_, key in ROUND.keys.items()},
            "second": {id_: key.practices[which] for id_, key in ROUND.keys.items()},
        }
        assert checks.judge(ROUND, answer).score == 1.0


FAULTS = [
    (EXERCISE, FIRST, FIRST + "sure = 1\n", "", "true or false"),
    (EXERCISE, FIRST, FIRST + 'second_step = "Which?"\n', "vision", "names none"),
    (EXERCISE, FIRST, FIRST + f'second_step = "{"x" * 121}"\n', "", "120 is the most"),
    (EXERCISE, "[[options]]", '[reason]\nask = ""\n[[options]]', "reason", "“ask” is empty"),
    (EXERCISE, "[[options]]", '[reason]\nwhy = "x"\n[[options]]', "reason", "not known"),
    (
        EXERCISE,
        "[[options]]",
        '[reason]\nask = "Why?"\ndifficulty = 3\n[[options]]',
        "reason",
        "no item has the difficulty 3",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_names_file_item_and_remedy(
    library: Library, edit: Edit, file: str, old: str, new: str, item: str, words: str
) -> None:
    edit(file, old, new)
    found = [fault for fault in library.check() if fault.item == item]
    assert any(words in str(fault) for fault in found), [str(f) for f in library.check()]


def test_matching_needs_a_place_for_every_card(library: Library, edit: Edit) -> None:
    edit(EXERCISE, FIRST, FIRST + "one_card_each = true\n")
    edit(SOLUTION, 'accept = ["leading", "managing"]', 'accept = ["managing", "leading"]')
    assert any("two cards belong here" in str(fault) for fault in library.check())
    edit(EXERCISE, "[[items]]", '[[items]]\nid = "more"\ntext = "More."\n[[items]]')
    edit(SOLUTION, "[debrief]", '[items.more]\naccept = ["leading"]\nwhy = "x"\n[debrief]')
    assert any("4 cards and only 3 places" in str(fault) for fault in library.check())


def test_some_cards_can_be_enough(library: Library, edit: Edit) -> None:
    edit(EXERCISE, FIRST, FIRST + "enough = 2\n")
    exercise = library.exercise("small-sort")
    keys = {item.id: exercise.keys[item.id].accept[0] for item in exercise.items}
    first, second, *_ = keys
    answer = {"choices": {first: keys[first]}, "checked": False}
    assert state(exercise, answer) == "begun"
    answer = {"choices": {first: keys[first], second: keys[second]}, "checked": False}
    assert state(exercise, answer) == "finished"
    assert SORT.judge(exercise, answer).score == 1
    # Whoever sorts more is judged by all of them.
    assert SORT.judge(exercise, {**answer, "choices": keys}).score == 1
    edit(EXERCISE, "enough = 2", f"enough = {len(keys)}")
    assert any("“enough”" in str(fault) for fault in library.check())


def test_a_place_for_one_card_gives_the_other_one_back() -> None:
    one, two, *_ = [item.id for item in MATCHING.items]
    place = {"option": "decide-leading", "at": None}
    answer = SORT.change(MATCHING, None, {"item": one, **place})
    answer = SORT.change(MATCHING, answer, {"item": two, **place})
    assert answer["choices"] == {two: "decide-leading"}
    whole = {"all": [[0], [1], [], [], [], []]}
    assert len(SORT.change(MATCHING, answer, whole)["choices"]) == 2


def test_the_words_of_the_steps_travel_only_where_they_are_asked(asking: Library) -> None:
    words, sources = LIBRARY.strings(), LIBRARY.sources()
    told = make_spec(asking.exercise("small-sort"), words, sources, "kim")
    assert told["words"]["how-sure"]
    assert told["settings"]["second"]["options"][0]["id"] == "scanning"
    deck = make_spec(LIBRARY.exercise("whole-deck"), words, sources, "kim")
    assert "how-sure" not in deck["words"]
    assert "second" not in deck["settings"]


def test_the_practices_of_the_key_stay_hidden_with_the_key(asking: Library, edit: Edit) -> None:
    edit(EXERCISE, '"instant"', '"none"')
    spec = make_spec(asking.exercise("small-sort"), LIBRARY.strings(), LIBRARY.sources(), "kim")
    assert "rules" not in spec
    assert "table" not in spec


def test_a_choice_taken_back_takes_its_steps_along_and_leaves_the_text(
    asking: Library, tmp_path: Path
) -> None:
    exercise, work = asking.exercise("small-sort"), Answers(tmp_path / "work")
    for delta in (
        {"item": "vision", "option": "leading", "at": None},
        {"item": "vision", "second": "focusing"},
        {"item": "vision", "sure": 2},
        {"item": "vision", "text": "x" * 100_000},
    ):
        saved = work.change(exercise, delta)
    assert saved.answer["sure"] == {"vision": 2}
    assert saved.answer["notes"] == {"vision": "x" * LONGEST_NOTE}
    back = work.change(exercise, {"item": "vision", "option": None, "at": None}).answer
    assert "sure" not in back
    assert "second" not in back
    assert back["notes"]
    assert work.change(exercise, {"item": "vision", "text": ""}).answer.get("notes") is None


def test_steps_of_an_older_answer_are_counted_when_they_no_longer_fit(
    asking: Library, edit: Edit, tmp_path: Path
) -> None:
    exercise, work = asking.exercise("small-sort"), Answers(tmp_path / "work")
    work.change(exercise, {"item": "vision", "option": "leading", "sure": 2, "text": "mine"})
    edit(EXERCISE, "sure = true\n", "")
    saved = work.read(asking.exercise("small-sort"))
    assert saved.answer["notes"] == {"vision": "mine"}
    assert saved.dropped == 1


ITEMS = [item.id for item in ROUND.items]
PRACTICES = [option["id"] for option in ROUND.settings["second"]["options"]]
deltas = st.one_of(
    st.fixed_dictionaries(
        {"item": st.sampled_from(ITEMS), "second": st.sampled_from(PRACTICES) | anything}
    ),
    st.fixed_dictionaries({"item": st.sampled_from(ITEMS), "sure": anything, "text": anything}),
    anything,
)


@given(start=st.fixed_dictionaries({"second": anything, "sure": anything}), delta=deltas)
def test_any_change_leaves_a_readable_answer_that_is_judged(start: Any, delta: Any) -> None:
    after = SORT.change(ROUND, start, delta)
    assert SORT.change(ROUND, after, None) == after
    judged = checks.judge(ROUND, after)
    assert judged.score is not None
    assert 0 <= judged.score <= 1
    pruned = SORT.prune(ROUND, after)
    assert SORT.prune(ROUND, pruned) == pruned


def test_a_text_is_cut_at_whole_characters_and_half_of_one_can_be_sent_back(
    asking: Library, tmp_path: Path
) -> None:
    exercise, work = asking.exercise("small-sort"), Answers(tmp_path / "work")
    half = ("🙂" * 299 + "x🙂").encode("utf-16-le", "surrogatepass")[:-2]
    cut = half.decode("utf-16-le", "surrogatepass")  # as JavaScript cuts it
    saved = work.change(exercise, {"item": "vision", "text": cut}).answer
    assert saved["notes"] == {"vision": "🙂" * 299 + "x?"}
    longer = work.change(exercise, {"item": "vision", "text": "🙂" * 700}).answer
    assert longer["notes"] == {"vision": "🙂" * LONGEST_NOTE}
    # One that an earlier version saved.
    path = tmp_path / "work" / "answers" / "small-sort.json"
    path.write_text(path.read_text("utf-8").replace("🙂", "\\ud83d", 1), "utf-8")
    read = Answers(tmp_path / "work").read(exercise).answer["notes"]["vision"]
    assert read.encode("utf-8").decode() == "?" + "🙂" * (LONGEST_NOTE - 1)
