"""How somebody runs a session, minute by minute, and how sessions make up a day or a course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workshop.core.records import Misconception

Mode = Literal["alone", "pairs", "tables", "room"]


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that a room does.

    Parameters
    ----------
    title
        What it is called.
    minutes
        How long it takes.
    mode
        Who works with whom: ``alone``, in ``pairs``, at ``tables``, or the whole ``room``.
    exercise
        The id of the exercise it is about; empty where there is none. Two activities may share
        one, first alone and then at tables.
    say
        One to three sentences to read aloud.
    watch
        What to watch for, and what to do then.
    """

    title: str
    minutes: int
    mode: Mode
    exercise: str
    say: str
    watch: str


@dataclass(frozen=True, slots=True)
class Cut:
    """What can be shortened or left out when time runs short.

    Parameters
    ----------
    activity
        The title of the activity that gets shorter.
    saves
        How many minutes that saves at full length; all that the activity has where it is left out.
    how
        What is done instead.
    """

    activity: str
    saves: int
    how: str


@dataclass(frozen=True, slots=True)
class RunSheet:
    """How one session is run.

    Parameters
    ----------
    session
        The number of the session, two digits.
    minutes
        How long it takes: the sum of its activities.
    activities
        What happens, in order.
    debrief
        Questions on the whole session, for the room. Those on single exercises stand with them.
    cut_first
        What to shorten or leave out when time runs short, first things first.
    keep
        What not to cut.
    afterwards
        The ids of exercises that have no place in the time, for later and alone.
    misconceptions
        What many believe that this session takes up, as ``data/misconceptions.csv`` says.
    """

    session: str
    minutes: int
    activities: tuple[Activity, ...]
    debrief: tuple[str, ...]
    cut_first: tuple[Cut, ...]
    keep: str
    afterwards: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A session, or some of it, within a package.

    Parameters
    ----------
    session
        The number of the session, two digits.
    minutes
        How long it takes here.
    meeting
        The day or meeting it belongs to, counted from 1.
    exercises
        The ids of the exercises that are done; empty when it is the whole session.
    how
        What is different here; may be empty.
    fixed
        The ids of exercises with the minutes that they have here, whatever the others get.
    """

    session: str
    minutes: int
    meeting: int
    exercises: tuple[str, ...]
    how: str
    fixed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """Sessions put together for the time that people have.

    Parameters
    ----------
    id
        Its id.
    title
        What it is called.
    minutes
        How long it takes without breaks: the sum of its parts.
    about
        For whom it is.
    parts
        Its parts, in order.
    """

    id: str
    title: str
    minutes: int
    about: str
    parts: tuple[Part, ...]
