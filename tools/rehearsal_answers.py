"""What the invented people choose, order, rate, place and decide, made from the keys.

Each item has a difficulty and each person an ability; whether somebody answers as most would is
drawn with the chance ``1 / (1 + exp(-(ability + easiness)))``, as in Rasch (1960), “Probabilistic
Models for Some Intelligence and Attainment Tests”. Each answer comes twice: as it was first, and
as it stands after reasons and talk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from random import Random
from typing import Any

from tools.rehearsal_people import (
    ALWAYS_BOTH,
    KNEW_LESS_AFTERWARDS,
    SEED,
    Person,
    happens,
)
from workshop.kinds.decide import strategy_path
from workshop.kinds.map import CUT
from workshop.records import Exercise, Item

Answer = dict[str, Any]
Pair = tuple[Answer, Answer]

EASINESS = {1: 2.0, 2: 1.1, 3: 0.2}
CONTESTED = -0.3
# What many believe: where they are wrong, they are sure of it.
BELIEVED = {
    "things-and-people": -0.6,
    "next-year-is-leading": -0.3,
    "what-is-comfortable": 0.2,
    "help-at-the-busy-end": -0.2,
    "reserve-for-the-rainy-season": -0.1,
}
# How professions read a step of the ward round, before anybody says why.
READS = {
    "set-the-discharge-date": {"nurse-or-midwife": "management", "doctor": "leadership"},
    "settle-goal-and-treatment": {"nurse-or-midwife": "management", "doctor": "leadership"},
    "emergency-call": {"nurse-or-midwife": "management", "doctor": "leadership"},
    "compare-with-yesterday": {"nurse-or-midwife": "management", "doctor": "leadership"},
    "greet-at-eye-level": {"nurse-or-midwife": "leadership", "doctor": "both"},
    "read-the-safety-list": {"nurse-or-midwife": "both", "doctor": "management"},
}
WARD_ROUND = "the-round-practice-by-practice"

# The chance to be right before and after, and the wrong answer that most who are wrong give.
QUESTIONS = {
    "kotters-contrast": (0.30, 0.40, "b"),
    "three-managing-functions": (0.72, 0.92, "b"),
    "not-charisma": (0.70, 0.90, "d"),
    "three-departments-one-goal": (0.62, 0.86, "b"),
    "falls-and-the-wet-corridor": (0.60, 0.84, "d"),
    "when-coaching-is-managing": (0.30, 0.42, "b"),
    "what-organising-provides": (0.70, 0.90, "c"),
    "a-measurable-result": (0.85, 0.97, "b"),
    "scanning-or-monitoring": (0.32, 0.44, "c"),
    "one-of-eleven": (0.66, 0.90, "b"),
    "add-or-disagree-before-deciding": (0.55, 0.85, "d"),
    "somebody-should-ask": (0.62, 0.88, "b"),
    "audits-passed-staff-leaving": (0.60, 0.84, "b"),
    "risk-of-strong-leading": (0.74, 0.92, "d"),
    "what-changes-a-culture": (0.78, 0.95, "b"),
    "order-of-the-challenge-model": (0.45, 0.86, "b"),
}
KEPT, FORGOT = 0.94, 0.62

# Where people stand on each statement before the debate, and how far it moves them.
OPINIONS = {
    "two-names-for-one-thing": (-15, -30),
    "leading-without-a-post": (45, 20),
    "one-person-both": (20, -5),
    "leadership-matters-more": (35, -40),
    "management-serves-leadership": (10, -20),
    "led-into-danger": (40, 10),
    "best-clinician-to-manager": (25, -35),
    "who-does-not-believe": (15, 5),
    "networks-do-the-work": (30, 15),
    "vision-and-measurement": (0, 25),
}
LINE = "line-of-opinion"
WIDE = ("six-weeks-of-command", "the-borrowed-idea")
EASY_FOR_ALL = {"scanning": -0.6, "inspiring": -0.3, "monitoring": -0.4, "implementing": 0.4}


def chosen(exercise: Exercise, person: Person) -> Pair:
    """Sort cards or answer questions.

    Parameters
    ----------
    exercise
        A sort or a quiz.
    person
        The person.

    Returns
    -------
    first, now
        The answer before the reasons, and as it stands.
    """
    chance = person.dice(exercise.id)
    if "one_card_each" in exercise.settings:
        before, after = _matched(exercise, person, chance)
    else:
        before, after = {}, {}
        for item in exercise.items:
            before[item.id] = _choice(exercise, item, person, chance)
            after[item.id] = _moved(exercise, item, before[item.id], person, chance)
    checked = {"checked": exercise.feedback == "on-check"}
    answers: list[Answer] = [{"choices": choices, **checked} for choices in (before, after)]
    for answer in answers:
        if "second" in exercise.settings:
            answer["second"] = _practices(exercise, answer["choices"], person)
    if "sure" in exercise.settings:
        sure = {
            item.id: _sure(person, chance, right=_right(exercise, item.id, before[item.id]))
            if item.id not in BELIEVED or _right(exercise, item.id, before[item.id])
            else 3 - happens(chance, 0.45)
            for item in exercise.items
        }
        answers = [answer | {"sure": sure} for answer in answers]
    return answers[0], answers[1]


def _choice(exercise: Exercise, item: Item, person: Person, chance: Random) -> str:
    options = [option.id for option in exercise.options_of(item) if not option.unsure]
    if person.number == ALWAYS_BOTH and "both" in options:
        return "both"
    if exercise.id.startswith("sixteen-questions"):
        return _answered(item, person, after=exercise.feedback == "instant")
    reading = READS.get(item.id, {}).get(person.profession) if exercise.id == WARD_ROUND else None
    if reading and happens(chance, 0.75):
        return reading
    key = exercise.keys[item.id]
    if happens(chance, _logistic(person.ability + _easiness(exercise, item))):
        return _weighted(key.accept, chance)
    wrong = [option for option in options if option not in key.accept] or list(key.accept)
    if key.partly and happens(chance, 0.6):
        return _weighted(key.partly, chance)
    # Those who are wrong are often wrong in the same way.
    common = Random(f"{SEED}/wrong/{item.id}").choice(wrong)  # noqa: S311
    return common if happens(chance, 0.6) else chance.choice(wrong)


def _moved(exercise: Exercise, item: Item, old: str, person: Person, chance: Random) -> str:
    """Give the answer after reasons and talk; a question is seldom answered anew."""
    if person.number == ALWAYS_BOTH or exercise.feedback == "none":
        return old
    key = exercise.keys[item.id]
    contested = len(key.accept) > 1 or "both" in key.accept
    if _right(exercise, item.id, old):
        # A good reason from the other side moves a few of them, too.
        leaves = 0.12 if contested else 0.03
        others = [*key.accept[1:], *key.partly] or [old]
        return chance.choice(others) if happens(chance, leaves) else old
    follows = 0.12 if exercise.kind == "quiz" else 0.22 if contested else 0.5
    return key.accept[0] if happens(chance, follows) else old


def _answered(item: Item, person: Person, *, after: bool) -> str:
    """Answer one of the sixteen questions; who knew it before mostly knows it at the end."""
    before, later, wrong = QUESTIONS[item.id]
    chance = person.dice(f"question/{item.id}")
    shift = 0.5 * person.ability
    knew = happens(chance, _shifted(before, shift))
    right = knew
    if after:
        weaker = person.number in KNEW_LESS_AFTERWARDS
        kept = FORGOT if weaker else KEPT
        learns = 0.1 if weaker else max(0.05, (later - kept * before) / (1 - before))
        right = happens(chance, kept if knew else _shifted(learns, shift))
    if right:
        return "a"
    others = [option.id for option in item.options if option.id not in ("a", wrong)]
    return wrong if happens(chance, 0.65) else chance.choice(others)


def _matched(
    exercise: Exercise, person: Person, chance: Random
) -> tuple[dict[str, str], dict[str, str]]:
    """Match cards with places: those who are not right have mixed up some of them."""
    right = {item.id: exercise.keys[item.id].accept[0] for item in exercise.items}
    mixed = [
        item.id
        for item in exercise.items
        if not happens(chance, _logistic(person.ability + EASINESS[item.difficulty]))
    ]
    turned = {item: right[mixed[at - 1]] for at, item in enumerate(mixed)}
    before = right | turned
    return before, right if happens(chance, 0.5) else before


def _practices(exercise: Exercise, choices: Mapping[str, str], person: Person) -> dict[str, str]:
    sides = {"leadership": (0, 4), "management": (4, 8), "both": (0, 8)}
    practices = [option["id"] for option in exercise.settings["second"]["options"]]
    found = {}
    for item, choice in choices.items():
        chance = person.dice(f"{exercise.id}/{item}/{choice}")
        first, last = sides[choice]
        fitting = [each for each in exercise.keys[item].practices if each in practices[first:last]]
        knows = fitting and happens(chance, _logistic(person.ability + 1))
        found[item] = fitting[0] if knows else chance.choice(practices[first:last])
    return found


def _sure(person: Person, chance: Random, *, right: bool) -> int:
    return max(1, min(3, round(chance.gauss((2.3 if right else 1.8) + person.bold, 0.6))))


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
        sure = {item: _sure(person, chance, right=True) for item in before}
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
        sure = {"sure": _sure(person, chance, right=True)}
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
    if exercise.id == "from-eleven-to-one":
        mean = Random(f"{SEED}/{item.id}/{name}").uniform(1.8, 4.6)  # noqa: S311
        return max(1, min(5, round(chance.gauss(mean, 0.8))))
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


def _right(exercise: Exercise, item: str, option: str) -> bool:
    return option in exercise.keys[item].accept


def _easiness(exercise: Exercise, item: Item) -> float:
    key = exercise.keys[item.id]
    own = Random(f"{SEED}/item/{item.id}").gauss(0, 0.4)  # noqa: S311
    if item.id in BELIEVED:
        return BELIEVED[item.id]
    if key.accept == ("both",):
        return CONTESTED + own / 2
    return EASINESS[item.difficulty] + own


def _weighted(options: Sequence[str], chance: Random) -> str:
    weights = [1 / (2 + place) for place in range(len(options))]
    return chance.choices(list(options), weights)[0]


def _near(value: float, width: float, chance: Random) -> int:
    return max(0, min(10, round(chance.gauss(value, width))))


def _shifted(chance: float, by: float) -> float:
    """Make a chance larger or smaller on the scale of the logit."""
    odds = chance / (1 - chance) * exp(by)
    return odds / (1 + odds)


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))
