"""How long an exercise takes one person, computed from its cards, its fields and its words.

No one was timed for this. The rates are our own judgement, set so that they come to what
facilitators are told: twelve cards alone take about five minutes, thirty about ten. Adults read
about 240 words of English a minute silently (Brysbaert 2019); for a third language and a small
screen we take a little more than half of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workshop.core.records import Exercise

WORDS_A_MINUTE = 130
CARD = {"sort": 0.2, "quiz": 0.2, "map": 0.2, "order": 0.25, "decide": 0.7, "scale": 0.12}
"""Minutes for each card, beside reading it: to decide, and to read what comes back."""
SECOND = 0.1
"""What a second question about a card takes."""
FIELD = {"choice": 0.15, "date": 0.2, "number": 0.2, "line": 0.4, "words": 0.5}
SHORT, LONG = 0.8, 1.2
"""A text of up to forty words, and a longer one."""
FEW = 40


def minutes_needed(exercise: Exercise) -> float:
    """Compute how long one person needs for what an exercise asks for.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    float
        Minutes.
    """
    settings = exercise.settings
    asked = settings.get("enough", len(exercise.items))
    share = asked / len(exercise.items) if exercise.items else 0
    cards = sum(
        _words(each.text, each.setting, *(option.label for option in each.options))
        for each in exercise.items
    )
    places = sum(_words(each.label, each.hint) for each in exercise.options)
    reading = (_words(exercise.prompt) + share * cards + places) / WORDS_A_MINUTE
    each = CARD.get(exercise.kind, 0) + (SECOND if "second" in settings else 0)
    deciding = asked * each * len(settings.get("passes", (1,)))
    rows = settings.get("rows", {})
    writing = _fields(settings.get("fields", ()))
    # Rows that are taken over are as many as a plan has at least.
    count = 3 if "take" in rows else rows.get("least", 0)
    in_rows: float = count * _fields(rows.get("fields", ()))
    return float(reading + deciding + writing) + in_rows


def _fields(fields: Iterable[Mapping[str, Any]]) -> float:
    # Who wrote everything is asked about all of it.
    asked = [each for each in fields if not each.get("optional") or "about" in each]
    return sum(
        _words(each.get("answer", "")) / WORDS_A_MINUTE
        + FIELD.get(each.get("as", ""), SHORT if each.get("words", FEW) <= FEW else LONG)
        for each in asked
    )


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
