"""Participants' files, from a folder: those that can be read, and what is the matter with the rest.

Files come on USB sticks, by mail and in chats, under any name, twice, half copied, and beside other
things. Nothing in the folder they come from is ever changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from workshop.answers import carry, hand_in
from workshop.answers.carry import Carried, CarryError
from workshop.answers.record import moment
from workshop.content.library import Library
from workshop.core.moments import now
from workshop.core.plain import listed, plain
from workshop.core.records import Exercise
from workshop.system.files import private_folder, write

RECEIVED = "received"
INVENTED = "invented-"
"""How the ids of people begin whose answers were invented, for rehearsal."""

ENDINGS = (".json", ".txt", "")
PACKED = (".zip", ".7z", ".rar", ".gz")
ABOUT_A_FOLDER = "README.md"
CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that was set aside.

    Parameters
    ----------
    name
        Its name, with the folders above it below the one that was read.
    why
        What is wrong with it and what to do, in sentences.
    """

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class File:
    """A participant's file: where it lies, and what it holds."""

    path: Path
    carried: Carried


@dataclass(frozen=True, slots=True)
class Collected:
    """What a folder of participants' files holds.

    Parameters
    ----------
    folder
        The folder.
    files
        Those that can be used.
    aside
        Those that were set aside.
    others
        How many files of other programs were passed over.
    unknown
        Exercise id to what was answered there that this version of the workshop does not have: the
        ids of cards; nothing where it does not have the exercise.
    live
        What came from a live room, as if each device had handed in a file.
    """

    folder: Path
    files: tuple[File, ...] = ()
    aside: tuple[Aside, ...] = ()
    others: int = 0
    unknown: Mapping[str, tuple[str, ...]] | None = None
    live: tuple[Carried, ...] = ()

    @property
    def carried(self) -> list[Carried]:
        """What the files hold, and what came from a live room."""
        return [*(file.carried for file in self.files), *self.live]

    @property
    def invented(self) -> bool:
        """Whether these answers are invented, for rehearsal."""
        return any(map(_invented, self.carried))

    @property
    def people(self) -> int:
        """How many different people these are of: who did both counts once."""
        return sum(carry.people_at(self.carried).values())


def rehearsal(library: Library) -> Path:
    """Name the folder with the invented answers that come with the workshop.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    Path
        The folder.
    """
    return library.root / "data" / "rehearsal"


def read_folder(
    folder: Path, exercises: Mapping[str, Exercise], words: Mapping[str, str]
) -> Collected:
    """Read every participant's file below a folder.

    Parameters
    ----------
    folder
        The folder; one that does not exist holds nothing.
    exercises
        The exercises of the workshop: id to exercise.
    words
        The section ``collect`` of the words.

    Returns
    -------
    Collected
        What it holds.
    """
    read: list[File] = []
    aside, others = [], 0
    for path in _paths(folder):
        if path.suffix.lower() not in (*ENDINGS, *PACKED):
            others += 1
            continue
        name = _name(path, folder)
        try:
            read.append(File(path, _read(path)))
        except CarryError as error:
            aside.append(Aside(name, words[error.name].format(**error.values)))
        except OSError as error:
            why = error.strerror or type(error).__name__
            aside.append(Aside(name, words["unreadable"].format(why=why)))
    real = [file for file in read if not _invented(file.carried)]
    if real:
        # A rehearsal must never slip into what is told of real people.
        aside += [
            Aside(_name(file.path, folder), words["invented"])
            for file in read
            if _invented(file.carried)
        ]
    files = tuple(real or read)
    unknown = _unknown([file.carried for file in files], exercises)
    aside.sort(key=lambda each: each.name)
    return Collected(folder, files, tuple(aside), others, unknown)


def with_live(collected: Collected, live: Sequence[Carried], words: Mapping[str, str]) -> Collected:
    """Add what came from a live room.

    Parameters
    ----------
    collected
        What a folder holds.
    live
        What the room's devices sent.
    words
        The section ``collect`` of the words.

    Returns
    -------
    Collected
        Both together; what is invented does not mix with it.
    """
    if live and collected.invented:
        names = (_name(file.path, collected.folder) for file in collected.files)
        aside = (*collected.aside, *(Aside(name, words["invented"]) for name in names))
        collected = replace(collected, files=(), aside=aside)
    return replace(collected, live=tuple(live))


def bring_in(collected: Collected, received: Path, exercises: Mapping[str, Exercise]) -> int:
    """Copy the files of a folder that can be used to where the desk looks for them.

    Parameters
    ----------
    collected
        What a folder holds.
    received
        Where they go. The same file a second time changes nothing.
    exercises
        The exercises of the workshop: id to exercise.

    Returns
    -------
    int
        How many were not there before.

    Raises
    ------
    OSError
        When one cannot be written. Those before it are there, and trying again brings the rest.
    """
    return sum(keep(file.carried, received, exercises) for file in collected.files)


def keep(carried: Carried, received: Path, exercises: Mapping[str, Exercise]) -> bool:
    """Put what somebody handed in where the desk looks for it, without words of their own.

    Parameters
    ----------
    carried
        What the file holds.
    received
        Where it goes.
    exercises
        The exercises of the workshop: id to exercise.

    Returns
    -------
    bool
        Whether it was not there before.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    data = hand_in.pack(carried, exercises).encode("utf-8", "replace")
    private_folder(received)
    # The same work has the same name, and a name is there only when all of the file is.
    path = received / f"{carried.participant}-{hashlib.sha256(data).hexdigest()[:12]}.json"
    if path.exists():
        return False
    write(path, data)
    return True


def told(
    collected: Collected, exercises: Mapping[str, Exercise], words: Mapping[str, str]
) -> list[str]:
    """Say in sentences what came of reading a folder.

    Parameters
    ----------
    collected
        What it holds.
    exercises
        The exercises of the workshop: id to exercise.
    words
        The section ``collect`` of the words.

    Returns
    -------
    list of str
        The sentences; the files that were set aside are not in them.
    """
    if not collected.files and not collected.live:
        said = [words["nothing"].format(folder=plain(str(collected.folder), None))]
    else:
        said = [words["read"].format(files=len(collected.files), people=collected.people)]
    if collected.live:
        said.append(words["live"].format(n=len(collected.live)))
    empty = sum(not file.carried.records for file in collected.files)
    if empty:
        said.append(words["empty"].format(n=empty))
    ahead = sum(map(_ahead, collected.carried))
    if ahead:
        said.append(words["clock"].format(n=ahead))
    if collected.unknown:
        more = words["and-more"]
        cards = [
            f"“{exercises[id_].title}”: {listed(strangers, more)}"
            for id_, strangers in collected.unknown.items()
            if strangers
        ]
        gone = [id_ for id_, strangers in collected.unknown.items() if not strangers]
        what = "; ".join([*cards, *([listed(gone, more)] if gone else [])])
        said.append(words["unknown"].format(what=what))
    if collected.others:
        said.append(words["others"].format(n=collected.others))
    if collected.aside:
        said.append(words["aside"].format(n=len(collected.aside)))
    return said


def _paths(folder: Path) -> Iterator[Path]:
    """Find the files below a folder, in an order that does not depend on the disk."""
    for path in sorted(folder.rglob("*")):
        # Some computers put a hidden twin beside each file on a stick.
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name != ABOUT_A_FOLDER:
            yield path


def _name(path: Path, folder: Path) -> str:
    """Name a file as it can be shown: sticks hold names in old codes, and worse."""
    return plain(str(path.relative_to(folder)), None)


def _read(path: Path) -> Carried:
    if path.suffix.lower() in PACKED:
        raise CarryError("packed")
    return carry.unpack(carry.read(path))


def _invented(file: Carried) -> bool:
    return file.participant.startswith(INVENTED)


def _ahead(file: Carried) -> bool:
    """Tell whether an answer is dated later than today: that computer's clock is wrong."""
    return any(moment(dict(record)) > now() + CLOCKS_DIFFER for record in file.records.values())


def _unknown(
    files: Sequence[Carried], exercises: Mapping[str, Exercise]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for file in files:
        for id_, record in file.records.items():
            if id_ not in exercises:
                found.setdefault(id_, set())
            elif strangers := _strangers(exercises[id_], record["answer"]):
                found.setdefault(id_, set()).update(strangers)
    return {id_: tuple(sorted(found[id_])) for id_ in sorted(found)}


def _strangers(exercise: Exercise, answer: Mapping[str, Any]) -> set[str]:
    """Find the cards, or the fields, of an answer that an exercise does not have."""
    own = {each.id for each in exercise.items}
    own |= {field["id"] for field in exercise.settings.get("fields", ())}
    parts = [answer.get(name) for name in ("choices", "points", "phases", "fields", "order")]
    passes = answer.get("passes")
    parts += passes.values() if isinstance(passes, Mapping) else []
    named = (name for part in parts if isinstance(part, Mapping | list) for name in part)
    return {name for name in named if isinstance(name, str)} - own
