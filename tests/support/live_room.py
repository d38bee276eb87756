"""A live room on this computer, with a host who steps it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from tests.conftest import PATIENCE
from workshop.content.library import Library
from workshop.room.app import RoomApp, make_room
from workshop.room.running import HERE, listen


class LiveRoom:
    """A room that can be stopped, and goes on where it was.

    Parameters
    ----------
    library, folder, plan
        See :func:`workshop.room.app.make_room`.
    """

    def __init__(self, library: Library, folder: Path, plan: Sequence[str]) -> None:
        self._given = (library, folder, plan)
        self._port = 0
        self.app: RoomApp
        self.start()

    @property
    def address(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://{HERE}:{self._port}"

    @property
    def code(self) -> str:
        """What people type."""
        return self.app.live.code

    def start(self, port: int | None = None) -> None:
        """Start it, at the port that it had unless another one is named."""
        listening = listen(self._port if port is None else port, HERE)
        self._port = listening.getsockname()[1]
        ready = threading.Event()

        async def run() -> None:
            self.app = make_room(*self._given)
            self._loop = asyncio.get_running_loop()
            config = uvicorn.Config(
                self.app,
                log_level="error",
                ws="none",
                lifespan="on",
                timeout_graceful_shutdown=2,
            )
            self._server = uvicorn.Server(config)
            self._server.config.load()
            ready.set()
            with listening:
                await self._server.serve(sockets=[listening])

        self._thread = threading.Thread(target=lambda: asyncio.run(run()))
        self._thread.start()
        assert ready.wait(PATIENCE / 1000)

    def stop(self) -> None:
        """Stop it as Ctrl+C does."""

        async def end() -> None:
            self.app.live.streams.close()
            self._server.should_exit = True

        self._do(end())
        self._thread.join(PATIENCE / 1000)
        assert not self._thread.is_alive()

    def step(self, to: str, exercise: str | None = None, card: str | None = None) -> None:
        """Go on, as the host."""
        self._do(self.app.live.step(to, exercise, card))  # type: ignore[arg-type]

    def records(self, exercise: str) -> list[dict[str, Any]]:
        """What the room has of an exercise."""
        store = self.app.live.store
        room = store.newest()
        carried = store.carried(room.id) if room else []
        return [dict(each.records[exercise]) for each in carried if exercise in each.records]

    def _do(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(PATIENCE / 1000)


@contextmanager
def live_room(library: Library, folder: Path, plan: Sequence[str]) -> Iterator[LiveRoom]:
    """Open a room for a while."""
    room = LiveRoom(library, folder, plan)
    try:
        yield room
    finally:
        room.stop()
