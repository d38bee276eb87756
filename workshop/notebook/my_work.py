"""A page of somebody's work as a widget."""

from __future__ import annotations

from collections.abc import Mapping

import traitlets

from workshop.answers.own_work import OwnWork
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.questions import Handler
from workshop.notebook.asked import Asked


class MyWork(Asked):
    """A page that shows how far somebody got, and does with their work what they ask for.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.
    number
        The session that it stands in, two digits; empty where it stands in none.

    Raises
    ------
    ContentError
        When the words or the list of sessions have a fault.
    """

    page = traitlets.Dict().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)

    def __init__(self, library: Library, answers: Answers, number: str = "") -> None:
        self._own = OwnWork(library, answers, number)
        self._own.look = self.look
        super().__init__(library.strings()["asked"], page=self._own.page, states=self._own.states())

    def look(self) -> None:
        """Show what is saved now."""
        self.states = self._own.states()

    def _handlers(self) -> Mapping[str, Handler]:
        return self._own.handlers()

    def _wrong(self, error: Exception) -> str:
        return self._own.wrong(error)
