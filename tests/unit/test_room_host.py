"""The host's page and what it may ask: everything; the remote: to step; anybody else: nothing."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.rooms import EXERCISES, LIBRARY
from workshop.content import plan
from workshop.room.app import RoomApp, make_room
from workshop.room.codes import drawn
from workshop.room.live import Live

HARD = EXERCISES["hard-and-two-sided-cards"]
ADDRESS = "http://192.168.43.1:8080"
Steps = Callable[["Browser", RoomApp], Awaitable[None]]


class Browser:
    """Somebody's browser: it keeps its cookies."""

    def __init__(self, app: RoomApp) -> None:
        self.app = app
        transport = httpx.ASGITransport(app=app)
        self.client = httpx.AsyncClient(transport=transport, base_url=ADDRESS)

    async def comes_in(self, role: str) -> httpx.Response:
        """Open a link as it stands where the room was started."""
        page = "wall" if role == "wall" else "host"
        link = f"/{page}?key={self.app.people.keys[role]}"
        reply = await self.client.get(link)
        assert reply.status_code == 303
        assert "key" not in reply.headers["location"]
        return await self.client.get(reply.headers["location"])

    async def asks(self, what: object, **values: Any) -> httpx.Response:
        """Ask what the desk asks."""
        return await self.client.post("/api/host/ask", json={"what": what, "values": values})


def played(folder: Path, *roles: str) -> Callable[[Steps], None]:
    """Open a room, let somebody come in, and do something."""

    def play(steps: Steps) -> None:
        async def all_of_it() -> None:
            app = make_room(LIBRARY, folder, [HARD.id, "my-practice"])
            try:
                browser = Browser(app)
                for role in roles:
                    assert (await browser.comes_in(role)).status_code == 200
                await steps(browser, app)
            finally:
                await app.live.close()

        # In a thread of its own: where browsers were driven before, this one has a loop already.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, all_of_it()).result()

    return play


def sent_to(html: str) -> dict[str, Any]:
    """Read what a page was sent."""
    found = re.search(
        r'<script type="application/json" id="workshop">(.*?)</script>', html, re.DOTALL
    )
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


async def join(live: Live, number: int, browser: Browser) -> None:
    """Let somebody else join and answer."""
    phone = Browser(browser.app)
    joined = await phone.client.post(
        "/api/join", json={"code": live.code, "work": f"{number:016x}"}
    )
    choices = {item.id: HARD.options[number % 2].id for item in HARD.items}
    record = {
        "exercise": HARD.id,
        "kind": HARD.kind,
        "updated": f"2030-03-04T12:00:{number:02}+00:00",
        "state": "begun",
        "answer": {"choices": choices, "checked": False},
    }
    path, work = f"/api/answers/{HARD.id}", f"{number:016x}"
    reply = await phone.client.put(path, json={"n": 1, "work": work, "record": record})
    assert joined.status_code == 200
    assert reply.json() == {"saved": 1, "late": False}


def test_the_host_steps_the_room_and_is_told_where_it_is(tmp_path: Path) -> None:
    async def steps(browser: Browser, app: RoomApp) -> None:
        for number in range(6):
            await join(app.live, number, browser)
        live = (await browser.asks("words-ask", prompt="One word?")).json()["live"]
        assert not live["back"], "words are asked for beside the steps"
        await browser.asks("words-stop")
        live = (await browser.asks("live")).json()["live"]
        assert live["code"] == app.live.code
        assert (live["here"], live["answered"]) == (6, 0)
        assert live["next"] == {"to": "think", "exercise": HARD.id, "name": "begin"}
        live = (await browser.asks("step", to="think", exercise=HARD.id, seconds=60)).json()["live"]
        assert live["stage"]["ends"] > live["now"]
        assert live["back"]
        assert live["answered"] == 6
        live = (await browser.asks("step", to="look")).json()["live"]
        assert live["cards"][0]["split"] == 0.5
        assert live["advice"] == "talk"
        live = (await browser.asks("step", **live["next"])).json()["live"]
        assert live["stage"]["card"] == live["cards"][0]["id"]
        live = (await browser.asks("everybody")).json()["live"]
        assert live["stage"]["moment"] == "look"
        assert not live["stage"]["second"]
        await browser.asks("step", to="again")
        live = (await browser.asks("step", to="look")).json()["live"]
        assert live["stage"]["second"], "who moved belongs to the second vote, as on the wall"
        await browser.asks("back")
        await browser.asks("back")
        live = (await browser.asks("back")).json()["live"]
        assert live["stage"]["card"] == ""

    played(tmp_path, "host")(steps)


def test_another_package_leaves_the_room_where_it_is_and_keeps_what_was_begun(
    tmp_path: Path,
) -> None:
    packages = {each.id: each for each in LIBRARY.packages()}
    taster = plan.exercises(packages["taster"], LIBRARY.chapters())
    assert HARD.id not in taster

    async def steps(browser: Browser, app: RoomApp) -> None:
        live = app.live
        await join(live, 1, browser)
        await browser.asks("step", to="think", exercise="my-practice", seconds=60)
        before = live.stage
        told = (await browser.asks("package", package="taster")).json()["live"]
        # One was answered, the other is open.
        assert [id_ for id_, _ in told["exercises"]] == [HARD.id, "my-practice", *taster]
        assert told["packages"] == ["taster"]
        assert replace(live.stage, number=before.number) == before
        assert live.stage.number > before.number, "phones hear of it"
        assert told["answered"] == 0
        assert live.answered(HARD.id) == 1
        step = await browser.asks("step", to="think", exercise="starter-sort")
        assert step.json()["live"]["stage"]["exercise"] == "starter-sort"
        everything = (await browser.asks("package", package="two-days")).json()["live"]
        assert everything["packages"] == ["two-days"]
        given = {id_ for id_, _ in everything["exercises"]}
        # Nobody has been at work since the session before: its task is not asked about.
        assert "recall-02" in given
        assert "task-of-01" not in given
        assert (await browser.asks("package", package="none")).status_code == 422

    played(tmp_path, "host")(steps)
    kept = Live(LIBRARY, tmp_path)
    assert kept.stage.exercise == "starter-sort"
    assert set(taster) < set(kept.plan)
    asyncio.run(kept.close())


def test_the_desk_shows_what_phones_scan_and_nobody_else_is_shown_it(tmp_path: Path) -> None:
    async def scans(browser: Browser, app: RoomApp) -> None:
        async def scanned(of: str) -> str:
            reply = await browser.client.get(f"/api/host/codes/{of}")
            return reply.text if reply.status_code == 200 else str(reply.status_code)

        app.live.address = ADDRESS
        assert (await browser.asks("live")).json()["live"]["wifi"] is False
        assert [await scanned("wifi"), await scanned("wall")] == ["404", "404"]
        app.live.wifi = "WIFI:S:Clinic;;"
        assert await scanned("wifi") == drawn("WIFI:S:Clinic;;")
        assert await scanned("room") == drawn(f"{ADDRESS}/?code={app.live.code}")
        assert await scanned("remote") == drawn(f"{ADDRESS}/host?key={app.people.keys['remote']}")
        remote = Browser(browser.app)
        await remote.comes_in("remote")
        for other in (remote, Browser(browser.app)):
            for of in ("wifi", "room", "remote"):
                assert (await other.client.get(f"/api/host/codes/{of}")).status_code == 401

    played(tmp_path, "host")(scans)


def test_the_remote_steps_and_is_told_nothing_else(tmp_path: Path) -> None:
    async def steps(browser: Browser, app: RoomApp) -> None:
        page = sent_to((await browser.client.get("/host")).text)
        assert page["page"]["remote"] is True
        assert page["page"].keys() == {"words", "language", "remote"}
        reply = await browser.asks("step", to="think", exercise=HARD.id)
        assert reply.json()["live"]["stage"]["moment"] == "think"
        for what in ("read", "results", "export", "take", "keep", "make-report", "package"):
            assert (await browser.asks(what)).status_code == 403
        assert (await browser.client.get("/api/wall")).status_code == 401
        assert app.live.stage.moment == "think"

    played(tmp_path, "remote")(steps)


def test_the_desk_is_answered_as_in_a_notebook_and_its_rehearsal_leaves_the_wall_alone(
    tmp_path: Path,
) -> None:
    async def steps(browser: Browser, app: RoomApp) -> None:
        page = sent_to((await browser.client.get("/host")).text)
        assert len(page["page"]["sessions"]) == len(LIBRARY.chapters())
        room = (await browser.asks("read", rehearsing=True)).json()["room"]
        assert room["people"] == 24
        assert "lm-desk-bars" in (await browser.asks("results", exercise=HARD.id)).json()["html"]
        assert app.live.room.mark == ""
        run = {
            "session": "02", "package": "one-day", "planned": [3], "spent": [1], "at": 0,
            "since": None,
        }  # fmt: skip
        kept = (await browser.asks("keep", run=run, chosen=["one-day", "02"])).json()
        assert kept["runs"]["running"] == run
        wrong = (await browser.asks("take", text="{")).json()["wrong"]
        assert wrong
        assert "Traceback" not in wrong

    played(tmp_path, "host")(steps)


@pytest.mark.parametrize(
    ("what", "values", "status"),
    [
        ("step", {"to": "nowhere"}, 422),
        ("step", {}, 422),
        ("step", {"to": ["look"]}, 422),
        ("step", {"to": "think", "exercise": "starter-sort"}, 422),
        ("step", {"to": "think", "exercise": HARD.id, "card": "no-card"}, 422),
        ("step", {"to": "think", "exercise": HARD.id, "seconds": "60"}, 422),
        ("step", {"to": "think", "exercise": HARD.id, "seconds": -1}, 422),
        ("step", {"to": "look"}, 422),
        ("nothing", {}, 200),
        (7, {}, 422),
        ("back", {}, 200),
    ],
)
def test_a_step_that_makes_no_sense_leaves_the_room_where_it_is(
    tmp_path: Path, what: object, values: dict[str, Any], status: int
) -> None:
    async def steps(browser: Browser, app: RoomApp) -> None:
        before = app.live.stage
        reply = await browser.asks(what, **values)
        assert reply.status_code == status
        told = reply.json()
        said = told.get("wrong") or told.get("said")
        assert said.endswith(".")
        assert app.live.stage == before

    played(tmp_path, "host")(steps)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"what": "live", "values": []}'])
def test_what_is_no_question_is_none(tmp_path: Path, body: bytes) -> None:
    async def steps(browser: Browser, _: RoomApp) -> None:
        headers = {"content-type": "application/json"}
        reply = await browser.client.post("/api/host/ask", content=body, headers=headers)
        assert reply.status_code == 422
        form = await browser.client.post("/api/host/ask", data={"what": "live"})
        assert form.status_code == 415

    played(tmp_path, "host")(steps)


def test_without_its_link_nobody_sees_the_desk_or_the_wall(tmp_path: Path) -> None:
    async def steps(browser: Browser, app: RoomApp) -> None:
        await join(app.live, 1, browser)
        token = (
            await browser.client.post(
                "/api/join", json={"code": app.live.code, "work": "0123456789abcdef"}
            )
        ).json()["token"]
        for path in ("/host", "/wall", "/host?key=guessed", "/wall?key=", "/api/wall"):
            reply = await browser.client.get(path, headers={"authorization": f"Bearer {token}"})
            assert reply.status_code in (401, 403)
            assert reply.json()["said"].endswith(".")
        assert (await browser.asks("live")).status_code == 401
        # The wall's key opens no desk.
        wall = app.people.keys["wall"]
        assert (await browser.client.get(f"/host?key={wall}")).status_code == 403

    played(tmp_path)(steps)


def test_the_wall_shows_the_room_and_no_secret(tmp_path: Path) -> None:
    async def steps(browser: Browser, app: RoomApp) -> None:
        await app.live.step("think", HARD.id)
        for path in ("/wall", "/api/wall"):
            text = (await browser.client.get(path)).text
            assert app.live.code in text or not app.live.address
            assert HARD.prompt.split(".")[0] in text
            assert not [key for key in app.people.keys.values() if key in text]
        assert (await browser.asks("live")).status_code == 401

    played(tmp_path, "wall")(steps)


def test_a_page_has_no_script_in_it_and_its_data_cannot_end_its_block(tmp_path: Path) -> None:
    async def steps(browser: Browser, _: RoomApp) -> None:
        reply = await browser.client.get("/host")
        assert "script-src 'self'" in reply.headers["content-security-policy"]
        assert reply.headers["cache-control"] == "no-store"
        assert reply.text.count("</script>") == 2
        # The page of the projector's window travels as data.
        assert "<main>" in sent_to(reply.text)["page"]["screen"]

    played(tmp_path, "host")(steps)
