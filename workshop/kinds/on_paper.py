"""Strips to cut out, and their key: what the kinds that are printed so have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.core.letters import lettered
from workshop.core.plain import NOTHING
from workshop.core.records import Exercise, Item, Option
from workshop.kinds.sheet import Sheet


def strips(
    exercise: Exercise, lead: str, acts: Sequence[Option], phases: Sequence[Option] = ()
) -> Sheet:
    """Make a sheet of strips, one for each item, to cut out and to lay in order.

    Parameters
    ----------
    exercise
        The exercise.
    lead
        What to do.
    acts
        What each item may be, to be ticked.
    phases
        The headings to lay the strips under.

    Returns
    -------
    Sheet
        The sheet.
    """
    more = {"steps": lettered(exercise), "acts": acts, "phases": phases}
    return Sheet("strips.html", exercise, lead, more=more)


def act_of(exercise: Exercise | None, item: Item, practices: Mapping[str, str]) -> str:
    """Say who is leading or managing in a step, and which practices it may be.

    Parameters
    ----------
    exercise
        The sort of the steps, if there is one.
    item
        The step.
    practices
        The id of each practice, and its name.

    Returns
    -------
    str
        The options that are right, and below them the practices; or a dash.
    """
    key = exercise.keys.get(item.id) if exercise else None
    if not exercise or not key:
        return NOTHING
    labels = {option.id: option.label for option in exercise.options}
    accepted = " / ".join(labels[id_] for id_ in key.accept)
    return "\n".join((accepted, ", ".join(practices[id_] for id_ in key.practices)))


def why_of(item: Item, *exercises: Exercise | None) -> str:
    """Give the reasons for an item, those of each exercise on a line of its own, or a dash."""
    keys = [each.keys.get(item.id) for each in exercises if each]
    return "\n".join(key.why for key in keys if key and key.why) or NOTHING
