"""What the host does with notes: ask for words, let each one through, show them, tick them off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop.answers.room_tables import KeptNote
from workshop.room import asking
from workshop.room.asking import LONGEST_PROMPT, PARKED
from workshop.room.live import Live
from workshop.room.notes import STATES, cleaned
from workshop.room.stage import StepError
from workshop.room.words_wall import Page, pages_of

ASKS = ("notes", "words-ask", "words-stop", "words-wall", "words-judge")
"""What the host may ask of them; a remote may not."""


async def noted(live: Live, what: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Do what the host says.

    Parameters
    ----------
    live
        The room.
    what
        One of :data:`ASKS`.
    values
        ``prompt``, to ask for words; ``about`` and ``page``, to show some on the wall, nothing to
        go back; ``id`` and ``state``, to let one through or leave it out.

    Returns
    -------
    dict
        All notes, see :func:`told`.

    Raises
    ------
    StepError
        When that makes no sense.
    StoreError
        When it cannot be kept; then nothing was done.
    """
    if what == "words-ask":
        prompt = cleaned(_text(values, "prompt"))
        if live.over or not prompt or len(prompt) > LONGEST_PROMPT:
            raise StepError(prompt)
        await live.change(lambda stage: asking.ask(stage, prompt))
    elif what == "words-stop":
        await live.change(asking.stop_asking)
    elif what == "words-wall":
        await _show(live, _text(values, "about"), values.get("page", 0))
    elif what == "words-judge":
        state = _text(values, "state")
        if state not in STATES:
            raise StepError(state)
        await live.notes.judge(_text(values, "id"), state)
        # A wall that shows none of them has no reason to be drawn anew.
        live.streams.anew(None if live.stage.wall else "host")
    return {"notes": told(live)}


async def _show(live: Live, about: str, page: object) -> None:
    asked = {f"#{n}" for n, _ in enumerate(live.stage.prompts, 1)}
    known = {"", PARKED, *asked, *(each.about for each in live.notes.all())}
    if about not in known or not isinstance(page, int) or isinstance(page, bool):
        raise StepError(about)
    last = len(pages_on_wall(live, about)) - 1
    await live.change(lambda stage: asking.show(stage, about, min(max(page, 0), last)))


def pages_on_wall(live: Live, about: str) -> list[Page]:
    """Lay out what was let through."""
    parked = about == PARKED
    return pages_of([each.text for each in live.notes.shown(about)], parked=parked)


def told(live: Live) -> dict[str, Any]:
    """Gather all notes for the desk; nothing says whose they are.

    Parameters
    ----------
    live
        The room.

    Returns
    -------
    dict
        ``asks`` and ``prompt``, what is asked now; ``wall``, ``page`` and ``pages``, what the wall
        shows; ``notes``, the newest first, each with ``id``, ``about``, ``prompt``, ``text`` and
        ``state``.
    """
    stage = live.stage
    return {
        "asks": stage.asks,
        "prompt": stage.prompts[-1] if stage.asks else "",
        "wall": stage.wall,
        "page": stage.page,
        "pages": len(pages_on_wall(live, stage.wall)) if stage.wall else 0,
        "notes": [_note(each) for each in reversed(live.notes.all())],
    }


def _note(note: KeptNote) -> dict[str, str]:
    names = ("id", "about", "prompt", "text", "state")
    return {name: getattr(note, name) for name in names}


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise StepError(name)
    return value
