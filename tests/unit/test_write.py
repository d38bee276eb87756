"""The kind write: its faults, how an answer changes, and what a text still lacks."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, assert_told
from tests.support.anything import anything
from tests.support.plans import EXAMPLES, PLAN, SOLUTION
from workshop.answers.progress import state
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.kinds.write import LONGEST
from workshop.kinds.write.advice import advice, count_words

TODAY = date.fromisoformat(EXAMPLES["today"])
STRINGS = Library(ROOT).strings()
WORDS = STRINGS["write-patterns"]
WRITE = KINDS["write"]

E, S = "exercises/small-plan.toml", "solutions/small-plan.toml"


@pytest.fixture
def plan(content: Path) -> Library:
    """The content folder with a small plan as well."""
    (content / E).write_text(PLAN, encoding="utf-8")
    (content / S).write_text(SOLUTION, encoding="utf-8")
    return Library(content)


@pytest.fixture
def exercise(plan: Library) -> Exercise:
    return plan.exercise("small-plan")


def test_a_plan_is_read_with_its_fields_and_rows(plan: Library, exercise: Exercise) -> None:
    assert plan.check() == []
    vision, result, people, _ = exercise.settings["fields"]
    assert vision["as"] == "text"
    assert vision["words"] == 5
    assert "checks" not in vision
    assert result["checks"] == ("number", "baseline", "date", "owner")
    assert people["checks"] == ("number",)
    rows = exercise.settings["rows"]
    assert (rows["label"], rows["least"], rows["most"]) == ("Action", 2, 3)
    assert rows["after"] == "result"
    assert rows["fields"][3]["options"][1] == {
        "id": "planning",
        "label": "Planning",
        "side": "managing",
    }
    assert exercise.keys == {}


def test_the_browser_gets_settings_words_and_patterns(plan: Library, exercise: Exercise) -> None:
    spec = json.loads(json.dumps(make_spec(exercise, STRINGS, plan.sources(), "kim")))
    assert spec["settings"]["seen_by"] == "me"
    assert spec["settings"]["rows"]["fields"][2]["as"] == "date"
    assert spec["words"]["baseline"] == WORDS["baseline"]
    assert "table" not in spec
    assert "smallest" not in json.dumps(spec)


def test_fields_alone_and_rows_alone_are_enough(plan: Library, content: Path) -> None:
    head, rest = PLAN.split("[[fields]]", 1)
    fields, rows = ("[[fields]]" + rest).split("[rows]")
    alone = rows.replace('after = "result"\n', "")
    for text in (head + fields, f"{head}[rows]{alone}"):
        (content / E).write_text(text, encoding="utf-8")
        assert plan.check() == []
    (content / E).write_text(head, encoding="utf-8")
    assert any("nothing to write in" in str(fault) for fault in plan.check())


FAULTS = [
    (E, 'feedback = "none"', 'feedback = "instant"', "", "Use one of: none"),
    (E, 'seen_by = "me"', "", "", "“seen_by” is missing"),
    (E, 'seen_by = "me"', 'seen_by = "all"', "", "Use one of: me, room"),
    (E, 'seen_by = "me"', 'seen_by = "me"\nitems = []', "", "“items” is not known"),
    (E, "[[fields]]", "[fields]", "", "not valid TOML"),
    (E, 'id = "vision"', 'id = "Vision"', "field 1", "small letters"),
    (E, 'id = "result"', 'id = "vision"', "vision", "used twice"),
    (E, 'label = "What do we want to see?"', "", "vision", "“label” is empty or missing"),
    (E, 'label = "What do we want to see?"', f'label = "{"x" * 121}"', "vision", "120 is the most"),
    (E, 'hint = "A', f'hint = "{"x" * 200}', "vision", "200 is the most"),
    (E, 'example = "E', f'example = "{"x" * 300}', "vision", "300 is the most"),
    (E, "words = 5", 'words = "5"', "vision", "whole number from 1 to 300"),
    (E, "words = 5", "words = 0", "vision", "whole number from 1 to 300"),
    (E, "words = 5", "word = 5", "vision", "Did you mean “words”?"),
    (E, 'as = "number"', 'as = "number"\nwords = 3', "people", "words of a number"),
    (E, 'as = "number"', 'as = "integer"', "people", "line, text, words, number, date, choice"),
    (E, 'as = "number"', 'as = "number"\nchecks = ["verb"]', "people", "unknown check, “verb”"),
    (E, 'checks = ["number", ', 'checks = ["numbers", ', "result", "Did you mean “number”?"),
    (E, 'as = "text"\nchecks = [', 'as = "text"\nchecks = ["date", ', "result", "twice"),
    (E, 'as = "number"', 'as = "number"\nchips = ["ten"]', "people", "a number has no chips"),
    (E, "words = 5", 'words = 5\nchips = "Ask"', "vision", "not a list of words"),
    (E, "words = 5", f'words = 5\nchips = ["{"a" * 25}"]', "vision", "at most 24 characters"),
    (E, "words = 5", f"words = 5\nchips = {list('abcdefg')}", "vision", "at most 6 chips"),
    (E, 'as = "number"', 'as = "number"\nfront = "yes"', "people", "must be true or false"),
    (E, 'checks = ["verb"]', 'checks = ["verb"]\nfront = true', "rows, what", "stand together"),
    (E, 'as = "number"', 'as = "number"\noptional = 1', "people", "must be true or false"),
    (E, 'as = "number"', 'as = "number"\nanswer = "Ten."', "people", "a number is not compared"),
    (E, "words = 5", f'words = 5\nanswer = "{"x" * 301}"', "vision", "300 is the most"),
    (E, "words = 5", "words = 5\noptional = true", "vision", "the first field is for everybody"),
    (E, 'id = "what"', 'id = "what"\noptional = true', "rows, what", "or begin with another field"),
    (E, 'checks = ["verb"]', 'checks = "verb"', "rows, what", "not a list"),
    (E, 'id = "by"', 'id = "what"', "rows, what", "used twice"),
    (E, 'as = "choice"', "", "rows, practice", "a text has no options"),
    (E, 'id = "planning"', 'id = "scanning"', "rows, practice, scanning", "used twice"),
    (E, 'side = "managing"', 'side = "manage"', "rows, practice, planning", "leading, managing"),
    (E, 'side = "managing"', "", "rows", "“both-sides” needs"),
    (E, 'label = "Planning"', 'label = ""', "rows, practice, planning", "“label” is empty"),
    (E, 'as = "date"', 'as = "line"', "rows", "“first-step-soon” needs a date"),
    (E, '"both-sides", ', '"both-side", ', "rows", "Did you mean “both-sides”?"),
    (E, 'label = "Action"', "", "rows", "“label” is empty or missing"),
    (E, 'add = "Add an action"', "", "rows", "“add” is empty or missing"),
    (E, 'after = "result"', 'after = "results"', "rows", "“results”, which is not known"),
    (E, "least = 2", "least = 4", "rows", "“most” is 3, and “least” is 4"),
    (E, "most = 3", "most = 21", "rows", "whole number from 1 to 20"),
    (E, "most = 3", "max = 3", "rows", "“max” is not known"),
    (S, "[debrief]", '[items.vision]\naccept = ["a"]\n[debrief]', "", "“items” is not known"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_of_a_plan_is_named(
    plan: Library,
    edit: Callable[[str, str, str], None],
    file: str,
    old: str,
    new: str,
    item: str,
    words: str,
) -> None:
    edit(file, old, new)
    assert_told(plan, file, item, words)


def test_one_bracket_too_few_says_how_to_begin_an_entry(plan: Library, content: Path) -> None:
    head = PLAN[: PLAN.index("[[rows.fields]]")]
    text = head + '[rows.fields]\nid = "what"\nlabel = "What?"\n'
    (content / E).write_text(text, encoding="utf-8")
    assert any("Start each one with [[rows.fields]]" in str(fault) for fault in plan.check())


def test_rows_without_fields_and_a_choice_without_options(plan: Library, content: Path) -> None:
    (content / E).write_text(PLAN[: PLAN.index("[[rows.fields]]")], encoding="utf-8")
    assert any("a row has no field" in str(fault) for fault in plan.check())
    (content / E).write_text(PLAN[: PLAN.index("[[rows.fields.options]]")], encoding="utf-8")
    assert any("a choice has 2 to 20 options" in str(fault) for fault in plan.check())


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("", "empty or missing"),
        ("a(b", "not a valid regular expression"),
        ("[b-a]", "not a valid regular expression"),
        (r"\bowner", r"Python and browsers: “\bowner”"),
        (r"\d+", r"“\d+”"),
        ("(?i)owner", "“?i)owner”"),
        ("(?<=a)owner", "“?<=a)owne”"),
        ("(?P<name>x)", "“?P<name>x”"),
        ("x{,3}", "“{,3}”"),
        ("x++", "“+”"),
        ("[[a]", "“[[a]”"),
        ("x}", "“}”"),
    ],
)
def test_a_pattern_that_no_browser_or_no_python_reads_is_a_fault(
    library: Library, content: Path, pattern: str, words: str
) -> None:
    path = content / "data" / "strings" / "en.toml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^owner = .*$", lambda _: f"owner = '{pattern}'", text)
    path.write_text(text, encoding="utf-8")
    [fault] = library.check()
    assert fault.item.endswith("owner")
    assert words in fault.problem
    assert fault.remedy


def test_every_sign_that_the_guide_allows_is_allowed(library: Library, content: Path) -> None:
    signs = r"a?b*c+d{2}e{2,}f{2,3}g|(?:h)(?!i)(?=j)[^k-m\-\]]*?.^$\.\(\)\[\]\{\}\|\/é"
    path = content / "data" / "strings" / "en.toml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^owner = .*$", lambda _: f"owner = '{signs}'", text)
    path.write_text(text, encoding="utf-8")
    assert library.check() == []


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("text", ["from ", "a ", "and ", "1", "from 1 to ", "the our ", "nurse-"])
def test_no_text_makes_a_pattern_slow(name: str, text: str) -> None:
    start = time.process_time()
    re.sub(WORDS[name], " ", (text * LONGEST)[:LONGEST], flags=re.IGNORECASE)
    assert time.process_time() - start < 2


def made(base: Exercise, setting: dict[str, Any]) -> Exercise:
    return replace(base, settings={"seen_by": "me", **setting})


def lacking(base: Exercise, sort: str, name: str, text: str) -> bool:
    asked = made(base, {"fields": [{"id": "x", "label": "X", "as": sort, "checks": [name]}]})
    return "x" in advice(asked, {"fields": {"x": text}}, WORDS, TODAY)["fields"]


@pytest.mark.parametrize("name", ["number", "baseline", "date", "owner"])
def test_good_statements_have_it_all_and_weak_ones_lack_it(exercise: Exercise, name: str) -> None:
    statements = EXAMPLES["statements"]
    assert [t for t in statements["good"] if lacking(exercise, "text", name, t)] == []
    assert [t for t in statements["weak"] if not lacking(exercise, "text", name, t)] == []


@pytest.mark.parametrize(("sort", "name", "text", "met"), EXAMPLES["texts"])
def test_what_each_check_takes_for_met(
    exercise: Exercise, sort: str, name: str, text: str, met: bool
) -> None:
    assert lacking(exercise, sort, name, text) is not met


@pytest.mark.parametrize("group", EXAMPLES["plans"], ids=lambda group: group["name"])
def test_what_a_whole_answer_still_lacks(exercise: Exercise, group: dict[str, Any]) -> None:
    for case in group["cases"]:
        told = advice(made(exercise, group["settings"]), case["answer"], WORDS, TODAY)
        assert json.loads(json.dumps(told)) == case["advice"]


@pytest.mark.parametrize(("delta", "after"), EXAMPLES["changes"], ids=json.dumps)
def test_what_each_change_does(exercise: Exercise, delta: Any, after: Any) -> None:
    asked = made(exercise, EXAMPLES["plans"][0]["settings"])
    before = {"fields": {"vision": "Before"}, "rows": [{"what": "Open", "by": "2026-05-08"}]}
    assert WRITE.change(asked, before, delta) == (before if after == "same" else after)


def test_any_text_is_kept_as_it_was_written_up_to_its_length(
    exercise: Exercise, tmp_path: Path
) -> None:
    answers = Answers(tmp_path)
    text = EXAMPLES["strange"]
    answers.change(exercise, {"field": "vision", "text": text})
    answers.change(exercise, {"row": 1, "field": "what", "text": "x" * 100_000})
    answers.change(exercise, {"field": "cloud", "text": "half \ud83d a sign"})
    saved = Answers(tmp_path).read(exercise).answer
    assert saved["fields"] == {"vision": text, "cloud": "half ? a sign"}
    assert saved["rows"] == [{}, {"what": "x" * LONGEST}]
    assert answers.change(exercise, {"field": "vision", "text": "🙂" * 3000}).answer["fields"][
        "vision"
    ] == ("🙂" * LONGEST)


def test_what_the_exercise_no_longer_has_is_kept_and_counted(exercise: Exercise) -> None:
    stored = {
        "fields": {"vision": "A", "gone": "B"},
        "rows": [{"what": "Open", "gone": "C"}, {"what": "Ask"}],
    }
    assert WRITE.size(stored) - WRITE.size(WRITE.prune(exercise, stored)) == 2
    after = WRITE.change(exercise, stored, {"rows": [{"what": "Ask"}, {"what": "Open"}]})
    assert after["rows"] == [{"what": "Ask"}, {"what": "Open", "gone": "C"}]
    after = WRITE.change(exercise, after, {"fields": {"result": "D"}})
    assert after["fields"] == {"gone": "B", "result": "D"}


def test_judging_counts_what_is_filled_in_and_no_more(exercise: Exercise) -> None:
    row = {"what": "Open", "who": "Achieng", "by": "2026-05-08", "practice": "planning"}
    answer = {"fields": {"vision": "A", "result": " "}, "rows": [row, {}, row]}
    judged = checks.judge(exercise, answer)
    assert (judged.answered, judged.items) == (5, 12)
    assert judged.verdicts == {}
    assert judged.score is None
    assert checks.feedback_table(exercise) == {}


def test_what_may_stay_empty_is_not_counted(
    plan: Library, edit: Callable[[str, str, str], None]
) -> None:
    edit(E, 'as = "number"', 'as = "number"\noptional = true')
    edit(E, 'as = "date"', 'as = "date"\noptional = true')
    small = plan.exercise("small-plan")
    assert plan.check() == []
    more = {"people": "12"}, {"by": "2026-05-08"}
    asked = {"vision": "A", "result": "B", "cloud": "C"}
    row = {"what": "Open", "who": "Achieng", "practice": "planning"}

    def found(fields: dict[str, str], *rows: dict[str, str]) -> tuple[int, int, str]:
        answer = {"fields": fields, "rows": list(rows)}
        judged = checks.judge(small, answer)
        assert WRITE.filled(small, answer) in (None, judged.answered / judged.items)
        return judged.answered, judged.items, state(small, answer)

    assert found(asked, row, row) == (9, 9, "finished")
    assert found(asked | more[0], row | more[1], row) == (9, 9, "finished")
    assert found(asked | more[0], row | more[1]) == (6, 9, "begun")
    assert found(more[0], more[1]) == (0, 9, "begun")
    assert found({}) == (0, 9, "open")


def test_a_page_has_the_words_for_what_may_stay_empty_where_something_may(
    plan: Library, edit: Callable[[str, str, str], None]
) -> None:
    assert "if-you-like" in WRITE.unsaid(plan.exercise("small-plan"))
    edit(E, 'as = "date"', 'as = "date"\noptional = true')
    assert "if-you-like" not in WRITE.unsaid(plan.exercise("small-plan"))


def test_words_of_a_list_are_its_entries() -> None:
    field = {"id": "x", "label": "X", "as": "words"}
    assert count_words(field, "calm, very brave\nfair;، ,") == 3
    assert count_words(field | {"as": "line"}, " calm,  very brave ") == 3


FIELDS = ["vision", "result", "people", "cloud", "what", "who", "by", "practice"]
texts = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=4), st.text() | anything)
answers = st.fixed_dictionaries({"fields": texts | anything, "rows": st.lists(texts) | anything})
places = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
deltas = st.one_of(
    anything,
    st.fixed_dictionaries({"field": st.sampled_from(FIELDS) | anything, "text": anything}),
    st.fixed_dictionaries({"row": places, "field": st.sampled_from(FIELDS), "text": anything}),
    st.fixed_dictionaries({"rows": st.lists(texts, max_size=30) | anything}),
    st.fixed_dictionaries({"fields": texts | anything, "rows": st.lists(texts) | anything}),
    st.just({"reset": True}),
)
FIXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@FIXED
@given(answer=answers | anything)
def test_any_answer_is_judged_and_advised(exercise: Exercise, answer: Any) -> None:
    judged = checks.judge(exercise, answer)
    assert 0 <= judged.answered <= judged.items == 12
    pruned = WRITE.prune(exercise, answer)
    assert WRITE.prune(exercise, pruned) == pruned
    assert judged == checks.judge(exercise, pruned)
    told = advice(exercise, answer, WORDS, TODAY)
    assert told == advice(exercise, pruned, WORDS, TODAY)
    assert len(told["rows"]) >= 2


@FIXED
@given(answer=answers | anything, delta=deltas)
def test_any_change_leaves_a_readable_answer(exercise: Exercise, answer: Any, delta: Any) -> None:
    after = WRITE.change(exercise, answer, delta)
    assert WRITE.change(exercise, after, None) == after
    pruned = WRITE.prune(exercise, after)
    assert len(pruned["rows"]) <= 20
    kept = [text for row in (pruned["fields"], *pruned["rows"]) for text in row.values()]
    assert all(0 < len(text) <= LONGEST for text in kept)


@FIXED
@given(
    typed=st.lists(
        st.tuples(st.sampled_from(FIELDS[:4]), st.text(st.characters(exclude_categories=["Cs"]))),
        unique_by=lambda pair: pair[0],
    ),
    random=st.randoms(),
)
def test_the_order_in_which_fields_are_filled_does_not_matter(
    exercise: Exercise, typed: list[tuple[str, str]], random: Any
) -> None:
    def filled(pairs: list[tuple[str, str]]) -> Any:
        answer: dict[str, Any] = WRITE.empty()
        for field, text in pairs:
            answer = WRITE.change(exercise, answer, {"field": field, "text": text})
        return answer

    assert filled(typed) == filled(random.sample(typed, len(typed)))
