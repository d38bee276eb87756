"""What a whole workshop came to: beside a second calculation, and never about a few people."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.rooms import (
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
from workshop.answers.progress import state
from workshop.content.library import Library
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


def attendance(told: Overview) -> Mapping[str, int | None]:
    """Every count of people who took part in something."""
    found = {"people": told.people, "matched": told.learned.people, "plans": told.plans.people}
    for session in told.sessions:
        found[f"began {session.number}"] = session.began
        found[f"finished {session.number}"] = session.finished
    return found | {f"rated {each.statement}": each.people for each in told.opinions}


def answers(told: Overview, *, exact: bool = True) -> Mapping[str, int]:
    """Every count of people who answered so: the exact ones, or the others."""

    def all_of() -> Iterator[tuple[str, Count | None]]:
        yield "rose", told.learned.rose
        yield "stayed", told.learned.stayed
        yield "fell", told.learned.fell
        for box, people in told.plans.empty:
            yield f"empty {box}", people
        for each in told.opinions:
            yield f"agree {each.statement}", each.agree
            yield f"disagree {each.statement}", each.disagree
            yield f"same {each.statement}", each.stayed

    return {name: n.people for name, n in all_of() if n is not None and n.exact is exact}


def whole_of(name: str) -> str:
    """All who answered what a count of answers is about."""
    if name in ("rose", "stayed", "fell"):
        return "matched"
    part, about = name.split(" ", 1)
    return "plans" if part == "empty" else f"rated {about}"


def can_be_known(
    groups: Mapping[str, People], counts: Mapping[str, int]
) -> Iterator[tuple[str, People, People]]:
    """The groups of answers whose size is shown, or is left over of a whole, with the whole."""
    parts: dict[str, list[str]] = {}
    for name in counts:
        # One box of a plan says nothing of another one.
        about = whole_of(name)
        parts.setdefault(name if about == "plans" else about, []).append(name)
    for names in parts.values():
        whole = groups[whole_of(names[0])]
        for name in names:
            yield name, groups[name], whole
        yield f"rest of {names}", whole.difference(*(groups[name] for name in names)), whole


@settings(max_examples=60)
@given(seed=st.integers(0, 100_000))
def test_nothing_tells_what_one_to_four_people_answered(seed: int) -> None:
    room = a_room(random.Random(seed))  # noqa: S311
    told = overview(room, LIBRARY)
    groups, counts = who(room), answers(told)
    for name, count in counts.items():
        assert count == len(groups[name]), name
        # The whole is known to everybody, and so is what is left of it.
        assert len(groups[whole_of(name)]) >= 5
        for size in (count, len(groups[whole_of(name)] - groups[name])):
            assert size == 0 or size >= 5, name
    known = {
        name: people
        for name, people, whole in can_be_known(groups, counts)
        if people and people != whole
    }
    for name, people in known.items():
        assert len(people) >= 5, name
    for name, least in answers(told, exact=False).items():
        assert least % 5 == 0
        assert 5 <= least <= len(groups[name]), name
        # “15 or more” of 19 would tell that four or fewer answered otherwise.
        wholes = [*known.values(), groups[whole_of(name)]]
        assert all(len(many) - least >= 5 for many in wholes if groups[name] < many), name
    for one, few in known.items():
        for other, many in known.items():
            if few < many:
                assert len(many) - len(few) >= 5, (one, other)
    for table in overview_tables(told, LIBRARY, WORDS):
        cells = [cell for row in table.rows for cell in row]
        assert not [cell for cell in cells if isinstance(cell, int) and 0 < cell < 5]
        assert all(len(row) == len(table.columns) for row in table.rows)


@settings(max_examples=40)
@given(seed=st.integers(0, 100_000))
def test_who_took_part_is_told_exactly_from_five_people_on(seed: int) -> None:
    room = a_room(random.Random(seed))  # noqa: S311
    told, groups = overview(room, LIBRARY), who(room)
    counts = attendance(told)
    for name, count in counts.items():
        # The means of the questions need eight people, and nobody is counted without them.
        least = 8 if name == "matched" else 5
        assert count == (len(groups[name]) if len(groups[name]) >= least else None), name
    for name, people in groups.items():
        assert name in counts or not name.startswith("rated") or len(people) < 5


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
    told, groups, given_ = overview(room, LIBRARY), who(room), last(room)
    if len(groups["people"]) < 5:
        assert {*attendance(told).values()} == {None}
        assert answers(told) == answers(told, exact=False) == {}
        return
    assert told.people == len(groups["people"])
    matched = groups["matched"]
    assert (told.learned.before is not None) == (len(matched) >= 8)
    if len(matched) >= 8 and not told.learned.rounded:
        for exercise, mean in ((BEFORE, told.learned.before), (AFTER, told.learned.after)):
            right = [
                exercise.keys[item].accept == (option,)
                for person in matched
                for item, option in given_[exercise.id, person].answer["choices"].items()
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
    plans = [given_[PLAN.id, person].answer for person in groups["plans"]]
    full = len(PLAN.settings["fields"]) + 3 * len(PLAN.settings["rows"]["fields"])
    wrote = [len(plan["fields"]) + sum(map(len, plan["rows"][:3])) for plan in plans]
    if len(plans) >= 5:
        assert told.plans.filled == pytest.approx(sum(wrote) / full / len(plans))
    for each in told.opinions:
        statement = next(i.id for i in DEBATE.items if i.text == each.statement)
        for name, mean in (("before", each.before), ("after", each.after)):
            values = [
                given_[DEBATE.id, person].answer["passes"][name][statement]
                for person in groups[f"rated {each.statement}"]
            ]
            assert abs(mean - sum(values) / len(values)) <= 2.5


@pytest.mark.parametrize("seed", range(12))
def test_a_count_of_answers_is_missing_only_where_it_would_tell_of_a_few(seed: int) -> None:
    room = a_room(random.Random(seed))  # noqa: S311
    told = overview(room, LIBRARY)
    groups, counts = who(room), answers(told)
    known = [p for _, p, whole in can_be_known(groups, counts) if p and p != whole]
    rough = [groups[name] for name in answers(told, exact=False)]
    wholes = ["matched"] if told.learned.people else []
    wholes += [f"rated {each.statement}" for each in told.opinions]
    for whole in wholes:
        parts = [name for name in groups if whole_of_any(name) == whole]
        if any(name in counts for name in parts):
            continue
        sizes = [len(groups[name]) for name in parts]
        assert any(0 < n < 5 for n in sizes) or any(
            (len(groups[name] ^ other) < 5 or other in rough)
            and (other < groups[name] or groups[name] < other)
            for name in parts
            for other in [*known, *rough]
        ), whole


def whole_of_any(name: str) -> str:
    first = name.split(" ", 1)[0]
    counted_answers = ("rose", "stayed", "fell", "agree", "disagree", "same", "empty")
    return whole_of(name) if first in counted_answers else ""


def test_answers_of_people_who_are_among_each_other_are_five_apart() -> None:
    counts = Counts()
    people = [f"p{n}" for n in range(30)]

    def some(n: int) -> Count | None:
        return counts.parts({"so": {*people[:n]}, "not": {*people[n:]}})["so"]

    assert some(20) == Count(20)
    assert some(17) == Count(15, exact=False)
    assert some(15) == Count(15)
    assert some(22) == Count(20, exact=False)
    # The one before it told that there are twenty or more.
    assert some(24) == Count(20, exact=False)
    assert some(25) == Count(25)
    assert some(20) == Count(20)
    assert some(30) == Count(30)
    assert some(0) == Count(0)
    assert some(4) is None


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
    groups = {name: {f"{name}{n}" for n in range(k)} for name, k in zip("abc", sizes, strict=True)}
    parts = Counts().parts(groups).values()
    assert tuple(counted(part, WORDS) for part in parts) == told


def test_what_is_left_of_a_whole_is_a_count_too() -> None:
    groups = {"a": {*"abcdefghijklmn"}, "b": {*"opq"}, "c": {*"rst"}}
    for others, told in (({*"xy"}, Count(10, exact=False)), ({*"uvwxy"}, Count(14))):
        counts = Counts()
        # Those of b and c, who are what is left, and some others.
        assert counts.parts({"so": {*"opqrst"} | others, "not": {*"123456"}})["so"]
        assert counts.parts(groups) == {"a": told, "b": None, "c": None}


def test_nobody_and_few_people() -> None:
    nothing = overview([], LIBRARY)
    few = overview([said(n, each, FULL[each.id]) for n in range(4) for each in EXERCISES.values()],
                   LIBRARY)  # fmt: skip
    for told in (nothing, few):
        assert {*attendance(told).values()} == {None}
        assert answers(told) == answers(told, exact=False) == {}
        assert (told.days, told.words, told.opinions, told.learned.missed) == ((), (), (), ())
        assert (told.plans.filled, told.plans.leading, told.sureness) == (None, None, ())
        tables = overview_tables(told, LIBRARY, WORDS)
        assert [table.id for table in tables] == ["took-part", "questions", "plans"]
        assert {row[1] for table in tables for row in table.rows} == {None, WORDS["few-people"]}
        assert {row[1] for row in tables[0].rows} == {WORDS["few-people"]}


def test_everybody_may_be_counted() -> None:
    told = overview([said(n, each, FULL[each.id]) for n in range(9) for each in EXERCISES.values()],
                    LIBRARY)  # fmt: skip
    assert {*attendance(told).values()} == {9}
    assert {*answers(told).values()} == {9, 0}
    assert answers(told, exact=False) == {}
    assert told.faulty == ()
    # Nine people give too few answers to the shorter exercise that asks how sure they are.
    assert [each.exercise for each in told.sureness] == ["myth-or-not"]
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
    assert (learned.people, learned.before, learned.after) == (8, 4, 10)
    assert learned.gain == pytest.approx(0.5)
    assert (learned.rose, learned.stayed, learned.fell) == (Count(8), Count(0), Count(0))
    assert [each.share for each in learned.missed] == [0, 0, 0]
    assert learned.missed[0].question == AFTER.items[10].text
    [best] = AFTER.keys[AFTER.items[10].id].accept
    labels = {option.id: option.label for option in AFTER.items[10].options}
    assert learned.missed[0].answer == labels[best]
    assert learned.missed[0].why == AFTER.keys[AFTER.items[10].id].why


def test_counts_of_who_took_part_may_be_close_to_each_other() -> None:
    room = [said(n, EXERCISES["two-words"], FULL["two-words"]) for n in range(12)]
    room += [said(n, each, quiz(each, 8)) for n in range(9) for each in (BEFORE, AFTER)]
    told = overview(room, LIBRARY)
    assert (told.people, told.learned.people) == (12, 9)
    questions = overview_tables(told, LIBRARY, WORDS)[1]
    assert [cell for _, cell in questions.rows] == [
        9, "8.0 of 16", "8.0 of 16", 0, 9, 0, "0.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left_empty", "told"),
    [(20, 20), (15, 15), (16, "15 or more"), (19, "15 or more"), (5, 5), (4, None), (0, None)],
)
def test_an_empty_box_is_an_answer(left_empty: int, told: int | str | None) -> None:
    """Of twenty people some left the first box of the plan empty."""
    first = PLAN.settings["fields"][0]
    full = dict(FULL[PLAN.id])
    rest = {name: text for name, text in full["fields"].items() if name != first["id"]}
    room = [
        said(n, PLAN, {**full, "fields": rest if n < left_empty else full["fields"]})
        for n in range(20)
    ]
    plans = overview(room, LIBRARY).plans
    assert plans.people == 20
    found = [(box, counted(count, WORDS)) for box, count in plans.empty]
    assert found == ([] if told is None else [(first["label"], told)])


def test_how_sure_people_were_stands_beside_how_many_answers_that_are() -> None:
    sort = next(e for e in EXERCISES.values() if e.id == "myth-or-not")
    full = FULL[sort.id]
    items = [*full["choices"]]
    assert len(items) >= 6

    def sure(levels: Mapping[str, int]) -> Submission:
        return said(0, sort, {**full, "choices": {i: full["choices"][i] for i in levels},
                                     "sure": dict(levels)})  # fmt: skip

    # Of each person four answers are very sure and two not sure: of five people, 20 and 10.
    levels = {item: 3 if n < 4 else 1 for n, item in enumerate(items[:6])}
    room = [replace(sure(levels), participant=f"p{n}") for n in range(5)]
    [found] = overview(room, LIBRARY).sureness
    assert found.answers == (None, None, 20)
    assert found.shares[:2] == (None, None)
    right = sum(full["choices"][item] in sort.keys[item].accept for item in items[:4]) / 4
    assert found.shares[2] == pytest.approx(right)
    table = next(t for t in overview_tables(overview(room, LIBRARY), LIBRARY, WORDS)
                 if t.id == "sure")  # fmt: skip
    assert [row[2:] for row in table.rows] == [(None, None), (None, None), (20, right)]


def test_a_column_in_which_nothing_may_be_told_is_left_out() -> None:
    room = [said(n, DEBATE, debate([0], [50 if n < 12 else -50])) for n in range(14)]
    table = next(t for t in overview_tables(overview(room, LIBRARY), LIBRARY, WORDS)
                 if t.id == "opinions")  # fmt: skip
    names = ("statement", "people", "mean-before", "mean-after", "towards-agree")
    assert table.columns == tuple(WORDS[name] for name in names)
    # Fourteen less nine is five.
    assert [row[1:] for row in table.rows] == [(14, "0", "35", "5 or more")]


def test_opinions_that_moved() -> None:
    room = [said(n, DEBATE, debate([-40, 0], [20 + n, 0])) for n in range(6)]
    room += [said(6 + n, DEBATE, debate([60], [-100])) for n in range(5)]
    [first, second] = overview(room, LIBRARY).opinions
    counts = (first.people, first.agree, first.disagree, first.stayed)
    assert counts == (11, Count(6), Count(5), Count(0))
    assert (first.before, first.after) == (5, -35)
    assert (second.people, second.agree, second.stayed) == (6, Count(0), Count(6))


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
