"""Results as tables, in words that people read: one form for every page, file and figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

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

    def frame(self) -> DataFrame:
        """Give the cells to calculate with, or to write in another form.

        Returns
        -------
        DataFrame
            The rows below the columns, every cell as it is here.
        """
        # Imported here: it takes a while, and pages are shown without it.
        from pandas import DataFrame  # noqa: PLC0415

        return DataFrame(self.rows, columns=self.columns, dtype=object)
