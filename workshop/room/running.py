"""The program that a room runs in: it listens on the network, and ends in good order."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv4Address
from types import FrameType

import psutil
import uvicorn

from workshop.room.app import RoomApp
from workshop.room.probes import Probes

EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones are on the network
HERE = "127.0.0.1"
ENDING_SECONDS = 5
KEEP_ALIVE_SECONDS = 75
ENOUGH_FILES = 10_000
SELDOM = 20_000
"""How many objects come before the next look for those that nobody needs."""
WAITING = 1024
"""How many phones may wait to be let in at one moment."""
GONE_SECONDS = 60
"""So long after a phone's network was lost its connection is given up."""
_INSIDE = ("docker", "br-", "veth", "virbr", "vmnet", "vbox", "tun", "tap", "utun", "tailscale")
"""How the networks begin that a computer has with itself, or with an office far away."""


class _Server(uvicorn.Server):
    """Ends streams of events first: nobody would wait for the end of what has none."""

    def __init__(self, config: uvicorn.Config, app: RoomApp) -> None:
        super().__init__(config)
        self._room = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End everything."""
        self._room.live.streams.close()
        await super().shutdown(sockets)


def serve(
    app: RoomApp,
    listening: socket.socket,
    tell: Callable[[], None],
    door: socket.socket | None = None,
) -> None:
    """Answer requests until this is told to end.

    Parameters
    ----------
    app
        The room.
    listening
        Where.
    tell
        Says where it is; from then on it can be told to end.
    door
        Where phones look whether their Wi-Fi leads anywhere; nothing where this may not listen.
    """
    sockets = [listening, door] if door else [listening]
    config = uvicorn.Config(
        Probes(app, door.getsockname()[1], lambda: app.live.address) if door else app,
        # What there is to say is said by whoever started this.
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="on",
        ws="none",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=ENDING_SECONDS,
    )
    server = _Server(config, app)

    def end(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    # Before its loop begins, or after, Python would end this wherever it is.
    stops = [signal.SIGINT, signal.SIGTERM]
    before = {each: signal.signal(each, end) for each in stops}
    try:
        tell()
        prepare()
        server.run(sockets=sockets)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def prepare() -> None:
    """Make this program ready for many phones."""
    _many_files()
    # What is here now stays: to look through it again and again would stop everybody.
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


def _many_files() -> None:
    """Let as many phones in as this computer allows: each holds two connections."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        enough = ENOUGH_FILES if most == resource.RLIM_INFINITY else min(most, ENOUGH_FILES)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (enough, most))


def listen(port: int, host: str = EVERYWHERE) -> socket.socket:
    """Listen for phones.

    Parameters
    ----------
    port, host
        Where.

    Returns
    -------
    socket
        What listens.

    Raises
    ------
    OSError
        When something else listens there.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        # A port that was closed a moment ago counts as free.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE_SECONDS * 1000)
    try:
        listening.bind((host, port))
        listening.listen(WAITING)
    except OSError:
        listening.close()
        raise
    return listening


def open_door(port: int) -> socket.socket | None:
    """Listen where phones look whether their Wi-Fi leads anywhere, if this program may.

    Parameters
    ----------
    port
        Where; 0 for nowhere.

    Returns
    -------
    socket or None
        What listens.
    """
    try:
        return listen(port) if port else None
    except (OSError, OverflowError):
        return None


def addresses() -> list[str]:
    """Find the numbers by which phones on the same network reach this computer.

    Returns
    -------
    list of str
        The likeliest first; none where there is no network.
    """
    up = {name for name, each in psutil.net_if_stats().items() if each.isup}
    found = []
    for name, own in psutil.net_if_addrs().items():
        for each in own:
            if each.family == socket.AF_INET and name in up:
                number = IPv4Address(each.address)
                if not number.is_loopback:
                    found.append((_unlikely(name, number), str(number)))
    return [number for _, number in sorted(found, key=lambda each: each[0])]


def _unlikely(name: str, number: IPv4Address) -> tuple[bool, bool, bool]:
    return name.lower().startswith(_INSIDE), number.is_link_local, not number.is_private
