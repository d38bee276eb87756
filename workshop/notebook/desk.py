"""The desk on the page of a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from workshop.content.library import Library
from workshop.core.questions import Handler, Values
from workshop.core.records import ContentError
from workshop.facilitator.desk_replies import DeskReplies
from workshop.facilitator.gathered import Room
from workshop.notebook.asked import Asked
from workshop.notebook.page import Page, broken
from workshop.system.places import STATIC, find_room

if TYPE_CHECKING:
    from pandas import DataFrame


class Desk(Asked):
    """The facilitator's desk.

    Parameters
    ----------
    library
        The content; by default the checkout's.
    folder
        The folder that holds what is collected and kept; by default the one of
        :func:`workshop.system.places.find_room`.

    Raises
    ------
    ContentError
        When the words, the run sheets or the packages have a fault.
    """

    _esm = STATIC / "desk.js"
    _css = STATIC / "desk.css"
    page = traitlets.Dict().tag(sync=True)
    runs = traitlets.Dict().tag(sync=True)

    def __init__(self, library: Library | None = None, folder: Path | None = None) -> None:
        library = library or Library()
        self._replies = DeskReplies(library, Room(library, folder or find_room()))
        asked = library.strings()["asked"]
        super().__init__(asked, page=self._replies.page(), runs=self._replies.runs())

    def frames(self) -> dict[str, DataFrame]:
        """Give the results that the desk shows as tables to calculate with.

        Returns
        -------
        dict
            The name that a table has as a file, without its ending, to a DataFrame. What too few
            people answered is missing in it.
        """
        return self._replies.frames()

    def _wrong(self, error: Exception) -> str:
        return self._replies.wrong(error)

    def _handlers(self) -> Mapping[str, Handler]:
        handlers = self._replies.handlers()

        def and_the_clock(name: str) -> Handler:
            def answered(values: Values) -> dict[str, Any]:
                reply = handlers[name](values)
                # Other views of this desk hear of it.
                self.runs = self._replies.runs()
                return reply

            return answered

        return {**handlers, **{name: and_the_clock(name) for name in ("keep", "finish")}}


def make_desk() -> Desk | Page:
    """Set up the facilitator's desk.

    Returns
    -------
    Desk or Page
        The desk; or, where the content has a fault, what is wrong and how to mend it.
    """
    try:
        return Desk()
    except ContentError as error:
        return broken(error.faults, {})
