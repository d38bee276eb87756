"""Pages to work alone: the sessions of a room, without what it may not know yet.

They keep their answers where the phone's page keeps them, so that what was answered here is there
when the room comes to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from workshop.content.library import Library
from workshop.core.records import Chapter, Exercise
from workshop.pages.addresses import READING, START, address_of
from workshop.pages.render import reading
from workshop.pages.sent import exercises_of, parts_of, without_faults
from workshop.room import specs
from workshop.room.bundles import assets_of, for_reading, sheets
from workshop.room.live import Live
from workshop.room.people import People
from workshop.room.phone import (
    HERE,
    as_page,
    own_words,
    pages_alone,
    words_of,
    written,
)

SHOWN = ("text", "exercise")
"""What of a session stands on such a page; all else is for pages of one's own."""


def alone_routes(live: Live, people: People) -> list[BaseRoute]:
    """List the addresses of the pages to work alone: those that the texts of sessions lead to.

    Parameters
    ----------
    live, people
        The room, and who asks.

    Returns
    -------
    list of BaseRoute
        The routes.
    """
    kept: dict[str, tuple[tuple[object, ...], str]] = {}

    def back(_: Request) -> Response:
        return RedirectResponse(f".{HERE}", 303, headers={"cache-control": "no-store"})

    def session(chapter: Chapter) -> Callable[[Request], Response]:
        def page(request: Request) -> Response:
            if people.device(request) is None:
                return RedirectResponse("./", 303, headers={"cache-control": "no-store"})
            # Of other sessions the room has no page.
            if set(live.plan).isdisjoint(chapter.exercises):
                return back(request)
            stage = (live.code, live.stage.number, live.over)
            if kept.get(chapter.number, ((), ""))[0] != stage:
                kept[chapter.number] = (stage, alone_page(live, chapter))
            return as_page(kept[chapter.number][1])

        return page

    def to_read(name: Literal["glossary", "sources"]) -> Callable[[Request], Response]:
        return lambda _: as_page(reading(live.library, name, for_reading()))

    return [
        *(Route(f"/{address_of(each)}", session(each)) for each in live.library.chapters()),
        *(Route(f"/{name}.html", to_read(name)) for name in READING),
        Route(f"/{START}", back),
    ]


def alone_page(live: Live, chapter: Chapter) -> str:
    """Write down the page of a session, as it is for everybody until the next step.

    Parameters
    ----------
    live
        The room.
    chapter
        The session.

    Returns
    -------
    str
        The HTML.
    """
    library = live.library
    parts = without_faults(library, parts_of(library, chapter.number))
    exercises = exercises_of(library, parts)
    held = held_here(library, exercises, [id_ for id_ in live.plan if id_ not in live.stage.opened])
    return written(
        library,
        "alone.html",
        assets=assets_of("room", list(dict.fromkeys(each.kind for each in exercises))),
        sent={
            "keeper": "room",
            "code": live.code,
            "language": library.strings().language,
            "words": own_words(library) | words_of(library, [each.id for each in exercises]),
            "stage": live.stage_sent(),
            "specs": [specs.told(library, each.id, held=each.id in held) for each in exercises],
            "sheets": sheets(),
            "alone": pages_alone(library, live.plan),
        },
        parts=[each for each in parts if each.what in SHOWN],
    )


def held_here(library: Library, exercises: Collection[Exercise], held: Collection[str]) -> set[str]:
    """Find the exercises of a page whose reasons are not to be known yet.

    Parameters
    ----------
    library
        The content.
    exercises
        The exercises of the page.
    held
        The ids of the exercises of the room whose reasons are not told yet.

    Returns
    -------
    set of str
        Of what is on the page those, and what has a card of one of them.
    """
    all_ = library.exercises()
    cards = {item.text for id_ in held if id_ in all_ for item in all_[id_].items}
    return {
        each.id
        for each in exercises
        if each.id in held or not cards.isdisjoint(item.text for item in each.items)
    }
