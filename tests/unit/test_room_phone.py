"""The pages of a phone in a live room, as they leave the server."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.kinds import KINDS
from workshop.kinds.judging import feedback_table
from workshop.room import stage as stages
from workshop.room.app import RoomApp, make_room
from workshop.room.bundles import BUNDLES
from workshop.room.phone import join_page, phone_page

LIBRARY = Library(ROOT)
PLAN = [id_ for chapter in LIBRARY.chapters() for id_ in chapter.exercises]
SORT = "sort-the-working-day"


LOOP = asyncio.new_event_loop()


class Client:
    """Somebody's browser: it keeps its cookies."""

    def __init__(self, room: RoomApp) -> None:
        way = httpx.ASGITransport(app=room)
        self._client = httpx.AsyncClient(transport=way, base_url="http://127.0.0.1")

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Ask for a page."""
        return LOOP.run_until_complete(self._client.get(path, **more))

    def post(self, path: str, sent: object) -> httpx.Response:
        """Send something."""
        return LOOP.run_until_complete(self._client.post(path, json=sent))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[RoomApp]:
    """A room with every exercise of the workshop on its plan."""
    room = make_room(LIBRARY, tmp_path, PLAN)
    yield room
    LOOP.run_until_complete(room.live.close())


def step(room: RoomApp, to: stages.Moment, exercise: str) -> None:
    live = room.live
    live.stage = stages.step(live.stage, to, exercise=exercise, now=1)


def data(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="workshop">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def joined(room: RoomApp) -> Client:
    client = Client(room)
    reply = client.post("/api/join", {"code": room.live.code, "work": "0123456789abcdef"})
    assert reply.status_code == 200, reply.text
    return client


def reasons(exercise_id: str) -> list[str]:
    """Everything in words that an exercise says after the talk, and not before."""
    exercise = LIBRARY.exercise(exercise_id)
    table = feedback_table(exercise) if exercise.keys else {}
    told = [text for entry in table.values() for text in (entry.why, entry.tips) if text]
    told += [text for entry in table.values() for text in entry.reasons.values()]
    before = json.dumps(data_of_cards(exercise_id), ensure_ascii=False)
    return [text for text in told if text not in before]


def data_of_cards(exercise_id: str) -> list[Any]:
    exercise = LIBRARY.exercise(exercise_id)
    return [exercise.prompt, [item.text for item in exercise.items]]


def test_the_page_to_come_in_by_asks_for_little_and_tells_nothing(room: RoomApp) -> None:
    page = Client(room).get("/").text
    assert room.live.code not in page
    about = LIBRARY.role("about").settings["fields"][0]["options"]
    assert all(f'value="{option["id"]}"' in page for option in about)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)


def test_a_link_fills_the_code_in_whatever_it_holds(room: RoomApp) -> None:
    page = Client(room).get("/", params={"code": 'k7 4p"><script>alert(1)'}).text
    assert 'value="K74PSCRIPTALERT1"' in page
    assert "<script>alert" not in page


def test_whoever_is_not_in_the_room_is_led_to_the_door_and_who_is_to_the_page(
    room: RoomApp,
) -> None:
    stranger, inside = Client(room), joined(room)
    away = stranger.get("/here")
    assert (away.status_code, away.headers["location"]) == (303, "./")
    assert inside.get("/here").status_code == 200
    on = inside.get("/")
    assert (on.status_code, on.headers["location"]) == (303, "./here#again")
    assert inside.get("/", params={"code": room.live.code.lower()}).status_code == 303
    # The code of another room may be meant.
    assert inside.get("/", params={"code": "XXXX"}).status_code == 200


def test_all_phones_are_sent_the_same_page_without_anybody_s_secret(room: RoomApp) -> None:
    one, other = joined(room).get("/here"), joined(room).get("/here")
    assert one.text == other.text
    assert one.headers["cache-control"] == "no-store"
    for secret in room.people.keys.values():
        assert secret not in one.text


@pytest.mark.parametrize("moment", ["think", "look", "again"])
def test_no_exercise_gives_a_reason_away_before_its_why(
    room: RoomApp, moment: stages.Moment
) -> None:
    for exercise in PLAN:
        step(room, moment, exercise)
        page = phone_page(room.live)
        (spec,) = data(page)["specs"]
        assert spec["held"] is True
        assert not {"table", "rules", "sources", "debrief"} & spec.keys(), exercise
        text = json.dumps(data(page), ensure_ascii=False)
        assert [told for told in reasons(exercise) if told in text] == [], exercise


def test_the_reasons_are_on_the_page_at_why(room: RoomApp) -> None:
    step(room, "why", SORT)
    sent = data(phone_page(room.live))
    assert sent["stage"]["opened"] == [SORT]
    text = json.dumps(sent["specs"], ensure_ascii=False)
    assert reasons(SORT)
    assert all(told in text for told in reasons(SORT))


def test_a_page_of_the_next_step_is_written_anew(room: RoomApp) -> None:
    client = joined(room)
    assert data(client.get("/here").text)["specs"] == []
    step(room, "think", SORT)
    assert data(client.get("/here").text)["stage"]["exercise"] == SORT


def test_the_words_of_what_comes_next_can_be_had(room: RoomApp) -> None:
    words = Client(room).get("/words").json()
    asked = {name for id_ in PLAN for name in sections(id_)}
    assert words.keys() == asked


def sections(exercise_id: str) -> list[str]:
    exercise = LIBRARY.exercise(exercise_id)
    return list(KINDS[exercise.kind].sections(exercise))


def test_the_first_card_is_there_with_sixty_kilobytes(room: RoomApp) -> None:
    """What a phone fetches until then, as it travels."""
    step(room, "think", SORT)
    page = phone_page(room.live)
    names = set(re.findall(r'(?:href|src)="assets/([^"]+)"', page))
    assert any(name.startswith("phone-") and name.endswith(".css") for name in names)
    sizes = {name: len(gzip.compress((BUNDLES / name).read_bytes())) for name in names}
    sizes["the page"] = len(gzip.compress(page.encode()))
    assert sum(sizes.values()) < 60_000, sizes


def test_the_page_to_come_in_by_is_smaller_still(room: RoomApp) -> None:
    page = join_page(room.live)
    assert len(gzip.compress(page.encode())) < 3_000


def test_no_page_runs_what_is_not_the_rooms(room: RoomApp) -> None:
    client = joined(room)
    for path in ("/?moved", "/here"):
        reply = client.get(path)
        assert reply.headers["content-type"].startswith("text/html")
        assert "script-src 'self';" in reply.headers["content-security-policy"]


def test_what_comes_next_is_fetched_while_somebody_reads(room: RoomApp) -> None:
    step(room, "think", SORT)
    before, after = join_page(room.live), phone_page(room.live)
    asked = [set(re.findall(r'="assets/([^"]+)"', page)) for page in (before, after)]
    assert asked[1] < asked[0]


@pytest.mark.parametrize(
    "path",
    [
        "/my-work/{name}",
        "/../my-work/{name}",
        "/assets/../my-work/{name}",
        "/assets/..%2f..%2fmy-work%2f{name}",
        "/assets/%2e%2e/my-work/{name}",
        "/assets/{folder}/{name}",
        "/{folder}/{name}",
    ],
)
def test_nobody_is_sent_what_lies_on_the_laptop(tmp_path: Path, path: str) -> None:
    """What the facilitator answered, and what was handed in, lies beside the room."""
    kept = tmp_path / "my-work" / f"{SORT}.json"
    kept.parent.mkdir()
    kept.write_text('{"secret": "of the facilitator"}', "utf-8")
    room = make_room(LIBRARY, tmp_path / "my-room", PLAN)
    asked = path.format(name=kept.name, folder=str(kept.parent).lstrip("/"))
    for client in (Client(room), joined(room)):
        reply = client.get(asked)
        assert reply.status_code in (303, 404), asked
        assert "of the facilitator" not in reply.text
    LOOP.run_until_complete(room.live.close())
