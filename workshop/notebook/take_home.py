"""The handout in a notebook: a button, and then what somebody takes home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.questions import Handler, Values
from workshop.notebook.asked import Asked
from workshop.system.places import STATIC


class TakeHome(Asked):
    """A button that makes the handout from what is saved at that moment.

    Parameters
    ----------
    library
        The content; by default the checkout's.
    answers
        The participant's answers; by default those on this computer.

    Raises
    ------
    ContentError
        When the words have a fault.
    """

    _esm = STATIC / "take_home.js"
    _css = STATIC / "take_home.css"
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, library: Library | None = None, answers: Answers | None = None) -> None:
        self._library = library or Library()
        self._answers = answers or Answers()
        strings = self._library.strings()
        self._texts = strings["take-home"]
        super().__init__(
            strings["asked"],
            words=self._texts | {"language": strings.language},
        )

    def _handlers(self) -> Mapping[str, Handler]:
        return {"make": self._make}

    def _wrong(self, error: Exception) -> str:
        return self._texts["failed"].format(reason=f"{type(error).__name__}: {error}")

    def _make(self, _values: Values) -> dict[str, Any]:
        # Imported here: a kernel needs it only when somebody asks for a handout.
        from workshop.paper.handout import to_take_home  # noqa: PLC0415

        return to_take_home(self._library, self._answers)
