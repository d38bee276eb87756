"""What a printed page is made of, before anybody lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the workshop's own."""

    kind: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Questions, and what somebody wrote below each."""

    kind: ClassVar[str] = "pairs"
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row.

    ``caption`` says what it shows, where its heading does not. A table that is ``fixed`` has
    columns of one width. One that is ``wide`` goes across the page, where texts stand in columns.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fixed: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: its heading, what it shows in a sentence, and the picture as a data address."""

    kind: ClassVar[str] = "figure"
    title: str
    alt: str
    image: str


@dataclass(frozen=True, slots=True)
class Links:
    """A list of works, each with its address, which may be empty."""

    kind: ClassVar[str] = "links"
    entries: tuple[tuple[str, str], ...]


Block = Note | Heading | Pairs | Table | Figure | Links


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page.

    Parameters
    ----------
    title
        Its heading.
    blocks
        What stands in it.
    page
        Whether it begins on a page of its own, so that it can be put up or given away.
    """

    title: str
    blocks: tuple[Block, ...]
    page: bool = False


def joined(parts: Sequence[str]) -> str:
    """Join what stands side by side in one cell."""
    return " · ".join(part for part in parts if part)
