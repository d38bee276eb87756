"""A notebook's texts as HTML, as a page shows them."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

CODE = re.compile(r"^```\{code-cell\}.*?^```$", re.MULTILINE | re.DOTALL)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def shown(text: str) -> str:
    """Render the texts of a notebook, each cell by itself, without its code."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    cells = re.split(r"^\+\+\+.*$", CODE.sub("+++", text), flags=re.MULTILINE)
    return "\n".join(MARKDOWN.render(cell) for cell in cells if cell.strip())
