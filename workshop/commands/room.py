"""Open a live room on this computer: ``workshop room``."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import closing, nullcontext
from pathlib import Path

from filelock import FileLock, Timeout

from workshop.commands.said import say, words_of
from workshop.commands.scan import draw
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.system.files import private_folder
from workshop.system.places import find_room

PORT = 8080
DOOR = 80
"""Where phones ask whether a Wi-Fi leads anywhere."""
ALWAYS = 2**62
"""Later than the day of any room."""
STORE = "WORKSHOP_ROOM_STORE"
"""Where the address of a PostgreSQL is looked for, which has a password in it."""
PASSWORD = "WORKSHOP_WIFI_PASSWORD"  # noqa: S105 - where it is found
"""Where the Wi-Fi's password is looked for: others can read command lines."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Section) -> None:
    """Add the command to the command line.

    Parameters
    ----------
    commands
        Where it is added.
    words
        The section ``commands`` of the words.
    """
    room = commands.add_parser("room", help=words["help-room"])
    room.add_argument("--session", action="append", metavar="02", help=words["help-room-session"])
    room.add_argument("--port", type=int, default=PORT)
    room.add_argument("--door", type=int, default=DOOR, help=words["help-room-door"])
    room.add_argument("--name", default="", metavar="WIFI", help=words["help-room-name"])
    room.add_argument("--new", action="store_true", help=words["help-room-new"])
    room.add_argument("--delete", action="store_true", help=words["help-room-delete"])
    for name, kind, default, shown in (
        ("workers", int, 1, "N"),
        ("address", str, "", "URL"),
        ("listen", str, "", "NUMBER"),
    ):
        told = words[f"help-room-{name}"]
        room.add_argument(f"--{name}", type=kind, default=default, metavar=shown, help=told)
    room.set_defaults(run=lambda given: delete_rooms() if given.delete else open_room(given))


def open_room(asked: argparse.Namespace) -> int:
    """Open a room, until it is stopped.

    Parameters
    ----------
    asked
        What the command line says: ``session``, whose exercises the room has, nothing for those
        it had, or all; ``port``, and the number to ``listen`` at; ``name``, of the Wi-Fi; ``new``,
        to begin a new room where one goes on; ``workers``, how many programs serve it; and
        ``address``, where phones find it, where something else stands between. At ``door``
        phones are answered that ask whether a Wi-Fi leads anywhere; 0 for nowhere.

    Returns
    -------
    int
        0 when it was stopped; 1 where it could not be opened, said in a sentence.
    """
    # Imported here: the framework takes a second, which no other command needs.
    from workshop.answers.room_store import StoreError  # noqa: PLC0415
    from workshop.room import running  # noqa: PLC0415

    words, library, folder = words_of("live"), Library(), find_room()
    port, where = asked.port, os.environ.get(STORE, "")
    plan = _plan(library, asked.session)
    alone = asked.workers > 1 and not where
    if plan is None or alone:
        told = words["no-workers" if alone else "no-session"]
        say(told.format(numbers=_numbers(library), variable=STORE))
        return 1
    try:
        lock = FileLock(private_folder(folder) / ".room.lock", timeout=0, mode=0o600)
        with lock, running.listen(port, asked.listen or running.EVERYWHERE) as listening:
            _serve(library, folder, plan, asked, where, listening, words)
            say(words["stopped"])
    except Timeout:
        say(words["open-already"].format(folder=folder))
        return 1
    except StoreError as error:
        say(words["no-store"].format(folder=folder, why=error))
        return 1
    except OverflowError:
        say(words["no-port"].format(port=port, why=""))
        return 1
    except OSError as error:
        why = error.strerror or error
        own = words["no-store"] if error.filename else words["no-port"]
        say(own.format(folder=folder, port=port, why=why))
        return 1
    return 0


def _serve(  # noqa: PLR0913, PLR0917 - what is known by then
    library: Library,
    folder: Path,
    plan: list[str],
    asked: argparse.Namespace,
    where: str,
    listening: socket.socket,
    words: Section,
) -> None:
    from workshop.answers.room_store import RoomStore  # noqa: PLC0415
    from workshop.room import running, workers  # noqa: PLC0415
    from workshop.room.app import make_room  # noqa: PLC0415

    store = RoomStore(where) if where else None
    app = make_room(library, folder, plan, anew=asked.new, store=store, address=asked.address)
    password = _password(asked.name, words) if asked.name else ""
    live, numbers = app.live, [] if asked.address else running.addresses()
    live.address = asked.address or f"http://{(numbers or [running.HERE])[0]}:{asked.port}"
    live.wifi = _wifi(asked.name, password)

    def tell() -> None:
        if asked.address:
            _told_of(asked.address, live.code, app.people.keys, words)
        else:
            _told(live.code, app.people.keys, numbers, asked.port, words)
        _codes(live.address, live.code, live.wifi, words)

    if where:
        # The room has begun, and all of the programs find it; this one only looks after them.
        given = workers.Given(where, str(folder), app.people.keys, live.address, live.wifi)
        live.store.close()
        tell()
        workers.serve(given, listening, asked.workers)
        return
    # Where something stands between, phones come to that.
    door = 0 if asked.address else asked.door
    with running.open_door(door) or nullcontext() as opened:
        running.serve(app, listening, tell, opened)


def delete_rooms() -> int:
    """Delete all that live rooms hold on this computer.

    Returns
    -------
    int
        0 when it is deleted; 1 where it could not be, said in a sentence.
    """
    from workshop.answers.room_store import RoomStore, StoreError  # noqa: PLC0415
    from workshop.facilitator.gathered import LIVE, Room  # noqa: PLC0415
    from workshop.facilitator.memory import TOLD  # noqa: PLC0415

    words, library, folder = words_of("live"), Library(), find_room()
    if not (folder / LIVE).is_file():
        say(words["no-rooms"].format(folder=folder))
        return 0
    try:
        with (
            FileLock(folder / ".room.lock", timeout=0, mode=0o600),
            closing(RoomStore(folder / LIVE)) as store,
        ):
            store.sweep(ALWAYS)
            room = Room(library, folder, store)
            room.read()
            left = len(room.forget_gone())
    except Timeout:
        say(words["open-already"].format(folder=folder))
        return 1
    except (StoreError, OSError) as error:
        say(words["not-deleted"].format(folder=folder, why=error))
        return 1
    say(words["deleted"].format(folder=folder))
    if left:
        say(words["deleted-but"].format(folder=folder / TOLD))
    return 0


def _plan(library: Library, sessions: list[str] | None) -> list[str] | None:
    """Gather the exercises of sessions; nothing where there is no such session."""
    chapters = {each.number: each for each in library.chapters()}
    chosen = [each.zfill(2) for each in sessions or ()]
    if not chapters.keys() >= set(chosen):
        return None
    return list(dict.fromkeys(id_ for each in chosen for id_ in chapters[each].exercises))


def _numbers(library: Library) -> str:
    return ", ".join(each.number for each in library.chapters())


def _told(
    code: str, keys: Mapping[str, str], numbers: list[str], port: int, words: Section
) -> None:
    here = f"http://127.0.0.1:{port}"
    say(words["opened"].format(code=code))
    if not numbers:
        say(words["no-network"])
    for number in numbers:
        say(f"  http://{number}:{port}")
    say(words["desk-link"], f"  {here}/host?key={keys['host']}")
    say(words["wall-link"], f"  {here}/wall?key={keys['wall']}")
    if numbers:
        say(words["remote-link"], f"  http://{numbers[0]}:{port}/host?key={keys['remote']}")


def _told_of(address: str, code: str, keys: Mapping[str, str], words: Section) -> None:
    """Say where a room is that stands behind something else."""
    say(words["opened"].format(code=code), f"  {address}")
    say(words["desk-link"], f"  {address}/host?key={keys['host']}")
    say(words["wall-link"], f"  {address}/wall?key={keys['wall']}")
    say(words["remote-link"], f"  {address}/host?key={keys['remote']}")


def _codes(address: str, code: str, wifi: str, words: Section) -> None:
    """Show the two codes to scan: first the Wi-Fi, then the room."""
    if wifi:
        say(words["scan-wifi"])
        draw(wifi)
    say(words["scan-room"])
    draw(f"{address}/?code={code}")
    say(words["to-end"])


def _password(wifi: str, words: Section) -> str:
    given = os.environ.pop(PASSWORD, None)
    if given is None and sys.stdin.isatty():
        given = getpass.getpass(words["wifi-password"].format(name=wifi))
    return given or ""


def _wifi(name: str, password: str) -> str:
    from segno import helpers  # noqa: PLC0415

    security = "WPA" if password else None
    return helpers.make_wifi_data(name, password or None, security) if name else ""
