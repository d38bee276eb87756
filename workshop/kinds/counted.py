"""What results ask of a kind: what is counted of an answer, and by what names."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any, ClassVar

from workshop.core.records import Exercise, Item

ON_THE_LINE = "on-the-line"
"""Where somebody chose between options, and took none of them."""

LOWEST, BINS, WIDTH = -100, 10, 20
OPINIONS = tuple(
    f"{low} to {low + WIDTH - (number < BINS - 1)}"
    for number, low in enumerate(range(LOWEST, LOWEST + BINS * WIDTH, WIDTH))
)
"""The ten bins of a line of opinion: the last one holds 100 too, and 0 is in the sixth."""


class Counted:
    """How answers of one kind of exercise are counted."""

    OVER_ALL: ClassVar[bool] = False
    """Whether it says something how often each option was chosen over all items."""

    def rows(self, exercise: Exercise) -> list[str]:
        """Name what results count by: all that is answered, in its order.

        Parameters
        ----------
        exercise
            The exercise.

        Returns
        -------
        list of str
            Item ids; where each item is answered several times, ``part/item``.
        """
        return [item.id for item in exercise.items]

    def columns(self, exercise: Exercise) -> list[str]:
        """Name what results count, as :meth:`rows` does: all that can be answered, in its order.

        Returns
        -------
        list of str
            Option ids, those of single items after the shared ones.
        """
        own = chain.from_iterable(item.options for item in exercise.items)
        return list(dict.fromkeys(option.id for option in chain(exercise.options, own)))

    def placed(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
        """Say what was answered, for results.

        Parameters
        ----------
        exercise
            The exercise.
        kept
            An answer that fits the exercise.

        Returns
        -------
        dict
            One of :meth:`rows` to one of :meth:`columns`; empty where nothing is counted.
        """
        del exercise, kept
        return {}

    def axes(
        self, exercise: Exercise, kept: Mapping[str, Any]
    ) -> Mapping[str, tuple[float, float | None]]:
        """Say where on its axes an answer lies, for the means in results.

        Parameters
        ----------
        exercise, kept
            As for :meth:`placed`.

        Returns
        -------
        mapping
            Those of :meth:`placed` to x and y, y being ``None`` where there is one axis; empty
            where there is none.
        """
        del exercise, kept
        return {}

    def filled(self, exercise: Exercise, kept: Mapping[str, Any]) -> float | None:
        """Say how much of what can be written was written.

        Parameters
        ----------
        exercise, kept
            As for :meth:`placed`.

        Returns
        -------
        float or None
            The share of its fields, above 0; ``None`` where nothing was, or nothing can be.
        """
        del exercise, kept
        return None

    def ended(
        self, exercise: Exercise, kept: Mapping[str, Any]
    ) -> tuple[tuple[str, ...], Mapping[str, int]] | None:
        """Say where the gauges stood at the end.

        Parameters
        ----------
        exercise, kept
            As for :meth:`placed`.

        Returns
        -------
        tuple or None
            All decisions that led there, and gauge id to value; ``None`` before the end, or where
            there are no gauges.
        """
        del exercise, kept
        return None

    def called(self, item: Item) -> str:
        """Say what an item is called where it stands without its board.

        Parameters
        ----------
        item
            The item.

        Returns
        -------
        str
            Its text.
        """
        return item.text
