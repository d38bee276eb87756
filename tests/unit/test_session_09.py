"""Session 09 as it ships: what each way of speaking brings, and cards of which each sees one."""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.conftest import ROOT
from tests.support.outline import Outline
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds.decide import play, strategy_path
from workshop.paper.worksheets import worksheets

LIBRARY = Library(ROOT)
CHAPTER = next(each for each in LIBRARY.chapters() if each.number == "09")
EXAMPLES = ("the-friday-count", "seven-oclock", "one-day-at-the-lake")
SCENES = ("the-emergency-tray", "absent-on-mondays", "ten-calls")
NOTEBOOK = (ROOT / "notebooks" / "source" / "09-three-conversations.md").read_text("utf-8")


def gained(exercise: Exercise, path: tuple[str, ...]) -> int:
    """Count by how much the two gauges moved together."""
    start: int = sum(gauge["start"] for gauge in exercise.settings["gauges"])
    return sum(play(exercise, path)[-1].values()) - start


def all_paths(exercise: Exercise) -> list[tuple[str, ...]]:
    turns = [[option.id for option in exercise.options_of(item)] for item in exercise.items]
    return list(product(*turns))


def test_three_talks_each_with_an_example_before_it_and_one_of_ones_own_at_the_end() -> None:
    pairs = [id_ for pair in zip(EXAMPLES, SCENES, strict=True) for id_ in pair]
    assert list(CHAPTER.exercises[2:]) == [*pairs, "my-own-talk"]
    assert not CHAPTER.extras


@pytest.mark.parametrize("id_", EXAMPLES)
def test_no_habit_of_speaking_does_better_than_chance(id_: str) -> None:
    """Always leading, always managing, always a mix: all end where chance ends."""
    exercise = LIBRARY.exercise(id_)
    found = [gained(exercise, path) for path in all_paths(exercise)]
    assert len(found) == 81
    even = sum(found) / len(found)
    habits = [strategy_path(exercise, each["id"]) for each in exercise.rules["strategies"]]
    assert {gained(exercise, path) for path in habits} == {25}
    assert even == pytest.approx(25, abs=0.01)


@pytest.mark.parametrize("id_", EXAMPLES)
def test_who_chooses_by_the_moment_gets_three_times_as_far_and_needs_each_way(id_: str) -> None:
    exercise = LIBRARY.exercise(id_)
    best = max(all_paths(exercise), key=lambda path: gained(exercise, path))
    assert gained(exercise, best) in (80, 85)
    habits = {
        each["id"]: strategy_path(exercise, each["id"]) for each in exercise.rules["strategies"]
    }
    ways = {
        way
        for turn, option in enumerate(best)
        for way, path in habits.items()
        if path[turn] == option
    }
    assert ways == {"lead", "manage", "mixed"}
    # And it is one path alone that does best.
    found = sorted(gained(exercise, path) for path in all_paths(exercise))
    assert found[-1] > found[-2]


@pytest.mark.parametrize("id_", EXAMPLES)
def test_no_sentence_can_be_told_by_its_length(id_: str) -> None:
    exercise = LIBRARY.exercise(id_)
    longest = tuple(
        max(exercise.options_of(item), key=lambda option: len(option.label)).id
        for item in exercise.items
    )
    shortest = tuple(
        min(exercise.options_of(item), key=lambda option: len(option.label)).id
        for item in exercise.items
    )
    assert max(gained(exercise, path) for path in (longest, shortest)) <= 50


@pytest.mark.parametrize("id_", SCENES)
def test_whoever_opens_one_card_learns_nothing_that_only_another_one_knows(id_: str) -> None:
    scene = LIBRARY.exercise(id_)
    cards = {card["id"]: card for card in scene.settings["cards"]}
    assert list(cards) == ["a", "b", "observer"]
    secret = cards["b"]["text"].split("Only you know: ")[1].split(". First say")[0]
    known = [
        scene.prompt, cards["a"]["text"], cards["observer"]["text"], NOTEBOOK_OPEN[id_],
        *(field["label"] + field.get("hint", "") for field in scene.settings["fields"]),
    ]  # fmt: skip
    words = re.findall(r"\w+", secret.lower())
    runs = {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}
    for text in known:
        assert not [run for run in runs if run in " ".join(re.findall(r"\w+", text.lower()))]
    assert "Tell the truth only if" in cards["b"]["text"] or "Say so only if" in cards["b"]["text"]


def open_text_before(id_: str) -> str:
    """Read what of the notebook stands open before an exercise."""
    before = NOTEBOOK.partition(f'.show("{id_}")')[0]
    return re.sub(r"<details>.*?</details>", "", before, flags=re.DOTALL)


NOTEBOOK_OPEN = {id_: open_text_before(id_) for id_ in SCENES}


@pytest.mark.parametrize("id_", SCENES)
def test_an_observer_ticks_four_acts_which_stand_on_the_observers_card(id_: str) -> None:
    scene = LIBRARY.exercise(id_)
    acts = [field for field in scene.settings["fields"] if field["as"] == "choice"]
    assert len(acts) == 4
    assert all([o["id"] for o in act["options"]] == ["heard", "not-yet"] for act in acts)
    assert all(act["label"].startswith("A ") for act in acts)
    [observer] = [card for card in scene.settings["cards"] if card["id"] == "observer"]
    assert re.findall(r"\((\d)\)", observer["text"]) == ["1", "2", "3", "4"]
    assert "no advice" in observer["text"]
    # What was said again, better, is written after the ticks, and shapes the next try.
    assert scene.settings["fields"][-1]["id"] == "again"
    assert scene.settings["seen_by"] == "me"


@pytest.mark.parametrize("id_", SCENES)
def test_it_works_for_two_and_for_one_alone_with_a_comparison_afterwards(id_: str) -> None:
    after = NOTEBOOK.partition(f'.show("{id_}")')[2].partition(".show(")[0]
    before = NOTEBOOK.partition(f'.show("{id_}")')[0].rpartition(".show(")[2]
    assert "Compare, when you have talked or written" in after
    assert "What is good here:" in after
    assert "alone" in before
    assert "dispensary" in before
    scene = LIBRARY.exercise(id_)
    assert "Alone: you are A" in scene.prompt
    # Of three people two only speak and listen: they are through with one sentence.
    must = [field["id"] for field in scene.settings["fields"] if not field.get("optional")]
    assert must == ["said"]


def test_what_is_not_played_and_how_it_is_reported_stand_open_before_the_first_scene() -> None:
    for word in ("harassment", "violence", "unofficial payments", "reported, on the same day"):
        assert word in NOTEBOOK_OPEN[SCENES[0]]
    assert 'Whoever says "stop" ends the scene' in NOTEBOOK_OPEN[SCENES[0]]
    [route] = re.findall(r"<details><summary><b>How to report.*?</details>", NOTEBOOK, re.DOTALL)
    for word in (
        "one level higher",
        "Do not investigate",
        "Promise no secret",
        "danger come first",
    ):
        assert word in route
    said = LIBRARY.run_sheets()["09"].activities[2].say
    assert "our route to report" in said


def test_cards_are_printed_to_cut_out_and_the_ticks_beside_them() -> None:
    sheets = worksheets(LIBRARY)[0]
    text = Outline(sheets).text
    for id_ in SCENES:
        scene = LIBRARY.exercise(id_)
        for card in scene.settings["cards"]:
            assert card["label"] in text
            assert card["text"] in text
        assert all(field["label"] in text for field in scene.settings["fields"])
    assert sheets.count('class="cut own"') == 9
