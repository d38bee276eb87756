"""The start page: where somebody goes on, what each session is for, and whose work this is."""

from __future__ import annotations

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import ContentError
from workshop.notebook.my_work import MyWork
from workshop.notebook.page import Page, broken
from workshop.system.places import STATIC


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
        super().__init__(library or Library(), answers or Answers())


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
