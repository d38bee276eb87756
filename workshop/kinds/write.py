"""The kind ``write``: fields to write in, and rows that repeat, with advice that never blocks.

An answer is ``{"fields": {field: text}, "rows": [{field: text}, …]}``; what is empty is left out,
so that an empty row is ``{}``. A change is one of

- ``{"field": field, "text": text}``: what a field holds now;
- ``{"row": number, "field": field, "text": text}``: what a field of a row holds now, the rows
  counted from 0; rows that are not there yet begin to be;
- ``{"rows": [{field: text}, …]}``: all rows, after one was added, removed or moved;
- ``{"fields": {field: text}, "rows": [{field: text}, …]}``: the whole answer, after an undo;
- ``{"reset": True}``: back to the start.

A text has at most 2,000 characters, and what is longer is cut. A day that is none (2026-02-31) and
an option that does not exist change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from workshop.core.plain import whole
from workshop.core.reading import Files
from workshop.core.records import Exercise, Feedback, Judgement, Parts
from workshop.kinds.earlier import read_earlier
from workshop.kinds.fields import MOST_ROWS, Field, read_fields, read_rows
from workshop.kinds.kind import Kind

SEEN_BY = ("me", "room")
LONGEST = 2_000
SOON = timedelta(days=7)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DIGITS = re.compile(r"\d+([., ]\d+)*( ?%)?")
BETWEEN_WORDS = re.compile(r"[,;،、\n]")


class Write(Kind):
    """The kind ``write``."""

    FIELDS = ("seen_by", "fields", "rows", "earlier")
    SOLUTION_FIELDS = ()
    FEEDBACK: ClassVar[tuple[Feedback, ...]] = ("none",)

    def read(self, files: Files) -> Parts:
        """Read the fields and the rows; there is no key."""
        asks, table = files.asks, files.exercise
        settings: dict[str, Any] = {
            "seen_by": asks.choice(table, "seen_by", SEEN_BY),
            "fields": read_fields(table, asks),
        }
        if "rows" in table:
            settings["rows"] = read_rows(table, settings["fields"], asks)
        elif not settings["fields"]:
            asks.fault("", "there is nothing to write in.", "Add a field with [[fields]].")
        return Parts((), (), {}, settings | read_earlier(files))

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun: no text."""
        return {"fields": {}, "rows": []}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep the texts of the fields that the exercise still has."""
        fields, rows = _said(answer)
        in_rows = _row_fields(exercise)
        return {
            "fields": _known(_by_id(exercise.settings["fields"]), fields),
            "rows": [_known(in_rows, row) for row in rows[: _room(exercise)]],
        }

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one of the changes described above."""
        said, listed = _said(answer)
        fields, rows = _named(said), [_named(row) for row in listed]
        if isinstance(delta, Mapping):
            if delta.get("reset") is True:
                return self.empty()
            if "text" in delta and "row" in delta:
                rows = _put_in_row(exercise, rows, delta)
            elif "text" in delta:
                fields = _put(_by_id(exercise.settings["fields"]), fields, delta)
            if isinstance(delta.get("fields"), Mapping):
                known = _by_id(exercise.settings["fields"])
                gone = {id_: text for id_, text in fields.items() if id_ not in known}
                fields = gone | _known(known, delta["fields"])
            if isinstance(delta.get("rows"), list):
                rows = _replaced(exercise, rows, delta["rows"])
        return {"fields": fields, "rows": rows}

    def told(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Give the text of each field; rows are not shown again."""
        fields: dict[str, Any] = self.prune(exercise, answer)["fields"]
        return {id_: text for id_, text in fields.items() if _filled(text)}

    def size(self, answer: object) -> int:
        """Count the texts."""
        fields, rows = _said(answer)
        return sum(len(texts) for texts in (fields, *rows) if isinstance(texts, Mapping))

    def judge(self, exercise: Exercise, kept: Mapping[str, Any]) -> Judgement:
        """Count what is filled in: the fields, and those of the rows that are asked for."""
        return Judgement({}, *_counted(exercise, kept), None)

    def filled(self, exercise: Exercise, kept: Mapping[str, Any]) -> float | None:
        """Give the share of the fields that are filled."""
        filled, count = _counted(exercise, kept)
        return filled / count if filled else None

    def sections(self, exercise: Exercise) -> tuple[str, ...]:
        """Name its words, and the patterns that the advice goes by."""
        return (*super().sections(exercise), "write-patterns")


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
        rows lack together. Names are those of the checks, and ``filled`` for a field without a
        text, ``words`` for one with too many words, ``most`` for too many rows. Where all is well
        there is no entry. A row beyond those that are asked for counts once it has a text.
    """
    kept = Write().prune(exercise, answer)
    fields = _lacking(exercise.settings["fields"], kept["fields"], patterns, today)
    if "rows" not in exercise.settings:
        return {"fields": fields, "rows": [], "all": ()}
    setting = exercise.settings["rows"]
    rows = kept["rows"] + [{}] * (setting["least"] - len(kept["rows"]))
    return {
        "fields": fields,
        "rows": [
            _lacking(setting["fields"], row, patterns, today)
            if number < setting["least"] or _written(row)
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
    return sum(_filled(part) for part in parts)


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
        if not _filled(text):
            names = ("filled",)
        if names:
            lacking[field["id"]] = names
    return lacking


def _met(check: str, field: Field, text: str, patterns: Mapping[str, str], today: date) -> bool:
    plain = " ".join(text.split())

    def has(name: str) -> bool:
        return re.search(patterns[name], plain, re.IGNORECASE) is not None

    if check == "date" and field["as"] == "date":
        day = _day(text)
        return day is not None and day >= today
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
    return (*names, "most") if sum(map(_written, rows)) > setting["most"] else names


def _filled(text: str) -> bool:
    return bool(text.strip())


def _written(row: Mapping[str, str]) -> bool:
    return any(_filled(text) for text in row.values())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _is_soon(text: str, today: date) -> bool:
    day = _day(text)
    return day is not None and today <= day <= today + SOON


def _said(answer: object) -> tuple[object, list[Any]]:
    """Take any object for an answer: its fields, and its rows."""
    said = answer if isinstance(answer, Mapping) else {}
    rows = said.get("rows")
    return said.get("fields"), rows if isinstance(rows, list) else []


def _named(texts: object) -> dict[str, Any]:
    pairs = texts.items() if isinstance(texts, Mapping) else ()
    return {id_: text for id_, text in pairs if isinstance(id_, str)}


def _counted(exercise: Exercise, kept: Mapping[str, Any]) -> tuple[int, int]:
    """Count the fields that are filled, and those that are asked for."""
    least = exercise.settings["rows"]["least"] if "rows" in exercise.settings else 0
    parts = (kept["fields"], *kept["rows"][:least])
    filled = sum(_filled(text) for texts in parts for text in texts.values())
    return filled, len(exercise.settings["fields"]) + least * len(_row_fields(exercise))


def _by_id(fields: Sequence[Field]) -> dict[str, Field]:
    return {field["id"]: field for field in fields}


def _row_fields(exercise: Exercise) -> dict[str, Field]:
    return _by_id(exercise.settings.get("rows", {}).get("fields", ()))


def _room(exercise: Exercise) -> int:
    return MOST_ROWS if "rows" in exercise.settings else 0


def _kept(field: Field, text: object) -> str | None:
    """Give a text as it is kept; nothing where it makes no sense in this field."""
    if not isinstance(text, str):
        return None
    text = whole(text, LONGEST)
    if text and field["as"] == "choice":
        return text if text in [option["id"] for option in field["options"]] else None
    if text and field["as"] == "date" and _day(text) is None:
        return None
    return text


def _known(fields: Mapping[str, Field], texts: object) -> dict[str, str]:
    named = texts if isinstance(texts, Mapping) else {}
    kept = {id_: _kept(field, named.get(id_)) for id_, field in fields.items()}
    return {id_: text for id_, text in kept.items() if text}


def _put(
    fields: Mapping[str, Field], texts: dict[str, Any], delta: Mapping[str, Any]
) -> dict[str, Any]:
    id_ = delta.get("field")
    if not isinstance(id_, str) or id_ not in fields:
        return texts
    text = _kept(fields[id_], delta.get("text"))
    if text is None:
        return texts
    rest = {other: kept for other, kept in texts.items() if other != id_}
    return rest | {id_: text} if text else rest


def _put_in_row(
    exercise: Exercise, rows: list[dict[str, Any]], delta: Mapping[str, Any]
) -> list[dict[str, Any]]:
    number = delta["row"]
    if not isinstance(number, int) or isinstance(number, bool):
        return rows
    if not 0 <= number < _room(exercise):
        return rows
    padded = rows + [{}] * (number + 1 - len(rows))
    changed = _put(_row_fields(exercise), padded[number], delta)
    if changed == padded[number]:
        return rows
    return [*padded[:number], changed, *padded[number + 1 :]]


def _replaced(
    exercise: Exercise, rows: list[dict[str, Any]], new: list[Any]
) -> list[dict[str, Any]]:
    """Put new rows in the place of the old; what the exercise no longer has goes with its row."""
    fields = _row_fields(exercise)
    left = [(_known(fields, row), row) for row in rows]
    after = []
    for row in new[: _room(exercise)]:
        known = _known(fields, row)
        same = next((pair for pair in left if pair[0] == known), None)
        if same:
            left.remove(same)
        gone = {id_: text for id_, text in (same or ({}, {}))[1].items() if id_ not in fields}
        after.append(gone | known)
    return after
