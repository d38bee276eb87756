"""Whoever looks twice, before and after some files, finds out what nobody alone answered."""

from __future__ import annotations

import csv
import itertools
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.asking import ask
from workshop.answers import hand_in
from workshop.answers.carry import Carried
from workshop.commands.cli import main
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.facilitator.gathered import Room
from workshop.facilitator.memory import Memory
from workshop.notebook.desk import Desk
from workshop.results import Submission, results
from workshop.results.entries import NOBODY, at_each
from workshop.results.overview import Overview
from workshop.results.told import Step, after_each, gone, latest, step, tell, visible

LIBRARY = Library(ROOT)
WORDS = LIBRARY.strings()
SORT = LIBRARY.exercise("starter-sort")
OTHER = LIBRARY.exercise("eighteen-activities")
RATED = LIBRARY.exercise("quick-baseline")
QUIZ = LIBRARY.exercise("sixteen-questions")
BEFORE = LIBRARY.exercise("sixteen-questions-before")
ITEMS = [item.id for item in SORT.items]
OPTIONS = [option.id for option in SORT.options]
MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHEN = "2026-03-02T12:00:00+00:00"
Answers = Mapping[str, Mapping[str, Any]]


def chosen(exercise: Exercise, option: int) -> dict[str, Any]:
    choices = {item.id: exercise.options_of(item)[option % 2].id for item in exercise.items}
    return {"choices": choices, "checked": False}


def rated(value: int) -> dict[str, Any]:
    [once] = RATED.settings["passes"]
    return {"passes": {once["id"]: {item.id: value for item in RATED.items}}}


def hand_in_file(room: Path, person: int, answers: Answers, job: str = "nurse-or-midwife") -> None:
    """Put the one file of a person there, in place of an earlier one."""
    about = {"about-me": {"fields": {"profession": job}, "rows": []}}
    records = {
        id_: {
            "exercise": id_,
            "kind": LIBRARY.exercise(id_).kind,
            "state": "finished",
            "updated": WHEN,
            "answer": answer,
        }
        for id_, answer in {**about, **answers}.items()
    }
    file = room / "received" / f"{person}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = hand_in.pack(Carried(f"{person:016x}", records), LIBRARY.exercises())
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "room"))
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    return tmp_path / "room"


def desk(folder: Path) -> Desk:
    return Desk(LIBRARY, folder)


def standing(told: Mapping[str, Any], exercise: Exercise) -> Mapping[str, Any]:
    found: Mapping[str, Any] = told["room"]["standing"][exercise.id]
    return found


def seen(there: Desk, exercise: Exercise) -> list[dict[str, Any]]:
    """All that the desk and the projector tell of an exercise."""
    return [ask(there, what, exercise=exercise.id) for what in ("results", "projector")]


def test_five_files_of_which_one_has_a_sort_do_not_tell_that_one(folder: Path) -> None:
    there = desk(folder)
    for person in range(12):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person), RATED.id: rated(3)})
    assert ask(there, "read")["room"]["people"] == 12
    ask(there, "show")
    before = [seen(there, each) for each in (SORT, RATED)]
    assert "People who answered: 12." in before[0][0]["html"]
    for person in range(12, 17):
        more = {OTHER.id: chosen(OTHER, person)}
        if person == 16:
            more |= {SORT.id: chosen(SORT, 0), RATED.id: rated(5)}
        hand_in_file(folder, person, more)
    read = ask(there, "read")
    assert read["room"]["people"] == 17
    assert standing(read, SORT) == {
        "people": 13, "told": 12, "new": 1, "ready": False, "least": 5, "held": False,
    }  # fmt: skip
    ask(there, "show")
    assert [seen(there, each) for each in (SORT, RATED)] == before
    assert "People who answered: 5." in ask(there, "results", exercise=OTHER.id)["html"]
    # Nor in another kernel, nor in the spreadsheets, nor after a rehearsal in between.
    again = desk(folder)
    ask(again, "read", rehearsing=True)
    ask(again, "show", everybody=True)
    ask(again, "read")
    ask(again, "show")
    assert [seen(again, each) for each in (SORT, RATED)] == before


def test_self_ratings_wait_for_eight(folder: Path) -> None:
    there = desk(folder)
    for person in range(15):
        hand_in_file(folder, person, {RATED.id: rated(1 + person % 5)})
        if person == 7:
            ask(there, "read")
            ask(there, "show")
            before = seen(there, RATED)
            assert "People who answered: 8." in before[0]["html"]
    assert standing(ask(there, "read"), RATED)["ready"] is False
    ask(there, "show")
    assert seen(there, RATED) == before
    hand_in_file(folder, 15, {RATED.id: rated(2)})
    assert standing(ask(there, "read"), RATED)["ready"] is True
    assert seen(there, RATED) == before, "nothing changes but at a step that somebody takes"
    ask(there, "show", exercises=[RATED.id])
    assert "People who answered: 16." in seen(there, RATED)[0]["html"]


def test_a_room_of_24_is_shown_when_somebody_says_so_and_its_last_ones_too(folder: Path) -> None:
    there = desk(folder)
    for person in range(24):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
        told = ask(there, "read")
        now = standing(told, SORT)
        assert told["room"]["people"] == person + 1
        assert now["people"] == (person + 1 if person >= 4 else None)
        assert now["told"] == 0
    assert WORDS["results"]["not-yet"] in seen(there, SORT)[0]["html"]
    ask(there, "show", exercises=[SORT.id])
    assert "People who answered: 24." in seen(there, SORT)[0]["html"]
    hand_in_file(folder, 24, {SORT.id: chosen(SORT, 0)})
    assert standing(ask(there, "read"), SORT)["new"] == 1
    ask(there, "show", everybody=True)
    assert "People who answered: 25." in seen(there, SORT)[0]["html"]
    assert standing(ask(there, "read"), SORT)["new"] == 0


def test_a_changed_answer_and_a_withdrawn_file_wait_like_a_new_one(folder: Path) -> None:
    there = desk(folder)
    for person in range(12):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
    ask(there, "read")
    ask(there, "show")
    before = seen(there, SORT)
    hand_in_file(folder, 0, {SORT.id: chosen(SORT, 1)})
    (folder / "received" / "1.json").unlink()
    for _ in range(2):
        assert standing(ask(there, "read"), SORT)["new"] == 2
        ask(there, "show")
        assert seen(there, SORT) == before
    for person in range(2, 5):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person + 1)})
    assert standing(ask(there, "read"), SORT)["ready"]
    ask(there, "show")
    assert "People who answered: 11." in seen(there, SORT)[0]["html"]
    # The way back to what was told two steps before tells of one person as well.
    for person in range(5):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
    (folder / "received" / "0.json").unlink()
    ask(there, "read")
    now = seen(there, SORT)
    ask(there, "show")
    assert seen(there, SORT) == now


def test_who_takes_back_a_file_is_in_no_file_after_all_are_in(folder: Path) -> None:
    there = desk(folder)
    for person in range(12):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
    ask(there, "read")
    ask(there, "show")
    (folder / "received" / "7.json").unlink()
    ask(there, "read")
    ask(there, "show", everybody=True)
    assert "People who answered: 11." in seen(there, SORT)[0]["html"]
    kept = "".join(path.read_text("utf-8") for path in (folder / "told").iterdir())
    assert f"{6:016x}" in kept
    assert f"{7:016x}" not in kept
    assert (folder / "told").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder / "told").iterdir())


def test_another_group_does_not_see_the_numbers_of_the_one_before(folder: Path) -> None:
    there = desk(folder)
    for person in range(9):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
    ask(there, "read")
    ask(there, "show")
    for file in (folder / "received").iterdir():
        file.unlink()
    ask(there, "read")
    assert WORDS["results"]["not-yet"] in seen(there, SORT)[0]["html"]
    for person in range(20, 26):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
    assert standing(ask(there, "read"), SORT)["ready"]
    assert WORDS["results"]["not-yet"] in seen(there, SORT)[0]["html"]
    ask(there, "show")
    assert "People who answered: 6." in seen(there, SORT)[0]["html"]
    assert f"{0:016x}" not in (folder / "told" / f"{SORT.id}.json").read_text("utf-8")


def test_reports_of_19_and_of_20_files_do_not_tell_the_newcomer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def answers(person: int) -> Answers:
        return {BEFORE.id: chosen(BEFORE, person), QUIZ.id: chosen(QUIZ, person // 2)}

    def report(*more: str) -> Overview:
        capsys.readouterr()
        assert main(["report", *more]) == 0
        there = len(list((folder / "received").iterdir()))
        assert f"{there} people handed in" in (folder / "report.html").read_text("utf-8")
        room = Room(LIBRARY, folder)
        room.read()
        return room.overview()

    for person in range(19):
        hand_in_file(folder, person, answers(person))
    first = report()
    assert first.learned.people == 19
    hand_in_file(folder, 19, answers(1))
    second = report()
    assert "--all-are-in" in capsys.readouterr().out
    assert (second.people, second.learned) == (20, first.learned)
    last = report("--all-are-in")
    assert "--all-are-in" not in capsys.readouterr().out
    assert last.learned.people == 20


def exported(there: Desk, folder: Path) -> dict[str, list[list[str]]]:
    ask(there, "export")
    last = max(folder.glob("results-*"), key=lambda path: path.stat().st_mtime_ns)
    found = {
        path.name: list(csv.reader(path.read_text("utf-8-sig").splitlines()))
        for path in last.glob("*.csv")
    }
    for path in last.iterdir():
        path.unlink()
    last.rmdir()
    return found


def test_spreadsheets_go_by_what_was_told(folder: Path) -> None:
    there = desk(folder)
    for person in range(12):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
    ask(there, "read")
    before = exported(there, folder)
    assert f"{SORT.id}-answers-1.csv" in before
    hand_in_file(folder, 12, {SORT.id: chosen(SORT, 0)})
    ask(there, "read")
    after = exported(there, folder)
    assert [name for name in after if after[name] != before[name] and SORT.id in name] == []


def test_two_desks_know_what_the_other_told(folder: Path) -> None:
    one, other = desk(folder), desk(folder)
    for person in range(24):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
        if person == 11:
            ask(one, "read")
            ask(one, "show")
        if person == 22:
            ask(other, "read")
            ask(other, "show")
    ask(one, "read")
    (folder / "received" / "0.json").unlink()
    ask(other, "read")
    ask(other, "show")
    ask(one, "show")
    assert seen(one, SORT) == seen(other, SORT)
    assert "People who answered: 23." in seen(one, SORT)[0]["html"]


def test_what_cannot_be_remembered_is_not_told(folder: Path) -> None:
    there = desk(folder)
    for person in range(6):
        hand_in_file(folder, person, {SORT.id: chosen(SORT, person)})
    ask(there, "read")
    (folder / "told").write_text("in the way", encoding="utf-8")
    assert ask(there, "show")["wrong"].startswith(WORDS["collect"]["failed"].split("{")[0])
    assert WORDS["results"]["not-yet"] in seen(there, SORT)[0]["html"]
    # Nor is it told anew where nobody can look what was told.
    assert "room" not in ask(there, "read")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"steps": 7}', '{"steps": [{"number": 1}]}'])
def test_a_damaged_memory_is_put_aside(tmp_path: Path, damage: str) -> None:
    memory = Memory(tmp_path)
    memory.keep(SORT.id, [there({n: ("", [0, 1]) for n in range(5)})])
    assert len(memory.read(SORT.id)[0].people) == 5
    (tmp_path / "told" / f"{SORT.id}.json").write_text(damage, encoding="utf-8")
    assert memory.read(SORT.id) == ()
    [aside] = (tmp_path / "told").glob(f"{SORT.id}.damaged-*")
    assert aside.read_text("utf-8") == damage


def test_no_words_of_anybody_are_remembered(folder: Path) -> None:
    plan = LIBRARY.exercise("my-action-plan")
    field = plan.settings["fields"][0]["id"]
    (folder / "received").mkdir(parents=True)
    for person in range(6):
        answer = {"fields": {field: "my secret aim"}, "rows": []}
        record = {
            "exercise": plan.id, "kind": "write", "state": "begun", "updated": WHEN,
            "answer": answer,
        }  # fmt: skip
        carried = {
            "workshop": "leading-and-managing", "version": 1, "participant": f"{person:016x}",
            "saved": WHEN, "answers": {plan.id: record},
        }  # fmt: skip
        file = folder / "received" / f"{person}.json"
        file.write_text(json.dumps(carried), encoding="utf-8")
    assert main(["report"]) == 0
    kept = (folder / "told" / f"{plan.id}.json").read_text("utf-8")
    assert f"{0:016x}" in kept
    assert "secret" not in kept


# The rule itself, on rooms of any shape.

people = st.dictionaries(
    st.integers(0, 30),
    st.tuples(
        st.sampled_from(["doctor", "nurse", "porter", ""]),
        st.lists(st.none() | st.integers(0, 2), min_size=2, max_size=2),
    ),
    max_size=20,
)


def there(drawn: Mapping[int, tuple[str, list[int | None]]]) -> Step:
    made = [
        Submission(
            f"p{person}", job, SORT.id, 1, MOMENT,
            {"choices": {ITEMS[n]: OPTIONS[o] for n, o in enumerate(said) if o is not None}},
        )
        for person, (job, said) in drawn.items()
    ]  # fmt: skip
    return step(SORT, made)


def moved(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, Any]:
    """Find who makes the difference between two tellings: person to what changed."""
    both = before.keys() | now.keys()
    return {p: (before.get(p), now.get(p)) for p in both if before.get(p) != now.get(p)}


def few(changed: Mapping[str, Any], least: int) -> bool:
    alike = len(changed) < 5 and len(set(changed.values())) == 1
    return 0 < len(changed) < least or alike


@settings(max_examples=60)
@given(rooms=st.lists(people, min_size=2, max_size=4))
def test_the_difference_of_any_two_tellings_is_about_enough_people(rooms: list[Any]) -> None:
    told: tuple[Step, ...] = ()
    tellings = []
    for drawn in rooms:
        now = there(drawn)
        told = tell(SORT, told, now)
        seen_ = visible(SORT, told, now)
        if seen_:
            steps = at_each(SORT, [each.submissions for each in seen_])
            shown = results(SORT, seen_[-1].submissions, seen_[:-1]).rounds[1]
            rows_shown = after_each(steps, SORT.fewest, gone(seen_))[-1].get(1, {})
            tellings.append((rows_shown, shown.by_profession))
    for item, (n, (of_now, jobs)) in itertools.product(ITEMS[:2], enumerate(tellings)):
        rows = of_now.get(item, NOBODY)
        assert not 0 < len(rows) < 5
        for before, jobs_before in tellings[:n]:
            then = before.get(item, NOBODY)
            if not rows or not then:
                continue
            assert not few(moved(then.placed, rows.placed), 5)
            of_job: list[dict[str, dict[str, str]]] = [{}, {}]
            for found, each in zip(of_job, (then, rows), strict=True):
                for p, option in each.placed.items():
                    found.setdefault(each.professions[p], {})[p] = option
            told_then, told_now = (each.get(item, {}).keys() for each in (jobs_before, jobs))
            both = told_then & told_now
            for job in both:
                assert not few(moved(*(each.get(job, {}) for each in of_job)), 3), job
            left = [
                {p: o for job, each in jobs_.items() if job not in both for p, o in each.items()}
                for jobs_ in of_job
            ]
            # What subtraction leaves of the difference, unless each group in it was told itself.
            untold = (of_job[0].keys() - told_then) | (of_job[1].keys() - told_now)
            assert not 0 < len(moved(*left)) < 5 or not both or not untold


@given(rooms=st.lists(st.dictionaries(st.integers(0, 12), st.integers(0, 1)), max_size=5))
def test_no_figure_comes_near_to_one_that_was_seen(rooms: list[dict[int, int]]) -> None:
    after = latest([{str(p): value for p, value in room.items()} for room in rooms], 5)
    seen_ = [rooms[number] for number in dict.fromkeys(after) if number is not None]
    for one, other in itertools.combinations(seen_, 2):
        changed = sum(one.get(p) != other.get(p) for p in {*one, *other})
        assert changed == 0 or changed >= 5
    assert all(len(each) >= 5 for each in seen_)


PEOPLE_OF_A = {person: ("", [person % 3, None]) for person in range(8)}
PEOPLE_OF_B = {person: ("", [person % 2, None]) for person in range(10, 18)}


def test_a_group_that_comes_back_after_another_one_does_not_tell_who_changed() -> None:
    told = tell(SORT, tell(SORT, (), there(PEOPLE_OF_A)), there(PEOPLE_OF_B))
    assert visible(SORT, told, there(PEOPLE_OF_B))
    assert not any(each.people & there(PEOPLE_OF_A).people for each in told)

    changed = there(PEOPLE_OF_A | {0: ("", [2, None])})
    assert tell(SORT, told, changed) == told
    assert not visible(SORT, told, changed)
    both = there(PEOPLE_OF_A | PEOPLE_OF_B)
    assert len(visible(SORT, tell(SORT, told, both), both)) == 3


def test_a_third_group_sees_its_professions_whoever_was_told_before() -> None:
    told = tell(SORT, (), there(PEOPLE_OF_A))
    nurses = there({person: ("nurse", [person % 3, None]) for person in range(20, 30)})
    seen_ = visible(SORT, tell(SORT, told, nurses), nurses)
    assert results(SORT, seen_[-1].submissions, seen_[:-1]).rounds[1].by_profession


def test_a_row_that_few_of_the_new_ones_reached_stays_as_it_was() -> None:
    """Cards at the end, which one of five reached, do not hold up the others."""
    first = there({n: ("", [0, n % 2]) for n in range(12)})
    then = there({n: ("", [0, n % 2 if n < 13 else None]) for n in range(17)})
    told = tell(SORT, tell(SORT, (), first), then)
    counts = results(SORT, told[-1].submissions, told[:-1]).rounds[1].counts
    assert [sum(counts[item].values()) for item in ITEMS[:2]] == [17, 12]


def test_what_changed_between_the_rounds_waits_like_its_figures() -> None:
    def room(firsts: int, both: int) -> Step:
        made = [
            Submission(
                f"p{n}",
                "",
                SORT.id,
                round_,
                MOMENT,
                {"choices": {ITEMS[0]: OPTIONS[n * round_ % 2]}},
            )
            for round_, many in ((1, firsts), (2, both))
            for n in range(many)
        ]
        return step(SORT, made)

    told = tell(SORT, tell(SORT, (), room(10, 10)), room(16, 11))
    now = results(SORT, told[-1].submissions, told[:-1])
    assert sum(now.rounds[1].counts[ITEMS[0]].values()) == 16
    assert sum(now.rounds[2].counts[ITEMS[0]].values()) == 10
    assert [each.people for each in now.shift.values()] == [10]


def test_nurses_of_whom_one_is_new_are_left_out_with_company() -> None:
    def room(nurses: int, doctors: int, porters: int = 6) -> Step:
        jobs = ["nurse"] * nurses + ["doctor"] * doctors + ["porter"] * porters
        order = Counter(jobs)
        people_ = [(job, n) for job in order for n in range(order[job])]
        made = [
            Submission(
                f"{job}{n}", job, SORT.id, 1, MOMENT, {"choices": {ITEMS[0]: OPTIONS[n % 3]}}
            )
            for job, n in people_
        ]
        return step(SORT, made)

    def jobs(*steps: Step) -> set[str]:
        table = results(SORT, steps[-1].submissions, steps[:-1]).rounds[1].by_profession
        return set(table.get(ITEMS[0], {}))

    first = room(6, 6)
    assert jobs(first) == {"nurse", "doctor", "porter"}
    [_, last] = told = tell(SORT, tell(SORT, (), first), room(7, 10))
    assert jobs(last) == {"nurse", "doctor", "porter"}
    # One nurse and four doctors: the nurse would be told, and the doctors by subtraction.
    assert jobs(*told) == set()
    assert jobs(*tell(SORT, tell(SORT, (), first), room(9, 10, 9))) == {"nurse", "doctor", "porter"}
