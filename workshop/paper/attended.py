"""The record of attendance, filled in: which sessions somebody took part in, and their plan.

It says what a ministry asks for, and never how well: no score and no answer is in it. A page
without a program behind it makes the same (``js/src/hosts/browser/attended.ts``), with the same
examples.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from workshop.core.records import Chapter, Exercise
from workshop.paper.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Attended:
    """What somebody took part in.

    Parameters
    ----------
    sessions
        The sessions in which something was answered: number, title, and the minutes that a group
        needs; nothing where no run sheet says how many.
    hours, minutes
        How long these are together.
    planned
        Whether a plan was begun.
    again
        Whether it was looked at again.
    """

    sessions: tuple[tuple[str, str, int | None], ...]
    hours: int
    minutes: int
    planned: bool
    again: bool


def attended(
    chapters: Iterable[Chapter],
    minutes: Mapping[str, int],
    exercises: Iterable[Exercise],
    answered: Collection[str],
) -> Attended | None:
    """Gather what a record of attendance says.

    Parameters
    ----------
    chapters
        The sessions, in their order.
    minutes
        How long each takes, by its number.
    exercises
        All exercises.
    answered
        The ids of those to which something was answered.

    Returns
    -------
    Attended
        Or nothing, where nothing was answered.
    """
    mine = [each for each in exercises if each.id in answered]
    numbers = {each.session for each in mine}
    there = tuple(
        (c.number, c.title, minutes.get(c.number)) for c in chapters if c.number in numbers
    )
    if not there:
        return None
    hours, left = divmod(sum(each or 0 for _, _, each in there), 60)
    planned, again = (any(each.role == role for each in mine) for role in ("plan", "plan-again"))
    return Attended(there, hours, left, planned, again)


def recorded(shelf: Shelf) -> Attended | None:
    """Gather it from somebody's answers.

    Parameters
    ----------
    shelf
        The answers.

    Returns
    -------
    Attended
        Or nothing, where nothing was answered.
    """
    answered = {id_ for id_ in shelf.exercises if shelf.read(id_)}
    library = shelf.library
    return attended(library.chapters(), library.minutes(), shelf.exercises.values(), answered)
