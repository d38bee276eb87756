"""From blocks to a page: what a page is made of, and the templates that write it down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from workshop.content.library import Library

LONG = re.compile(r"(\S{25,})")
"""A word of more than 24 signs; no column has room for it."""
TEMPLATES = Path(__file__).parent / "templates"


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
    columns of one width.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fixed: bool = False


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


def render(template: str, library: Library, **values: object) -> str:
    """Write a page down.

    Parameters
    ----------
    template
        The name of a file in ``templates/``, without ending.
    library
        The content, for the words of the page.
    values
        What the template asks for. Every text in it is escaped there.

    Returns
    -------
    str
        One HTML file that asks for no other file.

    Raises
    ------
    ContentError
        When the words cannot be read.
    """
    strings = library.strings()
    page = environment().get_template(f"{template}.html")
    return page.render(language=strings.language, words=strings["paper"], **values)


def joined(parts: Sequence[str]) -> str:
    """Join what stands side by side in one cell."""
    return " · ".join(part for part in parts if part)


@cache
def environment(templates: Path = TEMPLATES) -> Environment:
    """Read templates from a folder; every text that they are given is escaped.

    Parameters
    ----------
    templates
        The folder.

    Returns
    -------
    Environment
        What reads them.
    """
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["breakable"] = _breakable
    return made


def _breakable(text: str) -> Markup:
    """Let words break that no column has room for, such as an address, and no others.

    A table may be as wide as its longest word needs, and a page that is wider than the paper is
    printed smaller as a whole.
    """
    parts = LONG.split(text)
    long = Markup('<span class="long">{}</span>')
    return Markup("").join(long.format(part) if n % 2 else part for n, part in enumerate(parts))
