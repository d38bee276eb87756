"""One page: a session, or the start page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop.content.library import Library

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def render(library: Library, number: str, data: Mapping[str, Any]) -> str:
    """Write down a page; a stand-in."""
    chapters = {chapter.number: chapter for chapter in library.chapters()}
    chapter = chapters.get(number)
    ids = chapter.exercises if chapter else ()
    places = "".join(f'<div data-place="exercise" data-of="{id_}"></div>' for id_ in ids)
    top = "header" if chapter else "start"
    text = json.dumps(dict(data), ensure_ascii=False).replace("<", "\\u003c")
    title = Path(chapter.notebook).stem if chapter else "The workshop"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        '<link rel="icon" href="data:,"><script type="module" src="assets/app.js"></script>'
        f'<main><div data-place="{top}"></div>{places}</main>'
        f'<script type="application/json" id="workshop">{text}</script></html>'
    )


def reading(library: Library, name: str) -> str:
    """Write down a page to read; a stand-in."""
    return f"<!doctype html><title>{name}</title><h1>{len(library.chapters())} {name}</h1>"
