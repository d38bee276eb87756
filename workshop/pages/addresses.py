"""Where each page is: the name of its file, in a folder as on a server."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from workshop.content.library import Library
from workshop.core.records import Chapter
from workshop.system import places

START = "index.html"
READING: tuple[Literal["glossary", "sources"], ...] = ("glossary", "sources")
"""Pages to read, which every page leads to."""


def address_of(chapter: Chapter) -> str:
    """Name the page of a session.

    Parameters
    ----------
    chapter
        The session.

    Returns
    -------
    str
        The name of its file.
    """
    return f"{Path(chapter.notebook).stem}.html"


def former_addresses(chapters: Iterable[Chapter]) -> dict[str, str]:
    """Name the pages that were given out under another name, and where each of them is now.

    Parameters
    ----------
    chapters
        The sessions.

    Returns
    -------
    dict
        Name of a file that was to that of today.
    """
    return {
        f"{Path(name).stem}.html": address_of(chapter)
        for chapter in chapters
        for name in chapter.former
    }


def addresses(library: Library) -> dict[str, str]:
    """Name every page, by the notebook that it says the same as.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    dict
        Name of a notebook to name of a page.
    """
    pages = {chapter.notebook: address_of(chapter) for chapter in library.chapters()}
    return pages | {places.START: START}
