"""The deck as it ships: the numbers that the curriculum promises, and clean texts."""

from __future__ import annotations

import re
from collections import Counter

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)


def test_the_content_that_ships_has_no_fault() -> None:
    assert LIBRARY.check() == []


def test_the_whole_deck_has_52_cards_with_the_promised_keys() -> None:
    deck = LIBRARY.exercise("whole-deck")
    keys = Counter(deck.keys[item.id].accept[0] for item in deck.items)
    assert keys == {"leadership": 18, "management": 18, "both": 16}
    assert Counter(item.difficulty for item in deck.items) == {1: 16, 2: 28, 3: 8}


def test_every_side_of_the_hardest_cards_has_its_reason() -> None:
    deck = LIBRARY.exercise("whole-deck")
    for item in deck.items:
        if item.difficulty == 3:
            key = deck.keys[item.id]
            sides = {option for option, _ in key.reasons}
            assert len(sides) >= 2, item.id
            assert len(key.accept) == 1 or sides == set(key.accept), item.id


def test_every_reason_says_what_it_draws_on() -> None:
    for exercise_id in LIBRARY.exercise_ids():
        for item, key in LIBRARY.exercise(exercise_id).keys.items():
            assert key.sources or not key.why, (exercise_id, item)


def test_eighteen_misconceptions_each_with_its_sessions() -> None:
    found = LIBRARY.misconceptions()
    assert len(found) == 18
    taken_up = {number for each in found for number in each.sessions.split()}
    assert taken_up == {f"{number:02}" for number in range(12)}


def test_a_two_sided_card_gives_half_credit_for_one_side() -> None:
    deck = LIBRARY.exercise("whole-deck")
    for key in deck.keys.values():
        if key.accept == ("both",):
            assert key.partly == ("leadership", "management")


def test_both_counts_half_on_one_sided_cards_where_a_second_act_can_be_seen() -> None:
    deck = LIBRARY.exercise("whole-deck")
    half = {
        id_: key.partly for id_, key in deck.keys.items() if key.partly and key.accept != ("both",)
    }
    assert half == {
        "steriliser-breaks": ("both", "leadership"),
        "did-we-reward-teamwork": ("both", "management"),
        "third-absence": ("both",),
    }


def test_the_starter_is_the_sixteen_easiest_half_and_half() -> None:
    starter = LIBRARY.exercise("starter-sort")
    assert {item.difficulty for item in starter.items} == {1}
    keys = Counter(starter.keys[item.id].accept[0] for item in starter.items)
    assert keys == {"leadership": 8, "management": 8}
    assert starter.options[-1].unsure


def test_the_main_sort_has_eight_of_each_key_and_no_hard_card() -> None:
    main = LIBRARY.exercise("sort-the-working-day")
    keys = Counter(main.keys[item.id].accept[0] for item in main.items)
    assert keys == {"leadership": 8, "management": 8, "both": 8}
    assert {item.difficulty for item in main.items} <= {1, 2}


def test_a_card_whose_key_was_shown_is_not_voted_on_in_a_later_sort() -> None:
    sorts = ("starter-sort", "sort-the-working-day", "hard-and-two-sided-cards")
    seen = [item.id for id_ in sorts for item in LIBRARY.exercise(id_).items]
    assert len(seen) == len({*seen})
    assert {*seen} == {item.id for item in LIBRARY.exercise("whole-deck").items}


def test_every_card_says_what_small_change_would_move_it() -> None:
    assert all(key.tips for key in LIBRARY.exercise("whole-deck").keys.values())


def test_the_hard_sort_has_every_hard_card_and_none_of_the_main_sort() -> None:
    deck = LIBRARY.exercise("whole-deck")
    hard = {item.id for item in LIBRARY.exercise("hard-and-two-sided-cards").items}
    assert {item.id for item in deck.items if item.difficulty == 3} <= hard
    for before in ("starter-sort", "sort-the-working-day"):
        assert not hard & {item.id for item in LIBRARY.exercise(before).items}
    one_sided = [id_ for id_ in hard if "both" not in deck.keys[id_].accept]
    assert len(one_sided) == 4
    # What has two sides stands in this sort or in the main one.
    both = {id_ for id_, key in deck.keys.items() if key.accept[0] == "both"}
    assert both <= hard | {item.id for item in LIBRARY.exercise("sort-the-working-day").items}


def test_the_order_of_the_cards_gives_no_key_away() -> None:
    for exercise_id in ("whole-deck", "starter-sort", "sort-the-working-day"):
        exercise = LIBRARY.exercise(exercise_id)
        keys = [exercise.keys[item.id].accept[0] for item in exercise.items]
        longest = max(
            len(run.group()) for run in re.finditer(r"(\w)\1*", "".join(k[0] for k in keys))
        )
        assert longest <= 4, exercise_id


def test_no_straight_quotes_or_internal_codes_in_what_people_read() -> None:
    for exercise_id in LIBRARY.exercise_ids():
        exercise = LIBRARY.exercise(exercise_id)
        texts = [exercise.title, exercise.prompt, *(item.text for item in exercise.items)]
        for key in exercise.keys.values():
            texts += [key.why, key.tips, *(text for _, text in key.reasons)]
        for text in texts:
            assert not re.search(r"['\"]|\[|\b[SX]\d|\b[LMB]\d\d\b", text), text
