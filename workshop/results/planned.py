"""What was planned, and what participants agreed to have quoted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from workshop.core.records import FEWEST, Exercise
from workshop.results.counts import Count, Counts, took_part
from workshop.results.exercise import results
from workshop.results.privacy import hidden
from workshop.results.sharing import Sharing, people, sharing
from workshop.results.submissions import Submission
from workshop.results.told import Step, gone, last_told

MOST_BOXES = 3


@dataclass(frozen=True, slots=True)
class Plans:
    """What became of the action plans; ``None`` where that may not be said.

    Parameters
    ----------
    people
        How many people wrote something in one.
    filled
        The mean share of its fields that they filled, 0 to 1.
    empty
        The boxes most often left empty, at most three, each by its name with the number of people
        who left it so; none of which no number may be told.
    leading
        Of the actions with a practice, the share whose practice is a leading one, 0 to 1.
    """

    people: int | None = None
    filled: float | None = None
    empty: tuple[tuple[str, Count], ...] = ()
    leading: float | None = None


def plans(plan: Exercise, said: Sequence[Step], counts: Counts) -> Plans:
    """Say how far the action plans got.

    Parameters
    ----------
    plan
        The exercise.
    said
        The steps at which it was told, with each participant's last submission to it.
    counts
        The counts of answers that are shown already.

    Returns
    -------
    Plans
        What may be shown of it.
    """
    steps = [{each.participant: each.kept(plan) for each in step.submissions} for step in said]
    away = gone(said)
    kept = last_told(steps, plan.fewest, away)
    if not kept:
        return Plans()
    # All in one round, since somebody may have answered in a second one.
    once = [
        replace(step, submissions=tuple(replace(each, round=1) for each in step.submissions))
        for step in said
    ]
    shared = sharing(*(each.submissions for each in said))
    filled = results(plan, once[-1].submissions, once[:-1]).rounds[1].filled
    return Plans(
        people=took_part(kept.keys(), shared),
        filled=filled,
        empty=_most_empty(_empty(plan, kept), kept.keys(), counts, shared),
        leading=_leading(last_told([_sided(plan, step) for step in steps], plan.fewest, away)),
    )


def quotes(words: Exercise, said: Collection[Submission]) -> tuple[str, ...]:
    """Gather what participants said and agreed to have quoted.

    Parameters
    ----------
    words
        The exercise, with the fields ``quote``, and ``agree`` with the option ``yes``.
    said
        Each participant's last submission to it.

    Returns
    -------
    tuple of str
        Their words, sorted by themselves, so that the order tells nothing of who; none where
        fewer than five people answered.
    """
    if len(said) < FEWEST:
        return ()
    fields = [each.kept(words)["fields"] for each in said]
    agreed = {each.get("quote", "").strip() for each in fields if each.get("agree") == "yes"}
    return tuple(sorted(agreed - {""}, key=lambda text: (text.casefold(), text)))


def _most_empty(
    empty: Mapping[str, AbstractSet[str]],
    wrote: AbstractSet[str],
    counts: Counts,
    shared: Sharing,
) -> tuple[tuple[str, Count], ...]:
    most = sorted(empty, key=lambda box: -people(empty[box], shared))[:MOST_BOXES]
    told = (
        (box, counts.parts({"empty": empty[box], "filled": wrote - empty[box]}, shared)["empty"])
        for box in most
        if empty[box]
    )
    return tuple((box, count) for box, count in told if count is not None)


def _empty(plan: Exercise, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, set[str]]:
    """Find who left each box empty; all rows together are one box."""
    empty = {
        field["label"]: {
            person
            for person, answer in kept.items()
            if not answer["fields"].get(field["id"], "").strip()
        }
        for field in plan.settings["fields"]
    }
    if "rows" in plan.settings:
        empty[plan.settings["rows"]["label"]] = {
            person
            for person, answer in kept.items()
            if not any(text.strip() for row in answer["rows"] for text in row.values())
        }
    return empty


def _sided(plan: Exercise, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Find the sides of each person's actions, of those who have any."""
    sides = {
        (field["id"], option["id"]): option["side"]
        for field in plan.settings.get("rows", {}).get("fields", ())
        for option in field.get("options", ())
        if "side" in option
    }
    found = {
        person: sorted(
            sides[entry] for row in answer["rows"] for entry in row.items() if entry in sides
        )
        for person, answer in kept.items()
    }
    return {person: actions for person, actions in found.items() if actions}


def _leading(sided: Mapping[str, Collection[str]]) -> float | None:
    people: dict[str, set[str]] = {}
    for person, actions in sided.items():
        for side in actions:
            people.setdefault(side, set()).add(person)
    if not sided or hidden(people, FEWEST, FEWEST):
        return None
    # Of a table's one plan each action counts once: it is a share of actions, not of people.
    actions = [side for each in sided.values() for side in each]
    return actions.count("leading") / len(actions)
