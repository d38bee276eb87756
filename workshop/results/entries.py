"""From answers of every kind of exercise to one form: who put which item where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern
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


def at_each(exercise: Exercise, steps: Sequence[Sequence[Submission]]) -> list[Rounds]:
    """Put the answers of each step together; what did not change since is judged once.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    steps
        For each step submissions to it, each participant once in each round.

    Returns
    -------
    list
        For each step what was answered.
    """
    known: dict[str, list[tuple[Mapping[str, Any], Said]]] = {}
    made: list[Rounds] = []
    for step in steps:
        rounds: dict[int, list[tuple[Submission, Said]]] = {}
        for each in step:
            versions = known.setdefault(each.participant, [])
            # Many leave an answer as it is, from step to step and from round to round.
            said = next((said for answer, said in versions if answer == each.answer), None)
            if said is None:
                said = _said(exercise, each.kept(exercise))
                versions.append((each.answer, said))
            rounds.setdefault(each.round, []).append((each, said))
        made.append({number: _rows(there) for number, there in rounds.items()})
    return made


def _said(exercise: Exercise, kept: Mapping[str, Any]) -> Said:
    kind = KINDS[exercise.kind]
    placed = kind.placed(exercise, kept)
    sure = kept.get("sure", {})
    return Said(
        # Each id once in memory, or counting would look for them all over it.
        {intern(row): intern(option) for row, option in placed.items()},
        # An order asks once, for the whole; the others ask for each item.
        sure if isinstance(sure, Mapping) else dict.fromkeys(placed, sure),
        kind.axes(exercise, kept),
        kind.verdicts(exercise, kept) if exercise.keys else {},
    )


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
