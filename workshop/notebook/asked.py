"""What a page asks of Python, and what it is answered: one way for every widget.

A page asks with ``{"ask": id, "name": …, "values": {…}}`` and gets one message with the same id:
``{"answer": id, "values": {…}}``, or ``{"answer": id, "wrong": …}`` with a sentence that says why.
Whoever answers a page in the place of a kernel keeps to the same.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from workshop.core.records import ContentError

Values = Mapping[str, Any]
Handler = Callable[[Values], dict[str, Any]]
LONGEST = 64
"""How many characters an id may have."""


class NotUnderstoodError(Exception):
    """What was asked is none of what is answered here; nothing was changed."""


def answer(
    message: object, handlers: Mapping[str, Handler], wrong: Callable[[Exception], str]
) -> dict[str, Any] | None:
    """Answer one question of a page.

    Parameters
    ----------
    message
        What the page sent.
    handlers
        What can be asked, by name: each takes the values of the question and gives those of the
        answer.
    wrong
        Makes a sentence of what a handler raised, or of a :class:`NotUnderstoodError` where none
        has the name. No page should see a traceback, whatever happens to a file or a font.

    Returns
    -------
    dict or None
        The message that goes back; ``None`` where the one that came makes no sense: nobody could
        tell to what an answer belongs.
    """
    if not isinstance(message, Mapping):
        return None
    id_, name, values = (message.get(key) for key in ("ask", "name", "values"))
    if not isinstance(id_, str) or not 0 < len(id_) <= LONGEST:
        return None
    if not isinstance(name, str) or not isinstance(values, Mapping):
        return None
    try:
        return {"answer": id_, "values": handlers.get(name, _unknown)(values)}
    except Exception as error:  # noqa: BLE001
        return {"answer": id_, "wrong": wrong(error)}


def _unknown(_values: Values) -> dict[str, Any]:
    raise NotUnderstoodError


class Asked(anywidget.AnyWidget):
    """A widget whose page asks for things by name.

    Parameters
    ----------
    asked
        The words of asking: the section of this name.
    **state
        What the page is sent.
    """

    silence = traitlets.Unicode().tag(sync=True)
    """What the page says while nothing answers it."""

    def __init__(self, asked: Mapping[str, str], /, **state: object) -> None:
        self._not_understood = asked["not-understood"]
        super().__init__(silence=asked["no-answer"], **state)
        self.on_msg(self._on_message)

    @abstractmethod
    def _handlers(self) -> Mapping[str, Handler]:
        """Give what can be asked, by name."""

    @abstractmethod
    def _wrong(self, error: Exception) -> str:
        """Make a sentence of what was raised."""

    def _on_message(self, _widget: object, message: object, _buffers: object) -> None:
        reply = answer(message, self._handlers(), self._sentence)
        if reply is not None:
            self.send(reply)

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, NotUnderstoodError):
            return self._not_understood
        # Its faults are sentences already.
        return str(error) if isinstance(error, ContentError) else self._wrong(error)
