"""From answers of every kind of exercise to one form: who put which item where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.results.submissions import Submission


@dataclass(frozen=True, slots=True)
class Said:
    """What one person answered in one round. A row is one of those that the kind names.

    Parameters
    ----------
    placed
        Row to option, one of the columns that the kind names.
    sure
        Row to how sure they were, 1 to 3; those where they said so.
    axes
        Row to the place on the axes, ``x`` and ``y`` of a point on a map (0 to 10), or ``x`` of a
        rating (1 to 5, or -100 to 100).
    verdicts
        Row to what it is worth, of those where something is right or wrong.
    profession
        What the person is; may be empty.
    """

    placed: Mapping[str, str]
    sure: Mapping[str, int]
    axes: Mapping[str, tuple[float, float | None]]
    verdicts: Mapping[str, str]
    profession: str

    def at(self, row: str) -> tuple[object, ...]:
        """Give all that was answered in a row, without what follows from it."""
        return self.placed[row], self.sure.get(row, 0), self.axes.get(row)


People = Mapping[str, Said]
"""Participant to what they said: whom one figure is about."""

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
    known: dict[tuple[str, int], list[tuple[Submission, Said, int]]] = {}
    made: list[Rounds] = []
    passed_over = 0
    for step in steps:
        passed_over = 0
        rounds: dict[int, dict[str, dict[str, Said]]] = {}
        for each in step:
            versions = known.setdefault((each.participant, each.round), [])
            read = next((version for version in versions if version[0] == each), None)
            if read is None:
                read = (each, *_said(exercise, each))
                versions.append(read)
            _, said, over = read
            passed_over += over
            rows = rounds.setdefault(each.round, {})
            for row in said.placed:
                if row in rows:
                    rows[row][each.participant] = said
                else:
                    rows[row] = {each.participant: said}
        made.append(rounds)
    return made, passed_over


def _said(exercise: Exercise, submission: Submission) -> tuple[Said, int]:
    """Read one submission, and count what of it is passed over."""
    kind = KINDS[exercise.kind]
    kept = submission.kept(exercise)
    placed = kind.placed(exercise, kept)
    sure = kept.get("sure", {})
    said = Said(
        placed,
        # An order asks once, for the whole; the others ask for each item.
        sure if isinstance(sure, Mapping) else dict.fromkeys(placed, sure),
        kind.axes(exercise, kept),
        kind.verdicts(exercise, kept) if exercise.keys else {},
        submission.profession,
    )
    gone = kept is not submission.answer
    return said, kind.size(submission.answer) - kind.size(kept) if gone else 0
