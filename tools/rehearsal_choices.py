"""What the invented people choose when they sort cards and answer questions, made from the keys.

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
    how_sure,
)
from workshop.core.records import Exercise, Item

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
    "compare-with-yesterday": {"nurse-or-midwife": "management", "doctor": "neither"},
    "greet-at-eye-level": {"nurse-or-midwife": "neither", "doctor": "leadership"},
    "read-the-safety-list": {"nurse-or-midwife": "both", "doctor": "management"},
}
WARD_ROUND = "the-round-practice-by-practice"

# The chance to be right before and after, and the wrong answer that most who are wrong give.
QUESTIONS = {
    "kotters-contrast": (0.30, 0.40, "b"),
    "three-managing-functions": (0.72, 0.92, "b"),
    "a-shy-optician": (0.70, 0.90, "c"),
    "three-departments-one-goal": (0.62, 0.86, "b"),
    "the-chlorine-test": (0.60, 0.84, "a"),
    "the-blood-typing-test": (0.30, 0.42, "b"),
    "what-organising-provides": (0.70, 0.90, "c"),
    "wasted-blood-bags": (0.85, 0.97, "b"),
    "the-drive-home": (0.30, 0.38, "b"),
    "a-hospice-says-no": (0.72, 0.90, "a"),
    "a-plan-for-the-night": (0.62, 0.86, "a"),
    "the-generator": (0.68, 0.88, "b"),
    "a-school-without-questions": (0.66, 0.86, "d"),
    "a-youth-clinic": (0.74, 0.92, "a"),
    "behind-the-curtain": (0.78, 0.95, "a"),
    "order-of-the-challenge-model": (0.45, 0.86, "b"),
    # The second form, question by question.
    "eye-hospital-grows": (0.30, 0.40, "a"),
    "where-mothers-wait": (0.72, 0.92, "b"),
    "two-units-one-result": (0.70, 0.90, "b"),
    "no-child-learns-hungry": (0.62, 0.86, "c"),
    "stained-sheets": (0.60, 0.84, "a"),
    "new-dental-assistant": (0.30, 0.42, "a"),
    "mental-health-visits": (0.70, 0.90, "a"),
    "babies-with-a-certificate": (0.85, 0.97, "b"),
    "reading-one-register": (0.32, 0.44, "a"),
    "six-good-ideas": (0.72, 0.90, "a"),
    "wound-care-round": (0.62, 0.86, "a"),
    "the-thank-you-calls": (0.68, 0.88, "b"),
    "hearing-clinic": (0.66, 0.86, "a"),
    "nets-twice": (0.74, 0.92, "a"),
    "when-residents-sleep": (0.78, 0.95, "b"),
    "nutrition-team": (0.45, 0.86, "a"),
}
KEPT, FORGOT = 0.94, 0.62


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
            item.id: how_sure(person, chance, right=_right(exercise, item.id, before[item.id]))
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
        right = exercise.keys[item.id].accept[0]
        return _answered(item, right, person, after=exercise.feedback == "instant")
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


def _answered(item: Item, key: str, person: Person, *, after: bool) -> str:
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
        return key
    others = [option.id for option in item.options if option.id not in (key, wrong)]
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
    sides = {"leadership": (0, 4), "management": (4, 8), "both": (0, 8), "neither": (0, 8)}
    practices = [option["id"] for option in exercise.settings["second"]["options"]]
    found = {}
    for item, choice in choices.items():
        chance = person.dice(f"{exercise.id}/{item}/{choice}")
        first, last = sides[choice]
        fitting = [each for each in exercise.keys[item].practices if each in practices[first:last]]
        knows = fitting and happens(chance, _logistic(person.ability + 1))
        found[item] = fitting[0] if knows else chance.choice(practices[first:last])
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


def _shifted(chance: float, by: float) -> float:
    """Make a chance larger or smaller on the scale of the logit."""
    odds = chance / (1 - chance) * exp(by)
    return odds / (1 + odds)


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))
