"""Until the room learns why, no key and no reason reaches a phone; and never what others chose."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.live_rooms import SORT, Phone, Stream, choices, make, run
from tests.support.rooms import EXERCISES, FULL, LIBRARY
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.pages.addresses import address_of
from workshop.pages.sent import spec_of
from workshop.pages.site import KEYS
from workshop.room.app import RoomApp
from workshop.room.stage import Moment

PLAN = list(EXERCISES)


def secrets_of(exercise: Exercise) -> set[str]:
    """Every text that says what is right, or why."""
    spec = spec_of(LIBRARY, exercise)
    shown = set(texts({name: spec[name] for name in spec if name not in KEYS}))
    hidden = set(texts({name: spec.get(name) for name in ("table", "rules")}))
    return {each for each in (hidden | set(exercise.debrief)) - shown if " " in each}


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value
    return [t for each in values for t in texts(each)] if isinstance(value, dict | list) else []


SECRETS = {id_: secrets_of(each) for id_, each in EXERCISES.items()}


def found_in(sent: bytes, secrets: set[str]) -> list[str]:
    # As JSON writes it, in both of its ways.
    return [
        each
        for each in secrets
        if json.dumps(each)[1:-1].encode() in sent
        or json.dumps(each, ensure_ascii=False)[1:-1].encode() in sent
    ]


async def everything(app: RoomApp, phone: Phone) -> None:
    """Ask for all that there is."""
    live = app.live
    alone = (f"/{address_of(each)}" for each in LIBRARY.chapters())
    for path in (*alone, "/glossary.html", "/sources.html", "/words", "/", "/here", "/host",
                 "/wall", "/api/here", "/api/openapi.json", "/api/wall", "/api/notes",
                 "/api/notes/words", "/api/host/ask", "/api/wall/events",
                 "/api/host/events"):  # fmt: skip
        await phone.ask("GET", path)
    for id_ in PLAN:
        await phone.ask("GET", f"/api/exercises/{id_}")
        await phone.answer(EXERCISES[id_], live.stage.number + 1, dict(FULL[id_]))
    await phone.ask("POST", "/api/return", json={"token": phone.token})


def test_there_is_something_to_keep() -> None:
    assert sum(map(len, SECRETS.values())) > 700
    assert {EXERCISES[id_].kind for id_, each in SECRETS.items() if each} >= {
        "sort", "quiz", "order", "map", "decide",
    }  # fmt: skip


def test_until_why_no_byte_says_what_is_right(tmp_path: Path) -> None:
    app = make(tmp_path, PLAN)
    phone = Phone(app)
    opened: list[str] = []

    async def room() -> None:
        await phone.join(app.live)
        stream = Stream(app, "/api/events", authorization=f"Bearer {phone.token}")
        await everything(app, phone)
        way: tuple[Moment, ...] = ("think", "look", "again")
        for to in way:
            await app.live.step(to, SORT.id)
            await app.live.step(to, SORT.id, card=SORT.items[0].id)
        await app.live.step("why", SORT.id, card=SORT.items[0].id)
        await everything(app, phone)
        await stream.until(f'"number":{app.live.stage.number}')
        phone.sent += stream.data
        for id_, secrets in SECRETS.items():
            assert found_in(phone.sent, secrets) == [], id_
        # And one exercise opens nothing but itself.
        opened.append(SORT.id)
        phone.sent = b""
        await app.live.step("why", SORT.id, card="")
        await everything(app, phone)
        await stream.leave()

    run(app, room())
    assert found_in(phone.sent, SECRETS[SORT.id])
    same_cards = {item.text for item in SORT.items}
    for id_, secrets in SECRETS.items():
        if not same_cards & {item.text for item in EXERCISES[id_].items}:
            assert found_in(phone.sent, secrets - SECRETS[SORT.id]) == [], id_


@pytest.mark.parametrize("id_", PLAN)
def test_a_held_exercise_has_all_that_it_asks_and_no_key(id_: str, tmp_path: Path) -> None:
    app = make(tmp_path, [id_])
    live = app.live
    held = live.spec(id_)
    assert held
    whole = spec_of(LIBRARY, EXERCISES[id_])
    assert held["held"] is True
    assert held.keys() - {"held"} == whole.keys() - set(KEYS)
    names = held["items"]["names"]
    if "id" in names:
        ids = [row[names.index("id")] for row in held["items"]["rows"]]
        assert sorted(ids) == sorted(item.id for item in EXERCISES[id_].items)
        if KINDS[EXERCISES[id_].kind].SHUFFLED:
            assert ids != [item.id for item in EXERCISES[id_].items], "the file has the right order"
    run(app, live.step("why", id_))
    opened = live.spec(id_)
    assert opened
    assert "held" not in opened
    assert opened.keys() == whole.keys()


def test_a_phone_is_sent_the_same_whatever_others_choose(tmp_path: Path) -> None:
    """So nothing of what others chose can be in it."""

    def played(folder: Path, place: int) -> bytes:
        app = make(folder)
        phone = Phone(app, "me")
        others = [Phone(app, f"other-{n}") for n in range(12)]

        async def room() -> None:
            await phone.join(app.live)
            stream = Stream(app, "/api/events", authorization=f"Bearer {phone.token}")
            for each in others:
                await each.join(app.live)
            way: tuple[Moment, ...] = ("think", "look", "again", "why", "between")
            for number, to in enumerate(way, 1):
                await app.live.step(to, SORT.id)
                for n, each in enumerate(others):
                    chosen = choices(30 - n * place, place)
                    await each.answer(SORT, number, chosen, second=number)
                await phone.answer(SORT, number, choices(30), second=number)
                for path in ("/api/here", f"/api/exercises/{SORT.id}"):
                    await phone.ask("GET", path)
                await stream.until(f'"number":{number},')
            await stream.leave()
            phone.sent += stream.data

        run(app, room())
        assert app.live.room.results(SORT.id).rounds[1].people == 13
        moving = rb'"(?:now|ends|token|device|name)":("[^"]*"|\d+)|room=[\w-]+|content-length.{12}'
        return re.sub(moving, b"", phone.sent)

    assert played(tmp_path / "one", 0) == played(tmp_path / "other", 1)


def test_keys_open_what_they_are_for_and_are_never_sent(tmp_path: Path) -> None:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute, Route

    from workshop.room.gate import as_json, said
    from workshop.room.live import Live
    from workshop.room.people import People

    def pages(_: Live, people: People) -> list[BaseRoute]:
        async def host(request: Request) -> Response:
            led = await people.exchange(request, "host")
            return led or as_json({"who": people.host(request), "wall": people.wall(request)})

        async def wall(request: Request) -> Response:
            led = await people.exchange(request, "wall")
            return led or said(str(people.wall(request)), 200)

        return [Route("/host", host), Route("/wall", wall)]

    app = make(tmp_path, parts=[pages])
    keys = app.people.keys
    cookies: list[str] = []

    async def come(role: str, path: str) -> Phone:
        browser = Phone(app)
        led = await browser.ask("GET", f"{path}?key={keys[role]}")
        assert (led.status_code, led.headers["location"]) == (303, path)
        assert "HttpOnly" in led.headers["set-cookie"]
        cookies.extend(browser.client.cookies.values())
        return browser

    async def room() -> None:
        host, remote = await come("host", "/host"), await come("remote", "/host")
        wall = await come("wall", "/wall")
        assert (await host.ask("GET", "/host")).json() == {"who": "host", "wall": True}
        assert (await remote.ask("GET", "/host")).json() == {"who": "remote", "wall": False}
        assert (await wall.ask("GET", "/host")).json() == {"who": None, "wall": True}
        for role, path in (("wall", "/host"), ("remote", "/wall"), ("host", "/wall")):
            assert (await Phone(app).ask("GET", f"{path}?key={keys[role]}")).status_code == 200
        for each in (host, remote, wall):
            await each.ask("GET", "/api/openapi.json")
            for key in keys.values():
                assert key.encode() not in each.sent.split(b"location", 1)[-1]

    run(app, room())
    for each in tmp_path.glob("room.sqlite*"):
        assert len(cookies) == 3
        assert not any(key.encode() in each.read_bytes() for key in (*keys.values(), *cookies))


def test_a_cookie_of_the_host_outlives_a_restart_and_its_link_does_not(tmp_path: Path) -> None:
    before = make(tmp_path)
    (key,) = run(before, before.live.keep_key("host"))
    after = make(tmp_path)
    assert after.people.keys != before.people.keys

    async def room() -> int:
        stream = Stream(after, "/api/host/events", cookie=f"host={key}")
        await stream.until("event: stage")
        await stream.leave()
        return stream.status

    assert run(after, room()) == [200]
