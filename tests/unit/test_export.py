"""Tables as files: every cell as it was, and a text that looks like a formula stays a text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.support.rooms import EXERCISES, FULL, LIBRARY, said
from workshop.results.export import write_csv, write_xlsx
from workshop.results.overview import overview
from workshop.results.overview_tables import overview_tables
from workshop.results.tables import Table

WORDS = LIBRARY.strings()["export"]
MARK = "Invented answers, for rehearsal"
FORMULAS = ["=1+1", "+49 170", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.org")', "#N/A", "'x"]
TABLE = Table(
    "a-table",
    "A table: of [everything] / in it, with a long title",
    ("Card", "People", "Share", "=not a sum"),
    (
        ("Zoë says “no”, 你好", 12, 0.455, "two\nlines"),
        *((text, None, None, "") for text in FORMULAS),
    ),
    "Read this first.",
)
TWIN = Table("a-twin", TABLE.title, ("Only",), ((0,), (1.0,), (7,)))


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def test_a_csv_holds_every_cell_as_somebody_reads_it(tmp_path: Path) -> None:
    [path, twin] = write_csv([TABLE, TWIN], tmp_path / "new", WORDS)
    assert [path.name, twin.name] == ["a-table.csv", "a-twin.csv"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    heading, first, *rest = rows(path)
    assert heading == ["Card", "People", "Share", "'=not a sum"]
    assert first == ["Zoë says “no”, 你好", "12", "46%", "two\nlines"]
    assert all(row[1:3] == [WORDS["too-few"]] * 2 for row in rest)
    assert rows(twin) == [["Only"], ["0"], ["100%"], ["7"]]


def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    [path] = write_csv([TABLE], tmp_path, WORDS)
    cells = [cell for row in rows(path) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert {f"'{text}" for text in FORMULAS[:6]} < {*cells}


def test_the_same_tables_are_the_same_bytes(tmp_path: Path) -> None:
    one, other = (write_csv([TABLE, TWIN], tmp_path / name, WORDS) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_a_workbook_lists_its_sheets_and_can_be_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new" / "results.xlsx"
    write_xlsx([TABLE, TWIN], file, WORDS)
    book = load_workbook(file)
    contents, sheet, twin = book.worksheets
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert [[cell.value for cell in row] for row in contents.rows] == [
        [WORDS["sheet"], WORDS["title"], WORDS["note"]],
        [sheet.title, TABLE.title, TABLE.note],
        [twin.title, TWIN.title, None],
    ]
    read = [[cell.value for cell in row] for row in sheet.rows]
    assert read[0] == list(TABLE.columns)
    assert read[1] == list(TABLE.rows[0])
    assert [row[0] for row in read[2:]] == FORMULAS
    assert {cell for row in read[2:] for cell in row[1:3]} == {WORDS["too-few"]}
    for each in (contents, sheet, twin):
        assert each.freeze_panes == "A2"
        assert all(9 <= each.column_dimensions[name].width <= 60 for name in "A")
    assert [cell.number_format for cell in sheet[2]][1:3] == ["0", "0%"]
    assert [cell.value for cell in twin["A"]] == ["Only", 0, 1, 7]


@pytest.mark.parametrize("mark", ["", MARK])
def test_each_line_of_the_contents_leads_to_its_sheet(tmp_path: Path, mark: str) -> None:
    write_xlsx([TABLE, TWIN], tmp_path / "all.xlsx", WORDS, mark)
    book = load_workbook(tmp_path / "all.xlsx")
    contents, sheet, twin = book.worksheets
    links = {c.value: c.hyperlink for row in contents.rows for c in row if c.hyperlink}
    assert [*links] == [sheet.title, twin.title]
    for name, link in links.items():
        # A place in this file, and no address outside.
        assert link.target is None
        place, cell = link.location.rsplit("!", 1)
        assert book[place.strip("'")].title == name
        assert cell == "A1"


def test_a_workbook_calculates_nothing(tmp_path: Path) -> None:
    file = tmp_path / "results.xlsx"
    write_xlsx([TABLE], file, WORDS)
    cells = [cell for sheet in load_workbook(file) for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    asked = {cell.value: cell.quotePrefix for cell in cells if cell.value in FORMULAS}
    assert [text for text in FORMULAS if asked[text]] == FORMULAS[:6]


def test_a_mark_stands_in_every_file(tmp_path: Path) -> None:
    paths = write_csv([TABLE, TWIN], tmp_path, WORDS, MARK)
    assert [path.name for path in paths] == ["invented-a-table.csv", "invented-a-twin.csv"]
    for path in paths:
        heading, *body = rows(path)
        assert heading[-1] == WORDS["mark"]
        assert {row[-1] for row in body} == {MARK}
        assert {len(row) for row in body} == {len(heading)}
    file = tmp_path / "results.xlsx"
    write_xlsx([TABLE, TWIN], file, WORDS, MARK)
    for sheet in load_workbook(file):
        assert sheet["A1"].value == MARK
        assert sheet.freeze_panes == "A3"
    assert load_workbook(file).worksheets[1]["A2"].value == "Card"


@settings(max_examples=60)
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_text_can_be_written_and_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    tables = [Table(f"t{n}", text, (text,), ((text,),), text) for n, text in enumerate(texts)]
    write_csv(tables, folder, WORDS)
    write_xlsx(tables, folder / "all.xlsx", WORDS)
    book = load_workbook(folder / "all.xlsx")
    assert len(book.sheetnames) == len(texts) + 1
    for cell in (cell for sheet in book for row in sheet.rows for cell in row):
        assert cell.data_type in ("s", "n", "inlineStr")
        assert isinstance(cell.value, str | None)


def test_a_whole_workshop_becomes_a_workbook(tmp_path: Path) -> None:
    told = overview(
        [said(n, each, FULL[each.id]) for n in range(9) for each in EXERCISES.values()], LIBRARY
    )
    tables = overview_tables(told, LIBRARY, LIBRARY.strings()["overview"])
    write_xlsx(tables, tmp_path / "all.xlsx", WORDS)
    write_csv(tables, tmp_path, WORDS)
    book = load_workbook(tmp_path / "all.xlsx")
    assert len(book.sheetnames) == len(tables) + 1 == len(list(tmp_path.glob("*.csv"))) + 1
    assert [sheet["A1"].value for sheet in book.worksheets[1:]] == [t.columns[0] for t in tables]


def test_a_file_that_is_in_the_way_is_told_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(OSError, match="taken"):
        write_csv([TABLE], tmp_path / "taken", WORDS)
    assert (tmp_path / "taken").read_text() == "mine"
