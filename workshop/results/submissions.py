"""What people answered, as a flat list: the same from files that were carried, or a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop.carry import Carried
from workshop.storage import moment


@dataclass(frozen=True, slots=True)
class Submission:
    """One participant's answer to one exercise in one round.

    Parameters
    ----------
    participant
        The participant's random id.
    profession
        What they are; may be empty.
    exercise
        The exercise's id.
    round
        1, or 2 after the discussion.
    moment
        When it was answered, with a time zone. It only tells which of two answers is newer.
    answer
        The answer, as the exercise's kind describes it.
    """

    participant: str
    profession: str
    exercise: str
    round: int
    moment: datetime
    answer: Mapping[str, Any]


def from_carried(carried: Sequence[Carried]) -> list[Submission]:
    """Read the submissions out of participants' files.

    Parameters
    ----------
    carried
        What the files hold. Files say no profession, and their answers are of the first round.

    Returns
    -------
    list of Submission
        One for each participant and exercise: the newest, whatever the order of the files.
    """
    return newest(
        Submission(file.participant, "", id_, 1, moment(record), record["answer"])
        for file in carried
        for id_, record in file.records.items()
    )


def newest(submissions: Iterable[Submission]) -> list[Submission]:
    """Keep one submission for each participant, exercise and round.

    Parameters
    ----------
    submissions
        Any number, in any order.

    Returns
    -------
    list of Submission
        The newest ones, sorted by participant, exercise and round. Of two that are as new, every
        computer keeps the same one.
    """
    kept: dict[tuple[str, str, int], Submission] = {}
    for each in submissions:
        place = (each.participant, each.exercise, each.round)
        if place not in kept or _wins(each, kept[place]):
            kept[place] = each
    return [kept[place] for place in sorted(kept)]


def _wins(one: Submission, other: Submission) -> bool:
    if one.moment != other.moment:
        return one.moment > other.moment
    return _rank(one) > _rank(other)


def _rank(submission: Submission) -> tuple[str, str]:
    return json.dumps(submission.answer, sort_keys=True, default=str), submission.profession
