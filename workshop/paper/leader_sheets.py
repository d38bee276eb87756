"""The run sheets on paper: how every session is run, for the day when the computer fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.content import plan
from workshop.content.library import Library
from workshop.content.run_sheets import Package, RunSheet
from workshop.core.plain import NOTHING
from workshop.core.records import Chapter, Exercise
from workshop.paper.template import render

# Nobody leads this package, so no run sheet has to fit into it.
ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Session:
    """One session, which begins on a page of its own.

    Parameters
    ----------
    chapter
        Its number and title.
    sheet
        How it is run.
    debrief
        Questions of its exercises that the session's own list does not have: the title of each
        exercise, and its questions.
    shorter
        The packages that give it other minutes: their titles, the minutes of the whole, and
        those of each activity, or a dash where it is left out.
    afterwards
        The titles of what is for later.
    """

    chapter: Chapter
    sheet: RunSheet
    debrief: tuple[tuple[str, tuple[str, ...]], ...]
    shorter: tuple[tuple[str, int, tuple[str, ...]], ...]
    afterwards: tuple[str, ...]


def run_sheets(library: Library) -> str:
    """Write down how all sessions are run.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    str
        One HTML file, for the person who leads the workshop: the packages and the words on
        privacy on its first page, then one session after another. Where an exercise has a fault,
        its questions are left out, and the rest is there.

    Raises
    ------
    ContentError
        When a run sheet, a package or a table that they draw on has a fault.
    """
    strings = library.strings()
    sheets, packages, exercises = library.run_sheets(), library.packages(), library.exercises()
    chapters = library.chapters()
    return render(
        "run-sheets",
        library,
        desk=strings["results"] | strings["desk"],
        packages=packages,
        rows=[
            (chapter, [_cell(chapter, each, strings["paper"]) for each in packages])
            for chapter in chapters
        ],
        sessions=[
            Session(
                chapter=chapter,
                sheet=sheets[chapter.number],
                debrief=_debrief(sheets[chapter.number], exercises),
                shorter=_shorter(sheets[chapter.number], packages),
                afterwards=tuple(library.titles(sheets[chapter.number].afterwards).values()),
            )
            for chapter in chapters
        ],
    )


def _cell(chapter: Chapter, package: Package, words: Mapping[str, str]) -> str:
    """Say how many minutes a package gives to a session, and at which of its meetings."""
    many = len({part.meeting for part in package.parts}) > 1
    cell = words["run-of-meeting"] if many else "{n}"
    found = (part for part in package.parts if part.session == chapter.number)
    return "\n".join(cell.format(n=part.minutes, meeting=part.meeting) for part in found) or NOTHING


def _debrief(
    sheet: RunSheet, exercises: Mapping[str, Exercise]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    ids = dict.fromkeys(each.exercise for each in sheet.activities if each.exercise in exercises)
    found = (
        (exercises[id_].title, tuple(q for q in exercises[id_].debrief if q not in sheet.debrief))
        for id_ in ids
    )
    return tuple((title, questions) for title, questions in found if questions)


def _shorter(
    sheet: RunSheet, packages: tuple[Package, ...]
) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    full = plan.minutes(sheet, None)
    # Packages that give it the same minutes stand in one row.
    rows: dict[tuple[int, ...], list[str]] = {}
    for package in packages:
        for part in package.parts if package.id != ALONE else ():
            minutes = plan.minutes(sheet, part)
            if part.session == sheet.session and minutes != full:
                rows.setdefault(minutes, []).append(package.title)
    return tuple(
        (", ".join(titles), sum(minutes), tuple(str(n) if n else NOTHING for n in minutes))
        for minutes, titles in rows.items()
    )
