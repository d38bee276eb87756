"""A page that keeps answers by itself keeps what Python would keep, and each reads the other's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.changes import changes
from tests.support.filled import deltas, fill
from tests.support.kept_in_browser import Kept, ask, sent, taps
from workshop.answers import carry, hand_in
from workshop.answers.progress import state
from workshop.answers.store import Answers
from workshop.answers.taps import Tap, read_work
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds import KINDS

LIBRARY = Library(ROOT)
EXERCISES = {id_: LIBRARY.exercise(id_) for id_ in LIBRARY.exercise_ids()}
PAGE = sent(LIBRARY, [*EXERCISES.values()])


def form(exercise: Exercise) -> tuple[object, ...]:
    """What an exercise asks, and how: two of one form are changed in the same way."""
    rows = "rows" in exercise.settings
    sort = sorted(set(exercise.settings) & {"second", "sure", "reason", "one_card_each", "enough"})
    fields = exercise.settings.get("fields", ())
    optional = any(field.get("optional") for field in fields)
    return exercise.kind, exercise.feedback, exercise.settings.get("range"), rows, optional, *sort


FORMS = {form(each): id_ for id_, each in EXERCISES.items()}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with Kept(tmp_path_factory.mktemp("built")) as kept:
        yield kept


def page_of(exercise: str) -> dict[str, Any]:
    return PAGE | {"specs": [spec for spec in PAGE["specs"] if spec["id"] == exercise]}


def kept_by_python(exercise: Exercise, sends: list[tuple[str, Tap]]) -> dict[str, Any]:
    """What a file would hold, but for when."""
    kind = KINDS[exercise.kind]
    work = read_work(exercise, {})
    for page, tap in sends:
        work.take(exercise, page, tap)
    return {
        "exercise": exercise.id,
        "kind": exercise.kind,
        "state": state(exercise, kind.prune(exercise, work.answer)),
        "answer": work.answer,
    } | ({"first": work.first} if work.first else {})


@pytest.mark.parametrize("exercise", FORMS.values())
@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_pages_send_comes_to_the_same(
    browser: Kept, exercise: str, data: st.DataObject
) -> None:
    """In whatever order it is heard, with repeats, and whether it makes sense or not."""
    times = st.tuples(st.integers(1, 60), st.sampled_from("ab"))
    numbers = {"a": 0, "b": 0}
    sends = []
    for at, page in data.draw(st.lists(times, min_size=1, max_size=12)):
        numbers[page] += data.draw(st.integers(0, 2)) if numbers[page] else 1
        delta = data.draw(changes(EXERCISES[exercise]))
        sends.append((page, Tap(numbers[page], at, delta)))
    acts = [taps(exercise, page, (tap.number, tap.at, tap.delta)) for page, tap in sends]
    *_heard, kept = browser.do(page_of(exercise), [*acts, ask("save")])
    record = json.loads(kept["file"]["text"])["answers"][exercise]
    record.pop("updated")
    wanted = kept_by_python(EXERCISES[exercise], sends)
    assert record == wanted, sends
    # The order of cards in their bins is a part of the answer.
    assert list(record["answer"].get("choices", ())) == list(wanted["answer"].get("choices", ()))


def changed_again(exercise: Exercise) -> list[dict[str, Any]]:
    """Change each item once more, in every way there is."""
    count = len(exercise.items)
    return [
        {"order": [*range(count)][::-1]},
        {"sure": 3},
        *({"item": item.id, "point": [1, 9], "sure": 1} for item in exercise.items),
        *(
            {"item": item.id, "option": option.id}
            for item in exercise.items
            for option in exercise.options_of(item)
        ),
    ]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_work_of_python_comes_back_from_a_page_as_it_was(
    tmp_path: Path, browser: Kept, exercise: str
) -> None:
    here, there = Answers(tmp_path / "here"), Answers(tmp_path / "there")
    whole = deltas(EXERCISES[exercise])
    # With what was changed after its reason was seen.
    for delta in [{"sure": 2}, *whole, *changed_again(EXERCISES[exercise]), *whole]:
        here.change(EXERCISES[exercise], delta)
    text = carry.pack(here)
    brought, saved, handed = browser.do(
        page_of(exercise), [ask("bring", text=text), ask("save"), ask("hand-in")]
    )
    assert brought["changed"]
    assert saved["file"]["name"] == carry.NAME
    assert json.loads(saved["file"]["text"])["answers"] == json.loads(text)["answers"]
    carry.bring(there, carry.unpack(saved["file"]["text"].encode()))
    assert there.records() == here.records()
    assert there.participant() == here.participant()
    mine = carry.Carried(here.participant(), here.records())
    assert handed["file"] == {"name": hand_in.NAME, "text": hand_in.pack(mine, EXERCISES)}


def test_a_whole_workshop_goes_to_a_page_and_back(tmp_path: Path, browser: Kept) -> None:
    here = Answers(tmp_path)
    fill(LIBRARY, here)
    text = carry.pack(here)
    brought, again, saved = browser.do(
        PAGE, [ask("bring", text=text), ask("bring", text=text), ask("save")]
    )
    words = LIBRARY.strings()["carry"]
    chapters = LIBRARY.chapters()
    count = sum(len(chapter.exercises) - len(chapter.extras) for chapter in chapters)
    assert brought["told"] == words["brought"].format(n=count, all=count)
    assert again["told"] == words["brought-nothing"]
    carried = json.loads(text)
    assert json.loads(saved["file"]["text"]) | {"saved": ""} == carried | {"saved": ""}
