"""What the product writes is its owner's: no other account of the computer can read it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.asking import ask
from tests.support.filled import fill
from workshop.answers import carry, hand_in
from workshop.answers.carry import Carried
from workshop.answers.store import Answers
from workshop.commands import cli
from workshop.content.library import Library
from workshop.facilitator.log import RunLog
from workshop.notebook.desk import Desk
from workshop.notebook.header import Header
from workshop.notebook.session import Session
from workshop.system import files as storage

LIBRARY = Library(ROOT)
RUN = {"session": "02", "package": "one-day", "planned": [3], "spent": [1], "at": 0, "since": None}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A computer on which everything that a program makes can be read by everybody."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "own" / "my-work"))
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "own" / "my-room"))
    monkeypatch.setenv("CHROMIUM", "none")
    monkeypatch.chdir(tmp_path)
    before = os.umask(0)
    yield tmp_path
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Find what is below a folder, and can be looked into by others."""
    every = [folder, *folder.rglob("*")]
    return [str(path) for path in every if path.stat().st_mode & 0o077]


def work() -> Answers:
    """Do everything that writes something, as a participant and as a facilitator."""
    answers = Answers()
    fill(LIBRARY, answers)
    file = carry.unpack(carry.pack(answers).encode())
    sort = LIBRARY.exercise("starter-sort")
    answers.change(sort, {"reset": True})
    carry.bring(answers, file, over=True)
    answers.set_aside(["starter-sort"], answers.copies / "today-started-over")
    (answers.home / "answers" / "skill-chips.json").write_bytes(b"damaged")
    assert answers.read(LIBRARY.exercise("skill-chips")).damaged
    assert cli.main(["work", "save", "own/my-workshop.json"]) == 0
    assert cli.main(["print", "handout", "--to", "own/printed"]) == 0
    assert cli.main(["print", "deck", "--to", "own/printed"]) == 0
    mine = Carried("one", answers.records())
    stick = Path("stick")
    stick.mkdir()
    (stick / "one.json").write_text(hand_in.pack(mine, LIBRARY.exercises()), "utf-8")
    assert cli.main(["collect", "stick"]) == 0
    assert cli.main(["report", "--to", "own/told"]) == 0
    room = Path("own/my-room")
    RunLog(room).keep(RUN)
    desk = Desk(LIBRARY, room)
    for what in ("results", "export", "report"):
        assert "wrong" not in ask(desk, what)
    return answers


def test_nobody_else_can_read_anything_that_was_written(place: Path) -> None:
    work()
    names = {path.name for path in (place / "own").rglob("*")}
    assert {"participant.json", "starter-sort.lock", "what-i-take-home.html", "runs.json"} <= names
    assert {"results.xlsx", "report.html", "received", "today-started-over"} <= names
    assert open_to_others(place / "own") == []


def test_what_an_earlier_version_left_open_is_closed_when_it_is_used(place: Path) -> None:
    left = [
        place / "own" / "my-work" / "answers" / "earlier.json",
        place / "own" / "my-work" / "copies" / "earlier.json",
        place / "own" / "my-room" / "received" / "earlier.json",
        place / "own" / "my-room" / "report.html",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    assert open_to_others(place / "own"), "or this test looks at nothing"
    (place / "own").chmod(0o700)
    work()
    assert open_to_others(place / "own") == []


def test_a_folder_that_somebody_named_themselves_stays_as_it_is(place: Path) -> None:
    shared = place / "shared"
    shared.mkdir(mode=0o755)
    (shared / "of-others.txt").write_text("theirs", "utf-8")
    Answers(shared).participant()
    assert cli.main(["print", "deck", "--to", str(shared)]) == 0
    assert shared.stat().st_mode & 0o777 == 0o755
    assert (shared / "of-others.txt").stat().st_mode & 0o777 == 0o666
    assert (shared / "participant.json").stat().st_mode & 0o077 == 0
    assert (shared / "whole-deck-cards.html").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("owners", [True, False])
def test_where_a_disk_knows_no_owners_the_header_says_so(
    monkeypatch: pytest.MonkeyPatch, *, owners: bool
) -> None:
    answers = Answers()
    if not owners:
        # As on most USB sticks: folders are open to all, and changing that does nothing.
        (answers.home / "answers").mkdir(parents=True)
        monkeypatch.setattr(Path, "chmod", lambda *_: None)
    session = Session("02", LIBRARY, answers)
    session._repr_mimebundle_()
    assert isinstance(session._header, Header)
    told = session._header.page["words"]["private"]
    assert (LIBRARY.strings()["session"]["open"] in told) is not owners


def test_a_disk_that_is_full_leaves_no_part_of_a_file(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        storage.write(place / "file.json", "{}")
    assert [path.name for path in place.iterdir()] == []


def test_whoever_finishes_is_told_of_every_file_that_stays(place: Path) -> None:
    answers = Answers()
    fill(LIBRARY, answers)
    (place / "own" / "gone").mkdir(parents=True)
    for where in ("my-workshop.json", "own/gone/mine.json"):
        assert cli.main(["work", "save", where]) == 0
    assert cli.main(["print", "handout"]) == 0
    assert cli.main(["print", "deck"]) == 0
    (place / "own" / "gone" / "mine.json").unlink()
    session = Session("02", LIBRARY, answers)
    session._repr_mimebundle_()
    header = session._header
    assert header is not None
    told = ask(header, "clear")["told"]
    # The id of whoever comes next.
    kept = [path for path in (place / "own" / "my-work").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["participant.json"]
    files = [path for path in place.rglob("*") if path.is_file() and path not in kept]
    stays = [path for path in files if "deck" not in path.name]
    assert {path.name for path in stays} == {"my-workshop.json", "what-i-take-home.html"}
    assert all(str(path) in told for path in stays)
    assert "mine.json" not in told
    assert "deck" not in told
    assert ask(header, "clear")["told"] == LIBRARY.strings()["carry"]["cleared"]
