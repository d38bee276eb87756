"""What somebody hands in: all that the numbers of a room need, and none of their own words.

The file that takes everything to another computer also holds plans, letters and notes, which are
nobody else's. In the file for handing in, each text is a mark that something was written there.
What was chosen, sorted, rated and dated stays; so does the sentence that may be quoted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from workshop.carry import VERSION, WORKSHOP, Carried
from workshop.records import Exercise

NAME = "to-hand-in.json"
WRITTEN = "·"
QUOTED, AGREED = "for-the-report", {"agree": "yes"}
COUNTED = ("choice", "date")
"""The sorts of fields that hold no words of one's own."""


def pack(carried: Carried, exercises: Mapping[str, Exercise]) -> str:
    """Make the file that somebody hands in.

    Parameters
    ----------
    carried
        What a participant did.
    exercises
        The exercises of the workshop: id to exercise.

    Returns
    -------
    str
        The text of the file; the same work makes the same text.
    """
    answers = {
        id_: {**record, "answer": without_words(exercises.get(id_), record["answer"])}
        for id_, record in sorted(carried.records.items())
    }
    handed = {
        "workshop": WORKSHOP,
        "version": VERSION,
        "participant": carried.participant,
        "saved": "",
        "handed_in": True,
        "answers": answers,
    }
    return json.dumps(handed, ensure_ascii=False, indent=1, sort_keys=True)


def without_words(exercise: Exercise | None, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Put a mark in the place of each text of one's own.

    Parameters
    ----------
    exercise
        The exercise; nothing where this version of the workshop does not have it, and so cannot
        know which of its fields are choices.
    answer
        The answer.

    Returns
    -------
    dict
        The answer without words.
    """
    fields = answer.get("fields")
    settings = exercise.settings if exercise else {}
    of_rows = settings.get("rows", {}).get("fields", ())
    kept = {f["id"] for f in (*settings.get("fields", ()), *of_rows) if f["as"] in COUNTED}
    if exercise and exercise.id == QUOTED and isinstance(fields, Mapping):
        kept |= {"quote"} if AGREED.items() <= fields.items() else set()
    bare = dict(answer)
    for part in ("fields", "notes"):
        if part in bare:
            bare[part] = _marked(bare[part], kept if part == "fields" else set())
    if isinstance(bare.get("rows"), list):
        bare["rows"] = [_marked(row, kept) for row in bare["rows"]]
    return bare


def _marked(texts: object, kept: set[str]) -> dict[str, Any]:
    if not isinstance(texts, Mapping):
        return {}
    return {
        id_: text if id_ in kept or not text else WRITTEN
        for id_, text in texts.items()
        if isinstance(text, str)
    }
