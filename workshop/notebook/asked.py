"""A widget whose page asks for things by name, see :mod:`workshop.core.questions`."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

import anywidget
import traitlets

from workshop.core.questions import Handler, answer, sentence


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
        return sentence(error, self._not_understood, self._wrong)
