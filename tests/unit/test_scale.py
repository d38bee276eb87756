"""The kind scale: its faults, its answers, and what ratings come to."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import assert_told, unpacked
from tests.support.anything import anything
from tests.support.examples import examples, exercise_of
from tests.support.scales import GROUPS, PASSES, PRACTICE_ITEMS, write_scales
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.kinds.drawn import Averages
from workshop.kinds.scale import KIND

SCALE = KINDS["scale"]

E, S = "exercises/practices.toml", "solutions/practices.toml"
L = "exercises/line.toml"


def averages(exercise: Exercise, answer: object) -> dict[str, Averages]:
    return KIND.averages(exercise, KIND.prune(exercise, answer))


@pytest.fixture
def scales(content: Path) -> Library:
    """The content folder with two scales."""
    return write_scales(content)


@pytest.fixture
def practices(scales: Library) -> Exercise:
    """Two groups of three items, on a scale of five, in two passes."""
    return scales.exercise("practices")


@pytest.fixture
def line(scales: Library) -> Exercise:
    """Two items from disagree to agree, in two passes."""
    return scales.exercise("line")


def test_a_scale_of_five_is_read(scales: Library, practices: Exercise) -> None:
    assert scales.check() == []
    assert [option.label for option in practices.options][0::4] == ["never", "always"]
    assert [each["id"] for each in practices.settings["passes"]] == ["me", "team"]
    assert practices.settings["groups"][1] == {
        "id": "planning",
        "label": "Planning",
        "side": "managing",
    }
    assert practices.settings["group_of"]["think-ahead"] == "planning"
    assert not practices.keys
    assert practices.debrief == ("What surprised you?",)


def test_agreement_is_read(line: Exercise) -> None:
    assert line.settings["views"] == {
        "same-thing": {
            "for": "Whoever has the post does both.",
            "against": "They answer different questions.",
        }
    }
    assert line.settings["groups"] == ()


def test_without_passes_there_is_one_without_a_name(scales: Library, content: Path) -> None:
    path = content / E
    path.write_text(path.read_text("utf-8").replace(PASSES, ""), encoding="utf-8")
    assert scales.check() == []
    [only] = scales.exercise("practices").settings["passes"]
    assert only == {"id": "first", "label": "", "prompt": ""}


FAULTS = [
    (E, 'range = "five"', "", "", "“range” is missing"),
    (E, 'range = "five"', 'range = "likert"', "", "Use one of: five, agreement"),
    (E, 'feedback = "none"', 'feedback = "instant"', "", "Use one of: none"),
    (E, '[[options]]\nid = "never"\nlabel = "never"', "", "", "exactly 5 options; this one has 4"),
    (E, 'id = "seldom"', 'id = "never"', "never", "used twice"),
    (E, 'label = "often"', 'label = ""', "often", "“label” is empty"),
    (E, 'label = "often"', 'label = "often"\nunsure = true', "often", "“unsure” is not known"),
    (E, "not_applicable = true", 'not_applicable = "yes"', "", "true or false"),
    (E, "not_applicable = true", 'low = "No"', "", "“low” belongs to the range “agreement”"),
    (E, 'side = "managing"', 'side = "manager"', "planning", "Use one of: leading, managing"),
    (E, 'side = "managing"', "", "", "nothing to balance"),
    (E, 'id = "scanning"', 'id = "Scanning"', "group 1", "its id is “Scanning”"),
    (E, 'label = "Scanning"', "", "scanning", "“label” is empty"),
    (E, 'group = "scanning"', "", "ask-patients", "“group” is missing"),
    (E, 'group = "scanning"', 'group = "planing"', "ask-patients", "“group” is “planing”"),
    (E, 'group = "scanning"', "group = 2", "ask-patients", "“group” is “2”"),
    (E, GROUPS, "", "", "there is none. Add it with [[groups]]"),
    (E, GROUPS, GROUPS + '[[groups]]\nid = "x"\nlabel = "X"\n', "x", "this group has no item"),
    (E, GROUPS, 'groups = "two"\n', "team", "“groups” is not known"),
    (E, "fewest = 8\n", "", "", "Write fewest = 8 below “feedback”."),
    (E, "fewest = 8", "fewest = 4", "", "“fewest” must be a whole number from 5 to 50."),
    (E, 'label = "I today"', "", "me", "“label” is empty"),
    (E, 'id = "team"', 'id = "me"', "me", "used twice"),
    (E, 'prompt = "Answer', 'promt = "Answer', "team", "Did you mean “prompt”?"),
    (E, PASSES, PASSES * 2, "", "at most 3 passes; this one has 4"),
    (E, PASSES, PASSES.replace("I today", "I" * 41), "me", "40 is the most"),
    (E, PRACTICE_ITEMS, "", "", "there is no item"),
    (E, 'text = "I prepare', 'difficulty = 2\ntext = "I', "think-ahead", "“difficulty”"),
    (E, 'text = "I prepare', 'for = "A."\ntext = "I', "think-ahead", "the range “agreement”"),
    (S, "[debrief]", "[items.x]\n[debrief]", "", "“items” is not known"),
    (L, 'against = "They answer different questions."', "", "same-thing", "both sides"),
    (L, 'for = "Whoever', f'for = "{"x" * 300}', "same-thing", "300 is the most"),
    (L, 'range = "agreement"', 'range = "agreement"\nlow = "No"', "", "Write both, or none"),
    (L, 'range = "agreement"', 'range = "agreement"\nnot_applicable = true', "", "“five”"),
    (L, 'id = "no-post"', 'id = "no-post"\ngroup = "x"', "no-post", "the range “five”"),
    (L, "[[passes]]", '[[options]]\nid = "a"\nlabel = "A"\n[[passes]]', "", "belongs to the range"),
    (L, "[[passes]]", '[[groups]]\nid = "a"\nlabel = "A"\n[[passes]]', "", "use the range “five”"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_of_a_scale_is_named(
    scales: Library,
    edit: Callable[[str, str, str], None],
    file: str,
    old: str,
    new: str,
    item: str,
    words: str,
) -> None:
    edit(file, old, new)
    assert_told(scales, file, item, words)


def test_the_board_gets_the_scale_and_no_key(scales: Library, practices: Exercise) -> None:
    spec = make_spec(practices, scales.strings(), scales.sources(), "kim")
    json.dumps(spec)
    assert "table" not in spec
    assert "rules" not in spec
    assert "What surprised you?" not in str(spec)
    assert unpacked(spec["items"])[0]["text"] == "I ask patients what they need."


# What a participant does, and what comes of it.

BAD = [6, 0, -1, 3.5, 4.0, True, math.nan, math.inf, "3", "NA", "", None, [], [3], {"value": 3}]
BAD_LINE = [-101, 101, 40.5, True, math.nan, "40", "na", [40], 10**30]


@pytest.mark.parametrize("value", BAD)
def test_a_value_that_is_none_of_the_five_changes_nothing(
    practices: Exercise, value: object
) -> None:
    delta = {"pass": "me", "item": "ask-patients", "value": value}
    assert SCALE.change(practices, SCALE.empty(), delta) == SCALE.empty()
    assert SCALE.prune(practices, {"passes": {"me": {"ask-patients": value}}}) == SCALE.empty()


@pytest.mark.parametrize("value", BAD_LINE)
def test_a_value_off_the_line_changes_nothing(line: Exercise, value: object) -> None:
    answer = {"passes": {"before": {"no-post": -40}}}
    delta = {"pass": "before", "item": "no-post", "value": value}
    assert SCALE.change(line, answer, delta) == answer


def test_ratings_are_given_changed_and_taken_back(practices: Exercise, line: Exercise) -> None:
    answer = SCALE.empty()
    for value in (1, 5, "na", 4):
        delta = {"pass": "me", "item": "ask-patients", "value": value}
        answer = SCALE.change(practices, answer, delta)
        assert answer == {"passes": {"me": {"ask-patients": value}}}
    answer = SCALE.change(practices, answer, {**delta, "pass": "team", "value": 2})
    answer = SCALE.change(practices, answer, {**delta, "value": None})
    assert answer == {"passes": {"team": {"ask-patients": 2}}}
    for value in (-100, 0, 100):
        answer = SCALE.change(line, {}, {"pass": "after", "item": "no-post", "value": value})
        assert answer["passes"]["after"]["no-post"] == value


def test_clearing_one_pass_leaves_the_others_and_is_undone(practices: Exercise) -> None:
    before = {
        "passes": {"me": {"ask-patients": 4, "think-ahead": "na"}, "team": {"think-ahead": 1}}
    }
    cleared = SCALE.change(practices, before, {"reset": True, "pass": "me"})
    assert cleared == {"passes": {"team": {"think-ahead": 1}}}
    back = {"passes": {"me": before["passes"]["me"]}}
    assert SCALE.change(practices, cleared, back) == before
    assert SCALE.change(practices, before, {"reset": True}) == SCALE.empty()
    assert SCALE.change(practices, before, {"reset": True, "pass": "nobody"}) == before


def test_what_the_exercise_no_longer_has_is_kept_counted_and_not_shown(
    practices: Exercise, tmp_path: Path
) -> None:
    stored = {
        "passes": {
            "me": {"ask-patients": 4, "gone": 5, "think-ahead": 40},
            "last-year": {"ask-patients": 1},
        }
    }
    path = tmp_path / "answers" / "practices.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"format": 1, "answer": stored}), encoding="utf-8")
    saved = Answers(tmp_path).read(practices)
    assert saved.answer == {"passes": {"me": {"ask-patients": 4}}}
    assert saved.dropped == 3
    delta = {"pass": "me", "item": "ask-patients", "value": 2}
    assert Answers(tmp_path).change(practices, delta).dropped == 3
    kept = json.loads(path.read_bytes())["answer"]["passes"]
    assert kept["me"] == {"ask-patients": 2, "gone": 5, "think-ahead": 40}
    assert kept["last-year"] == {"ask-patients": 1}
    whole = SCALE.change(practices, {"passes": kept}, {"passes": {"me": {"ask-patients": 3}}})
    assert whole["passes"]["me"] == {"gone": 5, "ask-patients": 3}
    assert whole["passes"]["last-year"] == {"ask-patients": 1}


def test_judging_counts_ratings_and_gives_no_score(practices: Exercise) -> None:
    answer = {"passes": {"me": {"ask-patients": 1, "think-ahead": "na", "gone": 2}, "x": {}}}
    judged = checks.judge(practices, answer)
    assert (judged.answered, judged.items) == (2, 12)
    assert judged.score is None
    assert judged.verdicts == {}
    assert checks.feedback_table(practices) == {}


# Whatever arrives.

ITEMS = ["ask-patients", "look-outside", "ask-colleagues", "write-plans", "think-ahead", "gone"]
values = st.sampled_from([1, 2, 3, 4, 5, "na"]) | anything
ratings = st.dictionaries(st.sampled_from(ITEMS) | st.text(max_size=3), values)
passes = st.dictionaries(st.sampled_from(["me", "team", "gone"]), ratings | anything)
answers = st.fixed_dictionaries({"passes": passes}) | anything
deltas = st.one_of(
    st.fixed_dictionaries(
        {
            "pass": st.sampled_from(["me", "team", "gone"]) | anything,
            "item": st.sampled_from(ITEMS) | anything,
            "value": values,
        }
    ),
    st.fixed_dictionaries({"passes": passes | anything}),
    st.fixed_dictionaries({"reset": st.booleans() | anything, "pass": values}),
    anything,
)
with_exercise = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@with_exercise
@given(answer=answers)
def test_any_answer_is_judged_and_counted(practices: Exercise, answer: Any) -> None:
    judged = checks.judge(practices, answer)
    assert 0 <= judged.answered <= judged.items
    pruned = SCALE.prune(practices, answer)
    assert SCALE.prune(practices, pruned) == pruned
    assert judged == checks.judge(practices, pruned)
    assert SCALE.size(pruned) <= SCALE.size(answer)
    assert averages(practices, answer) == averages(practices, pruned)
    for found in averages(practices, answer).values():
        assert all(mean is None or 1 <= mean <= 5 for mean in found.means.values())


@with_exercise
@given(answer=answers, delta=deltas)
def test_any_change_leaves_a_readable_answer(practices: Exercise, answer: Any, delta: Any) -> None:
    after = SCALE.change(practices, answer, delta)
    assert set(SCALE.prune(practices, after)["passes"]) <= {"me", "team"}
    assert SCALE.change(practices, after, None) == after


@with_exercise
@given(given_=st.dictionaries(st.sampled_from(ITEMS[:5]), st.sampled_from([1, 2, 3, 4, 5, "na"])))
def test_the_order_of_arrival_does_not_matter(practices: Exercise, given_: dict[str, Any]) -> None:
    def one_by_one(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for item, value in entries:
            delta = {"pass": "me", "item": item, "value": value}
            answer = SCALE.change(practices, answer, delta)
        return answer

    forth, back = one_by_one(list(given_.items())), one_by_one(list(given_.items())[::-1])
    assert forth == back
    assert averages(practices, forth) == averages(practices, back)


# The same examples are counted by the board: js/test/scale.test.ts.
EXAMPLES = examples("scale-results")


@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda each: each["what"])
def test_ratings_come_to_what_the_board_says(example: Any) -> None:
    exercise = counted(EXAMPLES["settings"])
    found = averages(exercise, {"passes": {"first": example["ratings"]}})["first"]._asdict()
    for name in ("lead", "manage", "balance"):
        assert found[name] == pytest.approx(example[name]), name
    assert found["means"] == pytest.approx(example["means"])
    assert list(found["to_work_on"]) == example["to_work_on"]
    assert found["even"] == example["even"]


def counted(kept: Any) -> Exercise:
    """Make an exercise of what counting needs to know."""
    items: dict[str, list[str]] = {id_: [] for id_ in kept["group_of"]}
    return exercise_of("scale", {"items": items, "options": [], "settings": kept})
