"""`workshop lab` and `workshop app`: one address, one way to stop, one sentence when it cannot."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.servers import free_port
from workshop import launch
from workshop.cli import main


@contextlib.contextmanager
def started(what: str, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command as from a terminal in which no browser can open."""
    hidden = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "JUPYTER_TOKEN")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    process = subprocess.Popen(
        [sys.executable, "-c", f"from workshop import launch; exit(launch.{what}({port}))"],
        cwd=ROOT,
        env=env | {"SSH_CONNECTION": "somewhere"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


@pytest.mark.parametrize(("what", "stop"), [("lab", signal.SIGINT), ("app", signal.SIGTERM)])
def test_it_says_one_address_that_opens_and_ends_quietly(what: str, stop: signal.Signals) -> None:
    with started(what, free_port()) as process:
        assert process.stdout
        assert process.stderr
        said = process.stdout.readline()
        address = re.search(r"^Open (http://localhost:\S+) .*Ctrl\+C", said)
        assert address, said
        if what == "lab":
            assert re.search(r"/lab/tree/\d\d-[a-z-]+\.ipynb\?token=", address[1])
        with urllib.request.urlopen(address[1]) as page:  # noqa: S310
            assert page.status == 200
        process.send_signal(stop)
        assert process.wait(60) == 0
        assert process.stdout.read() == "Stopping ...\n"
        assert "Traceback" not in process.stderr.read()


def test_the_gallery_opens_in_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], str]] = []

    def serve(command: list[str], _name: str, _port: int, page: str) -> int:
        seen.append((command, page))
        return 0

    monkeypatch.setattr(launch, "_serve", serve)
    assert main(["gallery"]) == 0
    [(command, page)] = seen
    [folder] = [Path(word.partition("=")[2]) for word in command if "root_dir" in word]
    assert page.startswith("lab/tree/")
    assert (folder / page.removeprefix("lab/tree/")).is_file()


@pytest.mark.parametrize("what", ["lab", "app"])
def test_a_port_in_use_is_one_sentence(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert getattr(launch, what)(port) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(rf"Port {port} is in use.*`make {what} PORT=8899`\.\n", said.err)


@pytest.mark.parametrize("port", [-1, 0, 65_536])
def test_a_port_that_does_not_exist_is_one_sentence(
    port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert launch.lab(port) == 1
    assert re.fullmatch(rf"There is no port {port}: .*\n", capsys.readouterr().err)


def test_a_port_closed_a_moment_ago_counts_as_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # this side closes first, and so keeps the port waiting for a minute
        client.close()
    assert launch.port_problem("lab", port) is None


def test_no_notebooks_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launch, "__file__", str(tmp_path / "workshop" / "launch.py"))
    monkeypatch.chdir(tmp_path)
    assert launch.lab(free_port()) == 1
    assert capsys.readouterr().err.startswith("There are no notebooks here: ")


def test_the_current_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the package is installed and the notebooks were copied."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(launch, "__file__", str(tmp_path / "elsewhere" / "x" / "launch.py"))
    monkeypatch.chdir(tmp_path)
    assert launch.notebooks_folder() == tmp_path / "notebooks"


def test_the_session_with_the_lowest_number_is_first(tmp_path: Path) -> None:
    assert launch.first_notebook(tmp_path) is None
    for name in ("02-b.ipynb", "10-c.ipynb", "facilitator-desk.ipynb", "01-a.md"):
        (tmp_path / name).touch()
    assert launch.first_notebook(tmp_path) == "02-b.ipynb"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"DISPLAY": ":0"}, True),
        ({}, not sys.platform.startswith("linux")),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "a"}, False),
        ({"BROWSER": "true", "SSH_CONNECTION": "a"}, True),
    ],
)
def test_when_a_browser_opens(
    settings: dict[str, str],
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(webbrowser, "get", lambda: None)
    assert launch._has_browser() is expected
