"""What a page is made of: the texts of a session, and places for what the browser puts there.

Both come from the texts that the notebooks are derived from (``notebooks/source/``), so that a page
says what a notebook says. A cell of text with the tag ``notebook-only`` is left out here, one with
``page-only`` there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt

NOTEBOOK_ONLY = "notebook-only"

What = Literal[
    "text",
    "header",
    "exercise",
    "figure",
    "glossary",
    "sources",
    "ending",
    "take-home",
    "start",
    "keep",
]

CALLS: tuple[tuple[re.Pattern[str], What], ...] = (
    (re.compile(r'workshop\.open\("\d\d"\)'), "header"),
    (re.compile(r'workshop\.open\("\d\d"\)\.show\("([\w-]+)"\)'), "exercise"),
    (re.compile(r'workshop\.open\("\d\d"\)\.figure\("([\w-]+)"\)'), "figure"),
    (re.compile(r'workshop\.open\("\d\d"\)\.glossary\(\)'), "glossary"),
    (re.compile(r'workshop\.open\("\d\d"\)\.sources\(\)'), "sources"),
    (re.compile(r'workshop\.open\("\d\d"\)\.ending\(\)'), "ending"),
    (re.compile(r"workshop\.handout\(\)"), "take-home"),
    (re.compile(r"workshop\.start\(\)"), "start"),
)
"""The calls that a notebook makes, and what stands on a page in their place."""


@dataclass(frozen=True)
class Part:
    """A piece of a page.

    Parameters
    ----------
    what
        What stands there.
    of
        Of an exercise its id, of a figure its name, of a text its HTML; else empty.
    """

    what: What
    of: str = ""


def read_parts(source: Path, addresses: Mapping[str, str]) -> list[Part]:
    """Read the text of a notebook as the parts of a page.

    Parameters
    ----------
    source
        The text, in MyST.
    addresses
        The page of each notebook, by the notebook's name; links lead there.

    Returns
    -------
    list of Part
        The parts in their order.

    Raises
    ------
    ValueError
        When a cell makes a call that no page knows.
    """
    return list(_read(source, source.stat().st_mtime_ns, tuple(addresses.items())))


@lru_cache(maxsize=64)
def _read(source: Path, _changed: int, named: tuple[tuple[str, str], ...]) -> tuple[Part, ...]:
    """Read a text once, and again where its file changed: a page is asked for many times."""
    # Imported here: it reads notebooks of every form, and takes a while to come.
    import jupytext  # noqa: PLC0415

    addresses = dict(named)
    parts = []
    for cell in jupytext.reads(source.read_text("utf-8"), fmt="md:myst").cells:
        if cell.cell_type == "code":
            parts.append(_place(cell.source, source))
        elif NOTEBOOK_ONLY not in cell.metadata.get("tags", ()):
            parts.append(Part("text", as_html(cell.source, addresses)))
    return tuple(parts)


def as_html(text: str, addresses: Mapping[str, str]) -> str:
    """Make HTML of a text in Markdown.

    Parameters
    ----------
    text
        The text; it is the workshop's own, and may hold HTML.
    addresses
        The page of each notebook, by the notebook's name.

    Returns
    -------
    str
        The HTML.
    """
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = reader.parse(text)
    for opened, inline in pairwise(tokens):
        if opened.type == "heading_open":
            # The name by which JupyterLab finds a heading.
            opened.attrSet("id", inline.content.replace(" ", "-"))
    for inline in tokens:
        for token in inline.children or ():
            address = str(token.attrGet("href") or "")
            if token.type == "link_open" and address in addresses:
                token.attrSet("href", addresses[address])
    return str(reader.renderer.render(tokens, reader.options, {}))


def _place(code: str, source: Path) -> Part:
    call = code.strip().splitlines()[-1]
    for pattern, what in CALLS:
        found = pattern.fullmatch(call)
        if found:
            return Part(what, found[1] if found.groups() else "")
    raise ValueError(f"{source.name}: no page knows what to show for {call}")
