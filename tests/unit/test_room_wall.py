"""What the wall shows of a room: the right thing at each moment, and nothing too early."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.rooms import EXERCISES, LIBRARY
from workshop.answers.carry import Carried
from workshop.facilitator import talk
from workshop.facilitator.gathered import Room
from workshop.kinds import KINDS
from workshop.room.on_the_wall import Around, Scene
from workshop.room.scenes import scene
from workshop.room.stage import Stage, step
from workshop.room.strip import next_step, strip
from workshop.room.wall import wall_page, wall_shown

AROUND = Around(code="K74P", address="192.168.1.5:8080", here=24, answered=18)
HARD = EXERCISES["hard-and-two-sided-cards"]
CARD = "which-gap-first"


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = Room(LIBRARY, tmp_path_factory.mktemp("room"))
    room.read(rehearsing=True)
    return room


class Answered(Room):
    """A room of real people at phones, who answer one card."""

    def __init__(self, folder: Path) -> None:
        self._said: dict[int, dict[str, Any]] = {}
        # Itself, since it knows what is asked of a store.
        super().__init__(LIBRARY, folder, self)  # type: ignore[arg-type]

    def says(self, people: range, now: str, first: str = "") -> None:
        """Let people put the card somewhere, or move it after the first look."""
        for person in people:
            made = {
                "exercise": HARD.id,
                "kind": HARD.kind,
                "updated": f"2030-03-04T12:{30 if first else 10}:{person:02}+00:00",
                "state": "begun",
                "answer": {"choices": {CARD: now}, "checked": False},
            }
            self._said[person] = made | ({"first": {"choices": {CARD: first}}} if first else {})

    def look(self, *, everybody: bool = False) -> None:
        """Take the step after which the wall shows what was answered."""
        self.read()
        self.show([HARD.id], everybody=everybody)

    def newest(self) -> SimpleNamespace:
        """Give the live room, as a store does."""
        return SimpleNamespace(id="room")

    def devices(self, _: str) -> list[SimpleNamespace]:
        """Give its phones."""
        return [SimpleNamespace(work=each.participant) for each in self.carried()]

    def carried(self, *_: object) -> list[Carried]:
        """Give what its phones sent."""
        return [Carried(f"{who:016x}", {HARD.id: record}) for who, record in self._said.items()]


def at(moment: Any, card: str = CARD, exercise: str = HARD.id, **more: Any) -> Stage:
    return Stage(3, exercise, card, moment, **more)


def text_of(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def bars(made: Scene) -> dict[str, tuple[str, float | None]]:
    return {bar.label: (bar.number, bar.before) for bar in made.cards[0].bars}


@pytest.mark.parametrize("moment", ["between", "think", "look", "again"])
def test_before_why_no_reason_and_no_answer_of_the_authors_is_there(
    rehearsed: Room, moment: Any
) -> None:
    words = rehearsed.words["wall"]
    named = {words[each].split("{")[0] for each in ("our-answer", "contested", "would-move")}
    for exercise in rehearsed.exercises.values():
        for card in ["", *(item.id for item in exercise.items)]:
            text = text_of(wall_shown(rehearsed, at(moment, card, exercise.id), AROUND))
            key = exercise.keys.get(card)
            told = [key.why, key.tips, *dict(key.reasons).values()] if key else []
            assert not [each for each in (*told, *named) if each and each in text], exercise.id


def test_while_people_think_no_number_of_an_answer_is_there(rehearsed: Room) -> None:
    for moment in ("think", "again"):
        made = scene(rehearsed, at(moment), AROUND)
        assert made.cards[0].bars == ()
        assert [place.side for place in made.places] == ["leading", "managing", "both"]
        assert "18 of 24 answered" in text_of(wall_shown(rehearsed, at(moment), AROUND))


def test_what_people_rated_of_themselves_never_has_bars(rehearsed: Room) -> None:
    private = [each for each in rehearsed.exercises.values() if each.private]
    assert len(private) > 3
    for exercise in private:
        for card in ["", *(item.id for item in exercise.items)]:
            for voted in ((), (exercise.id, f"{exercise.id}/{card}")):
                stage = at("look", card, exercise.id, voted=voted)
                made = scene(rehearsed, stage, AROUND)
                assert not any(each.bars for each in made.cards)
                assert made.people is None
        assert not strip(rehearsed, at("look", "", exercise.id), ())["cards"]


def test_bars_stand_after_a_look_at_enough_answers(tmp_path: Path) -> None:
    room = Answered(tmp_path)
    room.says(range(4), "leadership")
    room.look()
    made = scene(room, at("look"), AROUND)
    assert made.cards[0].bars == ()
    assert made.ask.startswith("Fewer than 5 people")
    room.says(range(4, 9), "both")
    assert scene(room, at("look"), AROUND).cards[0].bars == (), "nobody took a step"
    room.look()
    made = scene(room, at("look"), AROUND)
    assert bars(made) == {
        "Leadership": ("4", None), "Management": ("0", None), "Both": ("5", None),
    }  # fmt: skip
    assert made.ask == room.words["wall"]["split"]
    assert made.people == 9
    assert strip(room, at("look"), ())["advice"] == "talk"


def test_after_a_second_vote_a_line_shows_where_the_room_stood(tmp_path: Path) -> None:
    room = Answered(tmp_path)
    room.says(range(6), "leadership")
    room.says(range(6, 12), "both")
    room.look()
    looked = at("look", looked=(f"{HARD.id}/{CARD}",))
    assert bars(scene(room, looked, AROUND))["Both"] == ("6", None)
    room.says(range(3), "both", first="leadership")
    room.look()
    stage = step(step(looked, "again", now=1), "look", now=2)
    made = scene(room, stage, AROUND)
    assert bars(made)["Both"] == ("6", 0.5), "three are fewer than a figure needs"
    assert made.then == room.words["wall"]["as-before"]
    assert strip(room, stage, ())["waits"] == {"n": 3, "least": 5}
    room.says(range(5), "both", first="leadership")
    room.look()
    made = scene(room, stage, AROUND)
    assert bars(made) == {
        "Leadership": ("1", 0.5), "Management": ("0", 0.0), "Both": ("11", 0.5),
    }  # fmt: skip
    assert made.ask == room.words["wall"]["moved"]
    assert made.note == room.words["wall"]["line"]
    assert room.words["wall"]["moment-again"] in text_of(wall_shown(room, stage, AROUND))
    told = strip(room, stage, ())
    assert told["waits"] is None
    assert told["advice"] == "go-on"
    assert told["next"]["to"] == "why"


def test_where_nearly_all_agree_the_room_goes_on(tmp_path: Path) -> None:
    room = Answered(tmp_path)
    room.says(range(9), "both")
    room.says(range(9, 10), "leadership")
    room.look()
    assert scene(room, at("look"), AROUND).ask == room.words["wall"]["agree"]
    told = strip(room, at("look"), ())
    assert told["advice"] == "go-on"
    assert told["next"] == {"to": "why", "name": "why"}


def test_where_nearly_nobody_says_it_only_the_desk_is_told(tmp_path: Path) -> None:
    """On the wall that would give the answer away."""
    room = Answered(tmp_path)
    room.says(range(10), "management")
    room.look()
    assert strip(room, at("look"), ())["advice"] == "explain"
    assert scene(room, at("look"), AROUND).ask == room.words["wall"]["agree"]


def test_why_tells_the_answer_both_sides_and_what_would_move_it(rehearsed: Room) -> None:
    contested = next(id_ for id_, key in HARD.keys.items() if key.contested and key.reasons)
    for card in (CARD, contested):
        key = HARD.keys[card]
        text = text_of(wall_shown(rehearsed, at("why", card), AROUND))
        for each in (key.why, key.tips, *dict(key.reasons).values()):
            assert each in text
        assert any(question in text for question in HARD.debrief)
    assert rehearsed.words["wall"]["contested"].split("{")[0] in text


def test_of_a_whole_exercise_the_cards_come_first_that_split_the_room_most(
    rehearsed: Room,
) -> None:
    made = scene(rehearsed, at("look", ""), AROUND)
    split = rehearsed.results(HARD.id).rounds[1].split
    most = sorted(split.values(), reverse=True)[:3]
    texts = {item.text: item.id for item in HARD.items}
    assert [split[texts[card.text]] for card in made.cards] == most


def test_answers_to_a_question_have_the_letters_of_the_sheets_and_bars_too(
    rehearsed: Room,
) -> None:
    quiz = EXERCISES["sixteen-questions"]
    question = quiz.items[0]
    asked = scene(rehearsed, at("think", question.id, quiz.id), AROUND)
    looked = scene(rehearsed, at("look", question.id, quiz.id), AROUND)
    assert [place.label for place in asked.places] == [bar.label for bar in looked.cards[0].bars]
    assert [place.label[:2] for place in asked.places] == ["A.", "B.", "C.", "D."]
    # In the files the right one often comes first.
    assert [place.label[3:] for place in asked.places] != [o.label for o in question.options]


def test_what_is_invented_says_so(rehearsed: Room) -> None:
    for moment in ("think", "look", "why"):
        assert rehearsed.mark in text_of(wall_shown(rehearsed, at(moment), AROUND))


def test_when_the_room_is_over_the_wall_says_thank_you_and_lets_nobody_in(
    rehearsed: Room,
) -> None:
    html = wall_shown(rehearsed, at("look"), replace(AROUND, over=True))
    assert rehearsed.words["wall"]["over"] in text_of(html)
    assert AROUND.code not in html
    assert "<svg" not in html


def test_the_join_picture_leads_to_the_room_and_no_text_becomes_html(tmp_path: Path) -> None:
    room = Room(LIBRARY, tmp_path)
    html = wall_shown(room, Stage(), AROUND)
    assert html.count("<svg") == 1
    assert "K74P" in text_of(html)
    bad = Around(code="<b>", address="<script>alert(1)</script>", coming="<i>x</i>")
    html = wall_shown(room, Stage(), bad)
    assert not re.search(r"<(script|b class=\"wall-code\"><b|i>)", html)


def test_the_page_asks_for_nothing_from_elsewhere_and_has_no_script_in_it() -> None:
    html = wall_page(LIBRARY, "")
    assert re.findall(r'(?:src|href)="([^"]+)"', html) == [
        "data:,", "assets/wall.css", "assets/wall.js",
    ]  # fmt: skip
    assert re.findall(r"<script[^>]*>([^<]*)", html) == [""]
    assert "style=" not in html


def test_the_usual_way_goes_through_the_cards_and_then_opens_the_reasons() -> None:
    plan, cards, split = ("one", "two"), ("a", "b"), {"a": 0.6, "b": 0.1}
    stage, way = Stage(), []
    for now in range(20):
        to = dict(next_step(stage, plan, split, cards))
        if not to:
            break
        way.append(to.pop("name"))
        stage = step(stage, now=now, **to)  # type: ignore[arg-type]
    once = [
        "begin", "look", "open-card", "again", "compare", "why", "next-card", "why",
        "open-reasons", "between",
    ]  # fmt: skip
    assert way == [*once, *once]


def test_who_writes_or_rates_themselves_is_not_asked_to_vote_twice(rehearsed: Room) -> None:
    once = [each for each in EXERCISES.values() if each.private or not KINDS[each.kind].FIRST]
    assert len(once) > 10
    for exercise in once:
        for card in ["", *(item.id for item in exercise.items)]:
            stage = at("look", card, exercise.id)
            assert strip(rehearsed, stage, ())["next"]["to"] in ("why", "look"), exercise.id


def test_where_nobody_moved_the_line_stands_where_the_bar_ends(rehearsed: Room) -> None:
    opinions = EXERCISES["three-opinions"]
    card = opinions.items[0].id
    stage = at("look", card, opinions.id, voted=(f"{opinions.id}/{card}",))
    assert strip(rehearsed, at("look", card, opinions.id), ())["next"]["to"] == "again"
    made = scene(rehearsed, stage, AROUND)
    assert all(bar.before == bar.share for bar in made.cards[0].bars)
    words = rehearsed.words["wall"]
    assert (made.ask, made.then) == (words["moved"], words["as-before"])


def test_before_there_are_numbers_the_cards_that_can_be_argued_are_suggested(
    tmp_path: Path,
) -> None:
    room = Room(LIBRARY, tmp_path)
    told = strip(room, at("think", ""), [HARD.id])
    assert len(told["cards"]) == 3
    assert {each["split"] for each in told["cards"]} == {None}
    argued = {id_ for id_, key in HARD.keys.items() if key.contested}
    assert {each["id"] for each in told["cards"]} <= argued
    assert {each["why"] for each in told["cards"] if each["id"] in argued} == {"contested"}
    assert all(LIBRARY.strings()["desk"][f"live-why-{each}"] for each in talk.WHYS)
    assert told["exercises"] == [[HARD.id, HARD.title]]
