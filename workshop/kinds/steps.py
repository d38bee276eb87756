"""What an item may ask beside its option: the practice, how sure somebody is, and the reason.

In an answer each is a part of its own, left out while it is empty: ``second`` (item to practice),
``sure`` (item to 1, 2 or 3) and ``notes`` (item to text). In a change they stand beside ``item``:
``{"item": item, "second": practice or None}``, ``"sure": 1…3 or None``, ``"text": text``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from workshop.core.plain import whole
from workshop.core.reading import Files
from workshop.core.records import Exercise, Item, Key, Verdict

FIELDS = ("sure", "second_step", "reason")
SUREST = 3
LONGEST_NOTE = 600
NAMES = {"second": "second", "sure": "sure", "text": "notes"}
SETTINGS = {"second": "second", "sure": "sure", "reason": "notes"}


def read_sure(files: Files) -> dict[str, Any]:
    """Read whether each item asks how sure somebody is.

    Parameters
    ----------
    files
        The exercise's files.

    Returns
    -------
    dict
        ``sure`` as a setting, where it is asked for.
    """
    return {"sure": True} if files.asks.flag(files.exercise, "sure") else {}


def read_reason(files: Files, items: Sequence[Item]) -> dict[str, Any]:
    """Read what is asked on hard items, to be answered in words.

    Parameters
    ----------
    files
        The exercise's files.
    items
        The items.

    Returns
    -------
    dict
        ``reason`` as a setting: the question, and the ids of the items that ask it.
    """
    if "reason" not in files.exercise:
        return {}
    table = files.asks.table(files.exercise, "reason")
    files.asks.only(table, ("ask", "difficulty"), item="reason")
    least = 1
    if "difficulty" in table:
        least = files.asks.number(table, "difficulty", least=1, most=3, item="reason")
    asked = tuple(item.id for item in items if item.difficulty >= least)
    if items and not asked:
        files.asks.fault(
            "reason", f"no item has the difficulty {least} or more.", "Lower it, or remove it."
        )
    return {"reason": {"ask": files.asks.text(table, "ask", 200, item="reason"), "items": asked}}


def read_second(
    files: Files, items: Sequence[Item], keys: Mapping[str, Key]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read the second step: which of the practices an item shows.

    Parameters
    ----------
    files
        The exercise's files.
    items
        The items.
    keys
        Their keys; the practices they name are right, the first one being what most would say.

    Returns
    -------
    settings, rules
        The question with the practices to choose from; and, for each item, the numbers of those
        that are right.
    """
    ask = files.asks.text(files.exercise, "second_step", 120, required=False)
    if not ask:
        return {}, {}
    numbers = {id_: number for number, id_ in enumerate(files.practices)}
    options = tuple(
        {
            "id": practice.id,
            "label": practice.name,
            "hint": practice.question,
            "side": practice.side,
        }
        for practice in files.practices.values()
    )
    right = []
    for item in items:
        practices = keys[item.id].practices if item.id in keys else ()
        right.append(tuple(numbers[id_] for id_ in practices))
        if not practices:
            files.solves.fault(
                item.id,
                "the second step asks for a practice, and this key names none.",
                'Write practices = ["…"], the one most would say first.',
            )
    return {"second": {"ask": ask, "options": options}}, {"second": tuple(right)}


def second_verdict(exercise: Exercise, item: str, practice: str) -> Verdict:
    """Say what a practice is worth for an item.

    Parameters
    ----------
    exercise
        An exercise with a second step.
    item, practice
        Their ids.

    Returns
    -------
    str
        ``match`` or ``differ``.
    """
    return "match" if practice in exercise.keys[item].practices else "differ"


def pruned(exercise: Exercise, answer: object) -> dict[str, Any]:
    """Keep of these parts what the exercise still asks.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    answer
        Any object.

    Returns
    -------
    dict
        The parts that are not empty.
    """
    asked = [name for setting, name in SETTINGS.items() if setting in exercise.settings]
    if not asked:
        return {}
    items = {item.id for item in exercise.items}
    kept = {
        name: {
            item: value
            for item, value in _part(answer, name).items()
            if item in items and value is not None and _fits(exercise, name, item, value)
        }
        for name in asked
    }
    return {name: part for name, part in kept.items() if part}


def kept(answer: object) -> dict[str, Any]:
    """Read these parts as they are.

    Parameters
    ----------
    answer
        Any object.

    Returns
    -------
    dict
        The parts that are not empty, also with entries for what the exercise no longer asks.
    """
    parts = {name: _part(answer, name) for name in NAMES.values()}
    return {name: part for name, part in parts.items() if part}


def changed(exercise: Exercise, answer: object, delta: Mapping[str, Any]) -> dict[str, Any]:
    """Apply what a change says of these parts.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    answer
        The answer before.
    delta
        The change; its item exists.

    Returns
    -------
    dict
        The parts that are not empty. A choice that is taken back takes along what was said of it;
        a text stays.
    """
    parts = {name: _part(answer, name) for name in NAMES.values()}
    item = delta["item"]
    if any(name in delta and delta[name] is None for name in ("option", "point")):
        parts["second"].pop(item, None)
        parts["sure"].pop(item, None)
    for said, name in NAMES.items():
        value = delta.get(said)
        if said not in delta:
            continue
        if value is None or value == "":
            parts[name].pop(item, None)
        elif name == "notes" and isinstance(value, str):
            parts[name][item] = whole(value, LONGEST_NOTE)
        elif _fits(exercise, name, item, value):
            parts[name][item] = value
    return {name: part for name, part in parts.items() if part}


def size(answer: object) -> int:
    """Count the entries of these parts.

    Parameters
    ----------
    answer
        Any object.

    Returns
    -------
    int
        How many there are.
    """
    parts = [answer.get(name) for name in NAMES.values()] if isinstance(answer, Mapping) else []
    return sum(len(part) for part in parts if isinstance(part, Mapping))


def is_sure(value: object) -> TypeGuard[int]:
    """Tell whether a value says how sure somebody is: 1, 2 or 3.

    Parameters
    ----------
    value
        Any object.

    Returns
    -------
    bool
        Whether it is such a number.
    """
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and value in range(1, SUREST + 1)


def _part(answer: object, name: str) -> dict[str, Any]:
    part = answer.get(name) if isinstance(answer, Mapping) else None
    return dict(part) if isinstance(part, Mapping) else {}


def _fits(exercise: Exercise, name: str, item: str, value: object) -> bool:
    settings = exercise.settings
    if name == "second":
        return "second" in settings and value in [o["id"] for o in settings["second"]["options"]]
    if name == "sure":
        return "sure" in settings and is_sure(value)
    asked = settings["reason"]["items"] if "reason" in settings else ()
    return item in asked and isinstance(value, str) and 0 < len(value) <= LONGEST_NOTE
