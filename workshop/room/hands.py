"""Hands of people who have no device: the host counts them, and they are no answers.

They stand beside the numbers of devices and never in them: nobody knows whose they are, so they
can neither be taken back nor change from one vote to the other.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from workshop.answers import room_writes
from workshop.answers.room_store import RoomStore
from workshop.answers.room_tables import KeptHands
from workshop.core.records import Exercise, Item, Option
from workshop.facilitator import talk
from workshop.facilitator.gathered import Room
from workshop.results.submissions import FIRST, NOW
from workshop.room.stage import Stage, StepError
from workshop.room.writer import Writer

MOST_PLACES = 4
"""Nobody counts hands for more places than that."""
MOST_HANDS = 999
ROUNDS = (FIRST, NOW)

Raised = Mapping[int, Mapping[str, int]]
"""Round to option to how many hands."""


class Hands:
    """All hands of a room, from memory; the store has them too.

    Parameters
    ----------
    store, writer
        Where they are kept, and what writes them there.
    room
        The room's id.

    Raises
    ------
    StoreError
        When they cannot be read.
    """

    def __init__(self, store: RoomStore, writer: Writer, room: str) -> None:
        self._writer = writer
        self._room = room
        self._kept = {
            (each.place, each.round, each.option): each.count for each in store.hands(room)
        }

    async def keep(self, hands: KeptHands) -> None:
        """Keep a count; it is on the disk when this returns.

        Parameters
        ----------
        hands
            The count, which stands instead of the one before.

        Raises
        ------
        StoreError
            When it cannot be kept.
        """
        room = self._room
        await self._writer.do(lambda connection: room_writes.keep_hands(connection, room, hands))
        self._kept[hands.place, hands.round, hands.option] = hands.count

    def of(self, place: str) -> Raised:
        """Give what was counted for an exercise, or for one card of it."""
        found: dict[int, dict[str, int]] = {}
        for (where, round_, option), count in self._kept.items():
            if where == place:
                found.setdefault(round_, {})[option] = count
        return found

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()


def places_for(room: Room, exercise: Exercise, item: Item | None) -> tuple[tuple[str, Option], ...]:
    """Say for what people can raise a hand.

    Parameters
    ----------
    room
        The room.
    exercise
        The exercise.
    item
        One card of it; nothing for the whole exercise.

    Returns
    -------
    tuple of (letter, option)
        The options, each with its letter at the wall, where it has one. None where there are too
        many, or where people rate themselves: raised hands can be seen.
    """
    own = talk.names_of(room, exercise.id).lettered(item.id) if item else {}
    places = tuple(own.items()) or tuple(("", option) for option in exercise.options)
    return () if exercise.private or len(places) > MOST_PLACES else places


def asked_for(room: Room, stage: Stage, raised: Raised) -> list[dict[str, Any]]:
    """Gather what the desk shows to count hands.

    Parameters
    ----------
    room, stage
        The room, and where it is.
    raised
        What was counted so far.

    Returns
    -------
    list of dict
        The ``id`` and ``name`` of each place, and its ``counts``, one for each round; empty where
        nobody raises hands.
    """
    exercise = room.exercises.get(stage.exercise)
    if exercise is None or stage.moment not in ("think", "again"):
        return []
    return [
        {
            "id": option.id,
            "name": f"{letter}. {option.label}" if letter else option.label,
            "counts": [raised.get(each, {}).get(option.id, 0) for each in ROUNDS],
        }
        for letter, option in places_for(room, exercise, _card(exercise, stage.card))
    ]


def read_hands(room: Room, values: Mapping[str, Any]) -> KeptHands:
    """Read what the desk counted.

    Parameters
    ----------
    room
        The room.
    values
        ``exercise``, ``card``, ``round``, ``option`` and ``count``.

    Returns
    -------
    KeptHands
        The count.

    Raises
    ------
    StepError
        When it makes no sense.
    """
    exercise = room.exercises.get(str(values.get("exercise")))
    card, option = values.get("card", ""), values.get("option")
    item = _card(exercise, card) if exercise else None
    if exercise is None or (card and item is None):
        raise StepError(str(card))
    if option not in [each.id for _, each in places_for(room, exercise, item)]:
        raise StepError(str(option))
    return KeptHands(
        f"{exercise.id}/{card}" if card else exercise.id,
        _whole(values.get("round"), ROUNDS),
        str(option),
        _whole(values.get("count"), range(MOST_HANDS + 1)),
    )


def _card(exercise: Exercise, card: object) -> Item | None:
    return next((each for each in exercise.items if each.id == card), None)


def _whole(value: object, allowed: Container[int]) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
        raise StepError(str(value))
    return value
