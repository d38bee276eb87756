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
        self.collected = Collected(self.received)
        self.submissions: list[Submission] = []
        self.held_back = 0
        # What was counted last of each folder, the one of the rehearsal apart.
        self._counted: dict[Path, list[Submission]] = {}
        self._results: dict[str, Results] = {}
        self._overview: Overview | None = None

    @property
    def received(self) -> Path:
        """The folder for the files that were handed in."""
        return self.folder / collect.RECEIVED

    def read(self, *, rehearsing: bool, everybody: bool = False) -> None:
        """Read the files.

        Whoever sees the numbers before and after one more file knows what that person answered. So
        while one to four people are new, or handed in something new, the numbers stay as they are,
        and ``held_back`` says how many these are. With fewer than five people there were none, and
        everybody is counted. A rehearsal in between changes nothing.

        Parameters
        ----------
        rehearsing
            Whether to read the invented ones.
        everybody
            Whether all files are in, and the last ones are to be counted, however few they are.
        """
        # Imported here: pandas takes a while, and the run sheet needs none of it.
        from workshop.records import FEWEST  # noqa: PLC0415
        from workshop.results import from_carried  # noqa: PLC0415

        source = collect.rehearsal(self.library) if rehearsing else self.received
        self.collected = collect.read_folder(source, self.exercises, self.words["collect"])
        submissions = from_carried(self.collected.carried, self.exercises)
        before = self._counted.get(source, [])
        new = _new(before, submissions)
        seen = len({each.participant for each in before}) >= FEWEST
        hold = seen and 0 < len(new) < FEWEST and not everybody
        self.held_back = len(new) if hold else 0
        self.submissions = self._counted[source] = before if hold else submissions
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


def _new(before: list[Submission], now: list[Submission]) -> set[str]:
    """Find the people of whom something is new, or is there no more."""
    told = [
        {(s.participant, s.exercise, s.round, s.moment) for s in each} for each in (before, now)
    ]
    return {participant for participant, *_ in told[0] ^ told[1]}
