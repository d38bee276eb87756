"""What somebody said first in a room that votes twice; js/test/first_votes.test.ts keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.examples import examples, exercise_of
from tests.support.rooms import EXERCISES
from workshop.answers.carry import Carried
from workshop.answers.first import at_first
from workshop.answers.hand_in import bare
from workshop.core.records import FEWEST
from workshop.kinds import KINDS
from workshop.results import from_carried, results

VOTES = [
    pytest.param(group["kind"], group["exercise"], vote, id=f"{group['kind']}-{vote['what']}")
    for group in examples("first-votes")
    for vote in group["votes"]
]
PLAYED = EXERCISES["six-decisions-at-kisima"]
WRITTEN, PRIVATE = EXERCISES["two-definitions"], EXERCISES["quick-baseline"]
# Five steps as there, of something else than oneself.
RATED = replace(PRIVATE, fewest=FEWEST, private=False)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC).isoformat()


@pytest.mark.parametrize(("kind", "given", "vote"), VOTES)
def test_what_a_phone_keeps_is_put_back(
    kind: str, given: dict[str, Any], vote: dict[str, Any]
) -> None:
    exercise = exercise_of(kind, given)
    record = {"exercise": "example", "updated": NOON, "answer": vote["after"]}
    sent = bare(exercise, {**record, "first": vote["keeps"]})
    assert sent.get("first", {}) == vote["keeps"], "nothing of it is lost on its way to the room"
    assert at_first(vote["after"], vote["keeps"]) == vote["said_first"]


def test_kinds_with_one_vote_are_those_of_words() -> None:
    once = {id_ for id_, exercise in EXERCISES.items() if not KINDS[exercise.kind].FIRST}
    assert once == {id_ for id_, each in EXERCISES.items() if KINDS[each.kind].TAKEN_HOME}


def rated(value: int) -> dict[str, Any]:
    passes = [each["id"] for each in RATED.settings["passes"]]
    return {"passes": {name: {RATED.items[0].id: value} for name in passes}}


def people(id_: str, *votes: dict[str, Any]) -> list[Carried]:
    return [
        Carried(f"p{n}", {id_: {"exercise": id_, "updated": NOON, **vote}})
        for n, vote in enumerate(votes)
    ]


def test_who_stays_has_voted_a_second_time_too() -> None:
    moved = {"answer": rated(5), "first": rated(1)}
    stayed = {"answer": rated(1)}
    room = people(RATED.id, *[moved] * 5, *[stayed] * 5)
    rounds = results(RATED, from_carried(room, {RATED.id: RATED})).rounds
    row = KINDS["scale"].rows(RATED)[0]
    low, high = RATED.options[0].id, RATED.options[4].id
    counts = [[rounds[each].counts[row][at] for at in (low, high)] for each in (1, 2)]
    assert counts == [[10, 0], [5, 5]]


def test_where_nobody_votes_twice_there_is_one_round() -> None:
    room = people(RATED.id, *[{"answer": rated(1)}] * 10)
    assert list(results(RATED, from_carried(room, {RATED.id: RATED})).rounds) == [1]


def test_the_first_path_stands_beside_the_second() -> None:
    one, other = (tuple(each.options[n].id for each in PLAYED.items) for n in (0, 1))
    vote = {
        "answer": {"path": list(other), "earlier": [list(one)]},
        "first": {"path": list(one)},
    }
    rounds = results(PLAYED, from_carried(people(PLAYED.id, *[vote] * 5), EXERCISES)).rounds
    turn = PLAYED.items[0].id
    assert [rounds[each].counts[turn][path[0]] for each, path in ((1, one), (2, other))] == [5, 5]


def test_what_people_say_of_themselves_is_said_once() -> None:
    name = PRIVATE.settings["passes"][0]["id"]
    vote = {
        "answer": {"passes": {name: {PRIVATE.items[0].id: 5}}},
        "first": {"passes": {name: {PRIVATE.items[0].id: 1}}},
    }
    submissions = from_carried(people(PRIVATE.id, *[vote] * 8), EXERCISES)
    assert {each.round for each in submissions} == {1}
