"""What is wrong where a role is played by no exercise, or by two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workshop.core.records import Exercise, Fault


def played_by_none(role: str) -> Fault:
    """Say that an exercise is missing which something of the workshop is about.

    Parameters
    ----------
    role
        The role that none has.

    Returns
    -------
    Fault
        What to do about it.
    """
    return Fault(
        "exercises",
        "role",
        f"no exercise has the role “{role}”.",
        f'Write role = "{role}" in the file of the one that this is about.',
    )


def played_twice(exercises: Iterable[Exercise | None]) -> Iterator[Fault]:
    """Find roles that several exercises have.

    Parameters
    ----------
    exercises
        The exercises; those that cannot be read are ``None``.

    Yields
    ------
    Fault
        One for each exercise that comes too late.
    """
    players: dict[str, str] = {}
    for exercise in exercises:
        if exercise and exercise.role:
            player = players.setdefault(exercise.role, exercise.id)
            if player != exercise.id:
                yield Fault(
                    f"exercises/{exercise.id}.toml",
                    "role",
                    f"“{player}” has the role “{exercise.role}” too.",
                    "Take it out of one of them.",
                )
