"""A notebook's session: its header, and its exercises."""

from __future__ import annotations

import contextlib
from functools import cache
from typing import TYPE_CHECKING, Any

from workshop.answers import exchange
from workshop.answers.progress import State
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import ContentError, Exercise, Fault
from workshop.notebook.board import Board
from workshop.notebook.ending import ending
from workshop.notebook.header import Header
from workshop.notebook.page import Page, broken, folded
from workshop.paper import passages

if TYPE_CHECKING:
    from workshop.notebook.picture import Picture
    from workshop.notebook.take_home import TakeHome


class Session:
    """One session of the workshop, as its notebook uses it.

    Shown by itself it is the header: how far somebody got, and what can be done with their work.

    Parameters
    ----------
    number
        Two digits, for example ``"02"``.
    library
        The content; by default the checkout's.
    answers
        The participant's answers; by default those on this computer.
    """

    def __init__(
        self, number: str, library: Library | None = None, answers: Answers | None = None
    ) -> None:
        self.number = number
        self._library = library or Library()
        self._answers = answers or Answers()
        self._boards: dict[str, Board] = {}
        self._header: Header | None = None

    def show(self, exercise_id: str) -> Board | Page:
        """Show one exercise.

        Parameters
        ----------
        exercise_id
            The name of its file in ``exercises/``, without ending.

        Returns
        -------
        Board or Page
            The board; or, where the content has a fault, what is wrong and how to mend it. The
            notebook runs on either way.
        """
        try:
            exercise = self._library.exercise(exercise_id)
            strings = self._library.strings()
            sources = self._library.sources()
            earlier = exchange.earlier(exercise, self._library, self._answers)
        except ContentError as error:
            return self._broken(error.faults)
        board = self._boards.get(exercise_id)
        same = board is not None and (board.exercise, board.earlier) == (exercise, earlier)
        if board is not None and same and board.comm is not None:
            board.refresh()
            return board
        board = Board(exercise, self._answers, strings, sources, earlier)
        board.on_state = self._note
        self._boards[exercise_id] = board
        return board

    def figure(self, name: str) -> Picture | Page:
        """Show a figure that is drawn from the participant's answers when they ask for it.

        Parameters
        ----------
        name
            The name of the figure.

        Returns
        -------
        Picture or Page
            The figure; or, where the content has a fault, what is wrong and how to mend it.
        """
        try:
            # Imported here, as below: few sessions have one.
            from workshop.notebook.picture import Picture  # noqa: PLC0415

            return Picture(name, self._library, self._answers)
        except ContentError as error:
            return self._broken(error.faults)

    def glossary(self) -> Page:
        """Show what the words of the field mean.

        Returns
        -------
        Page
            A table of terms and meanings.
        """
        try:
            terms = self._library.glossary()
            words = self._library.strings()["session"]
        except ContentError as error:
            return self._broken(error.faults)
        return folded(
            words["meanings"].format(n=len(terms)),
            words["meanings-lead"],
            passages.glossary(terms, words),
        )

    def sources(self) -> Page:
        """Show the works that the workshop draws on, and under which licence they stand.

        Returns
        -------
        Page
            A list of works.
        """
        try:
            works = list(self._library.sources().values())
            words = self._library.strings()["session"]
        except ContentError as error:
            return self._broken(error.faults)
        return folded(
            words["works"].format(n=len(works)), words["works-lead"], passages.sources(works, words)
        )

    def ending(self) -> Page:
        """Show how the session ends: its one insight, the task for tomorrow, and what comes next.

        Returns
        -------
        Page
            The ending; or, where the content has a fault, what is wrong and how to mend it.
        """
        try:
            return ending(self.number, self._library.chapters(), self._library.strings()["ending"])
        except ContentError as error:
            return self._broken(error.faults)

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401
        """Show the header."""
        try:
            self._header = Header(self.number, self._library, self._answers, self._refresh)
        except ContentError as error:
            return {"text/html": self._broken(error.faults)._repr_html_()}
        return self._header._repr_mimebundle_(**options)

    def _refresh(self) -> None:
        for board in self._boards.values():
            board.refresh()
            # A fault of the content is told by the cell that shows the exercise.
            with contextlib.suppress(ContentError):
                board.look_back(exchange.earlier(board.exercise, self._library, self._answers))

    def _note(self, exercise: Exercise, state: State) -> None:
        if self._header is not None:
            self._header.note(exercise, state)

    def _broken(self, faults: tuple[Fault, ...]) -> Page:
        try:
            return broken(faults, self._library.strings()["session"])
        except ContentError:
            return broken(faults, {})


@cache
def open_session(number: str) -> Session:
    """Open a session: the same one each time, so that every cell of a notebook shares it.

    Parameters
    ----------
    number
        Two digits, for example ``"02"``.

    Returns
    -------
    Session
        The session of this notebook.
    """
    return Session(number)


def make_handout() -> TakeHome | Page:
    """Offer what a participant takes home: their own words, on one page to print.

    Returns
    -------
    TakeHome or Page
        A button; or, where the content has a fault, what is wrong and how to mend it.
    """
    try:
        from workshop.notebook.take_home import TakeHome  # noqa: PLC0415

        return TakeHome()
    except ContentError as error:
        return broken(error.faults, {})
