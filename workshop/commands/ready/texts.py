"""Whether the content and the notebooks are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.commands.ready.lines import Finding
from workshop.content.library import Library
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
    faults = library.check()
    if faults:
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults, the first"
        said = f"{count} of the content is this. {faults[0]} `make check` names every fault."
        return [Finding("not yet", said[0].upper() + said[1:])]
    exercises, sheets = len(library.exercise_ids()), len(library.run_sheets())
    return [
        Finding(
            "fine",
            f"{exercises} exercises, {sheets} run sheets and {len(library.packages())} ways to put "
            "sessions together.",
        )
    ]


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
    if folder is None:
        where = (
            "Go to the folder of the workshop, the one with `notebooks` in it, and run it there."
        )
        return [Finding("not yet", f"There are no notebooks here. {where}")] * 2
    desk = _of_desk(folder)
    try:
        names = [chapter.notebook for chapter in library.chapters()]
    except ContentError as error:
        return [Finding("not yet", f"The list of sessions cannot be read. {error}"), desk]
    return [_of_sessions(folder, names), desk]


def _of_desk(folder: Path) -> Finding:
    try:
        read_notebook(folder / DESK)
    except (OSError, ValueError):
        return Finding(
            "look",
            f"{DESK} cannot be read, or is not in {folder}. Run `make notebooks`, or fetch the "
            "workshop again. Until then use the run sheets in data/run-sheets/.",
        )
    return Finding("fine", f"{DESK} is there: `make lab` shows it in the list of files.")


def _of_sessions(folder: Path, names: Sequence[str]) -> Finding:
    unread = []
    for name in names:
        try:
            read_notebook(folder / name)
        except (OSError, ValueError):
            unread.append(name)
    if unread:
        return Finding(
            "not yet",
            f"{_list(unread)} cannot be read, or is not there. Run `make notebooks`, or fetch the "
            "workshop again.",
        )
    try:
        other = _other_than_texts(folder)
    except Exception as error:  # noqa: BLE001 - a slip in a text shows in many ways
        where = "; ".join(getattr(error, "__notes__", []))
        return Finding("look", f"A notebook's text cannot be used: {error} ({where}).")
    if other:
        return Finding(
            "look",
            f"{_list(other)} is not as its text in notebooks/source/ says. If nobody changed it "
            "on purpose, run `make notebooks`.",
        )
    return Finding("fine", f"{len(names)} sessions, each as its text says.")


def _other_than_texts(folder: Path) -> list[str]:
    from workshop.jupyter.derive import derive  # noqa: PLC0415 - it takes a while

    other = []
    for source in sorted(folder.glob("source/*.md")):
        target = folder / f"{source.stem}.ipynb"
        # As text, since git on Windows may have given the file other line ends.
        if target.exists() and target.read_text(encoding="utf-8") != derive(source):
            other.append(target.name)
    return other


def _list(names: Sequence[str]) -> str:
    more = len(names) - 1
    return names[0] + (f" (and {more} more)" if more else "")
