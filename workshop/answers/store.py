"""One participant's answers: each saved at every change, restored when a notebook runs again."""

from __future__ import annotations

import dataclasses
import errno
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from workshop.answers import joined
from workshop.answers.folder import Folder, Told
from workshop.answers.progress import state
from workshop.answers.record import FORMAT, Record, later, read_record
from workshop.answers.taps import Sent, Tap, Work, read_work
from workshop.core.moments import now
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.system.files import replace


@dataclass(frozen=True)
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


class Answers(Folder):
    """The answers below one folder, one file per exercise.

    What is not saved is not acknowledged: whoever sent it keeps it and sends it again. Several
    kernels may write the same folder: each change is applied to what the file holds then.

    Parameters
    ----------
    home
        The folder; by default the one of :func:`find_home`.
    """

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
            last = self._last.setdefault(exercise.id, Told(read_work(exercise, {})))
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
            last = self._last.setdefault(exercise.id, Told(read_work(exercise, {})))
            try:
                with self._locked(exercise.id):
                    record, damaged = self._stored(exercise)
                    work = read_work(exercise, record)
                    room = joined.read(self.home)
                    work.over = room.looked if room else {}
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
