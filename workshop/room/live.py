"""One live room: its stage, who is in it, and what they answered.

The server judges nothing and sends nothing of what was answered to anybody who answers: it keeps
records in the form of the files, and says when they are kept. Results come from the facilitator's
room, which takes what came here and what was handed in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from workshop.answers import room_writes
from workshop.answers.hand_in import bare
from workshop.answers.room_store import StoreError
from workshop.answers.room_tables import KeptAnswer
from workshop.core.moments import milliseconds
from workshop.room import joining
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
        StoreError
            When it cannot be kept.
        """
        hands = await self.asked(read_hands, self.room, values)
        if hands.place.split("/")[0] not in self.plan:
            raise StepError(hands.place)
        await self.hands.keep(hands)
        self.streams.anew()

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
            self._kept, self.code, self.over = kept, code, False
            self.stage, self._earlier, self.present = stage, [], Present()
            self.hands = Hands(self.store, self.writer, kept.id)
            self.notes = Notes(self.store, self.writer, kept.id)
            for each in list(self.streams.listeners):
                if each.audience == "device":
                    each.close()
            self.streams.told()
            await self.asked(self.room.read)

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
