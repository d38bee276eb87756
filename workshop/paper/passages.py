"""Passages that stand at the end of sessions, on a page as in a notebook: words, works, the way on.

Each is HTML that asks for nothing; every text in it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from workshop.core.records import Chapter, Source


def glossary(terms: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Make a table of what the words of the field mean.

    Parameters
    ----------
    terms
        Each term with its meaning.
    words
        The words around it.

    Returns
    -------
    str
        The table.
    """
    rows = "".join(
        f'<tr><th scope="row" style="text-align:start">{escape(term)}</th>'
        f'<td style="text-align:start">{escape(meaning)}</td></tr>'
        for term, meaning in sorted(terms.items())
    )
    head = f"<tr><th>{escape(words['word'])}</th><th>{escape(words['meaning'])}</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def sources(works: Iterable[Source], words: Mapping[str, str]) -> str:
    """Make a list of the works that the workshop draws on, and under which licence they stand.

    Parameters
    ----------
    works
        The works.
    words
        The words around it.

    Returns
    -------
    str
        The list, by author.
    """
    lines = "".join(
        f"<li>{escape(work.author)}: <cite>{escape(work.title)}</cite> ({escape(work.year)}). "
        f"{escape(work.publisher)}. {escape(words['licence'])} {escape(work.licence)}. "
        f"{_link(work.address)}</li>"
        for work in sorted(works, key=lambda work: work.author)
    )
    return f"<ul>{lines}</ul>"


def ending(
    number: str, chapters: Sequence[Chapter], words: Mapping[str, str], addresses: Mapping[str, str]
) -> str:
    """Make the end of a session: its one insight, the task for tomorrow, and where to go next.

    Parameters
    ----------
    number
        The session's number, two digits.
    chapters
        All sessions in their order.
    words
        The words around it.
    addresses
        Where each session can be opened, by its number; and the start page, by an empty one.

    Returns
    -------
    str
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
        parts.append(_go(addresses[after.number], words["next"], title))
    else:
        parts.append(f"<p>{escape(words['thanks'])} {escape(words['handout'])}</p>")
        parts.append(_go(addresses[""], "", words["start"]))
    inside = "".join(parts)
    return f'<section class="lm-root lm-ending" data-ending>{inside}</section>'


def _part(name: str, label: str, text: str) -> str:
    return f'<p class="lm-{name}"><span>{escape(label)}</span> {escape(text)}</p>'


def _go(address: str, label: str, text: str) -> str:
    small = f"<span>{escape(label)}</span> " if label else ""
    return f'<a class="lm-go" href="{escape(address)}">{small}{escape(text)}</a>'


def _link(address: str) -> str:
    """Show an address, and lead to it where a browser can go there."""
    if not address.startswith(("http://", "https://")):
        return escape(address)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(address)}</a>'
