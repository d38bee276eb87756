"""A table that shares a phone: N people in every count, and one answer for every limit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.rooms import AFTER, BEFORE, DEBATE, EXERCISES, LIBRARY, quiz
from workshop.answers.carry import Carried
from workshop.core.records import Exercise
from workshop.facilitator.memory import Memory
from workshop.results import Results, Submission, from_carried, results
from workshop.results.counts import Counts, took_part
from workshop.results.overview import overview
from workshop.results.sharing import people
from workshop.results.told import Step, standing, step, tell, visible

SORT, RATED = EXERCISES["starter-sort"], EXERCISES["quick-baseline"]
CARDS = [item.id for item in SORT.items[:2]]
PLACES = [option.id for option in SORT.options]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TABLES = st.sampled_from([1, 1, 1, 2, 6, 20])


class Source(NamedTuple):
    """One device: who is at it, what they put the cards into, and how many they are."""

    who: str
    places: tuple[int | None, ...]
    people: int = 1
    profession: str = ""


def sort(source: Source, exercise: Exercise = SORT) -> Submission:
    choices = {
        item.id: exercise.options_of(item)[place].id
        for item, place in zip(exercise.items, source.places, strict=False)
        if place is not None
    }
    return Submission(
        source.who, source.profession, exercise.id, 1, NOON, {"choices": choices}, source.people
    )


def room(*sources: Source) -> tuple[Submission, ...]:
    return tuple(map(sort, sources))


def alone(number: int, place: int = 0) -> list[Source]:
    return [Source(f"alone-{n}", (place,)) for n in range(number)]


class TestCounting:
    def test_a_table_weighs_its_people(self) -> None:
        found = results(SORT, room(*alone(5), Source("table", (1,), 7))).rounds[1]
        assert (found.people, found.devices) == (12, 6)
        assert found.counts[CARDS[0]] == {
            PLACES[0]: 5,
            PLACES[1]: 7,
            **dict.fromkeys(PLACES[2:], 0),
        }
        assert found.split[CARDS[0]] == pytest.approx(5 / 12)
        assert sum(found.agreement[CARDS[0]].values()) == pytest.approx(1)

    def test_what_splits_a_room_most_goes_by_its_people(self) -> None:
        table = Source("table", (0, 1), 5)
        others = [Source(f"p{n}", (int(n > 2), 0)) for n in range(5)]
        assert results(SORT, room(*others, table)).rounds[1].discuss == (CARDS[1], CARDS[0])
        one = table._replace(people=1)
        assert results(SORT, room(*others, one)).rounds[1].discuss == (CARDS[0], CARDS[1])

    def test_a_table_of_thirty_is_never_shown_alone(self) -> None:
        for others in range(4):
            found = results(SORT, room(*alone(others), Source("table", (1,), 30))).rounds[1]
            assert (found.people, found.counts, found.by_profession) == (None, {}, {})
        whole = overview(room(*alone(3), Source("table", (1,), 30)), LIBRARY)
        assert whole.people is None
        assert {each.began for each in whole.sessions} == {None}

    def test_four_people_and_a_table_that_comes_wait_for_four_more(self) -> None:
        first = step(SORT, room(*alone(5)))
        told = tell(SORT, (), first)
        now = step(SORT, room(*alone(5), Source("table", (1,), 20)))
        assert tell(SORT, told, now) == told
        found = standing(SORT, told, now)
        assert (found.answered, found.told, found.new, found.ready) == (25, 5, 1, False)
        more = [Source(f"more-{n}", (1,)) for n in range(4)]
        assert (
            tell(SORT, told, step(SORT, room(*alone(5), Source("table", (1,), 20), *more))) != told
        )

    def test_a_table_that_grows_stays_what_it_was_told_as(self) -> None:
        """Else the number that grows says what the table answered."""
        before = step(SORT, room(*alone(5), Source("table", (1,), 4)))
        grown = room(*alone(10), Source("table", (1,), 20))
        found = results(SORT, grown, (before,)).rounds[1]
        assert found.counts[CARDS[0]][PLACES[1]] == 4

    def test_opinions_and_questions_weigh_it_too(self) -> None:
        said = [
            Submission(f"p{n}", "", exercise.id, 1, NOON, quiz(exercise, right), weight)
            for n in range(8)
            for weight in (5 if n == 0 else 1,)
            for exercise, right in zip((BEFORE, AFTER), (4, 16 if n == 0 else 4), strict=True)
        ]
        learned = overview(said, LIBRARY).learned
        assert (learned.people, learned.before) == (12, 4)
        assert learned.after == pytest.approx((5 * 16 + 7 * 4) / 12)
        passes = [each["id"] for each in DEBATE.settings["passes"]]
        card = DEBATE.items[0].id
        moved = [
            Submission(
                f"p{n}",
                "",
                DEBATE.id,
                1,
                NOON,
                {"passes": {passes[0]: {card: 0}, passes[-1]: {card: 100 if n == 0 else 0}}},
                5 if n == 0 else 1,
            )
            for n in range(10)
        ]
        [opinion] = overview(moved, LIBRARY).opinions
        assert (opinion.people, opinion.before, opinion.after) == (14, 0, 35)

    def test_what_is_kept_of_what_was_told_knows_the_table(self, tmp_path: Path) -> None:
        memory = Memory(tmp_path)
        told = (step(SORT, room(*alone(5), Source("table", (1,), 4))),)
        memory.keep(SORT.id, told)
        assert memory.read(SORT.id) == told
        # Files from before tables were counted.
        file = tmp_path / "told" / f"{SORT.id}.json"
        kept = json.loads(file.read_text())
        for each in kept["steps"]:
            del each["left"]
            for submission in each["submissions"]:
                del submission["people"]
        file.write_text(json.dumps(kept))
        [old] = memory.read(SORT.id)
        assert {each.people for each in old.submissions} == {1}


def carried(who: str, second: int = 0, people: int = 0, place: int = 0, **more: Any) -> Carried:
    record = {
        "exercise": SORT.id,
        "updated": f"2026-03-02T12:00:{second:02}+00:00",
        "answer": {"choices": {CARDS[0]: PLACES[place]}},
        **more,
    }
    return Carried(who, {SORT.id: record}, handed_in=True, people=people)


class TestOnePersonOnce:
    def test_a_file_does_not_take_a_table_s_people_away(self) -> None:
        for files in (
            [carried("one", 0), carried("one", 9, 6)],
            [carried("one", 9), carried("one", 0, 6)],
        ):
            for order in (files, files[::-1]):
                assert {each.people for each in from_carried(order, EXERCISES)} == {6}

    def test_who_joins_again_is_as_many_as_they_said_last(self) -> None:
        devices = [carried("one", 9, 6), carried("one", 0, 2)]
        assert {each.people for each in from_carried(devices, EXERCISES)} == {2}

    def test_the_newer_answer_counts_and_the_first_vote_stays(self) -> None:
        """A phone knows the first vote; the file that was saved later knows the last answer."""
        phone = carried("one", 1, place=1, first={"choices": {CARDS[0]: PLACES[0]}})
        file = carried("one", 9, place=2)
        for order in ([phone, file], [file, phone]):
            said = {each.round: each.answer for each in from_carried(order, EXERCISES)}
            assert {number: each["choices"][CARDS[0]] for number, each in said.items()} == {
                1: PLACES[0],
                2: PLACES[2],
            }

    def test_of_two_first_votes_the_older_one_counts(self) -> None:
        old = carried("one", 1, place=1, first={"choices": {CARDS[0]: PLACES[0]}})
        new = carried(
            "one", 9, place=0, first={"choices": {CARDS[0]: PLACES[2], CARDS[1]: PLACES[2]}}
        )
        [first, *_] = from_carried([new, old], EXERCISES)
        assert first.answer["choices"] == {CARDS[0]: PLACES[0], CARDS[1]: PLACES[2]}

    def test_a_table_cannot_rate_each_of_its_people(self) -> None:
        name = RATED.settings["passes"][0]["id"]
        answer = {"passes": {name: {RATED.items[0].id: 3}}}
        record = {"exercise": RATED.id, "updated": "2026-03-02T12:00:00+00:00", "answer": answer}
        room = [Carried(f"p{n}", {RATED.id: record}, people=6) for n in range(8)]
        assert results(RATED, from_carried(room, EXERCISES)).rounds[1].people == 8


sources = st.lists(
    st.builds(
        Source,
        st.sampled_from([f"p{n:02}" for n in range(16)]),
        st.tuples(*[st.none() | st.integers(0, 1)] * 2),
        TABLES,
        st.sampled_from(["", "doctor", "nurse"]),
    ),
    max_size=16,
    unique_by=lambda each: each.who,
)


def said(sources: Sequence[Source], card: int) -> dict[str, int]:
    return {each.who: place for each in sources if (place := each.places[card]) is not None}


def changed(before: Sequence[Source], now: Sequence[Source], card: int) -> int:
    then, there = said(before, card), said(now, card)
    return sum(then.get(who) != there.get(who) for who in then.keys() | there.keys())


def of_card(found: Results, card: int) -> Mapping[str, int] | None:
    return found.rounds[1].counts.get(CARDS[card])


class TestNothingOfAFew:
    @settings(max_examples=200)
    @given(sources, sources)
    def test_no_number_has_fewer_devices_behind_it_also_by_subtraction(
        self, before: list[Source], now: list[Source]
    ) -> None:
        first = results(SORT, room(*before))
        second = results(SORT, room(*now), (Step(room(*before)),))
        for card in range(2):
            one, other = of_card(first, card), of_card(second, card)
            assert (one is None) == (len(said(before, card)) < 5)
            if other is None:
                continue
            if one is None:
                assert len(said(now, card)) >= 5
            elif one != other:
                assert changed(before, now, card) >= 5

    @settings(max_examples=200)
    @given(sources, sources, st.sets(st.integers(0, 15), min_size=1, max_size=6), st.booleans())
    def test_who_takes_their_answers_out_is_not_seen_in_what_comes_next(
        self, before: list[Source], now: list[Source], leave: set[int], back: bool
    ) -> None:
        gone = {f"p{n:02}" for n in leave}
        first = results(SORT, room(*before))
        told = Step(room(*before))
        for each in sorted(gone):
            told = told.without(each)
        assert not told.people & gone
        now = now if back else [each for each in now if each.who not in gone]
        second = results(SORT, room(*now), (told,))
        for card in range(2):
            one, other = of_card(first, card), of_card(second, card)
            if one is not None and other is not None and one != other:
                assert changed(before, now, card) >= 5
        if told.left:
            assert second.rounds[1].by_profession == {}
            assert visible(SORT, (told,), told) == ()

    def test_who_left_and_is_back_with_the_same_is_not_one_of_five(self) -> None:
        told = (Step(room(*alone(10))).without("alone-0"),)
        more = [Source(f"more-{n}", (1,)) for n in range(5)]
        for number, shows in ((4, False), (5, True)):
            now = step(SORT, room(*alone(10), *more[:number]))
            assert standing(SORT, told, now).ready is shows
            found = results(SORT, now.submissions, told).rounds[1]
            assert bool(found.counts) is shows

    @settings(max_examples=300)
    @given(
        st.dictionaries(st.sampled_from("abcdefghijklmnopq"), st.tuples(st.integers(0, 2), TABLES))
    )
    def test_counts_of_one_page(self, drawn: Mapping[str, tuple[int, int]]) -> None:
        shared = {who: n for who, (_, n) in drawn.items() if n > 1}
        groups = {str(g): {who for who, (own, _) in drawn.items() if own == g} for g in range(3)}
        told = Counts().parts(groups, shared)
        assert (took_part(drawn.keys(), shared) is None) == (len(drawn) < 5)
        shown = {name: count for name, count in told.items() if count and groups[name]}
        exact = [groups[name] for name, count in shown.items() if count.exact]
        for who in [*exact, drawn.keys() - set().union(*exact)] if exact else []:
            assert not who or len(who) >= 5
        for name, count in shown.items():
            if count.exact:
                assert count.people == people(groups[name], shared)
                continue
            assert len(groups[name]) >= 5
            assert count.people <= people(groups[name], shared)
            if groups[name] != drawn.keys():
                # Whichever five may be those who answered otherwise.
                for five in combinations(drawn, 5):
                    assert people(drawn.keys() - {*five}, shared) >= count.people
