"""Notes: words that people chose to show, and questions for later.

The host reads each one first. They are no answers: no number and no report knows of them.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import replace

from workshop.answers import room_notes
from workshop.answers.room_store import RoomStore, StoreError
from workshop.answers.room_tables import KeptNote
from workshop.core.moments import milliseconds
from workshop.room.asking import PARKED
from workshop.room.writer import Writer

NEW, SHOWN, OUT, DONE = STATES = ("new", "shown", "out", "done")
"""Nobody has read it; it may stand on the wall; it stays off the wall; it is answered."""
LONGEST_WORDS, LONGEST_QUESTION = 60, 140
MOST_WORDS, MOST_QUESTIONS = 5, 10
"""How many a device can send about one thing, and for later."""
_MOST_MARKS = 3
"""How many signs can stand above one letter: more of them would cover the line above."""
_GONE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# They are letters by their name, and nobody sees them.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_JOINERS = "\u200c\u200d"
_LATIN = "\u02ff"


class Notes:
    """All notes of a room, from memory; the store has them too.

    Parameters
    ----------
    store, writer
        Where they are kept, and what writes them there.
    room
        The room's id.

    Raises
    ------
    StoreError
        When they cannot be read.
    """

    def __init__(self, store: RoomStore, writer: Writer, room: str) -> None:
        self._store = store
        self._writer = writer
        self.room = room
        self._kept: dict[str, KeptNote] = {}
        self._coming: set[str] = set()
        self.changes = 0
        """Grows whenever something is different."""
        self.read()

    def read(self) -> None:
        """Read all notes of the room again.

        Raises
        ------
        StoreError
            When they cannot be read.
        """
        kept = {each.id: each for each in self._store.notes(self.room)}
        if kept != self._kept:
            self._kept = kept
            self.changes += 1

    def all(self) -> list[KeptNote]:
        """Give all notes, the first that came first."""
        return list(self._kept.values())

    def of(self, device: str) -> list[KeptNote]:
        """Give what a device has sent."""
        return [each for each in self._kept.values() if each.device == device]

    def shown(self, about: str) -> list[KeptNote]:
        """Give what may stand on the wall."""
        return [each for each in self.all() if each.about == about and each.state == SHOWN]

    def waiting(self) -> int:
        """Count what the host has not read yet."""
        return sum(each.state == NEW for each in self._kept.values())

    def sent(self, device: str, name: str) -> KeptNote | None:
        """Find what a device has sent under a name of its own."""
        return next((each for each in self.of(device) if each.sent == name), None)

    def is_coming(self, note: KeptNote) -> bool:
        """Tell whether a note is not on the disk yet."""
        return note.id in self._coming

    def is_full(self, device: str, about: str) -> bool:
        """Tell whether a device has sent as much of something as it can."""
        there = sum(each.about == about for each in self.of(device))
        return there >= (MOST_QUESTIONS if about == PARKED else MOST_WORDS)

    async def add(self, device: str, name: str, about: str, prompt: str, text: str) -> KeptNote:
        """Keep a note; it is on the disk when this returns.

        Parameters
        ----------
        device, name
            Whose it is, and the device's own name for it.
        about, prompt
            What it answers, and how that was asked.
        text
            What was written, as :func:`cleaned` gives it.

        Returns
        -------
        KeptNote
            The note.

        Raises
        ------
        StoreError
            When it cannot be kept.
        """
        id_, now = secrets.token_hex(8), milliseconds()
        note = KeptNote(id_, device, name, about, prompt, text, now, NEW)
        room = self.room
        # It has its place before it is on the disk, or two at once would be one too many.
        self._kept[id_] = note
        self._coming.add(id_)
        try:
            await self._writer.do(lambda connection: room_notes.keep_note(connection, room, note))
        except StoreError:
            self._kept.pop(id_, None)
            raise
        finally:
            self._coming.discard(id_)
        self.changes += 1
        return note

    async def judge(self, id_: str, state: str) -> bool:
        """Do with a note what the host says; says whether it is still there.

        Raises
        ------
        StoreError
            When it cannot be kept; then it is as it was.
        """
        if id_ not in self._kept:
            return False
        await self._writer.do(lambda connection: room_notes.judge_note(connection, id_, state))
        # It may have been taken back meanwhile.
        if id_ in self._kept:
            self._kept[id_] = replace(self._kept[id_], state=state)
        self.changes += 1
        return id_ in self._kept

    async def take_back(self, note: KeptNote) -> None:
        """Delete a note.

        Raises
        ------
        StoreError
            When that cannot be done; then it is there still.
        """
        await self._writer.do(lambda connection: room_notes.delete_note(connection, note.id))
        await self._writer.wipe()
        self._kept.pop(note.id, None)
        self.changes += 1

    def forget(self, device: str) -> None:
        """Forget what a device has sent, which is deleted already."""
        for each in self.of(device):
            del self._kept[each.id]
        self.changes += 1

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()
        self.changes += 1


def longest(about: str) -> int:
    """Say how many characters a note can have."""
    return LONGEST_QUESTION if about == PARKED else LONGEST_WORDS


def cleaned(text: str) -> str:
    """Give a text in one line, without what nobody sees or what disturbs the lines around it.

    Parameters
    ----------
    text
        What somebody wrote.

    Returns
    -------
    str
        The text without controls and without what changes the direction of writing; empty where
        nothing can be seen of it.
    """
    kept: list[str] = []
    marks = 0
    for each in unicodedata.normalize("NFC", text):
        if each.isspace():
            kept.append(" ")
            continue
        if each in _JOINERS:
            # Some scripts cannot be written without them; elsewhere they only hide something.
            joins = bool(kept) and kept[-1] > _LATIN and kept[-1] not in _JOINERS
        else:
            joins = unicodedata.category(each) not in _GONE and each not in _UNSEEN
        marks = marks + 1 if unicodedata.category(each).startswith("M") else 0
        if joins and marks <= _MOST_MARKS:
            kept.append(each)
    words = (word.strip(_JOINERS) for word in "".join(kept).split())
    return " ".join(word for word in words if word)
