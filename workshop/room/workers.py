"""Several programs that serve one room from one address, over one PostgreSQL.

uvicorn starts them, shares the address among them, and starts another one in place of one that
ended. What they have to know stands in the environment, which only their own account can read; a
command line everybody can.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import uvicorn

from workshop.answers.room_store import RoomStore
from workshop.content.library import Library
from workshop.room.app import RoomApp, make_room
from workshop.room.running import KEEP_ALIVE_SECONDS, prepare

GIVEN = "WORKSHOP_ROOM_GIVEN"
"""Where the programs find what they have to know."""
ENDING_SECONDS = 2
"""So long streams may take to end."""


@dataclass(frozen=True, slots=True)
class Given:
    """What each of the programs has to know.

    Parameters
    ----------
    store
        The address of the PostgreSQL.
    folder
        The folder that holds what a facilitator collects and keeps.
    keys
        What stands in the links of the host, the remote and the wall.
    address
        Where phones find the room.
    wifi
        What a code to scan says of the Wi-Fi; may be empty.
    """

    store: str
    folder: str
    keys: Mapping[str, str]
    address: str
    wifi: str = ""


def app() -> RoomApp:
    """Make the room that one of the programs serves.

    Returns
    -------
    RoomApp
        An ASGI application.

    Raises
    ------
    StoreError, OSError
        When the room cannot be kept.
    """
    given = Given(**json.loads(os.environ[GIVEN]))
    room = make_room(
        Library(),
        Path(given.folder),
        store=RoomStore(given.store),
        keys=given.keys,
        address=given.address,
    )
    room.live.wifi = given.wifi
    prepare()
    return room


def serve(given: Given, listening: socket.socket, workers: int) -> None:
    """Answer requests until this is told to end.

    Parameters
    ----------
    given
        What the programs have to know.
    listening
        Where they listen.
    workers
        How many there are.
    """
    os.environ[GIVEN] = json.dumps(asdict(given))
    uvicorn.run(
        f"{__name__}:{app.__name__}",
        factory=True,
        workers=workers,
        fd=listening.fileno(),
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        # Whom to believe that it stands between is FORWARDED_ALLOW_IPS, which is this computer.
        proxy_headers=True,
        lifespan="on",
        ws="none",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=ENDING_SECONDS,
    )
