"""What other programs have written of a live room, where several serve it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import sqlalchemy as sa

from workshop.answers.room_store import RoomStore, made, read_room
from workshop.answers.room_tables import (
    KeptAnswer,
    KeptDevice,
    KeptRoom,
    answers,
    devices,
    rooms,
    turns,
)


@dataclass(frozen=True, slots=True)
class News:
    """What other programs have written of a room.

    Parameters
    ----------
    turn
        Up to which turn this is.
    room
        The newest room; nothing where there is none.
    counted
        How often it was counted.
    devices
        The devices that joined or changed, each with when it was here last.
    answers
        The answers that came.
    ids
        The ids of all devices, where some are gone; else nothing.
    """

    turn: int
    room: KeptRoom | None
    counted: int
    devices: Sequence[tuple[KeptDevice, int]]
    answers: Sequence[KeptAnswer]
    ids: AbstractSet[str] | None


def turn(store: RoomStore) -> int:
    """Read how many transactions there were; 0 where one program alone writes.

    Raises
    ------
    StoreError
        When it cannot be read.
    """
    with store.reading() as connection:
        return connection.execute(sa.select(turns.c.turn)).scalar() or 0


def news(store: RoomStore, room: str, since: int) -> News:
    """Read what other programs have written.

    Parameters
    ----------
    store
        Where the room is kept.
    room
        The room's id.
    since
        Up to which turn all is known.

    Returns
    -------
    News
        What is new.

    Raises
    ------
    StoreError
        When it cannot be read.
    """
    here = devices.c.room == room
    with store.reading() as connection:
        # First of all: what is written while the rest is read is read once more the next time.
        at, gone = connection.execute(sa.select(turns.c.turn, turns.c.gone)).first() or (0, 0)
        newest = connection.execute(sa.select(rooms).order_by(rooms.c.began.desc()).limit(1))
        last = newest.first()
        joined = connection.execute(sa.select(devices).where(here, devices.c.turn > since))
        own = sa.select(answers).join(devices, devices.c.id == answers.c.device)
        sent = connection.execute(own.where(here, answers.c.turn > since))
        ids = sa.select(devices.c.id).where(here)
        return News(
            at,
            read_room(last) if last else None,
            last.counted if last else 0,
            [(made(KeptDevice, each), each.seen) for each in joined],
            [made(KeptAnswer, each) for each in sent],
            {each.id for each in connection.execute(ids)} if gone > since else None,
        )
