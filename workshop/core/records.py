"""The records that content is read into: frozen, so that nothing changes them later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Feedback = Literal["instant", "on-check", "on-reveal", "none"]
Verdict = Literal["match", "partly", "differ"]

FEWEST = 5
"""No number about people is about fewer, unless an exercise asks for more."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a content file, and what to do about it.

    Parameters
    ----------
    file
        The file as a person would name it, for example ``exercises/first-sort.toml``.
    item
        The item, option or field the fault is about; empty when it is the whole file.
    problem
        What is wrong, as a sentence.
    remedy
        What to do, as a sentence.
    """

    file: str
    item: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.item}" if self.item else self.file
        return f"{where}: {self.problem} {self.remedy}"


class ContentError(Exception):
    """Content that cannot be used.

    Parameters
    ----------
    faults
        Everything that is wrong with it, at least one fault.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Option:
    """A place a card can be put, or an answer that can be chosen.

    ``unsure`` marks the option for those who do not know: it is never a key. ``side`` is
    ``leading``, ``managing``, ``both`` or nothing; it is shown with its colour and icon.
    """

    id: str
    label: str
    hint: str = ""
    unsure: bool = False
    side: str = ""


@dataclass(frozen=True)
class Item:
    """One card or question.

    ``difficulty`` is 1 (easy) to 3 (hard). ``options`` are the item's own, where each has others.
    """

    id: str
    text: str
    setting: str = ""
    difficulty: int = 2
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Key:
    """What the options of one item are worth, and why.

    Parameters
    ----------
    accept
        Option ids with full credit, the first one being what most would say. Two or more make
        the item contested: all of them are right.
    partly
        Option ids with half credit.
    why
        The reason.
    tips
        What small change would move the item towards another option; may be empty.
    reasons
        The best reason for single options, by option id; may be empty.
    practices
        Ids of the practices (``data/practices.csv``) that the item shows.
    sources
        Ids of the works (``data/sources.toml``) that the reason draws on.
    """

    accept: tuple[str, ...]
    why: str
    partly: tuple[str, ...] = ()
    tips: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    practices: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether more than one option is right."""
        return len(self.accept) > 1


class Parts(NamedTuple):
    """What a kind reads of an exercise.

    Parameters
    ----------
    options
        The options that all items share.
    items
        The items.
    keys
        Their keys, by item id; empty where nothing is right or wrong.
    settings
        What only this kind has and participants may see, in words that JSON knows.
    rules
        What only this kind has and belongs to the key, in words that JSON knows. It reaches the
        browser where the key may be seen, and never before.
    """

    options: tuple[Option, ...]
    items: tuple[Item, ...]
    keys: Mapping[str, Key]
    settings: Mapping[str, Any] = MappingProxyType({})
    rules: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Exercise:
    """One exercise with its key, as read from ``exercises/`` and ``solutions/``.

    ``minutes`` is the time it takes alone, and ``fewest`` how many people a number about it needs.
    ``role`` is what the workshop knows it as, such as ``plan``, where it has a part of its own to
    play; ``private`` whether its answers are never shown to a room; ``on_paper`` whether it is
    printed with the worksheets. The fields from ``options`` to ``rules`` are those of
    :class:`Parts`.
    """

    id: str
    kind: str
    session: str
    title: str
    minutes: int
    feedback: Feedback
    prompt: str
    debrief: tuple[str, ...]
    options: tuple[Option, ...]
    items: tuple[Item, ...]
    keys: Mapping[str, Key]
    settings: Mapping[str, Any]
    rules: Mapping[str, Any]
    fewest: int = FEWEST
    role: str = ""
    private: bool = False
    on_paper: bool = False

    def options_of(self, item: Item) -> tuple[Option, ...]:
        """Give the options to choose from for one item: its own, or those that all share."""
        return item.options or self.options


def playing(role: str, exercises: Mapping[str, Exercise]) -> Exercise | None:
    """Find the exercise that plays a role.

    Parameters
    ----------
    role
        The role.
    exercises
        Exercise id to exercise.

    Returns
    -------
    Exercise or None
        The first one that says so in its file; ``None`` where none does.
    """
    return next((each for each in exercises.values() if each.role == role), None)


class ItemFeedback(NamedTuple):
    """What one item says to somebody who answered it.

    Parameters
    ----------
    verdicts
        Option id to verdict, for every option.
    best
        The options with full credit, what most would say first.
    why, tips, reasons, sources
        As in the item's key; ``reasons`` by option id.
    """

    verdicts: Mapping[str, Verdict]
    best: tuple[str, ...]
    why: str
    tips: str
    reasons: Mapping[str, str]
    sources: tuple[str, ...]


class Judgement(NamedTuple):
    """What an answer is worth.

    Parameters
    ----------
    verdicts
        Item id to verdict, for the answered items that have a key.
    answered, items
        How many items were answered, and how many are asked for.
    score
        Their credit, from 0 to 1; ``None`` where nothing is right or wrong.
    """

    verdicts: Mapping[str, Verdict]
    answered: int
    items: int
    score: float | None


@dataclass(frozen=True)
class Source:
    """A work that reasons draw on; ``short`` is how a participant sees it named."""

    id: str
    author: str
    title: str
    year: str
    publisher: str
    licence: str
    address: str
    short: str


@dataclass(frozen=True)
class Chapter:
    """One of the sessions as a list of them shows it.

    Parameters
    ----------
    number
        Two digits.
    title
        What it is called.
    notebook
        The name of its notebook's file.
    promise
        What somebody can do after it, in one line.
    exercises
        The ids of its exercises, in the order of the notebook.
    extras
        Those of them that are for whoever wants more, or do it another way.
    former
        What its notebook was called before; addresses that were given out lead on from there.
    insight
        The one thing to take along from it; empty where nobody wrote it.
    tomorrow
        What to try at work the next day; empty where nobody wrote it.
    """

    number: str
    title: str
    notebook: str
    promise: str
    exercises: tuple[str, ...]
    extras: tuple[str, ...]
    former: tuple[str, ...]
    insight: str = ""
    tomorrow: str = ""

    @property
    def counted(self) -> tuple[str, ...]:
        """The ids of the exercises that finish it: all but its extras."""
        return tuple(id_ for id_ in self.exercises if id_ not in self.extras)


@dataclass(frozen=True)
class Misconception:
    """Something that many believe; ``sessions`` are those that take it up, such as ``01 04``."""

    statement: str
    answer: str
    sessions: str


@dataclass(frozen=True)
class Practice:
    """One of the eight practices; ``side`` is ``leading`` or ``managing``."""

    id: str
    name: str
    side: str
    question: str
    outcome: str
