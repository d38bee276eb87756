"""A participant's work in the terminal: saved to a file, and brought back."""

from __future__ import annotations

from pathlib import Path

from workshop.commands.said import say, words_of
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
        say(words_of("commands")["no-work"].format(folder=answers.home))
        return 1
    try:
        if file.exists():
            say(words_of("commands")["there-already"].format(file=file))
            return 1
        write(file, carry.pack(answers))
    except OSError as error:
        say(words_of("commands")["not-written"].format(file=file, why=error.strerror))
        return 1
    elsewhere.note(answers.home, [file])
    saved = words_of("commands")["work-saved"]
    say(saved.format(folder=answers.home, file=file, n=count))
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
    sentences = words_of("header") | words_of("carry")
    answers = Answers()
    try:
        brought = carry.bring(answers, carry.unpack(carry.read(file)))
    except carry.CarryError as error:
        say(sentences[error.name].format(**error.values))
        return 1
    except OSError as error:
        why = error.strerror or error
        say(words_of("commands")["not-read"].format(file=error.filename or file, why=why))
        return 1
    told = "brought" if brought.taken else "brought-nothing"
    done, counted = finished(library.chapters(), answers.states())
    say(sentences[told].format(n=done, all=counted))
    if brought.kept:
        kept = listed(brought.kept, sentences["and-more"])
        say(words_of("commands")["newer-here"].format(names=kept))
    return 0
