"""The desk counts what came from a live room and what was handed in: each person once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.live_rooms import SORT, Phone, choices, make, record, run
from tests.support.rooms import EXERCISES, LIBRARY
from tests.support.scales import PASSES, PRACTICE_ITEMS, PRACTICES, write_scales
from workshop.answers import carry
from workshop.answers.carry import VERSION, WORKSHOP
from workshop.answers.collect import INVENTED, keep, told
from workshop.core.records import playing
from workshop.facilitator.gathered import LIVE, Room
from workshop.room.app import RoomApp
from workshop.room.on_the_wall import Around
from workshop.room.scenes import scene


def file_of(participant: str, answer: dict[str, Any], second: int = 0) -> carry.Carried:
    """What somebody hands in as a file."""
    saved = {"workshop": WORKSHOP, "version": VERSION, "participant": participant, "saved": ""}
    answers = {SORT.id: record(SORT, answer, second)}
    return carry.unpack(json.dumps({**saved, "answers": answers}).encode())


def answered(app: RoomApp, people: int, place: int = 0, **more: Any) -> None:
    """Let people join and answer."""
    phones = [Phone(app, f"work-{n}") for n in range(people)]

    async def room() -> None:
        for each in phones:
            await each.join(app.live, **more)
            await each.answer(SORT, 1, choices(30, place), second=10)

    run(app, room())


def people_in(room: Room) -> int | None:
    room.read()
    room.show([SORT.id])
    return room.results(SORT.id).rounds[1].people


def test_a_room_counts_like_files(tmp_path: Path) -> None:
    answered(make(tmp_path), 6)
    room = Room(LIBRARY, tmp_path)
    assert people_in(room) == 6
    assert room.collected.people == 6
    said = told(room.collected, EXERCISES, LIBRARY.strings()["collect"])
    assert said[:2] == [
        "Files read: 0. Different people: 6.",
        "Phones and laptops in the live room: 6.",
    ]


def test_who_did_both_counts_once_with_what_is_newer(tmp_path: Path) -> None:
    answered(make(tmp_path), 6)
    room = Room(LIBRARY, tmp_path)
    for participant, place, second in (("work-0", 1, 5), ("work-1", 1, 15), ("other", 1, 5)):
        keep(file_of(participant, choices(30, place), second), room.received, EXERCISES)
    assert people_in(room) == 7
    first = SORT.items[0].id
    chosen = {
        each.participant: each.answer["choices"][first]
        for each in room.submissions
        if each.exercise == SORT.id and each.round == 1
    }
    places = [option.id for option in SORT.options]
    assert chosen["work-0"] == places[0], "the phone's is newer"
    assert chosen["work-1"] == places[1], "the file's is newer"


def test_first_choices_are_the_first_round(tmp_path: Path) -> None:
    app = make(tmp_path)
    phones = [Phone(app, f"work-{n}") for n in range(6)]

    async def room() -> None:
        for each in phones:
            await each.join(app.live)
            await each.answer(SORT, 1, choices(30))
        await app.live.step("look", SORT.id)
        await app.live.step("again")
        for each in phones:
            await each.answer(SORT, 2, choices(30, 1), first=choices(30), second=20)
        await app.live.step("why")

    run(app, room())
    rounds = app.live.room.results(SORT.id).rounds
    card, (one, other) = SORT.items[0].id, (SORT.options[0].id, SORT.options[1].id)
    assert [rounds[1].counts[card][each] for each in (one, other)] == [6, 0]
    assert [rounds[2].counts[card][each] for each in (one, other)] == [0, 6]


@pytest.mark.parametrize("name", ["line", "practices"])
def test_ratings_are_voted_on_twice(tmp_path: Path, content: Path, name: str) -> None:
    """Afterwards the wall has the bars of now, and lines where the room stood before."""
    library = write_scales(content)
    # Five steps, and not about oneself.
    practices = content / "exercises" / "practices.toml"
    text = PRACTICES + PASSES + PRACTICE_ITEMS
    practices.write_text(re.sub(r"(?m)^(fewest|group) .*\n", "", text), encoding="utf-8")
    exercise = library.exercise(name)
    card = exercise.items[0].id
    low, high = (-100, 100) if exercise.settings["range"] == "agreement" else (1, 5)

    def rated(value: int) -> dict[str, Any]:
        return {"passes": {each["id"]: {card: value} for each in exercise.settings["passes"]}}

    app = make(tmp_path, [name], library)
    phones = [Phone(app, f"work-{n}") for n in range(6)]

    async def room() -> None:
        for each in phones:
            await each.join(app.live)
            await each.answer(exercise, 1, rated(low))
        await app.live.step("look", name)
        await app.live.step("look", card=card)
        await app.live.step("again")
        for each in phones:
            await each.answer(exercise, 2, rated(high), first=rated(low), second=20)
        await app.live.step("look")

    run(app, room())
    [shown] = scene(app.live.room, app.live.stage, Around()).cards
    *_, last = shown.bars
    assert (last.share, last.before) == (1, 0)


def test_nothing_is_shown_before_a_step_and_of_too_few_nothing(tmp_path: Path) -> None:
    app = make(tmp_path)
    phones = [Phone(app, f"work-{n}") for n in range(6)]

    async def room() -> list[int | None]:
        seen = []
        for number, each in enumerate(phones, 1):
            await each.join(app.live)
            await each.answer(SORT, 1, choices(30))
            if number in (4, 5, 6):
                await app.live.step("look", SORT.id)
                seen.append(app.live.room.results(SORT.id).rounds[1].people)
        return seen

    # The sixth alone would show what they chose.
    assert run(app, room()) == [[None, 5, 5]]


def test_a_profession_from_joining_counts(tmp_path: Path) -> None:
    about = playing("about", EXERCISES)
    assert about
    room = Room(LIBRARY, tmp_path)
    profession = next(iter(room.professions))
    answered(make(tmp_path), 5, profession=profession)
    room.read()
    assert {each.profession for each in room.submissions if each.exercise == SORT.id} == {
        profession
    }


def test_a_rehearsal_stays_apart(tmp_path: Path) -> None:
    answered(make(tmp_path), 6)
    room = Room(LIBRARY, tmp_path)
    room.read(rehearsing=True)
    assert room.collected.invented
    assert room.collected.live == ()
    keep(file_of(f"{INVENTED}1", choices(30)), room.received, EXERCISES)
    room.read()
    assert not room.collected.invented
    assert room.collected.people == 6
    assert [each.why for each in room.collected.aside] == [LIBRARY.strings()["collect"]["invented"]]


def test_a_new_room_begins_with_nobody(tmp_path: Path) -> None:
    answered(make(tmp_path), 6)
    answered(make(tmp_path, anew=True), 1)
    room = Room(LIBRARY, tmp_path)
    room.read()
    assert room.collected.people == 1


def test_a_desk_without_a_room_makes_none(tmp_path: Path) -> None:
    Room(LIBRARY, tmp_path).read()
    assert not (tmp_path / LIVE).exists()


@pytest.mark.parametrize("content", [b"", b"This is no database. " * 100])
def test_a_damaged_room_costs_the_desk_no_file(tmp_path: Path, content: bytes) -> None:
    room = Room(LIBRARY, tmp_path)
    keep(file_of("somebody", choices(30)), room.received, EXERCISES)
    (tmp_path / LIVE).write_bytes(content)
    room.read()
    assert room.collected.people == 1
    aside = [(each.name, each.why) for each in room.collected.aside]
    assert aside == ([] if not content else [(LIVE, aside[0][1])])
    assert all("cannot be opened" in why for _, why in aside)
