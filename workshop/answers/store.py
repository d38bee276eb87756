"""One participant's answers: saved at every change, restored when a notebook runs again."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import json
import re
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop.answers import elsewhere
from workshop.answers.progress import STATES, State, state
from workshop.answers.record import FORMAT, Record, later, read_record
from workshop.answers.taps import Sent, Tap, Work, heard_alone, read_work
from workshop.core.moments import now
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.system.files import parse, private_folder, replace, write
from workshop.system.places import find_home

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_SECONDS = 2.0
PARTICIPANT = "[A-Za-z0-9-]{1,64}"
"""What the id of a participant looks like, also in ``carry.schema.json``."""


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
    heard
        Up to which number the changes of each page are saved.
    clock
        The time of the latest change, in milliseconds since 1970; 0 where none is known.
    elsewhere
        Whether somebody must be shown the answer anew: it changed elsewhere since it was told
        last, or a change came late and others have taken its place.
    aside
        The name of the file that holds changes that could not be applied, or empty.
    """

    answer: dict[str, Any]
    dropped: int = 0
    damaged: str = ""
    failure: OSError | None = None
    heard: Mapping[str, int] = field(default_factory=dict)
    clock: int = 0
    elsewhere: bool = False
    aside: str = ""


@dataclass(slots=True)
class _Told:
    """What this kernel told last of one answer, and when that was saved."""

    work: Work
    updated: object = None


class Answers:
    """The answers below one folder, one file per exercise.

    What is not saved is not acknowledged: whoever sent it keeps it and sends it again. Several
    kernels may write the same folder: each change is applied to what the file holds then.

    Parameters
    ----------
    home
        The folder; by default the one of :func:`find_home`.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or find_home()
        self._last: dict[str, _Told] = {}
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
            last = self._last.setdefault(exercise.id, _Told(read_work(exercise, {})))
            try:
                record, damaged = self._stored(exercise)
            except OSError as error:
                return _saved(exercise, last.work, error)
            last.work, last.updated = read_work(exercise, record), record.get("updated")
            return dataclasses.replace(_saved(exercise, last.work), damaged=damaged)

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
        """Apply one change that no page has numbered, and save the answer.

        Parameters
        ----------
        exercise
            The exercise as it is today.
        delta
            The change, as the exercise's kind describes it.

        Returns
        -------
        Saved
            The answer after the change; where it could not be saved, the answer before it.
        """
        return self._save(exercise, "", (Tap(0, round(now().timestamp() * 1000), delta),))

    def take(self, exercise: Exercise, sent: Sent) -> Saved | None:
        """Apply what a board sent, and save the answer.

        Parameters
        ----------
        exercise
            The exercise as it is today.
        sent
            The message; what was heard of it before counts once.

        Returns
        -------
        Saved
            What is saved now, and up to which number; nothing where this is somebody else's work
            by now, and nothing was applied.
        """
        if sent.work != self.participant():
            return None
        return self._save(exercise, sent.page, sent.taps)

    def _save(self, exercise: Exercise, page: str, taps: Sequence[Tap]) -> Saved:
        with self._thread_lock:
            last = self._last.setdefault(exercise.id, _Told(read_work(exercise, {})))
            try:
                with self._locked(exercise.id):
                    record, damaged = self._stored(exercise)
                    work = read_work(exercise, record)
                    elsewhere = record.get("updated") != last.updated
                    aside = ""
                    for tap in taps:
                        try:
                            # What is no JSON could not be saved, nor anything after it.
                            json.dumps(tap.delta, allow_nan=False)
                            latest = work.take(exercise, page, tap)
                        except Exception as error:  # noqa: BLE001
                            aside = self._set_aside(exercise, tap.delta, error)
                            work.hear(page, tap.number)
                            latest = False
                        elsewhere = elsewhere or not latest
                    updated = self._write(exercise, work, later(record))
            except OSError as error:
                # A lock that nobody lets go of is a TimeoutError.
                failure = error if error.errno else OSError(errno.EBUSY, str(error))
                return _saved(exercise, last.work, failure)
            last.work, last.updated = work, updated
            saved = _saved(exercise, work)
            return dataclasses.replace(saved, damaged=damaged, elsewhere=elsewhere, aside=aside)

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

    def _set_aside(self, exercise: Exercise, delta: object, error: Exception) -> str:
        """Keep a change that could not be applied, for whoever looks into it."""
        path = self._folder / f"{exercise.id}.not-used-{now():%Y-%m-%d-%H%M%S-%f}.json"
        try:
            said = json.dumps(delta)
        except (ValueError, TypeError, RecursionError):
            said = f"(no JSON: {type(delta).__name__})"
        replace(path, {"exercise": exercise.id, "change": said, "error": repr(error)})
        return path.name

    def _write(self, exercise: Exercise, work: Work, updated: datetime) -> str:
        record = {
            "format": FORMAT,
            "exercise": exercise.id,
            "kind": exercise.kind,
            "updated": updated.isoformat(timespec="milliseconds"),
            "state": state(exercise, KINDS[exercise.kind].prune(exercise, work.answer)),
            "answer": work.answer,
        } | ({"first": work.first} if work.first else {})
        replace(self._file(exercise), record | {"taps": work.taps})
        return str(record["updated"])


def _id(kept: object) -> str:
    """Take the id out of what the file says; anything else would be refused later, in a file."""
    id_ = kept.get("id") if isinstance(kept, dict) else None
    if not isinstance(id_, str) or not re.fullmatch(PARTICIPANT, id_):
        raise ValueError("This is no id.")
    return id_


def _saved(exercise: Exercise, work: Work, failure: OSError | None = None) -> Saved:
    kind = KINDS[exercise.kind]
    answer = kind.prune(exercise, work.answer)
    return Saved(
        answer,
        dropped=kind.size(work.answer) - kind.size(answer),
        failure=failure,
        heard=work.heard,
        clock=work.clock,
    )
