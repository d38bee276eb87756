"""Hands of people without a device: counted by the host, shown on the wall, part of no number."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.live_rooms import ADDRESS, SORT, Phone, Stream, choices, make
from tests.support.rooms import EXERCISES, LIBRARY
from workshop.facilitator.gathered import Room
from workshop.results.submissions import FIRST, NOW
from workshop.room.app import RoomApp
from workshop.room.hands import MOST_PLACES, places_for
from workshop.room.host import host_routes
from workshop.room.on_the_wall import Around
from workshop.room.scenes import scene
from workshop.room.stage import Stage
from workshop.room.wall import wall_routes

CARD = SORT.items[0].id
PLACES = [option.id for option in SORT.options]
ABOUT: dict[str, Any] = {"exercise": SORT.id, "card": CARD, "round": FIRST, "option": PLACES[0]}
Steps = Callable[[RoomApp], Coroutine[Any, Any, None]]


@pytest.fixture(scope="module")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room in which nobody answered by a device."""
    room = Room(LIBRARY, tmp_path_factory.mktemp("room"))
    room.read()
    room.show(list(room.exercises))
    return room


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


async def entered(app: RoomApp, role: str) -> httpx.AsyncClient:
    """Open a link as it stands where the room was started."""
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ADDRESS)
    page = "wall" if role == "wall" else "host"
    await client.get(f"/{page}?key={app.people.keys[role]}")
    return client


async def counts(desk: httpx.AsyncClient, **values: Any) -> httpx.Response:
    """Count hands at the desk."""
    asked = {"what": "hands", "values": {**ABOUT, **values}}
    return await desk.post("/api/host/ask", json=asked)


@pytest.mark.parametrize("role", ["host", "remote"])
def test_hands_are_counted_shown_on_the_wall_and_there_after_a_restart(
    tmp_path: Path, role: str
) -> None:
    async def count(app: RoomApp) -> None:
        desk, wall = await entered(app, role), await entered(app, "wall")
        await app.live.step("think", SORT.id, CARD)
        for option, number in zip(PLACES, (4, 9, 2), strict=True):
            reply = await counts(desk, option=option, count=number)
        asked = reply.json()["live"]["hands"]
        assert [each["counts"] for each in asked] == [[4, 0], [9, 0], [2, 0]]
        assert [each["name"] for each in asked] == [option.label for option in SORT.options]
        await counts(desk, option=PLACES[0], count=3)
        assert "Hands" not in (await wall.get("/api/wall")).text, "nobody looks yet"

    async def look(app: RoomApp) -> None:
        desk, wall = await entered(app, role), await entered(app, "wall")
        await app.live.step("look")
        told = "Hands: Leadership 3 · Management 9 · Both 2"
        assert told in (await wall.get("/api/wall")).text
        await app.live.step("again")
        reply = await counts(desk, round=NOW, option=PLACES[2], count=14)
        assert reply.json()["live"]["hands"][2]["counts"] == [2, 14]
        await app.live.step("look")
        shown = (await wall.get("/api/wall")).text
        assert told in shown
        assert "Hands, second time: Leadership 0 · Management 0 · Both 14" in shown

    play(tmp_path, count)
    play(tmp_path, look)


def test_they_are_in_no_number_of_the_devices(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        live, desk = app.live, await entered(app, "host")
        await live.step("think", SORT.id)
        for each in range(6):
            phone = Phone(app, f"{each:016x}")
            await phone.join(live)
            await phone.answer(SORT, 1, choices(3))
        await counts(desk, count=30)
        await counts(desk, card="", count=30)
        assert live.counts() == {"answered": 0, "here": 6, "people": 6}
        await live.step("look", card=CARD)
        found = live.room.results(SORT.id)
        assert found.rounds[FIRST].people == 6
        assert sum(found.rounds[FIRST].counts[CARD].values()) == 6

    play(tmp_path, steps)


NONSENSE: list[dict[str, Any]] = [
    {"exercise": "starter-sort"},
    {"exercise": ["a"]},
    {"card": "no-card"},
    {"card": 7},
    {"round": 3},
    {"round": True},
    {"option": "nowhere"},
    {"option": None},
    {"option": ["a"]},
    {"count": -1},
    {"count": 1000},
    {"count": "4"},
    {"count": 1.5},
]


def test_what_makes_no_sense_is_not_counted(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        desk = await entered(app, "host")
        await app.live.step("think", SORT.id, CARD)
        for values in NONSENSE:
            reply = await counts(desk, **{"count": 4, **values})
            assert reply.status_code == 422, values
            assert reply.json()["wrong"].endswith("."), values
        assert app.live.hands.of(f"{SORT.id}/{CARD}") == {}

    play(tmp_path, steps)


def test_the_wall_and_the_other_desk_hear_of_it_and_phones_do_not(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        phone, desk = Phone(app), await entered(app, "host")
        await phone.join(app.live)
        await app.live.step("look", SORT.id, CARD)
        cookie = "; ".join(f"{each.name}={each.value}" for each in desk.cookies.jar)
        host = Stream(app, "/api/host/events", cookie=cookie)
        device = Stream(app, "/api/events", authorization=f"Bearer {phone.token}")
        await host.until("event: stage")
        await device.until("event: stage")
        assert (await counts(desk, count=4)).status_code == 200
        await host.until("event: stage", times=2)
        assert device.data.count(b"event: stage") == 1
        # Nobody but who leads the room counts.
        assert (await phone.ask("POST", "/api/host/ask", json={"what": "hands"})).status_code == 401
        await host.leave()
        await device.leave()

    play(tmp_path, steps)


def test_nothing_is_left_of_them_where_a_room_is_deleted(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        await app.live.count_hands({**ABOUT, "count": 4})
        room = app.live.store.newest()
        assert room
        assert len(app.live.store.hands(room.id)) == 1
        await app.live.delete()
        assert app.live.store.hands(room.id) == []
        assert app.live.hands.of(f"{SORT.id}/{CARD}") == {}

    play(tmp_path, steps)


def test_nobody_raises_a_hand_on_themselves_or_for_one_of_many_places(nobody: Room) -> None:
    asked = set()
    for exercise in EXERCISES.values():
        for item in (None, *exercise.items):
            places = places_for(nobody, exercise, item)
            assert len(places) <= MOST_PLACES
            assert not (places and exercise.private), exercise.id
            asked |= {exercise.kind} if places else set()
    assert {"sort", "quiz"} <= asked


def test_options_have_the_letters_of_the_wall(nobody: Room) -> None:
    quiz = next(each for each in EXERCISES.values() if each.kind == "quiz")
    item = quiz.items[0]
    stage = Stage(1, quiz.id, item.id, "think")
    shown = [place.label for place in scene(nobody, stage, Around()).places]
    raised = {option.id: 3 for option in quiz.options_of(item)}
    around = Around(hands={FIRST: raised})
    (line,) = scene(nobody, replace(stage, moment="look"), around).hands
    assert line.removeprefix("Hands: ").split(" · ") == [f"{each[0]} 3" for each in shown]
