"""The report as HTML and PDF, as the desk and the command line write it."""

from __future__ import annotations

from pathlib import Path

from workshop.content.library import Library
from workshop.paper import printed
from workshop.paper.report import report
from workshop.results.export import INVENTED
from workshop.results.overview import Overview

NAME = "report"


def write(
    told: Overview, library: Library, folder: Path, *, invented: bool
) -> tuple[Path, str, list[str]]:
    """Write the report; one on invented answers has a name of its own, and says so at the top.

    Parameters
    ----------
    told
        What the workshop came to.
    library
        The content.
    folder
        Where the report goes; it is made where there is none.
    invented
        Whether the answers are invented.

    Returns
    -------
    path : Path
        The HTML file.
    page : str
        The report as HTML.
    said : list of str
        What was written where, in sentences.

    Raises
    ------
    ContentError
        When the words or the list of sessions cannot be read.
    OSError
        When the report cannot be written.
    """
    mark = library.strings()["report"]["invented"] if invented else ""
    page = report(told, library, mark)
    name = f"{INVENTED if invented else ''}{NAME}"
    said = printed.write({name: page}, folder)
    return folder / f"{name}.html", page, said
