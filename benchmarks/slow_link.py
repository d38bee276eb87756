"""A slow link between a browser and a server on one machine: each direction takes a while.

Chromium can emulate a slow network, but leaves WebSockets as fast as they are.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from types import TracebackType
from typing import Self

CHUNK = 65_536
SMALL = 1_460


class SlowLink:
    """A TCP proxy to a port of this computer, as fast as the network until ``delay`` is set.

    Parameters
    ----------
    port
        The server's port.
    """

    def __init__(self, port: int) -> None:
        #: How long each direction takes, in seconds; half a round trip.
        self.delay = 0.0
        #: How many bytes each direction passes on in a second, all connections together; 0 is any.
        self.rate = 0
        #: How many bytes came from the server.
        self.received = 0
        #: The port that stands for the server's.
        self.port = 0
        self._busy: dict[str, float] = {}
        self._server_port = port
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._listening = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        self._listening.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._finished.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._finished = asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        await self._finished.wait()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
        # Cancelled when the link is taken down.
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._carry(reader, to_server[1], "up"), self._carry(to_server[0], writer, "down")
            )

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str
    ) -> None:
        """Pass on what arrives, late: many chunks can be on their way."""
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivering = asyncio.create_task(self._deliver(on_the_way, writer))
        with contextlib.suppress(ConnectionError):
            while chunk := await reader.read(SMALL if self.rate else CHUNK):
                now = self._loop.time()
                if way == "down":
                    self.received += len(chunk)
                if self.rate:
                    # Chunks of all connections leave one after the other.
                    now = max(now, self._busy.get(way, 0.0)) + len(chunk) / self.rate
                    self._busy[way] = now
                on_the_way.put_nowait((now + self.delay, chunk))
        on_the_way.put_nowait((self._loop.time() + self.delay, b""))
        await delivering

    async def _deliver(
        self, on_the_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                due, chunk = await on_the_way.get()
                await asyncio.sleep(due - self._loop.time())
                if not chunk:
                    break
                writer.write(chunk)
                await writer.drain()
        writer.close()
