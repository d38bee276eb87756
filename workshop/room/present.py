"""Who is in a room, and who has answered: what is counted while a room runs, from memory.

The store has it all; this is so that no count asks the disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.answers.first import all_answered
from workshop.answers.record import Record
from workshop.answers.room_tables import KeptDevice
from workshop.core.records import Exercise
from workshop.kinds import KINDS

HERE_SECONDS = 15 * 60
"""So long after its last sign of life somebody still counts as here: screens go to sleep."""


@dataclass(slots=True, eq=False)
class Device:
    """A phone or laptop that joined.

    Parameters
    ----------
    kept
        What is kept of it.
    streams
        How many streams it listens to.
    seen
        When it was heard of last, in seconds of the clock; ``None`` where that was before this
        program started.
    numbers
        Exercise id to the number of the answer that is kept.
    """

    kept: KeptDevice
    streams: int = 0
    seen: float | None = None
    numbers: dict[str, int] = field(default_factory=dict)


class Present:
    """The devices of a room, and which of them answered what.

    Parameters
    ----------
    clock
        What gives the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._devices: dict[str, Device] = {}
        # Exercise id to work to a bit for the whole, and one for each item.
        self._answered: dict[str, dict[str, int]] = {}

    def add(self, kept: KeptDevice, *, now: bool = True) -> Device:
        """Add a device.

        Parameters
        ----------
        kept
            What is kept of it.
        now
            Whether it is here at this moment.

        Returns
        -------
        Device
            The device.
        """
        device = Device(kept, seen=self._clock() if now else None)
        self._devices[kept.token] = device
        return device

    def find(self, token: str) -> Device | None:
        """Find a device by the checksum of its token, and note that it is here."""
        device = self._devices.get(token)
        if device is not None:
            device.seen = self._clock()
        return device

    def remove(self, device: Device) -> None:
        """Remove a device, and what it answered."""
        self._devices.pop(device.kept.token, None)
        if all(each.kept.work != device.kept.work for each in self._devices.values()):
            for works in self._answered.values():
                works.pop(device.kept.work, None)

    def heard(self, device: Device, ago: float) -> None:
        """Note that a device was heard of elsewhere, so many seconds ago."""
        seen = self._clock() - max(0.0, ago)
        device.seen = seen if device.seen is None else max(seen, device.seen)

    def renew(self, device: Device, token: str) -> bool:
        """Know a device by another token from now on; says whether that is news of one here."""
        if device.kept.token == token or self._devices.get(device.kept.token) is not device:
            return False
        del self._devices[device.kept.token]
        device.kept = replace(device.kept, token=token)
        self._devices[token] = device
        return True

    def all(self) -> Iterable[Device]:
        """Give all devices."""
        return self._devices.values()

    def took(self, device: Device, exercise: Exercise, n: int, record: Record) -> None:
        """Note an answer that is kept."""
        device.numbers[exercise.id] = max(n, device.numbers.get(exercise.id, 0))
        works = self._answered.setdefault(exercise.id, {})
        works[device.kept.work] = _bits(exercise, record["answer"])

    def here(self) -> int:
        """Count the devices that are here; one that joined twice counts once."""
        return len({each.kept.work for each in self._here()})

    def people(self) -> int:
        """Count the people at the devices that are here."""
        return sum({each.kept.work: each.kept.people for each in self._here()}.values())

    def answered(self, exercise: Exercise | None, card: str = "") -> int:
        """Count the devices that answered.

        Parameters
        ----------
        exercise
            Which exercise; nothing for none.
        card
            An item of it; empty for all that it asks.

        Returns
        -------
        int
            How many.
        """
        if exercise is None:
            return 0
        ids = [item.id for item in exercise.items]
        by_item = bool(KINDS[exercise.kind].BY_ITEM)
        bit = 2 << ids.index(card) if by_item and card in ids else 1
        return sum(bool(each & bit) for each in self._answered.get(exercise.id, {}).values())

    def _here(self) -> list[Device]:
        since = self._clock() - HERE_SECONDS
        return [
            each
            for each in self._devices.values()
            if each.streams or (each.seen is not None and each.seen >= since)
        ]


def _bits(exercise: Exercise, answer: dict[str, Any]) -> int:
    kind = KINDS[exercise.kind]
    if kind.BY_ITEM:
        done = all_answered(exercise, answer)
        bits = sum(2 << place for place, item in enumerate(exercise.items) if item.id in done)
        return bits | (len(done) >= len(exercise.items))
    judged = kind.judge(exercise, answer)
    whole = judged.answered >= judged.items if judged.items else bool(kind.size(answer))
    return int(whole)
