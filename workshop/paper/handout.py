"""What somebody takes home: their own words, the first step and the plan on the first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from workshop.answers.store import Answers
from workshop.content.languages import day
from workshop.content.library import Library
from workshop.core.blocks import Links, Note, Pairs, Section
from workshop.paper import first_page, sections
from workshop.paper.attended import recorded
from workshop.paper.differences import differences
from workshop.paper.shelf import Shelf
from workshop.paper.template import render

Part = Callable[[Shelf], Section | None]

FIRST_PAGE: tuple[Part, ...] = (first_page.first_step, first_page.plan)
BEHIND: tuple[Part, ...] = (
    first_page.letter,
    first_page.behind_the_plan,
    sections.five_whys,
    sections.my_question,
    sections.two_words,
    sections.my_practice,
    sections.my_balance,
    sections.opinions,
    sections.then_and_now,
    sections.kisima,
    sections.my_week,
    sections.ward_round,
    sections.more,
)
# The works that the whole workshop stands on, whatever somebody answered.
CREDITS = ("mayega-2012", "msh-framework", "kotter-1990")

AGAIN = (30, 60, 90)
"""So many days later somebody asks about the plan; a record has a line for each."""
NAME = "my-handout.html"


def to_take_home(library: Library, answers: Answers) -> dict[str, Any]:
    """Make the handout for a page that asks for it.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.

    Returns
    -------
    dict
        The ``file`` that the browser is to save, and a sentence on it.
    """
    words = library.strings()["take-home"]
    text = handout(library, answers)
    return {"file": {"name": NAME, "text": text}, "told": words["made"]}


def handout(library: Library, answers: Answers) -> str:
    """Write down what a participant takes home.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.

    Returns
    -------
    str
        One HTML file for the screen and for A4, which asks for no other file. Parts without an
        answer are left out; where there is no answer at all it says so. The last page is a
        record of attendance, for whoever needs one.

    Raises
    ------
    ContentError
        When the words or the sources cannot be read. An exercise with a fault is left out, and
        the page says that something is missing.
    """
    shelf, strings = Shelf(library, answers), library.strings()
    front = [section for part in FIRST_PAGE if (section := part(shelf))]
    parts = [section for part in BEHIND if (section := part(shelf))]
    if differently := _differently(shelf):
        parts.append(differently)
    begun = bool(front or parts)
    parts.append(_sources(shelf))
    return render(
        "handout",
        library,
        said=shelf.words,
        day=day(shelf.language, datetime.now().astimezone().date()),
        front=front,
        sections=parts,
        begun=begun,
        faulty=shelf.faulty,
        told=recorded(shelf),
        form=strings["attendance"],
        attended=strings["attended"],
        days=AGAIN,
    )


def _differently(shelf: Shelf) -> Section | None:
    found = differences(shelf)
    if not found:
        return None
    words = shelf.words
    entries = tuple(
        (each.item, words["differently"].format(mine=each.mine, most=each.most, why=each.why))
        for each in found
    )
    return Section(words["differently-title"], (Note(words["differently-lead"]), Pairs(entries)))


def _sources(shelf: Shelf) -> Section:
    """Name the works that this page draws on, and those that the workshop stands on."""
    works = shelf.library.sources()
    cited = {source for each in differences(shelf) for source in each.sources}
    cited |= {*sections.round_sources(shelf), *CREDITS}
    entries = tuple(
        (
            shelf.words["source"].format(
                author=work.author,
                title=work.title,
                year=work.year,
                publisher=work.publisher,
                licence=work.licence,
            ),
            work.address,
        )
        for id_, work in sorted(works.items(), key=lambda pair: pair[1].author)
        if id_ in cited
    )
    return Section(
        shelf.words["sources-title"],
        (Note(shelf.paper["credits"]), Note(shelf.words["sources-lead"]), Links(entries)),
    )
