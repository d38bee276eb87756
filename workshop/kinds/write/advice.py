"""The advice of a ``write`` exercise, which never blocks: what a text still lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from workshop.core.records import Exercise
from workshop.kinds.write import KIND, LONGEST
from workshop.kinds.write.fields import Field, is_asked
from workshop.kinds.write.said_text import day, filled, written

SOON = timedelta(days=7)
DIGITS = re.compile(r"\d+([., ]\d+)*( ?%)?")
BETWEEN_WORDS = re.compile(r"[,;،、\n]")


def advice(
    exercise: Exercise, answer: object, patterns: Mapping[str, str], today: date
) -> dict[str, Any]:
    """Say what a text still lacks, by the names of the checks.

    The browser does the same (``js/src/kinds/write/advice.ts``); one list of examples holds for
    both.

    Parameters
    ----------
    exercise
        The exercise.
    answer
        Any object.
    patterns
        The section ``write-patterns`` of the words: name to regular expression.
    today
        The day on which it is asked.

    Returns
    -------
    dict
        ``fields``: field id to names; ``rows``: the same for each row; ``all``: names of what the
        rows lack together. Names are those of the checks, and ``filled`` for a field that is asked
        for and has no text, ``words`` for one with too many words, ``most`` for too many rows.
        Where all is well there is no entry. A row beyond those that are asked for counts once it
        has a text.
    """
    kept = KIND.prune(exercise, answer)
    fields = _lacking(exercise.settings["fields"], kept["fields"], patterns, today)
    if "rows" not in exercise.settings:
        return {"fields": fields, "rows": [], "all": ()}
    setting = exercise.settings["rows"]
    rows = kept["rows"] + [{}] * (setting["least"] - len(kept["rows"]))
    return {
        "fields": fields,
        "rows": [
            _lacking(setting["fields"], row, patterns, today)
            if number < setting["least"] or written(row)
            else {}
            for number, row in enumerate(rows)
        ],
        "all": _lacking_together(setting, rows, today),
    }


def count_words(field: Field, text: str) -> int:
    """Count words; in a list of words, its entries.

    Parameters
    ----------
    field
        The field that the text stands in.
    text
        The text.

    Returns
    -------
    int
        How many there are.
    """
    parts = BETWEEN_WORDS.split(text) if field["as"] == "words" else text.split()
    return sum(filled(part) for part in parts)


def _lacking(
    fields: Sequence[Field], texts: Mapping[str, str], patterns: Mapping[str, str], today: date
) -> dict[str, tuple[str, ...]]:
    lacking = {}
    for field in fields:
        text = texts.get(field["id"], "")
        names = tuple(
            name for name in field.get("checks", ()) if not _met(name, field, text, patterns, today)
        )
        if count_words(field, text) > field.get("words", LONGEST):
            names = ("words", *names)
        if not filled(text):
            names = ("filled",) if is_asked(field) else ()
        if names:
            lacking[field["id"]] = names
    return lacking


def _met(check: str, field: Field, text: str, patterns: Mapping[str, str], today: date) -> bool:
    plain = " ".join(text.split())

    def has(name: str) -> bool:
        return re.search(patterns[name], plain, re.IGNORECASE) is not None

    if check == "date" and field["as"] == "date":
        when = day(text)
        return when is not None and when >= today
    if check == "soon":
        return _is_soon(text, today)
    if check == "number" and field["as"] == "number":
        return DIGITS.fullmatch(plain) is not None
    if check in ("number", "baseline"):
        # “By 30 June” is a date, and no amount.
        plain = re.sub(patterns["date"], " ", plain, flags=re.IGNORECASE)
    if check == "owner" and field["as"] == "line":
        return not has("no-owner")
    return has(check)


def _lacking_together(
    setting: Mapping[str, Any], rows: Sequence[Mapping[str, str]], today: date
) -> tuple[str, ...]:
    fields = setting["fields"]
    sides = {
        option.get("side")
        for row in rows
        for field in fields
        for option in field.get("options", ())
        if row.get(field["id"]) == option["id"]
    }
    dated = [field["id"] for field in fields if field["as"] == "date"]
    met = {
        "both-sides": sides.issuperset({"leading", "managing"}),
        "first-step-soon": any(_is_soon(row.get(id_, ""), today) for row in rows for id_ in dated),
    }
    names = tuple(name for name in setting["checks"] if not met[name])
    return (*names, "most") if sum(map(written, rows)) > setting["most"] else names


def _is_soon(text: str, today: date) -> bool:
    when = day(text)
    return when is not None and today <= when <= today + SOON
