"""The program that a room runs in: it listens on the network, and ends in good order."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from ipaddress import IPv4Address

import psutil
import uvicorn

from workshop.room.app import RoomApp

EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones are on the network
HERE = "127.0.0.1"
ENDING_SECONDS = 5
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


def serve(app: RoomApp, listening: socket.socket) -> None:
    """Answer requests until this is told to end.

    Parameters
    ----------
    app
        The room.
    listening
        Where.
    """
    config = uvicorn.Config(
        app,
        # What there is to say is said by whoever started this.
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="on",
        ws="none",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=ENDING_SECONDS,
    )
    with listening, suppress(KeyboardInterrupt):
        _Server(config, app).run(sockets=[listening])


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
