"""A figure on the page: a button, and what is drawn when it is pressed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.questions import Handler, Values
from workshop.notebook.asked import Asked
from workshop.system.places import STATIC


class Picture(Asked):
    """A figure that is drawn from the participant's answers when they ask for it.

    Parameters
    ----------
    name
        The name of the figure, see :data:`workshop.figures.FIGURES`.
    library
        The content.
    answers
        The participant's answers.
    """

    _esm = STATIC / "picture.js"
    _css = STATIC / "picture.css"
    words = traitlets.Dict().tag(sync=True)
    drawn = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str, library: Library, answers: Answers) -> None:
        strings = library.strings()
        self._name = name
        self._library = library
        self._answers = answers
        self._texts = strings["figures"]
        shown = ("draw", "draw-again", "working", "as-table")
        words = {each: self._texts[each] for each in shown}
        super().__init__(
            strings["asked"], words=words | {"language": strings.language, "name": name}
        )

    def _handlers(self) -> Mapping[str, Handler]:
        return {"draw": self._draw}

    def _wrong(self, error: Exception) -> str:
        return self._texts["failed"].format(reason=f"{type(error).__name__}: {error}")

    def _draw(self, _values: Values) -> dict[str, Any]:
        # Imported here: a kernel needs it only when somebody asks for a figure.
        from workshop.figures.shown import shown  # noqa: PLC0415

        # All that show this figure are sent it, also a page that opens later.
        self.drawn = shown(self._name, self._library, self._answers)
        return {"said": self.drawn["said"]}
