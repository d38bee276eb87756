"""What stands on a page, and what its module is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

from workshop.answers.own_work import page_of
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.core.records import ContentError, Exercise
from workshop.kinds import KINDS
from workshop.pages.addresses import addresses
from workshop.pages.cells import Part, read_parts
from workshop.pages.seldom import OF_THE_RECORD, SELDOM, WORDS
from workshop.pages.wording import words_of
from workshop.system import places

REST = "exercises.json"
"""Where a folder of pages has what all exercises ask, without their keys."""
OF_PLACES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "figure": {"figures": ("draw", "draw-again", "working", "as-table")},
    "take-home": {"handout": ("title", "subtitle", "nothing"), "take-home": ()},
}
"""The words that some places on a page need: all of a section, or some."""
OF_THE_BROWSER = ("answers", "carry", "page")
"""The sections that a page needs besides, where the browser keeps the answers."""
OF_A_FOLDER: Mapping[str, tuple[str, ...]] = {
    "answers": (
        "cannot-save", "not-used", "disk-full", "read-only", "other-reason", "damaged",
    ),
    "carry": ("started-over", "cleared", "still-there"),
}  # fmt: skip
"""What of them is said of answers in a folder alone."""
NOT_WITHOUT = {"drawn-elsewhere": "figure", "private-here": "take-home"}
"""What is said of these places alone."""
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
        The exercises in their order, each once; without those that have a fault.
    """
    # One can be shown twice: before a talk, and after it.
    ids = dict.fromkeys(part.of for part in parts if part.what == "exercise")
    found = []
    for id_ in ids:
        with suppress(ContentError):
            found.append(library.exercise(id_))
    return found


def without_faults(library: Library, parts: Iterable[Part]) -> list[Part]:
    """Say what is wrong in the place of each exercise that has a fault; the others are shown.

    Parameters
    ----------
    library
        The content.
    parts
        What stands on a page.

    Returns
    -------
    list of Part
        The parts.
    """
    words = library.strings()["session"]
    shown = []
    for part in parts:
        try:
            if part.what == "exercise":
                library.exercise(part.of)
            shown.append(part)
        except ContentError as error:
            lines = "".join(f"<li>{escape(str(fault))}</li>" for fault in error.faults)
            told = f"<p><strong>{escape(words['broken'])}</strong></p><ul>{lines}</ul>"
            shown.append(Part("text", f'<div role="alert">{told}</div>'))
    return shown


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


def told(
    library: Library,
    number: str,
    exercises: Sequence[Exercise],
    parts: Iterable[Part],
    *,
    whole: bool = False,
) -> dict[str, Any]:
    """Gather what a page is sent when this browser keeps the answers.

    Parameters
    ----------
    library
        The content.
    number
        The session; empty where the page is none.
    exercises
        Its exercises.
    parts
        What stands on it.
    whole
        Whether it can ask for nothing later.

    Returns
    -------
    dict
        What stands in the page's block of data; see docs/architecture.md.
    """
    parts = list(parts)
    # The start page says most of them at once.
    seldom = "" if whole or not number else WORDS
    strings = library.strings()
    sent = around(library, number, exercises, parts)
    page = work_page(library, number)
    if seldom:
        page["chapters"] = [_as_counted(each, number) for each in page["chapters"]]
    sections = sent["words"] | {name: dict(strings[name]) for name in OF_THE_BROWSER}
    for section, names in OF_A_FOLDER.items():
        for name in names:
            del sections[section][name]
    here = sections.pop("page")
    there = {part.what for part in parts}
    if not seldom and "take-home" in there:
        sections |= {name: dict(strings[name]) for name in OF_THE_RECORD}
    if seldom:
        kinds = [KINDS[each.kind].SELDOM for each in exercises]
        said_here = sections | {"header": page["words"], "page": here}
        for section, names in [each for one in (SELDOM, *kinds) for each in one.items()]:
            for name in said_here.get(section, {}).keys() & set(names):
                del said_here[section][name]
    # What is said otherwise on a page need not be said twice.
    for words in (page["words"], *sections.values()):
        for name in here.keys() & words.keys():
            del words[name]
    kept = {name: here[name] for name in here if NOT_WITHOUT.get(name, "") in {"", *there}}
    return sent | {
        "words": dict(sorted(sections.items())) | {"page": kept},
        "keeper": "browser",
        "page": page | {"seldom": seldom},
        "seldom": seldom,
        "specs": specs_in_all(library, exercises)
        if whole
        else [spec_of(library, exercise) for exercise in exercises],
        "rest": REST,
    }


def _as_counted(chapter: Mapping[str, Any], here: str) -> dict[str, Any]:
    """Leave out what of another session than this one only the list of all shows."""
    left = () if chapter["number"] == here else ("title", "notebook")
    return {name: told for name, told in chapter.items() if name not in left}


def around(
    library: Library, number: str, exercises: Sequence[Exercise], parts: Iterable[Part]
) -> dict[str, Any]:
    """Gather what a page is sent whoever keeps the answers: its language, and its words.

    Parameters
    ----------
    library
        The content.
    number
        The session; empty where the page is none.
    exercises
        Its exercises.
    parts
        What stands on it.

    Returns
    -------
    dict
        A part of what stands in the page's block of data.
    """
    strings = library.strings()
    words = words_of(strings, exercises)
    for place in OF_PLACES.keys() & {part.what for part in parts}:
        for section, names in OF_PLACES[place].items():
            words[section] = {name: strings[section][name] for name in names or strings[section]}
    return {
        "language": strings.language,
        "number": number,
        "site": "",
        "words": dict(sorted(words.items())),
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


def specs_in_all(library: Library, exercises: Iterable[Exercise]) -> list[dict[str, Any]]:
    """Gather what a browser needs of exercises that may be of several sessions.

    Parameters
    ----------
    library
        The content.
    exercises
        The exercises.

    Returns
    -------
    list of dict
        As :func:`spec_of`, each with its ``session``: the number, and how long that takes.
    """
    minutes = library.minutes()
    return [
        spec_of(library, each)
        | {"session": {"number": each.session, "minutes": minutes.get(each.session)}}
        for each in exercises
    ]


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
        As :func:`workshop.answers.own_work.page_of`; and what this browser needs besides, since
        no program knows which exercises a session has, or asks that a file is kept.
    """
    strings = library.strings()
    where = addresses(library)
    page = page_of(library, number, where.__getitem__, strings["page"]["private"])
    page["words"] |= {name: strings["site"][name] for name in ON_A_PAGE}
    if not number:
        # Each session can be started over from here.
        for told, chapter in zip(page["chapters"], library.chapters(), strict=True):
            told["exercises"] = list(chapter.exercises)
    return page


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
