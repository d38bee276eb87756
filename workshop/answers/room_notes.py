"""What is written of the notes of a room: words that people chose to show, and questions for later.

Each of these is part of a transaction that somebody began, see :mod:`workshop.answers.room_writes`.
"""

from __future__ import annotations

import sqlalchemy as sa

from workshop.answers.room_tables import KeptNote, notes


def keep_note(connection: sa.Connection, room: str, note: KeptNote) -> None:
    """Keep a note."""
    values = {name: getattr(note, name) for name in KeptNote.__slots__}
    connection.execute(notes.insert().values(room=room, **values))


def judge_note(connection: sa.Connection, note: str, state: str) -> None:
    """Keep what the host did with a note."""
    connection.execute(notes.update().where(notes.c.id == note).values(state=state))


def delete_note(connection: sa.Connection, note: str) -> None:
    """Delete a note."""
    connection.execute(notes.delete().where(notes.c.id == note))
