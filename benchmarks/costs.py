"""What the workshop costs besides messages: time to import, memory, judging, checking, bytes."""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import psutil
from jupyter_client.manager import start_new_kernel
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from benchmarks import notebooks
from benchmarks.sorts import deck
from tests.support.filled import fill
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.kinds.judging import judge

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "02-sorting-the-working-day.ipynb"
STATIC = ROOT / "workshop" / "static"
MEGABYTE = 1_000_000
# Runs the cells of a notebook and shows what each comes to, as a kernel does.
OPENING = """
import sys, time
from benchmarks import notebooks
started = time.process_time()
for cell in notebooks.code(__import__("pathlib").Path(sys.argv[1])):
    *statements, last = cell.strip().splitlines()
    exec("\\n".join(statements))
    shown = eval(last)
    getattr(shown, "_repr_mimebundle_", lambda: None)()
print(time.process_time() - started)
"""
IMPORT = "import time; t = time.process_time(); import {}; print(time.process_time() - t)"


@dataclass(frozen=True, slots=True)
class Pair:
    """The same measure of the workshop and of its alternative."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times the alternative the workshop takes."""
        return self.ours / self.theirs


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes: ``own`` belong to the process alone (USS), ``resident`` are all it maps (RSS)."""

    own: float
    resident: float


def import_ms(times: int = 15) -> Pair:
    """Compare importing the workshop with importing anywidget, in fresh interpreters.

    Parameters
    ----------
    times
        How often; the medians count.

    Returns
    -------
    Pair
        Milliseconds of processor time, which other work on this computer hardly changes.
    """
    return _in_turn(
        lambda: 1000 * float(_run(sys.executable, "-c", IMPORT.format("workshop"))),
        lambda: 1000 * float(_run(sys.executable, "-c", IMPORT.format("anywidget"))),
        times,
    )


def kernel_memory(home: Path, times: int = 3) -> tuple[Pair, Pair]:
    """Compare a kernel that ran the session's notebook with one that imported ipywidgets.

    Parameters
    ----------
    home
        Where the kernels save answers.
    times
        How often; the medians count.

    Returns
    -------
    tuple of Pair
        Megabytes that are the process's own (USS), and all that it maps (RSS).
    """
    cells = notebooks.code(NOTEBOOK)
    ours = [_kernel(cells, home) for _ in range(times)]
    theirs = [_kernel(["import ipywidgets"], home) for _ in range(times)]
    return (
        Pair(statistics.median(m.own for m in ours), statistics.median(m.own for m in theirs)),
        Pair(
            statistics.median(m.resident for m in ours),
            statistics.median(m.resident for m in theirs),
        ),
    )


def judging_us(cards: int = 52, answers: int = 1_000, times: int = 5) -> Pair:
    """Compare judging whole answers with reading them and counting what a plain key counts.

    Parameters
    ----------
    cards
        How many cards an answer has, each placed at random.
    answers
        How many to judge.
    times
        How often, the two in turn.

    Returns
    -------
    Pair
        The medians of one answer, in microseconds on one core.
    """
    exercise = deck(cards)
    options = [option.id for option in exercise.options]
    key = {item.id: exercise.keys[item.id].accept[0] for item in exercise.items}
    chance = random.Random(1)  # noqa: S311
    filled = [
        {"choices": {item.id: chance.choice(options) for item in exercise.items}}
        for _ in range(answers)
    ]
    texts = [json.dumps(answer) for answer in filled]

    def ours() -> None:
        for answer in filled:
            judge(exercise, answer)

    def theirs() -> None:
        for text in texts:
            sum(key[item] == option for item, option in json.loads(text)["choices"].items())

    took: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(times):
        for name, run in (("ours", ours), ("theirs", theirs)):
            start = time.process_time()
            run()
            took[name].append((time.process_time() - start) / answers * 1e6)
    return Pair(statistics.median(took["ours"]), statistics.median(took["theirs"]))


def nbval_seconds(folder: Path, count: int = 8, times: int = 3) -> Pair:
    """Compare checking copies of the session's notebook with checking empty notebooks.

    Parameters
    ----------
    folder
        An empty folder.
    count
        How many notebooks; with one or two, pytest's own start is nearly all there is to see.
    times
        How often; the medians count.

    Returns
    -------
    Pair
        Seconds.
    """
    # Away from the repository, whose settings for its own tests do not belong here.
    for name in ("session", "empty"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        shutil.copy(NOTEBOOK, folder / "session" / f"{number}.ipynb")
        notebooks.write(folder / "empty" / f"{number}.ipynb", ["pass"])
    return _in_turn(lambda: _nbval(folder / "session"), lambda: _nbval(folder / "empty"), times)


def opening_ms(folder: Path, times: int = 5) -> Pair:
    """Compare opening all eleven notebooks with every exercise answered, and with none.

    Parameters
    ----------
    folder
        An empty folder.
    times
        How often; the medians count.

    Returns
    -------
    Pair
        Milliseconds of processor time, each notebook in an interpreter of its own.
    """
    full, empty = folder / "full", folder / "empty"
    fill(Library(), Answers(full))
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))

    def opened(home: Path) -> float:
        return sum(
            1000 * float(_run(sys.executable, "-c", OPENING, str(path), home=home))
            for path in paths
        )

    return _in_turn(lambda: opened(full), lambda: opened(empty), times)


def bundle_bytes() -> dict[str, int]:
    """Weigh each kind's bundle together with its style sheet.

    Returns
    -------
    dict
        The bundle's name to bytes.
    """
    return {
        path.stem: path.stat().st_size + path.with_suffix(".css").stat().st_size
        for path in sorted(STATIC.glob("*.js"))
    }


def _in_turn(ours: Callable[[], float], theirs: Callable[[], float], times: int) -> Pair:
    """Measure two things in turn, so that other work disturbs both alike; take the medians."""
    measured = [(ours(), theirs()) for _ in range(times)]
    return Pair(*(statistics.median(column) for column in zip(*measured, strict=True)))


def _kernel(cells: Sequence[str], home: Path) -> Memory:
    """Run cells in a fresh kernel, and see what it holds afterwards."""
    manager, client = start_new_kernel(
        env=os.environ | {"WORKSHOP_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    try:
        for cell in cells:
            reply = client.execute_interactive(cell, timeout=60, output_hook=lambda _message: None)
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"{cell}\n{reply['content']}")
        held = psutil.Process(cast("LocalProvisioner", manager.provisioner).pid).memory_full_info()
        return Memory(held.uss / MEGABYTE, held.rss / MEGABYTE)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _nbval(folder: Path) -> float:
    start = time.perf_counter()
    _run(sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", folder=folder)
    return time.perf_counter() - start


def _run(*command: str, folder: Path = ROOT, home: Path | None = None) -> str:
    kept = {"WORKSHOP_HOME": str(home or folder / "my-work")}
    ran = subprocess.run(
        command, cwd=folder, env=os.environ | kept, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{ran.stdout}\n{ran.stderr}")
    return ran.stdout
