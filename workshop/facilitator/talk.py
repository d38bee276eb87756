"""What is worth talking about: the cards on which a room differs, with both sides' reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from workshop.core.records import Exercise, Item, Key
from workshop.facilitator.gathered import Room
from workshop.kinds import KINDS
from workshop.kinds.counted import OPINIONS
from workshop.results.exercise_tables import Names
from workshop.results.outcome import Round
from workshop.results.submissions import FIRST

Why = Literal["contested", "partly", "hard", "open"]
WHYS = get_args(Why)
MOST_TO_ARGUE = 3
FEW_PLACES = 4
SPLIT = 0.3
"""Below this split index nearly all agree, and there is little to talk about."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One option of a card to talk about: what it is called, how many chose it, and which share."""

    label: str
    people: int
    share: float


@dataclass(frozen=True, slots=True)
class Talk:
    """A card that is worth talking about.

    Parameters
    ----------
    text
        The card.
    bars
        What was answered.
    most
        What most would say; empty where nothing is right or wrong.
    reasons
        The reasons, each with the place it is for; the place is empty for the common reason.
    tips
        What small change would move the card; may be empty.
    """

    text: str
    bars: tuple[Bar, ...]
    most: str
    reasons: tuple[tuple[str, str], ...]
    tips: str


def to_discuss(room: Room, exercise_id: str) -> tuple[Talk, ...]:
    """Choose the cards that are worth talking about: at most five, the most split first.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

    Returns
    -------
    tuple of Talk
        The cards, as they were answered at first, before any reason.
    """
    names = names_of(room, exercise_id)
    round_ = room.results(exercise_id).rounds[FIRST]
    if names.exercise.private:
        return ()
    split = [row for row in round_.discuss if round_.split[row] >= SPLIT]
    return tuple(_talk(names, round_, row) for row in split)


def to_argue(exercise: Exercise) -> tuple[tuple[Item, Why], ...]:
    """Choose the cards that are worth talking about before anybody's answers are told.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    tuple of (card, why)
        At most three, always the same: first those with two right answers, then those where another
        answer is half right, then the hardest; and why each. None where people rate themselves.
    """
    if exercise.private:
        return ()
    ranked = sorted(
        ((item, _why(exercise.keys.get(item.id))) for item in exercise.items),
        key=lambda each: (WHYS.index(each[1]), -each[0].difficulty),
    )
    return tuple(ranked[:MOST_TO_ARGUE])


def _why(key: Key | None) -> Why:
    if key is None:
        return "open"
    if key.contested:
        return "contested"
    return "partly" if key.partly else "hard"


def names_of(room: Room, exercise_id: str) -> Names:
    """Say what the parts of an exercise are called in its results.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

    Returns
    -------
    Names
        The names.
    """
    rounds = len(room.results(exercise_id).rounds)
    return Names(room.exercises[exercise_id], rounds, room.words["results"])


def hardest(room: Room, exercise_id: str) -> tuple[str, float] | None:
    """Name the card that earned the least credit, as it was answered at first.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

    Returns
    -------
    tuple of (card, share), or None
        The card, and the share of people who answered as most would say, 0 to 1.
    """
    names, round_ = names_of(room, exercise_id), room.results(exercise_id).rounds[FIRST]
    if round_.hardest is None:
        return None
    return names.row(round_.hardest), round_.agreement[round_.hardest]["match"]


def shares(room: Room, exercise_id: str) -> tuple[tuple[str, str, float], ...]:
    """Say how often each place of a sort was chosen, over all cards, at first.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

    Returns
    -------
    tuple of (id, label, share)
        The places, with shares of 0 to 1; none where that says nothing, or there are many places.
    """
    exercise = room.exercises[exercise_id]
    rows = room.results(exercise_id).rounds[FIRST].counts.values()
    counts = {each.id: sum(row[each.id] for row in rows) for each in exercise.options}
    total = sum(counts.values())
    few = KINDS[exercise.kind].OVER_ALL and len(exercise.options) <= FEW_PLACES
    if not few or not total:
        return ()
    return tuple((each.id, each.label, counts[each.id] / total) for each in exercise.options)


def bars_of(
    names: Names, row: str, counts: Mapping[str, int], also: Mapping[str, int] | None = None
) -> tuple[Bar, ...]:
    """Say what was answered in one row.

    Parameters
    ----------
    names
        What the parts of the exercise are called.
    row
        The row.
    counts
        Option to how many people chose it.
    also
        The same of another vote: of places without a name, those that have somebody in one of the
        two are there.

    Returns
    -------
    tuple of Bar
        A bar for each option, in their order.
    """
    total = sum(counts.values())
    own = names.lettered(row)
    if own:
        told = [(f"{letter}. {each.label}", counts[each.id]) for letter, each in own.items()]
    elif tuple(counts) == OPINIONS:
        # Two bins to a word: ten bars are too many to talk about.
        words = names.words["opinion-steps"].split(", ")
        bins = list(counts.values())
        told = [(word, bins[2 * n] + bins[2 * n + 1]) for n, word in enumerate(words)]
    else:
        # Of twelve places most are empty.
        told = [
            (names.option(row, each), people)
            for each, people in counts.items()
            if people or not each.isdigit() or (also and also.get(each))
        ]
    return tuple(Bar(label, people, people / total) for label, people in told)


def _talk(names: Names, round_: Round, row: str) -> Talk:
    bars = bars_of(names, row, round_.counts[row])
    key = names.exercise.keys.get(names.item(row).id)
    reasons = [] if key is None else [("", key.why)] if key.why else []
    reasons += [(names.option(row, place), why) for place, why in (key.reasons if key else ())]
    return Talk(names.row(row), bars, names.most(row), tuple(reasons), key.tips if key else "")
