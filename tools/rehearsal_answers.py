"""What the invented people order, rate, place and decide.

An order and a map come twice: as they were first, and as they stand after reasons and talk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from tools.rehearsal_people import Person, happens, how_sure
from workshop.core.records import Exercise, Item
from workshop.kinds.decide import strategy_path
from workshop.kinds.map import CUT

Answer = dict[str, Any]
Pair = tuple[Answer, Answer]

# Where people stand on each statement before the debate, and how far it moves them.
OPINIONS = {
    "two-names-for-one-thing": (-15, -30),
    "leading-without-a-post": (45, 20),
    "one-person-both": (20, -5),
    "leadership-matters-more": (35, -40),
    "leaders-lead-managers-carry-out": (10, -20),
    "led-into-danger": (40, 10),
    "best-clinician-to-manager": (25, -35),
    "who-scorns-the-vision": (15, 5),
    "networks-do-the-work": (30, 15),
    "leaders-talk-managers-listen": (0, -25),
}

WIDE = ("six-weeks-of-command", "the-borrowed-idea")
EASY_FOR_ALL = {"scanning": -0.6, "inspiring": -0.3, "monitoring": -0.4, "implementing": 0.4}


def placed(exercise: Exercise, person: Person) -> Pair:
    """Put cases on a map: clouds around the suggested points, two of them wide.

    Parameters
    ----------
    exercise
        A map.
    person
        The person.

    Returns
    -------
    first, now
        The answer before the reasons, and as it stands.
    """
    chance = person.dice(exercise.id)
    before, after = {}, {}
    for item, key in zip(exercise.items, exercise.rules["points"], strict=True):
        width = 3.4 if item.id in WIDE else 1.4
        before[item.id] = [_near(value, width, chance) for value in key]
        pairs = zip(before[item.id], key, strict=True)
        far = any((one > CUT) != (other > CUT) for one, other in pairs)
        moves = far and happens(chance, 0.3 if item.id in WIDE else 0.6)
        after[item.id] = [_near(value, 0.8, chance) for value in key] if moves else before[item.id]
    pair = [{"points": points, "checked": False} for points in (before, after)]
    if "sure" in exercise.settings:
        sure = {item: how_sure(person, chance, right=True) for item in before}
        pair = [answer | {"sure": sure} for answer in pair]
    return pair[0], pair[1]


def ordered(exercise: Exercise, person: Person) -> Pair:
    """Put steps in order: a few neighbours swapped, a few steps in another phase.

    Parameters
    ----------
    exercise
        An order.
    person
        The person.

    Returns
    -------
    first, now
        The answer before the reasons, and as it stands.
    """
    chance = person.dice(exercise.id)
    right = [item.id for item in exercise.items]
    order = list(right)
    for _ in range(round(max(0, chance.gauss(4 - 2 * person.ability, 1.5)))):
        at = chance.randrange(len(order) - 1)
        order[at], order[at + 1] = order[at + 1], order[at]
    names = [option.id for option in exercise.options]
    key = {item: exercise.keys[item].accept[0] for item in right} if names else {}
    phases = {
        item: phase if happens(chance, 0.88) else chance.choice(names)
        for item, phase in key.items()
    }
    before = {"order": order, "phases": phases, "checked": True}
    now = before | {"order": right, "phases": key} if happens(chance, 0.35) else before
    if "sure" in exercise.settings:
        sure = {"sure": how_sure(person, chance, right=True)}
        return before | sure, now | sure
    return before, now


def rated(exercise: Exercise, person: Person) -> Answer:
    """Rate statements: opinions that move a little, and one's own practice from 2 to 5.

    Parameters
    ----------
    exercise
        A scale.
    person
        The person.

    Returns
    -------
    dict
        The answer.
    """
    names = [each["id"] for each in exercise.settings["passes"]]
    if exercise.settings["range"] == "agreement":
        return {
            "passes": {
                name: {item.id: _stance(item.id, person, name) for item in exercise.items}
                for name in names
            }
        }
    passes = {}
    for name in names:
        chance = person.dice(f"{exercise.id}/{name}")
        ratings: dict[str, Any] = {}
        for item in exercise.items:
            ratings[item.id] = _rating(exercise, item, name, person, chance)
        passes[name] = ratings
    return {"passes": passes}


def _rating(exercise: Exercise, item: Item, name: str, person: Person, chance: Random) -> int | str:
    if exercise.settings.get("not_applicable") and happens(chance, 0.02):
        return "na"
    mean = person.level + EASY_FOR_ALL.get(item.id.rsplit("-", 1)[0], 0.1)
    mean += {"team": -0.4, "then": -0.6, "now": 0.3}.get(name, 0)
    # The sentences that come back are rated alike each time, apart from the shift.
    own = person.dice(f"practice/{item.id}").gauss(0, 0.6)
    return max(2, min(5, round(mean + own + chance.gauss(0, 0.3))))


def _stance(item: str, person: Person, name: str) -> int:
    mean, shift = OPINIONS[item]
    own = person.dice(f"opinion/{item}")
    stance = own.gauss(mean, 45)
    moves = happens(own, 0.6)
    step = own.gauss(shift, 20)
    if name == "after" and moves:
        stance += step
    if name == "before":
        stance += person.dice(f"before/{item}").gauss(0, 6)
    return max(-100, min(100, 5 * round(stance / 5)))


def decided(exercise: Exercise, person: Person) -> Answer:
    """Decide turn by turn: some always in one way, some in changing ones; a few play twice.

    Parameters
    ----------
    exercise
        An exercise of decisions.
    person
        The person.

    Returns
    -------
    dict
        The answer.
    """
    chance = person.dice(exercise.id)
    paths: list[Sequence[str]] = [strategy_path(exercise, s["id"]) for s in _strategies(exercise)]
    style = person.number % 5
    played = []
    for again in range(1 + (person.number % 3 == 0)):
        if style < len(paths) and not again:
            played.append(list(paths[style]))
        else:
            played.append([chance.choice(turn) for turn in zip(*paths, strict=True)])
    return {"path": played[-1], "earlier": played[:-1]}


def _strategies(exercise: Exercise) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = exercise.rules["strategies"]
    return found


def _near(value: float, width: float, chance: Random) -> int:
    return max(0, min(10, round(chance.gauss(value, width))))
