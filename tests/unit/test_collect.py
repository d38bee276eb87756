"""Participants' files from a folder: whatever else lies there, and whatever is wrong with some."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.filled import fill
from workshop.answers import carry, collect
from workshop.answers.store import Answers
from workshop.commands import cli
from workshop.content.library import Library
from workshop.results import from_carried, results

LIBRARY = Library(ROOT)
EXERCISES = LIBRARY.exercises()
WORDS = LIBRARY.strings()["collect"]
SORT = EXERCISES["starter-sort"]
ITEMS = [item.id for item in SORT.items]
OPTIONS = [option.id for option in SORT.options]


def file(person: str, *choices: str, updated: str = "2026-03-02T09:00:00+00:00") -> str:
    record = {
        "exercise": SORT.id,
        "kind": "sort",
        "updated": updated,
        "state": "begun",
        "answer": {"choices": dict(zip(ITEMS, choices, strict=False)), "checked": False},
    }
    return whole(person, {SORT.id: record} if choices else {})


def whole(person: str, answers: dict[str, Any], **other: Any) -> str:
    head = {"workshop": carry.WORKSHOP, "version": 1, "participant": person, "saved": "today"}
    return json.dumps(head | {"answers": answers} | other)


def read(folder: Path) -> collect.Collected:
    return collect.read_folder(folder, EXERCISES, WORDS)


def put(folder: Path, **texts: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "room"))
    return tmp_path / "room" / "received"


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    good = file("good", OPTIONS[0])
    put(
        stick / "from mail",
        good=good,
        half=good[: len(good) // 2],
        other='{"cells": []}',
        newer=whole("x", {}, version=2),
        odd=whole("<b>", {}),
        list="[" * 100_000,
        empty="",
        large=" " * (carry.MOST + 1),
    )
    (stick / "from mail" / "answers.zip").write_bytes(b"PK")
    (stick / "report.pdf").write_bytes(b"%PDF")
    (stick / "._good.json").write_bytes(b"\x00")
    (stick / "my-workshop (2).json.txt").write_text(file("second", OPTIONS[1]), encoding="utf-8")
    told = read(stick)
    assert {each.participant for each in told.carried} == {"good", "second"}
    why = {Path(each.name).stem: each.why for each in told.aside}
    assert why == {
        "half": WORDS["damaged"],
        "empty": WORDS["damaged"],
        "list": WORDS["damaged"],
        "other": WORDS["another"],
        "newer": WORDS["newer"],
        "odd": WORDS["odd"].format(where="participant"),
        "large": WORDS["too-large"].format(size=5, most=5),
        "answers": WORDS["packed"],
    }
    assert told.others == 1
    assert [each.name for each in told.aside] == sorted(each.name for each in told.aside)


@pytest.mark.parametrize("there", [True, False])
def test_an_empty_folder_is_a_sentence(tmp_path: Path, *, there: bool) -> None:
    folder = tmp_path / "stick"
    if there:
        folder.mkdir()
    told = read(folder)
    [sentence] = collect.told(told, EXERCISES, WORDS)
    assert str(folder) in sentence
    assert told.people == 0


def test_cards_of_another_version_are_listed_and_the_rest_is_used(tmp_path: Path) -> None:
    record = json.loads(file("one", *OPTIONS[:2]))["answers"][SORT.id]
    record["answer"]["choices"] |= {"an-old-card": OPTIONS[0], ITEMS[2]: "an-old-place"}
    gone = record | {"exercise": "an-old-exercise"}
    put(tmp_path / "stick", one=whole("one", {SORT.id: record, "an-old-exercise": gone}))
    told = read(tmp_path / "stick")
    assert told.unknown == {
        "an-old-exercise": (),
        SORT.id: ("an-old-card",),
    }
    [sentence] = [each for each in collect.told(told, EXERCISES, WORDS) if "an-old" in each]
    assert f"“{SORT.title}”: an-old-card" in sentence
    submissions = from_carried(told.carried, EXERCISES)
    assert {each.exercise for each in submissions} == {SORT.id}
    assert results(SORT, submissions).passed_over > 0


def test_a_whole_workshop_has_nothing_unknown(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "work")
    fill(LIBRARY, answers)
    put(tmp_path / "stick", one=carry.pack(answers))
    told = read(tmp_path / "stick")
    assert told.unknown == {}
    assert len(told.carried[0].records) == len(EXERCISES)


def test_a_clock_that_is_wrong_and_a_file_without_answers_are_said(tmp_path: Path) -> None:
    put(
        tmp_path / "stick",
        ahead=file("ahead", OPTIONS[0], updated="2099-01-01T00:00:00+00:00"),
        long_ago=file("behind", OPTIONS[0], updated="1970-01-01T00:00:00+00:00"),
        nothing=file("nothing"),
    )
    told = read(tmp_path / "stick")
    said = collect.told(told, EXERCISES, WORDS)
    assert said == [
        WORDS["read"].format(files=3, people=3),
        WORDS["empty"].format(n=1),
        WORDS["clock"].format(n=1),
    ]
    assert {each.participant for each in from_carried(told.carried, EXERCISES)} == {
        "ahead",
        "behind",
    }


def test_invented_answers_are_never_mixed_with_real_ones(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    put(stick, a=file("invented-01", OPTIONS[0]), b=file("invented-02", OPTIONS[0]))
    assert read(stick).invented
    assert read(stick).people == 2
    put(stick, c=file("somebody", OPTIONS[0]))
    told = read(stick)
    assert not told.invented
    assert [each.participant for each in told.carried] == ["somebody"]
    assert {each.why for each in told.aside} == {WORDS["invented"]}


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 5)), min_size=1, max_size=8
    ),
    data=st.data(),
)
def test_gathering_is_the_same_in_any_order_and_however_often(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[int, int, int]],
    data: st.DataObject,
) -> None:
    texts = [
        file(f"p{person}", OPTIONS[option], updated=f"2026-03-02T09:0{minute}:00+00:00")
        for person, option, minute in steps
    ]
    folder = tmp_path_factory.mktemp("order")
    again = data.draw(st.permutations([*texts, *texts]))
    for name, order in (("one", texts), ("other", again)):
        for number, text in enumerate(order):
            put(folder / name / str(number % 3), **{f"n{number}": text})
            collect.bring_in(read(folder / name), folder / f"received-{name}", EXERCISES)
    told = [
        from_carried(read(folder / f"received-{name}").carried, EXERCISES)
        for name in ("one", "other")
    ]
    assert told[0] == told[1]
    assert len({each.participant for each in told[0]}) == len({person for person, _, _ in steps})
    assert len(list((folder / "received-one").iterdir())) == len(set(texts))


def test_the_command_gathers_stick_after_stick(
    tmp_path: Path, room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "one", a=file("a", OPTIONS[0]), b="{")
    put(tmp_path / "two", a=file("a", OPTIONS[0]), c=file("c", OPTIONS[1]))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    assert cli.main(["collect", str(tmp_path / "one")]) == 0
    said = capsys.readouterr().out
    assert f"Set aside: b.json. {WORDS['damaged']}" in said
    assert f"Copied to {room}: 1. There already: 0." in said
    assert cli.main(["collect", str(tmp_path / "two")]) == 0
    assert "1. There already: 1." in capsys.readouterr().out
    assert read(room).people == 2
    assert {path: path.read_bytes() for path in before} == before
    assert cli.main(["collect", str(room)]) == 0
    assert len(list(room.iterdir())) == 2


def test_the_command_says_what_is_wrong_with_a_folder(
    tmp_path: Path, room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["collect", str(tmp_path / "nowhere")]) == 1
    assert "is no folder" in capsys.readouterr().out
    put(tmp_path / "stick", b="{")
    assert cli.main(["collect", str(tmp_path / "stick")]) == 1
    assert WORDS["nothing"].format(folder=tmp_path / "stick") in capsys.readouterr().out
    put(tmp_path / "stick", a=file("a", OPTIONS[0]))
    room.parent.mkdir()
    room.write_text("in the way", encoding="utf-8")
    assert cli.main(["collect", str(tmp_path / "stick")]) == 1
    assert "cannot be written to" in capsys.readouterr().out


def hostile(stick: Path) -> list[bytes]:
    """Two good files among names and contents that are none."""
    put(stick, one=file("one", OPTIONS[0]), two=file("two", OPTIONS[1]))
    names = [b"caf\xe9.json", b"\x1b[2J\x1b[31mred.json", "\u202egpj.json".encode()]
    for name in names:
        Path(os.fsdecode(os.fsencode(stick) + b"/" + name)).write_text("{", "utf-8")
    return names


def test_names_that_are_none_cost_no_file_and_reach_no_terminal(tmp_path: Path, room: Path) -> None:
    """In a terminal that knows no sign but those of ASCII, as a program started by another has."""
    hostile(tmp_path / "stick")
    done = [
        subprocess.run(
            [sys.executable, "-m", "workshop.commands.cli", *arguments],
            cwd=ROOT,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("LC_")},
                "LANG": "C",
                "LC_ALL": "POSIX",
                "PYTHONUTF8": "0",
                "PYTHONCOERCECLOCALE": "0",
                "PYTHONIOENCODING": "ascii:strict",
                "CHROMIUM": "none",
            },
            capture_output=True,
            check=False,
        )
        for arguments in (
            ["collect", str(tmp_path / "stick")],
            ["report", str(tmp_path / "stick"), "--to", str(tmp_path / "told")],
        )
    ]
    for each in done:
        assert (each.returncode, each.stderr) == (0, b"")
        assert each.stdout.count(b".json") >= 3
        assert all(sign >= 32 or sign == 10 for sign in each.stdout)
    assert len(list(room.iterdir())) == 2
    assert (tmp_path / "told" / "report.html").exists()


def test_names_that_are_none_can_be_shown_on_a_page(tmp_path: Path) -> None:
    names = hostile(tmp_path / "stick")
    told = read(tmp_path / "stick")
    assert len(told.aside) == len(names)
    for each in told.aside:
        assert each.name.encode("utf-8").decode().isprintable()


def nested(depth: int) -> str:
    """A file that is as it should be, but for an answer with much within each other."""
    inner: Any = 0
    for _ in range(depth):
        inner = [inner]
    made = json.loads(file("deep", OPTIONS[0]))
    made["answers"][SORT.id]["answer"]["x"] = "deep"
    return json.dumps(made).replace('"deep"}', f"{'[' * depth}{']' * depth}}}")


@pytest.mark.parametrize("depth", [20, 400, 900, 960, 984, 1000, 5000, 100_000])
def test_whatever_stands_within_each_other_costs_no_other_file(
    tmp_path: Path, room: Path, depth: int, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "stick", one=file("one", OPTIONS[0]), deep=nested(depth))
    assert cli.main(["collect", str(tmp_path / "stick")]) == 0
    assert [path.name.split("-")[0] for path in room.iterdir()] == ["one"]
    assert f"Set aside: deep.json. {WORDS['damaged']}" in capsys.readouterr().out


def test_strange_ids_make_no_endless_sentence(tmp_path: Path) -> None:
    made = json.loads(file("one", OPTIONS[0]))
    record = made["answers"][SORT.id]
    record["answer"]["choices"] |= {f"card-{n}-{'x' * 3_000}\x1b[2J": OPTIONS[0] for n in range(90)}
    gone = record | {"answer": {}}
    made["answers"] |= {f"gone-{n}": gone | {"exercise": f"gone-{n}"} for n in range(90)}
    put(tmp_path / "stick", one=json.dumps(made), odd=whole("one", {SORT.id: {"x" * 9_000: 1}}))
    told = read(tmp_path / "stick")
    said = [*collect.told(told, EXERCISES, WORDS), *(each.why for each in told.aside)]
    assert any("gone-1" in each and "and 80 more" in each for each in said)
    assert max(map(len, said)) < 2_000
    assert all(each.isprintable() for each in said)


def test_a_disk_that_fills_up_while_files_are_copied_leaves_no_part_of_one(
    tmp_path: Path, room: Path
) -> None:
    put(tmp_path / "stick", one=file("one", *OPTIONS), two=file("two", *OPTIONS))
    # In a process of its own: a limit on the size of files is what a full disk is to a program.
    full = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (100, 100));"
    stick = str(tmp_path / "stick")
    run = f"from workshop.commands import cli; exit(cli.main(['collect', {stick!r}]))"
    done = subprocess.run(
        [sys.executable, "-c", full + run], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{room} cannot be written to: File too large." in done.stdout
    assert list(room.iterdir()) == []
