"""What a device is sent: nothing that says what is right, until the room learns why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from workshop.content.library import Library
from workshop.core.records import Exercise, Item, Option
from workshop.kinds import KINDS
from workshop.pages.sent import spec_of
from workshop.pages.site import KEYS
from workshop.room.asking import asked_now
from workshop.room.stage import Moment, Stage

_ASKS: Mapping[Moment, str] = {
    "between": "ask-between",
    "think": "ask-think",
    "look": "ask-look",
    "again": "ask-again",
    "why": "ask-why",
}


def told(library: Library, exercise_id: str, *, held: bool) -> dict[str, Any]:
    """Gather what a device is sent.

    Parameters
    ----------
    library
        The content.
    exercise_id
        The exercise.
    held
        Whether its reasons are not to be known yet.

    Returns
    -------
    dict
        As :func:`workshop.pages.sent.spec_of`; while it is held without what says what is right,
        also by the order in which things stand.

    Raises
    ------
    ContentError
        When the exercise has a fault.
    """
    exercise = _shuffled(library.exercise(exercise_id), held=held)
    spec = spec_of(library, exercise)
    if not held:
        return spec
    return {name: value for name, value in spec.items() if name not in KEYS} | {"held": True}


def told_of_stage(
    stage: Stage, plan: Sequence[str], exercises: Mapping[str, Exercise], words: Mapping[str, str]
) -> dict[str, Any]:
    """Gather what is sent of a stage: the same to everybody.

    Parameters
    ----------
    stage
        Where the room is.
    plan
        The ids of the room's exercises.
    exercises
        The exercises of the workshop: id to exercise.
    words
        The section ``live`` of the words.

    Returns
    -------
    dict
        What is sent.
    """
    exercise = exercises.get(stage.exercise)
    return {
        "number": stage.number,
        "exercise": stage.exercise,
        "card": stage.card,
        "moment": stage.moment,
        "ends": stage.ends,
        "ask": words[_ASKS[stage.moment]],
        "title": exercise.title if exercise else "",
        "held": [each for each in plan if each not in stage.opened],
        "opened": list(stage.opened),
        "looked": list(stage.looked),
        "words": asked_now(stage, exercises),
    }


def _shuffled(exercise: Exercise, *, held: bool) -> Exercise:
    """Let no order tell anything; an option keeps its place, or it would move under a finger."""
    items: Sequence[Item] = [
        replace(item, options=tuple(sorted(item.options, key=_lot(exercise, item))))
        for item in exercise.items
    ]
    # Where the right order is asked for, the file has it. Its rules go by the places in the file.
    if held and KINDS[exercise.kind].SHUFFLED:
        items = sorted(items, key=lambda item: crc32(f"{exercise.id}/{item.id}".encode()))
    return replace(exercise, items=tuple(items))


def _lot(exercise: Exercise, item: Item) -> Any:  # noqa: ANN401 - a key to sort by
    def lot(option: Option) -> int:
        return crc32(f"{exercise.id}/{item.id}/{option.id}".encode())

    return lot
