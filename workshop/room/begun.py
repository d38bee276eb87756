"""A room as a program finds it when it starts: the one that goes on, or a new one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workshop.answers import room_writes
from workshop.answers.room_store import RoomStore
from workshop.answers.room_tables import KeptRoom
from workshop.core.moments import milliseconds
from workshop.core.records import Exercise
from workshop.room.present import Present
from workshop.room.stage import Stage


def begun(
    store: RoomStore, plan: Sequence[str], everything: Sequence[str], code: str, *, anew: bool
) -> KeptRoom:
    """Find the room that goes on, or begin one; those whose day has come are deleted first.

    Parameters
    ----------
    store
        Where it is kept.
    plan
        The ids of its exercises; none for those it had.
    everything
        The ids that a new room has where nobody chose any.
    code
        What people type to join, where a new room begins.
    anew
        Whether one begins also where another could go on.

    Returns
    -------
    KeptRoom
        The room.

    Raises
    ------
    StoreError
        When it cannot be kept.
    """
    now = milliseconds()
    store.sweep(now)
    kept = store.newest()
    if kept is None or kept.over or anew:
        before, first = kept, Stage().as_json()
        chosen = tuple(plan or everything)
        kept = KeptRoom(secrets.token_hex(8), code, chosen, first, (), now)
        with store.writing() as connection:
            if before is not None and not before.over:
                # Else it would go on when the new one is deleted.
                room_writes.end_room(connection, before.id, now)
            room_writes.begin_room(connection, kept)
        return kept
    chosen = tuple(plan or kept.plan)
    with store.writing() as connection:
        room_writes.goes_on(connection, kept.id, now)
        room_writes.keep_plan(connection, kept.id, chosen)
    return replace(kept, plan=chosen)


def following(before: KeptRoom, code: str, plan: Sequence[str], stage: Stage) -> KeptRoom:
    """Make the room that comes after another one.

    Parameters
    ----------
    before
        The other one.
    code
        What people type to join.
    plan
        The ids of its exercises.
    stage
        Where it is.

    Returns
    -------
    KeptRoom
        The room, which is the newest.
    """
    began = max(milliseconds(), before.began + 1)
    return KeptRoom(secrets.token_hex(8), code, tuple(plan), stage.as_json(), (), began)


def remember(
    store: RoomStore, room: str, exercises: Mapping[str, Exercise], present: Present
) -> None:
    """Read who joined a room before, and what they answered.

    Parameters
    ----------
    store
        Where it is kept.
    room
        The room's id.
    exercises
        The exercises of the workshop: id to exercise.
    present
        Where it is remembered.
    """
    devices = {each.id: present.add(each, now=False) for each in store.devices(room)}
    for each in store.answers(room):
        exercise = exercises.get(each.exercise)
        if exercise and not each.late:
            present.took(devices[each.device], exercise, each.n, json.loads(each.record))
