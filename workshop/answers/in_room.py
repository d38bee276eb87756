"""How somebody joins a live room with their notebooks, sees how it stands there, and leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from workshop.answers import joined, room_client
from workshop.answers.folder import Folder
from workshop.answers.joined import Joined
from workshop.answers.room_client import PATIENCE, Address, Reply, ask, read_address, within
from workshop.answers.uplink import Uplink, join_sent, read_stage
from workshop.content.library import Library
from workshop.core.moments import milliseconds
from workshop.core.questions import Handler, NotUnderstoodError, Values
from workshop.core.records import ContentError
from workshop.system.places import hosted

ABOUT = "about"
"""The role of the exercise that asks what somebody works as."""
MOST_PEOPLE, USUAL = 12, 5
"""How many people can sit at one table, and how many usually do."""
LONGEST_CODE = 16

_uplinks: dict[Path, Uplink] = {}


class JoinError(Exception):
    """A room that was not joined, or not left; its text is a sentence."""


class InRoom:
    """What a page can ask of the live room, and what it is sent of it.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.
    """

    def __init__(self, library: Library, answers: Folder) -> None:
        self._library = library
        self._answers = answers
        self._words = library.strings()["join"]
        # One for all notebooks of a kernel; of several kernels one sends.
        self.uplink = _uplinks.setdefault(answers.home, Uplink(answers.home, library))

    @property
    def offered(self) -> dict[str, Any]:
        """What a page needs to offer it."""
        return {
            "words": dict(self._words),
            "language": self._library.strings().language,
            "professions": [[each["id"], each["label"]] for each in _professions(self._library)],
            "most": MOST_PEOPLE,
            "usual": USUAL,
            "hosted": hosted(),
        }

    def standing(self) -> dict[str, str]:
        """Say which room was joined, and how it stands there; empty where none was."""
        known = joined.read(self._answers.home)
        if known is None:
            return {}
        return {"code": known.code, "standing": known.standing, "address": known.address}

    def handlers(self) -> Mapping[str, Handler]:
        """Give what can be asked for, see :func:`workshop.core.questions.answer`."""
        return {"join": self._join, "leave": self._leave}

    def _join(self, values: Values) -> dict[str, Any]:
        address, code, people, profession = self._typed(values)
        work = self._answers.participant()
        reply, url = _joining(address, join_sent(code, work, people, profession))
        token, stage = reply.told.get("token"), read_stage(reply.told.get("stage"))
        if reply.status != 200 or not isinstance(token, str) or stage is None:  # noqa: PLR2004
            raise JoinError(self._words[_why(reply)])
        now = milliseconds()
        _, looked, opened = stage
        room = Joined(
            url,
            code,
            token,
            work,
            people,
            profession,
            heard=now,
            # What was answered before is a first choice; what the room knows already is none.
            looked=dict.fromkeys((*looked, *opened), now),
            opened=dict.fromkeys(opened, 0),
        )
        joined.begin(self._answers.home, room)
        self.uplink.start()
        self.uplink.changed()
        return {"told": self._words["joined"].format(code=code), "changed": True}

    def _typed(self, values: Values) -> tuple[Address, str, int, str]:
        """Read what somebody typed; says what is missing or cannot be."""
        address, code, people, profession = (
            values.get(name) for name in ("address", "code", "people", "profession")
        )
        if not isinstance(address, str) or not isinstance(code, str):
            raise NotUnderstoodError
        if not isinstance(people, int) or not 1 <= people <= MOST_PEOPLE:
            raise NotUnderstoodError
        if profession not in ("", *(each["id"] for each in _professions(self._library))):
            raise NotUnderstoodError
        where = read_address(address)
        if where is None:
            raise JoinError(self._words["no-address" if address.strip() else "address-first"])
        if hosted() and (where.near or not where.sealed):
            raise JoinError(self._words["far"])
        typed = "".join(each for each in (code or where.code).upper() if each.isalnum())
        if not typed:
            raise JoinError(self._words["no-code"])
        return where, typed[:LONGEST_CODE], people, str(profession)

    def _leave(self, _values: Values) -> dict[str, Any]:
        known = joined.read(self._answers.home)
        if known is not None:
            leave = partial(ask, known.address, "POST", "/api/withdraw", {}, known.token)
            # A room that does not know this work has nothing of it.
            if within(PATIENCE, leave).status not in (200, 401, 410):
                raise JoinError(self._words["not-left"])
            joined.forget(self._answers.home)
            self.uplink.changed()
        return {"told": self._words["left"], "changed": True}


def _joining(address: Address, sent: Mapping[str, Any]) -> tuple[Reply, str]:
    """Ask to be let in, once more where the room says that it is elsewhere on its computer."""
    url = address.url
    reply = within(PATIENCE, partial(ask, url, "POST", "/api/join", sent))
    if reply.moved:
        url = reply.moved
        reply = within(PATIENCE, partial(ask, url, "POST", "/api/join", sent))
    return reply, url


def _why(reply: Reply) -> str:
    """Name the sentence on why nobody was let in; what another computer says is not shown."""
    if reply.status == 0:
        return "nobody"
    if reply.status not in room_client.MOVED and "said" in reply.told:
        named = {404: "wrong-code", 410: "room-over", 429: "too-many", 503: "too-many"}
        return named.get(reply.status, "not-joined")
    return "no-room"


def _professions(library: Library) -> list[Mapping[str, str]]:
    """Find what somebody can say that they work as; nothing where no exercise asks for it."""
    try:
        about = library.role(ABOUT)
    except ContentError:
        return []
    return [option for field in about.settings["fields"] for option in field.get("options", ())]
