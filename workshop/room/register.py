"""Who is in a room: devices that join and withdraw, and the browsers of its host and its wall."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from workshop.answers import room_writes
from workshop.answers.room_store import RoomStore, StoreError
from workshop.answers.room_tables import KeptDevice, KeptRoom
from workshop.core.moments import milliseconds
from workshop.room import joining
from workshop.room.present import Device, Present
from workshop.room.streams import Streams
from workshop.room.writer import Writer

CHECK_MS = 5_000
"""So long it is believed that something can be kept, once it was."""


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
    words
        Those by which somebody comes back.
    """

    def __init__(
        self, store: RoomStore, kept: KeptRoom, streams: Streams, words: Sequence[str]
    ) -> None:
        self.store = store
        self.streams = streams
        self.writer = Writer(store)
        self.present = Present()
        self.sessions = store.keys(kept.id)
        self.code = kept.code
        self.plan = kept.plan
        self.over = False
        self._kept = kept
        self._words = words
        self._checked = 0

    @property
    def room_id(self) -> str:
        """The id of the room."""
        return self._kept.id

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
        token, room = joining.new_token(), self._kept
        taken = {joining.word_as_typed(each.kept.name) for each in self.present.all()}
        kept = KeptDevice(
            secrets.token_hex(8),
            room.id,
            joining.checksum(token),
            work,
            joining.new_word(self._words, taken),
            people,
            profession,
            milliseconds(),
        )
        await self.writer.do(lambda connection: room_writes.keep_device(connection, kept))
        if self.over or self._kept is not room:
            # It was ended, or deleted, meanwhile.
            raise OverError
        device = self.present.add(kept)
        self.streams.changed()
        return token, device

    def here(self) -> int:
        """Count the devices that are here."""
        return self.present.here()

    def people(self) -> int:
        """Count the people at the devices that are here."""
        return self.present.people()

    def named(self, word: str) -> Device | None:
        """Find the device that a word brings back, in a time that tells nothing of the others."""
        given, found = joining.word_as_typed(word), None
        for each in self.present.all():
            found = each if joining.same(joining.word_as_typed(each.kept.name), given) else found
        return found

    async def renew(self, device: Device) -> str | None:
        """Know a device by a new token; who has the old one is out.

        Returns
        -------
        str or None
            The token; nothing where the device has left meanwhile.

        Raises
        ------
        StoreError
            When it cannot be kept; then the old one holds.
        """
        token = joining.new_token()
        id_, kept = device.kept.id, joining.checksum(token)
        await self.writer.do(lambda connection: room_writes.change_token(connection, id_, kept))
        if not self.present.renew(device, kept):
            return None
        self.close_streams(device)
        return token

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
        self.close_streams(device)
        self.streams.changed()

    def close_streams(self, device: Device) -> None:
        """End the streams of a device: it has to come in anew."""
        for each in list(self.streams.listeners):
            if each.owner is device:
                each.close()

    async def check(self) -> None:
        """Find out whether something can be kept now; at most once in a while it is tried.

        Raises
        ------
        StoreError
            When it cannot.
        """
        now, room = milliseconds(), self._kept.id
        if now - self._checked > CHECK_MS:
            await self.writer.do(lambda connection: room_writes.goes_on(connection, room, now))
            self._checked = now

    async def keep_key(self, role: str) -> str:
        """Make a key for a browser of the host or the wall, which it shows from now on."""
        key = joining.new_token()
        kept, room = joining.checksum(key), self._kept.id
        await self.writer.do(lambda connection: room_writes.keep_key(connection, room, role, kept))
        self.sessions[kept] = role
        return key
