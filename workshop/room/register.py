"""Who is in a room: devices that join and withdraw, and the browsers of its host and its wall."""

from __future__ import annotations

import secrets

from workshop.answers import room_writes
from workshop.answers.room_store import RoomStore, StoreError
from workshop.answers.room_tables import KeptDevice, KeptRoom
from workshop.core.moments import milliseconds
from workshop.room import joining
from workshop.room.present import Device, Present
from workshop.room.streams import Streams
from workshop.room.writer import Writer


class OverError(Exception):
    """The room is over."""


class Register:
    """Who is in a room.

    Parameters
    ----------
    store
        Where the room is kept.
    kept
        What is kept of it.
    streams
        Who listens.
    """

    def __init__(self, store: RoomStore, kept: KeptRoom, streams: Streams) -> None:
        self.store = store
        self.streams = streams
        self.writer = Writer(store)
        self.present = Present()
        self.sessions = store.keys(kept.id)
        self.code = kept.code
        self.plan = kept.plan
        self.over = False
        self._kept = kept

    async def join(self, work: str, people: int, profession: str) -> tuple[str, Device]:
        """Let a device in.

        Parameters
        ----------
        work
            The id of the work on it.
        people
            How many sit at it.
        profession
            What they are; may be empty.

        Returns
        -------
        tuple of (str, Device)
            The token that it shows from now on, and the device.

        Raises
        ------
        OverError
            When the room is over.
        StoreError
            When it cannot be kept.
        """
        if self.over:
            raise OverError
        token = joining.new_token()
        kept = KeptDevice(
            secrets.token_hex(8),
            self._kept.id,
            joining.checksum(token),
            work,
            joining.new_code(),
            people,
            profession,
            milliseconds(),
        )
        await self.writer.do(lambda connection: room_writes.keep_device(connection, kept))
        device = self.present.add(kept)
        self.streams.changed()
        return token, device

    async def withdraw(self, device: Device) -> None:
        """Delete a device, and everything that it sent.

        Raises
        ------
        StoreError
            When that cannot be done; then it is there still.
        """
        # First of all nobody comes in with it any more, or something could arrive behind it.
        self.present.remove(device)
        id_ = device.kept.id
        try:
            await self.writer.do(lambda connection: room_writes.delete_device(connection, id_))
        except StoreError:
            self.present.add(device.kept)
            raise
        await self.writer.wipe()
        for each in list(self.streams.listeners):
            if each.owner is device:
                each.close()
        self.streams.changed()

    async def keep_key(self, role: str) -> str:
        """Make a key for a browser of the host or the wall, which it shows from now on."""
        key = joining.new_token()
        kept, room = joining.checksum(key), self._kept.id
        await self.writer.do(lambda connection: room_writes.keep_key(connection, room, role, kept))
        self.sessions[kept] = role
        return key
