"""The page that stays at an address which was given out, and leads to where the session is now."""

from __future__ import annotations

from html import escape

from workshop.content.library import Library
from workshop.pages.cells import Part
from workshop.pages.render import Page, write


def leading_on(library: Library, to: str) -> str:
    """Write down the page at an address that was given out, and is not that of a session any more.

    Parameters
    ----------
    library
        The content.
    to
        The name of the file that the session has now.

    Returns
    -------
    str
        The HTML, which needs no script.
    """
    words = library.strings()["site"]
    link = f'<a href="{escape(to)}">{escape(words["go-there"])}</a>'
    heading = f"<h1>{escape(words['moved'])}</h1><p>{link}</p>"
    return write(library, Page(words["title"], [Part("text", heading)], leads_to=to))
