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

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from workshop.core.plain import whole
from workshop.core.reading import Files
from workshop.core.records import Exercise, Feedback, Judgement, Parts
from workshop.kinds.drawn import Chosen
from workshop.kinds.earlier import read_earlier
from workshop.kinds.kind import WRITTEN, Kind
from workshop.kinds.sheet import Sheet
from workshop.kinds.write.about import check_about
from workshop.kinds.write.fields import (
    MOST_ROWS,
    Field,
    is_asked,
    read_cards,
    read_clock,
    read_fields,
    read_rows,
)
from workshop.kinds.write.filled_in import answers_section, cards_sheet, written_sheet
from workshop.kinds.write.role import FIELDS_OF, check_role
from workshop.kinds.write.said_text import day, filled, written
from workshop.kinds.write.unsaid import ADVISED, CALENDARS, OF_A_CALENDAR, PATTERNS, unsaid

if TYPE_CHECKING:
    from workshop.core.blocks import Section

SEEN_BY = ("me", "room")
LONGEST = 2_000
WITHOUT_WORDS = ("choice", "date")
"""The sorts of fields that hold no words of one's own."""


class Write(Kind):
    """The kind ``write``.

    It has no ``FIRST``: what is written is no vote, and of a text that changed nobody can count who
    moved. A room sees how many wrote.
    """

    FIELDS = ("seen_by", "cards", "fields", "rows", "earlier", "calendar", "clock")
    SOLUTION_FIELDS = ()
    FEEDBACK: ClassVar[tuple[Feedback, ...]] = ("none",)
    ROLES = tuple(FIELDS_OF)
    TAKEN_HOME = True
    # Nothing is advised before there is a text, and days for a calendar come at the end.
    SELDOM: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "write": ADVISED,
        "write-patterns": tuple(sorted(PATTERNS)),
        "calendar": OF_A_CALENDAR,
    }

    def read(self, files: Files) -> Parts:
        """Read the fields and the rows; there is no key."""
        asks, table = files.asks, files.exercise
        settings: dict[str, Any] = {
            "seen_by": asks.choice(table, "seen_by", SEEN_BY),
            "fields": read_fields(table, asks),
        }
        if "calendar" in table:
            settings["calendar"] = asks.choice(table, "calendar", CALENDARS)
        if "cards" in table:
            settings["cards"] = read_cards(table, asks)
        if "clock" in table:
            settings["clock"] = read_clock(table, asks)
        if "rows" in table:
            settings["rows"] = read_rows(table, settings["fields"], asks)
        elif not settings["fields"]:
            asks.fault("", "there is nothing to write in.", "Add a field with [[fields]].")
        check_role(files, settings)
        check_about(files, settings)
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
        """Give the text of each field, and of each field of rows a list: one text for each row."""
        kept = self.prune(exercise, answer)
        rows = [row for row in kept["rows"] if written(row)]
        columns = {id_: [row.get(id_, "") for row in rows] for id_ in _row_fields(exercise)}
        said = {id_: texts for id_, texts in columns.items() if any(map(filled, texts))}
        return said | {id_: text for id_, text in kept["fields"].items() if filled(text)}

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

    def chosen(self, exercise: Exercise, kept: Mapping[str, Any]) -> Chosen | None:
        """Count what rows with a text chose, where their fields have one choice."""
        choices = [f for f in _row_fields(exercise).values() if f["as"] == "choice"]
        if len(choices) != 1:
            return None
        field = choices[0]
        rows = [row for row in kept["rows"] if written(row)]
        return Chosen(field["options"], Counter(row.get(field["id"], "") for row in rows))

    def without_words(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Mark each text, apart from what was chosen, and from what may be quoted."""
        kept = self.prune(exercise, answer)
        in_rows = _row_fields(exercise)
        told = {f["id"] for f in exercise.settings["fields"] if f["as"] in WITHOUT_WORDS}
        told_in_rows = {id_ for id_, field in in_rows.items() if field["as"] in WITHOUT_WORDS}
        if exercise.role == "quote" and kept["fields"].get("agree") == "yes":
            told.add("quote")
        return {
            "fields": _marked(kept["fields"], told),
            "rows": [_marked(row, told_in_rows) for row in kept["rows"]],
        }

    def worksheets(
        self, exercise: Exercise, beside: Exercise | None, words: Mapping[str, str]
    ) -> tuple[Sheet, ...]:
        """Make a sheet with room to write; and one with cards to cut out, where there are any."""
        del beside
        cards = (cards_sheet(exercise, words),) if "cards" in exercise.settings else ()
        return (written_sheet(exercise), *cards)

    def answers_page(
        self,
        exercise: Exercise,
        beside: Exercise | None,
        practices: Mapping[str, str],
        words: Mapping[str, str],
    ) -> Section | None:
        """Write down the answers that people compare theirs with; nothing is right or wrong."""
        del beside, practices
        return answers_section(exercise, words)

    def sections(self, exercise: Exercise) -> tuple[str, ...]:
        """Name its words, the patterns that the advice goes by, and those about a calendar."""
        calendar = ("calendar",) if "calendar" in exercise.settings else ()
        return (*super().sections(exercise), "write-patterns", *calendar)

    def unsaid(self, exercise: Exercise) -> frozenset[str]:
        """Name the words of advice, rows and days that it has not."""
        return unsaid(exercise.settings)


KIND = Write()


def _marked(texts: Mapping[str, str], told: set[str]) -> dict[str, str]:
    return {id_: text if id_ in told or not text else WRITTEN for id_, text in texts.items()}


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
    above = [field["id"] for field in exercise.settings["fields"] if is_asked(field)]
    in_rows = [id_ for id_, field in _row_fields(exercise).items() if is_asked(field)]
    parts = [(kept["fields"], above), *((row, in_rows) for row in kept["rows"][:least])]
    there = sum(filled(texts.get(id_, "")) for texts, asked in parts for id_ in asked)
    return there, len(above) + least * len(in_rows)


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
    if text and field["as"] == "date" and day(text) is None:
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
