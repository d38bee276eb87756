"""What a room is asked for in words: by the host at any moment, or by an exercise that is written.

What somebody shows belongs to one of these, and says so in ``about``: ``#2`` is what the host asked
for the second time, an exercise's id that exercise, and ``?`` a question for later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.room.stage import Stage

PARKED = "?"
"""A question for later: nobody asked for it, and it can come at any time."""
LONGEST_PROMPT = 120


def ask(stage: Stage, prompt: str) -> Stage:
    """Ask everybody for words; the wall shows what is asked."""
    prompts = (*stage.prompts, prompt)
    number, wall = stage.number + 1, f"#{len(prompts)}"
    return replace(stage, number=number, prompts=prompts, asks=True, wall=wall, page=0)


def stop_asking(stage: Stage) -> Stage:
    """Ask no more; the wall goes back to where the room is."""
    return replace(stage, number=stage.number + 1, asks=False, wall="", page=0)


def show(stage: Stage, about: str, page: int = 0) -> Stage:
    """Let the wall show a page of what was let through; of nothing, where the room is."""
    return replace(stage, number=stage.number + 1, wall=about, page=page)


def is_written(exercise: Exercise | None) -> bool:
    """Tell whether an exercise is answered in one's own words, some of which could be shown."""
    return exercise is not None and KINDS[exercise.kind].TAKEN_HOME and not exercise.private


def asked_now(stage: Stage, exercises: Mapping[str, Exercise]) -> dict[str, str] | None:
    """Say what a phone can show a word about now.

    Parameters
    ----------
    stage
        Where the room is.
    exercises
        The exercises of the workshop: id to exercise.

    Returns
    -------
    dict or None
        ``about``, and the ``prompt`` where the host asks; nothing where nobody asks for words.
    """
    if stage.asks:
        return {"about": f"#{len(stage.prompts)}", "prompt": stage.prompts[-1]}
    if is_written(exercises.get(stage.exercise)):
        return {"about": stage.exercise, "prompt": ""}
    return None


def prompt_of(stage: Stage, exercises: Mapping[str, Exercise], about: str) -> str | None:
    """Say how somebody was asked, whose note comes now; also one that comes late.

    Parameters
    ----------
    stage
        Where the room is.
    exercises
        The exercises on the room's plan: id to exercise.
    about
        What the note is about.

    Returns
    -------
    str or None
        What was asked; nothing where nobody asked for it.
    """
    if about == PARKED:
        return ""
    asked = {f"#{n}": prompt for n, prompt in enumerate(stage.prompts, 1)}
    if about in asked:
        return asked[about]
    exercise = exercises.get(about)
    return exercise.title if exercise and is_written(exercise) else None
