"""What the invented people say when they come back: what became of their plans and promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tools.rehearsal_people import Person, happens
from tools.rehearsal_writing import TEXTS
from workshop.core.records import Exercise
from workshop.kinds.earlier import about_of

Answer = dict[str, Any]
Before = Mapping[str, Mapping[str, Any]]
"""Exercise id to what one person answered there."""

BACK = (1, 2, 4, 5, 7, 8, 10, 11, 12, 13, 15, 16, 18, 20, 21, 23)
"""Who comes back; the others were moved, were on duty, or would rather not."""
HOW = {"done": 0.42, "tried": 0.25, "not-yet": 0.21, "dropped": 0.12}
REACHED = {"done": 0.4, "tried": 0.28, "not-yet": 0.2, "no-longer": 0.12}
WRITES = 0.9


def looked_back(exercise: Exercise, person: Person, before: Before) -> Answer:
    """Write what somebody writes of what they wrote before.

    Parameters
    ----------
    exercise
        An exercise of the session of coming back.
    person
        The person.
    before
        What they wrote in the sessions before.

    Returns
    -------
    dict
        The answer; nothing of what they never wrote about.
    """
    chance = person.dice(exercise.id)
    texts = TEXTS["return"].get(exercise.id, {})
    at = chance.randrange(60)
    rows = _actions(exercise, person, before) if "rows" in exercise.settings else []
    about = about_of(exercise.settings)
    fields = {}
    for field in exercise.settings["fields"]:
        id_ = field["id"]
        if id_ in about and not _wrote(before, *about[id_]):
            continue
        if field["as"] == "choice":
            fields[id_] = _choice(exercise, field, person, rows)
        elif field["as"] == "date":
            fields[id_] = date(2026, 6, chance.randint(3, 28)).isoformat()
        elif happens(chance, WRITES):
            # What belongs together stands at one place of each list.
            fields[id_] = texts[id_][at % len(texts[id_])]
    return {"fields": fields, "rows": rows}


def _wrote(before: Before, exercise: str, field: str) -> bool:
    answer = before.get(exercise, {"fields": {}, "rows": []})
    return any(each.get(field) for each in (answer["fields"], *answer["rows"]))


def _choice(
    exercise: Exercise, field: Mapping[str, Any], person: Person, rows: list[dict[str, str]]
) -> str:
    chance = person.dice(f"{exercise.id}/{field['id']}")
    options = [option["id"] for option in field["options"]]
    if options == list(REACHED):
        return str(chance.choices(options, list(REACHED.values()))[0])
    if "goes-on" in options:
        return str(chance.choices(options[:3], (5, 4, 2))[0]) if rows else "none"
    return str(chance.choice(options))


def _actions(exercise: Exercise, person: Person, before: Before) -> list[dict[str, str]]:
    """Take over the actions of the plan, and say of each how far it got."""
    plan = before.get(exercise.settings["earlier"]["from"], {"rows": []})
    happened = TEXTS["return"][exercise.id]["happened"]
    rows = []
    for number, action in enumerate(plan["rows"]):
        chance = person.dice(f"{exercise.id}/{number}")
        how = chance.choices(list(HOW), list(HOW.values()))[0]
        row = {"what": action.get("what", ""), "how": how, "happened": chance.choice(happened[how])}
        rows.append({name: text for name, text in row.items() if text})
    return rows
