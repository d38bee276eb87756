"""What a board sends: numbered changes, and how they become part of what is saved.

A board keeps each change in the browser until it hears *saved up to n*, and sends again what
nobody acknowledged. So a change can come twice, or late: from a page whose kernel was gone, after
another page went on. A repeat counts once, and of two changes to one item the later tap wins. For
that a record holds, beside the answer, ``taps``: the last number of each page (``heard``), the
last changes in the order of their times (``log``), and what there was before them (``start``).
They are written with the answer, in the same file, and never carried or handed in.

A message is ``{"work": id, "page": id, "changes": [[number, time, change], …]}``. The time is
that of the browser, in milliseconds since 1970, and later than that of all changes it knew of,
whatever the clock said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any, TypeGuard

from workshop.answers.first import keep_first, keep_thought
from workshop.core.records import Exercise
from workshop.kinds import KINDS

KEPT = 200
"""How many changes are remembered, for what comes late; older ones are part of ``start``."""
PAGES = 50
"""How many pages' last numbers are remembered."""
LARGEST = 2**53
"""No browser counts exactly beyond it."""
LONGEST_ID = 64


@dataclass(frozen=True)
class Tap:
    """One change.

    Parameters
    ----------
    number
        Its number on its page, from 1 on; 0 for a change that no page has numbered.
    at
        When it was made, in milliseconds since 1970.
    delta
        The change, as the exercise's kind describes it.
    """

    number: int
    at: int
    delta: object


@dataclass(frozen=True)
class Sent:
    """One message of a board.

    Parameters
    ----------
    work
        The id of the participant whose work it is.
    page
        The id of the page on which it was done.
    taps
        The changes, in the order of their numbers.
    """

    work: str
    page: str
    taps: tuple[Tap, ...]


def read_sent(message: object) -> Sent | None:
    """Read a message.

    Parameters
    ----------
    message
        Anything.

    Returns
    -------
    Sent
        The message; nothing where it is none.
    """
    if not isinstance(message, Mapping):
        return None
    work, page, changes = message.get("work"), message.get("page"), message.get("changes")
    if not (_is_id(work) and _is_id(page) and isinstance(changes, list)):
        return None
    taps = []
    for each in changes:
        if not isinstance(each, list) or len(each) != 3:  # noqa: PLR2004
            return None
        number, at, delta = each
        if not (_counts(number) and _counts(at)):
            return None
        taps.append(Tap(number, at, delta))
    return Sent(work, page, tuple(taps))


@dataclass(slots=True)
class Work:
    """An answer, and the changes that led to it.

    Parameters
    ----------
    answer, first
        The answer, and the first choices beside it, see :mod:`workshop.answers.first`.
    heard
        The last number of each page, the latest page last.
    start
        ``answer`` and ``first`` before the changes of the log.
    log
        The last changes, each as ``[time, change]``, in the order of their times.
    over
        When the room that was joined stopped thinking, by exercise or ``exercise/card``.
    """

    answer: dict[str, Any]
    first: dict[str, Any]
    heard: dict[str, int] = field(default_factory=dict)
    start: dict[str, Any] = field(default_factory=dict)
    log: list[list[Any]] = field(default_factory=list)
    over: Mapping[str, int] = field(default_factory=dict)

    @property
    def taps(self) -> dict[str, Any]:
        """What a record holds of the history."""
        return {"heard": self.heard, "start": self.start, "log": self.log}

    @property
    def clock(self) -> int:
        """The time of the latest change, in milliseconds; 0 where there is none."""
        return int(self.log[-1][0]) if self.log else 0

    def take(self, exercise: Exercise, page: str, tap: Tap) -> bool:
        """Apply a change, unless it was heard before.

        Parameters
        ----------
        exercise
            The exercise as it is today.
        page
            The id of its page.
        tap
            The change.

        Returns
        -------
        bool
            Whether it was the latest, so that the page shows what is here now.

        Raises
        ------
        Exception
            Whatever a kind raises at a change that it cannot apply. Then nothing has changed.
        """
        if 0 < tap.number <= self.heard.get(page, 0):
            return True
        latest = tap.at >= self.clock
        if latest:
            after = self._changed(exercise, self.answer, self.first, tap.at, tap.delta)
        else:
            place = bisect_right(self.log, tap.at, key=itemgetter(0))
            after = self.start["answer"], self.start["first"]
            for at, delta in [*self.log[:place], [tap.at, tap.delta], *self.log[place:]]:
                after = self._changed(exercise, *after, at, delta)
        self._log(exercise, tap)
        self.answer, self.first = after
        self.hear(page, tap.number)
        return latest

    def hear(self, page: str, number: int) -> None:
        """Note the last number of a page.

        Parameters
        ----------
        page
            The page's id.
        number
            The number; 0 is none.
        """
        if not number:
            return
        self.heard.pop(page, None)
        self.heard[page] = number
        while len(self.heard) > PAGES:
            del self.heard[next(iter(self.heard))]

    def _log(self, exercise: Exercise, tap: Tap) -> None:
        if not self.log:
            self.start = {"answer": self.answer, "first": self.first}
        self.log.insert(bisect_right(self.log, tap.at, key=itemgetter(0)), [tap.at, tap.delta])
        # Of several texts at one place the last one alone matters, and no other is kept: what
        # somebody took back is nobody's business.
        place = _place(tap.delta)
        if place is not None:
            same = [n for n, (_at, delta) in enumerate(self.log) if _place(delta) == place]
            for n in reversed(same[:-1]):
                del self.log[n]
        while len(self.log) > KEPT:
            at, delta = self.log.pop(0)
            start = self.start["answer"], self.start["first"]
            answer, first = self._changed(exercise, *start, at, delta)
            self.start = {"answer": answer, "first": first}

    def _changed(
        self,
        exercise: Exercise,
        answer: Mapping[str, Any],
        first: Mapping[str, Any],
        at: int,
        delta: object,
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        kind = KINDS[exercise.kind]
        after = kind.change(exercise, answer, delta)
        known = kind.prune(exercise, answer), kind.prune(exercise, after)
        kept = keep_first(exercise, first, *known)
        if self.over:
            over = self.over
            kept = keep_thought(exercise, kept, *known, lambda p: p in over and over[p] <= at)
        return after, kept


def read_work(exercise: Exercise, record: Mapping[str, Any]) -> Work:
    """Read the answer of a record, and the changes that led to it.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    record
        What the file holds; what in it is no history counts as none.

    Returns
    -------
    Work
        The answer and its history.
    """
    empty = KINDS[exercise.kind].empty()
    work = Work(_table(record.get("answer")) or empty, _table(record.get("first")))
    taps = _table(record.get("taps"))
    heard = _table(taps.get("heard"))
    work.heard = {page: n for page, n in heard.items() if _is_id(page) and _counts(n)}
    start, log = _table(taps.get("start")), taps.get("log")
    if isinstance(start.get("answer"), dict) and isinstance(log, list) and _in_order(log):
        work.start = {"answer": start["answer"], "first": _table(start.get("first"))}
        work.log = [list(entry) for entry in log]
    return work


def heard_alone(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give of a record's history what must outlive the answer: the last number of each page.

    Parameters
    ----------
    record
        What the file holds.

    Returns
    -------
    dict
        ``taps`` with that alone, or nothing.
    """
    heard = _table(_table(record.get("taps")).get("heard"))
    return {"taps": {"heard": heard}} if heard else {}


def _place(delta: object) -> dict[str, Any] | None:
    """Say where a text stands; nothing where a change says anything else."""
    if not isinstance(delta, Mapping) or "text" not in delta:
        return None
    return {name: value for name, value in delta.items() if name != "text"}


def _table(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _is_id(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID


def _counts(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < LARGEST


def _in_order(log: list[Any]) -> bool:
    pairs = all(isinstance(entry, list) and len(entry) == 2 for entry in log)  # noqa: PLR2004
    return (
        pairs
        and all(_counts(at) for at, _delta in log)
        and all(one[0] <= other[0] for one, other in pairwise(log))
    )
