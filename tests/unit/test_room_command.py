"""A room as a facilitator opens it: one command, and it goes on after it was stopped or killed."""

from __future__ import annotations

import http.client
import re
import signal
import socket
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tests.support.live_rooms import SORT, choices, record
from tests.support.room_program import opened
from workshop.commands import room
from workshop.commands.cli import main
from workshop.room import running


def test_one_command_opens_a_room_that_goes_on_after_a_kill(tmp_path: Path) -> None:
    with opened(tmp_path, "--session", "02") as program:
        status, joined = program.ask("POST", "/api/join", body={"code": program.code, "work": "w"})
        assert status == 200
        token = joined["token"]
        sent = {"n": 1, "work": "w", "record": record(SORT, choices(3))}
        path = f"/api/answers/{SORT.id}"
        assert program.ask("PUT", path, token, sent) == (200, {"saved": 1, "late": False})
        # Keys are in what only who started it sees.
        assert "key=" not in " ".join(psutil.Process(program.process.pid).cmdline())
        program.end(signal.SIGKILL)
    with opened(tmp_path) as again:
        assert again.code == program.code
        status, here = again.ask("GET", "/api/here", token)
        assert status == 200
        assert SORT.id in here["stage"]["held"]
        assert again.ask("PUT", path, token, sent)[1] == {"saved": 1, "late": False}
        stream = http.client.HTTPConnection("127.0.0.1", again.port, timeout=20)
        with closing(stream):
            stream.request("GET", "/api/events", headers={"authorization": f"Bearer {token}"})
            assert stream.getresponse().status == 200
            # An open stream keeps nobody waiting.
            assert "The room is stopped." in again.end()
            assert again.process.returncode == 0


def test_where_it_may_it_also_opens_the_door_at_which_phones_ask_for_the_internet(
    tmp_path: Path,
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        door = probe.getsockname()[1]
    with opened(tmp_path, f"--door={door}"):
        with closing(http.client.HTTPConnection("127.0.0.1", door, timeout=20)) as there:
            there.request("GET", "/generate_204", headers={"host": "connectivitycheck.gstatic.com"})
            reply = there.getresponse()
            assert (reply.status, reply.read()) == (204, b"")
            there.request("GET", "/", headers={"host": "somewhere.example"})
            assert there.getresponse().status == 302
        # Where something else listens there, the room opens all the same.
        with opened(tmp_path / "other", f"--door={door}") as other:
            assert other.ask("GET", "/api/health")[0] == 200


def test_a_new_room(tmp_path: Path) -> None:
    with opened(tmp_path) as program:
        program.end()
    with opened(tmp_path, "--new") as again:
        assert again.code != program.code


def test_what_it_says(tmp_path: Path) -> None:
    with opened(tmp_path, "--name", "Clinic guests") as program:
        said = "".join(program.said)
    for path in ("host", "wall"):
        assert re.search(rf"http://127\.0\.0\.1:{program.port}/{path}\?key=[\w-]{{22}}\n", said)
    assert ".local" not in said
    assert said.count("█") > 500, "two codes to scan"
    for number in running.addresses():
        assert f"http://{number}:{program.port}" in said


class TestRefusals:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "my-room"))
        return tmp_path / "my-room"

    def refused(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
        assert main(["room", *arguments]) == 1
        said = capsys.readouterr()
        assert said.err == ""
        assert len(said.out.splitlines()) == 1
        return said.out

    def test_no_such_session(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "There are 00, 01" in self.refused(capsys, "--session", "77")

    def test_a_port_that_is_taken(self, capsys: pytest.CaptureFixture[str]) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = str(other.getsockname()[1])
            assert f"at port {port} (Address already in use)" in self.refused(
                capsys, "--port", port
            )

    @pytest.mark.parametrize("port", ["70000", "-1"])
    def test_no_port(self, capsys: pytest.CaptureFixture[str], port: str) -> None:
        assert f"port {port}" in self.refused(capsys, "--port", port)

    def test_a_room_that_is_open_already(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        with opened(folder):
            said = self.refused(capsys, "--port", "0")
        assert said.startswith("A room is open already")

    def test_a_folder_that_is_none(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        folder.write_text("a file", "utf-8")
        assert str(folder) in self.refused(capsys, "--port", "0")

    def test_a_damaged_room(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        folder.mkdir()
        (folder / "room.sqlite").write_bytes(b"no database" * 500)
        assert "file is not a database" in self.refused(capsys, "--port", "0")


class TestAddresses:
    def test_the_likeliest_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def own(**names: str) -> None:
            of = {
                name: [SimpleNamespace(family=socket.AF_INET, address=number)]
                for name, number in names.items()
            }
            up = {name: SimpleNamespace(isup=name != "eth9") for name in names}
            monkeypatch.setattr(psutil, "net_if_addrs", lambda: of)
            monkeypatch.setattr(psutil, "net_if_stats", lambda: up)

        own(
            lo="127.0.0.1",
            docker0="172.17.0.1",
            eth0="169.254.3.4",
            eth9="10.0.0.9",
            wlan0="192.168.43.1",
        )
        assert running.addresses() == ["192.168.43.1", "169.254.3.4", "172.17.0.1"]
        own(lo="127.0.0.1")
        assert running.addresses() == []


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("Clinic", "", "WIFI:S:Clinic;;"),
        ("Clinic; guests", 'a"b\\c', 'WIFI:T:WPA;S:Clinic\\; guests;P:a\\"b\\\\c;;'),
    ],
)
def test_the_code_for_the_wi_fi(name: str, password: str, text: str) -> None:
    assert room._wifi(name, password) == text
