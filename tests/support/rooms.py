"""Invented rooms: people who answer some of the workshop, with holes, twice, and with odd words."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from tests.conftest import ROOT
from tests.support.filled import deltas
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.results import Submission

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)
SENTENCES = (
    "We plan well here, and now we also ask the patients what they hope for.",
    "I listen first.",
    '=HYPERLINK("http://example.org", "press")',
    "<b>Thank you</b> & goodbye",
)


class ReadOnce(Library):
    """The own content of the workshop, whose exercises are read once."""

    def __init__(self) -> None:
        super().__init__(ROOT)

    @cached_property
    def _read(self) -> dict[str, Exercise]:
        return super().exercises()

    def exercises(self) -> dict[str, Exercise]:
        return self._read


LIBRARY = ReadOnce()
EXERCISES = LIBRARY.exercises()
BEFORE, AFTER = EXERCISES["sixteen-questions-before"], EXERCISES["sixteen-questions"]
PLAN, DEBATE, QUOTES = (
    EXERCISES[id_] for id_ in ("my-action-plan", "line-of-opinion", "for-the-report")
)


def filled(exercise: Exercise) -> Mapping[str, Any]:
    """Answer an exercise in full."""
    kind = KINDS[exercise.kind]
    answer = kind.empty()
    for delta in deltas(exercise):
        answer = kind.change(exercise, answer, delta)
    return answer


FULL = {id_: filled(exercise) for id_, exercise in EXERCISES.items()}


def said(
    person: int | str, exercise: Exercise, answer: Mapping[str, Any], number: int = 1, days: int = 0
) -> Submission:
    """One submission."""
    at = NOON + timedelta(days=days)
    return Submission(f"p{person}", "", exercise.id, number, at, answer)


def quiz(exercise: Exercise, right: int, answered: int = 16) -> Mapping[str, Any]:
    """Answer a quiz, the first ``right`` questions as the key says."""
    return {
        "choices": {
            item.id: next(
                o.id for o in item.options if (o.id in exercise.keys[item.id].accept) == (n < right)
            )
            for n, item in enumerate(exercise.items[:answered])
        }
    }


def debate(before: Sequence[int | None], after: Sequence[int | None]) -> Mapping[str, Any]:
    """Rate the statements of the debate, as far as there is a number."""
    return {
        "passes": {
            name: {
                item.id: value
                for item, value in zip(DEBATE.items, values, strict=False)
                if value is not None
            }
            for name, values in (("before", before), ("after", after))
        }
    }


def usual_room(people: int = 24) -> list[Submission]:
    """A room in which most people did everything, and all learned something."""
    room = []
    for person in range(people):
        for each in EXERCISES.values():
            if each.session == "10" and person < 5:
                continue
            answer = FULL[each.id]
            if each is BEFORE:
                answer = quiz(each, 6 + person % 4)
            elif each is AFTER:
                answer = quiz(each, 10 + person % 5)
            elif each is DEBATE:
                answer = debate([-50 + person] * 10, [50 if person % 2 else -90] * 10)
            elif each is QUOTES:
                text = SENTENCES[person % len(SENTENCES)]
                answer = {"fields": {"quote": text, "agree": "yes"}, "rows": []}
            room.append(said(person, each, answer, days=int(each.session > "05")))
    return room


def a_room(dice: random.Random, most: int = 40) -> list[Submission]:
    """Invent a room: some come to few sessions, some finish little, some answer twice."""
    keen = dice.choice([0.5, 0.9, 0.97])
    room: list[Submission] = []
    for person in range(dice.randint(0, most)):
        for chapter in LIBRARY.chapters():
            if dice.random() > keen:
                continue
            whole = dice.random() < keen
            for id_ in chapter.exercises:
                if not whole and dice.random() < 0.3:
                    continue
                answer = _answer(dice, EXERCISES[id_])
                rounds = (1, 2) if EXERCISES[id_].keys else (1,)
                room += [
                    said(person, EXERCISES[id_], answer, number, dice.randint(0, 1))
                    for number in rounds
                ]
    return room


def _answer(dice: random.Random, exercise: Exercise) -> Mapping[str, Any]:
    if exercise in (BEFORE, AFTER):
        return quiz(exercise, dice.randint(3, 14), dice.choice([16, 16, 16, 15]))
    if exercise is DEBATE:
        values: list[int | None] = [None, *range(-100, 101, 20)]
        return debate(*(dice.choices(values, [1, *[3] * 11], k=10) for _ in range(2)))
    if exercise is QUOTES:
        quote = {"quote": dice.choice(SENTENCES), "agree": dice.choice(["yes", "no"])}
        return {"fields": quote, "rows": []}
    if exercise is PLAN:
        kept = {k: v for k, v in FULL[PLAN.id]["fields"].items() if dice.random() < 0.6}
        rows = FULL[PLAN.id]["rows"] if dice.random() < 0.8 else []
        return {"fields": kept, "rows": rows}
    return FULL[exercise.id]
