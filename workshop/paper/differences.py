"""What a participant answered otherwise than most would, of what they have seen the reasons of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, zip_longest
from typing import Any

from workshop.answers.first import seen
from workshop.core.blocks import joined
from workshop.core.records import Exercise, Item, Verdict
from workshop.kinds import KINDS
from workshop.kinds import judging as checks
from workshop.paper.shelf import Shelf

MOST = 8
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that was answered otherwise than most would.

    Parameters
    ----------
    session, exercise
        Where it stands.
    item
        What it says.
    mine, most
        The participant's answer, and what most would say.
    why
        The reason.
    sources
        The ids of the works that the reason draws on.
    wholly
        Whether no part of the answer was as most would give it.
    """

    session: str
    exercise: str
    item: str
    mine: str
    most: str
    why: str
    sources: tuple[str, ...]
    wholly: bool


def differences(shelf: Shelf, most: int = MOST) -> tuple[Difference, ...]:
    """Choose what a participant answered otherwise than most would, with the reasons.

    Parameters
    ----------
    shelf
        The participant's answers.
    most
        How many at most.

    Returns
    -------
    tuple of Difference
        Of every session about as many, the newest session first. A card that lies in several
        exercises counts as it was answered last.
    """
    told: set[str] = set()
    by_session: dict[str, list[Difference]] = {}
    found = [read for id_ in shelf.exercises if (read := shelf.read(id_))]
    found.sort(key=lambda read: shelf.changed(read[0]) or LONG_AGO, reverse=True)
    for exercise, answer in found:
        verdicts = checks.judge(exercise, answer).verdicts
        for item in seen(exercise, answer):
            unsure = _unsure(exercise, answer, item)
            if item.text not in told and verdicts.get(item.id) != "match" and not unsure:
                difference = _difference(exercise, answer, item, verdicts[item.id])
                by_session.setdefault(exercise.session, []).append(difference)
            told.add(item.text)
    turns = [_mixed(by_session[session]) for session in sorted(by_session, reverse=True)]
    dealt = [each for each in chain(*zip_longest(*turns)) if each is not None]
    return tuple(sorted(dealt[:most], key=lambda each: (each.session, each.exercise), reverse=True))


def _mixed(found: Sequence[Difference]) -> list[Difference]:
    """Put what differs wholly first, and take one exercise after the other."""
    turns: dict[tuple[bool, str], list[Difference]] = {}
    for each in found:
        turns.setdefault((not each.wholly, each.exercise), []).append(each)
    wholly = [turns[key] for key in turns if not key[0]]
    partly = [turns[key] for key in turns if key[0]]
    dealt = chain(*zip_longest(*wholly), *zip_longest(*partly))
    return [each for each in dealt if each is not None]


def _unsure(exercise: Exercise, answer: Mapping[str, Any], item: Item) -> bool:
    chose = KINDS[exercise.kind].chose(exercise, answer, item.id)
    return any(option.unsure and option.id in chose for option in exercise.options_of(item))


def _difference(
    exercise: Exercise, answer: Mapping[str, Any], item: Item, verdict: Verdict
) -> Difference:
    key = exercise.keys[item.id]
    labels = {option.id: option.label for option in exercise.options_of(item)}
    mine = KINDS[exercise.kind].chose(exercise, answer, item.id)
    best = key.accept if key.contested else key.accept[:1]
    return Difference(
        session=exercise.session,
        exercise=exercise.title,
        item=item.text,
        mine=joined([labels[id_] for id_ in mine]),
        most=joined([labels[id_] for id_ in best]),
        why=key.why,
        sources=key.sources,
        wholly=verdict == "differ",
    )
