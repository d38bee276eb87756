"""Passes somebody's answers on to the room that they joined: in the background, never in the way.

A thread looks once a second at what has changed in the folder of the answers, whichever notebook
did that, and sends at most one record: whole, without anybody's own words, with a number that
grows. What the room has not acknowledged goes again, later each time. Every few seconds it asks
where the room is. Of several kernels one does all that: the one that holds the lock.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop.answers import joined
from workshop.answers.hand_in import bare
from workshop.answers.joined import Joined, Standing
from workshop.answers.record import Record, moment, read_record
from workshop.answers.room_client import ask
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.moments import milliseconds
from workshop.core.records import ContentError

if TYPE_CHECKING:
    from filelock import BaseFileLock

SECOND = 1.0
"""Between two records."""
ASKS_SECONDS = 2.0
"""Between two questions where the room is."""
LONGEST_SECONDS = 20.0
"""So long it waits at most before it tries again."""
NOTED_MS = 10 * 60_000
"""So old is at most what is noted of when the room answered last."""
FORGOTTEN_MS = 24 * 60 * 60_000
"""A room that was silent for so long is not asked again: another may have its address by now."""
LOCK = "room-sending.lock"
MOST_PLACES = 2000
"""No room has more exercises and cards than this."""
LATER = (0, 403, 408, 421, 425, 429)
"""What a server, or what stands before it, says that does not mean the answer."""
ENDED: tuple[Standing, ...] = ("over", "out")


class Uplink:
    """Passes answers on.

    Parameters
    ----------
    home
        The folder of a participant's work.
    library
        The content.
    """

    def __init__(self, home: Path, library: Library) -> None:
        self.changed: Callable[[], None] = lambda: None
        """Called where something else is to be shown of the room; in a thread of its own."""
        self._answers = Answers(home)
        self._library = library
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._stopped = threading.Event()
        self._awake = threading.Event()
        self._forget_all("")

    def start(self) -> None:
        """Go on with the room that was joined, where one was; nothing happens twice."""
        with self._starting:
            running = self._thread is not None and self._thread.is_alive()
            if joined.read(self._answers.home) is None:
                return
            self._awake.set()
            if running and not self._stopped.is_set():
                return
            self._stopped = threading.Event()
            # A kernel ends when it is told to, whatever a room does.
            self._thread = threading.Thread(target=self._run, args=[self._stopped], daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Send nothing more, as when the kernel ends."""
        self._stopped.set()
        self._awake.set()

    def join(self, seconds: float) -> None:
        """Wait until nothing more is sent after :meth:`stop`."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _forget_all(self, token: str) -> None:
        """Begin with a room of which nothing is known."""
        self._token = token
        self._plan: tuple[str, ...] = ()
        self._settled: dict[str, tuple[int, int]] = {}
        self._failures = 0
        self._next_question = 0.0

    def _run(self, stopped: threading.Event) -> None:
        lock: BaseFileLock | None = None
        shown: object = None
        while not stopped.is_set():
            self._awake.clear()
            pause = ASKS_SECONDS
            # Whatever happens to a disk, a file or a room: a notebook goes on, and so does this.
            try:
                lock = lock or _taken(self._answers.home)
                known = joined.read(self._answers.home)
                if known is not None and lock is not None:
                    pause = self._step(known)
            except Exception:  # noqa: BLE001
                pause = LONGEST_SECONDS
            known = joined.read(self._answers.home)
            if (new := known and (known.token, known.standing)) != shown:
                shown = new
                with contextlib.suppress(Exception):
                    self.changed()
            if known is None:
                break
            self._awake.wait(pause)
        stopped.set()
        if lock is not None:
            lock.release()

    def _step(self, known: Joined) -> float:
        """Do what is to be done now; gives how long to wait after it."""
        if known.token != self._token:
            self._forget_all(known.token)
        if known.heard < milliseconds() - FORGOTTEN_MS:
            joined.forget(self._answers.home)
            return 0
        if self._answers.participant() != known.work:
            return self._as_another(known)
        if time.monotonic() >= self._next_question:
            self._next_question = time.monotonic() + ASKS_SECONDS
            now = self._look(known)
            if now is None or now.standing in ENDED or self._failures:
                self._next_question = 0
                return self._pause(now)
            known = now
        return self._send(known)

    def _pause(self, known: Joined | None) -> float:
        """Longer after each failure, and for each notebook another time."""
        if known is None:
            return 0
        if known.standing in ENDED:
            return LONGEST_SECONDS
        pause = min(LONGEST_SECONDS, SECOND * 2.0 ** min(self._failures - 1, 10))
        return pause * random.uniform(0.5, 1)  # noqa: S311 - nothing secret

    def _look(self, known: Joined) -> Joined | None:
        """Ask where the room is; gives what is known of it then."""
        reply = ask(known.address, "GET", "/api/here", token=known.token)
        stage = reply.told.get("stage")
        if reply.status in (401, 410):
            return self._stands(known, "out" if reply.status == 401 else "over")  # noqa: PLR2004
        places = read_stage(stage) if reply.status == 200 else None  # noqa: PLR2004
        if places is None or not isinstance(stage, Mapping):
            return self._failed(known)
        self._failures = 0
        held, looked, opened = places
        self._plan = (*held, *opened)
        now = milliseconds()

        def noted(old: Joined) -> Joined:
            return replace(
                old,
                heard=now if now - old.heard > NOTED_MS else old.heard,
                looked=dict.fromkeys((*looked, *opened), now) | dict(old.looked),
                opened=dict.fromkeys(opened, now) | dict(old.opened),
                standing=_heard(old.standing, over=stage.get("over") is True),
            )

        return joined.change(self._answers.home, known.token, noted)

    def _send(self, known: Joined) -> float:
        """Send what changed, or one of what did."""
        found = self._next(known)
        if found is None:
            if known.standing == "sending":
                self._stands(known, "saved")
            return SECOND
        key, record = found
        exercise = record["exercise"]
        mark = known.sent.get(exercise, {})
        # By the clock, so that whoever lost this file begins above what the room has.
        n = max(mark.get("n", 0) + 1, int(time.time()))
        self._mark(known, exercise, {**mark, "n": n})
        sent = {"n": n, "work": known.work, "record": record}
        reply = ask(known.address, "PUT", f"/api/answers/{exercise}", sent, known.token)
        if reply.status in LATER or reply.status >= 500:  # noqa: PLR2004
            return self._pause(self._failed(known))
        self._failures = 0
        if reply.status == 401:  # noqa: PLR2004
            return self._pause(self._stands(known, "out"))
        late = reply.status == 410 or reply.told.get("late") is True  # noqa: PLR2004
        self._mark(known, exercise, {"n": n, "updated": record["updated"]})
        self._settled[exercise] = key
        self._stands(known, "late" if late else "sending")
        return SECOND

    def _next(self, known: Joined) -> tuple[tuple[int, int], Record] | None:
        """Find a record that the room does not have."""
        folder = self._answers.home / "answers"
        for id_ in self._plan:
            with contextlib.suppress(OSError, ValueError, KeyError, ContentError):
                path = folder / f"{id_}.json"
                stat = path.stat()
                key = (stat.st_mtime_ns, stat.st_size)
                if self._settled.get(id_) == key or id_ not in self._library.exercise_ids():
                    continue
                record = read_record(path.read_bytes())
                kept = bare(self._library.exercise(id_), record)
                told = kept["updated"] == known.sent.get(id_, {}).get("updated")
                closed = known.opened.get(id_)
                # What is changed after the reasons is nobody else's.
                if not told and (closed is None or moment(record).timestamp() * 1000 <= closed):
                    return key, kept
                self._settled[id_] = key
        return None

    def _as_another(self, known: Joined) -> float:
        """Go on with work that somebody brought along: it counts in the place of what was here."""
        left = ask(known.address, "POST", "/api/withdraw", {}, known.token)
        if left.status not in (200, 401):
            return self._pause(self._failed(known))
        work = self._answers.participant()
        sent = join_sent(known.code, work, known.people, known.profession)
        reply = ask(known.address, "POST", "/api/join", sent)
        token = reply.told.get("token")
        if reply.status == 200 and isinstance(token, str):  # noqa: PLR2004
            new = replace(known, token=token, work=work, sent={}, standing="sending")
            joined.change(self._answers.home, known.token, lambda _: new)
            return 0
        if reply.status in (404, 410):
            return self._pause(self._stands(known, "over"))
        return self._pause(self._failed(known))

    def _failed(self, known: Joined) -> Joined | None:
        self._failures += 1
        return self._stands(known, "away")

    def _stands(self, known: Joined, standing: Standing) -> Joined | None:
        return joined.change(
            self._answers.home, known.token, lambda old: replace(old, standing=standing)
        )

    def _mark(self, known: Joined, exercise: str, mark: Mapping[str, Any]) -> None:
        change = partial(_marked, exercise=exercise, mark=mark)
        joined.change(self._answers.home, known.token, change)


def join_sent(code: str, work: str, people: int, profession: str) -> dict[str, Any]:
    """Gather what is sent to join a room."""
    return {"code": code, "work": work, "people": people, "profession": profession}


def read_stage(stage: object) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] | None:
    """Read where a room is.

    Parameters
    ----------
    stage
        What came as its stage.

    Returns
    -------
    tuple or None
        The exercises whose reasons are not told, the places whose Think is over, and the exercises
        whose reasons are told; nothing where this is no stage.
    """
    if not isinstance(stage, Mapping):
        return None
    lists = [stage.get(name) for name in ("held", "looked", "opened")]
    for each in lists:
        if not isinstance(each, list) or len(each) > MOST_PLACES:
            return None
        if not all(isinstance(place, str) for place in each):
            return None
    held, looked, opened = (tuple(each or ()) for each in lists)
    return held, looked, opened


def _heard(before: Standing, *, over: bool) -> Standing:
    """Say how it stands when the room has answered; what came late stays so until more is sent."""
    if over:
        return "over"
    return before if before in ("saved", "late") else "sending"


def _marked(old: Joined, exercise: str, mark: Mapping[str, Any]) -> Joined:
    return replace(old, sent={**old.sent, exercise: mark})


def _taken(home: Path) -> BaseFileLock | None:
    """Take the lock; nothing where another kernel has it."""
    from filelock import FileLock, Timeout  # noqa: PLC0415

    lock = FileLock(home / LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock
