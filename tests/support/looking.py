"""The look around before a session."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import psutil

from tests.conftest import ROOT
from workshop.commands.ready import texts

TITLES = [
    "Python", "Content", "Notebooks", "Facilitator's desk", "Disk", "Ports", "Projector",
    "Participants", "Kernel", "JupyterLab", "Boards in a browser", "Internet",
]  # fmt: skip


WELCOME = "00-welcome.ipynb"


SHOWN = texts.read_notebook(ROOT / "notebooks" / WELCOME).exercises


def lines(said: str) -> dict[str, tuple[str, str]]:
    """Read what was printed: title to state and sentence."""
    found = re.findall(r"^[✓!✗] (fine|look|not yet) +([A-Z][\w' ]+): (.+)$", said, re.MULTILINE)
    return {title: (state, sentence) for state, title, sentence in found}


class Command:
    """The command in a home, a scratch folder and with answers of its own, to see what it leaves.

    Parameters
    ----------
    place
        A folder for all that.
    root
        The workshop to look at.
    """

    def __init__(self, place: Path, root: Path = ROOT) -> None:
        self.mark = uuid.uuid4().hex
        self.root = root
        self.folders = [place / name for name in ("home", "my-work", "my-room")]
        for folder in self.folders:
            folder.mkdir()
        # A short path, as people have it: a browser cannot use one as long as pytest's.
        self.folders.append(Path(tempfile.mkdtemp()))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        home, work, room, scratch = map(str, self.folders)
        self.env = kept | {
            "HOME": home, "TMPDIR": scratch, "WORKSHOP_HOME": work, "WORKSHOP_ROOM": room,
            "PYTHONPATH": str(root), "MARK": self.mark,
        }  # fmt: skip

    def start(self, **settings: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "workshop.commands.cli", "check", "--ready"],
            cwd=self.root, env=self.env | settings, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def run(self, **settings: str) -> tuple[int, str]:
        with self.start(**settings) as process:
            said, faults = process.communicate(timeout=90)
        assert faults == ""
        return process.returncode, said

    def programs(self) -> list[str]:
        """What runs that the command started, or that was started by what it started."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("MARK") == self.mark:
                    found.append(" ".join(process.cmdline()) or process.name())
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    def assert_nothing_is_left(self) -> None:
        assert self.programs() == []
        assert [path for folder in self.folders for path in folder.rglob("*")] == []
        self.folders[-1].rmdir()


def wait_for_program(process: subprocess.Popen[str], name: str) -> None:
    """Wait until a process has started a program whose command has this in it."""
    while process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                if name in " ".join(child.cmdline()):
                    return
    raise AssertionError(f"{name} was never started")
