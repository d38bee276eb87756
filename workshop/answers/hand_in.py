"""What somebody hands in: all that the numbers of a room need, and none of their own words.

The file that takes everything to another computer also holds plans, letters and notes, which are
nobody else's. In the file for handing in, each text is a mark that something was written there.
What was chosen, sorted, rated and dated stays; so does the sentence that may be quoted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from workshop.answers.carry import VERSION, WORKSHOP, Carried
from workshop.answers.progress import STATES
from workshop.answers.record import Record, moment
from workshop.core.records import Exercise
from workshop.kinds import KINDS

NAME = "to-hand-in.json"


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
        The text of the file; the same work makes the same text. It is built from what the
        exercises know, so that nothing else can be in it, whatever was carried.
    """
    answers = {
        id_: bare(exercises[id_], record)
        for id_, record in sorted(carried.records.items())
        if id_ in exercises
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


def bare(exercise: Exercise, record: Record) -> Record:
    """Build what is handed in of one exercise.

    Parameters
    ----------
    exercise
        The exercise.
    record
        The record of its answer.

    Returns
    -------
    dict
        A record with nothing in it that the exercise does not know, and no words of one's own.
    """
    kind = KINDS[exercise.kind]
    first = record.get("first")
    kept = {
        "exercise": exercise.id,
        "kind": exercise.kind,
        "updated": moment(record).isoformat(timespec="milliseconds"),
        "answer": kind.without_words(exercise, record["answer"]),
    }
    if record.get("state") in STATES:
        kept["state"] = record["state"]
    if isinstance(first, Mapping):
        # Only what was changed stands there; an exercise that knows nothing of it adds nothing.
        known = kind.without_words(exercise, first)
        before = {part: known[part] for part in kind.FIRST if known.get(part)}
        kept |= {"first": before} if before else {}
    return kept
