"""The tables of a live room, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

everything = sa.MetaData()


def _counted(name: str) -> sa.Column[int]:
    """Make a column for a number, which what an earlier version has kept lacks."""
    return sa.Column(name, sa.BigInteger, nullable=False, server_default="0")


turns = sa.Table(
    "turns",
    everything,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    # The last transaction, and the last one in which something was deleted.
    sa.Column("turn", sa.BigInteger, nullable=False),
    sa.Column("gone", sa.BigInteger, nullable=False),
)
rooms = sa.Table(
    "rooms",
    everything,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    sa.Column("plan", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("earlier", sa.Text, nullable=False),
    sa.Column("began", sa.BigInteger, nullable=False),
    sa.Column("over", sa.BigInteger, nullable=False),
    sa.Column("goes", sa.BigInteger, nullable=False),
    # The number of the stage, and how often the room was counted.
    _counted("number"),
    _counted("counted"),
)
devices = sa.Table(
    "devices",
    everything,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("room", sa.String(32), nullable=False, index=True),
    sa.Column("token", sa.String(64), nullable=False, unique=True),
    sa.Column("work", sa.String(64), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Column("profession", sa.String(80), nullable=False),
    sa.Column("joined", sa.BigInteger, nullable=False),
    # When it was here last, in milliseconds since 1970; and the transaction that wrote it last.
    _counted("seen"),
    _counted("turn"),
)
answers = sa.Table(
    "answers",
    everything,
    sa.Column("device", sa.String(32), primary_key=True),
    sa.Column("exercise", sa.String(80), primary_key=True),
    sa.Column("late", sa.Boolean, primary_key=True),
    sa.Column("n", sa.BigInteger, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    _counted("turn"),
)
keys = sa.Table(
    "keys",
    everything,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("room", sa.String(32), nullable=False, index=True),
    sa.Column("role", sa.String(16), nullable=False),
)
hands = sa.Table(
    "hands",
    everything,
    sa.Column("room", sa.String(32), primary_key=True),
    sa.Column("place", sa.String(161), primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True),
    sa.Column("option", sa.String(80), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)

notes = sa.Table(
    "notes",
    everything,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("room", sa.String(32), nullable=False, index=True),
    sa.Column("device", sa.String(32), nullable=False, index=True),
    sa.Column("sent", sa.String(64), nullable=False),
    sa.Column("about", sa.String(80), nullable=False),
    sa.Column("prompt", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("came", sa.BigInteger, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.UniqueConstraint("device", "sent"),
)


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """A room.

    Parameters
    ----------
    id, code
        Its id, and what people type to join.
    plan
        The ids of its exercises.
    stage, earlier
        Where it is, and where it was before, the last one last; as JSON.
    began, over
        When it began, and when it was over, in milliseconds since 1970; 0 while it goes on.
    """

    id: str
    code: str
    plan: tuple[str, ...]
    stage: Mapping[str, Any]
    earlier: tuple[Mapping[str, Any], ...]
    began: int
    over: int = 0


@dataclass(frozen=True, slots=True)
class KeptDevice:
    """A phone or laptop that joined.

    Parameters
    ----------
    id, room
        Its id, and the room's.
    token
        The checksum of what it shows to be known.
    work
        The id of the work on it, as in files that are handed in.
    name
        The word by which it comes back.
    people
        How many sit at it.
    profession
        What they are; may be empty.
    joined
        When it joined, in milliseconds since 1970.
    """

    id: str
    room: str
    token: str
    work: str
    name: str
    people: int
    profession: str
    joined: int


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a device sent of one exercise.

    Parameters
    ----------
    device, exercise
        Whose, and of which exercise.
    n
        The device's own number for it, which grows.
    record
        The record, as JSON.
    late
        Whether it came after the room had closed the exercise.
    """

    device: str
    exercise: str
    n: int
    record: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class KeptHands:
    """How many people without a device raised a hand for an option, as the host counted them.

    Parameters
    ----------
    place
        The exercise; or, where it was about one card, ``exercise/card``.
    round
        At first, or when asked again.
    option
        What they chose.
    count
        How many they were.
    """

    place: str
    round: int
    option: str
    count: int


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A word or a sentence that somebody chose to show, or a question for later.

    Parameters
    ----------
    id
        Its id at the desk, which says nothing of whose it is.
    device, sent
        Whose it is, and the device's own name for it, by which a repeat is known.
    about, prompt
        What it answers, see :mod:`workshop.room.asking`; and how that was asked.
    text
        What was written.
    came
        When it came, in milliseconds since 1970.
    state
        What the host did with it, see :mod:`workshop.room.notes`.
    """

    id: str
    device: str
    sent: str
    about: str
    prompt: str
    text: str
    came: int
    state: str
