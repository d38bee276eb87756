"""The words that exercises say: what none of those on a page can say is left out of it."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.content.words import Strings
from workshop.core.records import Exercise
from workshop.kinds import KINDS


def words_of(strings: Strings, exercises: Iterable[Exercise]) -> dict[str, dict[str, str]]:
    """Gather the words of some exercises.

    Parameters
    ----------
    strings
        All words.
    exercises
        The exercises.

    Returns
    -------
    dict
        Of each section that they need what at least one of them says.
    """
    unsaid: dict[str, frozenset[str]] = {}
    for exercise in exercises:
        never = KINDS[exercise.kind].unsaid(exercise)
        sections = KINDS[exercise.kind].sections(exercise)
        for at, section in enumerate(sections):
            # What a later section says otherwise is not said as it stands here.
            otherwise = [name for later in sections[at + 1 :] for name in strings[later]]
            own = never.union(otherwise)
            unsaid[section] = unsaid.get(section, own) & own
    return {
        section: {name: text for name, text in strings[section].items() if name not in never}
        for section, never in unsaid.items()
    }
