"""What a live room keeps: many answers in one transaction, and disks that fail."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
from collections.abc import Coroutine, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from workshop.answers import room_store, room_writes
from workshop.answers.room_store import RoomStore, StoreError
from workshop.answers.room_tables import KeptAnswer, KeptDevice, KeptRoom
from workshop.answers.room_writes import A_DAY, DAYS
from workshop.room.writer import Writer

NOW = 1_800_000_000_000
ROOM = KeptRoom("room", "K74P", ("sort",), {"number": 0}, (), NOW)


def device(name: str, **more: Any) -> KeptDevice:
    given = {"room": ROOM.id, "token": f"t-{name}", "work": f"work-{name}", "name": "K74P"}
    return KeptDevice(id=name, **{**given, "people": 1, "profession": "", "joined": NOW, **more})


def answer(of: str, n: int, text: str = "x", *, late: bool = False) -> KeptAnswer:
    record = {"exercise": "sort", "updated": "2026-11-27T09:00:00Z", "answer": {"choices": text}}
    return KeptAnswer(of, "sort", n, json.dumps(record), late)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "my-room" / "room.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[RoomStore]:
    store = RoomStore(file)
    with store.writing() as connection:
        room_writes.begin_room(connection, ROOM)
        room_writes.keep_device(connection, device("phone"))
    yield store
    store.close()


def go(writer: Writer, *writes: Coroutine[Any, Any, Any]) -> list[Any]:
    """Write all of them at the same time."""

    async def together() -> list[Any]:
        try:
            return await asyncio.gather(*writes, return_exceptions=True)
        finally:
            await writer.close()

    return asyncio.run(together())


def keep(store: RoomStore, *answers: KeptAnswer) -> list[Any]:
    writer = Writer(store)
    return go(writer, *(writer.keep(each) for each in answers))


def kept(store: RoomStore) -> dict[tuple[str, bool], tuple[int, str]]:
    return {
        (each.device, each.late): (each.n, json.loads(each.record)["answer"]["choices"])
        for each in store.answers(ROOM.id)
    }


class TestAnswers:
    def test_what_was_acknowledged_is_there_after_a_restart(
        self, store: RoomStore, file: Path
    ) -> None:
        assert keep(store, answer("phone", 1)) == [None]
        again = RoomStore(file)
        assert kept(again) == {("phone", False): (1, "x")}
        assert again.newest() == ROOM
        again.close()

    @given(numbers=st.lists(st.integers(1, 6), min_size=1, max_size=12), data=st.data())
    def test_the_highest_number_stays_in_whatever_order_they_come(
        self, numbers: list[int], data: st.DataObject
    ) -> None:
        store = RoomStore("sqlite://")
        with store.writing() as connection:
            room_writes.keep_device(connection, device("phone"))
        while numbers:
            size = data.draw(st.integers(1, len(numbers)))
            batch, numbers = numbers[:size], numbers[size:]
            with store.writing() as connection:
                room_writes.keep_answers(connection, [answer("phone", n, f"a{n}") for n in batch])
            after = kept(store)[("phone", False)]
            assert after[1] == f"a{after[0]}"
            assert after[0] >= max(batch)
        store.close()

    def test_a_repeat_changes_nothing_and_is_acknowledged(self, store: RoomStore) -> None:
        keep(store, answer("phone", 5, "new"))
        assert keep(store, answer("phone", 5, "other"), answer("phone", 4, "old")) == [None, None]
        assert kept(store) == {("phone", False): (5, "new")}

    def test_what_came_late_is_kept_apart(self, store: RoomStore) -> None:
        keep(store, answer("phone", 1, "in time"), answer("phone", 2, "late", late=True))
        assert kept(store) == {
            ("phone", False): (1, "in time"),
            ("phone", True): (2, "late"),
        }
        (carried,) = store.carried(ROOM.id)
        assert carried.records["sort"]["answer"]["choices"] == "in time"

    def test_many_at_once_share_a_transaction(self, store: RoomStore) -> None:
        begun: list[sa.Connection] = []
        sa.event.listen(store._engine, "begin", begun.append)
        writer = Writer(store)
        writes = [writer.keep(answer("phone", n)) for n in range(1, 501)]
        assert go(writer, *writes) == [None] * 500
        assert len(begun) <= 2
        assert kept(store)[("phone", False)][0] == 500

    def test_in_the_order_in_which_they_came(self, store: RoomStore) -> None:
        """Somebody who withdraws right after an answer leaves nothing."""
        writer = Writer(store)

        def withdraw(connection: sa.Connection) -> None:
            room_writes.delete_device(connection, "phone")

        go(writer, writer.keep(answer("phone", 1)), writer.do(withdraw))
        assert kept(store) == {}
        assert store.devices(ROOM.id) == []

    def test_one_fault_costs_nobody_else(self, store: RoomStore) -> None:
        writer = Writer(store)

        def fail(_: sa.Connection) -> None:
            raise ZeroDivisionError

        writes = [writer.keep(answer("phone", 1)), writer.do(fail), writer.keep(answer("a", 1))]
        told = go(writer, *writes)
        assert [type(each) for each in told] == [type(None), StoreError, type(None)]


class TestFailingDisks:
    @contextmanager
    def refused(self, store: RoomStore) -> Iterator[None]:
        """Nobody is told that anything is kept, nothing is lost, and then it goes on."""
        keep(store, answer("phone", 1, "before"))
        yield
        told = keep(store, *(answer("phone", n, "x" * 100_000) for n in (2, 3)))
        assert [type(each) for each in told] == [StoreError, StoreError]
        assert kept(store)[("phone", False)] == (1, "before")

    def goes_on(self, store: RoomStore) -> None:
        assert keep(store, answer("phone", 4, "after")) == [None]
        assert kept(store)[("phone", False)] == (4, "after")

    def pragma(self, store: RoomStore, pragma: str) -> None:
        """On every connection of the program, as the disk would have it."""
        sa.event.listen(
            store._engine, "checkout", lambda raw, *_: raw.execute(f"PRAGMA {pragma}").close()
        )

    def test_a_full_disk(self, store: RoomStore) -> None:
        with self.refused(store):
            self.pragma(store, "max_page_count = 1")
        self.pragma(store, "max_page_count = 1000000")
        self.goes_on(store)

    def test_a_disk_that_cannot_be_written(self, store: RoomStore) -> None:
        with self.refused(store):
            self.pragma(store, "query_only = 1")
        self.pragma(store, "query_only = 0")
        self.goes_on(store)

    def test_another_program_writes_the_file(
        self, store: RoomStore, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # What is there already holds the file open, as a desk in JupyterLab would.
        assert store.newest() == ROOM
        monkeypatch.setattr(room_store, "PATIENCE_SECONDS", 0.05)
        impatient = RoomStore(file)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            with self.refused(impatient):
                other.execute("BEGIN IMMEDIATE")
            other.execute("COMMIT")
            self.goes_on(impatient)
        impatient.close()

    def test_what_is_no_database_is_said(self, file: Path) -> None:
        file.parent.mkdir()
        file.write_text("This is no database. " * 200, "utf-8")
        with pytest.raises(StoreError, match="not a database"):
            RoomStore(file)


class TestPrivacy:
    def test_nobody_else_can_read_it(self, store: RoomStore, file: Path) -> None:
        keep(store, answer("phone", 1))
        assert {each.name for each in file.parent.iterdir()} >= {file.name, f"{file.name}-wal"}
        for each in (file.parent, *file.parent.iterdir()):
            assert not each.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), each

    def bytes_of(self, file: Path) -> bytes:
        return b"".join(each.read_bytes() for each in file.parent.iterdir())

    def test_nothing_is_left_of_who_withdrew(self, store: RoomStore, file: Path) -> None:
        keep(store, answer("phone", 1, "a very own choice"))
        assert b"a very own choice" in self.bytes_of(file)
        with store.writing() as connection:
            room_writes.delete_device(connection, "phone")
        store.wipe()
        for trace in (b"a very own choice", b"work-phone", b"t-phone"):
            assert trace not in self.bytes_of(file)

    def test_nothing_is_left_of_a_room_that_was_deleted(self, store: RoomStore, file: Path) -> None:
        keep(store, answer("phone", 1, "a very own choice"))
        with store.writing() as connection:
            room_writes.keep_key(connection, ROOM.id, "host", "k-host")
            room_writes.delete_room(connection, ROOM.id)
        store.wipe()
        assert store.newest() is None
        for trace in (b"a very own choice", b"work-phone", b"K74P", b"k-host"):
            assert trace not in self.bytes_of(file)

    def test_a_room_is_deleted_when_its_day_has_come(self, store: RoomStore) -> None:
        assert store.sweep(NOW + DAYS * A_DAY - 1) == []
        assert store.sweep(NOW + DAYS * A_DAY) == ["K74P"]
        assert store.newest() is None
        assert store.devices(ROOM.id) == []

    def test_a_room_that_is_used_stays(self, store: RoomStore) -> None:
        later = NOW + 80 * A_DAY
        with store.writing() as connection:
            room_writes.goes_on(connection, ROOM.id, later)
        assert store.sweep(NOW + DAYS * A_DAY) == []


def test_a_profession_that_was_said_at_joining_counts(store: RoomStore) -> None:
    with store.writing() as connection:
        room_writes.keep_device(connection, device("nurse", profession="nurse"))
    carried = {each.participant: each.records for each in store.carried(ROOM.id, "about")}
    assert carried["work-phone"] == {}
    assert carried["work-nurse"]["about"]["answer"]["fields"] == {"profession": "nurse"}


def test_other_rooms_are_not_read(store: RoomStore) -> None:
    other = KeptRoom("other", "W9XR", ("sort",), {"number": 0}, (), NOW + 1)
    with store.writing() as connection:
        room_writes.begin_room(connection, other)
        room_writes.keep_device(connection, device("elsewhere", room="other"))
    keep(store, answer("phone", 1), answer("elsewhere", 1))
    assert store.newest() == other
    assert [each.device for each in store.answers("other")] == ["elsewhere"]
    assert [each.participant for each in store.carried("other")] == ["work-elsewhere"]
