"""One scan with a phone before people come; and what is said where no phone gets through."""

from __future__ import annotations

import os
import platform
import pty
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workshop.commands.ready import one_phone, reach
from workshop.commands.ready.reach import Facts, obstacles
from workshop.commands.said import words_of
from workshop.room import running

WORDS = words_of("ready")
FINE = Facts(("192.168.43.1",))
SCAN = """
import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def scanning(address: str) -> subprocess.Popen[str]:
    """Another program that opens the page, as a phone does."""
    command = [sys.executable, "-c", SCAN, address]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_when_a_phone_opens_the_page_both_sides_say_so() -> None:
    with running.listen(0, running.HERE) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        begun: list[subprocess.Popen[str]] = []

        def scan() -> None:
            begun.append(scanning(address))

        assert one_phone.wait_for_a_phone(listening, 20, meanwhile=scan) == "127.0.0.1"
    page, _ = begun[0].communicate(timeout=20)
    assert WORDS["phone-page"] in page


def test_the_laptop_itself_is_no_phone() -> None:
    with running.listen(0, running.HERE) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        pages = []

        def look() -> None:
            pages.append(scanning(address).communicate(timeout=20)[0])

        assert one_phone.wait_for_a_phone(listening, 0.1, ["127.0.0.1"], look) == ""
    assert WORDS["phone-page-here"] in pages[0]


def test_where_no_phone_comes_it_says_what_stops_phones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "addresses", lambda: ["127.0.0.1"])
    found = one_phone.scan(free_port(), 0.1)
    assert {each.state for each in found} == {"look"}
    assert found[0].said.startswith("No phone came within")
    said = " ".join(each.said for each in found)
    assert WORDS["reach-guests"] in said
    # It does reach itself.
    assert "does not even open" not in said
    shown = capsys.readouterr().out
    assert shown.count("█") > 100, "a code to scan"
    assert re.search(r"^  http://127\.0\.0\.1:\d+$", shown, re.MULTILINE)


def test_without_a_network_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "addresses", list)
    [found] = one_phone.scan(free_port(), 60)
    assert found.said == WORDS["reach-no-network"]


def test_where_a_room_is_open_it_is_named() -> None:
    with running.listen(0) as listening:
        port = listening.getsockname()[1]
        [found] = one_phone.scan(port, 60)
    assert found.said == WORDS["phone-busy"].format(port=port)


def test_a_terminal_without_the_signs_shows_the_address_alone() -> None:
    code = "from workshop.commands.scan import draw; print(draw('http://10.0.0.5:8080'))"
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_ctrl_c_leaves_it_out() -> None:
    code = (
        "from workshop.commands.ready import one_phone\n"
        f"print(one_phone.scan({free_port()}, 60)[0].said)"
    )
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT, stdout=subprocess.PIPE, stdin=theirs, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    with closing(os.fdopen(ours)), closing(os.fdopen(theirs)), process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("  http://"):
                break
        else:
            # A computer without a network has nothing to wait for.
            assert not running.addresses()
            return
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=20)
    assert said.endswith(f"{WORDS['phone-left-out']}\n")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"firewall": "windows"}, "“Private networks”"),
        ({"firewall": "macos"}, "firewall of this Mac"),
        ({"firewall": "ufw"}, "(ufw)"),
        ({"firewall": "firewalld"}, "(firewalld)"),
        ({"tunnels": ("wg0", "tun1")}, "A VPN may be on (wg0, tun1)"),
        ({"battery": 34}, "on its battery (34 %)"),
        ({"itself": False}, "does not even open on this laptop at 192.168.43.1"),
    ],
)
def test_each_thing_that_stops_phones_is_named_with_what_helps(
    facts: dict[str, object], said: str
) -> None:
    found = obstacles(replace(FINE, **facts), WORDS)  # type: ignore[arg-type]
    assert any(said in each for each in found)
    usual = obstacles(FINE, WORDS)
    assert set(usual) < set(found)
    assert "begins with 192.168.43. " in usual[0]
    assert WORDS["reach-guests"] in usual


def test_no_network_is_the_only_thing_to_say_then() -> None:
    facts = Facts((), firewall="ufw", battery=5, tunnels=("tun0",))
    assert obstacles(facts, WORDS) == [WORDS["reach-no-network"]]


class Answers:
    """Stands for what a Mac's firewall is asked with."""

    def __init__(self, stdout: str) -> None:
        self.stdout = stdout


@pytest.mark.parametrize(
    ("system", "told", "ufw", "firewall"),
    [
        ("Windows", "", "", "windows"),
        ("Darwin", "Firewall is enabled. (State = 1)", "", "macos"),
        ("Darwin", "Firewall is disabled. (State = 0)", "", ""),
        ("Linux", "", "# on\nENABLED=yes\n", "ufw"),
        ("Linux", "", "ENABLED=no\n", ""),
        ("Linux", "", None, ""),
    ],
)
def test_the_firewall_is_found_without_an_administrator(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    told: str,
    ufw: str | None,
    firewall: str,
) -> None:
    path = tmp_path / "ufw.conf"
    if ufw is not None:
        path.write_text(ufw)
    monkeypatch.setattr(reach, "UFW", path)
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: Answers(told))
    assert reach.gather([], 8080).firewall == firewall
