"""How far somebody got with an exercise: nothing yet, begun, or finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from workshop.core.records import Chapter, Exercise
from workshop.kinds import KINDS

State = Literal["open", "begun", "finished"]
STATES: tuple[State, ...] = get_args(State)


def state(exercise: Exercise, kept: Mapping[str, Any]) -> State:
    """Say how far an answer got.

    Parameters
    ----------
    exercise
        The exercise.
    kept
        An answer that fits the exercise.

    Returns
    -------
    str
        ``finished`` when everything that it asks was answered and, where the reasons are to be
        asked for, they were; ``begun`` when anything was; else ``open``.
    """
    kind = KINDS[exercise.kind]
    judged = kind.judge(exercise, kept)
    asked_for = exercise.feedback != "on-check" or kept.get("checked") is True
    if judged.items and judged.answered >= judged.items and asked_for:
        return "finished"
    return "begun" if kind.size(kept) else "open"


def finished(chapters: Iterable[Chapter], states: Mapping[str, State]) -> tuple[int, int]:
    """Count the exercises that are finished, as the header of each session does.

    Parameters
    ----------
    chapters
        The sessions.
    states
        How far each exercise got, by id.

    Returns
    -------
    tuple of int
        How many are finished, of how many; those for whoever wants more are not counted.
    """
    counted = [id_ for chapter in chapters for id_ in chapter.counted]
    return sum(states.get(id_) == "finished" for id_ in counted), len(counted)
