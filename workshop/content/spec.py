"""What any screen is sent of an exercise."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from workshop.content.words import Strings
from workshop.core.records import Exercise, Option, Source
from workshop.kinds import KINDS
from workshop.kinds import judging as checks

T = TypeVar("T")


def make_spec(
    exercise: Exercise,
    strings: Strings,
    sources: Mapping[str, Source],
    participant: str | None,
) -> dict[str, Any]:
    """Gather what the browser needs to show an exercise.

    Parameters
    ----------
    exercise
        The exercise.
    strings
        The words.
    sources
        The works that reasons draw on, by id.
    participant
        The participant's random id: an item's own options, and the items of some kinds, come in
        an order of theirs, the same each time. ``None`` where the browser is to find that order
        by itself.

    Returns
    -------
    dict
        The exercise without its key; and, where feedback is immediate, the feedback table with
        each reason once per item, and the kind's rules. Where the key must not be seen yet these
        are left out.
    """
    kind = KINDS[exercise.kind]
    words: dict[str, str] = {}
    for section in kind.sections(exercise):
        words |= strings[section]
    options = {
        item.id: list(item.options)
        if participant is None
        else _shuffled(item.options, f"{participant} {exercise.id} {item.id}")
        for item in exercise.items
    }
    spec: dict[str, Any] = {
        "id": exercise.id,
        "kind": exercise.kind,
        "title": exercise.title,
        "prompt": exercise.prompt,
        "feedback": exercise.feedback,
        "language": strings.language,
        "words": words,
        "settings": dict(exercise.settings),
        "options": [_option(option) for option in exercise.options],
        "items": _packed(
            [
                _filled(
                    id=item.id,
                    text=item.text,
                    setting=item.setting,
                    options=[_option(option) for option in options[item.id]],
                )
                for item in exercise.items
            ]
        ),
    }
    if kind.SHUFFLED and participant is None:
        spec["shuffled"] = True
    elif kind.SHUFFLED:
        spec["start"] = _shuffled(range(len(exercise.items)), f"{participant} {exercise.id}")
    if exercise.feedback in ("instant", "on-check"):
        spec |= _key(exercise, sources, options)
    return spec


def _key(
    exercise: Exercise, sources: Mapping[str, Source], options: Mapping[str, Sequence[Option]]
) -> dict[str, Any]:
    """Gather what the browser needs to show feedback; options and sources go by number."""
    table = checks.feedback_table(exercise)
    cited = {id_: "; ".join(sources[s].short for s in e.sources) for id_, e in table.items()}
    works = list(dict.fromkeys(cited.values()))
    rows = []
    for id_, entry in table.items():
        names = [option.id for option in options[id_] or exercise.options]
        told = _filled(
            verdicts="".join(entry.verdicts[option][0] for option in names),
            why=entry.why,
            tips=entry.tips,
            reasons=entry.reasons,
        )
        if len(entry.best) > 1:
            told["best"] = [names.index(option) for option in entry.best]
        rows.append(told | _filled(sources=works.index(cited[id_])))
    return {"sources": works, "table": _packed(rows), "rules": dict(exercise.rules)}


def _told(earlier: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"earlier": dict(earlier)} if earlier else {}


def _shuffled(values: Sequence[T], seed: str) -> list[T]:
    return random.Random(seed).sample(values, len(values))  # noqa: S311


def _option(option: Option) -> dict[str, Any]:
    return _filled(
        id=option.id,
        label=option.label,
        hint=option.hint,
        unsure=option.unsure,
        side=option.side,
    )


def _filled(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Leave out what is empty, to keep the message small."""
    return {name: value for name, value in values.items() if value}


def _packed(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Say each name once: a deck of fifty cards has to travel over a thin connection."""
    names = list(dict.fromkeys(name for entry in entries for name in entry))
    rows = [[entry.get(name) for name in names] for entry in entries]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return {"names": names, "rows": rows}
