"""Where a room is: its stage, what is told of it, and its steps."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from workshop.answers import room_writes
from workshop.answers.room_store import RoomStore, StoreError
from workshop.answers.room_tables import KeptRoom
from workshop.content.library import Library
from workshop.core.moments import milliseconds
from workshop.facilitator.gathered import LIVE, Room
from workshop.room import joining, specs
from workshop.room import stage as stages
from workshop.room.begun import begun, remember
from workshop.room.hands import Hands
from workshop.room.notes import Notes
from workshop.room.present import Device
from workshop.room.register import OverError, Register
from workshop.room.stage import Moment, Stage, StepError
from workshop.room.streams import Audience, Streams

T = TypeVar("T")
SETTLE_SECONDS = 1.2
"""So long phones have to send their last taps before what is looked at is counted."""
MOST_BACK = 20
"""How many steps can be taken back."""


class Staged(Register):
    """A room that has a stage.

    Parameters
    ----------
    library
        The content.
    folder
        The folder that holds what a facilitator collects and keeps.
    plan
        The ids of its exercises; by default those it had, or all there are.
    anew
        Whether to begin a new room where one goes on.
    store
        Where it is kept, on a server that many rooms share; by default a file in the folder.

    Raises
    ------
    StoreError, OSError
        When the room cannot be kept.
    """

    def __init__(
        self,
        library: Library,
        folder: Path,
        plan: Sequence[str] | None = None,
        *,
        anew: bool = False,
        store: RoomStore | None = None,
    ) -> None:
        letters = joining.LONG if store else joining.ON_A_LAPTOP
        store = store or RoomStore(folder / LIVE)
        everything = [id_ for each in library.chapters() for id_ in each.exercises]
        code = joining.new_code(letters)
        kept = begun(store, plan or (), everything, code, anew=anew)
        self.library = library
        self.words = library.strings()["live"]
        streams = Streams(self._numbered, self.counts, self._was_seen)
        super().__init__(store, kept, streams, joining.return_words(self.words))
        self.room = Room(library, folder, store)
        self.hands = Hands(store, self.writer, kept.id)
        self.notes = Notes(store, self.writer, kept.id)
        self.address = ""
        """Where phones find it; set by whoever listens."""
        self.wifi = ""
        """What a code to scan says of the Wi-Fi; may be empty."""
        self._desk = ThreadPoolExecutor(1, "desk")
        self._stepping = asyncio.Lock()
        # What was there to see before this program started may have been seen.
        self.stage = stages.from_json({**kept.stage, "seen": True})
        self._earlier = [stages.from_json(each) for each in kept.earlier]
        if self.stage.exercise and self.stage.exercise not in self.plan:
            self.stage = stages.step(self.stage, "between", now=milliseconds())
        remember(store, kept.id, self.room.exercises, self.present)

    @property
    def secure(self) -> bool:
        """Whether phones reach the room over HTTPS."""
        return self.address.startswith("https://")

    def counts(self) -> dict[str, int]:
        """Count who is here, and who answered."""
        return {"answered": self.answered(), "here": self.here(), "people": self.people()}

    def answered(self, exercise: str = "", card: str = "") -> int:
        """Count the devices that answered an exercise, or a card; by default those of the stage."""
        if not exercise:
            exercise, card = self.stage.exercise, self.stage.card
        return self.present.answered(self.room.exercises.get(exercise), card)

    def stage_sent(self) -> dict[str, Any]:
        """Gather what is sent of the stage; the same to everybody."""
        stage = specs.told_of_stage(self.stage, self.plan, self.room.exercises, self.words)
        return {**stage, "over": self.over, "now": milliseconds()}

    def spec(self, exercise: str) -> dict[str, Any] | None:
        """Gather what a device may be sent of an exercise now; nothing of one not on the plan."""
        if exercise not in self.plan:
            return None
        self.told_of(exercise)
        return specs.told(self.library, exercise, held=exercise not in self.stage.opened)

    def told_of(self, exercise: str) -> None:
        """Note that a device is sent an exercise: reasons that were seen cannot be taken back."""
        if exercise in self.stage.opened:
            self._was_seen("device")

    def moved(self, kept: KeptRoom) -> bool:
        """Go where another program has led the room.

        Parameters
        ----------
        kept
            What is kept of it.

        Returns
        -------
        bool
            Whether the wall has something to show now that has to be counted.
        """
        over, self.plan = bool(kept.over), kept.plan
        stage = stages.from_json({**kept.stage, "seen": True})
        before, new = self.stage, stage.number > self.stage.number
        if new:
            self.stage = stage
            self._earlier = [stages.from_json(each) for each in kept.earlier]
        stepped = (stage.moment, stage.place, stage.since) != (
            before.moment,
            before.place,
            before.since,
        )
        reveals = new and stepped and stage.moment in stages.REVEALS
        if new or over != self.over:
            self.over = over
            self.streams.told("device" if reveals else None)
        return reveals

    def _numbered(self) -> tuple[int, dict[str, Any]]:
        return self.stage.number + 1_000_000_000 * self.over, self.stage_sent()

    def _was_seen(self, audience: Audience) -> None:
        if audience != "host" and not self.stage.seen:
            self.stage = replace(self.stage, seen=True)

    def goes_on(self) -> None:
        """Make sure that the room is not over.

        Raises
        ------
        OverError
            When it is.
        """
        if self.over:
            raise OverError

    async def withdraw(self, device: Device) -> None:
        """Delete a device, and everything that it sent, also from what was told.

        Raises
        ------
        StoreError
            When that cannot be done; then it is there still.
        """
        work = device.kept.work
        try:
            # First of all, so that nothing of it stays where the next step fails.
            await self.asked(self.room.take_out, work)
            await super().withdraw(device)
            # What was counted meanwhile.
            await self.asked(self.room.take_out, work)
        except OSError as error:
            raise StoreError(str(error)) from error

    async def step(
        self,
        to: Moment,
        exercise: str | None = None,
        card: str | None = None,
        seconds: int = 0,
    ) -> Stage:
        """Go on.

        Parameters
        ----------
        to, exercise, card, seconds
            See :func:`workshop.room.stage.step`.

        Returns
        -------
        Stage
            Where the room is now.

        Raises
        ------
        StepError
            When the step makes no sense, also with an exercise that is not on the plan.
        OverError
            When the room is over.
        StoreError
            When it cannot be kept; then the room is where it was.
        """
        async with self._stepping:
            self.goes_on()
            before = self.stage
            place = {"exercise": exercise, "card": card}
            after = stages.step(before, to, **place, seconds=seconds, now=milliseconds())
            self._check(after)
            await self._move(after, [*self._earlier, before][-MOST_BACK:])
            if to in stages.REVEALS:
                await self._gather(after.exercise)
            self.streams.told()
            return self.stage

    def can_step_back(self) -> bool:
        """Say whether there is a step that can be taken back."""
        return self._step_before() is not None

    def _step_before(self) -> Stage | None:
        return stages.back(self.stage, self._earlier[-1]) if self._earlier else None

    async def back(self) -> Stage | None:
        """Take a step back.

        Returns
        -------
        Stage or None
            Where the room is now; nothing where that cannot be, see
            :func:`workshop.room.stage.back`.

        Raises
        ------
        OverError
            When the room is over.
        StoreError
            When it cannot be kept.
        """
        async with self._stepping:
            self.goes_on()
            after = self._step_before()
            if after is not None:
                await self._move(after, self._earlier[:-1])
                self.streams.told()
            return after

    async def change(self, change: Callable[[Stage], Stage]) -> None:
        """Change what stands beside the steps: what the host asks for, and what the wall shows.

        Parameters
        ----------
        change
            Makes the stage from the one before.

        Raises
        ------
        StoreError
            When it cannot be kept; then the room is where it was.
        """
        async with self._stepping:
            await self._move(change(self.stage), self._earlier)
            self.streams.told()

    async def show(self, *, everybody: bool = False) -> None:
        """Count anew what the room looks at, where enough is new; or at *all are in* anyway.

        Raises
        ------
        OverError
            When the room is over.
        """
        self.goes_on()
        if self.stage.exercise:
            await self._count(self.stage.exercise, everybody=everybody)
            self.streams.anew()

    async def asked(self, function: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401
        """Run what reads :attr:`room` in the one thread that may."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._desk, function, *arguments)

    def _check(self, stage: Stage) -> None:
        if stage.exercise and stage.exercise not in self.plan:
            raise StepError(stage.exercise)
        exercise = self.room.exercises.get(stage.exercise)
        cards = {item.id for item in exercise.items} if exercise else set()
        if stage.card and stage.card not in cards:
            raise StepError(stage.card)

    async def _move(self, stage: Stage, earlier: list[Stage]) -> None:
        kept, before = [each.as_json() for each in (*earlier, stage)], self.stage.number
        room = self._kept.id
        done = await self.writer.do(
            lambda each: room_writes.keep_stage(each, room, kept[-1], kept[:-1], before)
        )
        if not done:
            # Another program has stepped meanwhile; that step is here in a moment.
            raise StepError(stage.moment)
        # What other programs have sent of it nobody knows here.
        self.stage = replace(stage, seen=stage.seen or self.store.shared)
        self._earlier = earlier

    async def _gather(self, exercise: str) -> None:
        """Let phones send their last taps, then count; the wall waits for that."""
        self.streams.held = True
        try:
            if self.streams.told("device"):
                await asyncio.sleep(SETTLE_SECONDS)
            with contextlib.suppress(OSError, StoreError):
                # Where it cannot be counted the room still goes on.
                await self._count(exercise)
        finally:
            self.streams.held = False

    async def _count(self, exercise: str, *, everybody: bool = False) -> None:
        await self.asked(self._show, exercise, everybody)
        if self.store.shared:
            room = self._kept.id
            await self.writer.do(lambda connection: room_writes.keep_counted(connection, room))

    def _show(self, exercise: str, everybody: bool) -> None:  # noqa: FBT001
        self.room.read()
        self.room.show([exercise], everybody=everybody, just_read=True)
