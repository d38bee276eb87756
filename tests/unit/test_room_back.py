"""A phone whose page was closed comes back by its words, and gets what the room has of it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.live_rooms import SORT, Phone, Stream, choices, make, run
from tests.support.rooms import LIBRARY
from workshop.answers.room_store import StoreError
from workshop.room import joining
from workshop.room.app import RoomApp
from workshop.room.joining import TooManyError


@pytest.fixture
def app(tmp_path: Path) -> RoomApp:
    return make(tmp_path)


async def joined(app: RoomApp, phone: Phone) -> str:
    """Join; gives the words that the phone is shown."""
    word: str = (await phone.join(app.live)).json()["name"]
    return word


async def back(app: RoomApp, word: str, code: str = "") -> tuple[Phone, httpx.Response]:
    """Come back from another browser."""
    browser = Phone(app)
    given = {"code": code or app.live.code, "word": word}
    return browser, await browser.ask("POST", "/api/return", json=given)


def test_the_words_bring_the_same_phone_back_with_its_answers(app: RoomApp) -> None:
    phone = Phone(app)

    async def room() -> None:
        word = await joined(app, phone)
        await phone.answer(SORT, 7, choices(20), first={"choices": choices(1, 1)["choices"]})
        typed = word.upper().replace(" ", " - ")
        browser, reply = await back(app, typed, f" {app.live.code.lower()} ")
        assert reply.status_code == 200
        assert reply.json()["name"] == word
        assert app.live.counts() == {"answered": 0, "here": 1, "people": 1}
        own = (await browser.ask("GET", "/api/answers")).json()
        assert own["work"] == phone.work
        kept = own["answers"][SORT.id]
        assert (kept["n"], kept["record"]["answer"]["choices"]) == (7, choices(20)["choices"])
        assert kept["record"]["first"]["choices"] == choices(1, 1)["choices"]
        assert (await browser.ask("GET", "/api/here")).json()["device"]["name"] == word
        assert (await browser.answer(SORT, 8, choices(21))).json() == {"saved": 8, "late": False}
        # Who has the old token is out.
        assert (await phone.answer(SORT, 9, choices(2))).status_code == 401
        assert (await phone.ask("GET", "/api/answers")).status_code == 401

    run(app, room())


def test_the_new_token_holds_after_a_restart(app: RoomApp, tmp_path: Path) -> None:
    phone = Phone(app)

    async def room() -> str:
        _, reply = await back(app, await joined(app, phone))
        token: str = reply.json()["token"]
        return token

    (token,) = run(app, room())
    again = make(tmp_path)
    replies = run(
        again,
        *(Phone(again).ask("POST", "/api/return", json={"token": t}) for t in (token, phone.token)),
    )
    assert [each.status_code for each in replies] == [200, 401]


def test_the_stream_of_the_old_page_ends(app: RoomApp) -> None:
    phone = Phone(app)

    async def room() -> None:
        word = await joined(app, phone)
        stream = Stream(app, "/api/events", authorization=f"Bearer {phone.token}")
        await stream.until("event: stage")
        await back(app, word)
        await stream.ended()

    run(app, room())


def test_a_phone_is_given_its_own_answers_alone(app: RoomApp) -> None:
    one, other = Phone(app, "one"), Phone(app, "other")

    async def room() -> None:
        for each in (one, other):
            await each.join(app.live)
        await other.answer(SORT, 1, choices(30))
        assert (await one.ask("GET", "/api/answers")).json() == {"work": "one", "answers": {}}
        assert (await Phone(app).ask("GET", "/api/answers")).status_code == 401

    run(app, room())


def test_what_came_late_is_given_back_as_it_was_last(app: RoomApp) -> None:
    phone = Phone(app)

    async def room() -> None:
        await phone.join(app.live)
        await phone.answer(SORT, 1, choices(30))
        await app.live.end()
        assert (await phone.answer(SORT, 2, choices(20))).json()["late"] is True
        own = (await phone.ask("GET", "/api/answers")).json()["answers"][SORT.id]
        assert (own["n"], len(own["record"]["answer"]["choices"])) == (2, 20)

    run(app, room())


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ({"word": "heron tulip"}, 401, "no-word"),
        ({"word": ""}, 401, "no-word"),
        ({"word": "\ud800 ·"}, 422, "no-sense"),
        ({"code": "ZZZZ"}, 404, "no-room"),
        ({"word": "x" * 500}, 422, "no-sense"),
        ({"word": 4}, 422, "no-sense"),
    ],
)
def test_words_that_are_none(app: RoomApp, more: dict[str, Any], status: int, said: str) -> None:
    async def room() -> None:
        given = {"code": app.live.code, "word": await joined(app, Phone(app)), **more}
        headers = {"content-type": "application/json"}
        content = json.dumps(given)
        reply = await Phone(app).ask("POST", "/api/return", content=content, headers=headers)
        assert (reply.status_code, reply.json()) == (status, {"said": app.live.words[said]})

    run(app, room())


def test_words_of_who_has_left(app: RoomApp) -> None:
    phone = Phone(app)

    async def room() -> None:
        word = await joined(app, phone)
        await phone.ask("POST", "/api/withdraw")
        _, reply = await back(app, word)
        assert reply.status_code == 401

    run(app, room())


def test_a_disk_that_fails_leaves_the_old_page_in(
    app: RoomApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(app)

    def full() -> Any:
        raise StoreError("database or disk is full")

    async def room() -> None:
        word = await joined(app, phone)
        with monkeypatch.context() as patch:
            patch.setattr(app.live.store, "writing", full)
            _, reply = await back(app, word)
        assert reply.status_code == 503
        assert (await phone.ask("GET", "/api/here")).status_code == 200
        assert (await back(app, word))[1].status_code == 200

    run(app, room())


class TestGuesses:
    def test_each_guess_takes_longer_than_it_is_worth(
        self, app: RoomApp, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever guesses for three hours finds none of sixty phones, also from many addresses."""
        now, waited = 0.0, 0.0

        async def sleep(seconds: float) -> None:
            nonlocal now, waited
            now, waited = now + seconds, waited + seconds

        async def guessed(seconds: float, *addresses: str) -> int:
            many, end = 0, now + seconds
            while now < end:
                for each in addresses:
                    many += await app.people.by_word("heron tulip 0000", each) is None
            return many

        people = app.people
        for each in (people._words, people._all_words):
            each._clock = lambda: now
        monkeypatch.setattr(asyncio, "sleep", sleep)
        words = len(app.live._words)
        all_words = words * (words - 1) * 9000
        a_day = 3 * 60 * 60
        from_one = asyncio.run(guessed(a_day, "router"))
        assert 60 * from_one / all_words < 1 / 4000
        from_many = asyncio.run(guessed(a_day, *(f"address {n}" for n in range(250))))
        assert 60 * from_many / all_words < 1 / 800
        run(app)

    def test_people_who_mistype_wait_for_nothing(self, app: RoomApp) -> None:
        async def room() -> None:
            word = await joined(app, Phone(app))
            for _ in range(joining.WORDS_MISTYPED - 1):
                assert (await back(app, "heron tulip 1"))[1].status_code == 401
            assert (await back(app, word))[1].status_code == 200

        run(app, room())

    def test_who_would_wait_too_long_is_asked_to_come_again(
        self, app: RoomApp, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def room() -> None:
            for _ in range(joining.WORDS_MISTYPED + 1):
                await app.people.by_word("nobody", "router")
            monkeypatch.setattr(joining, "PATIENCE_SECONDS", -1)
            with pytest.raises(TooManyError):
                await app.people.by_word("nobody", "router")

        run(app, room())


def test_there_are_words_enough_and_no_two_read_alike() -> None:
    words = joining.return_words(LIBRARY.strings()["live"])
    assert len(words) == len(set(words)) >= 256
    assert all(each.isalpha() and each.islower() and 2 < len(each) < 8 for each in words)
    made = [joining.new_word(words, ()) for _ in range(500)]
    assert len({joining.word_as_typed(each) for each in made}) == len(made)


def test_no_two_phones_have_the_same_words() -> None:
    words = ["oak", "elm"]
    first = joining.word_as_typed(joining.new_word(words, ()))
    everything = {
        f"{a}{b}{n}" for a, b in (("oak", "elm"), ("elm", "oak")) for n in range(1000, 10000)
    }
    assert joining.word_as_typed(joining.new_word(words, everything - {first})) == first
