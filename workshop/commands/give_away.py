"""The workshop as files to give away: a folder for a web server, or one file a session."""

from __future__ import annotations

from pathlib import Path

from workshop.commands.said import say, words_of
from workshop.content.library import Library
from workshop.core.records import ContentError


def site(folder: Path, *, with_print: bool, facilitator: bool) -> int:
    """Write the folder of pages, see :mod:`workshop.pages.site`.

    Parameters
    ----------
    folder
        Where it goes.
    with_print, facilitator
        Whether what can be printed, and what only facilitators should read, is in it.

    Returns
    -------
    int
        0 when it is written, else 1.
    """
    from workshop.pages.site import write_site  # noqa: PLC0415

    words = words_of("commands")
    try:
        files = write_site(Library(), folder, with_print=with_print, facilitator=facilitator)
    except ContentError as error:
        return _failed(str(error), words["nothing-written"])
    except OSError as error:
        why = error.strerror or type(error).__name__
        return _failed(words["other-folder"].format(folder=folder, reason=why))
    say(words["wrote-site"].format(n=len(files), start=files[0]))
    if facilitator:
        say(words["not-public"])
    return 0


def sessions(numbers: list[str], folder: Path, *, every: bool) -> int:
    """Write sessions as one file each, see :mod:`workshop.pages.single`.

    Parameters
    ----------
    numbers
        The sessions, two digits each.
    folder
        Where they go.
    every
        Whether all sessions are meant.

    Returns
    -------
    int
        0 when they are written, else 1.
    """
    from workshop.pages.single import write_single  # noqa: PLC0415

    words = words_of("commands")
    try:
        library = Library()
        there = [chapter.number for chapter in library.chapters()]
        unknown = [number for number in numbers if number not in there]
        if unknown or not (numbers or every):
            return _failed(words["which-session"].format(all=", ".join(there)))
        files = write_single(library, there if every else numbers, folder)
    except ContentError as error:
        return _failed(str(error), words["nothing-written"])
    except OSError as error:
        why = error.strerror or type(error).__name__
        return _failed(words["other-folder"].format(folder=folder, reason=why))
    say(*(words["wrote"].format(name=path) for path in files))
    return 0


def _failed(*sentences: str) -> int:
    say(*sentences)
    return 1
