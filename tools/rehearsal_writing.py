"""What the invented people wrote, out of `rehearsal-texts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tools.rehearsal_people import Person, happens
from workshop.core.records import Exercise

Answer = dict[str, Any]
Field = Mapping[str, Any]

TEXTS: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("rehearsal-texts.toml").read_text(encoding="utf-8")
)
PLANS = {plan["person"]: plan for plan in TEXTS["plans"]}
LAST_DAY = date(2026, 3, 3)
NOT_TO_BE_QUOTED = (3, 7, 12, 16, 21)
TABLES = 4
HALF, FILLED = 0.5, 0.9


def written(exercise: Exercise, person: Person) -> Answer:
    """Write what somebody writes.

    Parameters
    ----------
    exercise
        An exercise of the kind ``write``.
    person
        The person.

    Returns
    -------
    dict
        The answer; without fields and rows where they wrote nothing.
    """
    chance = person.dice(exercise.id)
    if exercise.id == "my-action-plan":
        return _plan(person)
    if exercise.id == "about-me":
        return {"fields": {"profession": person.profession}, "rows": []}
    fields = _fields(exercise, person, chance)
    rows = ROWS[exercise.id](exercise, person, chance) if exercise.id in ROWS else []
    if exercise.id == "five-whys":
        why = _why(person)
        fields = {"aim": why["aim"], "obstacle": why["obstacle"]}
    return {"fields": {id_: text for id_, text in fields.items() if text}, "rows": rows}


def note(person: Person, item: str) -> str:
    """Write the reason for a card, where one is asked for.

    Parameters
    ----------
    person
        The person.
    item
        The card.

    Returns
    -------
    str
        The reason; mostly none.
    """
    chance = person.dice(f"note/{item}")
    return chance.choice(TEXTS["pick"]["notes"]["text"]) if happens(chance, 0.3) else ""


def _plan(person: Person) -> Answer:
    plan = PLANS.get(person.number, {"actions": []})
    names = ("what", "who", "by", "with", "sign", "practice")
    return {
        "fields": {
            id_: text for id_, text in plan.items() if id_ not in ("person", "actions") and text
        },
        "rows": [
            {name: text for name, text in zip(names, action, strict=True) if text}
            for action in plan["actions"]
        ],
    }


def _fields(exercise: Exercise, person: Person, chance: Random) -> dict[str, str]:
    own = {
        id_: texts[person.number - 1] for id_, texts in TEXTS["own"].get(exercise.id, {}).items()
    }
    if own and not any(own.values()):
        return {}
    alike = TEXTS["shared"].get(exercise.id, [{}])
    # Each table is a team, which agrees on one challenge; elsewhere each writes for themselves.
    together = exercise.id == "one-of-our-three"
    shared = alike[person.number % TABLES] if together else chance.choice(alike)
    picks = {
        id_: chance.choice(texts)
        for id_, texts in TEXTS["pick"].get(exercise.id, {}).items()
        if happens(chance, HALF if "repair" in exercise.id else FILLED)
    }
    if exercise.id == "for-the-report":
        own["agree"] = "no" if person.number in NOT_TO_BE_QUOTED else "yes"
    known = own | shared | picks
    if not known and "fields" in exercise.settings and exercise.id in ROWS:
        return {}
    return {
        field["id"]: known.get(field["id"])
        or ("" if field.get("optional") else _drawn(field, chance))
        for field in exercise.settings["fields"]
    }


def _drawn(field: Field, chance: Random) -> str:
    """Choose, or name a day; what has to be put into words stays empty."""
    if field["as"] == "choice":
        return str(chance.choice([option["id"] for option in field["options"]]))
    if field["as"] == "date" and happens(chance, FILLED):
        return (LAST_DAY + timedelta(days=chance.randint(1, 9))).isoformat()
    return ""


def _my_acts(exercise: Exercise, person: Person, chance: Random) -> list[dict[str, str]]:
    del exercise, person
    acts = TEXTS["acts"][0]
    right = {what: act for act, whats in acts.items() for what in whats}
    return [
        {"what": what, "act": right[what] if happens(chance, 0.8) else chance.choice(list(acts))}
        for what in chance.sample(list(right), chance.randint(6, 9))
    ]


def _why(person: Person) -> Mapping[str, Any]:
    found: Mapping[str, Any] = TEXTS["whys"][person.number % len(TEXTS["whys"])]
    return found


def _whys(exercise: Exercise, person: Person, chance: Random) -> list[dict[str, str]]:
    del exercise
    rows = _why(person)["rows"]
    names = ("because", "cause", "reach")
    return [dict(zip(names, row, strict=True)) for row in rows[: chance.randint(2, len(rows))]]


def _problems(exercise: Exercise, person: Person, chance: Random) -> list[dict[str, str]]:
    """Write down what troubles the team of one's table; how high, each says alone."""
    del exercise
    names = ("matters", "influence", "visible")
    ratings = ("high", "medium", "low")
    return [
        {"problem": problem}
        | {
            name: likely if happens(chance, 0.75) else chance.choice(ratings)
            for name, likely in zip(names, rated, strict=True)
        }
        for problem, *rated in TEXTS["problems"][person.number % TABLES]["rows"]
    ]


def _ifs(exercise: Exercise, person: Person, chance: Random) -> list[dict[str, str]]:
    del exercise, person
    pairs = chance.sample(TEXTS["ifs"][0]["pairs"], chance.randint(1, 3))
    return [{"moment": moment, "act": act} for moment, act in pairs]


def _other_side(exercise: Exercise, person: Person, chance: Random) -> list[dict[str, str]]:
    del exercise, person
    reasons = TEXTS["other-side"]
    return [
        {
            "statement": statement,
            "best-reason": reasons[statement],
            "heard": chance.choice(("yes", "yes", "nearly", "not-yet")),
        }
        for statement in chance.sample(list(reasons), 3)
    ]


ROWS: Mapping[str, Callable[[Exercise, Person, Random], list[dict[str, str]]]] = {
    "my-yesterday": _my_acts,
    "three-of-our-own": _problems,
    "five-whys": _whys,
    "if-then": _ifs,
    "the-other-side-first": _other_side,
}
