"""What is written of a live room: each of these is part of a transaction that somebody began."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from workshop.answers import room_tables
from workshop.answers.room_tables import KeptAnswer, KeptDevice, KeptHands, KeptRoom

_TURN = "turn"
DAYS = 90
"""So many days after its last start a room is deleted, at the next start."""
A_DAY = 24 * 60 * 60 * 1000


def begin_room(connection: sa.Connection, room: KeptRoom) -> None:
    """Begin a room."""
    connection.execute(
        room_tables.rooms.insert().values(
            id=room.id,
            code=room.code,
            plan=json.dumps(room.plan),
            stage=json.dumps(room.stage),
            number=room.stage.get("number", 0),
            earlier=json.dumps(room.earlier),
            began=room.began,
            over=room.over,
            goes=room.began + DAYS * A_DAY,
        )
    )


def goes_on(connection: sa.Connection, room: str, now: int) -> None:
    """Put off the day on which a room is deleted."""
    _change(connection, room, goes=now + DAYS * A_DAY)


def keep_stage(
    connection: sa.Connection,
    room: str,
    stage: Mapping[str, Any],
    earlier: Sequence[Mapping[str, Any]],
    before: int,
) -> bool:
    """Keep where a room is, and where it was, unless another program has stepped it meanwhile.

    Parameters
    ----------
    connection
        A transaction.
    room
        The room's id.
    stage, earlier
        Where it is, and where it was, the last one last.
    before
        The number of the stage that this one follows.

    Returns
    -------
    bool
        Whether it is kept.
    """
    table = room_tables.rooms
    where = sa.and_(table.c.id == room, table.c.number <= before)
    done = connection.execute(
        table.update()
        .where(where)
        .values(
            stage=json.dumps(stage),
            earlier=json.dumps(list(earlier)),
            number=stage.get("number", 0),
        )
    )
    return done.rowcount == 1


def keep_counted(connection: sa.Connection, room: str) -> None:
    """Keep that a room was counted once more."""
    counted = room_tables.rooms.c.counted
    connection.execute(
        room_tables.rooms.update().where(room_tables.rooms.c.id == room).values(counted=counted + 1)
    )


def keep_seen(connection: sa.Connection, devices: Sequence[str], now: int) -> None:
    """Keep that devices are here."""
    table = room_tables.devices
    connection.execute(
        table.update().where(table.c.id.in_(devices)).values(seen=now, turn=turn_of(connection))
    )


def take_turn(connection: sa.Connection) -> None:
    """Take the next turn: until this transaction ends, no other program writes.

    So turns come in the order in which transactions are committed, and whoever has read up to a
    turn misses nothing that comes with a lower one.
    """
    table = room_tables.turns
    next_one = table.update().values(turn=table.c.turn + 1).returning(table.c.turn)
    turn = connection.execute(next_one).scalar()
    if turn is None:
        connection.execute(table.insert().values(id=1, turn=1, gone=0))
        turn = 1
    connection.info[_TURN] = turn


def turn_of(connection: sa.Connection) -> int:
    """Give the turn of a transaction; 0 where one program alone writes, and takes none."""
    turn: int = connection.info.get(_TURN, 0)
    return turn


def _note_gone(connection: sa.Connection) -> None:
    if turn := turn_of(connection):
        connection.execute(room_tables.turns.update().values(gone=turn))


def keep_plan(connection: sa.Connection, room: str, plan: Sequence[str]) -> None:
    """Keep which exercises a room has."""
    _change(connection, room, plan=json.dumps(list(plan)))


def end_room(connection: sa.Connection, room: str, now: int) -> None:
    """Keep that a room is over."""
    _change(connection, room, over=now)


def empty_room(connection: sa.Connection, room: str, now: int) -> None:
    """Delete all that was sent to a room, which is over then.

    The room itself stays: without it the one before would be the newest.
    """
    _empty(connection, room)
    _change(connection, room, stage="{}", earlier="[]", over=now)


def delete_room(connection: sa.Connection, room: str) -> None:
    """Delete a room and all that was sent to it."""
    _empty(connection, room)
    connection.execute(room_tables.keys.delete().where(room_tables.keys.c.room == room))
    connection.execute(room_tables.rooms.delete().where(room_tables.rooms.c.id == room))


def begin_after(connection: sa.Connection, before: str, room: KeptRoom) -> None:
    """Begin a room in place of another, which is over then; host and wall come along."""
    connection.execute(
        room_tables.rooms.update()
        .where(room_tables.rooms.c.id == before, room_tables.rooms.c.over == 0)
        .values(over=room.began)
    )
    begin_room(connection, room)
    connection.execute(
        room_tables.keys.update().where(room_tables.keys.c.room == before).values(room=room.id)
    )


def keep_device(connection: sa.Connection, device: KeptDevice) -> None:
    """Keep a device that joined."""
    values = {name: getattr(device, name) for name in KeptDevice.__slots__}
    more = {"seen": device.joined, "turn": turn_of(connection)}
    connection.execute(room_tables.devices.insert().values(**values, **more))


def change_token(connection: sa.Connection, device: str, token: str) -> None:
    """Know a device by another token from now on."""
    connection.execute(
        room_tables.devices.update()
        .where(room_tables.devices.c.id == device)
        .values(token=token, turn=turn_of(connection))
    )


def delete_device(connection: sa.Connection, device: str) -> None:
    """Delete a device and all that it sent."""
    for table in (room_tables.answers, room_tables.notes):
        connection.execute(table.delete().where(table.c.device == device))
    connection.execute(room_tables.devices.delete().where(room_tables.devices.c.id == device))
    _note_gone(connection)


def keep_key(connection: sa.Connection, room: str, role: str, key: str) -> None:
    """Keep the checksum of a key."""
    connection.execute(room_tables.keys.insert().values(key=key, room=room, role=role))


def keep_hands(connection: sa.Connection, room: str, hands: KeptHands) -> None:
    """Keep how many hands were raised, instead of how many it was thought before."""
    table = room_tables.hands
    of = {"place": hands.place, "round": hands.round, "option": hands.option}
    one = sa.and_(table.c.room == room, *(table.c[name] == value for name, value in of.items()))
    # Nobody comes in between: one program writes at a time, see `take_turn`.
    connection.execute(table.delete().where(one))
    connection.execute(table.insert().values(room=room, **of, count=hands.count))


def keep_answers(connection: sa.Connection, answers: Sequence[KeptAnswer]) -> None:
    """Keep answers, each unless there is one with the same number or a higher one already.

    What a device sent that has left meanwhile is not kept: another program may have let it go.
    """
    newest = {(each.device, each.exercise, each.late): each for each in answers}
    for each in answers:
        place = (each.device, each.exercise, each.late)
        if each.n > newest[place].n:
            newest[place] = each
    devices = room_tables.devices.c.id
    named = sa.select(devices).where(devices.in_({each.device for each in answers}))
    here = set(connection.execute(named).scalars())
    rows = [
        {
            "device": each.device,
            "exercise": each.exercise,
            "late": each.late,
            "n": each.n,
            "record": each.record,
            "turn": turn_of(connection),
        }
        for each in newest.values()
        if each.device in here
    ]
    if rows:
        connection.execute(_UPSERTS[connection.dialect.name], rows)


def _upsert(insert: Any) -> sa.Insert:  # noqa: ANN401 - each dialect has a type of its own
    new = insert(room_tables.answers)
    higher: sa.Insert = new.on_conflict_do_update(
        index_elements=[
            room_tables.answers.c.device,
            room_tables.answers.c.exercise,
            room_tables.answers.c.late,
        ],
        set_={name: new.excluded[name] for name in ("n", "record", "turn")},
        where=room_tables.answers.c.n < new.excluded.n,
    )
    return higher


_UPSERTS = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}


def _empty(connection: sa.Connection, room: str) -> None:
    own = sa.select(room_tables.devices.c.id).where(room_tables.devices.c.room == room)
    connection.execute(room_tables.answers.delete().where(room_tables.answers.c.device.in_(own)))
    for table in (room_tables.devices, room_tables.hands, room_tables.notes):
        connection.execute(table.delete().where(table.c.room == room))
    _note_gone(connection)


def _change(connection: sa.Connection, room: str, **values: object) -> None:
    connection.execute(
        room_tables.rooms.update().where(room_tables.rooms.c.id == room).values(**values)
    )
