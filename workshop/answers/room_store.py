"""The live room on the disk: who joined, what they answered, and where the room is.

The file is SQLite's unless an address of a PostgreSQL is given. What is acknowledged to a phone was
committed here before (``synchronous=FULL``). Whoever writes takes the right to write first (``BEGIN
IMMEDIATE``): a transaction that reads and then wants to write would be refused without waiting.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from workshop.answers import room_tables, room_writes
from workshop.answers.carry import Carried
from workshop.answers.room_tables import KeptAnswer, KeptDevice, KeptHands, KeptNote, KeptRoom
from workshop.system.files import private_folder

PATIENCE_SECONDS = 2.0
"""How long to wait for another program that writes the same file."""


K = TypeVar("K", KeptDevice, KeptAnswer, KeptHands, KeptNote)


class StoreError(Exception):
    """Something could not be kept, or not be read; nothing was changed."""


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
            self._engine = _of_server(where)
        with _told():
            room_tables.everything.create_all(self._engine)
            _complete(self._engine)

    @property
    def shared(self) -> bool:
        """Whether several programs write the same rooms."""
        return self._engine.dialect.name != "sqlite"

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
            if self.shared:
                room_writes.take_turn(connection)
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Begin a transaction that reads: all that it reads is of one moment.

        Raises
        ------
        StoreError
            When it cannot be read.
        """
        with (
            _told(),
            self._engine.connect().execution_options(reading=True) as connection,
            connection.begin(),
        ):
            yield connection

    def newest(self) -> KeptRoom | None:
        """Find the room that goes on, which is the one that began last."""
        with self.reading() as connection:
            found = connection.execute(
                sa.select(room_tables.rooms)
                .order_by(room_tables.rooms.c.began.desc(), room_tables.rooms.c.id)
                .limit(1)
            ).first()
        return read_room(found) if found else None

    def devices(self, room: str) -> list[KeptDevice]:
        """Read the devices of a room."""
        with self.reading() as connection:
            found = connection.execute(
                sa.select(room_tables.devices).where(room_tables.devices.c.room == room)
            )
            return [made(KeptDevice, each) for each in found]

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
            Carried(
                each.work,
                _about(each, about) | records.get(each.id, {}),
                handed_in=True,
                people=each.people,
            )
            for each in sorted(self.devices(room), key=lambda each: (each.joined, each.id))
        ]

    def own(self, device: str) -> list[KeptAnswer]:
        """Read the newest of what a device sent of each exercise, also what came late."""
        table = room_tables.answers
        with self.reading() as connection:
            found = connection.execute(
                sa.select(table).where(table.c.device == device).order_by(table.c.n)
            )
            newest = {each.exercise: made(KeptAnswer, each) for each in found}
        return list(newest.values())

    def keys(self, room: str) -> dict[str, str]:
        """Read the checksums of the keys of a room, each with whose it is."""
        with self.reading() as connection:
            found = connection.execute(
                sa.select(room_tables.keys).where(room_tables.keys.c.room == room)
            )
            return {each.key: each.role for each in found}

    def hands(self, room: str) -> list[KeptHands]:
        """Read the hands that were counted in a room; they are nobody's answers."""
        with self.reading() as connection:
            found = connection.execute(
                sa.select(room_tables.hands).where(room_tables.hands.c.room == room)
            )
            return [made(KeptHands, each) for each in found]

    def notes(self, room: str) -> list[KeptNote]:
        """Read what people of a room chose to show, and asked for later; as it came."""
        table = room_tables.notes
        with self.reading() as connection:
            found = connection.execute(
                sa.select(table).where(table.c.room == room).order_by(table.c.came, table.c.id)
            )
            return [made(KeptNote, each) for each in found]

    def _answers(self, room: str) -> list[tuple[str, KeptAnswer]]:
        asked = sa.select(room_tables.answers).join(
            room_tables.devices, room_tables.devices.c.id == room_tables.answers.c.device
        )
        with self.reading() as connection:
            found = connection.execute(asked.where(room_tables.devices.c.room == room))
            return [(each.device, made(KeptAnswer, each)) for each in found]

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
                sa.select(room_tables.rooms.c.id, room_tables.rooms.c.code).where(
                    room_tables.rooms.c.goes <= now
                )
            ).all()
            for each in old:
                room_writes.delete_room(connection, each.id)
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


def made(what: type[K], row: sa.Row[Any]) -> K:
    """Make what is kept of a row, which may have more in it."""
    kept = row._mapping  # noqa: SLF001 - its public name
    return what(**{each.name: kept[each.name] for each in fields(what)})


def read_room(row: Any) -> KeptRoom:  # noqa: ANN401
    """Make a room of its row."""
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


def _complete(engine: sa.Engine) -> None:
    """Add what the tables of an earlier version lack."""
    there = sa.inspect(engine)
    for table in room_tables.everything.sorted_tables:
        known = {each["name"] for each in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                made = sa.schema.CreateColumn(column).compile(engine)
                with engine.begin() as connection:
                    connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {made}")


def _of_server(address: str) -> sa.Engine:
    """Connect to a PostgreSQL; the driver is the one that comes with us."""
    try:
        url = sa.make_url(address)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        return sa.create_engine(url, pool_pre_ping=True)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(str(error)) from error


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
