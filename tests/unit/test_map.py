"""The kind map: its faults, where a point lies, and what it is worth."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, assert_told
from tests.support.anything import anything
from tests.support.maps import EXERCISE, E, S, write_map
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.kinds.map import quarters_at

WORDS = Library(ROOT).strings()
MAP = KINDS["map"]
Edit = Callable[[str, str, str], None]


@pytest.fixture
def library(content: Path) -> Library:
    return write_map(content)


@pytest.fixture
def exercise(library: Library) -> Any:
    return library.exercise("small-map")


def test_a_map_is_read_with_axes_quarters_and_points(library: Library, exercise: Any) -> None:
    assert library.check() == []
    assert exercise.settings["x"] == {"label": "Leading", "low": "little", "high": "much"}
    assert exercise.settings["corners"][0] == ("high", "low")
    assert exercise.rules == {"points": ((9, 2), (2, 8.5), (6, 9))}
    assert exercise.keys["dreams"].accept == ("over-led",)
    assert exercise.keys["command"].accept == ("both", "over-managed")
    assert exercise.keys["command"].contested


def test_the_quarter_of_the_point_may_be_named_again(library: Library, edit: Edit) -> None:
    edit(S, 'accept = ["over-managed"]', 'accept = ["over-managed", "both"]')
    assert library.exercise("small-map").keys["command"].accept == ("both", "over-managed")


FAULTS = [
    # The points.
    (S, "point = [9, 2]\n", "", "dreams", "“point” is missing. Write point = [9, 2]"),
    (S, "point = [9, 2]", "piont = [9, 2]", "dreams", "Did you mean “point”?"),
    (S, "point = [9, 2]", "point = [11, 2]", "dreams", "[11, 2], which is off the map"),
    (S, "point = [9, 2]", "point = [9, -1]", "dreams", "both from 0 to 10"),
    (S, "point = [9, 2]", "point = [nan, 2]", "dreams", "off the map"),
    (S, "point = [9, 2]", "point = [9, inf]", "dreams", "off the map"),
    (S, "point = [9, 2]", "point = [5, 2]", "dreams", "on the line between two quarters"),
    (S, "point = [9, 2]", "point = [9, 5.0]", "dreams", "no number may be 5"),
    (S, "point = [9, 2]", "point = [9.2, 2]", "dreams", "whole or half numbers"),
    (S, "point = [9, 2]", "point = [9, 2, 1]", "dreams", "not a pair of numbers"),
    (S, "point = [9, 2]", 'point = ["9", "2"]', "dreams", "not a pair of numbers"),
    (S, "point = [9, 2]", "point = [true, 2]", "dreams", "not a pair of numbers"),
    (S, "point = [9, 2]", 'point = "9, 2"', "dreams", "not a pair of numbers"),
    (S, "point = [9, 2]", "point = {x = 9, y = 2}", "dreams", "not a pair of numbers"),
    # What else a key says.
    (S, 'partly = ["neither"]', 'partly = ["over-led"]', "dreams", "both accepted and half right"),
    (S, 'accept = ["over-managed"]', 'accept = ["over-maneged"]', "command", "Did you mean"),
    (S, "[items.files]", "[items.flies]", "files", "has no key"),
    (S, "[items.files]", "[items.flies]", "flies", "has no item"),
    (S, "over-managed = ", "over-manged = ", "command", "Did you mean “over-managed”?"),
    # The axes.
    (E, '[y]\nlabel = "Managing"\nlow = "few rules"\nhigh = "many rules"', "", "y", "is missing"),
    (E, 'low = "few rules"\n', "", "y", "“low” is empty or missing"),
    (E, 'label = "Leading"', 'lable = "Leading"', "x", "Did you mean “label”?"),
    (E, 'label = "Leading"', f'label = "{"x" * 41}"', "x", "40 is the most"),
    (E, 'high = "much"', f'high = "{"x" * 31}"', "x", "30 is the most"),
    (
        E,
        '[x]\nlabel = "Leading"\nlow = "little"\nhigh = "much"',
        'x = "Leading"',
        "",
        "“x” is not a table. Start it with [x].",
    ),
    (E, 'session = "06"\n', '[x]\nsession = "06"\n', "", "not valid TOML"),
    # The quarters.
    (E, 'x = "low"\ny = "low"', 'x = "high"\ny = "low"', "neither", "“over-led” has this quarter"),
    (E, 'x = "low"\ny = "low"', 'x = "left"\ny = "low"', "neither", "Use one of: low, high"),
    (E, 'x = "low"\ny = "low"', "", "neither", "“x” is missing"),
    (E, 'x = "low"\ny = "low"', "x = 0\ny = 0", "neither", "Use one of: low, high"),
    (E, 'hint = "Energy without order."', "unsure = true", "over-led", "“unsure” is not known"),
    (
        E,
        '[[options]]\nid = "neither"\nlabel = "Neither"\nx = "low"\ny = "low"\n',
        "",
        "",
        "a map has 4 options, one for each quarter; this one has 3",
    ),
    # Fields of other kinds.
    (E, "minutes = 4", "minutes = 4\none_card_each = true", "", "“one_card_each” is not known"),
    (E, 'setting = "The perfect files"', "point = [2, 8]", "files", "“point” is not known"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_of_a_map_is_named(
    library: Library, edit: Edit, file: str, old: str, new: str, item: str, words: str
) -> None:
    edit(file, old, new)
    assert_told(library, file, item, words)


def test_fields_below_an_axis_by_mistake_are_named(library: Library, content: Path) -> None:
    """In TOML, what stands below [x] belongs to x: an easy slip."""
    axis = '[x]\nlabel = "Leading"\nlow = "little"\nhigh = "much"\n'
    rest = EXERCISE.replace(axis, "").replace('kind = "map"\n', "")
    (content / E).write_text(f'kind = "map"\n{axis}{rest}', encoding="utf-8")
    said = [str(fault) for fault in library.check()]
    assert any(f"{E}, x: the field “title” is not known." in each for each in said), said


@pytest.mark.parametrize("options", ["", "options = 3", "[options]\nid = 1"])
def test_a_map_without_quarters_is_a_fault_and_no_crash(
    library: Library, content: Path, options: str
) -> None:
    head, _, rest = EXERCISE.partition("[x]")
    axes = rest[: rest.index("[[options]]")]
    items = rest[rest.index("[[items]]") :]
    where = (options + "\n", "") if options.startswith("options") else ("", options + "\n")
    (content / E).write_text(f"{head}{where[0]}[x]{axes}{where[1]}{items}", encoding="utf-8")
    assert any("4 options" in str(fault) for fault in library.check())


@pytest.mark.parametrize(
    ("point", "touched"),
    [
        ([9, 2], ["over-led"]),
        ([6, 4], ["over-led"]),
        ([4, 6], ["over-managed"]),
        ([0, 0], ["neither"]),
        ([10, 10], ["both"]),
        ([5, 2], ["over-led", "neither"]),
        ([8, 5], ["over-led", "both"]),
        ([5, 5], ["over-led", "over-managed", "neither", "both"]),
    ],
)
def test_where_a_point_lies(exercise: Any, point: list[int], touched: list[str]) -> None:
    assert list(quarters_at(exercise, point)) == touched


@pytest.mark.parametrize(
    ("item", "point", "verdict"),
    [
        ("dreams", [6, 4], "match"),
        ("dreams", [0, 0], "partly"),
        ("dreams", [6, 6], "differ"),
        ("dreams", [5, 0], "partly"),
        ("dreams", [5, 5], "differ"),
        ("dreams", [5, 9], "differ"),
        # Beside a quarter that is half right, the line is worth nothing.
        ("dreams", [0, 5], "differ"),
        ("command", [1, 9], "match"),
        ("command", [5, 9], "partly"),
    ],
)
def test_what_a_point_is_worth(exercise: Any, item: str, point: list[int], verdict: str) -> None:
    assert checks.judge(exercise, {"points": {item: point}}).verdicts == {item: verdict}


def test_the_middle_of_everything_earns_nothing_and_the_key_all(exercise: Any) -> None:
    middle = {item.id: [5, 5] for item in exercise.items}
    assert checks.judge(exercise, {"points": middle}).score == 0.0
    key = {"dreams": [9, 2], "files": [2, 9], "command": [6, 9]}
    judged = checks.judge(exercise, {"points": key})
    assert judged.score == 1.0
    assert judged.answered == judged.items == 3


@pytest.mark.parametrize(("feedback", "sent"), [("instant", True), ("none", False)])
def test_points_and_reasons_leave_the_kernel_only_where_they_may_be_seen(
    library: Library, edit: Edit, feedback: str, sent: bool
) -> None:
    edit(E, '"instant"', f'"{feedback}"')
    spec = make_spec(library.exercise("small-map"), WORDS, library.sources(), "kim")
    assert spec["settings"]["y"]["high"] == "many rules"
    assert ("8.5" in json.dumps(spec)) is sent
    assert ("people leave" in json.dumps(spec)) is sent


ITEMS = ["dreams", "files", "command"]
value = st.integers(0, 10)
points = st.dictionaries(st.sampled_from(ITEMS), st.tuples(value, value).map(list))
odd_points = st.dictionaries(
    st.sampled_from(ITEMS) | st.text(max_size=5),
    st.lists(st.integers(-1, 11) | st.floats() | st.booleans(), max_size=3) | anything,
)
answers = st.fixed_dictionaries({"points": odd_points, "checked": anything}) | anything
deltas = st.one_of(
    st.fixed_dictionaries(
        {"item": st.sampled_from(ITEMS), "point": st.none() | st.tuples(value, value).map(list)}
    ),
    st.fixed_dictionaries({"item": st.sampled_from(ITEMS) | anything, "point": anything}),
    st.fixed_dictionaries({"points": odd_points | anything, "checked": anything}),
    st.just({"reset": True}),
    st.fixed_dictionaries({"checked": anything}),
    anything,
)
each = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@each
@given(answer=answers)
def test_any_answer_is_judged_on_what_exists(exercise: Any, answer: Any) -> None:
    judged = checks.judge(exercise, answer)
    assert judged.score is not None
    assert 0 <= judged.score <= 1
    assert set(judged.verdicts) <= set(ITEMS)
    pruned = MAP.prune(exercise, answer)
    assert MAP.prune(exercise, pruned) == pruned
    assert judged == checks.judge(exercise, pruned)
    assert MAP.size(pruned) <= MAP.size(answer)


@each
@given(placed=points)
def test_the_order_of_arrival_does_not_matter(exercise: Any, placed: dict[str, Any]) -> None:
    turned: dict[str, Any] = MAP.empty()
    for item, point in reversed(placed.items()):
        turned = MAP.change(exercise, turned, {"item": item, "point": point})
    assert checks.judge(exercise, turned) == checks.judge(exercise, {"points": placed})


@each
@given(answer=answers, delta=deltas)
def test_any_change_leaves_a_readable_answer(exercise: Any, answer: Any, delta: Any) -> None:
    after = MAP.change(exercise, answer, delta)
    assert MAP.change(exercise, after, None) == after
    for point in MAP.prune(exercise, after)["points"].values():
        assert all(type(n) is int and 0 <= n <= 10 for n in point)
    assert isinstance(after["checked"], bool)


@pytest.mark.parametrize(
    "point", [[11, 2], [-1, 2], [9.5, 2], [9.0, 2], ["9", "2"], [True, 2], [float("nan"), 2],
              [9], [9, 2, 1], "92", 9, {"x": 9}, [None, None], [[9], [2]], [10**400, 2]],
)  # fmt: skip
def test_a_point_off_the_axes_changes_nothing(exercise: Any, point: Any) -> None:
    before = {"points": {"files": [1, 9]}, "checked": True}
    for item in ("dreams", "files"):
        assert MAP.change(exercise, before, {"item": item, "point": point}) == before
    assert MAP.change(exercise, before, {"points": {"files": point}})["points"] == {}
    assert MAP.prune(exercise, {"points": {"files": point}})["points"] == {}


def test_the_changes(exercise: Any) -> None:
    answer = MAP.change(exercise, MAP.empty(), {"item": "dreams", "point": [9, 2]})
    assert answer == {"points": {"dreams": [9, 2]}, "checked": False}
    answer = MAP.change(exercise, answer, {"checked": True})
    assert answer["checked"]
    moved = MAP.change(exercise, answer, {"item": "dreams", "point": [8, 2]})
    assert moved == {"points": {"dreams": [8, 2]}, "checked": False}
    # A step back brings the reasons back as well.
    back = {"item": "dreams", "point": [9, 2], "checked": True}
    assert MAP.change(exercise, moved, back) == answer
    assert MAP.change(exercise, answer, {"item": "dreams", "point": None}) == MAP.empty()
    assert MAP.change(exercise, answer, {"reset": True}) == MAP.empty()
    assert MAP.change(exercise, answer, {"item": "nobody", "point": [1, 1]}) == answer
    assert MAP.change(exercise, answer, {"item": "dreams"}) == answer


def test_points_of_cases_that_are_gone_are_kept_and_told(exercise: Any, tmp_path: Path) -> None:
    path = tmp_path / "answers" / "small-map.json"
    path.parent.mkdir()
    stored = {"dreams": [9, 2], "of-last-year": [1, 1], "files": [3.5, 12]}
    record = {"format": 1, "answer": {"points": stored, "checked": False}}
    path.write_text(json.dumps(record), encoding="utf-8")
    answers = Answers(tmp_path)
    saved = answers.read(exercise)
    assert saved.answer["points"] == {"dreams": [9, 2]}
    assert saved.dropped == 2
    answers.change(exercise, {"points": {"files": [1, 9]}})
    kept = json.loads(path.read_text(encoding="utf-8"))["answer"]["points"]
    assert kept == {"of-last-year": [1, 1], "files": [1, 9]}
