"""The room as the desk knows it: whose answers there are, and what they came to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workshop import collect
from workshop.collect import Collected
from workshop.content import Library
from workshop.records import Exercise

if TYPE_CHECKING:
    from workshop.results import Results, Submission
    from workshop.results.overview import Overview

REHEARSAL = "rehearsal"


class Room:
    """Answers from the folder of files that were handed in, or the invented ones of a rehearsal.

    Parameters
    ----------
    library
        The content.
    folder
        The folder that holds what a facilitator collects and keeps.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder
        self.words = library.strings()
        self.exercises: Mapping[str, Exercise] = library.exercises()
        self.rehearsing = False
        self.collected = Collected(self.received)
        self.submissions: list[Submission] = []
        self._results: dict[str, Results] = {}
        self._overview: Overview | None = None

    @property
    def received(self) -> Path:
        """The folder for the files that were handed in."""
        return self.folder / collect.RECEIVED

    def read(self, *, rehearsing: bool) -> None:
        """Read the files.

        Parameters
        ----------
        rehearsing
            Whether to read the invented ones.
        """
        # Imported here: pandas takes a while, and the run sheet needs none of it.
        from workshop.results import from_carried  # noqa: PLC0415

        self.rehearsing = rehearsing
        source = self.library.root / "data" / REHEARSAL if rehearsing else self.received
        self.collected = collect.read_folder(source, self.exercises, self.words["collect"])
        self.submissions = from_carried(self.collected.carried, self.exercises)
        self._results = {}
        self._overview = None

    @property
    def mark(self) -> str:
        """What stands on everything that shows invented answers; empty where they are real."""
        return self.words["results"]["invented"] if self.collected.invented else ""

    def results(self, exercise_id: str) -> Results:
        """Work out the results of one exercise, once.

        Parameters
        ----------
        exercise_id
            The exercise.

        Returns
        -------
        Results
            What may be shown of it.
        """
        from workshop.results import results  # noqa: PLC0415

        if exercise_id not in self._results:
            exercise = self.exercises[exercise_id]
            self._results[exercise_id] = results(exercise, self.submissions)
        return self._results[exercise_id]

    def overview(self) -> Overview:
        """Work out what the whole workshop came to, once.

        Returns
        -------
        Overview
            What may be shown of it.
        """
        from workshop.results.overview import overview  # noqa: PLC0415

        if self._overview is None:
            self._overview = overview(self.submissions, self.library)
        return self._overview

    @property
    def professions(self) -> dict[str, str]:
        """The id of each profession, and what it is called."""
        about = self.exercises.get("about-me")
        fields = about.settings["fields"] if about else ()
        options = next((f["options"] for f in fields if f["id"] == "profession"), ())
        named = {option["id"]: option["label"] for option in options}
        return named | {"": self.words["results"]["no-profession"]}
