"""How far somebody got with an exercise: nothing yet, begun, or finished."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from workshop.kinds import KINDS
from workshop.records import Exercise

State = Literal["open", "begun", "finished"]
STATES: tuple[State, ...] = get_args(State)


def state(exercise: Exercise, answer: Mapping[str, Any]) -> State:
    """Say how far an answer got.

    Parameters
    ----------
    exercise
        The exercise.
    answer
        The answer.

    Returns
    -------
    str
        ``finished`` when everything that it asks was answered and, where the reasons are to be
        asked for, they were; ``begun`` when anything was; else ``open``.
    """
    kind = KINDS[exercise.kind]
    judged = kind.judge(exercise, answer)
    asked_for = exercise.feedback != "on-check" or answer.get("checked") is True
    if judged.items and judged.answered >= judged.items and asked_for:
        return "finished"
    return "begun" if kind.size(answer) else "open"
