"""One page: a session, the start page, or a page to read."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workshop.content.languages import right_to_left
from workshop.content.library import Library
from workshop.pages.addresses import READING, START, address_of
from workshop.pages.cells import Part
from workshop.pages.icon import icon
from workshop.pages.sent import (
    around,
    as_data,
    exercises_of,
    looked_back_at,
    parts_of,
    told,
    without_faults,
)
from workshop.paper import passages
from workshop.system.places import STATIC

BUNDLES = STATIC / "pages"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing from elsewhere, and no script that stands in a page."""
ALONE = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)
"""For a page that is one file: it asks for nothing at all."""


@dataclass(frozen=True)
class Assets:
    """What a page asks for besides its text.

    Parameters
    ----------
    script
        The name of the module that makes it live.
    styles
        The names of its style sheets.
    modules
        What the module will ask for, so that the browser fetches it at once.
    folder
        Where they are, as seen from the page.
    manifest
        The name of the web app's description; empty where it cannot be installed.
    """

    script: str = ""
    styles: tuple[str, ...] = ("page.css",)
    modules: tuple[str, ...] = ()
    folder: str = "assets/"
    manifest: str = ""


@dataclass(frozen=True)
class Page:
    """A page.

    Parameters
    ----------
    title
        What the browser calls it.
    parts
        What stands on it.
    sent
        What its module is sent; nothing on a page that is only read.
    assets
        What it asks for.
    about
        What it is about, for who finds it by a search.
    number
        The session that it is; empty where it is none.
    inside
        Script and style where they stand in the page itself, which then asks for nothing.
    leads_to
        The page that a browser goes on to by itself, where this one has another address now.
    """

    title: str
    parts: Sequence[Part]
    sent: Mapping[str, Any] | None = None
    assets: Assets = Assets()
    about: str = ""
    number: str = ""
    inside: tuple[str, str] | None = None
    leads_to: str = ""


def render(
    library: Library,
    number: str,
    data: Mapping[str, Any],
    *,
    manifest: str = "",
    inside: tuple[str, str] | None = None,
) -> str:
    """Write down the page of a session, or the start page.

    Parameters
    ----------
    library
        The content.
    number
        The session, two digits; empty for the start page.
    data
        What the page is sent beside what :func:`told` gathers, or in its place.
    manifest
        The name of the web app's description; empty where it cannot be installed.
    inside
        Script and style where they stand in the page itself, which then asks for nothing.

    Returns
    -------
    str
        The HTML.
    """
    parts = _without_names(without_faults(library, parts_of(library, number)))
    exercises = exercises_of(library, parts)
    chapter = next((each for each in library.chapters() if each.number == number), None)
    words = library.strings()["site"]
    title = words["title"]
    if chapter:
        title = f"{chapter.number} {chapter.title} · {title}"
    # A page that is one file can ask for no other exercise's text later.
    alone = looked_back_at(library, exercises) if inside else []
    # Where a program keeps the answers, it has gathered everything but the words.
    shown = [*exercises, *alone]
    own = (
        around(library, number, shown, parts)
        if data.get("keeper") == "server"
        else told(library, number, shown, parts, whole=bool(inside))
    )
    sent = {**own, **data}
    kinds = list(dict.fromkeys(exercise.kind for exercise in exercises))
    if not number:
        kinds = ["start"]
    about = chapter.promise if chapter else words["about"]
    if sent["keeper"] == "browser" and chapter:
        place = next((at for at, part in enumerate(parts) if part.what == "ending"), len(parts))
        parts.insert(place + 1, Part("keep"))
    assets = dataclasses.replace(assets_for(kinds, sent["keeper"]), manifest=manifest)
    return write(library, Page(title, parts, sent, assets, about, number, inside))


def _without_names(parts: Sequence[Part]) -> list[Part]:
    """Leave out the names of headings that no link on a page leads to."""
    texts = "".join(part.of for part in parts if part.what == "text")
    wanted = {unquote(name) for name in re.findall(r'href="#([^"]+)"', texts)}

    def without(heading: re.Match[str]) -> str:
        return heading[0] if unescape(heading[2]) in wanted else heading[1]

    return [
        dataclasses.replace(part, of=re.sub(r'(<h\d) id="([^"]*)"', without, part.of))
        if part.what == "text"
        else part
        for part in parts
    ]


def reading(
    library: Library, name: Literal["glossary", "sources"], assets: Assets = Assets()
) -> str:
    """Write down a page to read: what the words mean, or the works.

    Parameters
    ----------
    library
        The content.
    name
        One of :data:`READING`.
    assets
        What it asks for.

    Returns
    -------
    str
        The HTML.
    """
    words = library.strings()["site"]
    heading = Part("text", f"<h1>{escape(words[name])}</h1>")
    parts = [heading, Part(name)]
    if name == "sources":
        parts.insert(1, Part("text", f"<p>{escape(library.strings()['paper']['credits'])}</p>"))
    return write(library, Page(f"{words[name]} · {words['title']}", parts, assets=assets))


def written(library: Library, text: str, folder: str) -> str:
    """Write down a page of text that lies in a folder of its own.

    Parameters
    ----------
    library
        The content.
    text
        Its HTML.
    folder
        Where what it asks for lies, as seen from it.

    Returns
    -------
    str
        The HTML.
    """
    title = library.strings()["site"]["title"]
    return write(library, Page(title, [Part("text", text)], assets=Assets(folder=folder)))


def write(library: Library, page: Page) -> str:
    """Write down a page.

    Parameters
    ----------
    library
        The content.
    page
        The page.

    Returns
    -------
    str
        The HTML.
    """
    strings = library.strings()
    chapters = library.chapters()
    by_number = {chapter.number: address_of(chapter) for chapter in chapters} | {"": START}
    told_of = {"ending": passages.ending(page.number, chapters, strings["ending"], by_number)}
    for name in READING:
        # A session leads there; a page that is one file has it, and the page itself is it.
        if page.sent is None or page.inside:
            table = _passage(library, name)
            told_of[name] = (
                _folded(_invitation(library, name), table)
                if page.inside
                else f'<div class="lm-text">{table}</div>'
            )
        else:
            link = f'<a href="{name}.html">{escape(_invitation(library, name))}</a>'
            told_of[name] = f'<p class="lm-text">{link}</p>'
    words = strings["site"]
    up = page.assets.folder.removesuffix("assets/")
    template = _environment().get_template("page.html")
    return template.render(
        language=strings.language,
        direction="rtl" if right_to_left(strings.language) else "ltr",
        icon=icon(),
        policy=ALONE if page.inside else POLICY,
        page=page,
        words=words,
        passages=told_of,
        first=next((part.of for part in page.parts if part.what == "exercise"), ""),
        links=[
            {"address": f"{up}{name}", "text": text}
            for name, text in (
                (START, words["start-page"]),
                *((f"{name}.html", words[name]) for name in READING),
            )
        ],
        data="" if page.sent is None else as_data(page.sent),
    )


def assets_for(kinds: Sequence[str], keeper: str = "browser") -> Assets:
    """Name what a page of exercises asks for.

    Parameters
    ----------
    kinds
        The kinds of its exercises.
    keeper
        Who keeps the answers: ``browser``, or ``server``.

    Returns
    -------
    Assets
        The names, as the build wrote them down.
    """
    modules, styles = (built(BUNDLES)[each] for each in ("modules", "styles"))
    at_once = [*kinds[:1], *([keeper] if keeper != "browser" else [])]
    [script] = modules["page"]
    wanted = dict.fromkeys(each for name in at_once for each in modules[name])
    sheets = dict.fromkeys(styles[kind] for kind in kinds if kind in styles)
    preloaded = tuple(each for each in wanted if each != script)
    return Assets(script, ("page.css", *sheets), preloaded)


@cache
def built(bundles: Path) -> dict[str, Any]:
    """Read what a build wrote down: what each module asks for, and the names of the style sheets.

    Parameters
    ----------
    bundles
        The folder that it built.

    Returns
    -------
    dict
        ``modules`` and ``styles``, by the names of what they are for.
    """
    read: dict[str, Any] = json.loads((bundles / "built.json").read_text("utf-8"))
    return read


def _passage(library: Library, name: str) -> str:
    words = library.strings()["session"]
    if name == "glossary":
        return passages.glossary(library.glossary(), words)
    return passages.sources(library.sources().values(), words)


def _invitation(library: Library, name: str) -> str:
    words = library.strings()["session"]
    if name == "glossary":
        return words["meanings"].format(n=len(library.glossary()))
    return words["works"].format(n=len(library.sources()))


def _folded(summary: str, html: str) -> str:
    return f'<details class="lm-text"><summary>{escape(summary)}</summary>{html}</details>'


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
