"""The report from a folder of participants' files, written as HTML and PDF."""

from __future__ import annotations

from pathlib import Path

from workshop import collect
from workshop.content import Library
from workshop.paper import files
from workshop.paper.report import report
from workshop.results.overview import overview
from workshop.results.submissions import from_carried

NAME = "report"


def write(library: Library, source: Path, folder: Path) -> list[str]:
    """Read participants' files, and write the report on them.

    Parameters
    ----------
    library
        The content.
    source
        The folder with the files; nothing in it is changed.
    folder
        Where the report goes; it is made where there is none.

    Returns
    -------
    list of str
        What was read, what was set aside and why, and what was written where, in sentences.

    Raises
    ------
    ContentError
        When the words or the list of sessions cannot be read.
    OSError
        When the report cannot be written.
    """
    strings, exercises = library.strings(), library.exercises()
    found = collect.read_folder(source, exercises, strings["collect"])
    aside = [f"{each.name}: {each.why}" for each in found.aside]
    told = overview(from_carried(found.carried, exercises), library)
    mark = strings["report"]["invented"] if found.invented else ""
    said = files.write({NAME: report(told, library, mark)}, folder)
    return [*collect.told(found, exercises, strings["collect"]), *aside, *said]
