"""Whether the content and the notebooks are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.commands.ready.lines import Finding
from workshop.commands.said import words_of
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.core.records import ContentError

DESK = "facilitator-desk.ipynb"
_SHOWS = re.compile(r"""\.show\(\s*["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class Pages:
    """What a notebook would show.

    Parameters
    ----------
    cells
        Its code cells, in order.
    exercises
        The ids of the exercises that they show, in order.
    """

    cells: tuple[str, ...]
    exercises: tuple[str, ...]

    @property
    def first(self) -> tuple[str, ...]:
        """The cells to run until the first exercise shows."""
        shows = (number for number, cell in enumerate(self.cells, 1) if _SHOWS.search(cell))
        return self.cells[: next(shows, 0)]


def read_notebook(path: Path) -> Pages:
    """Read the code of a notebook.

    Parameters
    ----------
    path
        The notebook.

    Returns
    -------
    Pages
        What it would show.

    Raises
    ------
    OSError
        When it cannot be read.
    ValueError
        When it is no notebook.
    """
    try:
        cells = tuple(
            "".join(cell["source"])
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code"
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is no notebook.") from error
    return Pages(cells, tuple(name for cell in cells for name in _SHOWS.findall(cell)))


def content(library: Library) -> list[Finding]:
    """See whether every exercise, run sheet and table can be used.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    list of Finding
        One.
    """
    words = words_of("ready")
    faults = library.check()
    if faults:
        return [Finding("not yet", words.count("faults", len(faults), first=faults[0]))]
    told = words["content"].format(
        exercises=len(library.exercise_ids()),
        sheets=len(library.run_sheets()),
        packages=len(library.packages()),
    )
    return [Finding("fine", told)]


def notebooks(folder: Path | None, library: Library) -> list[Finding]:
    """See whether the notebook of every session is there, and as its text says.

    Parameters
    ----------
    folder
        The notebooks; nothing where there are none.
    library
        The content, which lists the sessions.

    Returns
    -------
    list of Finding
        One on the notebooks of the sessions, one on the facilitator's desk.
    """
    words = words_of("ready")
    if folder is None:
        return [Finding("not yet", words["no-notebooks"])] * 2
    desk = _of_desk(folder, words)
    try:
        names = [chapter.notebook for chapter in library.chapters()]
    except ContentError as error:
        return [Finding("not yet", words["no-sessions"].format(why=error)), desk]
    return [_of_sessions(folder, names, words), desk]


def _of_desk(folder: Path, words: Section) -> Finding:
    try:
        read_notebook(folder / DESK)
    except (OSError, ValueError):
        return Finding("look", words["no-desk"].format(name=DESK, folder=folder))
    return Finding("fine", words["desk"].format(name=DESK))


def _of_sessions(folder: Path, names: Sequence[str], words: Section) -> Finding:
    unread = []
    for name in names:
        try:
            read_notebook(folder / name)
        except (OSError, ValueError):
            unread.append(name)
    if unread:
        return Finding("not yet", words["unread"].format(names=_list(unread, words)))
    try:
        other = _other_than_texts(folder)
    except Exception as error:  # noqa: BLE001 - a slip in a text shows in many ways
        where = "; ".join(getattr(error, "__notes__", []))
        return Finding("look", words["bad-text"].format(why=error, where=where))
    if other:
        return Finding("look", words["other-text"].format(names=_list(other, words)))
    return Finding("fine", words["sessions"].format(n=len(names)))


def _other_than_texts(folder: Path) -> list[str]:
    from workshop.jupyter.derive import derive  # noqa: PLC0415 - it takes a while

    other = []
    for source in sorted(folder.glob("source/*.md")):
        target = folder / f"{source.stem}.ipynb"
        # As text, since git on Windows may have given the file other line ends.
        if target.exists() and target.read_text(encoding="utf-8") != derive(source):
            other.append(target.name)
    return other


def _list(names: Sequence[str], words: Section) -> str:
    more = len(names) - 1
    return words["and-more"].format(name=names[0], n=more) if more else names[0]
