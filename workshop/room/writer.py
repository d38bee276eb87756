"""One writer for all: many requests, one transaction, and each is told when it is on the disk.

While a transaction is on its way to the disk, what comes meanwhile waits for the next one. So a
slow disk makes larger transactions, and not a longer queue.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import sqlalchemy as sa

from workshop.answers.room_store import RoomStore, StoreError
from workshop.answers.room_tables import KeptAnswer
from workshop.answers.room_writes import keep_answers

T = TypeVar("T")
Write = Callable[[sa.Connection], Any]
MOST_AT_ONCE = 2_000
"""How many answers go into one transaction."""


class Writer:
    """Writes to a store, for many at once.

    Parameters
    ----------
    store
        The store.
    """

    def __init__(self, store: RoomStore) -> None:
        self._store = store
        self._waiting: list[tuple[KeptAnswer | Write, asyncio.Future[Any]]] = []
        self._awake = asyncio.Event()
        # One thread: SQLite has one writer, and what is sent first is written first.
        self._thread = ThreadPoolExecutor(1, "writer")
        self._running: asyncio.Task[None] | None = None

    async def keep(self, answer: KeptAnswer) -> None:
        """Keep an answer; it is on the disk when this returns.

        Parameters
        ----------
        answer
            The answer.

        Raises
        ------
        StoreError
            When it could not be kept.
        """
        await self._put(answer)

    async def do(self, write: Callable[[sa.Connection], T]) -> T:
        """Write something else, in its turn.

        Parameters
        ----------
        write
            What writes it.

        Returns
        -------
        Any
            What that returned, once it is on the disk.

        Raises
        ------
        StoreError
            When it could not be kept.
        """
        done: T = await self._put(write)
        return done

    async def wipe(self) -> None:
        """Leave nothing of what was deleted, while nobody writes."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._store.wipe)

    async def close(self) -> None:
        """Write what waits, and end."""
        if self._running is not None:
            while self._waiting:
                await asyncio.wait([future for _, future in self._waiting])
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        self._thread.shutdown()

    async def _put(self, what: KeptAnswer | Write) -> Any:  # noqa: ANN401
        if self._running is None or self._running.done():
            self._awake = asyncio.Event()
            self._running = asyncio.create_task(self._run())
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((what, future))
        self._awake.set()
        return await future

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._awake.wait()
            batch = self._waiting[:MOST_AT_ONCE]
            del self._waiting[:MOST_AT_ONCE]
            if not self._waiting:
                self._awake.clear()
            writes = [what for what, _ in batch]
            done = await loop.run_in_executor(self._thread, self._write_all, writes)
            for (_, future), result in zip(batch, done, strict=True):
                # Whoever has gone meanwhile is not told any more.
                if future.done():
                    continue
                if isinstance(result, Exception):
                    future.set_exception(result)
                else:
                    future.set_result(result)

    def _write_all(self, writes: Sequence[KeptAnswer | Write]) -> list[Any]:
        """Write everything in one transaction; where that fails, find who is at fault."""
        try:
            return self._write(writes)
        except StoreError as error:
            return [error] * len(writes)
        except Exception as error:  # noqa: BLE001 - one fault must not cost all that wait
            if len(writes) == 1:
                return [StoreError(f"{type(error).__name__}: {error}")]
            return [self._write_all([each])[0] for each in writes]

    def _write(self, writes: Sequence[KeptAnswer | Write]) -> list[Any]:
        results: list[Any] = [None] * len(writes)
        answers: list[KeptAnswer] = []
        with self._store.writing() as connection:
            for at, each in enumerate(writes):
                if isinstance(each, KeptAnswer):
                    answers.append(each)
                    continue
                # In the order in which they came: somebody may withdraw what they just sent.
                _flush(connection, answers)
                results[at] = each(connection)
            _flush(connection, answers)
        return results


def _flush(connection: sa.Connection, answers: list[KeptAnswer]) -> None:
    if answers:
        keep_answers(connection, answers)
        answers.clear()
