"""From blocks to a page: what a page is made of, and the templates that write it down."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from workshop import kinds
from workshop.content.library import Library
from workshop.system.look import as_style

LONG = re.compile(r"(\S{25,})")
"""A word of more than 24 signs; no column has room for it."""
TEMPLATES = Path(__file__).parent / "templates"


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
    # Each kind brings the templates of its worksheets.
    page = environment(str(TEMPLATES), *kinds.__path__).get_template(f"{template}.html")
    return page.render(language=strings.language, words=strings["paper"], **values)


@cache
def environment(*folders: str) -> Environment:
    """Read templates from folders; every text that they are given is escaped.

    Parameters
    ----------
    folders
        The folders; of two templates of one name that of the first one counts.

    Returns
    -------
    Environment
        What reads them.
    """
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["breakable"] = _breakable
    # A page stands alone; its own first rule says what colours mean.
    made.globals["look"] = as_style()
    return made


def _breakable(text: str) -> Markup:
    """Let words break that no column has room for, such as an address, and no others.

    A table may be as wide as its longest word needs, and a page that is wider than the paper is
    printed smaller as a whole.
    """
    parts = LONG.split(text)
    long = Markup('<span class="long">{}</span>')
    return Markup("").join(long.format(part) if n % 2 else part for n, part in enumerate(parts))
