"""What an answer is worth, and why: pure functions, whatever the kind of exercise."""

from __future__ import annotations

from workshop.core.records import Exercise, ItemFeedback, Judgement
from workshop.kinds import KINDS


def feedback_table(exercise: Exercise) -> dict[str, ItemFeedback]:
    """Work out the verdict of every item and option, and each item's reasons once.

    Parameters
    ----------
    exercise
        The exercise with its keys.

    Returns
    -------
    dict
        Item id to its feedback, in the order of the items; empty where there is no key.
    """
    return KINDS[exercise.kind].feedback(exercise)


def judge(exercise: Exercise, answer: object) -> Judgement:
    """Judge an answer.

    Parameters
    ----------
    exercise
        The exercise with its keys.
    answer
        Any object. Items and options that the exercise does not know are passed over; an item
        without an answer counts nothing.

    Returns
    -------
    Judgement
        Each item's verdict, and the score from 0 to 1; no score where nothing is right or wrong.
    """
    kind = KINDS[exercise.kind]
    return kind.judge(exercise, kind.prune(exercise, answer))
