"""How a session ends: its one insight, the task for tomorrow, and where to go next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from workshop.core.records import Chapter
from workshop.notebook.page import Page
from workshop.paper import passages
from workshop.system.places import START

STYLE = Path(__file__).parents[1] / "static" / "ending.css"


def ending(number: str, chapters: Sequence[Chapter], words: Mapping[str, str]) -> Page:
    """Show the end of a session.

    Parameters
    ----------
    number
        The session's number, two digits.
    chapters
        All sessions in their order.
    words
        The words around it.

    Returns
    -------
    Page
        What to take along, what to try tomorrow, and a link to the next session; after the last
        one thanks, and a link to the start page. JupyterLab opens both in the same window.
    """
    addresses = {chapter.number: chapter.notebook for chapter in chapters} | {"": START}
    # The style travels with it: a page of text has no other way to bring one.
    style = f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
    return Page(style + passages.ending(number, chapters, words, addresses))
