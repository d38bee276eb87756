"""What the desk writes: all results for a spreadsheet, and the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop.core.moments import now
from workshop.facilitator.gathered import Room
from workshop.facilitator.screens import overview_of, tables_of
from workshop.paper import report_files
from workshop.results.export import INVENTED, write_csv, write_xlsx
from workshop.results.tables import Table

if TYPE_CHECKING:
    from pandas import DataFrame

RESULTS, WORKBOOK = "results", "results.xlsx"


def export(room: Room) -> Path:
    """Write all results, as one workbook and as one CSV file for each table.

    They are told as far as enough is new, see :meth:`workshop.facilitator.gathered.Room.show`.

    Each time they go into a folder of their own, so that no table of another day stays between
    those of today, and nothing is overwritten.

    Parameters
    ----------
    room
        The room.

    Returns
    -------
    workbook : Path
        The workbook; the CSV files lie beside it.

    Raises
    ------
    OSError
        When they cannot be written.
    """
    room.show()
    tables = _tables(room)
    folder = room.folder / f"{RESULTS}-{now().astimezone():%Y-%m-%d-%H%M%S}"
    words = room.words["export"]
    write_csv(tables, folder, words, room.mark)
    workbook = folder / f"{INVENTED if room.mark else ''}{WORKBOOK}"
    write_xlsx(tables, workbook, words, room.mark)
    return workbook


def frames(room: Room) -> dict[str, DataFrame]:
    """Give all results that were told, to calculate with.

    Parameters
    ----------
    room
        The room.

    Returns
    -------
    dict
        Each table under the name that its CSV file would have. What too few people answered is
        missing in it.
    """
    mark = INVENTED if room.mark else ""
    return {f"{mark}{each.id}": each.frame().convert_dtypes() for each in _tables(room)}


def _tables(room: Room) -> list[Table]:
    tables = overview_of(room)
    for exercise_id in room.exercises:
        tables += tables_of(room, exercise_id)
    return tables


def make_report(room: Room, folder: Path | None = None) -> tuple[Path, str, list[str]]:
    """Write the report for the organisation, as HTML and, where that works, as PDF.

    It is told as far as enough is new, see :meth:`workshop.facilitator.gathered.Room.show`.

    Parameters
    ----------
    room
        The room.
    folder
        Where it goes; by default the folder of the room.

    Returns
    -------
    tuple
        What :func:`workshop.paper.report_files.write` returns; it raises the same errors.
    """
    room.show()
    return report_files.write(
        room.overview(), room.library, folder or room.folder, invented=bool(room.mark)
    )
