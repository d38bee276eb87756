"""Which reasons a participant has seen, and what they had answered before they saw them.

What a room thinks is what people say before anybody tells them what most would say. Many change an
answer after its reason; so an answer keeps, beside what stands there now, its *first choices*: a
partial answer with the entries that were changed after their reason was seen, as they were before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workshop.core.records import Exercise, Item
from workshop.kinds import KINDS


def answered(exercise: Exercise, answer: Mapping[str, Any], item: str) -> bool:
    """Tell whether everything that an item asks was answered, as its reason waits for that.

    Parameters
    ----------
    exercise, answer
        The exercise, and its answer.
    item
        The item's id.

    Returns
    -------
    bool
        Whether it was.
    """
    return all(item in answer.get(name, {}) for name in _asked(exercise))


def all_answered(exercise: Exercise, answer: Mapping[str, Any]) -> frozenset[str]:
    """Find all items of which everything was answered, for an exercise that asks by item.

    Parameters
    ----------
    exercise, answer
        The exercise, and its answer.

    Returns
    -------
    frozenset of str
        Their ids.
    """
    placed, *more = (answer.get(name, {}) for name in _asked(exercise))
    return frozenset(placed).intersection(*more)


def _asked(exercise: Exercise) -> list[str]:
    placed, *more = KINDS[exercise.kind].BY_ITEM
    return [placed, *(name for name in more if name in exercise.settings)]


def seen(exercise: Exercise, answer: Mapping[str, Any]) -> tuple[Item, ...]:
    """Find the items whose reasons the board has shown.

    Parameters
    ----------
    exercise, answer
        The exercise, and its answer.

    Returns
    -------
    tuple of Item
        The answered items that have a key, where feedback comes at once, or on check and it was
        asked for; else none.
    """
    shown = exercise.feedback == "instant" or (
        exercise.feedback == "on-check" and answer.get("checked") is True
    )
    if not shown or not KINDS[exercise.kind].BY_ITEM:
        return ()
    return tuple(
        item
        for item in exercise.items
        if item.id in exercise.keys and answered(exercise, answer, item.id)
    )


def keep_first(
    exercise: Exercise,
    first: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> dict[str, Any]:
    """Keep the first choices when an answer changes.

    Parameters
    ----------
    exercise
        The exercise.
    first
        The first choices that are kept already.
    before, after
        The answer before the change and after it, as the exercise knows them.

    Returns
    -------
    dict
        The first choices now. Where feedback is asked for, it is the whole answer of that moment
        that is kept, once something changes; where it comes at once, each entry for itself; where
        there is none, nothing.
    """
    kept = {part: value for part, value in first.items() if value}
    if exercise.feedback == "on-check":
        if kept or before.get("checked") is not True or before == after:
            return kept
        return {part: before[part] for part in KINDS[exercise.kind].FIRST if before.get(part)}
    return _keep_entries(
        exercise, kept, before, after, [each.id for each in seen(exercise, before)]
    )


def keep_thought(
    exercise: Exercise,
    first: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    over: Callable[[str], bool],
) -> dict[str, Any]:
    """Keep what was chosen until a room stopped thinking, as phones do.

    Parameters
    ----------
    exercise
        The exercise.
    first
        The first choices that are kept already.
    before, after
        The answer before the change and after it, as the exercise knows them.
    over
        Tells whether Think was over when it was changed, for an exercise or ``exercise/card``.

    Returns
    -------
    dict
        The first choices now.
    """
    kept = {part: value for part, value in first.items() if value}
    whole = over(exercise.id)
    if not KINDS[exercise.kind].BY_ITEM:
        if not whole or kept or before == after:
            return kept
        return {part: before[part] for part in KINDS[exercise.kind].FIRST if before.get(part)}
    items = [each.id for each in exercise.items]
    late = [id_ for id_ in items if whole or over(f"{exercise.id}/{id_}")]
    return _keep_entries(exercise, kept, before, after, late)


def _keep_entries(
    exercise: Exercise,
    kept: dict[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    items: Iterable[str],
) -> dict[str, Any]:
    """Keep, of some items, each entry as it was before it changes."""
    for item in items:
        entry = _entry(exercise, before, item)
        if entry != _entry(exercise, after, item) and not _entry(exercise, kept, item):
            for part, value in entry.items():
                kept[part] = {**kept.get(part, {}), item: value}
    return kept


def at_first(answer: Mapping[str, Any], first: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answer as it was before reasons were seen.

    Parameters
    ----------
    answer
        The answer as it stands now.
    first
        The first choices; may be empty, or nothing that can be read.

    Returns
    -------
    dict
        The answer, with the first choices in the place of what they were changed to.
    """
    whole = dict(answer)
    for part, value in first.items():
        here = whole.get(part)
        if isinstance(here, Mapping) and isinstance(value, Mapping):
            # Ratings lie one level deeper than choices: by pass, and then by item.
            whole[part] = at_first(here, value)
        else:
            whole[part] = value
    return whole


def voted_first(exercise: Exercise, records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the first choices of somebody of whom there are several records.

    A phone in a room, a notebook, and a file handed in may each know another part of them.

    Parameters
    ----------
    exercise
        The exercise.
    records
        The records of its answer, the oldest first.

    Returns
    -------
    dict
        The first choices; of two for the same item, those of the older record.
    """
    parts, first = KINDS[exercise.kind].FIRST, dict[str, Any]()
    for record in records:
        known = record.get("first")
        if isinstance(known, Mapping):
            first = at_first({part: known[part] for part in parts if known.get(part)}, first)
    return first


def _entry(exercise: Exercise, answer: Mapping[str, Any], item: str) -> dict[str, Any]:
    parts = KINDS[exercise.kind].BY_ITEM
    return {part: answer[part][item] for part in parts if item in answer.get(part, {})}
