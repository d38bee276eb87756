"""Steps and answers in an order that tells nothing, each with a letter."""

from __future__ import annotations

from zlib import crc32

from workshop.core.records import Exercise, Item, Option

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(count: int) -> list[str]:
    """Name so many things by letters: A to Z, then AA, AB and so on.

    Parameters
    ----------
    count
        How many.

    Returns
    -------
    list of str
        The names.
    """
    names = [*LETTERS, *(first + then for first in LETTERS for then in LETTERS)]
    return names[:count]


def lettered(exercise: Exercise) -> dict[str, Item]:
    """Shuffle the steps of an exercise, and give each a letter.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    dict
        Letter to item, the same each time, so that sheets printed on two days fit one key.
    """
    items = sorted(exercise.items, key=lambda item: _lot(exercise.id, item.id))
    return dict(zip(letters(len(items)), items, strict=True))


def lettered_options(item: Item) -> dict[str, Option]:
    """Shuffle the answers to a question, and give each a letter.

    Parameters
    ----------
    item
        A question of a quiz.

    Returns
    -------
    dict
        Letter to option, the same each time.
    """
    options = sorted(item.options, key=lambda option: _lot(item.id, option.id))
    return dict(zip(letters(len(options)), options, strict=True))


def _lot(*parts: str) -> int:
    return crc32("/".join(parts).encode())
