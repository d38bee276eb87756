"""Texts as they can be saved, and names that somebody else chose as they can be shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

NOTHING = "\u2013"
"""Stands where there is nothing to say."""

LONGEST = 80
MOST = 10
# Controls, what changes the direction of writing, and halves of characters; but not the two signs
# that join letters, and emoji.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


def whole(text: str, most: int | None = None) -> str:
    """Give a text of whole characters, as it can be saved and sent.

    Parameters
    ----------
    text
        The text; half a character in it (a lone surrogate), as a cut leaves it, becomes a
        question mark.
    most
        How many characters may stay.

    Returns
    -------
    str
        The text, or its beginning.
    """
    return text[:most].encode("utf-8", "replace").decode("utf-8")


def plain(text: str, most: int | None = LONGEST) -> str:
    """Make a text harmless for a terminal and a page, and short enough for a sentence.

    Parameters
    ----------
    text
        The text, such as the name of a file on somebody's stick.
    most
        How many characters may stay; by default enough for a name, all of them with ``None``.

    Returns
    -------
    str
        The text in one line; what cannot be shown became a question mark.
    """
    shown = "".join(
        "?" if unicodedata.category(each) in _HIDDEN and each not in _JOINERS else each
        for each in text
    )
    return shown if most is None or len(shown) <= most else f"{shown[:most]}…"


def listed(names: Sequence[str], more: str) -> str:
    """List names in a sentence: the first of them, where there are many.

    Parameters
    ----------
    names
        The names.
    more
        What stands for the others; ``{n}`` in it is how many these are.

    Returns
    -------
    str
        The names, with commas between.
    """
    shown, rest = [plain(name) for name in names[:MOST]], len(names) - MOST
    return ", ".join([*shown, more.format(n=rest)] if rest > 0 else shown)
