"""The one widget: any exercise, shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import anywidget
import traitlets

from workshop.answers.exchange import LOOK, Exchange, Told
from workshop.answers.progress import State
from workshop.answers.store import Answers
from workshop.content.spec import _told, make_spec
from workshop.content.words import Strings
from workshop.core.records import Exercise, Source
from workshop.system.places import STATIC


@cache
def _bundle(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


class Board(anywidget.AnyWidget):
    """One exercise on the page.

    The browser gets everything it needs when the board opens, and shows feedback without asking.
    Each change comes as one small numbered message (:mod:`workshop.answers.taps`) and is saved at
    once; one smaller message says up to which number the page's changes are saved. The browser
    keeps what is not, and sends it again. ``on_state`` is told after each change how far the
    exercise got.

    Parameters
    ----------
    exercise
        What to show.
    answers
        Where the answer is kept.
    strings
        The words, see :meth:`workshop.content.library.Library.strings`.
    sources
        The works that reasons draw on, by id.
    earlier
        What the participant answered in the exercise that this one looks back at, by item id.
    """

    # Instance texts and not class-level paths, so that one class serves every kind.
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)
    """Whose work this is (``work``), up to which number the changes of each page are saved
    (``pages``), and the time of the latest change (``clock``), all as of ``answer``."""
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        exercise: Exercise,
        answers: Answers,
        strings: Strings,
        sources: Mapping[str, Source],
        earlier: Mapping[str, Any] | None = None,
    ) -> None:
        self.exercise = exercise
        self.earlier = earlier
        self._exchange = Exchange(exercise, answers, strings["answers"])
        self.on_state: Callable[[Exercise, State], None] = lambda _exercise, _state: None
        told = self._exchange.look()
        super().__init__(
            # anywidget keeps one style sheet per name, and the name of a class for a name.
            _anywidget_id=f"workshop.{exercise.kind}",
            _esm=_bundle(f"{exercise.kind}.js"),
            _css=_bundle(f"{exercise.kind}.css"),
            spec=make_spec(exercise, strings, sources, told.saved["work"]) | _told(earlier),
            **told.shown,
        )
        self.on_msg(self._on_message)

    def refresh(self) -> None:
        """Show what is saved now, for when the cell runs again or another notebook went on."""
        self._show(self._exchange.look())

    def look_back(self, earlier: Mapping[str, Any]) -> None:
        """Show what was answered before as it is now, where work was brought back meanwhile.

        Parameters
        ----------
        earlier
            What the participant answered in the exercises that this one looks back at.
        """
        if earlier != self.earlier:
            self.earlier = earlier
            self.spec = {**self.spec, "earlier": dict(earlier)}

    def _show(self, told: Told) -> None:
        with self.hold_sync():
            for name, value in told.shown.items():
                setattr(self, name, value)

    def _on_message(self, _widget: object, message: object, _buffers: object) -> None:
        if message == LOOK:
            self.send_state(["answer", "saved"])
            return
        told = self._exchange.take(message)
        if told is None:
            return
        if not told.page:
            self._show(told)
            self.send_state(["answer", "saved"])
            return
        # In place: the page has shown this already and needs no echo, but one that opens later
        # asks for the whole.
        for mine, new in ((self.answer, told.answer), (self.saved, told.saved)):
            mine.clear()
            mine.update(new)
        if told.anew:
            self.send_state(["answer", "saved"])
        self.notice = told.notice
        self.send(told.acknowledged)
        self.on_state(self.exercise, told.state)
