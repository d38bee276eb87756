"""The results of a room: beside a second calculation, and with nothing about small groups."""

from __future__ import annotations

import itertools
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.filled import deltas
from workshop.answers.carry import Carried
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.results import Results, Submission, from_carried, gain, newest, results
from workshop.results.privacy import apart, hidden

LIBRARY = Library(ROOT)
SORT = LIBRARY.exercise("starter-sort")
MYTH = LIBRARY.exercise("myth-or-not")
BEFORE = LIBRARY.exercise("sixteen-questions-before")
AFTER = LIBRARY.exercise("sixteen-questions")
ITEMS = [item.id for item in SORT.items]
OPTIONS = [option.id for option in SORT.options]
ONE_OF_EACH = {each.kind: each for each in map(LIBRARY.exercise, LIBRARY.exercise_ids())}
PARTS = (
    "choices",
    "sure",
    "second",
    "points",
    "order",
    "phases",
    "passes",
    "fields",
    "rows",
    "path",
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
FIVE, THREE, EIGHT = 5, 3, 8


def said(
    person: int | str,
    answer: Mapping[str, Any],
    exercise: Exercise = SORT,
    *,
    profession: str = "",
    number: int = 1,
    at: datetime = NOON,
) -> Submission:
    return Submission(f"p{person}", profession, exercise.id, number, at, answer)


def sorted_by(person: int | str, options: Sequence[str | None], **more: Any) -> Submission:
    choices = {item: o for item, o in zip(ITEMS, options, strict=False) if o}
    return said(person, {"choices": choices, "checked": False}, **more)


def filled(exercise: Exercise) -> Mapping[str, Any]:
    kind = KINDS[exercise.kind]
    answer = kind.empty()
    for delta in deltas(exercise):
        answer = kind.change(exercise, answer, delta)
    return answer


def a_room(seed: int, *, most: int = 40, rounds: Sequence[int] = (1, 2)) -> list[Submission]:
    """Invent a room with holes: cards left out, people missing in a round, odd professions."""
    dice = random.Random(seed)  # noqa: S311
    places: list[str | None] = [*OPTIONS, None]
    room = []
    for person in range(dice.randint(0, most)):
        profession = dice.choices(["doctor", "nurse", "pharmacist", ""], [6, 4, 1, 1])[0]
        room += [
            sorted_by(
                person,
                dice.choices(places, [4, 3, 2, dice.choice([0, 2])], k=6),
                profession=profession,
                number=number,
            )
            for number in rounds
            if dice.random() > 0.15
        ]
    return room


def same(one: Results, other: Results) -> None:
    # Written out, since the order of the rows is a part of them.
    assert str(one) == str(other)


def worth(item: str, option: str) -> str:
    key = SORT.keys[item]
    if option in key.accept:
        return "match"
    return "partly" if option in key.partly else "differ"


@pytest.mark.parametrize("seed", range(12))
def test_a_second_calculation_comes_to_the_same(seed: int) -> None:
    room = a_room(seed, most=40)
    told = results(SORT, room)
    for number, each in told.rounds.items():
        placed = {
            item: Counter(
                s.answer["choices"][item]
                for s in room
                if s.round == number and item in s.answer["choices"]
            )
            for item in ITEMS
        }
        splits, all_verdicts, credits_ = {}, Counter[str](), {}
        for item, counter in placed.items():
            people = sum(counter.values())
            if people < FIVE:
                assert item not in each.counts
                assert item not in each.split
                assert item not in each.agreement
                continue
            assert each.counts[item] == {o: counter[o] for o in OPTIONS}
            splits[item] = 1 - max(counter.values()) / people
            assert each.split[item] == pytest.approx(splits[item])
            verdicts = Counter[str]()
            for option, times in counter.items():
                verdicts[worth(item, option)] += times
            all_verdicts += verdicts
            credits_[item] = (verdicts["match"] + verdicts["partly"] / 2) / people
            for name in ("match", "partly", "differ"):
                assert each.agreement[item][name] == pytest.approx(verdicts[name] / people)
        ranked = sorted((i for i in splits if splits[i] > 0), key=lambda i: -splits[i])
        assert list(each.discuss) == ranked[:5]
        for name in all_verdicts:
            total = sum(all_verdicts.values())
            assert each.overall[name] == pytest.approx(all_verdicts[name] / total)
        if credits_:
            assert each.hardest is not None
            assert credits_[each.hardest] == pytest.approx(min(credits_.values()))


@pytest.mark.parametrize("seed", range(12))
def test_a_second_calculation_of_the_shift_comes_to_the_same(seed: int) -> None:
    room = a_room(seed, most=60)
    told = results(SORT, room)
    first, second = (
        {s.participant: s.answer["choices"] for s in room if s.round == number} for number in (1, 2)
    )
    for item in told.shift:
        both = [p for p in first if item in first[p] and item in second.get(p, {})]
        row = told.shift[item]
        assert row.people == len(both)
        changed = sum(first[p][item] != second[p][item] for p in both)
        assert row.changed == pytest.approx(changed / len(both))
        for share, answers in ((row.before, first), (row.after, second)):
            right = sum(answers[p][item] in SORT.keys[item].accept for p in both)
            assert share == pytest.approx(right / len(both))


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), order=st.randoms(use_true_random=False))
def test_the_order_of_submissions_does_not_matter(seed: int, order: random.Random) -> None:
    # Some answer twice, at the same moment or another one.
    room = a_room(seed, most=12) + a_room(seed + 1, most=12)
    mixed = list(room)
    order.shuffle(mixed)
    same(results(SORT, room), results(SORT, mixed))


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 100_000))
def test_no_small_group_appears_or_can_be_subtracted(seed: int) -> None:
    room = newest(a_room(seed))
    told = results(SORT, room)
    answered = {
        (number, item): {s.participant: s for s in room if s.round == number and i(s, item)}
        for number in (1, 2)
        for item in ITEMS
    }
    for number, each in told.rounds.items():
        for item in ITEMS:
            people = answered[number, item]
            here = item in each.counts
            assert here == (len(people) >= FIVE)
            assert each.people is None or each.people >= FIVE
            groups = Counter(s.profession for s in people.values())
            by = each.by_profession.get(item, {})
            seen = set(by)
            if not here:
                assert not seen
                continue
            assert all(groups[profession] >= THREE for profession in seen)
            away = {profession for profession in groups if profession not in seen}
            # Total minus all that are shown: what an attacker can work out.
            assert not away or len(away) > 1
            assert not away or sum(groups[profession] for profession in away) >= FIVE
            for profession in seen:
                placed = Counter(
                    s.answer["choices"][item] for s in people.values() if s.profession == profession
                )
                assert by[profession] == {o: placed[o] for o in OPTIONS}
    for item in told.shift:
        first, second = answered[1, item].keys(), answered[2, item].keys()
        both = first & second
        assert len(both) >= FIVE
        assert all(not rest or len(rest) >= FIVE for rest in (first - both, second - both))


def i(submission: Submission, item: str) -> bool:
    return item in submission.answer["choices"]


def test_professions_hide_with_company() -> None:
    sizes = {"doctor": 9, "nurse": 4, "pharmacist": 2, "porter": 6}
    names = itertools.chain.from_iterable([name] * size for name, size in sizes.items())
    room = [
        sorted_by(number, [OPTIONS[number % 2]], profession=name)
        for number, name in enumerate(list(names))
    ]
    table = results(SORT, room).rounds[1].by_profession
    assert {job for row in table.values() for job in row} == {"doctor", "porter"}
    assert table[ITEMS[0]]["doctor"][OPTIONS[0]] == 5


def professions(said_: Mapping[str, Sequence[int]]) -> set[str]:
    """Name the professions that are shown beside each other, from what their people chose."""
    room = [
        sorted_by(f"{name}-{n}", [OPTIONS[option]], profession=name)
        for name, options in said_.items()
        for n, option in enumerate(options)
    ]
    return set(results(SORT, room).rounds[1].by_profession.get(ITEMS[0], {}))


def test_a_few_of_a_profession_who_all_agree_are_not_shown() -> None:
    mixed = {"doctor": [0, 1, 0, 1, 2], "nurse": [0, 0, 1, 1, 1, 2], "porter": [0, 1, 1]}
    assert professions(mixed) == {"doctor", "nurse", "porter"}
    # Three or four who agree, and with them the next smallest one.
    assert professions(mixed | {"pharmacist": [2, 2, 2]}) == {"doctor", "nurse"}
    assert professions(mixed | {"pharmacist": [2, 2, 2, 2]}) == {"doctor", "nurse"}
    # Five who agree are as many as any number needs.
    assert professions(mixed | {"pharmacist": [2] * 5}) == {*mixed, "pharmacist"}


def test_what_subtraction_leaves_is_not_one_answer_either() -> None:
    agreed = {"pharmacist": [2, 2, 2], "porter": [2, 2], "doctor": [0, 1, 1, 2, 0, 0]}
    assert professions(agreed | {"nurse": [0, 1, 1, 1, 0, 0, 2]}) == {"nurse"}


@given(
    sizes=st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=6),
    least=st.integers(1, 8),
    together=st.integers(1, 8),
)
def test_what_is_hidden_is_never_alone(sizes: dict[str, int], least: int, together: int) -> None:
    groups = {name: {f"{name}{n}" for n in range(size)} for name, size in sizes.items()}
    away = hidden(groups, least, together)
    kept = [name for name in sizes if sizes[name] and name not in away]
    rest = [sizes[name] for name in away if sizes[name]]
    assert all(sizes[name] >= least for name in kept)
    if kept and rest:
        assert len(rest) > 1
        assert sum(rest) >= together


def test_a_part_leaves_nobody_alone() -> None:
    assert apart(10, [10, 15], 5)
    assert not apart(10, [11], 5)
    assert not apart(4, [], 5)


@pytest.mark.parametrize("id_", ["my-practice", "quick-baseline", "eight-sentences-later"])
def test_self_assessments_need_eight(id_: str) -> None:
    exercise = LIBRARY.exercise(id_)
    answer = filled(exercise)
    for people in (7, 8):
        room = [said(n, answer, exercise, profession="ab"[n % 2]) for n in range(people)]
        told = results(exercise, room).rounds[1]
        assert bool(told.counts) == (people == EIGHT)
        assert told.people == (8 if people == EIGHT else None)
        assert not told.by_profession


def test_what_rates_something_else_needs_five() -> None:
    assert LIBRARY.exercise("three-opinions").fewest == FIVE


@pytest.mark.parametrize("id_", ["quick-baseline", "eight-sentences-later"])
def test_a_renamed_self_assessment_needs_eight_as_well(tmp_path: Path, id_: str) -> None:
    for folder in ("data", "exercises", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for folder in ("exercises", "solutions"):
        (tmp_path / folder / f"{id_}.toml").rename(tmp_path / folder / "our-own-sentences.toml")
    exercise = Library(tmp_path).exercise("our-own-sentences")
    answer = filled(exercise)
    people = [said(n, answer, exercise) for n in range(8)]
    assert results(exercise, people).rounds[1].people == EIGHT
    assert results(exercise, people[:7]).rounds[1].people is None
    assert not results(exercise, people[:7]).rounds[1].counts


def test_a_drawn_exercise_needs_as_many_people_as_the_one_it_draws_from(tmp_path: Path) -> None:
    for folder in ("data", "exercises", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "exercises" / "quick-baseline.toml"
    file.write_text(file.read_text("utf-8").replace("fewest = 8\n", ""), "utf-8")
    assert Library(tmp_path).exercise("quick-baseline").fewest == EIGHT


def test_confidence_beside_correctness() -> None:
    item = MYTH.items[0].id
    right = MYTH.keys[item].accept[0]
    wrong = next(o.id for o in MYTH.options if o.id not in MYTH.keys[item].accept)
    verdict = checks.judge(MYTH, {"choices": {item: wrong}}).verdicts[item]
    room = [
        said(n, {"choices": {item: right if n < 6 else wrong}, "sure": {item: 3 if n < 9 else 1}},
             MYTH)
        for n in range(14)
    ]  # fmt: skip
    table = results(MYTH, room).rounds[1].sure
    assert table[3]["match"] == 6
    assert table[3][verdict] == 3
    assert table[1][verdict] == 5
    # One person alone would be surer than all others: nobody can tell what they chose.
    lonely = [*room, said(20, {"choices": {item: right}, "sure": {item: 2}}, MYTH)]
    assert list(results(MYTH, lonely).rounds[1].sure) == [3]
    assert not results(SORT, []).rounds[1].sure


@pytest.mark.parametrize("id_", LIBRARY.exercise_ids())
def test_every_exercise_has_results(id_: str) -> None:
    exercise = LIBRARY.exercise(id_)
    answer = filled(exercise)
    room = [said(n, answer, exercise, number=number) for n in range(9) for number in (1, 2)]
    told = results(exercise, room)
    each = told.rounds[1]
    assert told.passed_over == 0
    assert each.people == 9
    if exercise.kind == "write":
        judged = KINDS["write"].judge(exercise, answer)
        assert each.filled == pytest.approx(judged.answered / judged.items)
    else:
        assert {sum(counts.values()) for counts in each.counts.values()} == {9}
        assert all(row.changed == 0 for row in told.shift.values())
        assert each.discuss == ()
    assert (each.hardest is not None) == bool(exercise.keys)
    empty = results(exercise, [])
    assert empty.rounds[1].people is None
    assert not empty.rounds[1].counts
    assert empty.rounds[1].discuss == ()
    assert not empty.shift


def test_opinions_fall_into_ten_bins() -> None:
    exercise = LIBRARY.exercise("three-opinions")
    item = exercise.items[0].id
    values = [-100, -81, -80, -1, 0, 19, 20, 79, 80, 100]
    room = [
        said(n, {"passes": {"first": {item: value}}}, exercise) for n, value in enumerate(values)
    ]
    counts = results(exercise, room).rounds[1].counts[item]
    assert list(counts.values()) == [2, 1, 0, 0, 1, 2, 1, 0, 1, 2]
    bins = list(counts)
    assert (bins[0], bins[9]) == ("-100 to -81", "80 to 100")


def test_who_sorted_nothing_does_not_count() -> None:
    room = [sorted_by(n, OPTIONS[:1]) for n in range(4)]
    assert results(SORT, [*room, sorted_by(9, [])]).rounds[1].people is None
    assert results(SORT, [*room, sorted_by(9, OPTIONS[:1])]).rounds[1].people == 5


def test_one_answer_for_everything_is_no_split() -> None:
    room = [sorted_by(n, OPTIONS[:1] * len(ITEMS)) for n in range(6)]
    told = results(SORT, room).rounds[1]
    assert set(told.split.values()) == {0}
    assert told.discuss == ()


def test_cards_of_older_content_are_passed_over_and_counted() -> None:
    answer = {"choices": {ITEMS[0]: OPTIONS[0], "gone": OPTIONS[0], ITEMS[1]: "no-such-place"}}
    told = results(SORT, [said(n, answer) for n in range(5)])
    assert told.passed_over == 10
    assert told.rounds[1].counts[ITEMS[0]][OPTIONS[0]] == 5
    assert "gone" not in told.rounds[1].counts
    assert ITEMS[1] not in told.rounds[1].counts


@pytest.mark.parametrize("kind", KINDS)
@given(answer=st.dictionaries(st.text(max_size=9) | st.sampled_from(PARTS), anything, max_size=4))
@settings(deadline=None, max_examples=20)
def test_an_answer_that_makes_no_sense_is_passed_over(kind: str, answer: dict[str, Any]) -> None:
    told = results(ONE_OF_EACH[kind], [said(n, answer, ONE_OF_EACH[kind]) for n in range(6)])
    assert told.passed_over >= 0
    assert told.rounds[1].people in (None, 6)


def test_clocks_that_jump_change_only_which_answer_is_newer() -> None:
    east = timezone(timedelta(hours=9))
    early, late = datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=east)
    earliest = datetime.min.replace(tzinfo=UTC)
    room = [sorted_by(n, OPTIONS[:1], at=late) for n in range(6)]
    room += [sorted_by(n, OPTIONS[1:2], number=2, at=early) for n in range(6)]
    room += [sorted_by(n, OPTIONS[2:3], at=earliest) for n in range(6)]
    told = results(SORT, room)
    assert told.rounds[1].counts[ITEMS[0]][OPTIONS[0]] == 6
    assert told.rounds[2].counts[ITEMS[0]][OPTIONS[1]] == 6
    assert told.shift[ITEMS[0]].changed == 1
    # The same instant on two clocks: nine in the evening in the east is noon here.
    there = sorted_by(1, OPTIONS[1:2], at=NOON.astimezone(east) + timedelta(seconds=1))
    assert newest([there, sorted_by(1, OPTIONS[:1])]) == [there]


@given(order=st.permutations(range(6)))
def test_the_same_participant_twice_counts_once(order: list[int]) -> None:
    def record(option: str, updated: str) -> dict[str, Any]:
        return {
            "exercise": SORT.id, "kind": "sort", "state": "begun", "updated": updated,
            "answer": {"choices": {ITEMS[0]: option}, "checked": False},
        }  # fmt: skip

    files = [
        Carried("one", {SORT.id: record(OPTIONS[0], "2030-01-01T12:00:00+00:00")}),
        Carried("one", {SORT.id: record(OPTIONS[1], "2030-01-01T12:30:00+00:00")}),
        Carried("one", {SORT.id: record(OPTIONS[2], "2030-01-01T13:00:00+01:00")}),
        Carried("one", {}),
        Carried("two", {SORT.id: record(OPTIONS[0], "1999-01-01T12:00:00+00:00")}),
        Carried("two", {SORT.id: record(OPTIONS[2], "1999-01-01T12:00:00+00:00")}),
    ]
    told = from_carried([files[number] for number in order], {SORT.id: SORT})
    told = [each for each in told if each.round == 1]
    assert [each.participant for each in told] == ["one", "two"]
    assert told[0].answer["choices"][ITEMS[0]] == OPTIONS[1]
    both = from_carried(files, {SORT.id: SORT})
    assert told == [each for each in both if each.round == 1]
    assert {(each.round, each.profession) for each in both} == {(1, ""), (2, "")}
    assert from_carried(files, {MYTH.id: MYTH}) == []


def quiz(person: int, right: int, exercise: Exercise, *, answered: int = 16) -> Submission:
    """Answer a quiz, the first ``right`` questions as the key says."""
    choices = {
        item.id: next(
            o.id for o in item.options if (o.id in exercise.keys[item.id].accept) == (n < right)
        )
        for n, item in enumerate(exercise.items[:answered])
    }
    return said(person, {"choices": choices}, exercise)


def test_the_gain_of_a_group() -> None:
    room = [quiz(n, 4 + n % 3, BEFORE) for n in range(9)]
    room += [quiz(n, 10 + n % 4, AFTER) for n in range(9)]
    told = gain(BEFORE, AFTER, room)
    before = sum(4 + n % 3 for n in range(9)) / 9 / 16 * 100
    after = sum(10 + n % 4 for n in range(9)) / 9 / 16 * 100
    assert told.people == 9
    assert told.before == pytest.approx(before)
    assert told.after == pytest.approx(after)
    assert told.gain == pytest.approx((after - before) / (100 - before))
    assert sum(each.before for each in told.items.values()) == sum(4 + n % 3 for n in range(9))
    assert next(iter(told.items.values())).after == 9


def test_a_gain_needs_eight_who_answered_all_of_both() -> None:
    room = [quiz(n, 5, BEFORE) for n in range(8)] + [quiz(n, 9, AFTER) for n in range(7)]
    for more in ([], [quiz(7, 9, AFTER, answered=15)], [quiz(30, 9, AFTER)]):
        told = gain(BEFORE, AFTER, [*room, *more])
        assert (told.people, told.before, told.after, told.gain) == (None, None, None, None)
        assert not told.items
    assert gain(BEFORE, AFTER, [*room, quiz(7, 9, AFTER)]).people == 8


def test_there_is_no_gain_where_little_is_left_to_learn() -> None:
    for right, there in ((14, True), (15, False), (16, False)):
        room = [quiz(n, right, exercise) for n in range(8) for exercise in (BEFORE, AFTER)]
        told = gain(BEFORE, AFTER, room)
        assert (told.gain is not None) == there
        assert told.before == pytest.approx(100 * right / 16)


def test_a_gain_does_not_tell_what_one_person_more_answered() -> None:
    room = [quiz(n, 5, BEFORE) for n in range(10)] + [quiz(n, 9, AFTER) for n in range(10)]
    one_more = [*room, quiz(20, 16, BEFORE)]
    told = gain(BEFORE, AFTER, one_more)
    assert not told.items
    assert (told.before, told.after) == (30, 55)
    assert told.gain == pytest.approx(25 / 70)
    # Five more can hide behind each other.
    five_more = [*room, *(quiz(20 + n, 16, BEFORE) for n in range(5))]
    assert gain(BEFORE, AFTER, five_more).before == pytest.approx(31.25)


def test_no_library_for_tables_is_loaded_to_count_a_room(tmp_path: Path) -> None:
    code = f"""
import sys, workshop
before = "workshop.results" in sys.modules
from pathlib import Path
from workshop.content.library import Library
from workshop.facilitator.gathered import Room
from workshop.facilitator.screens import overview_page, results_page, tables_of
room = Room(Library(Path.cwd()), Path({str(tmp_path)!r}))
room.read(rehearsing=True)
results_page(room, {SORT.id!r}), tables_of(room, {SORT.id!r}), overview_page(room)
print(before, room.results({SORT.id!r}).rounds[1].people, "pandas" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "20", "False"]
