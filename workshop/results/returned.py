"""What became of the plans: who came back to theirs, and how far their actions got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from workshop.core.records import FEWEST, Exercise
from workshop.kinds import KINDS
from workshop.results.counts import took_part
from workshop.results.privacy import hidden
from workshop.results.sharing import sharing
from workshop.results.told import Step, gone, last_told


@dataclass(frozen=True, slots=True)
class Returned:
    """What people said of their plans later; ``None`` and nothing where that may not be said.

    Parameters
    ----------
    people
        How many people made a plan, and looked at it again.
    actions
        How far actions got, each by its name with its share of all of theirs, 0 to 1. What too few
        people said is left out, with company: so the shares may come to less than 1.
    """

    people: int | None = None
    actions: tuple[tuple[str, float], ...] = ()


def returned(again: Exercise, said: Sequence[Step], planned: AbstractSet[str]) -> Returned:
    """Say what became of the plans.

    Parameters
    ----------
    again
        The exercise in which people look at their plan again; its rows are the actions.
    said
        The steps at which it was told, with each participant's last submission to it.
    planned
        Who made a plan, of those whose plans are told.

    Returns
    -------
    Returned
        What may be shown of it.
    """
    away = gone(said)
    steps = [{each.participant: each.kept(again) for each in step.submissions} for step in said]
    kept = last_told(steps, again.fewest, away)
    shared = sharing(*(each.submissions for each in said))
    # Of everybody who came back: to look who had a plan would tell of one more of these.
    how = last_told([_how(again, step) for step in steps], again.fewest, away)
    return Returned(took_part(kept.keys() & planned, shared), _shares(again, how))


def _how(again: Exercise, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Count how far each person's actions got, of those who said so of any."""
    found = {}
    for person, answer in kept.items():
        chosen = KINDS[again.kind].chosen(again, answer)
        # An action of which nothing is said yet is none of these.
        said = {how: count for how, count in chosen.counts.items() if how} if chosen else {}
        if said:
            found[person] = said
    return found


def _shares(again: Exercise, how: Mapping[str, Mapping[str, int]]) -> tuple[tuple[str, float], ...]:
    kind = KINDS[again.kind]
    chosen = kind.chosen(again, kind.prune(again, kind.empty()))
    names = {option["id"]: option["label"] for option in chosen.options} if chosen else {}
    people = {name: {person for person, said in how.items() if name in said} for name in names}
    away = hidden(people, FEWEST, FEWEST)
    # Of a table's one plan each action counts once: it is a share of actions, not of people.
    counts: Counter[str] = Counter()
    for said in how.values():
        counts.update(said)
    return tuple(
        (label, counts[name] / counts.total()) for name, label in names.items() if name not in away
    )
