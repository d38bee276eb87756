"""What of a page matters to whoever reads it."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Outline(HTMLParser):
    """The headings, the addresses that a browser would fetch, and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        named = dict(attrs)
        self.fetched += [named[name] or "" for name in ("src", "srcset", "data") if name in named]
        if tag == "link":
            self.fetched.append(named.get("href") or "")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.headings and self.headings[-1][1] == "":
            self.headings[-1] = (self.headings[-1][0], data)
