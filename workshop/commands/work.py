"""A participant's work in the terminal: saved to a file, and brought back."""

from __future__ import annotations

from pathlib import Path

from workshop.commands.said import say
from workshop.core.plain import listed


def save(file: Path) -> int:
    """Save a participant's work to a file.

    Parameters
    ----------
    file
        The file. One that is there already is not overwritten.

    Returns
    -------
    int
        0 when it is saved, else 1.
    """
    from workshop.answers import carry, elsewhere  # noqa: PLC0415
    from workshop.answers.store import Answers  # noqa: PLC0415
    from workshop.system.files import write  # noqa: PLC0415

    answers = Answers()
    count = len(answers.records())
    if not count:
        say(f"There is no work to save in {answers.home}.")
        return 1
    try:
        if file.exists():
            say(f"{file} is there already. Name another file, or move that one away.")
            return 1
        write(file, carry.pack(answers))
    except OSError as error:
        say(f"{file} cannot be written: {error.strerror}. Name a file in another folder.")
        return 1
    elsewhere.note(answers.home, [file])
    say(f"Saved the work of {answers.home} to {file}. Exercises in it: {count}.")
    return 0


def restore(file: Path) -> int:
    """Bring the work of a file back; the newer answer to each exercise stays.

    Parameters
    ----------
    file
        The file.

    Returns
    -------
    int
        0 when it is here again; 1 when nothing, or not everything, could be brought back.
    """
    from workshop.answers import carry  # noqa: PLC0415
    from workshop.answers.progress import finished  # noqa: PLC0415
    from workshop.answers.store import Answers  # noqa: PLC0415
    from workshop.content.library import Library  # noqa: PLC0415

    library = Library()
    strings = library.strings()
    words = strings["header"] | strings["carry"]
    answers = Answers()
    try:
        brought = carry.bring(answers, carry.unpack(carry.read(file)))
    except carry.CarryError as error:
        say(words[error.name].format(**error.values))
        return 1
    except OSError as error:
        say(f"{error.filename or file}: {error.strerror or error}.")
        return 1
    told = "brought" if brought.taken else "brought-nothing"
    done, counted = finished(library.chapters(), answers.states())
    say(words[told].format(n=done, all=counted))
    if brought.kept:
        kept = listed(brought.kept, words["and-more"])
        say(f"Newer here than in the file, and left as they are: {kept}.")
    return 0
