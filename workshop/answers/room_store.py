"""The live room on the disk: who joined, what they answered, and where the room is.

The file is SQLite's unless an address of a PostgreSQL is given. What is acknowledged to a phone was
committed here before (``synchronous=FULL``). Whoever writes takes the right to write first (``BEGIN
IMMEDIATE``): a transaction that reads and then wants to write would be refused without waiting.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from workshop.answers.carry import Carried
from workshop.system.files import private_folder

DAYS = 90
"""So many days after its last start a room is deleted, at the next start."""
A_DAY = 24 * 60 * 60 * 1000
PATIENCE_SECONDS = 2.0
"""How long to wait for another program that writes the same file."""

_meta = sa.MetaData()
_rooms = sa.Table(
    "rooms",
    _meta,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    sa.Column("plan", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("earlier", sa.Text, nullable=False),
    sa.Column("began", sa.BigInteger, nullable=False),
    sa.Column("over", sa.BigInteger, nullable=False),
    sa.Column("goes", sa.BigInteger, nullable=False),
)
_devices = sa.Table(
    "devices",
    _meta,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("room", sa.String(32), nullable=False, index=True),
    sa.Column("token", sa.String(64), nullable=False, unique=True),
    sa.Column("work", sa.String(64), nullable=False),
    sa.Column("name", sa.String(16), nullable=False),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Column("profession", sa.String(80), nullable=False),
    sa.Column("joined", sa.BigInteger, nullable=False),
)
_answers = sa.Table(
    "answers",
    _meta,
    sa.Column("device", sa.String(32), primary_key=True),
    sa.Column("exercise", sa.String(80), primary_key=True),
    sa.Column("late", sa.Boolean, primary_key=True),
    sa.Column("n", sa.BigInteger, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)
_keys = sa.Table(
    "keys",
    _meta,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("room", sa.String(32), nullable=False, index=True),
    sa.Column("role", sa.String(16), nullable=False),
)


class StoreError(Exception):
    """Something could not be kept, or not be read; nothing was changed."""


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """A room.

    Parameters
    ----------
    id, code
        Its id, and what people type to join.
    plan
        The ids of its exercises.
    stage, earlier
        Where it is, and where it was before, the last one last; as JSON.
    began, over
        When it began, and when it was over, in milliseconds since 1970; 0 while it goes on.
    """

    id: str
    code: str
    plan: tuple[str, ...]
    stage: Mapping[str, Any]
    earlier: tuple[Mapping[str, Any], ...]
    began: int
    over: int = 0


@dataclass(frozen=True, slots=True)
class KeptDevice:
    """A phone or laptop that joined.

    Parameters
    ----------
    id, room
        Its id, and the room's.
    token
        The checksum of what it shows to be known.
    work
        The id of the work on it, as in files that are handed in.
    name
        What people call it.
    people
        How many sit at it.
    profession
        What they are; may be empty.
    joined
        When it joined, in milliseconds since 1970.
    """

    id: str
    room: str
    token: str
    work: str
    name: str
    people: int
    profession: str
    joined: int


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a device sent of one exercise.

    Parameters
    ----------
    device, exercise
        Whose, and of which exercise.
    n
        The device's own number for it, which grows.
    record
        The record, as JSON.
    late
        Whether it came after the room had closed the exercise.
    """

    device: str
    exercise: str
    n: int
    record: str
    late: bool = False


class RoomStore:
    """Rooms in a database.

    Parameters
    ----------
    where
        The file, whose folder is made private; or the address of a PostgreSQL.

    Raises
    ------
    StoreError
        When it cannot be opened.
    OSError
        When the folder cannot be made.
    """

    def __init__(self, where: Path | str) -> None:
        self.where = where
        if isinstance(where, Path):
            private_folder(where.parent)
            # SQLite's further files take over who may read this one.
            os.close(os.open(where, os.O_CREAT | os.O_RDWR, 0o600))
            self._engine = _of_file(where)
        else:
            self._engine = sa.create_engine(where, pool_pre_ping=True)
        with _told():
            _meta.create_all(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Begin a transaction that writes; it is committed when the block ends well.

        Raises
        ------
        StoreError
            When it cannot be kept: then nothing of it is.
        """
        with _told(), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with (
            _told(),
            self._engine.connect().execution_options(reading=True) as connection,
            connection.begin(),
        ):
            yield connection

    def newest(self) -> KeptRoom | None:
        """Find the room that goes on, which is the one that began last."""
        with self._reading() as connection:
            found = connection.execute(
                sa.select(_rooms).order_by(_rooms.c.began.desc(), _rooms.c.id).limit(1)
            ).first()
        return _room(found) if found else None

    def devices(self, room: str) -> list[KeptDevice]:
        """Read the devices of a room."""
        with self._reading() as connection:
            found = connection.execute(sa.select(_devices).where(_devices.c.room == room))
            return [KeptDevice(**each._mapping) for each in found]  # noqa: SLF001 - its public name

    def answers(self, room: str) -> list[KeptAnswer]:
        """Read what the devices of a room sent."""
        return [answer for _, answer in self._answers(room)]

    def carried(self, room: str, about: str = "") -> list[Carried]:
        """Read what a room answered, as if everybody had handed in a file.

        Parameters
        ----------
        room
            The room's id.
        about
            The exercise that asks for the profession, which stands in for it where a device said
            it at joining; empty where there is none.

        Returns
        -------
        list of Carried
            One for each device, with what came before its exercise was closed.
        """
        records: dict[str, dict[str, Any]] = {}
        for device, answer in self._answers(room):
            if not answer.late:
                records.setdefault(device, {})[answer.exercise] = json.loads(answer.record)
        return [
            Carried(each.work, _about(each, about) | records.get(each.id, {}), handed_in=True)
            for each in self.devices(room)
        ]

    def keys(self, room: str) -> dict[str, str]:
        """Read the checksums of the keys of a room, each with whose it is."""
        with self._reading() as connection:
            found = connection.execute(sa.select(_keys).where(_keys.c.room == room))
            return {each.key: each.role for each in found}

    def _answers(self, room: str) -> list[tuple[str, KeptAnswer]]:
        asked = sa.select(_answers).join(_devices, _devices.c.id == _answers.c.device)
        with self._reading() as connection:
            found = connection.execute(asked.where(_devices.c.room == room))
            return [
                (each.device, KeptAnswer(each.device, each.exercise, each.n, each.record, each.late))
                for each in found
            ]

    def sweep(self, now: int) -> list[str]:
        """Delete the rooms whose day has come.

        Parameters
        ----------
        now
            The time, in milliseconds since 1970.

        Returns
        -------
        list of str
            Their codes.
        """
        with self.writing() as connection:
            old = connection.execute(
                sa.select(_rooms.c.id, _rooms.c.code).where(_rooms.c.goes <= now)
            ).all()
            for each in old:
                delete_room(connection, each.id)
        if old:
            self.wipe()
        return [each.code for each in old]

    def wipe(self) -> None:
        """Leave nothing of what was deleted in the file beside the database, where that can be."""
        if self._engine.dialect.name == "sqlite":
            with contextlib.suppress(SQLAlchemyError), self._engine.connect() as connection:
                connection.connection.driver_connection.execute(  # type: ignore[union-attr]
                    "PRAGMA wal_checkpoint(TRUNCATE)"
                )


def begin_room(connection: sa.Connection, room: KeptRoom) -> None:
    """Begin a room."""
    connection.execute(
        _rooms.insert().values(
            id=room.id,
            code=room.code,
            plan=json.dumps(room.plan),
            stage=json.dumps(room.stage),
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
) -> None:
    """Keep where a room is, and where it was."""
    _change(connection, room, stage=json.dumps(stage), earlier=json.dumps(list(earlier)))


def keep_plan(connection: sa.Connection, room: str, plan: Sequence[str]) -> None:
    """Keep which exercises a room has."""
    _change(connection, room, plan=json.dumps(list(plan)))


def end_room(connection: sa.Connection, room: str, now: int) -> None:
    """Keep that a room is over."""
    _change(connection, room, over=now)


def delete_room(connection: sa.Connection, room: str) -> None:
    """Delete a room and all that was sent to it."""
    own = sa.select(_devices.c.id).where(_devices.c.room == room)
    connection.execute(_answers.delete().where(_answers.c.device.in_(own)))
    for table in (_devices, _keys):
        connection.execute(table.delete().where(table.c.room == room))
    connection.execute(_rooms.delete().where(_rooms.c.id == room))


def keep_device(connection: sa.Connection, device: KeptDevice) -> None:
    """Keep a device that joined."""
    values = {name: getattr(device, name) for name in KeptDevice.__slots__}
    connection.execute(_devices.insert().values(**values))


def delete_device(connection: sa.Connection, device: str) -> None:
    """Delete a device and all that it sent."""
    connection.execute(_answers.delete().where(_answers.c.device == device))
    connection.execute(_devices.delete().where(_devices.c.id == device))


def keep_key(connection: sa.Connection, room: str, role: str, key: str) -> None:
    """Keep the checksum of a key."""
    connection.execute(_keys.insert().values(key=key, room=room, role=role))


def keep_answers(connection: sa.Connection, answers: Sequence[KeptAnswer]) -> None:
    """Keep answers, each unless there is one with the same number or a higher one already."""
    newest = {(each.device, each.exercise, each.late): each for each in answers}
    for each in answers:
        place = (each.device, each.exercise, each.late)
        if each.n > newest[place].n:
            newest[place] = each
    rows = [
        {
            "device": each.device,
            "exercise": each.exercise,
            "late": each.late,
            "n": each.n,
            "record": each.record,
        }
        for each in newest.values()
    ]
    connection.execute(_UPSERTS[connection.dialect.name], rows)


def _upsert(insert: Any) -> sa.Insert:  # noqa: ANN401 - each dialect has a type of its own
    new = insert(_answers)
    higher: sa.Insert = new.on_conflict_do_update(
        index_elements=[_answers.c.device, _answers.c.exercise, _answers.c.late],
        set_={"n": new.excluded.n, "record": new.excluded.record},
        where=_answers.c.n < new.excluded.n,
    )
    return higher


_UPSERTS = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}


def _change(connection: sa.Connection, room: str, **values: object) -> None:
    connection.execute(_rooms.update().where(_rooms.c.id == room).values(**values))


def _room(row: Any) -> KeptRoom:  # noqa: ANN401
    return KeptRoom(
        row.id,
        row.code,
        tuple(json.loads(row.plan)),
        json.loads(row.stage),
        tuple(json.loads(row.earlier)),
        row.began,
        row.over,
    )


def _about(device: KeptDevice, exercise: str) -> dict[str, Any]:
    if not exercise or not device.profession:
        return {}
    # As old as can be: whatever somebody answered themselves is newer.
    answer = {"fields": {"profession": device.profession}, "rows": []}
    return {exercise: {"exercise": exercise, "updated": "", "answer": answer}}


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        why = getattr(error, "orig", None) or error
        raise StoreError(str(why)) from error


def _of_file(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": PATIENCE_SECONDS, "check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401
        # The driver begins transactions in its own way, unless it is told not to.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        reads = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine
