"""Worksheets for a room without devices: the same exercises, to be filled in with a pen."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.content.library import Library
from workshop.core.blocks import Section
from workshop.core.records import Exercise, Key, playing
from workshop.kinds import KINDS
from workshop.paper.deck import cited, key_page
from workshop.paper.template import render


def worksheets(library: Library) -> tuple[str, str]:
    """Write down the worksheets and their key.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    sheets, key
        Two HTML files: the worksheets of all exercises that are ``on_paper``, session by session,
        which say nothing of the key; and the answers, for the person who leads the session.

    Raises
    ------
    ContentError
        When an exercise has a fault, or the words do.
    """
    strings = library.strings()
    words = strings["paper"]
    exercises = _on_paper(library)
    # Who leads in each step of the round, and with which practice, stands on the strips as well.
    beside = {each.id: _beside(each, library) for each in exercises}
    practices = library.practices()
    page = render(
        "worksheets",
        library,
        sheets=[
            sheet
            for each in exercises
            for sheet in KINDS[each.kind].worksheets(each, beside[each.id], words)
        ],
        practices=list(practices.values()),
        scale=strings["scale"],
        sides=strings["figures"],
    )
    names = {id_: practice.name for id_, practice in practices.items()}
    sections = [
        section
        for each in exercises
        if (section := KINDS[each.kind].answers_page(each, beside[each.id], names, words))
    ]
    return page, _key(library, sections, [key for each in exercises for key in each.keys.values()])


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


def _on_paper(library: Library) -> list[Exercise]:
    ordered = [id_ for chapter in library.chapters() for id_ in chapter.exercises]
    ids = [id_ for id_ in ordered if id_ in {*library.exercise_ids()}]
    return [each for each in map(library.exercise, ids) if each.on_paper]


def _beside(exercise: Exercise, library: Library) -> Exercise | None:
    return playing("round", library.exercises()) if exercise.role == "round-order" else None


def _key(library: Library, sections: Sequence[Section], keys: Sequence[Key]) -> str:
    words = library.strings()["paper"]
    works = [Section(words["sources"], (cited(library, [*keys]),))] if keys else []
    lead = words["key-lead-sheets"]
    return key_page(library, words["worksheets"], lead, (*sections, *works))
