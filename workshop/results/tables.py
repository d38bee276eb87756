"""Results as tables, in words that people read: one form for every page, file and figure."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of results.

    Parameters
    ----------
    id
        What a file is named after; small letters, numbers and hyphens.
    title
        What stands above it.
    columns
        The heading of each column; the first one names the rows.
    rows
        As many cells in each row as there are columns: text; whole numbers, which are counts;
        fractions from 0 to 1, which are shares; ``None`` where too few people answered.
    note
        What a reader should know before believing it; may be empty.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
