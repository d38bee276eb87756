"""What figures ask of a kind: the numbers of one person's answer that can be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workshop.core.records import Exercise


class Chosen(NamedTuple):
    """What the rows of an answer chose from a list.

    Parameters
    ----------
    options
        The options in their order: each with ``id``, ``label`` and, where it has one, ``side``.
    counts
        Option id to how many rows chose it; under an empty id the rows that chose none.
    """

    options: Sequence[Mapping[str, str]]
    counts: Counter[str]


class Averages(NamedTuple):
    """What the ratings of one pass come to.

    A mean counts when at least two thirds of what it is made of is there: the ratings of a group,
    the groups of a side. ``"na"`` counts as not rated. These rules and limits are a convention
    of this workshop, not validated.

    Parameters
    ----------
    means
        Group id to the mean of its ratings, 1 to 5; ``None`` where there are not enough.
    lead, manage
        The mean of the groups with this side, 1 to 5, or ``None``.
    balance
        ``lead - manage``, or ``None``.
    to_work_on
        The groups whose mean is below 3.0.
    even
        Whether the balance is under 0.5 either way, or ``None``.
    """

    means: Mapping[str, float | None]
    lead: float | None
    manage: float | None
    balance: float | None
    to_work_on: tuple[str, ...]
    even: bool | None


class Played(NamedTuple):
    """Where decisions led.

    Parameters
    ----------
    states
        After each decision: gauge id to its value, 0 to 100.
    ends
        The label of each pure strategy to where it ends.
    """

    states: Sequence[Mapping[str, int]]
    ends: Mapping[str, Mapping[str, int]]


class Drawn:
    """What of an answer of one kind of exercise can be drawn; by default nothing."""

    def chosen(self, exercise: Exercise, kept: Mapping[str, Any]) -> Chosen | None:
        """Count what rows chose.

        Parameters
        ----------
        exercise
            The exercise.
        kept
            An answer that fits the exercise.

        Returns
        -------
        Chosen or None
            The counts; ``None`` where no row chooses anything.
        """
        del exercise, kept
        return None

    def averages(self, exercise: Exercise, kept: Mapping[str, Any]) -> Mapping[str, Averages]:
        """Work out means by group.

        Parameters
        ----------
        exercise, kept
            As for :meth:`chosen`.

        Returns
        -------
        mapping
            Pass id to what its ratings come to; empty where there are no groups.
        """
        del exercise, kept
        return {}

    def played(self, exercise: Exercise, kept: Mapping[str, Any]) -> Played | None:
        """Work out where decisions led.

        Parameters
        ----------
        exercise, kept
            As for :meth:`chosen`.

        Returns
        -------
        Played or None
            The gauges; ``None`` where there are none.
        """
        del exercise, kept
        return None
