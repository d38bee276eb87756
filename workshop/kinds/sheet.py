"""A worksheet: an exercise as it is printed, to be filled in with a pen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from workshop.core.records import Exercise


class Sheet(NamedTuple):
    """One worksheet, which begins on a page of its own.

    Parameters
    ----------
    template
        How it is laid out: a template in the kind's folder, such as ``scale/line.html``.
    exercise
        The exercise.
    lead
        What to do, where the exercise's own prompt speaks of a screen.
    name
        What is added to the title where an exercise has several sheets.
    more
        What only this kind of sheet has.
    """

    template: str
    exercise: Exercise
    lead: str
    name: str = ""
    more: Mapping[str, Any] = MappingProxyType({})
