"""A room is ended, deleted, or followed by another one: what is gone then, and what stays."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.support.live_rooms import SORT, Phone, Stream, choices, make, run
from tests.support.rooms import EXERCISES, LIBRARY
from workshop.answers import room_tables
from workshop.answers.carry import Carried
from workshop.answers.collect import keep
from workshop.answers.room_store import RoomStore, StoreError
from workshop.commands.cli import main
from workshop.facilitator.gathered import LIVE, Room
from workshop.facilitator.memory import Memory
from workshop.room.app import RoomApp
from workshop.room.host import host_routes

UNLIKE_OTHERS = "somebody-unlike-others"


def works(number: int) -> list[str]:
    return [UNLIKE_OTHERS, *(f"work-{n}" for n in range(1, number))]


async def told(app: RoomApp, number: int = 6) -> list[Phone]:
    """Let people answer, and look at it."""
    phones = [Phone(app, each) for each in works(number)]
    for each in phones:
        assert (await each.join(app.live)).status_code == 200
        assert (await each.answer(SORT, 1, choices(30))).json()["late"] is False
    await app.live.step("look", SORT.id)
    return phones


def handed_in(folder: Path, *participants: str) -> Room:
    """Let people hand in files, and read everything."""
    room = Room(LIBRARY, folder)
    for each in participants:
        answer = {"exercise": SORT.id, "kind": "sort", "updated": "2026-11-27T08:00:00+00:00",
                  "state": "begun", "answer": choices(30)}  # fmt: skip
        keep(Carried(each, {SORT.id: answer}), room.received, EXERCISES)
    room.read()
    return room


def bytes_in(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


class TestDeleting:
    def test_nothing_is_left_of_anybody(self, tmp_path: Path) -> None:
        app = make(tmp_path)

        async def room() -> int:
            await told(app)
            assert UNLIKE_OTHERS.encode() in (tmp_path / "told" / f"{SORT.id}.json").read_bytes()
            return await app.live.delete()

        assert run(app, room()) == [0]
        assert UNLIKE_OTHERS.encode() not in bytes_in(tmp_path)
        assert app.live.counts() == {"answered": 0, "here": 0, "people": 0}

    def test_phones_are_told_that_it_is_over_and_wait_for_another_one(self, tmp_path: Path) -> None:
        app = make(tmp_path)

        async def room() -> None:
            phone, *_ = await told(app)
            shown = {"authorization": f"Bearer {phone.token}"}
            stream = Stream(app, "/api/events", **shown)
            await stream.until("event: stage")
            await app.live.delete()
            await stream.until('"over":true')
            await stream.leave()
            here = await phone.ask("GET", "/api/here", headers=shown)
            assert (here.status_code, here.json()["said"]) == (410, app.live.words["over"])
            assert (await phone.answer(SORT, 2, choices(3))).status_code == 401
            assert (await phone.join(app.live)).status_code == 410
            await app.live.begin_anew()
            assert (await phone.ask("GET", "/api/here", headers=shown)).status_code == 401

        run(app, room())

    def test_what_is_on_its_way_is_not_kept(self, tmp_path: Path) -> None:
        app = make(tmp_path)
        phone, late = Phone(app, UNLIKE_OTHERS), Phone(app, "another-one")

        async def room() -> None:
            await phone.join(app.live)
            sent = [phone.answer(SORT, n, choices(n)) for n in range(1, 9)]
            await asyncio.gather(*sent, app.live.delete(), late.join(app.live))

        run(app, room())
        store = RoomStore(tmp_path / LIVE)
        newest = store.newest()
        assert newest
        assert newest.over
        with store.writing() as connection:
            counted = [
                connection.execute(sa.select(sa.func.count()).select_from(each)).scalar()
                for each in (room_tables.answers, room_tables.devices)
            ]
        store.close()
        assert counted == [0, 0]

    def test_a_disk_that_fails_deletes_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = make(tmp_path)

        def locked() -> Any:
            raise StoreError("database is locked")

        async def room() -> None:
            phone, *_ = await told(app)
            with monkeypatch.context() as patch:
                patch.setattr(app.live.store, "writing", locked)
                with pytest.raises(StoreError):
                    await app.live.delete()
            assert not app.live.over
            assert (await phone.answer(SORT, 2, choices(4))).json() == {"saved": 2, "late": False}
            assert app.live.answered() == 5

        run(app, room())

    def test_the_room_before_does_not_come_to_light(self, tmp_path: Path) -> None:
        before = make(tmp_path)
        run(before, told(before))
        app = make(tmp_path, anew=True)
        run(app, app.live.delete())
        room = Room(LIBRARY, tmp_path)
        room.read()
        assert room.collected.people == 0
        again = make(tmp_path)
        run(again)
        assert again.live.code not in (before.live.code, app.live.code)

    def test_numbers_of_files_and_phones_together_stay_so_that_none_can_be_told_apart(
        self, tmp_path: Path
    ) -> None:
        handed_in(tmp_path, "file-1")
        app = make(tmp_path)

        async def room() -> int:
            await told(app)
            return await app.live.delete()

        assert run(app, room()) == [1]
        assert len(Memory(tmp_path).read(SORT.id)) == 1
        # The two who are missing now cannot be told by what is new.
        after = handed_in(tmp_path, "file-1", *works(4))
        after.show([SORT.id])
        assert after.results(SORT.id).rounds[1].people == 7

    def test_numbers_of_people_who_are_all_here_stay(self, tmp_path: Path) -> None:
        app = make(tmp_path)
        run(app, told(app))
        room = handed_in(tmp_path, *works(6))
        assert room.forget_gone() == []
        assert room.results(SORT.id).rounds[1].people == 6


class TestAnotherRoom:
    def test_it_has_a_code_of_its_own_and_nobody_in_it(self, tmp_path: Path) -> None:
        app = make(tmp_path)

        async def room() -> None:
            phone, *_ = await told(app)
            before = app.live.code
            stream = Stream(app, "/api/events", authorization=f"Bearer {phone.token}")
            await stream.until("event: stage")
            await app.live.begin_anew()
            await stream.ended()
            assert app.live.code != before
            assert app.live.stage.moment == "between"
            assert (await phone.answer(SORT, 2, choices(3))).status_code == 401
            assert (await phone.join(app.live)).status_code == 200
            assert (await phone.answer(SORT, 1, choices(3))).json() == {"saved": 1, "late": False}
            assert app.live.answered(SORT.id, SORT.items[0].id) == 1
            assert app.live.room.collected.people == 0

        run(app, room())
        again = make(tmp_path)
        run(again)
        assert again.live.code == app.live.code
        assert again.live.here() == 0
        assert again.live.answered(SORT.id, SORT.items[0].id) == 1

    def test_host_and_wall_come_along(self, tmp_path: Path) -> None:
        app = make(tmp_path, parts=(host_routes,))
        host = Phone(app)

        async def room() -> None:
            await host.ask("GET", f"/host?key={app.people.keys['host']}")
            stream = Stream(app, "/api/host/events", cookie=f"host={host.client.cookies['host']}")
            await stream.until("event: stage")
            await told(app)
            asked = {"what": "anew", "values": {}}
            reply = (await host.ask("POST", "/api/host/ask", json=asked)).json()
            assert reply["live"]["code"] == app.live.code
            assert (reply["live"]["over"], reply["live"]["here"]) == (False, 0)
            await stream.until('"moment":"between"', 2)
            await stream.leave()

        run(app, room())
        again = make(tmp_path, parts=(host_routes,))
        shown = {"cookie": f"host={host.client.cookies['host']}"}
        (reply,) = run(again, Phone(again).ask("GET", "/host", headers=shown))
        assert reply.status_code == 200


class TestTheHost:
    @pytest.mark.parametrize("what", ["end", "delete", "anew"])
    def test_only_who_leads_ends_it(self, tmp_path: Path, what: str) -> None:
        app = make(tmp_path, parts=(host_routes,))
        asked = {"what": what, "values": {}}

        async def ask(role: str) -> tuple[int, Any]:
            browser = Phone(app)
            if role:
                await browser.ask("GET", f"/host?key={app.people.keys[role]}")
            reply = await browser.ask("POST", "/api/host/ask", json=asked)
            return reply.status_code, reply.json()

        async def room() -> None:
            await told(app)
            assert (await ask(""))[0] == 401
            assert (await ask("remote"))[0] == 403
            assert not app.live.over
            status, reply = await ask("host")
            assert (status, reply["left"]) == (200, 0)
            assert reply["live"]["over"] is (what != "anew")

        run(app, room())


class TestTheCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path))
        return tmp_path

    def test_all_rooms_are_gone(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for anew in (False, True):
            app = make(folder, anew=anew)
            run(app, told(app))
        assert main(["room", "--delete"]) == 0
        assert capsys.readouterr().out.startswith("Deleted")
        assert UNLIKE_OTHERS.encode() not in bytes_in(folder)

    def test_what_stays_is_said(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        handed_in(folder, "file-1")
        app = make(folder)
        run(app, told(app))
        assert main(["room", "--delete"]) == 0
        assert str(folder / "told") in capsys.readouterr().out

    def test_there_is_none(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["room", "--delete"]) == 0
        assert "Nothing was deleted" in capsys.readouterr().out
        assert not (folder / LIVE).exists()

    def test_a_damaged_one(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / LIVE).write_bytes(b"no database" * 500)
        assert main(["room", "--delete"]) == 1
        said = capsys.readouterr()
        assert len(said.out.splitlines()) == 1
        assert said.err == ""
