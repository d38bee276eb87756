"""The start page: where somebody goes on, what each session is for, and whose work this is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import Chapter, ContentError
from workshop.notebook.my_work import MyWork
from workshop.notebook.page import Page, broken

STATIC = Path(__file__).parents[1] / "static"


class Start(MyWork):
    """What people open first.

    Parameters
    ----------
    library
        The content; by default the checkout's.
    answers
        The participant's answers; by default those on this computer.

    Raises
    ------
    ContentError
        When the words or the list of sessions have a fault.
    """

    _esm = STATIC / "start.js"
    _css = STATIC / "start.css"

    def __init__(self, library: Library | None = None, answers: Answers | None = None) -> None:
        library = library or Library()
        self._minutes = library.minutes()
        super().__init__(library, answers or Answers(), words=library.strings()["start"])

    def _told(self, chapter: Chapter) -> dict[str, Any]:
        return super()._told(chapter) | {
            "promise": chapter.promise,
            "minutes": self._minutes.get(chapter.number),
            "cover": _cover(chapter.number),
        }


def _cover(number: str) -> str:
    """Read the drawing of a session; empty where there is none."""
    path = STATIC / "covers" / f"{number}.svg"
    return path.read_text("utf-8") if path.is_file() else ""


def make_start() -> Start | Page:
    """Set up the start page.

    Returns
    -------
    Start or Page
        The page; or, where the content has a fault, what is wrong and how to mend it.
    """
    try:
        return Start()
    except ContentError as error:
        return broken(error.faults, {})
