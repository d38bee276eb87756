"""The files that ``workshop print`` writes: each page as HTML, and as PDF where that works."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.paper.deck import deck
from workshop.paper.forms import forms
from workshop.paper.handout import handout
from workshop.paper.leader_sheets import run_sheets
from workshop.paper.pdf import PdfError, write_pdf
from workshop.paper.worksheets import practices_page, worksheets
from workshop.system import files as storage
from workshop.system.browser import find_browser

HANDOUT = "what-i-take-home"
WHAT = ("handout", "deck", "worksheets", "run-sheets", "forms")
FROM_THE_BROWSER = (
    "Open the HTML file in any browser and choose Print (Ctrl+P, on a Mac Cmd+P), paper size A4; "
    "there you can also save it as a PDF."
)


def pages(what: str, library: Library, answers: Answers, exercise: str = "") -> dict[str, str]:
    """Make the pages of one of the things that can be printed.

    Parameters
    ----------
    what
        One of :data:`WHAT`.
    library, answers
        The content, and the participant's answers.
    exercise
        Which sort, for a deck; by default the one with the role ``deck``.

    Returns
    -------
    dict
        The name of each file, without ending, to its HTML.

    Raises
    ------
    ContentError
        When something that belongs on them has a fault.
    """
    if what == "handout":
        return {HANDOUT: handout(library, answers)}
    if what == "deck":
        exercise = exercise or library.role("deck").id
        cards, key = deck(library, exercise)
        return {f"{exercise}-cards": cards, f"{exercise}-key": key}
    if what == "run-sheets":
        return {what: run_sheets(library)}
    if what == "forms":
        return forms(library)
    sheets, key = worksheets(library)
    return {
        "worksheets": sheets,
        "worksheets-key": key,
        "eight-practices": practices_page(library),
    }


def write(made: Mapping[str, str], folder: Path) -> list[str]:
    """Write pages into a folder, as HTML and as PDF.

    Parameters
    ----------
    made
        The name of each file, without ending, to its HTML.
    folder
        The folder; it is made where there is none.

    Returns
    -------
    list of str
        What was written where, and what to do where no PDF could be made, in sentences.

    Raises
    ------
    OSError
        When the folder cannot be written to.
    """
    storage.private_folder(folder)
    browser = find_browser()
    said = []
    trouble = "" if browser else "No Chromium, Chrome or Edge was found on this computer."
    for name, text in made.items():
        page, pdf = folder / f"{name}.html", folder / f"{name}.pdf"
        storage.write(page, text)
        wrote = str(page)
        if browser and not trouble:
            try:
                write_pdf(page, pdf, browser)
                wrote = f"{page} and {pdf}"
            except PdfError as error:
                trouble = str(error)
        said.append(f"Wrote {wrote}.")
        if trouble and pdf.exists():
            said.append(f"{pdf} is an older one.")
    if trouble:
        said.append(f"No PDF was made: {trouble} {FROM_THE_BROWSER}")
    return said
