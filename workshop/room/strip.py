"""What the desk is told of a live room: where it is, what is split, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.core.records import Exercise, Item
from workshop.facilitator import talk
from workshop.facilitator.gathered import Room
from workshop.kinds import KINDS
from workshop.results.submissions import FIRST
from workshop.room.hands import Raised, asked_for
from workshop.room.stage import Moment, Stage, looks_at_second

MOST_CARDS = 3
NEARLY_NOBODY = 0.3
"""Where fewer than this share say what most would say, a talk among them leads nowhere."""
LONGEST = 90
"""How many characters of a card stand on a button."""

Step = Mapping[str, str]


def strip(
    room: Room, stage: Stage, plan: Sequence[str], raised: Raised | None = None
) -> dict[str, Any]:
    """Gather what the desk shows of a live room, beside who is here.

    Parameters
    ----------
    room
        The answers, as far as they are told.
    stage
        Where the room is.
    plan
        The ids of its exercises.
    raised
        The hands that were counted for what is open.

    Returns
    -------
    dict
        The ``stage``; ``next``, the usual next step; ``advice``, the name of a sentence; ``waits``,
        how many answers are too few for new numbers, and how many it takes; ``opens``, the moment
        with which a card is opened; ``cards`` to talk about, each with its split where that is
        told, else with the name of a sentence that says why; ``all``, all cards; ``exercises``,
        those of the plan with their titles; ``hands``, to be counted.
    """
    exercise = room.exercises.get(stage.exercise)
    split = _split(room, exercise) if exercise else {}
    cards = _cards(exercise, split) if exercise else []
    return {
        "stage": {
            "number": stage.number,
            "exercise": stage.exercise,
            "card": stage.card,
            "moment": stage.moment,
            "second": looks_at_second(stage),
            "ends": stage.ends,
        },
        "next": next_step(stage, plan, split if _twice(exercise) else {}, [c["id"] for c in cards]),
        "advice": _advice(room, stage, exercise),
        "waits": _waits(room, exercise) if exercise else None,
        "opens": "look" if stage.exercise in stage.looked else "think",
        "cards": cards,
        "all": [[each.id, _short(each)] for each in exercise.items] if exercise else [],
        "exercises": [[id_, room.exercises[id_].title] for id_ in plan if id_ in room.exercises],
        "hands": asked_for(room, stage, raised or {}),
    }


def next_step(
    stage: Stage, plan: Sequence[str], split: Mapping[str, float], cards: Sequence[str]
) -> Step:
    """Name the usual next step.

    Parameters
    ----------
    stage
        Where the room is.
    plan
        The ids of its exercises.
    split
        Card to split index, of those that were told and can be voted on twice.
    cards
        The cards to talk about.

    Returns
    -------
    mapping
        What :meth:`workshop.room.live.Live.step` takes, and ``name``, by which the button is
        called; empty where all is done.
    """
    rest = [
        each for each in cards if f"{stage.exercise}/{each}" not in {*stage.looked, stage.place}
    ]
    if stage.moment == "between":
        todo = [each for each in plan if each not in {*stage.looked, *stage.opened}]
        made: Step = {"to": "think", "exercise": todo[0], "name": "begin"} if todo else {}
    elif stage.moment == "think":
        made = _to("look")
    elif stage.moment == "again":
        made = _to("look", "compare")
    elif stage.moment == "why":
        made = _after_why(stage, rest)
    elif not stage.card and rest:
        made = {"to": "look", "card": rest[0], "name": "open-card"}
    else:
        talked = stage.place in stage.voted or split.get(stage.card, 0) < talk.SPLIT
        made = _to("why" if talked or not stage.card else "again")
    return made


def _twice(exercise: Exercise | None) -> bool:
    """Tell whether a second vote makes sense: neither for what is written, nor about oneself."""
    return exercise is not None and bool(KINDS[exercise.kind].FIRST) and not exercise.private


def _after_why(stage: Stage, rest: Sequence[str]) -> Step:
    """Go on to the next card; after the last one phones get the reasons of all."""
    if stage.card and rest:
        to = "look" if stage.exercise in stage.looked else "think"
        return {"to": to, "card": rest[0], "name": "next-card"}
    if stage.card and stage.exercise not in stage.opened:
        return {"to": "why", "card": "", "name": "open-reasons"}
    return _to("between")


def _to(to: Moment, name: str = "") -> Step:
    return {"to": to, "name": name or to}


def _split(room: Room, exercise: Exercise) -> dict[str, float]:
    """Give the split index of each card that is told, the most split first."""
    if exercise.private:
        return {}
    return _of_each_card(room.results(exercise.id).rounds[FIRST].split)


def _of_each_card(split: Mapping[str, float]) -> dict[str, float]:
    """Give the largest split of each card, which may be rated several times."""
    found: dict[str, float] = {}
    for row in sorted(split, key=lambda each: -split[each]):
        found.setdefault(row.rpartition("/")[2], split[row])
    return found


def _cards(exercise: Exercise, split: Mapping[str, float]) -> list[dict[str, Any]]:
    """Choose cards to talk about: the most split ones; before there are numbers, see to_argue."""
    items = {item.id: item for item in exercise.items}
    if not split:
        return [
            {"id": item.id, "text": _short(item), "split": None, "why": why}
            for item, why in talk.to_argue(exercise)
        ]
    chosen = [id_ for id_, share in split.items() if share >= talk.SPLIT]
    return [
        {"id": id_, "text": _short(items[id_]), "split": round(split[id_], 2), "why": ""}
        for id_ in chosen[:MOST_CARDS]
    ]


def _waits(room: Room, exercise: Exercise) -> dict[str, int] | None:
    found = room.standing().get(exercise.id)
    if found is None or found.ready or not (found.held or (found.told and found.new)):
        return None
    return {"n": found.new, "least": exercise.fewest}


def _short(item: Item) -> str:
    text = f"{item.setting}: {item.text}" if item.setting else item.text
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip(' .,')}…"


def _advice(room: Room, stage: Stage, exercise: Exercise | None) -> str:
    """Apply the rule of Peer Instruction to what is looked at."""
    if exercise is None or stage.moment != "look" or exercise.private:
        return ""
    rounds = room.results(exercise.id).rounds
    # After a second vote it goes by that.
    round_ = rounds[max(rounds) if stage.place in stage.voted else FIRST]
    last = _of_each_card(round_.split)
    told = last.get(stage.card) if stage.card else max(last.values(), default=None)
    if told is None:
        none = "held" if room.held(exercise.id) else "few"
        return none if exercise.items else ""
    agreement = round_.agreement.get(stage.card)
    if agreement and agreement["match"] < NEARLY_NOBODY:
        return "explain"
    if told >= talk.SPLIT:
        return "still-split" if stage.place in stage.voted else "talk"
    return "go-on"
