"""Nothing that somebody entered is lost: killed kernels, full disks, two kernels at once."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager

from tests.conftest import ROOT
from workshop.answers import carry
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.kinds import KINDS

SORT = Library(ROOT).exercise("sort-the-working-day")
OPTIONS = [option.id for option in SORT.options]
KILLS = 100


def delta(number: int) -> dict[str, Any]:
    """The change that is made as the one of this number: every card, again and again."""
    turn, item = divmod(number, len(SORT.items))
    return {"item": SORT.items[item].id, "option": OPTIONS[turn % len(OPTIONS)]}


def after(answer: Mapping[str, Any], first: int, count: int) -> dict[str, Any]:
    """What an answer is after some changes."""
    made = dict(answer)
    for number in range(first, first + count):
        made = KINDS["sort"].change(SORT, made, delta(number))
    return made


def stream(home: Path, told: int, first: int) -> None:
    """Answer without end, and tell of each answer that was saved."""
    answers = Answers(home)
    number = first
    while True:
        saved = answers.change(SORT, delta(number))
        os.write(told, b"." if saved.failure is None else b"!")
        number += 1


def test_a_kernel_killed_at_100_random_moments_loses_at_most_the_last_answer(
    tmp_path: Path,
) -> None:
    chance = random.Random(7)  # noqa: S311
    before = Answers(tmp_path).read(SORT).answer
    first = 0
    for _ in range(KILLS):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            try:
                stream(tmp_path, write, first)
            finally:
                os._exit(1)
        os.close(write)
        heard = os.read(read, 1)
        time.sleep(chance.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(read, 4096):
            heard += more
        os.close(read)
        assert set(heard) == {ord(".")}
        saved = Answers(tmp_path).read(SORT)
        assert saved.damaged == ""
        # All that were told; and the one that was on its way, or not.
        possible = [after(before, first, len(heard) + extra) for extra in (0, 1)]
        assert saved.answer in possible
        first += len(heard) + possible.index(saved.answer)
        before = saved.answer
    assert first > KILLS


def test_a_real_kernel_killed_in_the_middle_of_a_cell_leaves_what_it_had_told(
    tmp_path: Path,
) -> None:
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env={**os.environ, "WORKSHOP_HOME": str(tmp_path)}, cwd=str(ROOT))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    client.execute(
        "from workshop.answers.store import Answers\n"
        "from workshop.content.library import Library\n"
        "exercise, answers = Library().exercise('sort-the-working-day'), Answers()\n"
        "while True:\n"
        "    for item in exercise.items:\n"
        "        answers.change(exercise, {'item': item.id, 'option': 'both'})\n"
        "        print(item.id, flush=True)\n"
    )
    said: set[str] = set()
    while len(said) < 5:
        content = client.get_iopub_msg(timeout=60)["content"]
        said |= set(content.get("text", "").split())
    manager.signal_kernel(signal.SIGKILL)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    saved = Answers(tmp_path).read(SORT)
    assert saved.damaged == ""
    assert said <= set(saved.answer["choices"])


# In a process of its own: a limit on the size of files is what a full disk is to a program.
FULL_DISK = """
import errno, json, resource, sys
from pathlib import Path
from workshop.answers import carry
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.answers.taps import Sent, Tap
exercise, home = Library().exercise("sort-the-working-day"), Path(sys.argv[1])
answers = Answers(home)
def tap(number):
    change = Tap(number + 1, number + 1, {"item": exercise.items[number].id, "option": "both"})
    return answers.take(exercise, Sent(answers.participant(), "page", (change,)))
assert tap(0).failure is None
text = carry.pack(answers)
size = (home / "answers" / f"{exercise.id}.json").stat().st_size
whole = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, whole[1]))
full = [tap(number) for number in range(1, 6)]
assert all(saved.failure is not None and saved.heard == {"page": 1} for saved in full)
on_disk = json.loads((home / "answers" / f"{exercise.id}.json").read_text())["answer"]["choices"]
assert len(on_disk) == 1
resource.setrlimit(resource.RLIMIT_FSIZE, (100, whole[1]))
try:
    carry.bring(Answers(home / "other"), carry.unpack(text.encode()))
    raise SystemExit("nobody noticed that the disk is full")
except OSError as error:
    assert error.errno == errno.EFBIG
resource.setrlimit(resource.RLIMIT_FSIZE, whole)
assert [tap(number).failure for number in range(1, 7)] == [None] * 6
assert carry.bring(Answers(home / "other"), carry.unpack(text.encode())).taken == (exercise.id,)
"""


def test_a_disk_that_fills_up_costs_nothing_once_there_is_room_again(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert set(Answers(tmp_path).read(SORT).answer["choices"]) == {
        item.id for item in SORT.items[:7]
    }
    assert not list(tmp_path.rglob("*.part"))


# Two kernels that answer different cards while a third brings the same file again and again.
BRINGING = """
import sys
from pathlib import Path
from workshop.answers import carry
from workshop.answers.store import Answers
for _ in range(30):
    carry.bring(Answers(), carry.unpack(Path(sys.argv[1]).read_bytes()))
"""
ANSWERING = """
import sys
from workshop.answers.store import Answers
from workshop.content.library import Library
exercise, answers = Library().exercise("sort-the-working-day"), Answers()
for item in exercise.items[int(sys.argv[1])::2]:
    assert answers.change(exercise, {"item": item.id, "option": "both"}).failure is None
"""


@pytest.mark.parametrize("bringing", [False, True])
def test_kernels_that_write_at_once_lose_nothing(tmp_path: Path, *, bringing: bool) -> None:
    home, file = tmp_path / "work", tmp_path / "my-workshop.json"
    other = Answers(tmp_path / "other")
    other.change(SORT, delta(0))
    file.write_text(carry.pack(other), encoding="utf-8")
    # Newer than the file, so that it must stay.
    Answers(home).change(SORT, delta(1))
    jobs = [(ANSWERING, "0"), (ANSWERING, "1")] + [(BRINGING, str(file))] * bringing
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, argument],
            cwd=ROOT,
            env={**os.environ, "WORKSHOP_HOME": str(home)},
        )
        for code, argument in jobs
    ]
    assert [process.wait(120) for process in processes] == [0] * len(jobs)
    choices = Answers(home).read(SORT).answer["choices"]
    assert choices == dict.fromkeys(choices, "both")
    assert set(choices) == {item.id for item in SORT.items}
    assert json.loads((home / "answers" / f"{SORT.id}.json").read_bytes())["state"] == "finished"
