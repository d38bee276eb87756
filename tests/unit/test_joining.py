"""Notebooks that join a live room: what arrives there, and what a notebook says of it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PATIENCE
from tests.support.asking import ask
from tests.support.live_room import LiveRoom, live_room
from tests.support.rooms import EXERCISES, LIBRARY
from tests.support.taps import tap
from tests.support.waiting import until
from workshop.answers import in_room, joined, room_client, uplink
from workshop.answers.room_client import read_address
from workshop.answers.store import Answers
from workshop.answers.uplink import Uplink
from workshop.notebook.board import Board
from workshop.notebook.header import Header
from workshop.notebook.session import Session

SORT = EXERCISES["sort-the-working-day"]
CHECKED = EXERCISES["hard-and-two-sided-cards"]
OWN_WORDS = EXERCISES["my-yesterday"]
WORDS = LIBRARY.strings()["join"]
FIRST, SECOND, THIRD, *_ = [item.id for item in SORT.items]
ONE, OTHER = SORT.options[0].id, SORT.options[1].id


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What takes seconds for people takes a moment here; no thread outlives its test."""
    monkeypatch.setattr(uplink, "SECOND", 0.05)
    monkeypatch.setattr(uplink, "ASKS_SECONDS", 0.05)
    monkeypatch.setattr(uplink, "LONGEST_SECONDS", 0.2)
    yield
    restart()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[LiveRoom]:
    with live_room(LIBRARY, tmp_path / "room", [SORT.id, CHECKED.id, OWN_WORDS.id]) as room:
        yield room


def restart() -> None:
    """End what a kernel does in the background, as when it is restarted."""
    for each in in_room._uplinks.values():
        each.stop()
        each.join(10)
    in_room._uplinks.clear()


class Notebook:
    """A notebook of somebody's work."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.session = Session("02", LIBRARY, Answers(home))
        self.session._repr_mimebundle_()

    @property
    def header(self) -> Header:
        assert self.session._header is not None
        return self.session._header

    def board(self, exercise: str = SORT.id) -> Board:
        board = self.session.show(exercise)
        assert isinstance(board, Board)
        return board

    def choose(self, item: str, option: str) -> None:
        tap(self.board(), {"item": item, "option": option})

    def join(self, room: LiveRoom, **more: Any) -> dict[str, Any]:
        address = room.address.removeprefix("http://")
        given = {"address": address, "code": room.code, "people": 1, "profession": ""}
        return ask(self.header, "join", **(given | more))

    def stands(self, standing: str) -> None:
        until(lambda: self.header.in_room.get("standing") == standing)


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    return Notebook(tmp_path / "work")


def arrived(room: LiveRoom, exercise: str = SORT.id) -> dict[str, Any]:
    """Give the one record that the room has of an exercise; empty while there is none."""
    found = room.records(exercise)
    assert len(found) < 2
    return found[0] if found else {}


def chosen(room: LiveRoom) -> dict[str, Any]:
    return dict(arrived(room).get("answer", {}).get("choices", {}))


def test_what_somebody_answers_arrives_as_whole_records(notebook: Notebook, room: LiveRoom) -> None:
    notebook.choose(FIRST, ONE)
    assert notebook.header.in_room == {}
    code = f" {room.code[:2]} {room.code[2:]} ".lower()
    told = notebook.join(room, code=code, people=4)
    assert told == {"told": WORDS["joined"].format(code=room.code), "changed": True}
    notebook.choose(SECOND, OTHER)
    until(lambda: chosen(room) == {FIRST: ONE, SECOND: OTHER})
    notebook.stands("saved")
    assert room.app.live.people() == 4
    notebook.choose(FIRST, OTHER)
    until(lambda: chosen(room) == {FIRST: OTHER, SECOND: OTHER})
    [device] = room.app.live.present.all()
    assert device.kept.work == Answers(notebook.home).participant()


def test_nobody_s_own_words_leave_the_computer(notebook: Notebook, room: LiveRoom) -> None:
    delta = {"row": 0, "field": "what", "text": "I shouted at the porter."}
    tap(notebook.board(OWN_WORDS.id), delta)
    assert "porter" in json.dumps(notebook.board(OWN_WORDS.id).answer)
    notebook.join(room)
    until(lambda: bool(arrived(room, OWN_WORDS.id)))
    assert "porter" not in json.dumps(room.records(OWN_WORDS.id))


def test_what_is_not_for_this_room_stays(notebook: Notebook, room: LiveRoom) -> None:
    chips = EXERCISES["skill-chips"]
    board = notebook.board(chips.id)
    tap(board, {"item": chips.items[0].id, "option": chips.options[0].id})
    notebook.choose(FIRST, ONE)
    notebook.join(room)
    notebook.stands("saved")
    assert room.records(chips.id) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "ZZZZ"}, "wrong-code"),
        ({"code": " - "}, "no-code"),
        ({"address": " "}, "address-first"),
        ({"address": "ftp://10.0.0.5"}, "no-address"),
        ({"address": "file:///etc/passwd"}, "no-address"),
        ({"address": "a b"}, "no-address"),
    ],
)
def test_what_was_mistyped_is_said_in_a_sentence(
    notebook: Notebook, room: LiveRoom, given: dict[str, str], said: str
) -> None:
    assert notebook.join(room, **given) == {"wrong": WORDS[said]}
    assert notebook.header.in_room == {}
    assert room.app.live.people() == 0


@pytest.mark.parametrize("more", [{"people": 0}, {"people": "5"}, {"profession": "wizard"}])
def test_what_no_page_sends_is_not_understood(
    notebook: Notebook, room: LiveRoom, more: dict[str, Any]
) -> None:
    told = notebook.join(room, **more)
    assert told == {"wrong": LIBRARY.strings()["asked"]["not-understood"]}


def test_a_room_that_is_over_is_said(notebook: Notebook, room: LiveRoom) -> None:
    notebook.join(room)
    notebook.stands("saved")
    room._do(room.app.live.end())
    notebook.stands("over")
    assert Notebook(notebook.home.with_name("other")).join(room) == {"wrong": WORDS["room-over"]}


def test_a_room_that_stops_and_comes_back_gets_everything_once(
    notebook: Notebook, room: LiveRoom
) -> None:
    notebook.join(room)
    notebook.choose(FIRST, ONE)
    until(lambda: chosen(room) == {FIRST: ONE})
    notebook.stands("saved")
    room.stop()
    try:
        notebook.choose(SECOND, OTHER)
        notebook.stands("away")
    finally:
        room.start()
    until(lambda: chosen(room) == {FIRST: ONE, SECOND: OTHER})
    notebook.stands("saved")


def test_a_kernel_that_starts_anew_goes_on(notebook: Notebook, room: LiveRoom) -> None:
    notebook.join(room)
    notebook.choose(FIRST, ONE)
    until(lambda: chosen(room) == {FIRST: ONE})
    notebook.stands("saved")
    before = joined.read(notebook.home)
    assert before is not None
    restart()
    # Nobody sends this yet.
    notebook.choose(SECOND, OTHER)
    again = Notebook(notebook.home)
    assert again.header.in_room["code"] == room.code
    until(lambda: chosen(room) == {FIRST: ONE, SECOND: OTHER})
    after = joined.read(notebook.home)
    assert after is not None
    assert after.token == before.token
    assert after.sent[SORT.id]["n"] > before.sent[SORT.id]["n"]
    assert (notebook.home / joined.NAME).stat().st_mode & 0o077 == 0


def test_of_two_kernels_one_sends_for_both_and_both_say_how_it_stands(
    notebook: Notebook, room: LiveRoom
) -> None:
    notebook.join(room)
    notebook.stands("saved")
    other = Uplink(notebook.home, LIBRARY)
    heard = threading.Event()
    other.changed = heard.set
    other.start()
    try:
        assert heard.wait(PATIENCE / 1000)
        elsewhere = Answers(notebook.home)
        elsewhere.change(SORT, {"item": FIRST, "option": ONE})
        until(lambda: chosen(room) == {FIRST: ONE})
        # The kernel that sent ends: the other one takes over.
        restart()
        elsewhere.change(SORT, {"item": SECOND, "option": ONE})
        until(lambda: chosen(room) == {FIRST: ONE, SECOND: ONE})
    finally:
        other.stop()
        other.join(10)


def test_a_second_vote_stands_beside_the_first(notebook: Notebook, room: LiveRoom) -> None:
    notebook.join(room)
    room.step("think", SORT.id)
    for item in (FIRST, SECOND):
        notebook.choose(item, ONE)
    until(lambda: chosen(room) == {FIRST: ONE, SECOND: ONE})
    room.step("look")
    until(lambda: SORT.id in (joined.read(notebook.home) or pytest.fail("gone")).looked)
    room.step("again")
    notebook.choose(FIRST, OTHER)
    notebook.choose(THIRD, OTHER)
    second = {FIRST: OTHER, SECOND: ONE, THIRD: OTHER}
    until(lambda: chosen(room) == second)
    assert arrived(room)["first"] == {"choices": {FIRST: ONE}}
    # Once more: the first vote stays what it was.
    notebook.choose(FIRST, SORT.options[2].id)
    until(lambda: chosen(room)[FIRST] == SORT.options[2].id)
    assert arrived(room)["first"] == {"choices": {FIRST: ONE}}


def test_one_card_alone_is_voted_on_twice(notebook: Notebook, room: LiveRoom) -> None:
    """And where reasons wait to be asked for, there would be no first choice without the room."""
    items = [item.id for item in CHECKED.items[:2]]
    here, there = (option.id for option in CHECKED.options[:2])
    notebook.join(room)
    for item in items:
        tap(notebook.board(CHECKED.id), {"item": item, "option": here})
    room.step("look", CHECKED.id, items[0])
    place = f"{CHECKED.id}/{items[0]}"
    until(lambda: place in (joined.read(notebook.home) or pytest.fail("gone")).looked)
    for item in items:
        tap(notebook.board(CHECKED.id), {"item": item, "option": there})
    both = dict.fromkeys(items, there)
    until(lambda: arrived(room, CHECKED.id).get("answer", {}).get("choices") == both)
    assert arrived(room, CHECKED.id)["first"] == {"choices": {items[0]: here}}


def test_what_is_changed_after_the_reasons_is_nobody_else_s(
    notebook: Notebook, room: LiveRoom
) -> None:
    notebook.join(room)
    room.step("think", SORT.id)
    notebook.choose(FIRST, ONE)
    until(lambda: chosen(room) == {FIRST: ONE})
    room.step("why")
    until(lambda: SORT.id in (joined.read(notebook.home) or pytest.fail("gone")).opened)
    notebook.choose(FIRST, OTHER)
    tap(
        notebook.board(CHECKED.id),
        {"item": CHECKED.items[0].id, "option": CHECKED.options[0].id},
    )
    until(lambda: bool(arrived(room, CHECKED.id)))
    assert chosen(room) == {FIRST: ONE}


def test_leaving_takes_everything_out(notebook: Notebook, room: LiveRoom) -> None:
    notebook.join(room)
    notebook.choose(FIRST, ONE)
    until(lambda: bool(chosen(room)))
    assert ask(notebook.header, "leave") == {"told": WORDS["left"], "changed": True}
    assert notebook.header.in_room == {}
    assert arrived(room) == {}
    assert room.app.live.people() == 0
    assert notebook.board().answer["choices"] == {FIRST: ONE}
    # And back again, as one person.
    notebook.join(room)
    until(lambda: chosen(room) == {FIRST: ONE})


def test_a_room_that_is_away_is_not_left_by_half(notebook: Notebook, room: LiveRoom) -> None:
    notebook.join(room)
    notebook.stands("saved")
    room.stop()
    try:
        assert ask(notebook.header, "leave") == {"wrong": WORDS["not-left"]}
        assert notebook.header.in_room["code"] == room.code
    finally:
        room.start()


def test_who_finishes_here_is_in_no_room_any_more(notebook: Notebook, room: LiveRoom) -> None:
    notebook.join(room)
    notebook.choose(FIRST, ONE)
    until(lambda: chosen(room) == {FIRST: ONE})
    notebook.stands("saved")
    assert ask(notebook.header, "clear")["cleared"]
    assert notebook.header.in_room == {}
    assert not (notebook.home / joined.NAME).exists()
    # What was sent stays, and whoever begins now is nobody's second half.
    notebook.choose(SECOND, ONE)
    assert chosen(room) == {FIRST: ONE}


def test_work_that_somebody_brings_along_counts_in_the_place_of_what_was_here(
    notebook: Notebook, room: LiveRoom, tmp_path: Path
) -> None:
    other = Notebook(tmp_path / "home")
    other.choose(SECOND, OTHER)
    text = ask(other.header, "save")["file"]["text"]
    notebook.join(room)
    notebook.choose(FIRST, ONE)
    until(lambda: chosen(room) == {FIRST: ONE})
    notebook.stands("saved")
    ask(notebook.header, "bring", text=text, mixed=True, newer=True)
    until(lambda: chosen(room) == {SECOND: OTHER})
    assert room.app.live.people() == 1


def test_a_room_that_does_not_know_somebody_any_more(notebook: Notebook, room: LiveRoom) -> None:
    notebook.join(room)
    notebook.stands("saved")
    [device] = room.app.live.present.all()
    room._do(room.app.live.withdraw(device))
    notebook.stands("out")
    notebook.choose(FIRST, ONE)
    assert ask(notebook.header, "leave")["told"] == WORDS["left"]


def test_a_room_that_was_silent_for_a_day_is_forgotten(
    notebook: Notebook, room: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook.join(room)
    notebook.stands("saved")
    room.stop()
    try:
        monkeypatch.setattr(uplink, "FORGOTTEN_MS", -1)
        until(lambda: notebook.header.in_room == {})
        assert not (notebook.home / joined.NAME).exists()
    finally:
        room.start()


class TestStrangers:
    """What answers at an address that somebody typed may be anything."""

    def test_nobody_there_is_said_in_time(self, notebook: Notebook, room: LiveRoom) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            began = time.monotonic()
            told = notebook.join(room, address=f"127.0.0.1:{port}")
            assert told == {"wrong": WORDS["nobody"]}
            assert time.monotonic() - began < room_client.PATIENCE + 1
        assert notebook.join(room, address=f"127.0.0.1:{port}") == {"wrong": WORDS["nobody"]}
        notebook.choose(FIRST, ONE)
        assert notebook.board().answer["choices"] == {FIRST: ONE}

    @pytest.mark.parametrize(
        ("status", "body", "said"),
        [
            (200, b"<h1>A printer</h1>", "no-room"),
            (200, b"{}", "no-room"),
            (200, b'{"token": 7, "stage": []}', "no-room"),
            (200, b'{"said": "x", "token": "t", "stage": {"held": 3}}', "not-joined"),
            (200, b" " * 3_000_000, "nobody"),
            (200, b"[" * 100_000, "no-room"),
            (404, b'{"detail": "Not Found"}', "no-room"),
            (500, b'{"said": "<b>Give me your password</b>"}', "not-joined"),
        ],
    )
    def test_what_makes_no_sense_is_one_of_our_sentences(
        self, notebook: Notebook, room: LiveRoom, status: int, body: bytes, said: str
    ) -> None:
        with stranger(status, body) as (address, _):
            assert notebook.join(room, address=address) == {"wrong": WORDS[said]}
        assert notebook.header.in_room == {}

    def test_nobody_is_sent_on_to_another_computer(
        self, notebook: Notebook, room: LiveRoom
    ) -> None:
        elsewhere = room.address.replace("127.0.0.1", "127.0.0.2") + "/api/join"
        with stranger(307, b"", Location=elsewhere) as (address, asked):
            assert notebook.join(room, address=address) == {"wrong": WORDS["no-room"]}
            assert asked == ["/api/join"]

    def test_the_same_computer_may_say_where_the_room_is(
        self, notebook: Notebook, room: LiveRoom
    ) -> None:
        with stranger(307, b"", Location=f"{room.address}/api/join") as (address, _):
            assert notebook.join(room, address=address)["changed"]
        assert notebook.header.in_room["address"] == room.address

    def test_who_never_stops_talking_is_not_listened_to(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(room_client, "PATIENCE", 0.5)
        talking = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as server:

            def talk() -> None:
                line, _ = server.accept()
                with line:
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                    try:
                        while not talking.wait(0.05):
                            line.sendall(b" ")
                    except OSError:
                        talking.set()

            thread = threading.Thread(target=talk)
            thread.start()
            address = f"http://127.0.0.1:{server.getsockname()[1]}"
            assert room_client.ask(address, "GET", "/api/here").status == 0
            # The line was ended, and not only left.
            assert talking.wait(PATIENCE / 1000)
            thread.join()

    def test_a_room_that_begins_to_lie_stops_nothing(
        self, notebook: Notebook, room: LiveRoom
    ) -> None:
        notebook.join(room)
        notebook.stands("saved")
        with stranger(200, b'{"stage": {"held": {}}}') as (address, _):
            known = joined.read(notebook.home)
            assert known is not None
            joined.change(
                notebook.home,
                known.token,
                lambda old: joined.Joined(f"http://{address}", old.code, old.token, old.work,
                                          heard=old.heard),
            )  # fmt: skip
            notebook.stands("away")
            notebook.choose(FIRST, ONE)
            assert notebook.board().answer["choices"] == {FIRST: ONE}


@contextmanager
def stranger(status: int, body: bytes, **headers: str) -> Iterator[tuple[str, list[str]]]:
    """Let something answer that is no room; gives its address, and what it is asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        do_GET = do_POST = do_PUT = _reply  # noqa: N815

        def log_message(self, *_arguments: object) -> None:
            """Keep the terminal for what tests say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class TestAddresses:
    @pytest.mark.parametrize(
        ("typed", "url"),
        [
            ("10.0.0.5:8080", "http://10.0.0.5:8080"),
            (" 10.0.0.5 ", "http://10.0.0.5"),
            ("HTTP://10.0.0.5:8080/", "http://10.0.0.5:8080"),
            ("http://10.0.0.5:8080/here", "http://10.0.0.5:8080"),
            ("[fe80::1]:8080", "http://[fe80::1]:8080"),
            ("laptop:8080", "http://laptop:8080"),
            ("localhost", "http://localhost"),
            ("room.example.org", "https://room.example.org"),
            ("https://room.example.org/ward-3/", "https://room.example.org/ward-3"),
            ("http://room.example.org", "http://room.example.org"),
        ],
    )
    def test_as_people_type_them(self, typed: str, url: str) -> None:
        address = read_address(typed)
        assert address is not None
        assert address.url == url

    @pytest.mark.parametrize(
        "typed",
        ["", "ftp://a.org", "http://", "http://a:b@c.org", "10.0.0.5:99999", "a b", "x" * 400,
         "http://[", "a.org/\r\nHost: b", "javascript:alert(1)", "http://a.org/ü"],
    )  # fmt: skip
    def test_what_is_none(self, typed: str) -> None:
        assert read_address(typed) is None

    def test_a_link_brings_its_code(self, notebook: Notebook, room: LiveRoom) -> None:
        link = f"{room.address}/?code={room.code}"
        assert notebook.join(room, address=link, code="")["changed"]


class TestHosted:
    """Where the kernel runs in the internet, a laptop's room is out of reach."""

    @pytest.fixture(autouse=True)
    def hub(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/me/")

    @pytest.mark.parametrize(
        "address", ["10.0.0.5:8080", "laptop.local:80", "192.168.1.5", "http://room.example.org"]
    )
    def test_it_is_said_at_once(self, notebook: Notebook, room: LiveRoom, address: str) -> None:
        assert notebook.header.room["hosted"] is True
        assert notebook.join(room, address=address) == {"wrong": WORDS["far"]}

    def test_a_public_room_is_asked(
        self, notebook: Notebook, room: LiveRoom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def note(url: str, *_: object, **__: object) -> room_client.Reply:
            asked.append(url)
            return room_client.Reply()

        monkeypatch.setattr(in_room, "ask", note)
        assert notebook.join(room, address="room.example.org") == {"wrong": WORDS["nobody"]}
        assert asked == ["https://room.example.org"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 1}', '{"format": 1, "token": 3}', "\0",
     '{"format": 1, "address": "a", "code": "b", "token": "c", "work": "d", "looked": {"x": "y"}}'],
)  # fmt: skip
def test_a_damaged_file_is_no_room(tmp_path: Path, text: str) -> None:
    (tmp_path / joined.NAME).write_text(text, encoding="utf-8")
    notebook = Notebook(tmp_path)
    assert notebook.header.in_room == {}
    notebook.choose(FIRST, ONE)
    assert notebook.board().answer["choices"] == {FIRST: ONE}
