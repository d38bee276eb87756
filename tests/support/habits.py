"""What somebody earns who does not read: the habits that a fair key gives nothing for.

All numbers are points out of 100, and *partly* counts half, as on the boards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import permutations
from statistics import mean, median

from workshop.core.records import Exercise, Item, Option
from workshop.kinds.kind import CREDIT

FEWEST_ITEMS, FEW_PLACES = 8, 4
LONG, SHORT = 1.25, 0.8
"""A text is seen to be long or short a quarter above or below the middle of them all."""

Habit = Callable[[Item], float]


def is_keyed(exercise: Exercise) -> bool:
    """Tell whether options are chosen that have a key, and for enough items to show a habit."""
    chosen = exercise.kind in ("sort", "quiz", "map")
    return chosen and bool(exercise.keys) and len(exercise.items) >= FEWEST_ITEMS


def even_guess(exercise: Exercise) -> float:
    """Say what somebody earns, on average, who lets a dice choose among the places."""
    return _points(
        exercise,
        lambda item: mean(worth(exercise, item, o.id) for o in places(exercise.options_of(item))),
    )


def habits(exercise: Exercise) -> dict[str, float]:
    """Name each habit, and say what it earns."""
    found = _in_one_place(exercise) if exercise.options else _of_a_quiz(exercise)
    return {name: _points(exercise, habit) for name, habit in found}


def practice_habits(exercise: Exercise) -> tuple[float, dict[str, float]]:
    """Say what a dice and what one practice throughout earn at the second step."""
    ids = [option["id"] for option in exercise.settings["second"]["options"]]
    keys = [exercise.keys[item.id].practices for item in exercise.items]
    one = {f"always {id_}": 100 * mean(id_ in practices for practices in keys) for id_ in ids}
    return mean(one.values()), one


def worth(exercise: Exercise, item: Item, option: str) -> float:
    """Say what an option is worth for an item: 1, a half, or nothing."""
    key = exercise.keys[item.id]
    if option in key.accept:
        return CREDIT["match"]
    return CREDIT["partly" if option in key.partly else "differ"]


def places(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Leave out the place for those who are not sure: it is worth nothing by its nature."""
    return tuple(option for option in options if not option.unsure)


def _points(exercise: Exercise, habit: Habit) -> float:
    return 100 * mean(habit(item) for item in exercise.items)


def _in_one_place(exercise: Exercise) -> Iterator[tuple[str, Habit]]:
    """Always the same place; and one place for what looks long, or short, another for the rest."""
    ids = [option.id for option in places(exercise.options)]
    for id_ in ids:
        yield f"always {id_}", _split(exercise, set(), id_, id_)
    # Among more places than these, how long a card is says too little to go by.
    if len(ids) > FEW_PLACES:
        return
    for name, seen in _by_length(exercise.items).items():
        for one, other in permutations(ids, 2):
            habit = _split(exercise, seen, one, other)
            yield f"{name} cards {one}, the others {other}", habit


def _split(exercise: Exercise, seen: set[str], one: str, other: str) -> Habit:
    return lambda item: worth(exercise, item, one if item.id in seen else other)


def _by_length(items: tuple[Item, ...]) -> Mapping[str, set[str]]:
    lengths = {item.id: len(item.setting) + len(item.text) for item in items}
    middle = median(lengths.values())
    return {
        "long": {id_ for id_, length in lengths.items() if length >= LONG * middle},
        "short": {id_ for id_, length in lengths.items() if length <= SHORT * middle},
    }


def _of_a_quiz(exercise: Exercise) -> Iterator[tuple[str, Habit]]:
    """Always the longest answer, or the shortest; everybody has the answers in another order."""
    for name, sign in (("longest", 1), ("shortest", -1)):
        yield f"always the {name} answer", _extreme(exercise, sign)


def _extreme(exercise: Exercise, sign: int) -> Habit:
    def earned(item: Item) -> float:
        farthest = max(sign * len(option.label) for option in item.options)
        tied = [option for option in item.options if sign * len(option.label) == farthest]
        return mean(worth(exercise, item, option.id) for option in tied)

    return earned
