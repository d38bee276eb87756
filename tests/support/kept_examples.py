"""Makes tests/examples/kept.json: answers of every kind, and what a keeper of answers says of them.

``python -m tests.support.kept_examples`` writes it anew; tests/unit/test_kept.py and
js/test/kept.test.ts hold both languages to it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any

from tests.conftest import ROOT
from tests.support.examples import FOLDER
from workshop.answers.first import keep_first
from workshop.answers.progress import state
from workshop.content.library import Library
from workshop.core.records import Exercise, Item, Key, Option
from workshop.kinds import KINDS

TOLD = {
    "passes", "id", "range", "not_applicable", "fields", "rows", "as", "options", "least",
    "second", "sure", "reason", "items", "one_card_each", "corners",
}  # fmt: skip
FEW = 4
JUNK: tuple[object, ...] = (
    None, 7, "text", [], {}, {"choices": 3, "points": [], "fields": {"a": 1}, "rows": [1, {}]},
    {"path": ["x", 1], "earlier": [1], "order": ["a", "a", 2], "phases": [], "passes": {"a": 1}},
)  # fmt: skip


def given_of(exercise: Exercise) -> dict[str, Any]:
    """Write down what a keeper must know of an exercise, with its first items alone."""
    items = exercise.items[:FEW]
    settings = _told(exercise.settings)
    if "reason" in settings:
        settings["reason"] = {"items": [item.id for item in items[:2]]}
    return {
        "kind": exercise.kind,
        "feedback": exercise.feedback,
        "role": exercise.role,
        "options": [option.id for option in exercise.options],
        "items": {item.id: [option.id for option in item.options] for item in items},
        "settings": settings,
    }


def exercise_from(given: Mapping[str, Any]) -> Exercise:
    """Make an exercise of that; each of its items has a key."""
    shared = tuple(Option(id_, "") for id_ in given["options"])
    items = tuple(
        Item(id_, "", options=tuple(Option(each, "") for each in own))
        for id_, own in given["items"].items()
    )
    return Exercise(
        id="example",
        kind=given["kind"],
        session="02",
        title="",
        minutes=1,
        feedback=given["feedback"],
        prompt="",
        debrief=(),
        options=shared,
        items=items,
        keys={
            each.id: Key(((each.options or shared)[0].id,), "")
            for each in items
            if each.options or shared
        },
        settings=given["settings"],
        rules={"before": [[] for _ in items]},
        role=given["role"],
    )


def said_of(exercise: Exercise, answer: object) -> dict[str, Any]:
    """Say all that Python says of one answer."""
    kind = KINDS[exercise.kind]
    pruned = kind.prune(exercise, answer)
    judged = kind.judge(exercise, pruned)
    return {
        "pruned": pruned,
        "size": kind.size(answer),
        "counted": [judged.answered, judged.items],
        "state": state(exercise, pruned),
        "without words": kind.without_words(exercise, answer),
        "told": kind.told(exercise, answer),
    }


def first_of(exercise: Exercise, before: object, after: object) -> dict[str, Any]:
    """Say what is kept of an answer that becomes another one."""
    kind = KINDS[exercise.kind]
    return keep_first(exercise, {}, kind.prune(exercise, before), kind.prune(exercise, after))


def _told(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _told(each) for name, each in value.items() if name in TOLD}
    return [_told(each) for each in value] if isinstance(value, list | tuple) else value


def _answers(given: Mapping[str, Any], chance: random.Random) -> list[Any]:
    """Make answers that fit, as far as chance has it."""
    exercise = exercise_from(given)
    ids = [*given["items"], "gone"]
    settings = given["settings"]

    def some(values: Any) -> dict[str, Any]:
        return {id_: values(id_) for id_ in ids if chance.random() < 0.7}

    def option(id_: str) -> str:
        own = given["items"].get(id_) or given["options"] or ["none"]
        return str(chance.choice([*own, *own, "gone"]))

    def text(field: Mapping[str, Any]) -> str:
        choices = [each["id"] for each in field.get("options", ())]
        return str(chance.choice([*choices, "Words ‹of› one’s own, 😀", " ", "2026-03-31", "yes"]))

    def texts(fields: Any) -> dict[str, str]:
        there = [each for each in fields if chance.random() < 0.7]
        return {each["id"]: text(each) for each in there} | {"gone": "gone"}

    def rows() -> list[Any]:
        fields = settings.get("rows", {}).get("fields", ())
        return [texts(fields) for _ in range(chance.randrange(4))]

    def path() -> list[str]:
        return [option(id_) for id_ in given["items"]][: chance.randrange(FEW + 1)]

    practices = [each["id"] for each in settings.get("second", {}).get("options", ())] or [""]
    made: dict[str, Any] = {
        "choices": some(option),
        "points": some(lambda _: [chance.randrange(12), chance.randrange(11)]),
        "order": chance.sample(ids, chance.randrange(len(ids) + 1)),
        "phases": some(option),
        "passes": {
            each: some(lambda _: chance.choice([1, 3, 5, 6, -100, "na"]))
            for each in [*(p["id"] for p in settings.get("passes", ())), "gone"]
        },
        "path": path(),
        "earlier": [path() for _ in range(chance.randrange(5))],
        "fields": texts(settings.get("fields", ())),
        "rows": rows(),
        "checked": chance.random() < 0.6,
        "second": some(lambda _: chance.choice(practices)),
        "notes": some(lambda _: chance.choice(["Why not?", "", 3])),
        "placed": chance.randrange(FEW),
    }
    made["sure"] = (
        chance.randrange(5) if exercise.kind == "order" else some(lambda _: chance.randrange(5))
    )
    own = {*KINDS[exercise.kind].empty(), "second", "notes", "placed", "sure"}
    return [{name: made[name] for name in made if name in own}]


def examples_of(given: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """Make the examples of one exercise."""
    exercise = exercise_from(given)
    answers = [answer for _ in range(4) for answer in _answers(given, chance)]
    pairs = [(chance.choice(answers), chance.choice(answers)) for _ in range(4)]
    return {
        "exercise": given,
        "answers": [{"answer": each, **said_of(exercise, each)} for each in (*answers, *JUNK)],
        "first": [
            {"before": before, "after": after, "kept": first_of(exercise, before, after)}
            for before, after in pairs
        ],
    }


def main() -> None:
    """Write the file."""
    library, chance = Library(ROOT), random.Random(15)
    found = {}
    for id_ in library.exercise_ids():
        given = given_of(library.exercise(id_))
        form = (
            given["kind"],
            given["feedback"],
            given["role"] == "quote",
            *sorted(given["settings"]),
        )
        found.setdefault(form, given)
    made = [examples_of(given, chance) for given in found.values()]
    path = FOLDER / "kept.json"
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in made)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
