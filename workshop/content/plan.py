"""What the package that people have time for has: minutes for each activity, and exercises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop.content.run_sheets import Package, Part, RunSheet
from workshop.core.records import Chapter


def minutes(sheet: RunSheet, part: Part | None) -> tuple[int, ...]:
    """Divide the time of a session among its activities.

    Parameters
    ----------
    sheet
        The run sheet of the session.
    part
        The session within a package; nothing when it is run at its full length.

    Returns
    -------
    tuple of int
        Minutes for each activity of the sheet, in their order: 0 for those that the package leaves
        out, at least 1 for the others. Together they are the minutes of the part: each activity
        is shortened, or made longer, in proportion, and whole minutes go where most was cut off.
        What the part fixes for an exercise goes to its activities; the others share the rest.
    """
    if part is None:
        return tuple(activity.minutes for activity in sheet.activities)
    chosen = [
        activity.minutes
        if not part.exercises or not activity.exercise or activity.exercise in part.exercises
        else 0
        for activity in sheet.activities
    ]
    fixed = dict(part.fixed)
    rest = part.minutes - sum(fixed.values())
    given = [0] * len(chosen)
    for exercise in (*fixed, ""):
        places = [
            place
            for place, activity in enumerate(sheet.activities)
            if (activity.exercise if activity.exercise in fixed else "") == exercise
        ]
        shares = _share(fixed.get(exercise, rest), [chosen[place] for place in places])
        for place, share in zip(places, shares, strict=True):
            given[place] = share
    return tuple(given)


def _share(minutes: int, among: Sequence[int]) -> list[int]:
    """Divide minutes in proportion, with at least one for each that is not 0."""
    whole = sum(among)
    exact = [minutes * each / whole for each in among]
    given = [max(1, int(each)) if each else 0 for each in exact]
    # The minutes that rounding down left over, to those that lost most by it.
    by_loss = sorted(range(len(given)), key=lambda place: given[place] - exact[place])
    for place in by_loss[: max(0, minutes - sum(given))]:
        given[place] += 1
    # Where each has one at least, it may be too many: from those that lost least.
    while sum(given) > minutes:
        place = max(
            (place for place in by_loss if given[place] > 1),
            key=lambda place: given[place] - exact[place],
        )
        given[place] -= 1
    return given


def exercises(package: Package, chapters: Iterable[Chapter]) -> tuple[str, ...]:
    """List the exercises of a package.

    Parameters
    ----------
    package
        The package.
    chapters
        The sessions.

    Returns
    -------
    tuple of str
        Their ids, in the order of its parts; of a part that names none, all of its session.
    """
    known = {each.number: each.exercises for each in chapters}
    each = (part.exercises or known[part.session] for part in package.parts)
    return tuple(dict.fromkeys(id_ for ids in each for id_ in ids))
