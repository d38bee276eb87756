"""A session as one file, which opens by a double click from a stick, and asks for nothing."""

from __future__ import annotations

from pathlib import Path

from workshop.content.library import Library
from workshop.pages.addresses import START, address_of
from workshop.pages.render import BUNDLES, render
from workshop.system.files import write


def write_single(library: Library, numbers: list[str], to: Path) -> list[Path]:
    """Write sessions as one file each; the names are those of the pages, so that links lead on.

    Parameters
    ----------
    library
        The content.
    numbers
        The sessions, two digits each; where there are several, the start page comes with them.
    to
        The folder.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    ContentError
        When the content has a fault.
    KeyError
        When there is no session of a number.
    OSError
        When a file cannot be written.
    """
    names = {chapter.number: address_of(chapter) for chapter in library.chapters()}
    for chapter in library.chapters():
        if chapter.number in numbers:
            # A file that is given away has every exercise, or is not written.
            for id_ in chapter.exercises:
                library.exercise(id_)
    wanted = {number: names[number] for number in numbers}
    if len(wanted) > 1:
        wanted = {"": START} | wanted
    to.mkdir(parents=True, exist_ok=True)
    for number, name in wanted.items():
        write(to / name, single(library, number), public=True)
    return [to / name for name in wanted.values()]


def single(library: Library, number: str) -> str:
    """Make the one file of a session.

    Parameters
    ----------
    library
        The content.
    number
        The session, two digits; empty for the start page.

    Returns
    -------
    str
        The HTML, with everything in it.
    """
    script = (BUNDLES / "single.js").read_text("utf-8")
    sheets = sorted(BUNDLES.glob("*.css"), key=lambda path: (path.name != "page.css", path.name))
    style = "".join(path.read_text("utf-8") for path in sheets)
    # Nothing in a script may look like its end.
    inside = (script.replace("</", "<\\/"), style)
    return render(library, number, {"rest": ""}, inside=inside)
