"""The room that somebody's notebooks have joined, as it is remembered beside their answers.

Several notebooks share it, and a new kernel goes on with it: by whom the room knows this work, what
it has of each answer, and when it was heard that people were to stop thinking, or were told why.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from workshop.system.files import parse, private_folder, replace

if TYPE_CHECKING:
    from filelock import BaseFileLock

NAME = "room.json"
LOCK, LOCK_SECONDS = "room.lock", 2.0
FORMAT = 1

Standing = Literal["saved", "sending", "late", "away", "over", "out"]
"""How it stands between a notebook and its room: all is there, or on its way, or came too late;
nobody answers; the room is over, or does not know this notebook."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What is remembered of a room.

    Parameters
    ----------
    address, code
        Where it is, and its code.
    token, work
        By what it knows this work, and the id of the work.
    people, profession
        How many sit here, and what they are.
    heard
        When it answered last, in milliseconds since 1970.
    standing
        How it stands.
    looked
        When it was heard that Think is over, by exercise or ``exercise/card``.
    opened
        When it was heard that the reasons of an exercise are told.
    sent
        What the room has of each exercise: ``n``, the last number; ``updated``, of which record.
    """

    address: str
    code: str
    token: str
    work: str
    people: int = 1
    profession: str = ""
    heard: int = 0
    standing: Standing = "sending"
    looked: Mapping[str, int] = field(default_factory=dict)
    opened: Mapping[str, int] = field(default_factory=dict)
    sent: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


_kept: dict[Path, tuple[tuple[int, int], Joined | None]] = {}


def read(home: Path) -> Joined | None:
    """Read which room was joined.

    Parameters
    ----------
    home
        The folder of a participant's work.

    Returns
    -------
    Joined or None
        The room; nothing where none was, or where nobody can read which.
    """
    path = home / NAME
    try:
        stat = path.stat()
        # It is looked at with every tap.
        key = (stat.st_mtime_ns, stat.st_size)
        kept = _kept.get(path)
        if kept is None or kept[0] != key:
            kept = _kept[path] = (key, _read(parse(path.read_bytes())))
        return kept[1]
    except (OSError, ValueError):
        return None


def begin(home: Path, joined: Joined) -> None:
    """Remember a room, in the place of any that was joined before.

    Raises
    ------
    OSError
        When that cannot be done.
    """
    with _locked(home):
        _write(home, joined)


def change(home: Path, token: str, changed: Callable[[Joined], Joined]) -> Joined | None:
    """Change what is remembered, unless another room was joined meanwhile, or this one left.

    Parameters
    ----------
    home
        The folder of a participant's work.
    token
        That of the room which is meant.
    changed
        Gives what to remember instead.

    Returns
    -------
    Joined or None
        What is remembered now.

    Raises
    ------
    OSError
        When that cannot be done.
    """
    with _locked(home):
        known = read(home)
        if known is None or known.token != token:
            return known
        new = changed(known)
        if new != known:
            _write(home, new)
        return new


def forget(home: Path) -> None:
    """Forget the room.

    Raises
    ------
    OSError
        When that cannot be done.
    """
    if not (home / NAME).exists():
        return
    with _locked(home):
        (home / NAME).unlink(missing_ok=True)


def _write(home: Path, joined: Joined) -> None:
    replace(home / NAME, {"format": FORMAT} | asdict(joined))
    _kept.pop(home / NAME, None)


def _locked(home: Path) -> BaseFileLock:
    # Imported here: it takes a while, and a page can be shown without it.
    from filelock import FileLock  # noqa: PLC0415

    return FileLock(private_folder(home) / LOCK, timeout=LOCK_SECONDS, mode=0o600)


def _read(kept: object) -> Joined | None:
    """Read the file; nothing where it was changed by something else."""
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        return None
    given = {each.name: kept[each.name] for each in fields(Joined) if each.name in kept}
    with contextlib.suppress(TypeError):
        found = Joined(**given)
        texts = (found.address, found.code, found.token, found.work, found.profession)
        times = (found.looked, found.opened)
        sound = (
            all(isinstance(each, str) for each in texts)
            and all(_is_number(each) for each in (found.people, found.heard))
            and found.standing in get_args(Standing)
            and all(isinstance(each, dict) for each in (*times, found.sent))
            and all(_is_number(at) for each in times for at in each.values())
            and all(
                isinstance(mark, dict) and _is_number(mark.get("n")) for mark in found.sent.values()
            )
        )
        return found if sound else None
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
