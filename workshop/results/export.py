"""Results as files for a spreadsheet: a CSV for each table, or one XLSX with a sheet for each.

What participants wrote stands in such files, and somebody opens them with a program that
calculates: a text that begins like a formula must stay a text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workshop.core.plain import whole
from workshop.results.tables import Cell, Table
from workshop.system.files import private_folder, write

INVENTED = "invented-"
CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
NARROW, WIDE = 9, 60
BOLD = Font(bold=True)
LINK = Font(color="0B5C8F", underline="single")
SHADED = PatternFill("solid", fgColor="E7EEF6")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_csv(
    tables: Sequence[Table], folder: Path, words: Mapping[str, str], mark: str = ""
) -> list[Path]:
    """Write each table into a CSV file, the same bytes for the same table.

    The files are UTF-8 with a byte order mark, without which Excel shows accents as other signs.
    A mark stands at the front of each file's name and in the last column of each row: names get
    changed, and rows get sorted and copied, but every file stays one plain table.

    Parameters
    ----------
    tables
        The tables, with ids of their own.
    folder
        The folder; it is made where there is none.
    words
        The section ``export`` of the words.
    mark
        What everybody who sees the files has to know, such as that the answers are invented.

    Returns
    -------
    list of Path
        The files, in the order of the tables.

    Raises
    ------
    OSError
        When one of them cannot be written.
    """
    private_folder(folder)
    written = []
    for table in tables:
        frame = table.frame().map(_as_text, words=words).rename(columns=_harmless)
        if mark:
            frame.insert(len(table.columns), words["mark"], _harmless(mark), allow_duplicates=True)
        path = folder / f"{INVENTED if mark else ''}{table.id}.csv"
        write(path, frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))
        written.append(path)
    return written


def write_xlsx(
    tables: Sequence[Table], file: Path, words: Mapping[str, str], mark: str = ""
) -> None:
    """Write all tables into one XLSX file, after a sheet that lists them and leads to each.

    A mark is the first line of each sheet, above the heading that stays in view.

    Parameters
    ----------
    tables
        The tables.
    file
        The file; one that is there is replaced.
    words
        The section ``export`` of the words.
    mark
        What everybody who sees the file has to know.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    names = list(_names([words["contents"], *(table.title for table in tables)]))
    contents = Table(
        "contents",
        words["contents"],
        (words["sheet"], words["title"], words["note"]),
        tuple(
            (name, table.title, table.note) for name, table in zip(names[1:], tables, strict=True)
        ),
    )
    for name, table in zip(names, [contents, *tables], strict=True):
        _fill(book.create_sheet(name), table, words, mark)
    _link(book.worksheets[0], names[1:])
    private_folder(file.parent)
    made = io.BytesIO()
    book.save(made)
    write(file, made.getvalue())


def _fill(sheet: Worksheet, table: Table, words: Mapping[str, str], mark: str) -> None:
    top = 1
    if mark:
        _put(sheet.cell(1, 1), mark)
        sheet.cell(1, 1).font = BOLD
        top = 2
    for column, heading in enumerate(table.columns, 1):
        cell = sheet.cell(top, column)
        _put(cell, heading)
        cell.font, cell.fill, cell.alignment = BOLD, SHADED, WRAPPED
    for number, row in enumerate(table.rows, top + 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.alignment = WRAPPED
            if isinstance(value, str) or value is None:
                _put(cell, words["too-few"] if value is None else value)
            else:
                cell.value = value
                cell.number_format = "0%" if isinstance(value, float) else "0"
    for column, heading in enumerate(table.columns, 1):
        cells = [heading, *(_as_text(row[column - 1], words) for row in table.rows)]
        width = min(max(NARROW, *map(len, cells)) + 2, WIDE)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(top + 1, 1)


def _link(contents: Worksheet, names: Sequence[str]) -> None:
    """Make each name in the list of sheets lead to its sheet."""
    # The names are the last rows.
    first = contents.max_row - len(names) + 1
    for row, name in enumerate(names, first):
        cell = contents.cell(row, 1)
        # No name has an apostrophe in it: _names takes them out.
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.font = LINK


def _put(cell: SheetCell, text: str) -> None:
    """Write a text that stays one, also when somebody edits the cell."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", whole(text))
    cell.data_type = "s"
    if text.startswith(CALCULATED):
        cell.quotePrefix = True


def _names(titles: Sequence[str]) -> Iterator[str]:
    """Make names of sheets: short enough, without forbidden signs, and none twice."""
    taken: set[str] = set()
    for title in titles:
        plain = " ".join(ILLEGAL_CHARACTERS_RE.sub(" ", whole(title)).translate(FORBIDDEN).split())
        name, number = plain[:LONGEST_NAME].strip() or "-", 1
        while name.casefold() in taken:
            number += 1
            end = f" {number}"
            name = plain[: LONGEST_NAME - len(end)].strip() + end
        taken.add(name.casefold())
        yield name


def _as_text(cell: Cell, words: Mapping[str, str]) -> str:
    if cell is None:
        return words["too-few"]
    if isinstance(cell, float):
        return f"{cell:.0%}"
    return _harmless(cell) if isinstance(cell, str) else str(cell)


def _harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate; it shows the rest as text."""
    shown = whole(text)
    return f"'{shown}" if shown.startswith(CALCULATED) else shown
