"""A live room that runs as a program of its own, and somebody who leads it."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support.room_program import Program
from workshop.answers.room_store import RoomStore
from workshop.facilitator.gathered import LIVE

ELSEWHERE = "127.0.0.2"
"""Another number of this computer: as a laptop gets one on another Wi-Fi."""


class LedRoom:
    """A room of one session, as the facilitator's laptop runs it.

    Parameters
    ----------
    folder
        What the room keeps.
    session
        Its number.
    """

    def __init__(self, folder: Path, session: str) -> None:
        self._folder, self._session = folder, session
        self._program = self._started()
        self.code = self._program.code
        self._host = httpx.Client(follow_redirects=True)
        assert self._host.get(self.host_link).status_code == httpx.codes.OK

    @property
    def host_link(self) -> str:
        """Where the desk is."""
        found = re.search(r"http://127\S+/host\?key=\S+", "".join(self._program.said))
        assert found
        return found[0]

    @property
    def address(self) -> str:
        """Where it is, without a slash at the end."""
        return self.at()

    def at(self, number: str = "127.0.0.1") -> str:
        """Where it is when the laptop has this number."""
        return f"http://{number}:{self._program.port}"

    def away(self) -> None:
        """Kill it, as an empty battery does."""
        self._program.end(signal.SIGKILL)

    def back(self) -> None:
        """Start it again: the same command, at the same port."""
        self._program = self._started(self._program.port)

    def close(self) -> None:
        """End it."""
        self._program.process.kill()
        self._program.process.communicate()
        self._host.close()

    def step(self, to: str, exercise: str = "") -> None:
        """Go on, as the host's page does."""
        values = {"to": to, **({"exercise": exercise} if exercise else {})}
        asked = {"what": "step", "values": values}
        reply = self._host.post(f"{self.address}/api/host/ask", json=asked, timeout=20)
        assert reply.status_code == httpx.codes.OK, reply.text

    def devices(self) -> dict[str, int]:
        """What the room has kept of who is in it: the words of each, with how many sit there."""
        with closing(RoomStore(self._folder / LIVE)) as store:
            kept = store.devices(self._room(store))
        names = {each.name: each.people for each in kept}
        assert len(names) == len({each.work for each in kept}) == len(kept), "somebody is in twice"
        return names

    def records(self, exercise: str) -> dict[str, dict[str, Any]]:
        """What the room has kept of an exercise, by the words of whose it is."""
        with closing(RoomStore(self._folder / LIVE)) as store:
            room = self._room(store)
            names = {each.id: each.name for each in store.devices(room)}
            kept = [each for each in store.answers(room) if each.exercise == exercise]
        assert not any(each.late for each in kept)
        found = {names[each.device]: json.loads(each.record) for each in kept}
        assert len(found) == len(kept), "somebody's answer is there twice"
        return found

    def choices(self, exercise: str) -> dict[str, dict[str, str]]:
        """What was chosen in it, by the words of who did."""
        found = self.records(exercise)
        return {name: record["answer"]["choices"] for name, record in found.items()}

    def _room(self, store: RoomStore) -> str:
        room = store.newest()
        assert room
        return room.id

    def _started(self, port: int = 0) -> Program:
        return Program(self._folder, f"--session={self._session}", "--door=0", port=port)


@contextmanager
def led_room(folder: Path, session: str) -> Iterator[LedRoom]:
    """Open one for a while."""
    room = LedRoom(folder, session)
    try:
        yield room
    finally:
        room.close()
