"""What a whole workshop came to: beside a second calculation, and never about a few people."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms import (
    AFTER,
    BEFORE,
    DEBATE,
    EXERCISES,
    FULL,
    LIBRARY,
    PLAN,
    QUOTES,
    a_room,
    debate,
    quiz,
    said,
)
from workshop.content import Library
from workshop.progress import state
from workshop.results import Submission
from workshop.results.counts import Count, Counts
from workshop.results.overview import Overview, overview
from workshop.results.overview_tables import counted, overview_tables

WORDS = LIBRARY.strings()["overview"]
People = frozenset[str]


def last(room: list[Submission]) -> dict[tuple[str, str], Submission]:
    """The answer of the highest round, by exercise and person; each round is there once."""
    found: dict[tuple[str, str], Submission] = {}
    for each in sorted(room, key=lambda one: one.round):
        found[each.exercise, each.participant] = each
    return found


def who(room: list[Submission]) -> Mapping[str, People]:
    """Every group of people that an overview may count, found in a plain way."""
    answers = last(room)
    everybody = {person for _, person in answers}

    def done(id_: str, person: str) -> bool:
        each = answers.get((id_, person))
        return each is not None and state(EXERCISES[id_], each.answer) == "finished"

    groups: dict[str, set[str]] = {"people": everybody}
    for chapter in LIBRARY.chapters():
        groups[f"began {chapter.number}"] = {p for i, p in answers if i in chapter.exercises}
        asked = [id_ for id_ in chapter.exercises if id_ not in chapter.extras]
        groups[f"finished {chapter.number}"] = {
            person for person in everybody if all(done(id_, person) for id_ in asked)
        }
    right: dict[str, list[int]] = {}
    for person in everybody:
        both = [
            next((s for s in room if (s.exercise, s.participant, s.round) == (e.id, person, 1)), 0)
            for e in (BEFORE, AFTER)
        ]
        choices = [each.answer["choices"] for each in both if isinstance(each, Submission)]
        if len(choices) == 2 and all(len(each) == 16 for each in choices):
            right[person] = [
                sum(AFTER.keys[item].accept == (option,) for item, option in each.items())
                for each in choices
            ]
    groups["matched"] = {*right}
    groups["rose"] = {person for person, (then, now) in right.items() if now > then}
    groups["stayed"] = {person for person, (then, now) in right.items() if now == then}
    groups["fell"] = {person for person, (then, now) in right.items() if now < then}
    plans = {person: each.answer for (id_, person), each in answers.items() if id_ == PLAN.id}
    plans = {p: plan for p, plan in plans.items() if plan["fields"] or plan["rows"]}
    groups["plans"] = {*plans}
    for field in PLAN.settings["fields"]:
        groups[f"empty {field['label']}"] = {
            person for person, plan in plans.items() if field["id"] not in plan["fields"]
        }
    groups[f"empty {PLAN.settings['rows']['label']}"] = {
        person for person, plan in plans.items() if not plan["rows"]
    }
    for item in DEBATE.items:
        rated = {
            person: [
                each.answer["passes"].get(name, {}).get(item.id) for name in ("before", "after")
            ]
            for (id_, person), each in answers.items()
            if id_ == DEBATE.id
        }
        pairs = {person: pair for person, pair in rated.items() if None not in pair}
        groups[f"rated {item.text}"] = {*pairs}
        groups[f"agree {item.text}"] = {p for p, (a, b) in pairs.items() if b > a}
        groups[f"disagree {item.text}"] = {p for p, (a, b) in pairs.items() if b < a}
        groups[f"same {item.text}"] = {p for p, (a, b) in pairs.items() if b == a}
    return {name: frozenset(people) for name, people in groups.items()}


def shown(told: Overview, *, exact: bool = True) -> Mapping[str, int]:
    """Every count of people that an overview shows: the exact ones, or the others."""

    def all_of() -> Iterator[tuple[str, Count | None]]:
        yield "people", told.people
        for session in told.sessions:
            yield f"began {session.number}", session.began
            yield f"finished {session.number}", session.finished
        yield "matched", told.learned.people
        yield "rose", told.learned.rose
        yield "stayed", told.learned.stayed
        yield "fell", told.learned.fell
        yield "plans", told.plans.people
        for box, people in told.plans.empty:
            yield f"empty {box}", people
        for each in told.opinions:
            yield f"rated {each.statement}", each.people
            yield f"agree {each.statement}", each.agree
            yield f"disagree {each.statement}", each.disagree
            yield f"same {each.statement}", each.stayed

    return {name: n.people for name, n in all_of() if n is not None and n.exact is exact}


def can_be_known(groups: Mapping[str, People], counts: Mapping[str, int]) -> dict[str, People]:
    """The groups whose size is shown, or is left over of a whole whose parts are shown."""
    known = {name: groups[name] for name in counts if groups[name]}
    wholes = {"matched": ["rose", "stayed", "fell"]}
    for item in DEBATE.items:
        parts = [f"{part} {item.text}" for part in ("agree", "disagree", "same")]
        wholes[f"rated {item.text}"] = parts
    for whole, parts in wholes.items():
        there = [name for name in parts if name in counts]
        assert not there or whole in counts
        rest = groups[whole].difference(*(groups[name] for name in there))
        if there and rest:
            known[f"rest of {whole}"] = rest
    return known


@settings(max_examples=40)
@given(seed=st.integers(0, 100_000))
def test_nothing_tells_of_one_to_four_people(seed: int) -> None:
    room = a_room(random.Random(seed))  # noqa: S311
    told = overview(room, LIBRARY)
    groups, counts = who(room), shown(told)
    for name, count in counts.items():
        assert count == len(groups[name]), name
        assert count == 0 or count >= 5, name
    known = can_be_known(groups, counts)
    for name, least in shown(told, exact=False).items():
        assert least % 5 == 0
        assert 5 <= least <= len(groups[name]), name
        # “15 or more” of a group of 19 would tell that four are missing.
        assert all(len(many) - least >= 5 for many in known.values() if groups[name] < many), name
    for one, few in known.items():
        for other, many in known.items():
            if few < many:
                assert len(many) - len(few) >= 5, (one, other)
    for table in overview_tables(told, LIBRARY, WORDS):
        cells = [cell for row in table.rows for cell in row]
        assert not [cell for cell in cells if isinstance(cell, int) and 0 < cell < 5]
        assert all(len(row) == len(table.columns) for row in table.rows)


@settings(max_examples=15)
@given(seed=st.integers(0, 100_000))
def test_the_order_of_submissions_does_not_matter(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    room = a_room(dice, most=25)
    mixed = list(room)
    dice.shuffle(mixed)
    assert overview(mixed, LIBRARY) == overview(room, LIBRARY)


@pytest.mark.parametrize("seed", range(6))
def test_a_second_calculation_comes_to_the_same(seed: int) -> None:
    room = a_room(random.Random(seed))  # noqa: S311
    told, groups, answers = overview(room, LIBRARY), who(room), last(room)
    if len(groups["people"]) < 5:
        assert shown(told) == shown(told, exact=False) == {}
        return
    assert told.people == Count(len(groups["people"]))
    matched = groups["matched"]
    assert (told.learned.before is not None) == (len(matched) >= 8)
    if len(matched) >= 8 and not told.learned.rounded:
        for exercise, mean in ((BEFORE, told.learned.before), (AFTER, told.learned.after)):
            right = [
                exercise.keys[item].accept == (option,)
                for person in matched
                for item, option in answers[exercise.id, person].answer["choices"].items()
            ]
            assert mean == pytest.approx(sum(right) / len(matched))
    first = [s.answer["choices"] for s in room if s.exercise == AFTER.id and s.round == 1]
    shares = {}
    for item in AFTER.items:
        chosen = [choices[item.id] for choices in first if item.id in choices]
        if len(chosen) >= 5:
            right_ones = sum(option in AFTER.keys[item.id].accept for option in chosen)
            shares[item.text] = right_ones / len(chosen)
    worst = sorted(shares, key=lambda text: shares[text])[:3]
    assert [missed.question for missed in told.learned.missed] == worst
    for missed in told.learned.missed:
        assert missed.share == pytest.approx(shares[missed.question])
    plans = [answers[PLAN.id, person].answer for person in groups["plans"]]
    full = len(PLAN.settings["fields"]) + 3 * len(PLAN.settings["rows"]["fields"])
    wrote = [len(plan["fields"]) + sum(map(len, plan["rows"][:3])) for plan in plans]
    if len(plans) >= 5:
        assert told.plans.filled == pytest.approx(sum(wrote) / full / len(plans))
    for each in told.opinions:
        statement = next(i.id for i in DEBATE.items if i.text == each.statement)
        for name, mean in (("before", each.before), ("after", each.after)):
            values = [
                answers[DEBATE.id, person].answer["passes"][name][statement]
                for person in groups[f"rated {each.statement}"]
            ]
            assert abs(mean - sum(values) / len(values)) <= 2.5


@pytest.mark.parametrize("seed", range(12))
def test_a_count_is_missing_only_where_it_comes_too_close(seed: int) -> None:
    room = a_room(random.Random(seed))  # noqa: S311
    groups, counts = who(room), shown(overview(room, LIBRARY))
    known = can_be_known(groups, counts).values()
    for name, people in groups.items():
        if name not in counts and name.startswith(("people", "began", "finished", "plans")):
            assert len(people) < 5 or any(
                len(people ^ other) < 5 and (other < people or people < other) for other in known
            ), name


def test_counts_that_come_first_are_exact() -> None:
    counts = Counts(5)
    people = [f"p{n}" for n in range(20)]
    assert counts.show({*people}) == Count(20)
    assert counts.show({*people[:17]}) == Count(15, exact=False)
    assert counts.show({*people[:15]}) == Count(15)
    assert counts.show({*people[:14]}) == Count(10, exact=False)
    assert counts.show({*people[1:13], "q1", "q2", "q3"}) == Count(15)
    assert counts.show({*people}) == Count(20)
    assert counts.show({*people, "q1"}) == Count(20, exact=False)
    assert counts.show({*people[:4]}) is None
    assert counts.show(set()) is None


def test_a_rough_count_and_a_later_exact_one_tell_nothing_either() -> None:
    counts = Counts(5)
    assert counts.show({f"p{n}" for n in range(25)}) == Count(25)
    assert counts.show({f"p{n}" for n in range(22)}) == Count(20, exact=False)
    assert counts.show({*(f"p{n}" for n in range(22)), "q"}) == Count(20, exact=False)


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ((14, 6, 0), (14, 6, 0)),
        ((18, 1, 1), ("15 or more", None, None)),
        ((14, 6, 1), (14, None, None)),
        ((14, 3, 3), (14, None, None)),
        ((2, 0, 13), (None, None, "10 or more")),
        ((20, 0, 0), (20, 0, 0)),
        ((5, 1, 1), (None, None, None)),
    ],
)
def test_of_three_groups_only_those_are_counted_that_leave_no_few(
    sizes: tuple[int, ...], told: tuple[int | str | None, ...]
) -> None:
    counts = Counts(5)
    groups = {name: {f"{name}{n}" for n in range(k)} for name, k in zip("abc", sizes, strict=True)}
    whole = counts.show(set().union(*groups.values()))
    parts = counts.parts(groups, whole).values()
    assert tuple(counted(part, WORDS) for part in parts) == told


def test_what_is_left_of_a_whole_is_a_count_too() -> None:
    groups = {"a": {*"abcdefghijklmn"}, "b": {*"opq"}, "c": {*"rst"}}
    whole = set().union(*groups.values())
    for others, told in ((set("xy"), Count(10, exact=False)), (set("uvwxy"), Count(14))):
        counts = Counts(5)
        # Those of b and c, who are what is left, and some others.
        assert counts.show({*"opqrst"} | others)
        parts = counts.parts(groups, counts.show(whole))
        assert parts == {"a": told, "b": None, "c": None}


def test_nobody_and_few_people() -> None:
    nothing = overview([], LIBRARY)
    few = overview([said(n, each, FULL[each.id]) for n in range(4) for each in EXERCISES.values()],
                   LIBRARY)  # fmt: skip
    for told in (nothing, few):
        assert shown(told) == shown(told, exact=False) == {}
        assert (told.days, told.words, told.opinions, told.learned.missed) == ((), (), (), ())
        assert (told.plans.filled, told.plans.leading, told.sureness) == (None, None, ())
        tables = overview_tables(told, LIBRARY, WORDS)
        assert [table.id for table in tables] == ["took-part", "questions", "plans"]
        assert {row[1] for table in tables for row in table.rows} == {None}


def test_everybody_may_be_counted() -> None:
    told = overview([said(n, each, FULL[each.id]) for n in range(9) for each in EXERCISES.values()],
                    LIBRARY)  # fmt: skip
    assert {count for name, count in shown(told).items()} == {9, 0}
    assert all(each.began == each.finished == Count(9) for each in told.sessions)
    assert shown(told, exact=False) == {}
    assert told.faulty == ()
    assert [each.exercise for each in told.sureness] == ["compassion-myth-or-not", "myth-or-not"]
    practices = [row["practice"] for row in FULL[PLAN.id]["rows"]]
    leading = sum(each in ("scanning", "focusing", "aligning", "inspiring") for each in practices)
    assert told.plans.leading == leading / len(practices)


def test_the_highest_round_counts_and_for_the_questions_the_first() -> None:
    sort = EXERCISES["starter-sort"]
    half = {"choices": dict(list(FULL[sort.id]["choices"].items())[:3]), "checked": False}
    room = [said(n, sort, half) for n in range(8)]
    room += [said(n, sort, {"choices": {}, "checked": False}, 2) for n in range(8)]
    # Who took all cards out again has not begun.
    assert overview(room, LIBRARY).people is None
    room = [said(n, BEFORE, quiz(BEFORE, 4)) for n in range(8)]
    room += [said(n, AFTER, quiz(AFTER, 10)) for n in range(8)]
    room += [said(n, AFTER, quiz(AFTER, 16), 2) for n in range(8)]
    learned = overview(room, LIBRARY).learned
    assert (learned.people, learned.before, learned.after) == (Count(8), 4, 10)
    assert learned.gain == pytest.approx(0.5)
    assert (learned.rose, learned.stayed, learned.fell) == (Count(8), Count(0), Count(0))
    assert [each.share for each in learned.missed] == [0, 0, 0]
    assert learned.missed[0].question == AFTER.items[10].text
    assert learned.missed[0].answer == AFTER.items[10].options[0].label
    assert learned.missed[0].why == AFTER.keys[AFTER.items[10].id].why


def test_a_count_too_close_to_the_whole_is_rough() -> None:
    room = [said(n, EXERCISES["two-words"], FULL["two-words"]) for n in range(12)]
    room += [said(n, each, quiz(each, 8)) for n in range(9) for each in (BEFORE, AFTER)]
    told = overview(room, LIBRARY)
    assert told.people == Count(12)
    questions = overview_tables(told, LIBRARY, WORDS)[1]
    assert [cell for _, cell in questions.rows] == [
        "5 or more", "8.0 of 16", "8.0 of 16", None, "5 or more", None, "0.00",
    ]  # fmt: skip


def test_opinions_that_moved() -> None:
    room = [said(n, DEBATE, debate([-40, 0], [20 + n, 0])) for n in range(6)]
    room += [said(6 + n, DEBATE, debate([60], [-100])) for n in range(5)]
    [first, second] = overview(room, LIBRARY).opinions
    counts = (first.people, first.agree, first.disagree, first.stayed)
    assert counts == (Count(11), Count(6), Count(5), Count(0))
    assert (first.before, first.after) == (5, -35)
    assert (second.people, second.agree, second.stayed) == (Count(6), Count(0), Count(6))


def test_words_are_quoted_with_a_yes_and_from_five_people_on() -> None:
    def quoted(*told: tuple[str, str]) -> tuple[str, ...]:
        room = [
            said(n, QUOTES, {"fields": {"quote": q, "agree": a} if a else {"quote": q}, "rows": []})
            for n, (q, a) in enumerate(told)
        ]
        return overview(room, LIBRARY).words

    four = [("Zebra", "yes"), ("apple ", "yes"), ("My boss", "no"), ("Left open", "")]
    assert quoted(*four) == ()
    assert quoted(*four, ("  ", "yes")) == ("apple", "Zebra")


def test_the_days_are_those_of_five_people() -> None:
    words = EXERCISES["two-words"]
    room = [said(n, words, FULL[words.id], days=0) for n in range(5)]
    room += [said(n, PLAN, FULL[PLAN.id], days=9) for n in range(5)]
    room += [said(n, QUOTES, FULL[QUOTES.id], days=30) for n in range(4)]
    assert overview(room, LIBRARY).days == (date(2030, 3, 4), date(2030, 3, 13))


def test_answers_to_what_is_gone_and_answers_that_make_no_sense_count_nothing() -> None:
    junk = [
        said(n, each, {"choices": 3, "fields": [], "rows": {}, "passes": "x", "points": None})
        for n in range(9)
        for each in EXERCISES.values()
    ]
    gone = [replace(said(n, PLAN, FULL[PLAN.id]), exercise="gone") for n in range(9)]
    assert overview([*junk, *gone], LIBRARY).people is None


def test_what_cannot_be_read_is_left_out_and_named(
    library: Library, edit: Callable[[str, str, str], None]
) -> None:
    assert overview([], library).faulty == ()
    edit("exercises/small-sort.toml", 'kind = "sort"', 'kind = "sorted"')
    told = overview([], library)
    assert told.faulty == ("small-sort",)
    [first, *_] = overview_tables(told, library, WORDS)
    assert "small-sort" in first.note
