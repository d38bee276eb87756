"""Showing again what a participant answered in an earlier exercise, beside the new answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop.core.reading import Files


def read_earlier(files: Files) -> dict[str, Any]:
    """Read which exercise is looked back at.

    Parameters
    ----------
    files
        The exercise's files.

    Returns
    -------
    dict
        ``earlier`` as a setting, where there is one: the exercise (``from``) and what its answers
        are called (``label``); and whether they are shown before there is a new answer, where
        they are what the new answer is about (``at_once``).
    """
    if "earlier" not in files.exercise:
        return {}
    table = files.asks.table(files.exercise, "earlier")
    files.asks.only(table, ("from", "label", "at_once"), item="earlier")
    earlier: dict[str, Any] = {
        "from": files.asks.choice(table, "from", files.others, item="earlier"),
        "label": files.asks.text(table, "label", 40, item="earlier"),
    }
    if files.asks.flag(table, "at_once", item="earlier"):
        earlier["at_once"] = True
    return {"earlier": earlier}


def about_of(settings: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Find the fields that are about what was written in another exercise.

    Parameters
    ----------
    settings
        The settings of an exercise.

    Returns
    -------
    dict
        Field id to the exercise and its field.
    """
    found = {}
    for field in settings.get("fields", ()):
        if "about" in field:
            exercise, _, there = field["about"].partition(".")
            found[field["id"]] = (exercise, there)
    return found


def looks_back(settings: Mapping[str, Any]) -> bool:
    """Tell whether an exercise shows what was answered in others.

    Parameters
    ----------
    settings
        The settings of an exercise.

    Returns
    -------
    bool
        Whether it does.
    """
    return "earlier" in settings or bool(about_of(settings))
