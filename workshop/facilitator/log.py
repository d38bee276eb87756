"""What was planned and what it took: kept while a session runs, and shown the next time."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop.core.moments import now
from workshop.system.files import parse, private_folder, replace

NAME = "runs.json"
FARTHEST = 1e15
"""Farther off than any moment, in milliseconds."""
DAY = 24 * 60 * 60
MOST_ACTIVITIES = 40
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class RunLog:
    """The runs of sessions, in one file.

    Parameters
    ----------
    room
        The folder that holds what a facilitator collects and keeps.
    """

    def __init__(self, room: Path) -> None:
        self.path = room / NAME

    def read(self) -> dict[str, Any]:
        """Read what is kept.

        Returns
        -------
        dict
            ``chosen``, the ids of the package and of the session that the desk was set to, or
            ``None``; ``running``, the run that goes on, or ``None``; ``last``, session number to
            the newest run of it that was finished. A run has ``session``, ``package``, ``day``, and
            for each activity ``planned`` (minutes) and ``spent`` (seconds); one that goes on also
            ``at``, the number of its activity, counted from 0, and ``since``, when that was begun
            (milliseconds since 1970), or ``None`` while the clock stands still; and perhaps
            ``cuts``, the numbers of the cuts that were made, and ``end``, when it has to be over.
        """
        try:
            kept = self._kept()
        except OSError:
            # The desk opens all the same; the first change says what is wrong.
            kept = {"chosen": None, "running": None, "runs": []}
        return {
            "chosen": kept["chosen"],
            "running": kept["running"],
            "last": {run["session"]: run for run in kept["runs"]},
        }

    def keep(self, run: object, chosen: object = None) -> bool:
        """Keep the run that goes on, and what the desk is set to.

        Parameters
        ----------
        run
            The run, as the desk sends it; ``None`` when none goes on any more.
        chosen
            The ids of the package and of the session.

        Returns
        -------
        bool
            Whether it was one; what makes no sense changes nothing.

        Raises
        ------
        OSError
            When it cannot be saved.
        """
        checked = _run(run)
        if run is not None and checked is None:
            return False
        self._write(self._kept() | {"running": checked, "chosen": _chosen(chosen)})
        return True

    def finish(self, run: object) -> bool:
        """Keep a run that is over, for the next time.

        Parameters
        ----------
        run
            The run, as the desk sends it.

        Returns
        -------
        bool
            Whether it was one; what makes no sense changes nothing.

        Raises
        ------
        OSError
            When it cannot be saved.
        """
        checked = _run(run)
        if checked is None:
            return False
        kept = self._kept()
        done = {name: checked[name] for name in ("session", "package", "planned", "spent")}
        runs = [*kept["runs"], done | {"day": f"{now().astimezone():%Y-%m-%d}"}]
        self._write(kept | {"running": None, "runs": runs})
        return True

    def _kept(self) -> dict[str, Any]:
        try:
            kept: Any = parse(self.path.read_bytes())
            runs = [run for run in kept["runs"] if _run(run | {"at": 0, "since": None})]
            chosen = _chosen(kept.get("chosen"))
            return {"chosen": chosen, "running": _run(kept["running"]), "runs": runs}
        except FileNotFoundError:
            pass
        except (ValueError, TypeError, KeyError):
            # Something that cannot be read is put out of the way, and never overwritten.
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_name(f"runs.damaged-{now():%Y-%m-%d-%H%M%S}.json"))
        return {"chosen": None, "running": None, "runs": []}

    def _write(self, kept: Mapping[str, Any]) -> None:
        private_folder(self.path.parent)
        replace(self.path, kept)


def _chosen(chosen: object) -> list[str] | None:
    two = isinstance(chosen, list) and len(chosen) == 2 and all(isinstance(x, str) for x in chosen)  # noqa: PLR2004
    return list(chosen) if two else None  # type: ignore[call-overload]


def _is_moment(value: object) -> bool:
    # JSON has no other numbers, and a whole one that no float holds is no time either.
    return isinstance(value, int | float) and -FARTHEST <= value <= FARTHEST


def _run(run: object) -> dict[str, Any] | None:
    """Take of a run what belongs to one, if all of it is there."""
    if not isinstance(run, Mapping):
        return None
    planned, spent = run.get("planned"), run.get("spent")
    if not _numbers(planned) or not _numbers(spent) or len(planned) != len(spent):  # type: ignore[arg-type]
        return None
    at, since = run.get("at"), run.get("since")
    texts = [run.get(name) for name in ("session", "package")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(at, int):
        return None
    if not 0 <= at < len(planned) or not (since is None or _is_moment(since)):  # type: ignore[arg-type]
        return None
    names = ("session", "package", "planned", "spent", "at", "since", "day")
    taken = {name: run[name] for name in names if name in run}
    return taken | _of_the_end(run)


def _of_the_end(run: Mapping[str, Any]) -> dict[str, Any]:
    """Take which cuts were made, and when all has to be over, where that is said."""
    found: dict[str, Any] = {}
    cuts, end = run.get("cuts"), run.get("end")
    if isinstance(cuts, list) and all(each in range(MOST_ACTIVITIES) for each in cuts):
        found["cuts"] = sorted({int(each) for each in cuts})
    if isinstance(end, str) and TIME.fullmatch(end):
        found["end"] = end
    return found


def _numbers(values: object) -> bool:
    return (
        isinstance(values, list)
        and 0 < len(values) <= MOST_ACTIVITIES
        and all(isinstance(n, int | float) and 0 <= n <= DAY for n in values)
    )
