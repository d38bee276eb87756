"""Several programs serve one room over one PostgreSQL: whichever is asked, the room is the same."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from tests.support.live_rooms import ADDRESS, SORT, Phone, Stream, choices, record
from tests.support.postgres import database, postgres
from tests.support.room_program import Program
from tests.support.rooms import LIBRARY
from workshop.answers.room_store import RoomStore
from workshop.answers.room_tables import KeptAnswer
from workshop.commands.cli import main
from workshop.room.app import RoomApp, make_room
from workshop.room.joining import checksum

PATIENCE = 15
KEYS = {"host": "the-hosts-key", "remote": "a-remotes-key", "wall": "the-walls-key"}
Apps = list[RoomApp]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as address:
        yield address


@pytest.fixture
def store(server: str) -> str:
    """The address of a database in which there is nothing."""
    return database(server)


@asynccontextmanager
async def programs(store: str, folder: Path, how_many: int = 2) -> AsyncIterator[Apps]:
    """Serve a room several times over."""
    async with AsyncExitStack() as stack:
        apps: Apps = []
        for _ in range(how_many):
            plan = None if apps else [SORT.id]
            app = make_room(LIBRARY, folder, plan, store=RoomStore(store), keys=KEYS)
            await stack.enter_async_context(app.api.router.lifespan_context(app.api))
            apps.append(app)
        yield apps


def played(store: str, folder: Path, steps: Callable[[Apps], Awaitable[None]]) -> None:
    async def play() -> None:
        async with programs(store, folder) as apps:
            await steps(apps)

    asyncio.run(play())


async def until(what: Callable[[], object]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not what():  # noqa: ASYNC110 - two programs tell each other nothing else
            await asyncio.sleep(0.02)


def phone_of(app: RoomApp, other: Phone) -> Phone:
    """Give the same phone, as another program meets it."""
    phone = Phone(app, other.work)
    phone.client.headers["authorization"] = f"Bearer {other.token}"
    return phone


def test_a_phone_is_known_to_all_and_so_is_what_it_sends(store: str, tmp_path: Path) -> None:
    async def steps(apps: Apps) -> None:
        one, other = apps
        assert one.live.code == other.live.code
        assert len(one.live.code) == 8
        phone = Phone(one, "somebody")
        await phone.join(one.live)
        # At once, and not when the other one happens to look.
        there = phone_of(other, phone)
        assert (await there.ask("GET", "/api/here")).status_code == 200
        assert (await there.answer(SORT, 1, choices(len(SORT.items)))).json() == {
            "saved": 1,
            "late": False,
        }
        await until(lambda: one.live.answered(SORT.id) == 1)
        assert one.live.here() == other.live.here() == 1
        assert (await phone.ask("POST", "/api/withdraw")).status_code == 200
        await until(lambda: other.live.here() == 0)
        assert (await there.ask("GET", "/api/here")).status_code == 401
        assert other.live.answered(SORT.id) == 0

    played(store, tmp_path, steps)


def test_what_arrives_at_one_behind_a_withdrawal_at_another_is_not_kept(
    store: str, tmp_path: Path
) -> None:
    async def steps(apps: Apps) -> None:
        one, other = apps
        phone = Phone(one, "somebody")
        await phone.join(one.live)
        there = phone_of(other, phone)
        assert (await there.ask("GET", "/api/here")).status_code == 200
        device = other.live.present.find(checksum(phone.token))
        assert device
        assert (await phone.ask("POST", "/api/withdraw")).status_code == 200
        # It was on its way when the other one had not heard of that yet.
        late = KeptAnswer(device.kept.id, SORT.id, 1, json.dumps({"answer": {}}))
        await other.live.writer.keep(late)
        assert other.live.store.own(device.kept.id) == []

    played(store, tmp_path, steps)


def test_a_step_reaches_the_phones_of_every_program_and_the_wall_once_it_is_counted(
    store: str, tmp_path: Path
) -> None:
    async def steps(apps: Apps) -> None:
        one, other = apps
        for number in range(6):
            phone = Phone(one, f"somebody-{number}")
            await phone.join(one.live)
            await phone.answer(SORT, 1, choices(len(SORT.items), number % 2), second=number)
        token = {"authorization": f"Bearer {phone.token}"}
        heard = Stream(other, "/api/events", **token)
        wall = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=other), base_url=ADDRESS, follow_redirects=True
        )
        assert (await wall.get("/wall", params={"key": KEYS["wall"]})).status_code == 200
        await one.live.step("think", SORT.id)
        await heard.until('"moment":"think"')
        await until(lambda: other.live.stage.moment == "think")
        await one.live.step("look")
        await heard.until('"moment":"look"')
        await until(lambda: not other.live.streams.held)
        shown = (await wall.get("/api/wall")).text
        assert 'data-moment="look"' in shown
        assert "wall-bars" in shown
        # The host may come to any of them; a step that was taken meanwhile is none.
        results = await asyncio.gather(
            one.live.step("again"), other.live.step("why"), return_exceptions=True
        )
        assert [type(each).__name__ for each in results].count("StepError") == 1
        await until(lambda: one.live.stage.moment == other.live.stage.moment)
        await heard.leave()

    played(store, tmp_path, steps)


def test_the_end_and_a_new_room_are_everywhere(store: str, tmp_path: Path) -> None:
    async def steps(apps: Apps) -> None:
        one, other = apps
        phone = Phone(one, "somebody")
        await phone.join(one.live)
        await one.live.end()
        await until(lambda: other.live.over)
        assert (await Phone(other).join(other.live)).status_code == 410
        await other.live.begin_anew()
        await until(lambda: one.live.code == other.live.code and not one.live.over)
        assert (await phone.ask("GET", "/api/here")).status_code == 401
        assert (await phone.join(one.live)).status_code == 200
        await other.live.delete()
        await until(lambda: one.live.over)
        assert one.live.here() == 0

    played(store, tmp_path, steps)


def test_it_is_ready_while_it_can_keep_answers(store: str, tmp_path: Path) -> None:
    async def steps(apps: Apps) -> None:
        phone = Phone(apps[0])
        for path in ("/api/health", "/api/ready"):
            reply = await phone.ask("GET", path)
            assert (reply.status_code, reply.json()) == (200, {"room": "open"})

    played(store, tmp_path, steps)


class Sender:
    """A phone that sends on until all of it has arrived, whatever happens."""

    def __init__(self, address: str, number: int) -> None:
        self.work = f"phone-{number}"
        self.told = 0
        self._address = address
        self._headers: dict[str, str] = {}

    async def comes_in(self, code: str) -> None:
        async with httpx.AsyncClient(base_url=self._address, timeout=10) as client:
            given = {"code": code, "work": self.work}
            token = (await client.post("/api/join", json=given)).json()["token"]
        self._headers = {"authorization": f"Bearer {token}"}

    async def sends(self, last: int) -> None:
        n = 1
        while n <= last:
            sent = {"n": n, "work": self.work, "record": record(SORT, choices(n))}
            try:
                async with httpx.AsyncClient(base_url=self._address, timeout=10) as client:
                    reply = await client.put(
                        f"/api/answers/{SORT.id}", json=sent, headers=self._headers
                    )
            except httpx.TransportError:
                continue
            assert reply.status_code == 200, reply.text
            self.told, n = n, n + 1
            await asyncio.sleep(0.01)


def test_nothing_acknowledged_is_lost_when_one_of_them_is_killed_in_mid_burst(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKSHOP_ROOM_STORE", store)
    program = Program(tmp_path, "--workers=4", "--session=02", "--listen=127.0.0.1")
    address = f"http://127.0.0.1:{program.port}"
    phones = [Sender(address, number) for number in range(24)]
    last = 12

    def workers() -> list[psutil.Process]:
        children = psutil.Process(program.process.pid).children()
        return [each for each in children if "spawn_main" in " ".join(each.cmdline())]

    def kept() -> dict[str, int]:
        rooms = RoomStore(store)
        room = rooms.newest()
        assert room
        works = {each.id: each.work for each in rooms.devices(room.id)}
        found = {works[each.device]: each.n for each in rooms.answers(room.id)}
        assert len(found) == len(rooms.answers(room.id))
        rooms.close()
        return found

    async def burst() -> None:
        await asyncio.gather(*(each.comes_in(program.code) for each in phones))
        sending = asyncio.gather(*(each.sends(last) for each in phones))
        await until(lambda: sum(each.told for each in phones) > 2 * len(phones))
        killed = workers()[0]
        killed.send_signal(signal.SIGKILL)
        told = {each.work: each.told for each in phones}
        found = await asyncio.to_thread(kept)
        assert {work: found.get(work, 0) >= n for work, n in told.items()} == dict.fromkeys(
            told, True
        )
        await asyncio.wait_for(sending, 30)

    try:
        asyncio.run(burst())
        assert kept() == {each.work: last for each in phones}
        # Another one came in place of it.
        asyncio.run(until(lambda: len(workers()) == 4))
        command = " ".join(psutil.Process(program.process.pid).cmdline())
        assert not re.search("key=|postgres", command)
        assert "The room is stopped." in program.end()
    finally:
        for each in workers() if program.process.poll() is None else []:
            each.kill()
        program.process.kill()
        program.process.wait()


def test_several_programs_need_a_postgresql(capfd: Any) -> None:
    assert main(["room", "--workers", "2"]) == 1
    assert "WORKSHOP_ROOM_STORE" in capfd.readouterr().out


def test_a_postgresql_that_does_not_answer_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path))
    monkeypatch.setenv("WORKSHOP_ROOM_STORE", "postgresql://nobody:secret@127.0.0.1:9/none")
    assert main(["room", "--port", "0"]) == 1
    said = capfd.readouterr().out
    assert "cannot keep anything" in said
    assert "secret" not in said
    assert json.dumps(said).count("Traceback") == 0
