"""The room as the desk knows it: whose answers there are, and what was told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.answers import collect
from workshop.answers.collect import Aside, Collected
from workshop.content.library import Library
from workshop.core.records import Exercise, playing
from workshop.kinds import KINDS

if TYPE_CHECKING:
    from workshop.answers.room_store import RoomStore
    from workshop.results import Results, Submission
    from workshop.results.overview import Overview
    from workshop.results.told import Standing, Step

LIVE = "room.sqlite"
"""What a live room keeps, in the folder."""


class Room:
    """Answers from the folder of files that were handed in, or the invented ones of a rehearsal.

    What real people answered is seen after a step that somebody takes, :meth:`show`, and what was
    told is kept, see :mod:`workshop.results.told`. Invented answers are told at once and nothing
    of them is kept, since they are nobody's.

    Parameters
    ----------
    library
        The content.
    folder
        The folder that holds what a facilitator collects and keeps.
    store
        What a live room keeps, where that is not a file in the folder.
    """

    def __init__(self, library: Library, folder: Path, store: RoomStore | None = None) -> None:
        self.library = library
        self.folder = folder
        self._store = store
        self.words = library.strings()
        self.exercises: Mapping[str, Exercise] = library.exercises()
        self.collected = Collected(self.received)
        self.submissions: list[Submission] = []
        self._live = ""
        self._told: dict[str, tuple[Step, ...]] = {}
        self._now: dict[str, Step] = {}
        self._results: dict[str, Results] = {}
        self._overview: Overview | None = None

    @property
    def received(self) -> Path:
        """The folder for the files that were handed in."""
        return self.folder / collect.RECEIVED

    def read(self, *, rehearsing: bool = False, source: Path | None = None) -> None:
        """Read the files, and what a live room keeps. What is seen of them stays as it was.

        Parameters
        ----------
        rehearsing
            Whether to read the invented ones.
        source
            The folder with the files; by default the one for those that were handed in, and only
            with these a live room counts.
        """
        # Imported here, since the run sheet needs none of it.
        from workshop.facilitator.memory import Memory  # noqa: PLC0415
        from workshop.results import from_carried  # noqa: PLC0415
        from workshop.results.told import step  # noqa: PLC0415

        if rehearsing:
            source = collect.rehearsal(self.library)
        words = self.words["collect"]
        found = collect.read_folder(source or self.received, self.exercises, words)
        if source is None:
            found = self._with_live(found)
        # What is kept of what was told has nobody's own words in it.
        submissions = [
            replace(each, answer=KINDS[exercise.kind].without_words(exercise, each.answer))
            for each in from_carried(found.carried, self.exercises)
            for exercise in (self.exercises[each.exercise],)
        ]
        own: dict[str, list[Submission]] = {id_: [] for id_ in self.exercises}
        for each in submissions:
            own[each.exercise].append(each)
        now = {id_: step(self.exercises[id_], each) for id_, each in own.items()}
        memory = Memory(self.folder)
        told = {id_: (each,) if found.invented else memory.read(id_) for id_, each in now.items()}
        self.collected, self.submissions, self._now, self._told = found, submissions, now, told
        self._forget()

    def show(
        self, exercise_ids: Iterable[str] = (), *, everybody: bool = False, just_read: bool = False
    ) -> None:
        """Tell what the room answered, where enough is new.

        Parameters
        ----------
        exercise_ids
            The exercises; without any all of them.
        everybody
            Whether all files are in, and the last ones are told, however few they are.
        just_read
            Whether a live room was read right now; else it is read again, since nothing is told of
            who has left it meanwhile.

        Raises
        ------
        OSError
            When it cannot be kept; then it is not told either.
        """
        from workshop.facilitator.memory import Memory  # noqa: PLC0415
        from workshop.results.told import tell  # noqa: PLC0415

        if self.collected.invented:
            return
        if self.collected.live and not just_read:
            self.read()
        # Another desk, or a report in a terminal, may have told something meanwhile.
        memory = Memory(self.folder)
        with memory.alone():
            self._told = {id_: memory.read(id_) for id_ in self._now}
            number = 1 + max((s.number for each in self._told.values() for s in each), default=0)
            for id_ in self._now.keys() & {*(exercise_ids or self.exercises)}:
                told, now = self._told[id_], replace(self._now[id_], number=number)
                after = tell(self.exercises[id_], told, now, everybody=everybody)
                if after != told:
                    memory.keep(id_, after)
                    self._told[id_] = after
        for each in self._left_meanwhile():
            self.take_out(each)
        self._forget()

    def forget_gone(self) -> list[str]:
        """Forget what was told of exercises whose answers are all gone from here.

        Whatever is told of these later is about other people. Where somebody is still here, what
        was told stays: without it, the next numbers could tell who has gone.

        Returns
        -------
        list of str
            The exercises of which answers stay kept that are gone from here.

        Raises
        ------
        OSError
            When something cannot be removed.
        """
        from workshop.facilitator.memory import Memory  # noqa: PLC0415

        memory, left = Memory(self.folder), []
        with memory.alone():
            for id_, now in self._now.items():
                people = {each for step in memory.read(id_) for each in step.people}
                if people.isdisjoint(now.people):
                    memory.keep(id_, ())
                    self._told[id_] = ()
                elif not people <= now.people:
                    left.append(id_)
        self._forget()
        return left

    def take_out(self, participant: str) -> None:
        """Take somebody's answers out of what was told, who takes them out of the live room.

        The numbers that were made with them are not seen until enough others are new: told anew
        without them, they would show what this one person had answered.

        Parameters
        ----------
        participant
            Their random id.

        Raises
        ------
        OSError
            When it cannot be kept.
        """
        from workshop.facilitator.memory import Memory  # noqa: PLC0415

        memory = Memory(self.folder)
        memory.take_out(participant)
        if not self.collected.invented:
            self._told = {id_: memory.read(id_) for id_ in self._now}
            self._forget()

    def held(self, exercise_id: str) -> bool:
        """Tell whether an exercise has no numbers since somebody took their answers out."""
        from workshop.results.told import is_held  # noqa: PLC0415

        now = self._now.get(exercise_id)
        return now is not None and is_held(self._told.get(exercise_id, ()), now)

    def standing(self) -> dict[str, Standing]:
        """Compare what was told of each exercise with what is there.

        Returns
        -------
        dict
            Exercise id to the numbers of people; empty where the answers are invented.
        """
        from workshop.results.told import standing  # noqa: PLC0415

        if self.collected.invented:
            return {}
        return {
            id_: standing(self.exercises[id_], self._told[id_], now)
            for id_, now in self._now.items()
        }

    @property
    def mark(self) -> str:
        """What stands on everything that shows invented answers; empty where they are real."""
        return self.words["results"]["invented"] if self.collected.invented else ""

    def results(self, exercise_id: str) -> Results:
        """Work out what was told of one exercise, once.

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
            steps = self._seen(exercise_id)
            last = steps[-1].submissions if steps else ()
            self._results[exercise_id] = results(self.exercises[exercise_id], last, steps[:-1])
        return self._results[exercise_id]

    def overview(self) -> Overview:
        """Work out what was told of the whole workshop, once.

        Returns
        -------
        Overview
            What may be shown of it.
        """
        from workshop.results.overview import overview  # noqa: PLC0415

        if self._overview is None:
            told = {id_: self._seen(id_) for id_ in self.exercises}
            self._overview = overview(self.submissions, self.library, told, self.exercises)
        return self._overview

    @property
    def professions(self) -> dict[str, str]:
        """The id of each profession, and what it is called."""
        about = playing("about", self.exercises)
        fields = about.settings["fields"] if about else ()
        options = next((f["options"] for f in fields if f["id"] == "profession"), ())
        named = {option["id"]: option["label"] for option in options}
        return named | {"": self.words["results"]["no-profession"]}

    def _with_live(self, found: Collected) -> Collected:
        """Add what the devices of the live room sent, if there is one."""
        if self._store is None and not (self.folder / LIVE).is_file():
            return found
        # Imported here: SQLAlchemy takes a while to come, and most desks have files alone.
        from workshop.answers.room_store import StoreError  # noqa: PLC0415

        words, about = self.words["collect"], playing("about", self.exercises)
        try:
            with self._opened() as store:
                room = store.newest()
                live = store.carried(room.id, about.id if about else "") if room else []
        except StoreError as error:
            aside = Aside(LIVE, words["unreadable"].format(why=error))
            return replace(found, aside=(*found.aside, aside))
        self._live = room.id if room else ""
        return collect.with_live(found, live, words)

    def _left_meanwhile(self) -> list[str]:
        """Find who has left the live room since it was read."""
        if not self.collected.live:
            return []
        from workshop.answers.room_store import StoreError  # noqa: PLC0415

        try:
            with self._opened() as store:
                here = {each.work for each in store.devices(self._live)}
        except StoreError:
            # Nobody can say; whoever leaves is taken out of what was told as well.
            return []
        return sorted({each.participant for each in self.collected.live} - here)

    @contextmanager
    def _opened(self) -> Iterator[RoomStore]:
        from workshop.answers.room_store import RoomStore  # noqa: PLC0415

        store = self._store or RoomStore(self.folder / LIVE)
        try:
            yield store
        finally:
            if store is not self._store:
                store.close()

    def _seen(self, exercise_id: str) -> tuple[Step, ...]:
        from workshop.results.told import visible  # noqa: PLC0415

        now = self._now.get(exercise_id)
        exercise = self.exercises[exercise_id]
        return visible(exercise, self._told.get(exercise_id, ()), now) if now else ()

    def _forget(self) -> None:
        self._results = {}
        self._overview = None
