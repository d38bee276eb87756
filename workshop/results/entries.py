"""From answers of every kind of exercise to one form: who put which item where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.results.submissions import Submission

NOWHERE: tuple[float | None, float | None] = (None, None)


class Entry(NamedTuple):
    """What one person answered to one item in one round.

    Parameters
    ----------
    option
        One of the columns that the exercise's kind names.
    sure
        How sure they were, 1 to 3; 0 where nobody said.
    x, y
        The place on an axis, or ``None``: ``x`` and ``y`` of a point on a map (0 to 10), ``x`` of a
        rating (1 to 5, or -100 to 100).
    verdict
        What it is worth; empty where nothing is right or wrong.
    profession
        What the person is; may be empty.
    """

    option: str
    sure: int
    x: float | None
    y: float | None
    verdict: str
    profession: str

    @property
    def said(self) -> tuple[object, ...]:
        """What the person answered, without what follows from it."""
        return self[:4]


People = Mapping[str, Entry]
"""Participant to entry: what one figure is made from."""

Rows = Mapping[str, People]
"""One of the rows that the exercise's kind names to who answered it."""

Rounds = Mapping[int, Rows]
"""The number of a round to what was answered in it."""


def at_each(exercise: Exercise, steps: Sequence[Sequence[Submission]]) -> tuple[list[Rounds], int]:
    """Put the answers of each step together; what did not change since is judged once.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    steps
        For each step submissions to it, each participant once in each round.

    Returns
    -------
    rounds : list
        For each step who answered what.
    passed_over : int
        How many entries of the last step concern what the exercise no longer has.
    """
    known: dict[tuple[str, int], list[tuple[Submission, dict[str, Entry], int]]] = {}
    made: list[Rounds] = []
    passed_over = 0
    for step in steps:
        passed_over = 0
        rounds: dict[int, dict[str, dict[str, Entry]]] = {}
        for each in step:
            versions = known.setdefault((each.participant, each.round), [])
            read = next((version for version in versions if version[0] == each), None)
            if read is None:
                read = (each, *_entries(exercise, each))
                versions.append(read)
            _, entries, over = read
            passed_over += over
            rows = rounds.setdefault(each.round, {})
            for row, entry in entries.items():
                if row in rows:
                    rows[row][each.participant] = entry
                else:
                    rows[row] = {each.participant: entry}
        made.append(rounds)
    return made, passed_over


def _entries(exercise: Exercise, submission: Submission) -> tuple[dict[str, Entry], int]:
    """Read one submission, and count what of it is passed over."""
    kind = KINDS[exercise.kind]
    kept = kind.prune(exercise, submission.answer)
    placed, axes = kind.placed(exercise, kept), kind.axes(exercise, kept)
    verdicts = kind.verdicts(exercise, kept) if exercise.keys else {}
    sure = kept.get("sure", {})
    # An order asks once, for the whole; the others ask for each item.
    levels = sure if isinstance(sure, Mapping) else dict.fromkeys(placed, sure)
    entries = {}
    for row, option in placed.items():
        x, y = axes.get(row, NOWHERE)
        verdict = verdicts.get(row, "")
        entries[row] = Entry(option, levels.get(row, 0), x, y, verdict, submission.profession)
    return entries, kind.size(submission.answer) - kind.size(kept)
