"""Worksheets for a room without devices: the same exercises, to be filled in with a pen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workshop.content.library import Library
from workshop.core.letters import lettered, lettered_options
from workshop.core.records import Exercise
from workshop.paper.template import render
from workshop.paper.worksheet_keys import answers_page

WRITTEN = ("my-action-plan", "my-commitment", "five-whys")
ROUND_IN_ORDER, ROUND = "the-round-in-order", "the-round-practice-by-practice"
OUTREACH = "an-outreach-day"
RATED, STATEMENTS, QUESTIONS = "my-practice", "line-of-opinion", "sixteen-questions"
# A cell has room for this many boxes to tick; more of them stand once, below the table.
BOXES_IN_A_CELL = 5
ONE_LINE = ("line", "date", "number", "words")
LINE, NARROW, ROOMY, FEW_FIELDS = 9, 11, 24, 7


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet, which begins on a page of its own.

    Parameters
    ----------
    kind
        How it is laid out: the name of a macro in ``templates/sheets.html``.
    exercise
        The exercise.
    lead
        What to do, where the exercise's own prompt speaks of a screen.
    name
        What is added to the title where an exercise has several sheets.
    more
        What only this kind of sheet has.
    """

    kind: str
    exercise: Exercise
    lead: str
    name: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


def worksheets(library: Library) -> tuple[str, str]:
    """Write down the worksheets and their key.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    sheets, key
        Two HTML files: the worksheets, which say nothing of the key; and the answers, for the
        person who leads the session. An exercise that was taken out of the content is left out.

    Raises
    ------
    ContentError
        When an exercise has a fault, or the words do.
    """
    words = library.strings()["paper"]
    known = {*library.exercise_ids()}
    kept = {
        id_: library.exercise(id_)
        for id_ in (*WRITTEN, ROUND_IN_ORDER, ROUND, OUTREACH, RATED, STATEMENTS, QUESTIONS)
        if id_ in known
    }
    sheets = [
        *(_strip(kept[id_], kept.get(ROUND), words) for id_ in (ROUND_IN_ORDER,) if id_ in kept),
        *(_strip(kept[id_], kept[id_], words) for id_ in (OUTREACH,) if id_ in kept),
        *(sheet for id_ in (RATED,) if id_ in kept for sheet in _ratings(kept[id_])),
        *(Sheet("line", kept[id_], words["line-lead"]) for id_ in (STATEMENTS,) if id_ in kept),
        *(_written(kept[id_]) for id_ in ("five-whys", *WRITTEN[:2]) if id_ in kept),
        *(_questions(kept[id_], words) for id_ in (QUESTIONS,) if id_ in kept),
    ]
    practices = list(library.practices().values())
    strings = library.strings()
    page = render(
        "worksheets", library, sheets=sheets, practices=practices,
        scale=strings["scale"], sides=strings["figures"],
    )  # fmt: skip
    key = answers_page(
        library,
        [kept[id_] for id_ in (ROUND_IN_ORDER, OUTREACH, QUESTIONS) if id_ in kept],
        kept.get(ROUND),
    )
    return page, key


def practices_page(library: Library) -> str:
    """Write the practices down on one page, large, to lie on a table.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    str
        One HTML file: each practice with its side, its question, and what comes of it.

    Raises
    ------
    ContentError
        When the table of practices has a fault.
    """
    strings = library.strings()
    practices = list(library.practices().values())
    return render("practices", library, practices=practices, sides=strings["figures"])


def _strip(exercise: Exercise, second: Exercise | None, words: Mapping[str, str]) -> Sheet:
    acts = second.options if second else ()
    lead = words["strip-lead"] if exercise.kind == "order" else words["strip-lead-outreach"]
    more = {"steps": lettered(exercise), "acts": acts}
    more["phases"] = exercise.options if exercise.kind == "order" else ()
    return Sheet("strip", exercise, lead, more=more)


def _ratings(exercise: Exercise) -> list[Sheet]:
    groups = [
        (
            group,
            [i for i in exercise.items if exercise.settings["group_of"].get(i.id) == group["id"]],
        )
        for group in exercise.settings["groups"]
    ] or [({"label": "", "side": ""}, [*exercise.items])]
    return [
        Sheet(
            "ratings",
            exercise,
            each["prompt"] or exercise.prompt,
            each["label"],
            {"groups": groups},
        )
        for each in exercise.settings["passes"]
    ]


def _written(exercise: Exercise) -> Sheet:
    rows = exercise.settings.get("rows")
    few = {
        column["id"]: len(column.get("options", ())) <= BOXES_IN_A_CELL
        for column in (rows["fields"] if rows else ())
    }
    return Sheet(
        "write", exercise, exercise.prompt, more={"few": few, "heights": _heights(exercise)}
    )


def _heights(exercise: Exercise) -> dict[str, int]:
    """Give each field its room for writing in millimetres, so that a sheet fills its page."""
    fields = exercise.settings["fields"]
    least = ROOMY if len(fields) <= FEW_FIELDS else NARROW
    return {
        each["id"]: LINE if each["as"] in ONE_LINE else max(least, each.get("words", 0) // 3)
        for each in fields
    }


def _questions(exercise: Exercise, words: Mapping[str, str]) -> Sheet:
    questions = [(item, lettered_options(item)) for item in exercise.items]
    return Sheet("questions", exercise, words["questions-lead"], more={"questions": questions})
