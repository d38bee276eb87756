"""What a room does at this moment: think, look, vote again, learn why; or something else.

A stage is a value: each step makes another one, with a higher number. Nothing here knows of a
server, a store or a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

Moment = Literal["between", "think", "look", "again", "why"]
MOMENTS: tuple[Moment, ...] = get_args(Moment)
REVEALS: tuple[Moment, ...] = ("look", "why")
"""What shows something that nobody can forget again."""
LONGEST = 3 * 60 * 60
"""How many seconds a moment may have."""
_NEXT: Mapping[Moment, Moment] = {
    "think": "look",
    "look": "again",
    "again": "why",
    "why": "between",
}
_AFTER_THINK: tuple[Moment, ...] = ("look", "again", "why")


class StepError(ValueError):
    """A step that makes no sense."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a room does at this moment.

    Parameters
    ----------
    number
        Grows with every step.
    exercise
        The exercise; empty between exercises.
    card
        An item of it; empty where the room has the whole exercise.
    moment
        What is done with it.
    since, ends
        When this began, and when its time is over, in milliseconds since 1970; 0 for an end where
        there is no clock.
    looked
        Exercises, or cards as ``exercise/card``, whose Think is over: first choices are fixed.
    opened
        Exercises whose reasons are open.
    voted
        Exercises, or cards, that were voted on a second time.
    seen
        Whether anybody was sent this step.
    prompts, asks
        For what words the host has asked so far, and whether the last of it is still open; see
        :mod:`workshop.room.asking`.
    wall, page
        What the wall shows instead of the moment, and which page of it; usually nothing.
    """

    number: int = 0
    exercise: str = ""
    card: str = ""
    moment: Moment = "between"
    since: int = 0
    ends: int = 0
    looked: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    voted: tuple[str, ...] = ()
    seen: bool = False
    prompts: tuple[str, ...] = ()
    asks: bool = False
    wall: str = ""
    page: int = 0

    @property
    def place(self) -> str:
        """The exercise; or, where the room has one card of it, ``exercise/card``."""
        return f"{self.exercise}/{self.card}" if self.card else self.exercise

    def as_json(self) -> dict[str, Any]:
        """Write it down."""
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> Stage:
    """Read what :meth:`Stage.as_json` wrote down.

    Parameters
    ----------
    kept
        What it wrote.

    Returns
    -------
    Stage
        The same stage.
    """
    lists = {name: tuple(kept.get(name, ())) for name in ("looked", "opened", "voted", "prompts")}
    return Stage(**{**kept, **lists})


def step(  # noqa: PLR0913 - what somebody chooses at a step
    stage: Stage,
    to: Moment,
    *,
    exercise: str | None = None,
    card: str | None = None,
    seconds: int = 0,
    now: int,
) -> Stage:
    """Go on; any moment can be left out or repeated.

    Parameters
    ----------
    stage
        Where the room is.
    to
        What it does next.
    exercise
        With which exercise; by default the same one.
    card
        With which card, empty for the whole exercise; by default the same, and the whole of an
        exercise that is new.
    seconds
        How long; 0 for no clock.
    now
        The time, in milliseconds since 1970.

    Returns
    -------
    Stage
        Where the room is then.

    Raises
    ------
    StepError
        When there is no exercise to do this with, or no such moment.
    """
    if to not in MOMENTS or not 0 <= seconds <= LONGEST:
        raise StepError(to)
    if to == "between":
        exercise = card = ""
    elif exercise is None:
        exercise = stage.exercise
    if to != "between" and not exercise:
        raise StepError(to)
    if card is None:
        card = stage.card if exercise == stage.exercise else ""
    if (to, exercise, card) != (stage.moment, stage.exercise, stage.card):
        # Whoever goes on has done with words; a clock alone ends nothing.
        stage = replace(stage, asks=False, wall="", page=0)
    after = replace(
        stage,
        number=stage.number + 1,
        exercise=exercise,
        card=card,
        moment=to,
        since=now,
        ends=now + seconds * 1000 if seconds else 0,
        seen=False,
    )
    if to in _AFTER_THINK:
        after = replace(after, looked=_with(after.looked, after.place))
    if to == "again":
        after = replace(after, voted=_with(after.voted, after.place))
    if to == "why" and not card:
        # The reasons of one card are told at the wall: a device gets all of an exercise, or none.
        after = replace(after, opened=_with(after.opened, exercise))
    return after


def after(stage: Stage) -> Moment | None:
    """Name the usual next moment.

    Parameters
    ----------
    stage
        Where the room is.

    Returns
    -------
    str or None
        The moment; nothing between exercises, where somebody has to choose the next one.
    """
    return _NEXT.get(stage.moment)


def looks_at_second(stage: Stage) -> bool:
    """Say whether the room looks at what a second vote came to, which belongs to that vote."""
    return stage.moment == "look" and stage.place in stage.voted


def back(stage: Stage, earlier: Stage) -> Stage | None:
    """Take a step back.

    Parameters
    ----------
    stage
        Where the room is.
    earlier
        Where it was before.

    Returns
    -------
    Stage or None
        Where it is then; nothing where the step showed something, and somebody has seen it.
    """
    if stage.moment in REVEALS and stage.seen:
        return None
    # What was asked meanwhile was asked.
    asked = replace(earlier, prompts=stage.prompts, asks=False, wall="", page=0)
    return replace(asked, number=stage.number + 1)


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return names if name in names else (*names, name)
