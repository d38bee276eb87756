"""From answers of every kind of exercise to one form: who put which item where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.results.submissions import Submission

V = TypeVar("V")
Place = tuple[float, float | None]


class Said(NamedTuple):
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
    """

    placed: Mapping[str, str]
    sure: Mapping[str, int]
    axes: Mapping[str, Place]
    verdicts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """What people answered in one row of one round: whom its figures are about.

    Parameters
    ----------
    placed, sure, axes, verdicts
        As in :class:`Said`, by participant; those who answered the row are those in ``placed``.
    professions
        What each participant of the round is; may be empty.
    """

    placed: Mapping[str, str]
    sure: Mapping[str, int]
    axes: Mapping[str, Place]
    verdicts: Mapping[str, str]
    professions: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.placed)

    def answers(self) -> dict[str, tuple[object, ...]]:
        """Give all that each person answered, without what follows from it."""
        return {
            who: (option, self.sure.get(who, 0), self.axes.get(who))
            for who, option in self.placed.items()
        }


NOBODY = Row({}, {}, {}, {}, {})
"""A row that nobody answered."""

Rows = Mapping[str, Row]
"""One of the rows that the exercise's kind names to what was answered in it."""

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
        For each step what was answered.
    passed_over : int
        How many entries of the last step concern what the exercise no longer has.
    """
    known: dict[str, list[tuple[Mapping[str, Any], Said, int]]] = {}
    made: list[Rounds] = []
    passed_over = 0
    for step in steps:
        passed_over = 0
        rounds: dict[int, list[tuple[Submission, Said]]] = {}
        for each in step:
            versions = known.setdefault(each.participant, [])
            # Many leave an answer as it is, from step to step and from round to round.
            read = next((one for one in versions if one[0] == each.answer), None)
            if read is None:
                read = (each.answer, *_said(exercise, each))
                versions.append(read)
            _, said, over = read
            passed_over += over
            rounds.setdefault(each.round, []).append((each, said))
        made.append({number: _rows(there) for number, there in rounds.items()})
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
    )
    gone = kept is not submission.answer
    return said, kind.size(submission.answer) - kind.size(kept) if gone else 0


def _rows(there: Sequence[tuple[Submission, Said]]) -> Rows:
    """Turn what each person answered into what was answered in each row."""
    people = {each.participant: said for each, said in there}
    professions = {each.participant: each.profession for each, _ in there}
    placed = _turned({who: said.placed for who, said in people.items()})
    sure = _turned({who: said.sure for who, said in people.items()})
    axes = _turned({who: said.axes for who, said in people.items()})
    verdicts = _turned({who: said.verdicts for who, said in people.items()})
    return {
        row: Row(placed[row], sure[row], axes[row], verdicts[row], professions)
        for row in list(placed)
    }


def _turned(people: Mapping[str, Mapping[str, V]]) -> Mapping[str, Mapping[str, V]]:
    """Turn person to row to value into row to person to value; none for any other row."""
    rows: defaultdict[str, dict[str, V]] = defaultdict(dict)
    for who, values in people.items():
        for row, value in values.items():
            rows[row][who] = value
    return rows
