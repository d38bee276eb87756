"""A participant's answers on disk."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from workshop.answers import carry
from workshop.answers.folder import PARTICIPANT
from workshop.answers.store import Answers
from workshop.answers.taps import Sent, Tap
from workshop.content.library import Library
from workshop.system.places import find_home

SORT = Library(ROOT).exercise("sort-the-working-day")
ITEMS = [item.id for item in SORT.items]
OPTIONS = [option.id for option in SORT.options]


def place(item: int, option: str | None) -> dict[str, object]:
    return {"item": ITEMS[item], "option": option, "at": None}


def sent_of(answers: Answers, number: int, *deltas: object, page: str = "page") -> Sent:
    """What a page sends: changes from a number on, each a second after the other."""
    taps = (Tap(n, n * 1000, delta) for n, delta in enumerate(deltas, number))
    return Sent(answers.participant(), page, tuple(taps))


def test_a_change_is_on_disk_at_once_and_there_for_the_next_kernel(tmp_path: Path) -> None:
    Answers(tmp_path).change(SORT, place(0, "both"))
    Answers(tmp_path).change(SORT, place(1, "leadership"))
    assert Answers(tmp_path).read(SORT).answer["choices"] == {
        ITEMS[0]: "both",
        ITEMS[1]: "leadership",
    }


steps = st.lists(
    st.tuples(st.integers(0, 23), st.none() | st.sampled_from(OPTIONS)), min_size=1, max_size=12
)


@given(steps=steps)
def test_what_is_saved_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str | None]]
) -> None:
    home = tmp_path_factory.mktemp("home")
    answers = Answers(home)
    for item, option in steps:
        told = answers.change(SORT, place(item, option))
    restored = Answers(home).read(SORT).answer
    assert restored == told.answer
    assert list(restored["choices"]) == list(told.answer["choices"])


def test_two_kernels_with_the_same_exercise_keep_both_answers(tmp_path: Path) -> None:
    first, second = Answers(tmp_path), Answers(tmp_path)
    first.read(SORT)
    second.read(SORT)
    first.change(SORT, place(0, "both"))
    told = second.change(SORT, place(1, "both"))
    assert set(told.answer["choices"]) == {ITEMS[0], ITEMS[1]}


def test_many_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    code = """
import sys
from workshop.answers.store import Answers
from workshop.content.library import Library
exercise = Library().exercise("sort-the-working-day")
answers = Answers()
for item in exercise.items[int(sys.argv[1])::3]:
    assert answers.change(exercise, {"item": item.id, "option": "both"}).failure is None
"""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(n)],
            cwd=ROOT,
            env={**os.environ, "WORKSHOP_HOME": str(tmp_path)},
        )
        for n in range(3)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert set(Answers(tmp_path).read(SORT).answer["choices"]) == set(ITEMS)


def test_a_kernel_killed_while_it_saves_leaves_a_readable_file(tmp_path: Path) -> None:
    code = """
from workshop.answers.store import Answers
from workshop.content.library import Library
exercise = Library().exercise("sort-the-working-day")
answers = Answers()
print("ready", flush=True)
while True:
    for item in exercise.items:
        answers.change(exercise, {"item": item.id, "option": "both"})
        print(item.id, flush=True)
"""
    for wanted in (3, 11, 17):
        writer = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "WORKSHOP_HOME": str(tmp_path)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(wanted)]
        writer.kill()
        said += writer.stdout.read().split()
        writer.wait()
        writer.stdout.close()
        saved = Answers(tmp_path).read(SORT)
        assert saved.damaged == ""
        assert set(said[1:-1]) <= set(saved.answer["choices"])


def test_answers_to_cards_that_are_gone_are_kept_on_disk_but_not_shown(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    answers.change(SORT, place(0, "both"))
    path = tmp_path / "answers" / f"{SORT.id}.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["answer"]["choices"] |= {"a-card-of-last-year": "both", ITEMS[2]: "no-such-place"}
    path.write_text(json.dumps(record), encoding="utf-8")
    told = Answers(tmp_path).read(SORT)
    assert told.answer["choices"] == {ITEMS[0]: "both"}
    assert told.dropped == 2
    Answers(tmp_path).change(SORT, place(1, "both"))
    assert "a-card-of-last-year" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 99, "answer": {}}', '{"format": 1, "answer": 3}', "\0"],
)
def test_a_damaged_file_is_set_aside_and_never_overwritten(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers" / f"{SORT.id}.json"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    told = Answers(tmp_path).read(SORT)
    assert told.answer["choices"] == {}
    assert (path.parent / told.damaged).read_text(encoding="utf-8") == text
    assert Answers(tmp_path).change(SORT, place(0, "both")).failure is None


def test_a_full_disk_is_told_and_everything_is_saved_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(tmp_path)
    answers.change(SORT, place(0, "both"))

    def no_room(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sent = [sent_of(answers, n, place(n, "both")) for n in (1, 2)]
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", no_room)
        for each in sent:
            told = answers.take(SORT, each)
            assert told is not None
            assert told.failure is not None
            assert told.failure.errno == errno.ENOSPC
            # Nothing is acknowledged, so that the page keeps it and sends it again.
            assert told.heard == {}
        assert set(answers.read(SORT).answer["choices"]) == {ITEMS[0]}
    for each in sent:
        told = answers.take(SORT, each)
    assert told is not None
    assert (told.failure, told.heard) == (None, {"page": 2})
    assert set(Answers(tmp_path).read(SORT).answer["choices"]) == set(ITEMS[:3])
    assert not list((tmp_path / "answers").glob("*.part"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    told = Answers(blocked).change(SORT, place(0, "both"))
    assert told.failure is not None
    assert told.answer["choices"] == {}


def test_the_folder_is_named_by_the_environment_or_lies_beside_the_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    assert find_home() == tmp_path
    monkeypatch.delenv("WORKSHOP_HOME")
    assert find_home() == ROOT / "my-work"


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 9_000, "[" * 984 + "]" * 984]
)
def test_a_file_that_could_not_be_written_again_is_set_aside_and_taps_are_saved(
    tmp_path: Path, number: str
) -> None:
    answers = Answers(tmp_path)
    answers.change(SORT, place(0, "both"))
    file = tmp_path / "answers" / f"{SORT.id}.json"
    hurt = file.read_text("utf-8").replace('"checked": false', f'"checked": {number}')
    file.write_text(hurt, "utf-8")
    saved = answers.change(SORT, place(1, "both"))
    assert saved.failure is None
    assert (tmp_path / "answers" / saved.damaged).read_text("utf-8") == hurt
    assert Answers(tmp_path).read(SORT).answer["choices"] == {ITEMS[1]: "both"}


@pytest.mark.parametrize(
    "kept",
    [
        *("", "[]", "{}", '["id"]', '"id"', "7", '{"id": 7}', '{"id": null}', '{"id": ""}'),
        *('{"id": "../../x"}', json.dumps({"id": "x" * 10_000}), '{"id": "a\\n"}', "[" * 9_000),
    ],
)
def test_an_id_that_is_none_is_made_anew_and_the_file_of_the_work_is_taken(
    tmp_path: Path, kept: str
) -> None:
    (tmp_path / "participant.json").write_text(kept, "utf-8")
    answers = Answers(tmp_path)
    answers.change(SORT, place(0, "both"))
    file = carry.unpack(carry.pack(answers).encode())
    assert file.participant == answers.participant() == Answers(tmp_path).participant()
    assert carry.bring(Answers(tmp_path / "other"), file).taken == (SORT.id,)


def test_an_id_looks_the_same_everywhere() -> None:
    schema = json.loads(carry.SCHEMA.read_text("utf-8"))
    assert schema["properties"]["participant"]["pattern"] == f"^{PARTICIPANT}$"
