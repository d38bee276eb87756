"""Who takes their answers out of a room: what is gone at once, and what the room sees of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.live_rooms import ADDRESS, SORT, Phone, choices, make
from tests.support.rooms import LIBRARY
from workshop.answers.carry import Carried
from workshop.facilitator.gathered import Room
from workshop.facilitator.memory import Memory
from workshop.results.submissions import FIRST
from workshop.room.app import RoomApp
from workshop.room.host import host_routes
from workshop.room.wall import wall_routes

UNLIKE_OTHERS = "somebody-unlike-others"
Steps = Callable[[RoomApp], Coroutine[Any, Any, None]]


def play(folder: Path, steps: Steps) -> None:
    """Let things happen in the room of a folder, and end it in good order."""

    async def all_of_it() -> None:
        app = make(folder, parts=(wall_routes, host_routes))
        try:
            await steps(app)
        finally:
            await app.live.close()

    # In a thread of its own: where browsers were driven before, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, all_of_it()).result()


async def host_of(app: RoomApp) -> httpx.AsyncClient:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ADDRESS)
    reply = await client.get(f"/host?key={app.people.keys['host']}")
    assert reply.status_code == 303
    return client


async def come(app: RoomApp, *works: str, place: int = 0, **more: Any) -> list[Phone]:
    phones = [Phone(app, each) for each in works]
    for each in phones:
        await each.join(app.live, **more)
        await each.answer(SORT, 1, choices(30, place))
    return phones


def kept(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


async def wall(app: RoomApp) -> str:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ADDRESS)
    await client.get(f"/wall?key={app.people.keys['wall']}")
    return (await client.get("/api/wall")).text


def test_nothing_of_them_stays_and_the_numbers_wait_for_five_others(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        words = app.live.library.strings()
        [one] = await come(app, UNLIKE_OTHERS, place=1)
        await come(app, *(f"work-{n}" for n in range(9)))
        await app.live.step("look", SORT.id)
        assert app.live.room.results(SORT.id).rounds[FIRST].people == 10
        assert UNLIKE_OTHERS.encode() in kept(tmp_path)
        assert (await one.ask("POST", "/api/withdraw")).status_code == 200
        assert UNLIKE_OTHERS.encode() not in kept(tmp_path)
        [step] = Memory(tmp_path).read(SORT.id)
        assert (len(step.people), len(step.left)) == (9, 1)
        # What is looked at again is not made without this one person.
        await app.live.show()
        assert app.live.room.results(SORT.id).rounds[FIRST].people is None
        assert words["wall"]["held"] in await wall(app)
        host = await host_of(app)
        told = (await host.post("/api/host/ask", json={"what": "live"})).json()["live"]
        assert (told["advice"], told["waits"]) == ("held", {"n": 0, "least": 5})
        await come(app, *(f"more-{n}" for n in range(5)))
        await app.live.show()
        assert app.live.room.results(SORT.id).rounds[FIRST].people == 14

    play(tmp_path, steps)


def test_who_left_since_the_desk_looked_is_not_told_by_it(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        [one] = await come(app, UNLIKE_OTHERS, place=1)
        await come(app, *(f"work-{n}" for n in range(9)))
        desk = Room(LIBRARY, tmp_path)
        desk.read()
        await one.ask("POST", "/api/withdraw")
        desk.show([SORT.id])
        assert UNLIKE_OTHERS.encode() not in kept(tmp_path)
        assert desk.results(SORT.id).rounds[FIRST].people == 9

    play(tmp_path, steps)


def test_who_leaves_while_numbers_are_made_is_taken_out_behind(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        [one] = await come(app, UNLIKE_OTHERS, place=1)
        await come(app, *(f"work-{n}" for n in range(9)))
        desk = Room(LIBRARY, tmp_path)
        desk.read()
        await one.ask("POST", "/api/withdraw")
        desk.show([SORT.id], just_read=True)
        assert UNLIKE_OTHERS.encode() not in kept(tmp_path)
        assert desk.results(SORT.id).rounds[FIRST].people is None

    play(tmp_path, steps)


def test_all_are_in_counts_those_who_are_left(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        one, *_ = await come(app, *(f"work-{n}" for n in range(8)))
        await app.live.step("look", SORT.id)
        await one.ask("POST", "/api/withdraw")
        await app.live.show(everybody=True)
        assert app.live.room.results(SORT.id).rounds[FIRST].people == 7
        [step] = Memory(tmp_path).read(SORT.id)
        assert step.left == ()

    play(tmp_path, steps)


def test_where_it_cannot_be_taken_out_nobody_has_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def steps(app: RoomApp) -> None:
        one, *_ = await come(app, *(f"work-{n}" for n in range(6)))
        await app.live.step("look", SORT.id)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Memory, "keep", full)
            reply = await one.ask("POST", "/api/withdraw")
        assert (reply.status_code, reply.json()["said"]) == (503, app.live.words["not-kept"])
        assert app.live.answered() == 6
        assert (await one.ask("POST", "/api/withdraw")).status_code == 200

    play(tmp_path, steps)


def test_the_wall_and_the_desk_say_people_and_devices(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        await come(app, *(f"work-{n}" for n in range(8)))
        assert "Here: 8<" in await wall(app)
        await come(app, "table", people=7, place=1)
        assert "Here: 15 people at 9 devices" in await wall(app)
        await app.live.step("think", SORT.id)
        assert "9 of 9 devices answered" in await wall(app)
        await app.live.step("look")
        assert "15 people at 9 devices" in await wall(app)
        bars = app.live.room.results(SORT.id).rounds[FIRST].counts[SORT.items[0].id]
        assert [bars[each.id] for each in SORT.options[:2]] == [8, 7]
        carried = app.live.room.collected.live
        assert Carried("table", {}).people == 0
        assert {each.participant: each.people for each in carried}["table"] == 7

    play(tmp_path, steps)


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "step", "values": {"to": "think", "exercise": SORT.id}},
        {"what": "step", "values": {"to": "think", "exercise": SORT.id, "seconds": 60}},
        {"what": "back"},
        {"what": "everybody"},
        {
            "what": "hands",
            "values": {
                "exercise": SORT.id,
                "card": SORT.items[0].id,
                "round": 1,
                "option": SORT.options[0].id,
                "count": 3,
            },
        },
    ],
    ids=["step", "clock", "back", "all-are-in", "hands"],
)
def test_a_room_that_is_over_goes_nowhere(tmp_path: Path, asked: dict[str, Any]) -> None:
    async def steps(app: RoomApp) -> None:
        await app.live.step("think", SORT.id)
        await app.live.end()
        host, before = await host_of(app), app.live.stage
        reply = await host.post("/api/host/ask", json=asked)
        assert reply.status_code == 409
        assert reply.json() == {"wrong": app.live.library.strings()["wall"]["no-step-over"]}
        assert app.live.stage == before
        # Where it is can still be asked, and a new room begins.
        assert (await host.post("/api/host/ask", json={"what": "live"})).status_code == 200
        await host.post("/api/host/ask", json={"what": "anew"})
        assert (await host.post("/api/host/ask", json=asked)).status_code == 200

    play(tmp_path, steps)
