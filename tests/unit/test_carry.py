"""Work carried from one computer to another in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from workshop.answers import carry, elsewhere
from workshop.answers.progress import finished
from workshop.answers.record import moment, read_record
from workshop.answers.store import Answers
from workshop.commands import cli
from workshop.content.library import Library
from workshop.core.records import Exercise

LIBRARY = Library(ROOT)
WORDS = LIBRARY.strings()["header"] | LIBRARY.strings()["carry"]
KINDS = {
    kind: LIBRARY.exercise(exercise)
    for kind, exercise in {
        "sort": "sort-the-working-day",
        "quiz": "sixteen-questions",
        "order": "the-round-in-order",
        "scale": "my-practice",
        "map": "ten-teams-on-a-map",
        "write": "my-action-plan",
        "decide": "six-decisions-at-kisima",
    }.items()
}
SORT = KINDS["sort"]


def tap(answers: Answers, item: int, option: str = "both", exercise: Exercise = SORT) -> None:
    answers.change(exercise, {"item": exercise.items[item].id, "option": option})


def snapshot(home: Path) -> dict[str, Any]:
    """Everything that is carried of a folder; locks and copies are no work, nor what pages sent."""
    return {
        str(path.relative_to(home)): {**json.loads(path.read_bytes()), "taps": None}
        for path in sorted(home.rglob("*.json"))
        if "copies" not in path.parts and path.name != elsewhere.NAME
    }


def items(exercise: Exercise) -> st.SearchStrategy[str]:
    return st.sampled_from([item.id for item in exercise.items])


texts = st.text(max_size=40) | st.just("<script>alert(1)</script>")


def either(pairs: list[tuple[str, str]], *names: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(pairs).map(lambda pair: dict(zip(names, pair, strict=True)))


def point() -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 10), min_size=2, max_size=2)


PASSES = [each["id"] for each in KINDS["scale"].settings["passes"]]
FIELDS = [field["id"] for field in KINDS["write"].settings["fields"]]
DELTAS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "sort": either([(i.id, o.id) for i in SORT.items for o in SORT.options], "item", "option"),
    "quiz": either(
        [(i.id, o.id) for i in KINDS["quiz"].items for o in i.options], "item", "option"
    ),
    "order": st.permutations(range(len(KINDS["order"].items))).map(lambda order: {"order": order}),
    "scale": st.fixed_dictionaries(
        {
            "pass": st.sampled_from(PASSES),
            "item": items(KINDS["scale"]),
            "value": st.integers(1, 5),
        }
    ),
    "map": st.fixed_dictionaries({"item": items(KINDS["map"]), "point": point()}),
    "write": st.fixed_dictionaries({"field": st.sampled_from(FIELDS), "text": texts}),
    "decide": either([(o.id, "") for o in KINDS["decide"].items[0].options], "option", "").map(
        lambda turn: {"path": [turn["option"]]}
    ),
}
"""What a participant can do in each kind of exercise."""

work = st.lists(
    st.sampled_from(sorted(KINDS)).flatmap(
        lambda kind: DELTAS[kind].map(lambda delta: (kind, delta))
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(done=work)
def test_a_file_brings_back_exactly_what_was_saved(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, dict[str, Any]]]
) -> None:
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")
    answers = Answers(here)
    for kind, delta in done:
        answers.change(KINDS[kind], delta)
    packed = carry.pack(answers).encode()
    brought = carry.bring(Answers(there), carry.unpack(packed))
    assert set(brought.taken) == {KINDS[kind].id for kind, _ in done}
    assert snapshot(there) == snapshot(here)
    again = carry.bring(Answers(there), carry.unpack(packed))
    assert (again.taken, again.kept) == ((), ())
    assert snapshot(there) == snapshot(here)
    for kind, _ in done:
        assert Answers(there).read(KINDS[kind]).answer == Answers(here).read(KINDS[kind]).answer


def test_the_newer_answer_of_each_exercise_stays_and_nothing_is_deleted(tmp_path: Path) -> None:
    laptop, binder = Answers(tmp_path / "laptop"), Answers(tmp_path / "binder")
    tap(laptop, 0)
    tap(laptop, 0, LIBRARY.exercise("skill-chips").options[0].id, LIBRARY.exercise("skill-chips"))
    file = carry.unpack(carry.pack(laptop).encode())
    tap(binder, 1)  # later than what is in the file
    brought = carry.bring(binder, file)
    assert brought == carry.Brought(taken=("skill-chips",), kept=(SORT.id,))
    assert set(binder.read(SORT).answer["choices"]) == {SORT.items[1].id}
    assert binder.participant() == laptop.participant()
    over = carry.bring(binder, file, over=True)
    assert over.taken == (SORT.id,)
    assert set(binder.read(SORT).answer["choices"]) == {SORT.items[0].id}
    [copy] = (tmp_path / "binder" / "copies").rglob("*.json")
    assert SORT.items[1].id in read_record(copy.read_bytes())["answer"]["choices"]
    assert carry.bring(binder, file) == carry.Brought((), ())


def test_an_answer_that_goes_on_is_newer_even_where_the_clock_was_set_back(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    tap(answers, 0)
    path = tmp_path / "answers" / f"{SORT.id}.json"
    record = json.loads(path.read_bytes()) | {"updated": "2031-01-01T00:00:00.000+00:00"}
    path.write_text(json.dumps(record), encoding="utf-8")
    old = carry.unpack(carry.pack(answers).encode())
    tap(answers, 1)
    assert moment(answers.records()[SORT.id]) > moment(old.records[SORT.id])
    assert carry.bring(answers, old).kept == (SORT.id,)
    path.write_text(json.dumps(record | {"updated": "9999-12-31T23:59:59.999+00:00"}), "utf-8")
    tap(answers, 2)
    assert Answers(tmp_path).read(SORT).failure is None


def test_two_computers_that_changed_at_the_same_moment_choose_the_same(tmp_path: Path) -> None:
    one, other = Answers(tmp_path / "one"), Answers(tmp_path / "other")
    tap(one, 0)
    tap(other, 1)
    moment_of_both = "2026-05-01T08:00:00.000+00:00"
    for answers in (one, other):
        path = answers.home / "answers" / f"{SORT.id}.json"
        record = json.loads(path.read_bytes()) | {"updated": moment_of_both}
        path.write_text(json.dumps(record), encoding="utf-8")
    files = [carry.unpack(carry.pack(answers).encode()) for answers in (one, other)]
    carry.bring(one, files[1])
    carry.bring(other, files[0])
    assert one.read(SORT).answer == other.read(SORT).answer


def changed(**entries: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda carried: carried | entries


def with_record(**entries: Any) -> Callable[[dict[str, Any]], Any]:
    def change(carried: dict[str, Any]) -> dict[str, Any]:
        record = carried["answers"][SORT.id] | entries
        return carried | {"answers": {SORT.id: record}}

    return change


REFUSED: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (changed(version=2), "newer version"),
    (changed(version="1"), "not as this workshop saves it (version)"),
    (changed(version=True), "(version)"),
    (changed(version=1.5), "(version)"),
    (changed(handed_in=1), "(handed_in)"),
    (changed(workshop="another-course"), "not a file of this workshop"),
    (lambda _: [], "not a file of this workshop"),
    (lambda _: None, "not a file of this workshop"),
    (changed(participant="<script>"), "(participant)"),
    (changed(participant=["x"]), "(participant)"),
    (changed(answers=[]), "(answers)"),
    (changed(answers={"../../etc/passwd": {}}), "(answers / "),
    (changed(answers={SORT.id: 7}), f"(answers / {SORT.id})"),
    (with_record(answer=[]), f"(answers / {SORT.id} / answer)"),
    (with_record(updated="yesterday"), f"(answers / {SORT.id})"),
    (with_record(updated=7), f"(answers / {SORT.id} / updated)"),
    (with_record(exercise="another"), f"(answers / {SORT.id})"),
    (with_record(extra=1), f"(answers / {SORT.id})"),
    (lambda carried: {k: v for k, v in carried.items() if k != "answers"}, "(my-workshop.json)"),
]


@pytest.mark.parametrize(("change", "words"), REFUSED)
def test_a_file_that_is_not_as_it_should_be_is_refused_and_nothing_is_touched(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[dict[str, Any]], Any],
    words: str,
) -> None:
    answers = Answers(tmp_path / "work")
    tap(answers, 0)
    file = tmp_path / "my-workshop.json"
    file.write_text(json.dumps(change(json.loads(carry.pack(answers)))), encoding="utf-8")
    before = snapshot(tmp_path / "work")
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "work"))
    assert cli.main(["work", "restore", str(file)]) == 1
    said = capsys.readouterr().out
    assert words in said
    assert "Nothing was changed." in said
    assert snapshot(tmp_path / "work") == before


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"PK\x03\x04 a spreadsheet", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"workshop": NaN}', "cannot be read"),
        (b'{"workshop": "leading-and-managing", "version": 1, "answers": 1e999}', "damaged"),
        (b" " * 50_000_000, "50 MB"),
    ],
)
def test_bytes_that_are_none_of_ours_are_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(carry.CarryError) as told:
        carry.unpack(data)
    assert words in WORDS[told.value.name].format(**told.value.values)


@given(cut=st.integers(min_value=0))
def test_a_file_cut_off_anywhere_is_refused(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    answers = Answers(tmp_path_factory.mktemp("work"))
    tap(answers, 0)
    data = carry.pack(answers).encode()
    with pytest.raises(carry.CarryError):
        carry.unpack(data[: cut % len(data)])


def test_what_somebody_wrote_into_a_file_by_hand_is_shown_as_text_or_passed_over(
    tmp_path: Path,
) -> None:
    plan = KINDS["write"]
    answers = Answers(tmp_path / "here")
    answers.change(plan, {"field": "vision", "text": "<script>alert(1)</script>"})
    carried = json.loads(carry.pack(answers))
    carried["answers"][plan.id]["answer"]["fields"] |= {"situation": 7, "purpose": ["x"]}
    there = Answers(tmp_path / "there")
    carry.bring(there, carry.unpack(json.dumps(carried).encode()))
    assert there.read(plan).answer["fields"] == {"vision": "<script>alert(1)</script>"}


def test_an_answer_to_an_exercise_of_another_version_is_kept_for_the_way_back(
    tmp_path: Path,
) -> None:
    answers = Answers(tmp_path / "here")
    tap(answers, 0)
    carried = json.loads(carry.pack(answers))
    record = carried["answers"][SORT.id] | {"exercise": "of-next-year", "kind": "dance"}
    carried["answers"]["of-next-year"] = record
    there = Answers(tmp_path / "there")
    carry.bring(there, carry.unpack(json.dumps(carried).encode()))
    assert json.loads(carry.pack(there))["answers"] == carried["answers"]


def test_work_is_saved_and_restored_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "my-workshop.json")
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "here"))
    assert cli.main(["work", "save", file]) == 1
    assert "There is no work to save" in capsys.readouterr().out
    tap(Answers(), 0)
    assert cli.main(["work", "save", file]) == 0
    assert cli.main(["work", "save", file]) == 1
    assert "is there already" in capsys.readouterr().out
    assert cli.main(["work", "save", str(tmp_path / "no" / "folder.json")]) == 1
    assert "cannot be written" in capsys.readouterr().out
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "there"))
    assert cli.main(["work", "restore", str(tmp_path / "none.json")]) == 1
    assert "No such file" in capsys.readouterr().out
    assert cli.main(["work", "restore", file]) == 0
    _, all_ = finished(LIBRARY.chapters(), {})
    assert f"Your work is here again: 0 of {all_} exercises" in capsys.readouterr().out
    assert cli.main(["work", "restore", file]) == 0
    assert "Nothing was changed." in capsys.readouterr().out
    assert snapshot(tmp_path / "there") == snapshot(tmp_path / "here")
