"""What people answered, as a flat list: the same from files that were carried, or a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from workshop.answers.carry import Carried, people_at
from workshop.answers.first import at_first, voted_first
from workshop.answers.record import moment
from workshop.core.records import FEWEST, Exercise, playing
from workshop.kinds import KINDS

FIRST, NOW = 1, 2
WITH_REASONS = ("instant", "on-check")


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
        1, what was said first; or 2, after reasons or a discussion.
    moment
        When it was answered, with a time zone. It only tells which of two answers is newer.
    answer
        The answer, as the exercise's kind describes it.
    people
        How many people gave it together, at one device; see :mod:`workshop.results.sharing`.
    """

    participant: str
    profession: str
    exercise: str
    round: int
    moment: datetime
    answer: Mapping[str, Any]
    people: int = 1
    _exercise: Exercise | None = field(default=None, init=False, repr=False, compare=False)
    _kept: Mapping[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def kept(self, exercise: Exercise) -> Mapping[str, Any]:
        """Give what the exercise still knows of the answer; the same each time.

        Parameters
        ----------
        exercise
            The exercise as it is today.

        Returns
        -------
        mapping
            An answer that fits it; the answer itself where all of it does.
        """
        if self._exercise is not exercise:
            kept = KINDS[exercise.kind].prune(exercise, self.answer)
            # Only remembered, since several parts of the results ask for it.
            object.__setattr__(self, "_kept", self.answer if kept == self.answer else kept)
            object.__setattr__(self, "_exercise", exercise)
        return self._kept


def from_carried(carried: Sequence[Carried], exercises: Mapping[str, Exercise]) -> list[Submission]:
    """Read the submissions out of participants' files.

    Parameters
    ----------
    carried
        What the files hold.
    exercises
        The exercises of the workshop: id to exercise. Answers to others are passed over.

    Returns
    -------
    list of Submission
        For each participant and exercise the newest answer, whatever the order of the files: in
        round 1 as it was before its reasons were seen, or before a room voted again; in round 2 as
        it stands, where an exercise gives reasons, or somebody changed their first vote. The
        profession is the one of the newest answer to the exercise with the role ``about``; and a
        table that shares a device is as many people as it said in the room.
    """
    every = [
        Submission(file.participant, "", id_, NOW, moment(record), record)
        for file in carried
        for id_, record in file.records.items()
        if id_ in exercises
    ]
    firsts = _first_votes(every, exercises)
    found, shared = newest(every), people_at(carried)
    voted_twice = {id_ for _, id_ in firsts if not exercises[id_].private}
    about = playing("about", exercises)
    professions = {
        each.participant: _profession(each) for each in found if about and each.exercise == about.id
    }
    return [
        replace(
            each,
            profession=professions.get(each.participant, ""),
            round=number,
            answer=answer,
            # A table can say together where a card belongs; it cannot rate each of its people.
            people=shared[each.participant] if exercise.fewest == FEWEST else 1,
        )
        for each in found
        for exercise in (exercises[each.exercise],)
        for number, answer in _rounds(
            exercise,
            each.answer["answer"],
            firsts.get((each.participant, each.exercise), {}),
            twice=each.exercise in voted_twice,
        )
    ]


def _first_votes(
    every: Iterable[Submission], exercises: Mapping[str, Exercise]
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Gather the first choices of each person in each exercise, of those that changed some."""
    records: dict[tuple[str, str], list[Submission]] = {}
    for each in every:
        if each.answer.get("first"):
            records.setdefault((each.participant, each.exercise), []).append(each)
    firsts = {
        (who, id_): voted_first(exercises[id_], [each.answer for each in sorted(those, key=_age)])
        for (who, id_), those in records.items()
    }
    return {key: first for key, first in firsts.items() if first}


def _profession(submission: Submission) -> str:
    fields = submission.answer["answer"].get("fields")
    given = fields.get("profession") if isinstance(fields, Mapping) else None
    return given if isinstance(given, str) else ""


def _rounds(
    exercise: Exercise, answer: Mapping[str, Any], first: Mapping[str, Any], *, twice: bool
) -> list[tuple[int, Mapping[str, Any]]]:
    voted = (FIRST, at_first(answer, first))
    # Who left an answer as it was has said the same again.
    twice = twice or bool(exercise.feedback in WITH_REASONS and exercise.keys)
    return [voted, (NOW, answer)] if twice else [voted]


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
    # Most differ in time, and the rest takes longer to compare.
    if one.moment != other.moment:
        return one.moment > other.moment
    return _age(one) > _age(other)


def _age(submission: Submission) -> tuple[datetime, str, str]:
    said = json.dumps(submission.answer, sort_keys=True, default=str)
    return submission.moment, said, submission.profession
