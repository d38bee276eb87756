"""The header of a session: where somebody is, how far they got, and what to do with their work."""

from __future__ import annotations

from collections.abc import Callable

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.notebook.my_work import MyWork
from workshop.system.places import STATIC


class Header(MyWork):
    """What stands at the top of a session.

    It is told when an exercise is begun or finished, and asks for nothing meanwhile.

    Parameters
    ----------
    number
        The session's number, two digits.
    library
        The content.
    answers
        The participant's answers.
    refresh
        Shows in every board of this notebook what is saved now.

    Raises
    ------
    ContentError
        When the words or the list of sessions have a fault.
    """

    _esm = STATIC / "header.js"
    _css = STATIC / "header.css"

    def __init__(
        self, number: str, library: Library, answers: Answers, refresh: Callable[[], None]
    ) -> None:
        self._refresh = refresh
        super().__init__(library, answers, number)

    def note(self, exercise: Exercise, state: str) -> None:
        """Show how far an exercise got; where nothing changes, nothing is sent.

        Parameters
        ----------
        exercise
            The exercise.
        state
            How far it got, see :func:`workshop.answers.progress.state`.
        """
        if self.states.get(exercise.id, "open") != state:
            self.states = self.states | {exercise.id: state}

    def look(self) -> None:
        """Show what is saved now, here and in the boards."""
        super().look()
        self._refresh()
