"""More people in a room, without a browser: with five more the wall has bars, and cards split."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx

from workshop.core.records import Exercise

FIVE = 5
KINDS_OF_CHOICES = ("sort", "quiz")


class Crowd:
    """People whose phones send what a page would send.

    Parameters
    ----------
    address, code
        The room.
    size
        How many they are.
    """

    def __init__(self, address: str, code: str, size: int = FIVE) -> None:
        self.size = size
        self._n = 0
        self._clients = []
        for number in range(size):
            client = httpx.Client(base_url=address, timeout=30)
            work = f"{number:016x}"
            joined = _told(client.post("/api/join", json={"code": code, "work": work}))
            client.headers["authorization"] = f"Bearer {joined['token']}"
            self._clients.append((client, work))

    def votes(self, exercise: Exercise) -> bool:
        """Tell whether they answer such an exercise."""
        return exercise.kind in KINDS_OF_CHOICES

    def answer(self, exercise: Exercise, *, again: bool) -> None:
        """Answer all of it; the second time half of them agree with what most would say."""
        self._n += 1
        for number, (client, work) in enumerate(self._clients):
            choices = {
                item.id: self._choice(exercise, place, number, again=again)
                for place, item in enumerate(exercise.items)
            }
            record = {
                "exercise": exercise.id,
                "kind": exercise.kind,
                "updated": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "state": "begun",
                "answer": {"choices": choices, "checked": False, **_besides(exercise, number)},
            }
            sent = {"n": self._n, "work": work, "record": record}
            _told(client.put(f"/api/answers/{exercise.id}", json=sent))

    def _choice(self, exercise: Exercise, place: int, number: int, *, again: bool) -> str:
        item = exercise.items[place]
        options = [each.id for each in item.options or exercise.options]
        key = exercise.keys.get(item.id)
        if again and key and number % 2:
            return key.accept[0]
        return options[(place + number) % len(options)]

    def leave(self) -> None:
        """Close the lines."""
        for client, _ in self._clients:
            client.close()


def _besides(exercise: Exercise, number: int) -> dict[str, Any]:
    """Answer what a card asks beside its place."""
    more: dict[str, Any] = {}
    if second := exercise.settings.get("second"):
        practices = [each["id"] for each in second["options"]]
        more["second"] = {
            item.id: practices[(place + number) % len(practices)]
            for place, item in enumerate(exercise.items)
        }
    if exercise.settings.get("sure"):
        more["sure"] = {item.id: 1 + number % 3 for item in exercise.items}
    return more


def _told(reply: httpx.Response) -> dict[str, Any]:
    if reply.status_code != httpx.codes.OK:
        raise AssertionError(reply.text)
    told: dict[str, Any] = reply.json()
    return told
