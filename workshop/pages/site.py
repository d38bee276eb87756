"""The whole workshop as a folder that any web server or static host can serve."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.pages.addresses import READING, START, address_of, former_addresses
from workshop.pages.cells import as_html
from workshop.pages.former import leading_on
from workshop.pages.render import BUNDLES, reading, render, written
from workshop.pages.seldom import WORDS, seldom_said
from workshop.pages.sent import REST, specs_in_all
from workshop.paper import printed
from workshop.system.files import write
from workshop.system.look import colours

ASSETS = "assets"
MANIFEST = "manifest.webmanifest"
WORKER = "worker.js"
NOT_SERVED = ("built.json", "single.js", WORKER)
"""What lies beside the modules and is no part of a folder of pages."""
UNKNOWN = "version-of-this-folder"
"""What stands in a page until the version is known, which follows from all pages."""
KEYS = ("table", "sources", "rules")
"""What of a spec says what is right."""


def write_site(
    library: Library, to: Path, *, with_print: bool = False, facilitator: bool = False
) -> list[Path]:
    """Write the folder.

    Parameters
    ----------
    library
        The content.
    to
        The folder; what it has of the same names is replaced.
    with_print
        Whether cards and worksheets are in it.
    facilitator
        Whether what only facilitators should read is in it: guide, run sheets and keys.

    Returns
    -------
    list of Path
        The files, the start page first.

    Raises
    ------
    ContentError
        When the content has a fault.
    OSError
        When a file cannot be written.
    """
    files = site_files(library)
    if with_print:
        files |= _for_printing(library, keys=False)
    if facilitator:
        files |= _for_printing(library, keys=True) | _guide(library)
    for name, content in files.items():
        path = to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content, public=True)
    return [to / name for name in files]


def site_files(library: Library) -> dict[str, bytes]:
    """Make the files of the folder.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    dict
        The name of each file, the start page first, to what is in it.
    """
    assets = {
        f"{ASSETS}/{path.name}": path.read_bytes()
        for path in sorted(BUNDLES.iterdir())
        if path.name not in NOT_SERVED
    }
    exercises = [library.exercise(id_) for each in library.chapters() for id_ in each.exercises]
    specs = specs_in_all(library, exercises)
    rest = _json([{name: spec[name] for name in spec if name not in KEYS} for spec in specs])
    chapters = library.chapters()
    names = {"": START} | {chapter.number: address_of(chapter) for chapter in chapters}
    pages = {
        name: render(library, number, {"site": UNKNOWN}, manifest=MANIFEST)
        for number, name in names.items()
    }
    pages |= {f"{name}.html": reading(library, name) for name in READING}
    pages |= {name: leading_on(library, to) for name, to in former_addresses(chapters).items()}
    words = library.strings()["site"]
    manifest = {
        "name": words["title"],
        "short_name": words["title"],
        "lang": library.strings().language,
        "start_url": START,
        "display": "standalone",
        "background_color": colours("light")["ground"],
        "icons": [{"src": f"{ASSETS}/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    later = {REST: rest, WORDS: _json(seldom_said(library))}
    written_so_far = [*later.values(), "".join(pages.values()).encode(), *assets.values()]
    version = hashlib.sha256(b"".join(written_so_far)).hexdigest()[:12]
    files = {name: text.replace(UNKNOWN, version).encode() for name, text in pages.items()}
    files |= later | {MANIFEST: _json(manifest)} | assets
    kept = {"version": version, "files": ["./", *files]}
    worker = f"const SITE = {json.dumps(kept)};\n{(BUNDLES / WORKER).read_text('utf-8')}"
    return files | {WORKER: worker.encode()}


def _for_printing(library: Library, *, keys: bool) -> dict[str, bytes]:
    """Make what can be printed: for everybody, or what only facilitators should read."""
    folder = "facilitator" if keys else "print"
    what = ("deck", "worksheets", "run-sheets" if keys else "forms")
    # None of them is made of anybody's answers.
    made = {n: text for each in what for n, text in printed.pages(each, library, Answers()).items()}
    return {
        f"{folder}/{name}.html": text.encode()
        for name, text in made.items()
        if (name.endswith("-key") or name == "run-sheets") == keys
    }


def _guide(library: Library) -> dict[str, bytes]:
    """Make pages of the facilitator's guide and of the one on privacy, where they are at hand."""
    texts = {
        library.root / "docs" / name: page
        for name, page in (("facilitator-guide.md", "guide.html"), ("privacy.md", "privacy.html"))
    }
    made = {}
    for path, page in texts.items():
        if path.is_file():
            text = path.read_text("utf-8")
            for other, there in texts.items():
                text = text.replace(f"]({other.name}", f"]({there}")
            html = written(library, as_html(text, {}), folder=f"../{ASSETS}/")
            made[f"facilitator/{page}"] = html.encode()
    return made


def _json(value: Any) -> bytes:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
