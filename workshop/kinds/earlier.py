"""Showing again what a participant answered in an earlier exercise, beside the new answer."""

from __future__ import annotations

from typing import Any

from workshop.reading import Files


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
        are called (``label``).
    """
    if "earlier" not in files.exercise:
        return {}
    table = files.asks.table(files.exercise, "earlier")
    files.asks.only(table, ("from", "label"), item="earlier")
    return {
        "earlier": {
            "from": files.asks.choice(table, "from", files.others, item="earlier"),
            "label": files.asks.text(table, "label", 40, item="earlier"),
        }
    }
