"""What was told of a room, kept beside its files: a new start must not tell everything anew."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from workshop.core.moments import now
from workshop.results.submissions import Submission
from workshop.results.told import Step
from workshop.system.files import private_folder, replace

TOLD = "told"
LOCK = ".told.lock"


class Memory:
    """The steps at which exercises were told, in one file for each exercise.

    Parameters
    ----------
    room
        The folder that holds what a facilitator collects and keeps.
    """

    def __init__(self, room: Path) -> None:
        self.folder = room / TOLD

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other program change what was told meanwhile, where one could."""
        with contextlib.ExitStack() as stack:
            # Where nothing can be written, nothing is changed, by nobody.
            with contextlib.suppress(OSError):
                if self.folder.parent.is_dir():
                    stack.enter_context(FileLock(self.folder.parent / LOCK, mode=0o600))
            yield

    def read(self, exercise_id: str) -> tuple[Step, ...]:
        """Read what was told of an exercise.

        Parameters
        ----------
        exercise_id
            The exercise.

        Returns
        -------
        tuple of Step
            The steps, the last one last.
        """
        path = self.folder / f"{exercise_id}.json"
        try:
            return tuple(_step(each) for each in json.loads(path.read_bytes())["steps"])
        except FileNotFoundError:
            return ()
        except (ValueError, TypeError, KeyError, RecursionError):
            # Something that cannot be read is put out of the way, and never overwritten.
            with contextlib.suppress(OSError):
                path.replace(path.with_name(f"{path.stem}.damaged-{now():%Y-%m-%d-%H%M%S}"))
            return ()

    def keep(self, exercise_id: str, steps: Sequence[Step]) -> None:
        """Keep what was told of an exercise.

        Parameters
        ----------
        exercise_id
            The exercise.
        steps
            The steps, the last one last; none removes the file.

        Raises
        ------
        OSError
            When it cannot be written.
        """
        path = self.folder / f"{exercise_id}.json"
        if not steps:
            path.unlink(missing_ok=True)
            return
        private_folder(self.folder)
        replace(path, {"exercise": exercise_id, "steps": [_written(each) for each in steps]})

    def take_out(self, participant: str) -> None:
        """Take out what somebody answered; a mark stays that somebody left.

        Parameters
        ----------
        participant
            Their random id.

        Raises
        ------
        OSError
            When it cannot be written. Doing it again does what is left.
        """
        with self.alone():
            for path in sorted(self.folder.glob("*.json")):
                steps = self.read(path.stem)
                after = tuple(each.without(participant) for each in steps)
                if after != steps:
                    self.keep(path.stem, after)


def _written(step: Step) -> dict[str, Any]:
    return {
        "number": step.number,
        "left": step.left,
        "submissions": [
            {
                "participant": each.participant,
                "profession": each.profession,
                "exercise": each.exercise,
                "round": each.round,
                "moment": each.moment.isoformat(),
                "answer": each.answer,
                "people": each.people,
            }
            for each in step.submissions
        ],
    }


def _step(kept: Mapping[str, Any]) -> Step:
    submissions = tuple(
        Submission(**each | {"moment": datetime.fromisoformat(each["moment"])})
        for each in kept["submissions"]
    )
    return Step(submissions, int(kept["number"]), tuple(kept.get("left", ())))
