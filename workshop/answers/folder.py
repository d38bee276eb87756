"""One participant's work as a whole: whose it is, and all of its answers together."""

from __future__ import annotations

import contextlib
import re
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.answers import elsewhere, joined
from workshop.answers.progress import STATES, State
from workshop.answers.record import FORMAT, Record, read_record
from workshop.answers.taps import Work, heard_alone
from workshop.system.files import parse, private_folder, replace, write
from workshop.system.places import find_home

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_SECONDS = 2.0
PARTICIPANT = "[A-Za-z0-9-]{1,64}"
"""What the id of a participant looks like, also in ``carry.schema.json``."""


@dataclass(slots=True)
class Told:
    """What this kernel told last of one answer, and when that was saved."""

    work: Work
    updated: object = None


class Folder:
    """The folder of one participant's work, which several kernels may write.

    Parameters
    ----------
    home
        The folder; by default the one of :func:`find_home`.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or find_home()
        self._last: dict[str, Told] = {}
        self._participant, self._on_disk = "", False
        # JupyterLab may deliver messages of one kernel in several threads.
        self._thread_lock = threading.Lock()

    def participant(self) -> str:
        """Give the participant's id: random, made once, and naming nobody.

        Returns
        -------
        str
            The id. Where it cannot be saved it holds for this kernel only.
        """
        path = self.home / "participant.json"
        with self._thread_lock:
            # Read each time: another notebook may have finished and cleared, for somebody else.
            try:
                self._participant = _id(parse(path.read_bytes()))
                self._on_disk = True
            except (OSError, ValueError) as error:
                gone = self._on_disk and isinstance(error, FileNotFoundError)
                if gone or not self._participant:
                    self._participant, self._on_disk = uuid.uuid4().hex[:16], False
                    with contextlib.suppress(OSError):
                        private_folder(self.home)
                        replace(path, {"id": self._participant})
            return self._participant

    def records(self) -> dict[str, Record]:
        """Read what is saved of every exercise, also of those that this workshop does not have.

        Returns
        -------
        dict
            Exercise id to its record; without what cannot be read.
        """
        records = {}
        for path in sorted(self._folder.glob("*.json")):
            with contextlib.suppress(OSError, ValueError):
                record = read_record(path.read_bytes())
                # The history of an answer is nobody else's business, and stays here.
                record.pop("taps", None)
                records[path.stem] = record
        return records

    def states(self) -> dict[str, State]:
        """Say how far each exercise got.

        Returns
        -------
        dict
            Exercise id to state; those that are not named are open.
        """
        found = {id_: record.get("state") for id_, record in self.records().items()}
        # An answer that was saved before states were is begun at least.
        return {id_: each if each in STATES else "begun" for id_, each in found.items()}

    def bring(
        self, exercise_id: str, record: Record, copies: Path, wins: Callable[[Record], bool]
    ) -> bool:
        """Put a record in the place of what is saved, of which a copy is kept.

        Parameters
        ----------
        exercise_id
            The exercise.
        record
            What to save.
        copies
            The folder for the copy.
        wins
            Is asked whether the record may take the place of what is saved at that moment.

        Returns
        -------
        bool
            Whether the record is saved now.

        Raises
        ------
        OSError
            When it cannot be saved. What was there is still there.
        """
        path = self._folder / f"{exercise_id}.json"
        taps = {}
        with self._thread_lock, self._locked(exercise_id):
            with contextlib.suppress(FileNotFoundError, ValueError):
                saved = read_record(path.read_bytes())
                if not wins(saved):
                    return False
                # What pages sent before counts once, also if they send it again.
                taps = heard_alone(saved)
            if path.exists():
                write(private_folder(copies) / path.name, path.read_bytes())
            replace(path, {"format": FORMAT} | record | taps)
            self._last.pop(exercise_id, None)
            return True

    def set_aside(self, exercise_ids: Iterable[str], copies: Path) -> list[str]:
        """Start exercises over: what was answered moves to another folder.

        Parameters
        ----------
        exercise_ids
            The exercises.
        copies
            Where their files go.

        Returns
        -------
        list of str
            Those that had an answer.

        Raises
        ------
        OSError
            When a file cannot be moved.
        """
        moved = []
        for id_ in exercise_ids:
            path = self._folder / f"{id_}.json"
            with self._thread_lock, self._locked(id_):
                self._last.pop(id_, None)
                if path.exists():
                    path.replace(private_folder(copies) / path.name)
                    moved.append(id_)
        return moved

    def clear(self) -> None:
        """Remove everything that this participant did, the copies too; a new id takes over.

        Raises
        ------
        OSError
            When a file cannot be removed.
        """
        with self._thread_lock:
            # First, or what comes next would be taken for the work that joined.
            joined.forget(self.home)
            for folder in (self._folder, self.copies):
                if folder.exists():
                    shutil.rmtree(folder)
            for name in ("participant.json", elsewhere.NAME):
                (self.home / name).unlink(missing_ok=True)
            self._last.clear()
            self._participant, self._on_disk = "", False
        # At once, so that all notebooks that are open agree on whose work begins now.
        self.participant()

    def become(self, participant: str) -> None:
        """Go on under the id that somebody had on another computer.

        Parameters
        ----------
        participant
            The id.

        Raises
        ------
        OSError
            When it cannot be saved.
        """
        with self._thread_lock:
            if self._participant != participant:
                replace(private_folder(self.home) / "participant.json", {"id": participant})
                self._participant, self._on_disk = participant, True

    @property
    def copies(self) -> Path:
        """The folder for copies of what was replaced or started over."""
        return self.home / "copies"

    def make_folder(self) -> Path:
        """Make the folder of the answers.

        Returns
        -------
        Path
            The folder, open to nobody else where the disk knows owners.

        Raises
        ------
        OSError
            When it cannot be made.
        """
        return private_folder(self._folder)

    @property
    def _folder(self) -> Path:
        return self.home / "answers"

    def _locked(self, exercise_id: str) -> BaseFileLock:
        # Imported here: it takes a while, and a page can be shown without it.
        from filelock import FileLock  # noqa: PLC0415

        lock = self.make_folder() / f"{exercise_id}.lock"
        return FileLock(lock, timeout=LOCK_SECONDS, mode=0o600)


def _id(kept: object) -> str:
    """Take the id out of what the file says; anything else would be refused later, in a file."""
    id_ = kept.get("id") if isinstance(kept, dict) else None
    if not isinstance(id_, str) or not re.fullmatch(PARTICIPANT, id_):
        raise ValueError("This is no id.")
    return id_
