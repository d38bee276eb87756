"""A ``write`` exercise on paper: how much room each field has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workshop.core.records import Exercise
from workshop.kinds.sheet import Sheet

if TYPE_CHECKING:
    from workshop.core.blocks import Section

# A cell has room for this many boxes to tick; more of them stand once, below the table.
BOXES_IN_A_CELL = 5
ONE_LINE = ("line", "date", "number", "words")
LINE, NARROW, ROOMY, FEW_FIELDS = 9, 11, 24, 7


def written_sheet(exercise: Exercise) -> Sheet:
    """Make the sheet.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    Sheet
        Its fields with room to write, and the rows as a table.
    """
    rows = exercise.settings.get("rows")
    few = {
        column["id"]: len(column.get("options", ())) <= BOXES_IN_A_CELL
        for column in (rows["fields"] if rows else ())
    }
    more = {"few": few, "heights": _heights(exercise)}
    return Sheet("write/fields.html", exercise, exercise.prompt, more=more)


def cards_sheet(exercise: Exercise, words: Mapping[str, str]) -> Sheet:
    """Make the sheet of the cards, to cut out: each person reads one of them.

    Parameters
    ----------
    exercise
        The exercise, which has cards.
    words
        The section ``paper`` of the words.

    Returns
    -------
    Sheet
        The cards.
    """
    return Sheet("write/own_cards.html", exercise, words["own-lead"], words["own-cards"])


def answers_section(exercise: Exercise, words: Mapping[str, str]) -> Section | None:
    """Write down with what people compare their own words.

    Parameters
    ----------
    exercise
        The exercise.
    words
        The section ``paper`` of the words.

    Returns
    -------
    Section or None
        The questions that have an answer, each with it; ``None`` where none has.
    """
    # Imported here, as a participant's first page prints nothing.
    from workshop.core.blocks import Section, Table  # noqa: PLC0415

    fields = [*exercise.settings["fields"], *exercise.settings.get("rows", {}).get("fields", ())]
    rows = tuple((each["label"], each["answer"]) for each in fields if "answer" in each)
    columns = (words["question"], words["answer"])
    return Section(exercise.title, (Table("", columns, rows),)) if rows else None


def _heights(exercise: Exercise) -> dict[str, int]:
    """Give each field its room for writing in millimetres, so that a sheet fills its page."""
    fields = exercise.settings["fields"]
    least = ROOMY if len(fields) <= FEW_FIELDS else NARROW
    return {
        each["id"]: LINE if each["as"] in ONE_LINE else max(least, each.get("words", 0) // 3)
        for each in fields
    }
