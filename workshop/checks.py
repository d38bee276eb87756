"""What an answer is worth, and why: pure functions, the only place that knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.kinds import KINDS
from workshop.records import Exercise, Verdict

CREDIT: Mapping[Verdict, float] = {"match": 1.0, "partly": 0.5, "differ": 0.0}


@dataclass(frozen=True, slots=True)
class ItemFeedback:
    """What one item says to somebody who answered it.

    Parameters
    ----------
    verdicts
        Option id to verdict, for every option.
    best
        The options with full credit, what most would say first.
    why, tips, reasons, sources
        As in the item's key; ``reasons`` by option id.
    """

    verdicts: Mapping[str, Verdict]
    best: tuple[str, ...]
    why: str
    tips: str
    reasons: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an answer is worth.

    Parameters
    ----------
    verdicts
        Item id to verdict, for the answered items.
    answered, items
        How many items were answered, and how many there are.
    score
        The credit of all items, from 0 to 1: full for a match, half for partly.
    """

    verdicts: Mapping[str, Verdict]
    answered: int
    items: int
    score: float


def feedback_table(exercise: Exercise) -> dict[str, ItemFeedback]:
    """Work out the verdict of every item and option, and each item's reasons once.

    Parameters
    ----------
    exercise
        The exercise with its keys.

    Returns
    -------
    dict
        Item id to its feedback, in the order of the items.
    """
    verdict = KINDS[exercise.kind].verdict
    return {
        item.id: ItemFeedback(
            verdicts={
                o.id: verdict(exercise.keys[item.id], o.id) for o in exercise.options_of(item)
            },
            best=exercise.keys[item.id].accept,
            why=exercise.keys[item.id].why,
            tips=exercise.keys[item.id].tips,
            reasons=dict(exercise.keys[item.id].reasons),
            sources=exercise.keys[item.id].sources,
        )
        for item in exercise.items
    }


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
        Each item's verdict, and the score from 0 to 1.
    """
    verdicts = KINDS[exercise.kind].verdicts(exercise, answer)
    count = len(exercise.items)
    credit = sum(CREDIT[verdict] for verdict in verdicts.values())
    return Judgement(verdicts, len(verdicts), count, credit / count if count else 0.0)
