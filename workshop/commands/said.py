"""What commands say on the terminal."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workshop.content.library import Library
from workshop.content.words import Section
from workshop.core.plain import plain


def words_of(section: str) -> Section:
    """Read the words that a command says, in the language of this copy.

    Parameters
    ----------
    section
        The section.

    Returns
    -------
    Section
        Its words; the file is read once.

    Raises
    ------
    ContentError
        When the English words have a fault.
    """
    return _library(Library().root).strings()[section]


@cache
def _library(root: Path) -> Library:
    return Library(root)


def say(*sentences: object) -> None:
    """Print sentences; what a file's name could tell the terminal to do is left out."""
    for line in "\n".join(map(str, sentences)).splitlines():
        print(plain(line, None))
