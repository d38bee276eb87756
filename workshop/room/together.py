"""Several programs serve one room: each follows what the others have written.

What a program has in memory is a copy of what is kept. Every transaction takes a turn, so whoever
asks for what came after the last turn that it knows misses nothing. No program needs another one:
one that ends takes along what had not been acknowledged, and nothing else.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from workshop.answers import room_news, room_writes
from workshop.answers.room_news import News
from workshop.answers.room_store import StoreError
from workshop.answers.room_tables import KeptRoom
from workshop.core.moments import milliseconds
from workshop.room.live import Live

T = TypeVar("T")
FOLLOW_SECONDS = 0.3
"""How often is asked whether there is something new."""
HERE_AGAIN_SECONDS = 60
"""How often is kept who is here, for the others to count."""
UNCOUNTED_SECONDS = 5
"""So long after a step the wall waits at most for the program that counts."""


class Together:
    """Keeps a room as the other programs have it.

    Parameters
    ----------
    live
        The room.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        self._turn = 0
        self._counted = 0
        self._release = 0.0
        self._following = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, "together")
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to follow."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """End it."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        self._thread.shutdown()

    async def catch_up(self) -> None:
        """Read what is new, if anything is.

        Raises
        ------
        StoreError
            When it cannot be read.
        """
        async with self._following:
            live = self._live
            if await self._asked(room_news.turn, live.store) != self._turn:
                found = await self._asked(room_news.news, live.store, live.room_id, self._turn)
                if found.room is not None and found.room.id != live.room_id:
                    self._turn, self._counted = 0, found.counted
                    await live.replaced(found.room)
                    found = await self._asked(room_news.news, live.store, live.room_id, 0)
                await self._take(found)
                self._turn = found.turn
            if self._release and asyncio.get_running_loop().time() > self._release:
                await self._show()

    async def _run(self) -> None:
        rounds = 0
        while True:
            with suppress(StoreError):
                await self.catch_up()
                rounds += 1
                if rounds * FOLLOW_SECONDS >= HERE_AGAIN_SECONDS:
                    rounds = 0
                    await self._say_who_is_here()
            await asyncio.sleep(FOLLOW_SECONDS)

    async def _take(self, found: News) -> None:
        self._take_people(found)
        await self._take_beside()
        if found.room is not None:
            self._move(found.room, counted=found.counted != self._counted)
        if found.counted != self._counted or found.ids is not None:
            # Counted anew, or without somebody who took their answers out.
            self._counted = found.counted
            await self._show()
        self._live.streams.changed()

    async def _take_beside(self) -> None:
        """Take what there is besides answers: keys, hands and notes."""
        live, noted = self._live, self._live.notes.changes
        await self._asked(live.read_again)
        if live.notes.changes != noted:
            live.streams.anew(None if live.stage.wall else "host")

    def _take_people(self, found: News) -> None:
        """Take who came, who left, and what they answered."""
        live, present, now = self._live, self._live.present, milliseconds()
        known = {each.kept.id: each for each in present.all()}
        for kept, seen in found.devices:
            device = known.get(kept.id)
            if device is None:
                device = known[kept.id] = present.add(kept, now=False)
            elif present.renew(device, kept.token):
                live.close_streams(device)
            present.heard(device, (now - seen) / 1000)
        if found.ids is not None:
            for id_ in known.keys() - found.ids:
                present.remove(known[id_])
                live.close_streams(known[id_])
        for answer in found.answers:
            device, exercise = known.get(answer.device), live.room.exercises.get(answer.exercise)
            if device and exercise and not answer.late:
                present.took(device, exercise, answer.n, json.loads(answer.record))

    def _move(self, kept: KeptRoom, *, counted: bool) -> None:
        """Go where another program has led the room."""
        live = self._live
        reveals = live.moved(kept)
        if reveals and not counted:
            # The program that was asked for the step counts; the wall waits for that.
            live.streams.held = True
            self._release = asyncio.get_running_loop().time() + UNCOUNTED_SECONDS

    async def _show(self) -> None:
        """Show what another program has counted."""
        live = self._live
        self._release = 0.0
        with suppress(OSError, StoreError):
            await live.asked(live.room.read)
        live.streams.held = False
        live.streams.anew()

    async def _say_who_is_here(self) -> None:
        live, now = self._live, milliseconds()
        here = [each.kept.id for each in live.present.all() if each.streams]
        if here:
            await live.writer.do(lambda connection: room_writes.keep_seen(connection, here, now))

    async def _asked(self, function: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, function, *arguments)
