"""Files that earlier versions of the workshop wrote: each form there ever was opens ever after.

``tests/examples/upgrades/`` has a folder for each form, and nothing in it is ever made anew. Where
a form changes, a folder is added: what people have on their disks stays as it is.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.support.filled import deltas
from workshop.answers import carry, collect, hand_in
from workshop.answers.store import Answers
from workshop.answers.taps import Sent, Tap
from workshop.commands import cli
from workshop.content.library import Library
from workshop.facilitator.gathered import Room
from workshop.facilitator.log import RunLog
from workshop.kinds import KINDS
from workshop.paper.handout import handout
from workshop.results import from_carried

LIBRARY = Library(ROOT)
EXERCISES = LIBRARY.exercises()
SORT = EXERCISES["starter-sort"]
FORMS = sorted((ROOT / "tests" / "examples" / "upgrades").iterdir())
ROOMS = [form for form in FORMS if (form / "room").exists()]
TAP = {"item": SORT.items[1].id, "option": SORT.options[1].id}
LATER = 4_000_000_000_000
"""A time of a browser, long after all that is in the files."""

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
each_room = pytest.mark.parametrize("form", ROOMS, ids=lambda form: form.name)


def kept(form: Path) -> dict[str, dict[str, Any]]:
    """What the files of somebody's work hold, read without the workshop."""
    files = (form / "work" / "answers").glob("*.json")
    return {file.stem: json.loads(file.read_bytes()) for file in files}


def known(exercise_id: str, record: dict[str, Any]) -> dict[str, Any]:
    """What of an answer the exercise knows today."""
    exercise = EXERCISES[exercise_id]
    return KINDS[exercise.kind].prune(exercise, record["answer"])


@pytest.fixture
def answers(form: Path, tmp_path: Path) -> Answers:
    """Somebody's work after an update of the workshop."""
    shutil.copytree(form / "work", tmp_path / "work")
    return Answers(tmp_path / "work")


@each_form
def test_every_kind_of_exercise_is_in_each_form(form: Path) -> None:
    assert {record["kind"] for record in kept(form).values()} == set(KINDS)


@each_form
def test_work_is_read_and_goes_on(form: Path, answers: Answers) -> None:
    assert answers.participant() == "3f0c5a5e9d3b4c55"
    states = answers.states()
    for id_, record in kept(form).items():
        exercise = EXERCISES[id_]
        saved = answers.read(exercise)
        assert (saved.damaged, saved.failure) == ("", None)
        assert saved.answer == known(id_, record) != KINDS[exercise.kind].empty()
        assert states[id_] == record["state"]
        # The page that is open sends its next change, and then the whole of what it has.
        heard = saved.heard.get("page-of-march", 0)
        for number, delta in enumerate(deltas(exercise), heard + 1):
            tap = Tap(number, LATER + number, delta)
            after = answers.take(exercise, Sent(answers.participant(), "page-of-march", (tap,)))
            assert after is not None
            assert (after.failure, after.aside, after.damaged) == (None, "", "")
            assert after.heard["page-of-march"] == number
            assert Answers(answers.home).read(exercise).answer == after.answer
    assert not list(answers.home.rglob("*damaged*"))


@each_form
def test_the_reason_that_was_seen_still_counts(form: Path, answers: Answers) -> None:
    record = kept(form)[SORT.id]
    before = record["answer"]["choices"][TAP["item"]]
    assert before != TAP["option"]
    answers.change(SORT, TAP)
    now = answers.records()[SORT.id]
    earlier = record.get("first", {}).get("choices", {})
    assert now["first"]["choices"] == earlier | {TAP["item"]: before}
    assert now["answer"]["choices"][TAP["item"]] == TAP["option"]


@each_form
def test_work_is_carried_to_another_computer(form: Path, answers: Answers, tmp_path: Path) -> None:
    carried = carry.unpack(carry.pack(answers).encode("utf-8"))
    there = Answers(tmp_path / "there")
    assert set(carry.bring(there, carried).taken) == set(kept(form))
    assert there.records() == answers.records()
    assert there.participant() == answers.participant()


@each_form
def test_a_carried_file_is_brought_back(form: Path, answers: Answers, tmp_path: Path) -> None:
    carried = carry.unpack(carry.read(form / "carried.json"))
    # Nothing is new where the work still is; on an empty computer, all of it.
    assert carry.bring(answers, carried) == carry.Brought((), ())
    there = Answers(tmp_path / "there")
    assert set(carry.bring(there, carried).taken) == set(kept(form))
    for id_, record in kept(form).items():
        assert there.read(EXERCISES[id_]).answer == known(id_, record)
    assert there.records() == answers.records()
    assert there.change(SORT, TAP).answer["choices"][TAP["item"]] == TAP["option"]


@each_form
def test_work_is_handed_in_and_taken_home(form: Path, answers: Answers) -> None:
    carried = carry.unpack(carry.pack(answers).encode("utf-8"))
    handed = carry.unpack(hand_in.pack(carried, EXERCISES).encode("utf-8"))
    assert handed.handed_in
    assert set(handed.records) == set(kept(form))
    written = known("my-action-plan", kept(form)["my-action-plan"])["fields"]["challenge"]
    assert written in handout(LIBRARY, answers)
    assert written not in str(handed.records)


@each_form
def test_files_are_collected(form: Path, tmp_path: Path) -> None:
    words = LIBRARY.strings()["collect"]
    stick = tmp_path / "stick"
    stick.mkdir()
    files = [
        file for file in form.glob("*.json") if file.name in ("carried.json", "handed-in.json")
    ]
    for file in files:
        shutil.copy(file, stick)
    found = collect.read_folder(stick, EXERCISES, words)
    assert (found.aside, len(found.files), found.people) == ((), len(files), 1)
    assert collect.bring_in(found, tmp_path / "received", EXERCISES) == 1
    submissions = from_carried(found.carried, EXERCISES)
    assert {each.exercise for each in submissions} == set(kept(form))


@each_room
def test_a_desk_goes_on(form: Path, tmp_path: Path) -> None:
    shutil.copytree(form / "room", tmp_path / "room")
    runs = RunLog(tmp_path / "room").read()
    assert runs["chosen"] == ["one-day", "05"]
    assert runs["running"]["session"] == "05"
    assert runs["last"]["02"]["spent"] == [290, 1300.5, 1420, 640]
    room = Room(LIBRARY, tmp_path / "room")
    room.read()
    assert (room.collected.people, room.collected.aside) == (8, ())
    told = {id_: each for id_, each in room.standing().items() if each.told}
    assert set(told) == {file.stem for file in (form / "room" / "told").iterdir()}
    assert all((each.told, each.new) == (8, 0) for each in told.values())
    # One more file alone is not told, whatever the version that told the others.
    carried = carry.unpack(carry.read(form / "handed-in.json"))
    collect.keep(carried, room.received, EXERCISES)
    room.read()
    room.show()
    assert room.collected.people == 9
    assert room.standing()[SORT.id].told == 8
    assert not list((tmp_path / "room").rglob("*damaged*"))


@each_room
def test_the_report_is_written(form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "room"))
    shutil.copytree(form / "room", tmp_path / "room")
    # One after the other, as on the day: what was told is there, and a stick comes late.
    assert cli.main(["collect", str(form / "room" / "received")]) == 0
    assert cli.main(["report", "--all-are-in"]) == 0
    page = (tmp_path / "room" / "report.html").read_text(encoding="utf-8")
    people = LIBRARY.strings()["report"]["people"]
    assert people.format(n=8) in page
