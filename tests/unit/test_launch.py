"""`workshop lab` and `workshop app`: one address, one way to stop, one sentence when it cannot."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from tests.support.launched import started
from tools.servers import free_port
from workshop.commands.cli import main
from workshop.jupyter import launch, obstacles, way_in
from workshop.system.places import START


@pytest.mark.parametrize(("what", "stop"), [("lab", signal.SIGINT), ("app", signal.SIGTERM)])
def test_it_says_one_address_that_opens_and_ends_quietly(
    what: str, stop: signal.Signals, tmp_path: Path
) -> None:
    with started(what, free_port(), tmp_path) as process:
        assert process.stdout
        assert process.stderr
        said = process.stdout.readline()
        address = re.search(r"^Open (http://\S+) .*Ctrl\+C", said)
        assert address, said
        first = r"localhost:\d+/lab/tree/start\.ipynb\?token="
        assert re.search(first if what == "lab" else r"127\.0\.0\.1:\d+/\?key=", address[1])
        with urllib.request.urlopen(address[1]) as page:  # noqa: S310
            assert page.status == 200
        process.send_signal(stop)
        assert process.wait(60) == 0
        assert process.stdout.read() == "Stopping ...\n"
        assert "Traceback" not in process.stderr.read()


def test_the_gallery_opens_in_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], str]] = []

    def serve(command: list[str], _name: str, port: int, way: launch.Way, _words: object) -> int:
        seen.append((command, way.address.format(port=port, key="key")))
        return 0

    monkeypatch.setattr(launch, "_serve", serve)
    assert main(["gallery"]) == 0
    [(command, address)] = seen
    page = urlsplit(address).path.removeprefix("/")
    [folder] = [Path(word.partition("=")[2]) for word in command if "root_dir" in word]
    assert page.startswith("lab/tree/")
    assert (folder / page.removeprefix("lab/tree/")).is_file()


@pytest.mark.parametrize("what", ["lab", "app"])
def test_a_port_in_use_is_one_sentence(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main([what, "--port", str(port)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(rf"Port {port} is in use.*`make {what} PORT=8899`\.\n", said.err)


@pytest.mark.parametrize("port", [-1, 0, 65_536])
def test_a_port_that_does_not_exist_is_one_sentence(
    port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", f"--port={port}"]) == 1
    assert re.fullmatch(rf"There is no port {port}: .*\n", capsys.readouterr().err)


def test_a_port_closed_a_moment_ago_counts_as_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # this side closes first, and so keeps the port waiting for a minute
        client.close()
    assert obstacles.port_problem("lab", port) is None


def test_no_notebooks_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launch, "__file__", str(tmp_path / "workshop" / "jupyter" / "launch.py"))
    monkeypatch.chdir(tmp_path)
    assert main(["lab", "--port", str(free_port())]) == 1
    assert capsys.readouterr().err.startswith("There are no notebooks here: ")


def test_the_current_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the package is installed and the notebooks were copied."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(launch, "__file__", str(tmp_path / "elsewhere" / "x" / "launch.py"))
    monkeypatch.chdir(tmp_path)
    assert launch.notebooks_folder() == tmp_path / "notebooks"


def test_the_session_with_the_lowest_number_is_first_and_before_it_the_start_page(
    tmp_path: Path,
) -> None:
    assert launch.first_session(tmp_path) is None
    assert launch.first_page(tmp_path) is None
    for name in ("02-b.ipynb", "10-c.ipynb", "facilitator-desk.ipynb", "01-a.md"):
        (tmp_path / name).touch()
    assert launch.first_session(tmp_path) == "02-b.ipynb"
    assert launch.first_page(tmp_path) == "02-b.ipynb"
    (tmp_path / START).touch()
    assert launch.first_session(tmp_path) == "02-b.ipynb"
    assert launch.first_page(tmp_path) == START


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"DISPLAY": ":0"}, True),
        ({}, not sys.platform.startswith("linux")),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "a"}, False),
        ({"DISPLAY": ":0", "WSL_DISTRO_NAME": "a"}, False),
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
    assert way_in.has_browser() is expected


# A browser that notes how it was called, which every account of the computer can read, and which
# command lines there are meanwhile; and then does what a browser does with a page that leads on.
BROWSER = """
import html, json, pathlib, psutil, re, sys, urllib.parse, urllib.request
called = pathlib.Path(sys.argv[1])
lines = [" ".join(each.info["cmdline"] or []) for each in psutil.process_iter(["cmdline"])]
address = sys.argv[2]
if address.startswith("file://"):
    page = pathlib.Path(urllib.parse.unquote(address.removeprefix("file://")))
    modes = [each.stat().st_mode & 0o777 for each in (page, page.parent)]
    address = html.unescape(re.search("url=([^>]+).>", page.read_text("utf-8"))[1])
with urllib.request.urlopen(address) as opened:
    told = {"called": lines, "modes": modes, "address": address, "status": opened.status}
called.with_suffix(".part").write_text(json.dumps(told))
called.with_suffix(".part").replace(called)
"""


@pytest.mark.parametrize("what", ["lab", "app"])
def test_no_other_account_can_read_how_to_get_in(what: str, tmp_path: Path) -> None:
    (tmp_path / "browser.py").write_text(BROWSER, "utf-8")
    noted, home = tmp_path / "noted.json", tmp_path / "work"
    browser = f"{sys.executable} {tmp_path / 'browser.py'} {noted} %s"
    with started(what, free_port(), home, BROWSER=browser) as process:
        assert process.stdout
        said = process.stdout.readline()
        assert said.startswith("The workshop opens in your browser.")
        token = re.search(r"(?:token|key)=(\w+)", said)
        assert token
        deadline = time.monotonic() + 60
        while not noted.exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        told = json.loads(noted.read_text("utf-8"))
        assert told["status"] == 200
        assert token[1] in told["address"]
        assert any("browser.py" in line for line in told["called"]), "or this looks at nothing"
        assert not any(token[1] in line for line in told["called"])
        assert told["modes"] == [0o600, 0o700]
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("setting", ["HOME", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"])
def test_a_folder_that_cannot_be_written_is_one_sentence(setting: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with started(
        "lab", free_port(), tmp_path, **{setting: str(tmp_path / "file" / "in")}
    ) as process:
        said, faults = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "")
    assert re.fullmatch(rf"Jupyter keeps files in {tmp_path}/file/in\S*, and nothing .*\n", faults)


def test_a_computer_without_ipv4_for_itself_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # An address that is kept for examples, so that no computer has it.
    monkeypatch.setattr(obstacles, "LOOPBACK", "192.0.2.1")
    assert main(["lab", "--port", str(free_port())]) == 1
    assert re.fullmatch(r"Programs .* each other at 192\.0\.2\.1 .*\n", capsys.readouterr().err)


def test_a_server_that_cannot_start_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "jupyterlab"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text(
        "def f(n):\n    f(n - 1) if n else 1 / 0\nf(150)\n", "utf-8"
    )
    paths = os.pathsep.join([str(broken.parent), str(ROOT)])
    with started("lab", free_port(), tmp_path / "work", PYTHONPATH=paths) as process:
        said, faults = process.communicate(timeout=60)
    log = tmp_path / "work" / "lab-did-not-start.txt"
    assert (process.returncode, said) == (1, "")
    assert faults == (
        f"The workshop did not start: ZeroDivisionError: division by zero (all that it said is in "
        f"{log}). Run `make ready` to see what is missing.\n"
    )
    assert "Traceback" in log.read_text("utf-8")
