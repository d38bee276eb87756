"""`workshop check --ready`: it tries things out for real, and says in plain words what is wrong."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.conftest import ROOT
from tests.support.launched import started
from tests.support.looking import SHOWN, TITLES, WELCOME, Command, lines, wait_for_program
from tools.servers import free_port
from workshop.commands.ready import computer, first_session, kernel, run, screen, servers, texts
from workshop.commands.ready.lines import Finding, Step, beside
from workshop.content.library import Library
from workshop.jupyter import launch, obstacles

NO_BROWSER = "/nowhere/chromium"


def one(findings: Any) -> Finding:
    [finding] = findings
    assert isinstance(finding, Finding)
    return finding


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


class TestTheCommand:
    def test_without_a_browser_it_says_what_nobody_looked_at_and_how_to(
        self, command: Command
    ) -> None:
        code, said = command.run(CHROMIUM=NO_BROWSER)
        found = lines(said)
        assert sorted(found) == sorted(TITLES)
        assert not re.search(r"[\r\x1b]", said)
        assert found["Kernel"][0] == "fine"
        assert re.search(
            rf"showed the exercise “{SHOWN[0]}” in \d+\.\d seconds", found["Kernel"][1]
        )
        state, sentence = found["Boards in a browser"]
        assert state == "look"
        assert "No Chromium, Chrome or Edge was found" in sentence
        assert "run `make app`" in sentence
        assert found["Internet"][0] == "look"
        # Other programs of this computer may use the two ports; nothing else may be amiss.
        assert {title for title, (state, _) in found.items() if state == "not yet"} <= {"Ports"}
        assert code == (1 if found["Ports"][0] == "not yet" else 0)
        command.assert_nothing_is_left()

    def test_a_broken_exercise_is_named_and_the_kernel_shows_no_board(
        self, tmp_path: Path, checkout: Path
    ) -> None:
        path = checkout / "exercises" / f"{SHOWN[0]}.toml"
        path.write_text(path.read_text("utf-8").replace("kind = ", "kid = ", 1), encoding="utf-8")
        command = Command(tmp_path, checkout)
        code, said = command.run(CHROMIUM=NO_BROWSER)
        found = lines(said)
        assert code == 1
        assert found["Content"][0] == "not yet"
        assert f"exercises/{SHOWN[0]}.toml" in found["Content"][1]
        assert "`make check`" in found["Content"][1]
        assert found["Kernel"][0] == "not yet"
        assert "a message stands in the place of the first exercise" in found["Kernel"][1]
        assert re.search(r"^Not ready yet: .* ✗", said, re.MULTILINE)
        command.assert_nothing_is_left()

    @pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_it_ends_quietly_while_a_kernel_runs(
        self, command: Command, stop: signal.Signals
    ) -> None:
        with command.start(CHROMIUM=NO_BROWSER) as process:
            wait_for_program(process, "ipykernel")
            process.send_signal(stop)
            process.send_signal(stop)
            said, faults = process.communicate(timeout=30)
        assert (process.returncode, faults) == (130, "")
        assert said.endswith("\nStopped.\n")
        command.assert_nothing_is_left()

    def test_a_terminal_shows_how_far_it_got_and_then_only_the_lines(
        self, command: Command
    ) -> None:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "workshop.commands.cli", "check", "--ready", "--phone=0"],
            cwd=ROOT, env=command.env | {"CHROMIUM": NO_BROWSER, "COLUMNS": "80"},
            stdin=theirs, stdout=theirs, stderr=theirs,
        )  # fmt: skip
        os.close(theirs)
        said = b""
        # A terminal whose program is gone is an error (Linux) or the end of a file (Mac).
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:
            pass
        os.close(ours)
        process.wait(30)
        text = said.decode()
        assert re.search(r"\r\[#+-+\] +\d+ s  .*Kernel", text)
        # Whatever a \r goes back over is blank when a line comes.
        for line in text.split("\r\n"):
            *before, last = line.split("\r")
            assert not last.startswith("[")
            assert before == [] or before[-1].strip() == ""
        assert "\x1b[32m✓ fine" in text


class TestTime:
    def test_what_hangs_is_left_and_said(self) -> None:
        never = threading.Event()

        def hang() -> list[Finding]:
            never.wait()
            return []

        try:
            step = Step(("Disk",), 0.2, lambda: beside(hang))
            finding = one(asyncio.run(taken(step, 60)))
        finally:
            never.set()
        assert finding.state == "not yet"
        assert "not done within 0 seconds" in finding.said

    def test_programs_that_hang_are_ended(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = tmp_path / "browser"
        browser.write_text("#!/bin/sh\nsleep 600\n")
        browser.chmod(0o755)
        monkeypatch.setenv("CHROMIUM", str(browser))
        notebook = ROOT / "notebooks" / WELCOME
        titles = ("Boards in a browser", "Internet")
        # Long enough for a busy computer to start the server, which comes before the browser.
        step = Step(titles, 15, lambda: first_session.in_browser(notebook, tmp_path / "place", 5))
        before = set(psutil.Process().children(recursive=True))
        found = asyncio.run(taken(step, 60))
        assert set(psutil.Process().children(recursive=True)) <= before
        assert [finding.state for finding in found] == ["not yet", "not yet"]
        assert "not done within 15 seconds" in found[0].said
        # The browser had been started, so there was something to end.
        assert (tmp_path / "place" / "browser.txt").exists()

    def test_what_there_is_no_time_for_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main(seconds=0) == 1
        found = lines(capsys.readouterr().out)
        assert sorted(found) == sorted(TITLES)
        assert all(state == "not yet" and "no time left" in said for state, said in found.values())

    def test_a_surprise_hides_nothing_else(self) -> None:
        async def look() -> list[Finding]:
            raise ZeroDivisionError("by nobody")

        finding = one(asyncio.run(taken(Step(("Disk",), 5, look), 60)))
        assert finding == Finding("not yet", "This could not be looked at: by nobody.")


async def taken(step: Step, seconds: float) -> Any:
    return await run._take(step, asyncio.get_running_loop().time() + seconds)


class TestPackages:
    def describe(self, folder: Path, *lines: str) -> None:
        """A distribution `a-workshop`, as an installer would leave it."""
        place = folder / "a_workshop-1.dist-info"
        place.mkdir()
        text = "\n".join(["Metadata-Version: 2.1", "Name: a-workshop", "Version: 1", *lines])
        (place / "METADATA").write_text(f"{text}\n")

    def look(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Finding:
        monkeypatch.syspath_prepend(folder)
        return one(computer.packages("a-workshop"))

    def test_all_that_fits(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.describe(
            tmp_path,
            "Requires-Python: >=3.11",
            "Requires-Dist: pandas>=2.2",
            'Requires-Dist: nowhere; extra == "dev"',
        )
        finding = self.look(tmp_path, monkeypatch)
        assert finding.state == "fine"
        assert finding.said.endswith("and 1 packages that fit.")

    def test_too_old_and_missing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.describe(
            tmp_path,
            "Requires-Python: >=3.11",
            "Requires-Dist: pandas>=999",
            "Requires-Dist: nowhere",
        )
        finding = self.look(tmp_path, monkeypatch)
        assert finding.state == "not yet"
        assert re.match(r"pandas is \d\S+, and must be >=999, nowhere is missing\.", finding.said)
        assert "`make env`" in finding.said

    def test_another_python(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.describe(tmp_path, "Requires-Python: >=99")
        finding = self.look(tmp_path, monkeypatch)
        assert finding.state == "not yet"
        assert "must be >=99" in finding.said

    def test_not_installed(self) -> None:
        assert one(computer.packages("no-such-workshop")).state == "not yet"


# In a process of its own: a limit on the size of files is what a full disk is to a program.
FULL_DISK = """
import resource
from workshop.content.library import Library
from workshop.commands.ready import computer
library = Library()
resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
[finding] = computer.disk(library)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(finding.state, finding.said, sep="|")
"""
# As somebody who may not write there, whoever runs the tests. What is imported is imported before.
NOBODY = """
import os
from workshop.content.library import Library
from workshop.commands.ready import computer
import workshop.kinds.write, filelock
library = Library()
library.exercise("two-words")
if os.geteuid() == 0:
    os.seteuid(65534)
[finding] = computer.disk(library)
print(finding.state, finding.said, sep="|")
"""


class TestDisk:
    @pytest.fixture(autouse=True)
    def places(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "my-work"))
        monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "my-room"))

    def run(self, code: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout.strip().split("|")

    def test_it_saves_reads_and_removes(self, tmp_path: Path) -> None:
        finding = one(computer.disk(Library(ROOT)))
        assert finding.state == "fine"
        assert str(tmp_path / "my-work") in finding.said
        assert list(tmp_path.iterdir()) == []

    def test_what_somebody_answered_stays(self, tmp_path: Path) -> None:
        file = tmp_path / "my-work" / "answers" / "two-words.json"
        file.parent.mkdir(parents=True)
        file.write_text("somebody's")
        assert one(computer.disk(Library(ROOT))).state == "fine"
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]
        assert file.read_text() == "somebody's"

    def test_full(self, tmp_path: Path) -> None:
        assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
        state, said = self.run(FULL_DISK)
        assert state == "not yet"
        assert said.startswith(f"Nothing can be saved in {tmp_path / 'my-work'} (")
        assert "WORKSHOP_HOME" in said
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("locked", "setting"), [("my-work", "WORKSHOP_HOME"), ("my-room", "WORKSHOP_ROOM")]
    )
    def test_not_allowed(self, locked: str, setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with tempfile.TemporaryDirectory() as place:
            folders = {name: Path(place) / name for name in ("my-work", "my-room")}
            Path(place).chmod(0o755)
            for name, folder in folders.items():
                folder.mkdir()
                folder.chmod(0o555 if name == locked else 0o777)
            monkeypatch.setenv("WORKSHOP_HOME", str(folders["my-work"]))
            monkeypatch.setenv("WORKSHOP_ROOM", str(folders["my-room"]))
            state, said = self.run(NOBODY)
        assert state == "not yet"
        assert said.startswith(f"Nothing can be saved in {folders[locked]} (Permission denied)")
        assert f"in {setting}." in said

    def test_a_file_in_its_place(self, tmp_path: Path) -> None:
        (tmp_path / "my-work").write_text("")
        assert one(computer.disk(Library(ROOT))).state == "not yet"

    def test_little_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(computer, "LEAST_FREE", 10**18)
        finding = one(computer.disk(Library(ROOT)))
        assert finding.state == "not yet"
        assert re.match(r"Only [\d,]+ MB are free", finding.said)


class TestPorts:
    @pytest.fixture(autouse=True)
    def places(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("LAB_PORT", "APP_PORT"):
            monkeypatch.setattr(computer, name, free_port())

    def test_free(self) -> None:
        finding = one(computer.ports(ROOT / "notebooks"))
        assert finding.state == "fine"
        assert f"Port {computer.LAB_PORT} is free for `make lab`." in finding.said

    def test_in_use_by_something_else(self) -> None:
        with socket.create_server(("127.0.0.1", computer.LAB_PORT)):
            finding = one(computer.ports(ROOT / "notebooks"))
        assert finding.state == "not yet"
        assert f"Port {computer.LAB_PORT} is in use" in finding.said
        assert "`make lab PORT=8899`" in finding.said

    def test_no_way_from_one_program_to_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(obstacles, "LOOPBACK", "192.0.2.1")
        finding = one(computer.ports(None))
        assert finding.state == "not yet"
        assert "Programs on this computer cannot reach each other at 192.0.2.1" in finding.said

    def test_in_use_by_a_workshop_that_is_open(self, tmp_path: Path) -> None:
        with started("app", computer.APP_PORT, tmp_path) as process:
            assert process.stdout
            assert process.stdout.readline().startswith("Open http://")
            finding = one(computer.ports(ROOT / "notebooks"))
        assert finding.state == "fine"
        assert f"At port {computer.APP_PORT} a workshop is open already" in finding.said


def test_the_addresses_promise_nothing_that_does_not_work() -> None:
    projector, participants = computer.addresses()
    assert f"http://localhost:{computer.LAB_PORT}" in projector.said
    assert "on their own computer" in participants.said
    assert "They cannot open the pages of this computer" in participants.said
    for address in computer._network_addresses():
        assert address in participants.said
        assert not address.startswith("127.")


class TestNotebooks:
    def look(self, checkout: Path) -> list[Finding]:
        return texts.notebooks(checkout / "notebooks", Library(checkout))

    def test_all_there(self, checkout: Path) -> None:
        assert self.look(checkout)[0].state == "fine"

    @pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"cells": [{}]}'])
    def test_missing_or_no_notebook(self, checkout: Path, content: str | None) -> None:
        path = checkout / "notebooks" / "02-sorting-the-working-day.ipynb"
        path.unlink()
        if content is not None:
            path.write_text(content)
        finding = self.look(checkout)[0]
        assert finding.state == "not yet"
        assert finding.said.startswith("02-sorting-the-working-day.ipynb cannot be read")

    def test_another_text(self, checkout: Path) -> None:
        path = checkout / "notebooks" / "source" / "00-welcome.md"
        path.write_text(path.read_text("utf-8").replace("## Two words", "## 2 words", 1), "utf-8")
        finding = self.look(checkout)[0]
        assert finding.state == "look"
        assert finding.said.startswith("00-welcome.ipynb is not as its text")

    def test_the_desk(self, checkout: Path) -> None:
        desk = checkout / "notebooks" / texts.DESK
        desk.unlink(missing_ok=True)
        finding = self.look(checkout)[1]
        assert finding.state == "look"
        assert "`make notebooks`" in finding.said
        desk.write_text("no notebook")
        assert self.look(checkout)[1].state == "look"
        desk.write_text('{"cells": []}')
        assert self.look(checkout)[1].state == "fine"

    def test_no_folder(self) -> None:
        assert {finding.state for finding in texts.notebooks(None, Library(ROOT))} == {"not yet"}


def at_once(work: Coroutine[Any, Any, list[Finding]]) -> Finding:
    return one(asyncio.run(work))


class TestKernel:
    @pytest.fixture
    def kernelspec(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Callable[[str], Path]]:
        """Make another program the kernel of this computer, as installers of other Pythons do."""

        def make(program: str) -> Path:
            folder = tmp_path / "jupyter" / "kernels" / "python3"
            folder.mkdir(parents=True)
            (folder / "kernel.json").write_text(
                f'{{"argv": ["{program}", "{{connection_file}}"], "display_name": "Another"}}'
            )
            monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
            return folder

        yield make
        assert not [each for each in psutil.Process().children() if "ipykernel" in each.cmdline()]

    @pytest.mark.parametrize("program", ["/nowhere/python", "/bin/false"])
    def test_another_program(
        self, tmp_path: Path, kernelspec: Callable[[str], Path], program: str
    ) -> None:
        folder = kernelspec(program)
        finding = at_once(
            kernel.first_exercise(ROOT / "notebooks" / WELCOME, tmp_path / "place", 20)
        )
        assert finding.state == "not yet"
        assert f"is {program}, and not the workshop's Python: move the folder {folder}" in (
            finding.said
        )

    @pytest.mark.parametrize(
        ("cell", "seconds", "words"),
        [
            ("raise KeyError('here')", 20, "it stops with KeyError: 'here'"),
            ("while True: pass", 2, "a cell took longer than 2 seconds"),
            ("print('nothing')", 20, "a message stands in the place of the first exercise"),
        ],
    )
    def test_a_cell_that_shows_nothing(
        self, tmp_path: Path, cell: str, seconds: float, words: str
    ) -> None:
        path = tmp_path / "00-broken.ipynb"
        shown = f'{cell}  # .show(\\"two-words\\")'
        path.write_text(f'{{"cells": [{{"cell_type": "code", "source": ["{shown}"]}}]}}')
        finding = at_once(kernel.first_exercise(path, tmp_path / "place", seconds))
        assert finding.state == "not yet"
        assert words in finding.said


class TestBoard:
    notebook = ROOT / "notebooks" / WELCOME

    def test_a_browser_that_does_not_start_is_no_fault_of_the_workshop(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = tmp_path / "browser"
        broken.write_text("#!/bin/sh\nexit 1\n")
        broken.chmod(0o755)
        monkeypatch.setenv("CHROMIUM", str(broken))
        notebook = ROOT / "notebooks" / WELCOME
        found = asyncio.run(first_session.in_browser(notebook, tmp_path / "place", 5))
        assert [finding.state for finding in found] == ["look", "look"]
        assert f"{broken} does not start." in found[0].said
        assert "run `make app`" in found[0].said

    def test_a_server_that_does_not_start(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHROMIUM", "true")
        monkeypatch.setattr(launch, "app_command", lambda *_: ["false"])
        notebook = ROOT / "notebooks" / WELCOME
        found = asyncio.run(first_session.in_browser(notebook, tmp_path / "place", 5))
        assert [finding.state for finding in found] == ["not yet", "look"]
        assert "does not start" in found[0].said

    @pytest.mark.parametrize("setting", ["HOME", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"])
    def test_where_jupyterlab_cannot_keep_its_files_it_is_not_ready(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.setenv(setting, str(tmp_path / "file" / "in"))
        finding = one(asyncio.run(servers.lab_opens(self.notebook, tmp_path / "place", 20)))
        assert finding.state == "not yet"
        assert f"Jupyter keeps files in {tmp_path / 'file'}" in finding.said

    def test_a_jupyterlab_that_does_not_start_is_not_ready(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(launch, "lab_command", lambda *_: ["false"])
        finding = one(asyncio.run(servers.lab_opens(self.notebook, tmp_path / "place", 20)))
        assert (finding.state, "run `make lab`" in finding.said.lower()) == ("not yet", True)

    def test_what_counts_as_another_computer(self) -> None:
        here = [
            "http://localhost:8866/a",
            "ws://127.0.0.1:1/b",
            "data:image/png;base64,AA",
            "blob:x",
        ]
        assert first_session.outside(here) == []
        there = ["https://fonts.example.org/a", "wss://example.net/b", "http://192.0.2.1/"]
        assert first_session.outside([*here, *there]) == [
            "192.0.2.1",
            "example.net",
            "fonts.example.org",
        ]


def test_a_terminal_without_the_signs_still_has_the_words(tmp_path: Path) -> None:
    path = tmp_path / "said.txt"
    with path.open("w", encoding="ascii") as out:
        screen.Screen(out).finding("Disk", Finding("not yet", "Nothing can\nbe saved."))
    assert path.read_text() == "? not yet  Disk: Nothing can be saved.\n"
