"""A participant who has answered everything: every exercise, in full, as somebody might."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import Exercise

WORDS = ("calm, listens, fair", "lists, rosters, money", "trust, aim, courage")
LINES = (
    "I asked the night nurse what she saw, and wrote it down before I spoke.",
    "The store book and the shelf did not agree, so we counted again, together.",
    "Nobody knew who decides, and so nobody decided. We named one person for each list.",
)
NOTE = "Both were in it: she said why, and she named who does it by Friday."


def fill(library: Library, answers: Answers) -> None:
    """Answer every exercise in full, and ask for the feedback where it is asked for."""
    for id_ in library.exercise_ids():
        exercise = library.exercise(id_)
        for delta in deltas(exercise):
            answers.change(exercise, delta)


def deltas(exercise: Exercise) -> Sequence[Mapping[str, Any]]:
    """The changes that answer one exercise: some items as most would, some otherwise."""
    makers = {
        "sort": _chosen,
        "quiz": _chosen,
        "order": _ordered,
        "scale": _rated,
        "map": _placed,
        "decide": _decided,
        "write": _written,
    }
    return makers[exercise.kind](exercise)


def _chosen(exercise: Exercise) -> list[Mapping[str, Any]]:
    choices = {}
    for number, item in enumerate(exercise.items):
        options = [option.id for option in exercise.options_of(item) if not option.unsure]
        key = exercise.keys.get(item.id)
        # Two of three as most would; each place of a matching takes one card.
        as_most = key and (number % 3 or "one_card_each" in exercise.settings)
        choices[item.id] = key.accept[0] if key and as_most else options[number % len(options)]
    whole: dict[str, Any] = {"choices": choices, "checked": exercise.feedback == "on-check"}
    if "second" in exercise.settings:
        practices = [option["id"] for option in exercise.settings["second"]["options"]]
        whole["second"] = {item: practices[n % 8] for n, item in enumerate(choices)}
    if "sure" in exercise.settings:
        whole["sure"] = {item: 1 + n % 3 for n, item in enumerate(choices)}
    if "reason" in exercise.settings:
        whole["notes"] = dict.fromkeys(exercise.settings["reason"]["items"], NOTE)
    return [whole]


def _ordered(exercise: Exercise) -> list[Mapping[str, Any]]:
    order = list(range(len(exercise.items)))
    order[1], order[2] = order[2], order[1]
    phases = {id_: key.accept[0] for id_, key in exercise.keys.items() if key.accept}
    return [{"order": order, "phases": phases}, {"checked": True}]


def _rated(exercise: Exercise) -> list[Mapping[str, Any]]:
    passes = {}
    for shift, each in enumerate(exercise.settings["passes"]):
        if exercise.settings["range"] == "five":
            values = [1 + (3 * number + 2 * shift) % 5 for number in range(len(exercise.items))]
        else:
            values = [(37 * n + 61 * shift) % 201 - 100 for n in range(len(exercise.items))]
        passes[each["id"]] = dict(zip((i.id for i in exercise.items), values, strict=True))
    return [{"passes": passes}]


def _placed(exercise: Exercise) -> list[Mapping[str, Any]]:
    points = {item.id: [(3 * n) % 11, (7 * n) % 11] for n, item in enumerate(exercise.items)}
    sure = {"sure": dict.fromkeys(points, 2)} if "sure" in exercise.settings else {}
    return [{"points": points, **sure}]


def _decided(exercise: Exercise) -> list[Mapping[str, Any]]:
    path = [item.options[n % len(item.options)].id for n, item in enumerate(exercise.items)]
    return [{"path": path}]


def _written(exercise: Exercise) -> list[Mapping[str, Any]]:
    settings = exercise.settings
    whole: dict[str, Any] = {
        "fields": {field["id"]: _text(field, n) for n, field in enumerate(settings["fields"])}
    }
    if "rows" in settings:
        whole["rows"] = [
            {field["id"]: _text(field, n + k) for k, field in enumerate(settings["rows"]["fields"])}
            for n in range(settings["rows"]["most"])
        ]
    return [whole]


def _text(field: Mapping[str, Any], number: int) -> str:
    if field["as"] == "choice":
        options = field["options"]
        return str(options[number % len(options)]["id"])
    if field["as"] == "date":
        return (datetime.now(UTC).date() + timedelta(days=2 + number)).isoformat()
    if field["as"] == "words":
        return WORDS[number % len(WORDS)]
    if field["as"] == "number":
        return str(10 + number)
    return str(field.get("example", "")) or LINES[number % len(LINES)]
