"""What stands on a page, and what its module is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from workshop.answers import carry
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.core.records import Chapter, Exercise
from workshop.kinds import KINDS
from workshop.pages.addresses import START, address_of, addresses
from workshop.pages.cells import Part, read_parts
from workshop.system import places

COVERS = Path(__file__).parents[1] / "static" / "covers"
REST = "exercises.json"
"""Where a folder of pages has what all exercises ask, without their keys."""
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "answers": (),
    "carry": (),
    "figures": ("draw", "draw-again", "working", "as-table"),
    "handout": ("title", "subtitle", "nothing"),
    "page": (),
    "take-home": (),
}
"""The words that a page needs besides those of its exercises: all of a section, or some."""
ON_A_PAGE = ("keep-why", "keep-save", "keep-saved")


def parts_of(library: Library, number: str) -> list[Part]:
    """Read what stands on a page.

    Parameters
    ----------
    library
        The content.
    number
        The session, two digits; empty for the start page.

    Returns
    -------
    list of Part
        The parts in their order.

    Raises
    ------
    KeyError
        When there is no session of that number.
    """
    names = {chapter.number: chapter.notebook for chapter in library.chapters()}
    source = Path(names[number] if number else places.START).with_suffix(".md")
    return read_parts(library.root / "notebooks" / "source" / source, addresses(library))


def exercises_of(library: Library, parts: Iterable[Part]) -> list[Exercise]:
    """Read the exercises of a page.

    Parameters
    ----------
    library
        The content.
    parts
        What stands on it.

    Returns
    -------
    list of Exercise
        The exercises in their order, each once.
    """
    # One can be shown twice: before a talk, and after it.
    ids = dict.fromkeys(part.of for part in parts if part.what == "exercise")
    return [library.exercise(id_) for id_ in ids]


def looked_back_at(library: Library, exercises: Iterable[Exercise]) -> list[Exercise]:
    """Find the exercises whose answers others show again.

    Parameters
    ----------
    library
        The content.
    exercises
        The exercises of a page.

    Returns
    -------
    list of Exercise
        What they look back at, where it stands on another page.
    """
    here = list(exercises)
    ids = {each.settings["earlier"]["from"] for each in here if "earlier" in each.settings}
    return [library.exercise(id_) for id_ in sorted(ids - {each.id for each in here})]


def told(library: Library, number: str, exercises: Sequence[Exercise]) -> dict[str, Any]:
    """Gather what a page is sent when this browser keeps the answers.

    Parameters
    ----------
    library
        The content.
    number
        The session; empty where the page is none.
    exercises
        Its exercises.

    Returns
    -------
    dict
        What stands in the page's block of data; see docs/architecture.md.
    """
    strings = library.strings()
    specs = [spec_of(library, exercise) for exercise in exercises]
    words = {name: dict(strings[name]) for spec in specs for name in spec["sections"]}
    for section, names in SECTIONS.items():
        words[section] = {name: strings[section][name] for name in names or strings[section]}
    return {
        "keeper": "browser",
        "language": strings.language,
        "number": number,
        "site": "",
        "page": work_page(library, number),
        "words": dict(sorted(words.items())),
        "specs": specs,
        "rest": REST,
    }


def spec_of(library: Library, exercise: Exercise) -> dict[str, Any]:
    """Gather what a browser needs to show an exercise and to keep its answer by itself.

    Parameters
    ----------
    library
        The content.
    exercise
        The exercise.

    Returns
    -------
    dict
        As :func:`workshop.content.spec.make_spec`, in the order of the file, with what the
        exercise is to the workshop; in the place of the words the names of their sections.
    """
    spec = make_spec(exercise, library.strings(), library.sources(), None)
    del spec["words"], spec["language"]
    role = {"role": exercise.role} if exercise.role else {}
    return spec | role | {"sections": list(KINDS[exercise.kind].sections(exercise))}


def work_page(library: Library, number: str) -> dict[str, Any]:
    """Gather what the header of a session, or the start page, is sent.

    Parameters
    ----------
    library
        The content.
    number
        The session; empty on the start page.

    Returns
    -------
    dict
        The sessions, the titles of exercises, the words, and what a file of work may be.
    """
    strings = library.strings()
    chapters = library.chapters()
    ids = [
        id_ for chapter in chapters if number in ("", chapter.number) for id_ in chapter.exercises
    ]
    minutes = library.minutes()
    more = {} if number else dict(strings["start"])
    kept = {name: strings["site"][name] for name in ON_A_PAGE}
    return {
        "number": number,
        "start": START,
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "notebook": address_of(chapter),
                "exercises": list(chapter.exercises),
                "counted": [id_ for id_ in chapter.exercises if id_ not in chapter.extras],
            }
            | ({} if number else _on_a_tile(chapter, minutes.get(chapter.number)))
            for chapter in chapters
        ],
        "titles": library.titles(ids),
        "words": {**strings["header"], **kept, "private": strings["page"]["private"], **more},
        "language": strings.language,
        "file": carry.NAME,
        "most": carry.MOST,
    }


def _on_a_tile(chapter: Chapter, minutes: int | None) -> dict[str, Any]:
    cover = COVERS / f"{chapter.number}.svg"
    return {
        "promise": chapter.promise,
        "minutes": minutes,
        "cover": cover.read_text("utf-8") if cover.is_file() else "",
    }


def as_data(sent: Mapping[str, Any]) -> str:
    """Write down what a page is sent, so that nothing in it can end the block it stands in.

    Parameters
    ----------
    sent
        What it is sent.

    Returns
    -------
    str
        JSON for a ``<script>`` element.
    """
    text = json.dumps(sent, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
