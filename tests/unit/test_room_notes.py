"""Words that people choose to show, and questions for later: the host reads them first."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.live_rooms import ADDRESS, SORT, Phone, Stream, make
from tests.support.rooms import EXERCISES
from workshop.answers import room_notes
from workshop.answers.room_store import StoreError
from workshop.kinds import KINDS
from workshop.room import note_routes
from workshop.room.app import RoomApp
from workshop.room.asking import is_written
from workshop.room.host import host_routes
from workshop.room.notes import MOST_QUESTIONS, MOST_WORDS, cleaned
from workshop.room.wall import wall_routes

Steps = Callable[[RoomApp], Coroutine[Any, Any, None]]
WRITTEN = next(each for each in EXERCISES.values() if is_written(each))
PROMPT = "One word: what stays with you?"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a second; one test takes that back."""
    monkeypatch.setattr(note_routes, "REST_SECONDS", 0.0)


def play(folder: Path, steps: Steps) -> None:
    """Let things happen in the room of a folder, and end it in good order."""

    async def all_of_it() -> None:
        app = make(folder, [SORT.id, WRITTEN.id], parts=(wall_routes, host_routes))
        try:
            await steps(app)
        finally:
            await app.live.close()

    # In a thread of its own: where browsers were driven before, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, all_of_it()).result()


class Desk:
    """The host's page, and what the wall shows."""

    def __init__(self, app: RoomApp, role: str = "host") -> None:
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ADDRESS)
        self._link = f"/host?key={app.people.keys[role]}"

    async def asks(self, what: str, **values: Any) -> httpx.Response:
        """Ask what the desk asks."""
        if not self._client.cookies:
            await self._client.get(self._link)
        return await self._client.post("/api/host/ask", json={"what": what, "values": values})

    async def notes(self, what: str = "notes", **values: Any) -> dict[str, Any]:
        """Ask for all notes."""
        reply = await self.asks(what, **values)
        assert reply.status_code == 200, reply.text
        told: dict[str, Any] = reply.json()["notes"]
        return told

    async def lets(self, text: str, state: str = "shown") -> dict[str, Any]:
        """Do something with a note."""
        note = next(each for each in (await self.notes())["notes"] if each["text"] == text)
        return await self.notes("words-judge", id=note["id"], state=state)

    async def wall(self) -> str:
        """Look at the wall, which the host may."""
        return (await self._client.get("/api/wall")).text


async def joined(app: RoomApp, work: str = "one") -> Phone:
    phone = Phone(app, work)
    await phone.join(app.live)
    return phone


async def sends(phone: Phone, text: str, about: str = "?", name: str = "") -> httpx.Response:
    """Send a note as a phone does."""
    note = {"id": name or f"n-{abs(hash(text))}", "about": about, "text": text}
    return await phone.ask("POST", "/api/notes", json=note)


async def own(phone: Phone) -> dict[str, str]:
    """What a phone is told of its notes: text to state."""
    reply = await phone.ask("GET", "/api/notes")
    return {each["text"]: each["state"] for each in reply.json()["notes"]}


def test_a_word_goes_from_a_phone_past_the_host_to_the_wall_and_to_nobody_else(
    tmp_path: Path,
) -> None:
    async def steps(app: RoomApp) -> None:
        desk, me, other = Desk(app), await joined(app), await joined(app, "two")
        stream = Stream(app, "/api/events", authorization=f"Bearer {other.token}")
        await app.live.step("think", SORT.id)
        told = await desk.notes("words-ask", prompt=f"  {PROMPT}\n")
        assert (told["asks"], told["prompt"], told["wall"]) == (True, PROMPT, "#1")
        stage = (await me.ask("GET", "/api/here")).json()["stage"]
        assert stage["words"] == {"about": "#1", "prompt": PROMPT}
        assert (await sends(me, "patience", "#1")).json()["state"] == "new"
        assert PROMPT in await desk.wall()
        assert "patience" not in await desk.wall(), "nobody has read it"
        live = (await desk.asks("live")).json()["live"]
        assert live["waiting"] == 1
        told = await desk.lets("patience")
        assert [each["state"] for each in told["notes"]] == ["shown"]
        assert "patience" in await desk.wall()
        assert await own(me) == {"patience": "shown"}
        told = await desk.lets("patience", "out")
        assert "patience" not in await desk.wall()
        assert await own(me) == {"patience": "new"}, "nobody is told that it stays off the wall"
        await desk.notes("words-stop")
        assert SORT.title in await desk.wall()
        assert (await me.ask("GET", "/api/here")).json()["stage"]["words"] is None
        for path in ("/api/notes", "/api/here", f"/api/exercises/{SORT.id}"):
            await other.ask("GET", path)
        await stream.until(f'"number":{app.live.stage.number}')
        await stream.leave()
        assert b"patience" not in other.sent + stream.data

    play(tmp_path, steps)


def test_whoever_goes_on_has_done_with_words(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        desk, me = Desk(app), await joined(app)
        await desk.notes("words-ask", prompt=PROMPT)
        await app.live.step("between", seconds=60)
        assert app.live.stage.asks, "a clock alone ends nothing"
        await app.live.step("think", SORT.id)
        assert (app.live.stage.asks, app.live.stage.wall) == (False, "")
        late = await sends(me, "kindness", "#1")
        assert late.status_code == 200, "what waited on a phone is not lost"
        await desk.notes("words-ask", prompt="And now?")
        assert (await sends(me, "calm", "#1")).status_code == 200
        await app.live.back()
        assert (app.live.stage.prompts, app.live.stage.asks) == ((PROMPT, "And now?"), False)
        shown = await desk.notes("words-wall", about="#1")
        assert shown["wall"] == "#1"
        assert PROMPT in await desk.wall(), "each word stands under what was asked"

    play(tmp_path, steps)


def test_an_exercise_that_is_written_asks_for_words_by_itself(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        me = await joined(app)
        await app.live.step("think", SORT.id)
        assert app.live.stage_sent()["words"] is None
        assert (await sends(me, "hope", SORT.id)).status_code == 409
        await app.live.step("think", WRITTEN.id)
        assert app.live.stage_sent()["words"] == {"about": WRITTEN.id, "prompt": ""}
        assert (await sends(me, "hope", WRITTEN.id)).status_code == 200
        desk = Desk(app)
        await desk.lets("hope")
        await desk.notes("words-wall", about=WRITTEN.id)
        assert WRITTEN.title in await desk.wall()
        assert "hope" in await desk.wall()

    play(tmp_path, steps)


def test_what_people_say_about_themselves_is_never_asked_for_on_the_wall() -> None:
    private = [each for each in EXERCISES.values() if each.private]
    assert private
    assert not any(map(is_written, private))
    assert all(KINDS[each.kind].TAKEN_HOME for each in EXERCISES.values() if is_written(each))


def test_questions_for_later_can_be_shown_and_ticked_off(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        desk, me = Desk(app), await joined(app)
        await sends(me, "Who pays for the second nurse?")
        await sends(me, "Why?")
        await desk.lets("Why?")
        told = await desk.notes("words-wall", about="?")
        assert told["wall"] == "?"
        assert "Questions for later" in await desk.wall()
        assert "Why?" in await desk.wall()
        await desk.lets("Why?", "done")
        assert "Why?" not in await desk.wall()
        assert await own(me) == {"Who pays for the second nurse?": "new", "Why?": "done"}

    play(tmp_path, steps)


def test_a_device_sends_so_many_and_a_repeat_is_the_same_one(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        me, desk = await joined(app), Desk(app)
        await desk.notes("words-ask", prompt=PROMPT)
        for about, most in (("#1", MOST_WORDS), ("?", MOST_QUESTIONS)):
            for n in range(most):
                name = f"{'q' if about == '?' else 'w'}-{n}"
                assert (await sends(me, f"word {n}", about, name)).status_code == 200
                assert (await sends(me, f"word {n}", about, name)).status_code == 200
            refused = await sends(me, "one more", about, "more")
            assert refused.status_code == 409
            assert "as many as fit" in refused.json()["said"]
        assert len(app.live.notes.all()) == MOST_WORDS + MOST_QUESTIONS
        assert (await sends(await joined(app, "two"), "mine", "?", "q-1")).status_code == 200

    play(tmp_path, steps)


def test_two_at_once_are_not_one_too_many(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        me = await joined(app)
        notes = [sends(me, f"q {n}", "?", f"q-{n}") for n in range(MOST_QUESTIONS + 5)]
        replies = await asyncio.gather(*notes)
        kept = [each for each in replies if each.status_code == 200]
        assert len(kept) == len(app.live.notes.all()) == MOST_QUESTIONS

    play(tmp_path, steps)


def test_what_is_sent_twice_at_once_is_there_once(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        me = await joined(app)
        replies = await asyncio.gather(*(sends(me, "hello", name="same") for _ in range(4)))
        # Those that came too early send it again; nobody was told that it is kept before it was.
        assert {each.status_code for each in replies} <= {200, 429}
        assert (await sends(me, "hello", name="same")).status_code == 200
        assert len(app.live.notes.all()) == 1

    play(tmp_path, steps)


def test_where_nothing_can_be_kept_a_note_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def steps(app: RoomApp) -> None:
        me = await joined(app)

        def full(*_: object) -> None:
            raise StoreError

        with monkeypatch.context() as disk:
            disk.setattr(room_notes, "keep_note", full)
            refused = await sends(me, "hello")
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        assert app.live.notes.all() == []
        assert (await sends(me, "hello")).status_code == 200

    play(tmp_path, steps)


def test_one_note_comes_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_routes, "REST_SECONDS", 60.0)

    async def steps(app: RoomApp) -> None:
        me, other = await joined(app), await joined(app, "two")
        assert (await sends(me, "first")).status_code == 200
        refused = await sends(me, "second")
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "1"
        assert (await sends(me, "first")).status_code == 200, "a repeat is no second one"
        assert (await sends(other, "mine")).status_code == 200

    play(tmp_path, steps)


def test_a_note_is_taken_back_until_it_is_let_through(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        desk, me, other = Desk(app), await joined(app), await joined(app, "two")
        await sends(me, "gone soon", name="a")
        await sends(me, "stays", name="b")
        await desk.lets("stays")
        back = await me.ask("POST", "/api/notes/back", json={"id": "a"})
        assert [each["id"] for each in back.json()["notes"]] == ["b"]
        again = await me.ask("POST", "/api/notes/back", json={"id": "a"})
        assert again.status_code == 200, "what is gone is gone"
        shown = await me.ask("POST", "/api/notes/back", json={"id": "b"})
        assert shown.status_code == 409
        assert "take it off" in shown.json()["said"]
        nothing = await other.ask("POST", "/api/notes/back", json={"id": "b"})
        assert nothing.status_code == 200
        assert [each["text"] for each in (await desk.notes())["notes"]] == ["stays"]
        await desk.lets("stays", "out")
        await me.ask("POST", "/api/notes/back", json={"id": "b"})
        assert (await desk.notes())["notes"] == []

    play(tmp_path, steps)
    assert b"gone soon" not in disk(tmp_path)


def disk(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.rglob("room.sqlite*"))


@pytest.mark.parametrize("how", ["withdraw", "delete", "anew"])
def test_who_leaves_takes_their_words_along(tmp_path: Path, how: str) -> None:
    async def steps(app: RoomApp) -> None:
        desk, me = Desk(app), await joined(app)
        other = await joined(app, "two")
        await sends(me, "unforgettable")
        await sends(other, "remains")
        await desk.lets("unforgettable")
        await desk.notes("words-wall", about="?")
        if how == "withdraw":
            await me.ask("POST", "/api/withdraw")
            assert [each["text"] for each in (await desk.notes())["notes"]] == ["remains"]
        else:
            await desk.asks(how)
            assert (await desk.notes())["notes"] == []
        assert "unforgettable" not in await desk.wall()

    play(tmp_path, steps)
    assert (b"unforgettable" in disk(tmp_path)) == (how == "anew")


def test_words_and_what_is_asked_are_there_after_a_restart(tmp_path: Path) -> None:
    tokens: list[str] = []

    async def before(app: RoomApp) -> None:
        desk, me = Desk(app), await joined(app)
        tokens.append(me.token)
        await desk.notes("words-ask", prompt=PROMPT)
        await sends(me, "patience", "#1")
        await sends(me, "courage", "#1")
        await desk.lets("courage")

    async def after(app: RoomApp) -> None:
        desk, me = Desk(app), Phone(app, "one")
        await me.ask("POST", "/api/return", json={"token": tokens[0]})
        told = await desk.notes()
        assert told["asks"]
        assert [each["text"] for each in told["notes"]] == ["courage", "patience"]
        assert "courage" in await desk.wall()
        assert await own(me) == {"patience": "new", "courage": "shown"}
        assert app.live.stage_sent()["words"] == {"about": "#1", "prompt": PROMPT}

    play(tmp_path, before)
    play(tmp_path, after)


def test_what_one_program_wrote_another_one_can_read(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        me = await joined(app)
        await sends(me, "here")
        app.live.notes.clear()
        app.live.notes.read()
        assert await own(me) == {"here": "new"}

    play(tmp_path, steps)


def test_scripts_in_words_are_words(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"

    async def steps(app: RoomApp) -> None:
        desk, me = Desk(app), await joined(app)
        await desk.notes("words-ask", prompt="<b>Which</b> one?")
        await sends(me, bad, "#1")
        await sends(me, "<i>one</i>", "#1", "b")
        await desk.lets(bad)
        await desk.lets("<i>one</i>")
        shown = await desk.wall()
        assert "&lt;script&gt;" in shown
        assert not [each for each in ("<script", "<i>", "<b>Which") if each in shown]

    play(tmp_path, steps)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("  two\n\nlines \t here ", "two lines here"),
        ("\u202eabc\u2066d\u200f", "abcd"),
        ("in\u200bvi\ufeffsi\u00adble\u200d", "invisible"),
        ("\x00\x07bell\x1b[31m", "bell[31m"),
        ("\u3164\u115f \u2800", ""),
        ("e" + "\u0301" * 40, "é" + "\u0301" * 3),
        ("\ue000private\U000e0041", "private"),
        ("cafe\u0301", "café"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
    ],
)
def test_what_nobody_sees_is_left_out(given: str, text: str) -> None:
    assert cleaned(given) == text


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ({"text": " \u200b "}, 422),
        ({"text": "x" * 141}, 422),
        ({"text": "x" * 1001}, 422),
        ({"text": "x" * 61, "about": WRITTEN.id}, 422),
        ({"about": "#1"}, 409),
        ({"about": "no-such-exercise"}, 409),
        ({"about": ""}, 409),
        ({"about": 3}, 422),
        ({"id": "a b"}, 422),
        ({"id": ""}, 422),
        ({"text": None}, 422),
    ],
)
def test_a_note_that_makes_no_sense_is_refused_in_one_sentence(
    tmp_path: Path, note: dict[str, Any], status: int
) -> None:
    async def steps(app: RoomApp) -> None:
        me = await joined(app)
        sent = {"id": "a", "about": "?", "text": "x", **note}
        reply = await me.ask("POST", "/api/notes", json=sent)
        assert reply.status_code == status
        assert reply.json()["said"] in app.live.words.values()
        assert app.live.notes.all() == []
        half = '{"id":"a","about":"?","text":"\\ud800 half"}'
        headers = {"content-type": "application/json"}
        reply = await me.ask("POST", "/api/notes", content=half, headers=headers)
        assert reply.status_code in (200, 422)

    play(tmp_path, steps)


def test_nobody_else_sends_judges_or_reads_notes(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        stranger, remote = Phone(app, "x"), Desk(app, "remote")
        for method, path, sent in (
            ("GET", "/api/notes", None),
            ("POST", "/api/notes", {"id": "a", "about": "?", "text": "x"}),
            ("POST", "/api/notes/back", {"id": "a"}),
        ):
            assert (await stranger.ask(method, path, json=sent)).status_code == 401
        me = await joined(app)
        await sends(me, "hidden")
        for what in ("notes", "words-ask", "words-stop", "words-wall", "words-judge"):
            reply = await remote.asks(what, prompt="x")
            assert reply.status_code == 403
            assert "hidden" not in reply.text
        assert not app.live.stage.asks
        await app.live.end()
        assert (await sends(me, "too late", name="late")).status_code == 410

    play(tmp_path, steps)


def test_the_desk_is_not_told_whose_a_note_is(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        me = await joined(app)
        await sends(me, "mine", name="own-name-of-the-phone")
        told = json.dumps(await Desk(app).notes())
        device = next(iter(app.live.present.all())).kept
        for each in ("own-name-of-the-phone", device.id, device.name, device.work, me.token):
            assert each not in told

    play(tmp_path, steps)


@pytest.mark.parametrize(
    ("what", "values"),
    [
        ("words-ask", {"prompt": ""}),
        ("words-ask", {"prompt": "x" * 121}),
        ("words-ask", {"prompt": 3}),
        ("words-wall", {"about": "#7"}),
        ("words-wall", {"about": "?", "page": "1"}),
        ("words-judge", {"id": "x", "state": "hidden"}),
        ("words-judge", {"id": ["x"], "state": "out"}),
    ],
)
def test_what_makes_no_sense_at_the_desk_changes_nothing(
    tmp_path: Path, what: str, values: dict[str, Any]
) -> None:
    async def steps(app: RoomApp) -> None:
        before = app.live.stage
        reply = await Desk(app).asks(what, **values)
        assert reply.status_code == 422
        assert app.live.stage == before

    play(tmp_path, steps)


def test_the_host_hears_of_new_words(tmp_path: Path) -> None:
    async def steps(app: RoomApp) -> None:
        desk, me = Desk(app), await joined(app)
        await desk.asks("live")
        cookie = "; ".join(f"{n}={v}" for n, v in desk._client.cookies.items())
        stream = Stream(app, "/api/host/events", cookie=cookie)
        await stream.until("event: stage")
        await sends(me, "hello")
        await stream.until("event: stage", 2)
        await stream.leave()

    play(tmp_path, steps)
