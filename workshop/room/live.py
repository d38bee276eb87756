"""One live room: its stage, who is in it, and what they answered.

The server judges nothing and sends nothing of what was answered to anybody who answers: it keeps
records in the form of the files, and says when they are kept. Results come from the facilitator's
room, which takes what came here and what was handed in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from workshop.answers import room_writes
from workshop.answers.hand_in import bare
from workshop.answers.room_store import StoreError
from workshop.answers.room_tables import KeptAnswer, KeptRoom
from workshop.core.moments import milliseconds
from workshop.room import joining
from workshop.room import stage as stages
from workshop.room.begun import following
from workshop.room.hands import Hands, read_hands
from workshop.room.notes import Notes
from workshop.room.present import Device, Present
from workshop.room.stage import Stage, StepError
from workshop.room.staged import SETTLE_SECONDS, Staged


class Live(Staged):
    """A live room; see :class:`workshop.room.staged.Staged` for what it is made of."""

    async def answer(
        self, device: Device, exercise: str, n: int, record: Mapping[str, Any]
    ) -> bool:
        """Keep what a device sent; it is on the disk when this returns.

        Parameters
        ----------
        device
            Whose it is.
        exercise
            The exercise, on the plan.
        n
            The device's number for it: what is not newer than what is kept changes nothing.
        record
            The record; no word of anybody's own is kept of it.

        Returns
        -------
        bool
            Whether it came late, and is kept apart.

        Raises
        ------
        StoreError
            When it could not be kept.
        """
        if n <= device.numbers.get(exercise, 0):
            return False
        late = self.over or self._closed(exercise)
        about = self.room.exercises[exercise]
        kept = bare(about, dict(record))
        text = json.dumps(kept, separators=(",", ":"))
        await self.writer.keep(KeptAnswer(device.kept.id, exercise, n, text, late))
        if not late:
            self.present.took(device, about, n, kept)
            self.streams.changed()
        return late

    async def count_hands(self, values: Mapping[str, Any]) -> None:
        """Keep how many people without a device raised a hand.

        Parameters
        ----------
        values
            See :func:`workshop.room.hands.read_hands`.

        Raises
        ------
        StepError
            When it makes no sense, also with an exercise that is not on the plan.
        OverError
            When the room is over.
        StoreError
            When it cannot be kept.
        """
        self.goes_on()
        hands = await self.asked(read_hands, self.room, values)
        if hands.place.split("/")[0] not in self.plan:
            raise StepError(hands.place)
        await self.hands.keep(hands)
        self.streams.anew()

    def plan_with(self, exercises: Sequence[str]) -> tuple[str, ...]:
        """Give the plan that the room would have with other exercises.

        Parameters
        ----------
        exercises
            Their ids, in order.

        Returns
        -------
        tuple of str
            These, and what was begun: opened, looked at or answered, it stays.
        """
        stages = [*self._earlier, self.stage]
        begun = {place.split("/")[0] for each in stages for place in (each.exercise, *each.looked)}
        stay = [id_ for id_ in self.plan if id_ in begun or self.answered(id_)]
        return tuple(dict.fromkeys([*[id_ for id_ in stay if id_ not in exercises], *exercises]))

    async def change_plan(self, exercises: Sequence[str]) -> None:
        """Have other exercises from now on; where the room is, and what was begun, stays.

        Parameters
        ----------
        exercises
            Their ids, in order.

        Raises
        ------
        StepError
            When another program has stepped meanwhile.
        StoreError
            When it cannot be kept; then the plan is what it was.
        """
        async with self._stepping:
            room, plan = self._kept.id, self.plan_with(exercises)
            # Phones hear of what has a number that they have not heard of.
            stage = replace(self.stage, number=self.stage.number + 1)

            def keep(connection: sa.Connection) -> bool:
                earlier = [each.as_json() for each in self._earlier]
                before = self.stage.number
                done = room_writes.keep_stage(connection, room, stage.as_json(), earlier, before)
                if done:
                    room_writes.keep_plan(connection, room, plan)
                return done

            if not await self.writer.do(keep):
                raise StepError(stage.moment)
            self.plan, self.stage = plan, stage
            self.streams.told()

    async def withdraw(self, device: Device) -> None:
        """Delete a device, and everything that it sent; its words leave the wall too."""
        await super().withdraw(device)
        self.notes.forget(device.kept.id)
        self.streams.anew(None if self.stage.wall else "host")

    async def end(self) -> None:
        """End the room: nobody joins any more, and what comes is late."""
        room = self._kept.id
        await self.writer.do(
            lambda connection: room_writes.end_room(connection, room, milliseconds())
        )
        self.over = True
        self.streams.told()

    async def delete(self) -> int:
        """Delete everything that was sent to the room, and end it.

        Returns
        -------
        int
            In how many exercises what was told stays kept, since handed-in files are part of it.

        Raises
        ------
        StoreError
            When that cannot be done; then all is there still.
        OSError
            When it is deleted, and what was told of it cannot be.
        """
        room, before = self._kept.id, (self.present, self.over)
        # First of all nobody is in it any more, or something could arrive behind it.
        self.present, self.over = Present(), True
        try:
            await self.writer.do(
                lambda connection: room_writes.empty_room(connection, room, milliseconds())
            )
        except StoreError:
            self.present, self.over = before
            raise
        await self.writer.wipe()
        self.hands.clear()
        self.notes.clear()
        self.streams.told()
        return await self.asked(self._forget_told)

    async def begin_anew(self) -> None:
        """Begin a new room in place of this one, which is over; phones join it by its code.

        Raises
        ------
        StoreError
            When it cannot be kept; then this one goes on.
        """
        async with self._stepping:
            before, code = self._kept, joining.new_code(len(self.code))
            stage = Stage(number=self.stage.number + 1)
            kept = following(before, code, self.plan, stage)
            await self.writer.do(
                lambda connection: room_writes.begin_after(connection, before.id, kept)
            )
            await self._follow(kept)

    async def replaced(self, kept: KeptRoom) -> None:
        """Go on with a room that another program has begun in place of this one."""
        async with self._stepping:
            if kept.id != self._kept.id:
                await self._follow(kept)

    async def _follow(self, kept: KeptRoom) -> None:
        self._kept, self.code, self.plan, self.over = kept, kept.code, kept.plan, bool(kept.over)
        self.stage, self._earlier = stages.from_json({**kept.stage}), []
        self.present = Present()
        self.read_again()
        for each in list(self.streams.listeners):
            if each.audience == "device":
                each.close()
        self.streams.told()
        await self.asked(self.room.read)

    def read_again(self) -> None:
        """Read anew what is small: the keys of host and wall, the hands, and the notes."""
        self.sessions = self.store.keys(self._kept.id)
        self.hands = Hands(self.store, self.writer, self._kept.id)
        if self.notes.room == self._kept.id:
            self.notes.read()
        else:
            self.notes = Notes(self.store, self.writer, self._kept.id)

    async def close(self) -> None:
        """Write what waits, and let go of everything."""
        self.streams.close()
        await self.writer.close()
        self._desk.shutdown()
        self.store.close()

    def _closed(self, exercise: str) -> bool:
        """Tell whether answers are late; the last taps of a phone are not, when a room goes on."""
        stage = self.stage
        just = stage.exercise == exercise and milliseconds() - stage.since < SETTLE_SECONDS * 1000
        return exercise in stage.opened and not (just and stage.moment == "why")

    def _forget_told(self) -> int:
        self.room.read()
        return len(self.room.forget_gone())
