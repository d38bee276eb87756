"""The header of a session: where somebody is, how far they got, and what to do with their work."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping

import traitlets

from workshop.answers.in_room import InRoom, JoinError
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.questions import Handler
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
    room = traitlets.Dict().tag(sync=True)
    """What it takes to offer joining a live room."""
    in_room = traitlets.Dict().tag(sync=True)
    """Which room was joined, and how it stands there; empty where none was."""

    def __init__(
        self, number: str, library: Library, answers: Answers, refresh: Callable[[], None]
    ) -> None:
        self._refresh = refresh
        self._room = InRoom(library, answers)
        super().__init__(library, answers, number)
        self.room = self._room.offered
        shown = weakref.WeakMethod(self._show_room)
        self._room.uplink.changed = lambda: (told := shown()) and told()
        self._go_on()

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
        self._go_on()

    def _handlers(self) -> Mapping[str, Handler]:
        return {**super()._handlers(), **self._room.handlers()}

    def _wrong(self, error: Exception) -> str:
        return str(error) if isinstance(error, JoinError) else super()._wrong(error)

    def _go_on(self) -> None:
        """Go on with the room that was joined before, here or in another notebook."""
        self._room.uplink.start()
        self._show_room()

    def _show_room(self) -> None:
        self.in_room = self._room.standing()
