"""A table's phone whose line is poor: what it sends arrives twice, and in the wrong order."""

from __future__ import annotations

import httpx

from tests.support.led_room import LedRoom


class Table:
    """A phone of its own make at a table of four: over a poor line it says everything twice."""

    def __init__(self, room: LedRoom, exercise: str) -> None:
        self._exercise = exercise
        self._client = httpx.Client(base_url=room.address, timeout=20)
        self._work, self._n = "0123456789abcdef", 0
        joined = self._post("/api/join", {"code": room.code, "work": self._work, "people": 4})
        self.words = str(joined["name"])
        self._token = {"token": joined["token"]}

    def choose(self, choices: dict[str, str], **first: object) -> None:
        """Send the whole answer; what was sent before it is sent behind it once more."""
        self._n += 1
        record = {
            "exercise": self._exercise,
            "kind": "sort",
            "updated": f"2030-03-04T12:00:{self._n:02}+00:00",
            "state": "begun",
            "answer": {"choices": choices},
            **first,
        }
        older = {**record, "answer": {"choices": dict(list(choices.items())[:1])}}
        self._post("/api/return", self._token)
        for n, each in ((self._n + 1, record), (self._n, older), (self._n + 1, record)):
            sent = {"n": n, "work": self._work, "record": each}
            reply = self._client.put(f"/api/answers/{self._exercise}", json=sent)
            assert reply.status_code == httpx.codes.OK, reply.text
        self._n += 1

    def _post(self, path: str, sent: object) -> dict[str, object]:
        reply = self._client.post(path, json=sent)
        assert reply.status_code == httpx.codes.OK, reply.text
        told: dict[str, object] = reply.json()
        return told
