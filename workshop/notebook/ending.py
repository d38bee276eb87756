"""How a session ends: its one insight, the task for tomorrow, and where to go next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from workshop.core.records import Chapter
from workshop.notebook.page import Page
from workshop.system.places import START

STYLE = Path(__file__).parents[1] / "static" / "ending.css"


def ending(number: str, chapters: Sequence[Chapter], words: Mapping[str, str]) -> Page:
    """Show the end of a session.

    Parameters
    ----------
    number
        The session's number, two digits.
    chapters
        All sessions in their order.
    words
        The words around it.

    Returns
    -------
    Page
        What to take along, what to try tomorrow, and a link to the next session; after the last
        one thanks, and a link to the start page.
    """
    place = next((at for at, each in enumerate(chapters) if each.number == number), -1)
    own = chapters[place] if place >= 0 else None
    after = chapters[place + 1] if own and place + 1 < len(chapters) else None
    parts = []
    if own and own.insight:
        parts.append(_part("insight", words["insight"], own.insight))
    if own and own.tomorrow:
        parts.append(_part("tomorrow", words["tomorrow"], own.tomorrow))
    if after:
        title = words["session"].format(number=after.number, title=after.title)
        parts.append(_link(after.notebook, words["next"], title))
    else:
        parts.append(f"<p>{escape(words['thanks'])} {escape(words['handout'])}</p>")
        parts.append(_link(START, "", words["start"]))
    # The style travels with it: a page of text has no other way to bring one.
    style = f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
    inside = "".join(parts)
    return Page(f'{style}<section class="lm-root lm-ending" data-ending>{inside}</section>')


def _part(name: str, label: str, text: str) -> str:
    return f'<p class="lm-{name}"><span>{escape(label)}</span> {escape(text)}</p>'


def _link(notebook: str, label: str, text: str) -> str:
    """Lead to a notebook beside this one; JupyterLab opens it in the same window."""
    small = f"<span>{escape(label)}</span> " if label else ""
    return f'<a class="lm-go" href="{escape(notebook)}">{small}{escape(text)}</a>'
