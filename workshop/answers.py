"""One participant's answers: saved at every change, restored when a notebook runs again."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workshop.content import find_root
from workshop.kinds import KINDS
from workshop.records import Exercise

FORMAT = 1
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
                        _replace(path, {"id": self._participant})
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
                held.answer, damaged = self._stored(exercise)
            except OSError as error:
                return _told(exercise, held.answer, failure=error)
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
            updated = json.loads(self._file(exercise).read_bytes())["updated"]
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
        # Imported here: it takes a while, and a page can be shown without it.
        from filelock import FileLock, Timeout  # noqa: PLC0415

        change = KINDS[exercise.kind].change
        with self._thread_lock:
            held = self._hold(exercise)
            held.waiting.append(delta)
            damaged = ""
            try:
                self._file(exercise).parent.mkdir(parents=True, exist_ok=True)
                with FileLock(self._file(exercise).with_suffix(".lock"), timeout=LOCK_SECONDS):
                    answer, damaged = self._stored(exercise)
                    for each in held.waiting:
                        answer = change(exercise, answer, each)
                    self._write(exercise, answer)
            except (OSError, Timeout) as error:
                held.answer = change(exercise, held.answer, delta)
                held.failure = (
                    OSError(errno.EBUSY, str(error)) if isinstance(error, Timeout) else error
                )
            else:
                held.answer, held.waiting, held.failure = answer, [], None
            return _told(exercise, held.answer, damaged, held.failure)

    def _hold(self, exercise: Exercise) -> _Held:
        return self._held.setdefault(exercise.id, _Held(KINDS[exercise.kind].empty(), []))

    def _file(self, exercise: Exercise) -> Path:
        return self.home / "answers" / f"{exercise.id}.json"

    def _stored(self, exercise: Exercise) -> tuple[dict[str, Any], str]:
        """Read what the file holds; an unreadable file is set aside, never overwritten."""
        path = self._file(exercise)
        try:
            record = json.loads(path.read_bytes())
            answer = record["answer"]
            if record["format"] != FORMAT or not isinstance(answer, dict):
                raise ValueError  # noqa: TRY301
        except FileNotFoundError:
            return KINDS[exercise.kind].empty(), ""
        except (ValueError, KeyError, TypeError):
            aside = path.with_name(f"{path.stem}.damaged-{_now():%Y-%m-%d-%H%M%S}.json")
            path.replace(aside)
            return KINDS[exercise.kind].empty(), aside.name
        return answer, ""

    def _write(self, exercise: Exercise, answer: Mapping[str, Any]) -> None:
        record = {
            "format": FORMAT,
            "exercise": exercise.id,
            "kind": exercise.kind,
            "updated": _now().isoformat(timespec="milliseconds"),
            "answer": answer,
        }
        _replace(self._file(exercise), record)


def _replace(path: Path, record: object) -> None:
    """Write a file beside it that is complete before it takes the name: a crash leaves either."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(record, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _told(
    exercise: Exercise,
    stored: dict[str, Any],
    damaged: str = "",
    failure: OSError | None = None,
) -> Saved:
    kind = KINDS[exercise.kind]
    answer = kind.prune(exercise, stored)
    return Saved(answer, kind.size(stored) - kind.size(answer), damaged, failure)


def _now() -> datetime:
    return datetime.now(UTC)
