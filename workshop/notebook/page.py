"""A piece of a notebook that is text."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from workshop.core.records import Fault


class Page:
    """A piece of HTML that a notebook shows.

    Parameters
    ----------
    html
        The markup; every text in it is escaped already.
    """

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return f'<div class="workshop-page">{self._html}</div>'


def folded(summary: str, lead: str, html: str) -> Page:
    """Make a piece of text that opens at a press.

    Parameters
    ----------
    summary
        What stands there while it is folded.
    lead
        The sentence above what it opens.
    html
        The markup that it opens.

    Returns
    -------
    Page
        The summary, and behind it the text.
    """
    shown, first = escape(summary), escape(lead)
    return Page(f"<details><summary>{shown}</summary><p>{first}</p>{html}</details>")


def broken(faults: tuple[Fault, ...], words: Mapping[str, str]) -> Page:
    """Say what is wrong with the content, in the place of what cannot be shown.

    Parameters
    ----------
    faults
        What is wrong.
    words
        The words around it; none where these are what is wrong.

    Returns
    -------
    Page
        What is wrong, and how to mend it.
    """
    lines = "".join(f"<li>{escape(str(fault))}</li>" for fault in faults)
    return Page(
        '<div role="alert">'
        f"<p><strong>{escape(words.get('broken', ''))}</strong></p>"
        f"<p>{escape(words.get('broken-remedy', ''))}</p><ul>{lines}</ul></div>"
    )
