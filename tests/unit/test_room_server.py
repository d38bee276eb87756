"""What a room answers phones: who is let in, what is kept, and what is turned away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.live_rooms import SORT, Phone, Stream, choices, make, record, run
from tests.support.rooms import EXERCISES
from workshop.answers.room_store import RoomStore, StoreError
from workshop.room import joining, live, streams
from workshop.room.app import RoomApp
from workshop.room.joining import MISTYPED, PATIENCE_SECONDS, Guesses, TooManyError
from workshop.room.stage import Stage, StepError

QUIZ = EXERCISES["sixteen-questions"]


@pytest.fixture
def app(tmp_path: Path) -> RoomApp:
    return make(tmp_path)


@pytest.fixture
def phone(app: RoomApp) -> Phone:
    return Phone(app)


def kept(app: RoomApp) -> dict[str, Any]:
    """What is on the disk: work to what was chosen, and how often."""
    store = RoomStore(app.live.room.folder / "room.sqlite")
    newest = store.newest()
    assert newest
    found = {
        each.participant: each.records.get(SORT.id, {}).get("answer", {}).get("choices")
        for each in store.carried(newest.id)
    }
    store.close()
    return found


class TestJoining:
    def test_a_code_is_as_people_type_it(self, app: RoomApp, phone: Phone) -> None:
        typed = f" {app.live.code[:2].lower()} - {app.live.code[2:].lower()} "
        (reply,) = run(app, phone.ask("POST", "/api/join", json={"code": typed, "work": "w"}))
        assert reply.status_code == 200
        told = reply.json()
        assert told["stage"]["moment"] == "between"
        assert told["token"]
        assert "HttpOnly" in reply.headers["set-cookie"]
        assert "SameSite=lax" in reply.headers["set-cookie"]

    def test_a_code_that_is_none(self, app: RoomApp, phone: Phone) -> None:
        for reply in run(
            app,
            *(phone.ask("POST", "/api/join", json={"code": c, "work": "w"}) for c in ("", "ZZZZ")),
        ):
            assert reply.status_code == 404
            assert reply.json()["said"].startswith("There is no room with this code.")

    @pytest.mark.parametrize(
        "more",
        [
            {"work": ""},
            {"work": "../../etc"},
            {"work": "w" * 65},
            {"work": None},
            {"people": 0},
            {"people": 21},
            {"people": "many"},
            {"profession": "<script>"},
            {"code": 7},
        ],
    )
    def test_what_makes_no_sense(self, app: RoomApp, phone: Phone, more: dict[str, Any]) -> None:
        given = {"code": app.live.code, "work": "w", **more}
        (reply,) = run(app, phone.ask("POST", "/api/join", json=given))
        assert reply.status_code == 422
        assert list(reply.json()) == ["said"]

    @pytest.mark.parametrize("path", ["/api/join", "/api/return"])
    @pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"{", b"[]", b"null"])
    def test_what_is_no_json(self, app: RoomApp, phone: Phone, path: str, body: bytes) -> None:
        headers = {"content-type": "application/json"}
        (reply,) = run(app, phone.ask("POST", path, content=body, headers=headers))
        assert reply.status_code in (400, 422)
        assert reply.json() == {"said": app.live.words["no-sense"]}

    def test_a_thousand_from_one_address(self, app: RoomApp) -> None:
        phones = [Phone(app, f"work-{n}") for n in range(1000)]

        async def everybody() -> list[int]:
            replies = await asyncio.gather(*(each.join(app.live) for each in phones))
            return [reply.status_code for reply in replies]

        (statuses,) = run(app, everybody())
        assert statuses == [200] * 1000
        assert app.live.here() == 1000

    def test_a_token_brings_back(self, app: RoomApp, phone: Phone) -> None:
        """At another address of the laptop a phone has no cookie."""
        moved = Phone(app, phone.work, "http://10.0.0.9:8080")

        async def move() -> Any:
            await phone.join(app.live)
            return await moved.ask("POST", "/api/return", json={"token": phone.token})

        reply, here = run(app, move(), moved.ask("GET", "/api/here"))
        assert reply.json()["device"]
        assert here.status_code == 200
        assert app.live.here() == 1

    def test_over(self, app: RoomApp, phone: Phone) -> None:
        _, reply = run(app, app.live.end(), phone.join(app.live))
        assert reply.status_code == 410
        assert reply.json()["said"].startswith("This room is over.")

    def test_who_joins_twice_counts_once(self, app: RoomApp) -> None:
        one, again, other = Phone(app, "me"), Phone(app, "me"), Phone(app, "you")
        run(app, *(each.join(app.live, people=3) for each in (one, again, other)))
        assert (app.live.here(), app.live.people()) == (2, 6)

    def test_a_profession_that_is_none_is_left_out(self, app: RoomApp, phone: Phone) -> None:
        join, here = run(
            app, phone.join(app.live, profession="king"), phone.ask("GET", "/api/here")
        )
        assert here.json()["device"] == {
            "people": 1,
            "profession": "",
            "work": "somebody",
            "name": join.json()["name"],
        }


class TestGuesses:
    def test_who_guesses_waits_and_is_never_locked_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waited: list[float] = []

        async def sleep(seconds: float) -> None:
            waited.append(seconds)

        monkeypatch.setattr(asyncio, "sleep", sleep)
        now = 0.0
        guesses = Guesses(lambda: now)

        async def guess() -> None:
            nonlocal now
            for _ in range(MISTYPED):
                await guesses.turn("router")
                guesses.wrong("router")
            assert waited == []
            for _ in range(100):
                await guesses.turn("router")
                guesses.wrong("router")
            assert waited == sorted(waited)
            assert waited[-1] > 5
            guesses._lines["router"].free = PATIENCE_SECONDS + 1
            with pytest.raises(TooManyError):
                await guesses.turn("router")
            waited.clear()
            await guesses.turn("another router")
            assert waited == []
            now += 20 * 60
            await guesses.turn("router")
            assert waited == [], "forgotten after a while"

        asyncio.run(guess())

    def test_who_waits_too_long_is_asked_to_come_again(
        self, app: RoomApp, phone: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(joining, "PATIENCE_SECONDS", -1)
        wrong = (phone.ask("POST", "/api/join", json={"code": "x", "work": "w"}) for _ in range(40))
        *_, last = run(app, *wrong)
        assert last.status_code == 429
        assert last.headers["retry-after"]

    def test_codes_have_no_letters_that_look_alike(self) -> None:
        codes = {joining.new_code() for _ in range(2000)}
        assert len(codes) > 1900
        assert not set("".join(codes)) & set("O0QI1LS5Z2B8UVG6D")


class TestTokens:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/api/here"),
            ("GET", f"/api/exercises/{SORT.id}"),
            ("GET", "/api/events"),
            ("GET", "/api/wall/events"),
            ("GET", "/api/host/events"),
            ("PUT", f"/api/answers/{SORT.id}"),
            ("GET", "/api/answers"),
            ("POST", "/api/withdraw"),
        ],
    )
    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"authorization": "Bearer "},
            {"authorization": "Bearer forged"},
            {"authorization": "Bearer " + "x" * 10_000},
            {"authorization": "Basic eDp5"},
            {"cookie": "room=forged; host=forged; wall=forged"},
            {"cookie": 'room="; ;;=\x7f'},
        ],
    )
    def test_nobody_without_one(
        self, app: RoomApp, phone: Phone, method: str, path: str, headers: dict[str, str]
    ) -> None:
        (reply,) = run(app, phone.ask(method, path, headers=headers, content=b"{}"))
        assert reply.status_code == 401
        assert list(reply.json()) == ["said"]

    def test_one_of_another_room(self, app: RoomApp, phone: Phone, tmp_path: Path) -> None:
        other = make(tmp_path / "other")
        stranger = Phone(other)
        run(other, stranger.join(other.live))
        shown = {"authorization": f"Bearer {stranger.token}"}
        (reply,) = run(app, phone.ask("GET", "/api/here", headers=shown))
        assert reply.status_code == 401

    def test_one_of_the_room_before(self, tmp_path: Path) -> None:
        before = make(tmp_path)
        phone = Phone(before)
        run(before, phone.join(before.live))
        after = make(tmp_path, anew=True)
        assert after.live.code != before.live.code
        shown = {"authorization": f"Bearer {phone.token}"}
        (reply,) = run(after, Phone(after).ask("GET", "/api/here", headers=shown))
        assert reply.status_code == 401

    def test_one_that_withdrew(self, app: RoomApp, phone: Phone) -> None:
        async def room() -> list[int]:
            await phone.join(app.live)
            await phone.answer(SORT, 1, choices(30))
            shown = {"authorization": f"Bearer {phone.token}"}
            replies = [
                await phone.ask("POST", "/api/withdraw"),
                await phone.ask("GET", "/api/here", headers=shown),
                await phone.answer(SORT, 2, choices(30)),
            ]
            return [each.status_code for each in replies]

        assert run(app, room()) == [[200, 401, 401]]
        assert kept(app) == {}
        assert app.live.counts() == {"answered": 0, "here": 0, "people": 0}


class TestAnswers:
    def test_it_is_on_the_disk_when_it_is_acknowledged(self, app: RoomApp, phone: Phone) -> None:
        _, reply = run(app, phone.join(app.live), phone.answer(SORT, 1, choices(3)))
        assert reply.json() == {"saved": 1, "late": False}
        assert kept(app) == {phone.work: choices(3)["choices"]}

    def test_a_repeat_and_an_older_one_change_nothing(self, app: RoomApp, phone: Phone) -> None:
        _, *replies = run(
            app,
            phone.join(app.live),
            *(phone.answer(SORT, n, choices(number)) for n, number in ((5, 4), (5, 9), (2, 1))),
        )
        assert [each.json()["late"] for each in replies] == [False] * 3
        assert kept(app) == {phone.work: choices(4)["choices"]}

    def test_after_why_it_is_late_and_kept_apart(self, app: RoomApp, phone: Phone) -> None:
        async def room() -> tuple[Any, Any]:
            await phone.join(app.live)
            await phone.answer(SORT, 1, choices(3))
            await app.live.step("why", SORT.id)
            await app.live.step("between")
            repeat = await phone.answer(SORT, 1, choices(3))
            return repeat.json(), (await phone.answer(SORT, 2, choices(9))).json()

        (told,) = run(app, room())
        assert told == ({"saved": 1, "late": False}, {"saved": 2, "late": True})
        assert kept(app) == {phone.work: choices(3)["choices"]}

    def test_the_last_taps_before_why_are_in_time(self, app: RoomApp, phone: Phone) -> None:
        """A phone hears of it, and sends what it has not sent."""
        _, _, reply = run(
            app,
            phone.join(app.live),
            app.live.step("why", SORT.id),
            phone.answer(SORT, 1, choices(3)),
        )
        assert reply.json()["late"] is False

    def test_no_word_of_ones_own_is_kept(self, app: RoomApp, phone: Phone) -> None:
        noted = choices(1) | {"notes": {SORT.items[0].id: "Sister Amina is lazy"}}
        run(app, phone.join(app.live), phone.answer(SORT, 1, noted, first=noted))
        for each in app.live.room.folder.iterdir():
            assert b"Amina" not in each.read_bytes()

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"", 400),
            (b"not json", 400),
            (b"[" * 10_000, 400),
            (b'{"n": 1e999}', 400),
            (b"[]", 422),
            (b'"text"', 422),
            (b"{}", 422),
        ],
    )
    def test_what_is_no_answer(self, app: RoomApp, phone: Phone, body: bytes, status: int) -> None:
        headers = {"content-type": "application/json"}
        path = f"/api/answers/{SORT.id}"
        _, reply = run(
            app, phone.join(app.live), phone.ask("PUT", path, content=body, headers=headers)
        )
        assert reply.status_code == status
        assert list(reply.json()) == ["said"]

    @pytest.mark.parametrize(
        "change",
        [
            {"n": 0},
            {"n": -1},
            {"n": True},
            {"n": 2**53},
            {"n": "1"},
            {"record": None},
            {"record": {}},
            {"record": record(QUIZ, {})},
            {"record": record(SORT, {}) | {"answer": []}},
            {"record": record(SORT, {}) | {"kind": "quiz"}},
            {"record": record(SORT, {}) | {"updated": "2" * 41}},
            {"record": record(SORT, {}) | {"state": "stolen"}},
            {"record": record(SORT, {}) | {"first": []}},
            {"work": 7},
        ],
    )
    def test_what_makes_no_sense(self, app: RoomApp, phone: Phone, change: dict[str, Any]) -> None:
        sent = {"n": 1, "work": phone.work, "record": record(SORT, choices(1)), **change}
        path = f"/api/answers/{SORT.id}"
        _, reply = run(app, phone.join(app.live), phone.ask("PUT", path, json=sent))
        assert reply.status_code == 422
        assert kept(app) == {phone.work: None}

    def test_what_no_exercise_knows_is_left_out(self, app: RoomApp, phone: Phone) -> None:
        odd = {"choices": {"<script>": "x", SORT.items[0].id: "\ud800"}, "more": [[[]]]}
        _, reply = run(app, phone.join(app.live), phone.answer(SORT, 1, odd))
        assert reply.status_code == 200
        assert kept(app) == {phone.work: {}}

    def test_not_of_this_room(self, app: RoomApp, phone: Phone) -> None:
        _, *replies = run(
            app,
            phone.join(app.live),
            phone.answer(QUIZ, 1, {}),
            phone.ask("GET", f"/api/exercises/{QUIZ.id}"),
        )
        assert [each.status_code for each in replies] == [404, 404]

    def test_not_of_the_work_that_joined(self, app: RoomApp, phone: Phone) -> None:
        """Somebody started over on this phone, or gave it to a colleague."""

        async def other() -> Any:
            await phone.join(app.live)
            phone.work = "a-colleague"
            return await phone.answer(SORT, 1, choices(1))

        (reply,) = run(app, other())
        assert reply.status_code == 409

    def test_of_another_form(self, app: RoomApp, phone: Phone) -> None:
        _, reply = run(
            app,
            phone.join(app.live),
            phone.ask("PUT", f"/api/answers/{SORT.id}", data={"n": "1"}),
        )
        assert reply.status_code == 415

    def test_a_disk_that_fails_says_so_and_the_answer_can_come_again(
        self, app: RoomApp, phone: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full() -> Any:
            raise StoreError("database or disk is full")

        async def room() -> list[Any]:
            await phone.join(app.live)
            with monkeypatch.context() as patch:
                patch.setattr(app.live.store, "writing", full)
                refused = [
                    await phone.answer(SORT, 1, choices(1)),
                    await Phone(app, "late").join(app.live),
                    await phone.ask("POST", "/api/withdraw"),
                ]
                with pytest.raises(StoreError):
                    await app.live.step("think", SORT.id)
            return [*refused, await phone.answer(SORT, 1, choices(1))]

        ((*refused, at_last),) = run(app, room())
        assert {each.status_code for each in refused} == {503}
        assert all(each.headers["retry-after"] for each in refused)
        assert all("waits on this phone" in each.json()["said"] for each in refused)
        assert app.live.stage.moment == "between"
        assert at_last.json() == {"saved": 1, "late": False}
        assert kept(app) == {phone.work: choices(1)["choices"]}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(), some, max_size=3),
    max_leaves=8,
)
NAMES = ("code", "word", "work", "people", "profession", "token", "n", "record")
SENT = (
    JSON
    | st.dictionaries(st.sampled_from(NAMES), JSON)
    | st.fixed_dictionaries(
        {
            "n": st.integers(1, 9),
            "work": st.just("somebody"),
            "record": st.fixed_dictionaries(
                {
                    "exercise": st.just(SORT.id),
                    "updated": st.text(max_size=30),
                    "answer": st.dictionaries(
                        st.sampled_from(["choices", "second", "sure", "checked", "notes"]), JSON
                    ),
                },
                optional={"first": JSON, "state": JSON, "kind": JSON},
            ),
        }
    )
)


@given(st.lists(SENT, min_size=1, max_size=5))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_sent_is_answered_with_sense(
    tmp_path_factory: pytest.TempPathFactory, sent: list[Any]
) -> None:
    app = make(tmp_path_factory.mktemp("room"))
    phone = Phone(app)

    async def room() -> None:
        await phone.join(app.live)
        for each in sent:
            content = json.dumps(each).encode()
            for method, path in (
                ("POST", "/api/join"),
                ("POST", "/api/return"),
                ("PUT", f"/api/answers/{SORT.id}"),
            ):
                headers = {"content-type": "application/json"}
                reply = await phone.ask(method, path, content=content, headers=headers)
                assert reply.status_code in (200, 400, 401, 404, 409, 422)
                assert reply.status_code == 200 or reply.json()["said"]
        # What was kept can be counted.
        await app.live.step("look", SORT.id)
        await app.live.step("why")

    run(app, room())


class TestGate:
    async def in_parts(self, size: int) -> AsyncIterator[bytes]:
        for _ in range(size // 10_000):
            yield b"x" * 10_000

    @pytest.mark.parametrize("path", [f"/api/answers/{SORT.id}", "/api/join", "/nothing"])
    def test_ten_megabytes_are_not_read(self, app: RoomApp, phone: Phone, path: str) -> None:
        method = "PUT" if "answers" in path else "POST"
        headers = {"content-type": "application/json"}
        _, said_how_much, in_parts = run(
            app,
            phone.join(app.live),
            phone.ask(method, path, content=b"x" * 10_000_000, headers=headers),
            phone.ask(method, path, content=self.in_parts(10_000_000), headers=headers),
        )
        assert said_how_much.status_code == 413
        # What nobody reads may be answered before it was counted.
        assert in_parts.status_code in ({413} if path != "/nothing" else {404, 413})

    @pytest.mark.parametrize(
        "name",
        ["evil.example", "192.168.43.1.evil.example", "localhost.evil.example", "[::1", "", "a b"],
    )
    def test_a_name_that_was_made_to_lead_here(self, app: RoomApp, phone: Phone, name: str) -> None:
        (reply,) = run(app, phone.ask("GET", "/api/health", headers={"host": name}))
        assert reply.status_code == 421

    @pytest.mark.parametrize("name", ["10.0.0.7:8080", "localhost:8080", "[fe80::1]:8080"])
    def test_numbers_and_this_computer(self, app: RoomApp, phone: Phone, name: str) -> None:
        (reply,) = run(app, phone.ask("GET", "/api/health", headers={"host": name}))
        assert reply.status_code == 200

    def test_a_name_that_it_was_given(self, tmp_path: Path) -> None:
        app = make(tmp_path, names=["rooms.example"])
        shown = {"host": "Rooms.example"}
        (reply,) = run(app, Phone(app).ask("GET", "/api/health", headers=shown))
        assert reply.status_code == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "http://evil.example"},
            {"origin": "null"},
            {"origin": "http://192.168.43.1:9999"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ],
    )
    def test_another_site_sends_nothing(
        self, app: RoomApp, phone: Phone, headers: dict[str, str]
    ) -> None:
        path = f"/api/answers/{SORT.id}"
        sent = {"n": 1, "work": phone.work, "record": record(SORT, choices(1))}
        _, *replies = run(
            app,
            phone.join(app.live),
            phone.ask("PUT", path, json=sent, headers=headers),
            phone.ask("POST", "/api/withdraw", headers=headers),
        )
        assert [each.status_code for each in replies] == [403, 403]
        assert kept(app) == {phone.work: None}

    def test_what_every_answer_carries(self, app: RoomApp, phone: Phone) -> None:
        paths = ["/assets/icon.svg"]
        others = ["/api/health", "/api/here", "/api/nothing", "/nothing", "/api/openapi.json"]
        pages, data = len(paths), run(app, *(phone.ask("GET", each) for each in paths + others))
        for reply in data[:pages]:
            policy = reply.headers["content-security-policy"]
            assert "script-src 'self';" in policy
        for reply in data:
            # Nothing but a page is ever taken for one.
            assert reply.headers["x-content-type-options"] == "nosniff"
            assert "access-control-allow-origin" not in reply.headers

    def test_it_describes_itself(self, app: RoomApp, phone: Phone) -> None:
        described, docs, redoc = run(
            app, *(phone.ask("GET", path) for path in ("/api/openapi.json", "/docs", "/redoc"))
        )
        assert described.json()["paths"].keys() >= {
            "/api/join", "/api/return", "/api/here", "/api/exercises/{exercise}",
            "/api/answers/{exercise}", "/api/answers", "/api/withdraw", "/api/events",
        }  # fmt: skip
        assert {docs.status_code, redoc.status_code} == {404}


class TestStreams:
    def test_a_stream_says_where_the_room_is_and_goes_on(
        self, app: RoomApp, phone: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streams, "ALIVE_SECONDS", 0.01)

        async def room() -> bytes:
            await phone.join(app.live)
            shown = {"authorization": f"Bearer {phone.token}"}
            stream = Stream(app, "/api/events", **shown)
            await stream.until("event: stage")
            await app.live.step("think", SORT.id, seconds=60)
            await stream.until('"moment":"think"')
            await stream.until("\n: \n")
            await stream.leave()
            assert not app.live.streams.listeners
            return stream.data

        (data,) = run(app, room())
        assert data.startswith(b"retry: ")
        assert data.count(b"event: stage") == 2, "a sign of life repeats nothing"
        assert b"event: count" not in data

    def test_only_the_newest_stage_matters(self, app: RoomApp, phone: Phone) -> None:
        async def room() -> bytes:
            await phone.join(app.live)
            stream = Stream(app, "/api/events", authorization=f"Bearer {phone.token}")
            await stream.until("event: stage")
            for number in range(1, 6):
                app.live.stage = Stage(number)
                app.live.streams.told()
            await stream.until('"number":5')
            await stream.leave()
            return stream.data

        (data,) = run(app, room())
        assert data.count(b"event: stage") == 2

    def test_the_host_hears_the_counts(
        self, app: RoomApp, phone: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streams, "COUNTS_SECONDS", 0.01)

        async def room() -> None:
            key = await app.live.keep_key("host")
            await app.live.step("think", SORT.id)
            stream = Stream(app, "/api/host/events", cookie=f"host={key}")
            await stream.until('data: {"answered":0,"here":0,"people":0}')
            await phone.join(app.live, people=4)
            await stream.until('data: {"answered":0,"here":1,"people":4}')
            await phone.answer(SORT, 1, choices(len(SORT.items)))
            await stream.until('data: {"answered":1,"here":1,"people":4}')
            await stream.leave()

        run(app, room())

    def test_the_wall_hears_of_a_step_when_it_is_counted_and_phones_before(
        self, app: RoomApp, phone: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(live, "SETTLE_SECONDS", 0.2)
        others = [Phone(app, f"other-{n}") for n in range(5)]

        async def room() -> None:
            key = await app.live.keep_key("wall")
            for each in (phone, *others):
                await each.join(app.live)
            await app.live.step("think", SORT.id)
            mine = Stream(app, "/api/events", authorization=f"Bearer {phone.token}")
            wall = Stream(app, "/api/wall/events", cookie=f"wall={key}")
            await mine.until('"moment":"think"')
            await wall.until('"moment":"think"')
            stepping = asyncio.create_task(app.live.step("look"))
            await mine.until('"moment":"look"')
            # Now the phones send what they have not sent.
            for each in (phone, *others):
                await each.answer(SORT, 1, choices(30))
            app.live.streams.told()
            assert b'"moment":"look"' not in wall.data
            await wall.until('"moment":"look"')
            assert app.live.room.results(SORT.id).rounds[1].people == 6
            await stepping
            await app.live.show(everybody=True)
            await wall.until('"moment":"look"', 2)
            await mine.leave()
            await wall.leave()

        run(app, room())

    def test_streams_end_when_the_room_is_stopped_or_somebody_withdraws(
        self, app: RoomApp, phone: Phone
    ) -> None:
        other = Phone(app, "other")

        async def room() -> None:
            ends = []
            for each in (phone, other):
                await each.join(app.live)
                ends.append(Stream(app, "/api/events", authorization=f"Bearer {each.token}"))
                await ends[-1].until("event: stage")
            await phone.ask("POST", "/api/withdraw")
            await ends[0].ended()
            assert len(app.live.streams.listeners) == 1
            app.live.streams.close()
            await ends[1].ended()

        run(app, room())

    def test_a_thousand_are_told_of_a_step(self, app: RoomApp) -> None:
        phones = [Phone(app, f"work-{n}") for n in range(1000)]

        async def room() -> None:
            await asyncio.gather(*(each.join(app.live) for each in phones))
            ends = [
                Stream(app, "/api/events", authorization=f"Bearer {each.token}") for each in phones
            ]
            await asyncio.gather(*(each.until("event: stage") for each in ends))
            await app.live.step("think", SORT.id)
            await asyncio.gather(*(each.until('"number":1,') for each in ends))
            await asyncio.gather(*(each.leave() for each in ends))

        run(app, room())


class TestSteps:
    def test_reasons_are_taken_back_until_a_phone_has_them(
        self, app: RoomApp, phone: Phone
    ) -> None:
        async def room() -> None:
            await phone.join(app.live)
            await app.live.step("again", SORT.id)
            await app.live.step("why")
            taken_back = await app.live.back()
            assert taken_back
            assert (taken_back.moment, taken_back.opened) == ("again", ())
            held = await phone.ask("GET", f"/api/exercises/{SORT.id}")
            assert held.json()["held"]
            await app.live.step("why")
            whole = await phone.ask("GET", f"/api/exercises/{SORT.id}")
            assert "held" not in whole.json()
            assert await app.live.back() is None

        run(app, room())

    def test_what_the_wall_showed_is_not_taken_back(self, app: RoomApp) -> None:
        async def room() -> None:
            for audience, can in (("host", True), ("wall", False)):
                key = await app.live.keep_key(audience)
                stream = Stream(app, f"/api/{audience}/events", cookie=f"{audience}={key}")
                await app.live.step("think", SORT.id)
                await app.live.step("look")
                await stream.until('"moment":"look"')
                assert bool(await app.live.back()) is can, audience
                await stream.leave()

        run(app, room())

    @pytest.mark.parametrize(
        "more", [{"exercise": QUIZ.id}, {"exercise": SORT.id, "card": "none"}, {}]
    )
    def test_a_step_that_makes_no_sense(self, app: RoomApp, more: dict[str, Any]) -> None:
        async def room() -> None:
            with pytest.raises(StepError):
                await app.live.step("think", **more)

        run(app, room())
        assert app.live.stage.number == 0

    def test_a_step_that_cannot_be_counted_is_taken_all_the_same(
        self, app: RoomApp, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(app.live.room, "show", full)
        run(app, app.live.step("look", SORT.id))
        assert app.live.stage.moment == "look"


class TestGoingOn:
    def test_a_room_goes_on_where_it_was(self, tmp_path: Path) -> None:
        before = make(tmp_path)
        phone = Phone(before)
        run(
            before,
            phone.join(before.live, people=5),
            before.live.step("think", SORT.id, card=SORT.items[0].id),
            phone.answer(SORT, 3, choices(1)),
        )
        after = make(tmp_path)
        assert (after.live.code, after.live.plan) == (before.live.code, before.live.plan)
        assert after.live.stage.place == before.live.stage.place
        assert after.live.answered() == 1
        again = Phone(after)
        shown = {"authorization": f"Bearer {phone.token}"}
        here, _ = run(after, again.ask("GET", "/api/here", headers=shown), after.live.back())
        assert here.json()["device"]["people"] == 5
        assert after.live.stage.moment == "between"

    def test_another_session_the_next_day(self, tmp_path: Path) -> None:
        before = make(tmp_path)
        run(before, before.live.step("why", SORT.id))
        after = make(tmp_path, [QUIZ.id])
        run(after)
        assert after.live.code == before.live.code
        assert after.live.plan == (QUIZ.id,)
        assert after.live.stage.opened == (SORT.id,)

    def test_a_reveal_before_the_stop_may_have_been_seen(self, tmp_path: Path) -> None:
        before = make(tmp_path)
        run(before, before.live.step("think", SORT.id), before.live.step("look"))
        after = make(tmp_path)
        assert run(after, after.live.back()) == [None]

    def test_a_room_that_is_over_does_not_go_on(self, tmp_path: Path) -> None:
        before = make(tmp_path)
        run(before, before.live.end())
        after = make(tmp_path)
        run(after)
        assert after.live.code != before.live.code
        assert not after.live.over

    def test_deleting_leaves_nothing(self, tmp_path: Path) -> None:
        app = make(tmp_path)
        phone = Phone(app, "somebody-unlike-others")
        *_, here = run(
            app,
            phone.join(app.live),
            phone.answer(SORT, 1, choices(30)),
            app.live.delete(),
            phone.ask("GET", "/api/here"),
        )
        assert here.status_code == 410
        for each in tmp_path.glob("room.sqlite*"):
            assert b"somebody-unlike-others" not in each.read_bytes()
