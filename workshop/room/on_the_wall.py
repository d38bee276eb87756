"""What the wall can show: plain values, which :mod:`workshop.room.scenes` fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop.room.stage import Stage


@dataclass(frozen=True, slots=True)
class Around:
    """What there is beside the answers.

    Parameters
    ----------
    code, address
        With what somebody joins, and where.
    here, answered
        How many devices are here, and how many have answered what is open.
    coming
        What comes next; may be empty.
    now
        The server's time in milliseconds since 1970.
    over
        Whether the room is over.
    hands
        The hands that were counted for what is open: round to option to how many.
    wifi
        What a code to scan says of the Wi-Fi; may be empty.
    """

    code: str = ""
    address: str = ""
    here: int = 0
    answered: int = 0
    coming: str = ""
    now: int = 0
    over: bool = False
    hands: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    wifi: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a card, or an answer to a question."""

    label: str
    hint: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose a place: as a number, as a share, and as the share of the vote before."""

    label: str
    number: str
    share: float
    side: str = ""
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A card with what the room answered, or with what the authors say.

    Parameters
    ----------
    text, setting
        The card, and where it plays.
    bars
        What was answered; empty where that may not be shown.
    answer
        The authors' answer; only in *why*.
    side
        The side of that answer.
    why
        The reason for it.
    reasons
        The best reasons for single places, each with its place.
    tips
        What would move the card.
    """

    text: str
    setting: str = ""
    bars: tuple[Bar, ...] = ()
    answer: str = ""
    side: str = ""
    why: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    tips: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the wall shows.

    Parameters
    ----------
    stage, around
        Where the room is, and what there is beside the answers.
    title
        The exercise; empty between exercises.
    beside
        What stands beside the moment's name.
    say
        What the room reads first, large, where no card is open.
    places
        The places, or the answers to a question.
    cards
        The cards.
    ask, then
        The one sentence that the room is asked now, and what follows it, quieter.
    questions
        For the talk.
    people
        From how many people's answers the bars are made.
    note
        What the bars are to be read with; may be empty.
    hands
        What people without a device chose, a line for each vote.
    mark
        What stands on everything that shows invented answers.
    """

    stage: Stage
    around: Around
    title: str = ""
    beside: str = ""
    say: str = ""
    places: tuple[Place, ...] = ()
    cards: tuple[Card, ...] = ()
    ask: str = ""
    then: str = ""
    questions: tuple[str, ...] = ()
    people: int | None = None
    note: str = ""
    hands: tuple[str, ...] = ()
    mark: str = ""
