"""One participant's answers: saved at every change, restored when a notebook runs again."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop.content import find_root
from workshop.kinds import KINDS
from workshop.progress import STATES, State, state
from workshop.records import Exercise
from workshop.seen import keep_first
from workshop.storage import FORMAT, Record, later, now, read_record, replace

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_SECONDS = 2.0


def find_home() -> Path:
    """Find the folder that holds a participant's work.

    Returns
    -------
    Path
        ``$WORKSHOP_HOME`` if that is set; else ``my-work`` beside ``notebooks/`` in a checkout;
        else ``my-work`` in the folder the notebook runs in.
    """
    named = os.environ.get("WORKSHOP_HOME")
    if named:
        return Path(named).expanduser()
    root = find_root()
    return (root if (root / "notebooks").is_dir() else Path.cwd()) / "my-work"


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer and how it fared.

    Parameters
    ----------
    answer
        The answer, naming only what the exercise still has.
    dropped
        How many earlier entries concern what the exercise no longer has.
    damaged
        The name of the file that an unreadable earlier answer was set aside as, or empty.
    failure
        Why the answer could not be saved or read, or ``None``.
    """

    answer: dict[str, Any]
    dropped: int = 0
    damaged: str = ""
    failure: OSError | None = None


@dataclass(slots=True)
class _Held:
    """What is known of one answer in this kernel: the changes that wait to be saved, and why."""

    answer: dict[str, Any]
    waiting: list[object]
    failure: OSError | None = None


class Answers:
    """The answers below one folder, one file per exercise.

    Changes that could not be saved are kept in memory and saved with the next one that can.
    Several kernels may write the same folder: each change is applied to what the file holds then.

    Parameters
    ----------
    home
        The folder; by default the one of :func:`find_home`.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or find_home()
        self._held: dict[str, _Held] = {}
        self._participant = ""
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
            if not self._participant:
                try:
                    self._participant = str(json.loads(path.read_bytes())["id"])
                except (OSError, ValueError, KeyError, TypeError):
                    self._participant = uuid.uuid4().hex[:16]
                    with contextlib.suppress(OSError):
                        self.home.mkdir(parents=True, exist_ok=True)
                        replace(path, {"id": self._participant})
            return self._participant

    def read(self, exercise: Exercise) -> Saved:
        """Read the answer to one exercise.

        Parameters
        ----------
        exercise
            The exercise as it is today.

        Returns
        -------
        Saved
            The answer; an empty one when there is none.
        """
        with self._thread_lock:
            held = self._hold(exercise)
            if held.waiting:
                return _told(exercise, held.answer, failure=held.failure)
            try:
                record, damaged = self._stored(exercise)
            except OSError as error:
                return _told(exercise, held.answer, failure=error)
            held.answer = record["answer"]
            return _told(exercise, held.answer, damaged)

    def changed(self, exercise: Exercise) -> datetime | None:
        """Say when an answer was saved last.

        Parameters
        ----------
        exercise
            The exercise as it is today.

        Returns
        -------
        datetime
            The moment, in the time of this computer; nothing where no file says it.
        """
        try:
            updated = read_record(self._file(exercise).read_bytes())["updated"]
            return datetime.fromisoformat(updated).astimezone()
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def change(self, exercise: Exercise, delta: object) -> Saved:
        """Apply one change and save the answer.

        Parameters
        ----------
        exercise
            The exercise as it is today.
        delta
            The change, as the exercise's kind describes it.

        Returns
        -------
        Saved
            The answer after the change, also when it could not be saved.
        """
        change = KINDS[exercise.kind].change
        with self._thread_lock:
            held = self._hold(exercise)
            held.waiting.append(delta)
            damaged = ""
            try:
                with self._locked(exercise.id):
                    record, damaged = self._stored(exercise)
                    answer, first = record["answer"], record.get("first", {})
                    prune = KINDS[exercise.kind].prune
                    for each in held.waiting:
                        before, answer = answer, change(exercise, answer, each)
                        known = prune(exercise, before), prune(exercise, answer)
                        first = keep_first(exercise, first, *known)
                    self._write(exercise, answer, first, later(record))
            except OSError as error:
                held.answer = change(exercise, held.answer, delta)
                # A lock that nobody lets go of is a TimeoutError.
                held.failure = error if error.errno else OSError(errno.EBUSY, str(error))
            else:
                held.answer, held.waiting, held.failure = answer, [], None
            return _told(exercise, held.answer, damaged, held.failure)

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
                records[path.stem] = read_record(path.read_bytes())
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
        with self._thread_lock, self._locked(exercise_id):
            with contextlib.suppress(FileNotFoundError, ValueError):
                if not wins(read_record(path.read_bytes())):
                    return False
            if path.exists():
                copies.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, copies / path.name)
            replace(path, {"format": FORMAT} | record)
            self._held.pop(exercise_id, None)
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
                self._held.pop(id_, None)
                if path.exists():
                    copies.mkdir(parents=True, exist_ok=True)
                    path.replace(copies / path.name)
                    moved.append(id_)
        return moved

    def clear(self) -> None:
        """Remove everything that this participant did, the copies and the id too.

        Raises
        ------
        OSError
            When a file cannot be removed.
        """
        with self._thread_lock:
            for folder in (self._folder, self.copies):
                if folder.exists():
                    shutil.rmtree(folder)
            (self.home / "participant.json").unlink(missing_ok=True)
            self._held.clear()
            self._participant = ""

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
                self.home.mkdir(parents=True, exist_ok=True)
                replace(self.home / "participant.json", {"id": participant})
                self._participant = participant

    @property
    def copies(self) -> Path:
        """The folder for copies of what was replaced or started over."""
        return self.home / "copies"

    @property
    def _folder(self) -> Path:
        return self.home / "answers"

    def _locked(self, exercise_id: str) -> BaseFileLock:
        # Imported here: it takes a while, and a page can be shown without it.
        from filelock import FileLock  # noqa: PLC0415

        self._folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self._folder / f"{exercise_id}.lock", timeout=LOCK_SECONDS)

    def _hold(self, exercise: Exercise) -> _Held:
        return self._held.setdefault(exercise.id, _Held(KINDS[exercise.kind].empty(), []))

    def _file(self, exercise: Exercise) -> Path:
        return self._folder / f"{exercise.id}.json"

    def _stored(self, exercise: Exercise) -> tuple[Record, str]:
        """Read what the file holds; an unreadable file is set aside, never overwritten."""
        path = self._file(exercise)
        try:
            return read_record(path.read_bytes()), ""
        except FileNotFoundError:
            return {"answer": KINDS[exercise.kind].empty()}, ""
        except ValueError:
            aside = path.with_name(f"{path.stem}.damaged-{now():%Y-%m-%d-%H%M%S}.json")
            path.replace(aside)
            return {"answer": KINDS[exercise.kind].empty()}, aside.name

    def _write(
        self,
        exercise: Exercise,
        answer: Mapping[str, Any],
        first: Mapping[str, Any],
        updated: datetime,
    ) -> None:
        record = {
            "format": FORMAT,
            "exercise": exercise.id,
            "kind": exercise.kind,
            "updated": updated.isoformat(timespec="milliseconds"),
            "state": state(exercise, KINDS[exercise.kind].prune(exercise, answer)),
            "answer": answer,
        } | ({"first": first} if first else {})
        replace(self._file(exercise), record)


def _told(
    exercise: Exercise,
    stored: dict[str, Any],
    damaged: str = "",
    failure: OSError | None = None,
) -> Saved:
    kind = KINDS[exercise.kind]
    answer = kind.prune(exercise, stored)
    return Saved(answer, kind.size(stored) - kind.size(answer), damaged, failure)
