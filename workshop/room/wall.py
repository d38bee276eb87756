"""The wall: a page of its own that shows the room what it does, and what it answered."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from workshop.content.languages import right_to_left
from workshop.content.library import Library
from workshop.facilitator.gathered import Room
from workshop.paper.template import environment
from workshop.room.asking import prompt_of
from workshop.room.codes import drawn, way_in
from workshop.room.gate import said
from workshop.room.live import Live
from workshop.room.on_the_wall import Around
from workshop.room.people import People
from workshop.room.scenes import SHORT, scene
from workshop.room.stage import Stage, looks_at_second
from workshop.room.words_wall import TEMPLATES, words_shown

NO_STORE = {"cache-control": "no-store"}


def wall_page(library: Library, shown: str) -> str:
    """Make the page of the wall.

    Parameters
    ----------
    library
        The content, for its words.
    shown
        What it shows first, as HTML.

    Returns
    -------
    str
        HTML.
    """
    strings = library.strings()
    page = environment(str(TEMPLATES)).get_template("wall.html")
    direction = "rtl" if right_to_left(strings.language) else "ltr"
    return page.render(
        language=strings.language,
        direction=direction,
        words=strings["wall"],
        shown=Markup(shown),  # noqa: S704 - what wall_shown made
    )


def wall_shown(room: Room, stage: Stage, around: Around) -> str:
    """Write down what the wall shows.

    Parameters
    ----------
    room
        The answers, as far as they are told.
    stage
        Where the room is.
    around
        What there is beside the answers.

    Returns
    -------
    str
        HTML; every text in it is escaped.
    """
    template = environment(str(TEMPLATES)).get_template("scene.html")
    words, made = room.words["wall"], scene(room, stage, around)
    moment = made.stage.moment
    of_second = looks_at_second(stage)
    return template.render(
        scene=made,
        words=words,
        moment="" if moment == "between" else words[f"moment-{'again' if of_second else moment}"],
        qr=_code(way_in(around.address, around.code)) if around.address else "",
        wifi=_code(around.wifi),
        short=SHORT,
    )


def _code(text: str) -> Markup:
    return Markup(drawn(text)) if text else Markup()  # noqa: S704 - a picture that we draw


def wall_routes(live: Live, people: People) -> list[BaseRoute]:
    """Give the addresses of the wall.

    Parameters
    ----------
    live
        The room.
    people
        Who asks.

    Returns
    -------
    list of BaseRoute
        The routes.
    """

    def show() -> str:
        if live.stage.wall and not live.over:
            return _words(live)
        # Its parts belong to one moment, so they are read together.
        sent = live.stage_sent()
        address = live.address.removeprefix("http://")
        around = Around(live.code, address, live.here(), live.answered(), now=sent["now"])
        hands = live.hands.of(live.stage.place)
        around = replace(around, hands=hands, people=live.people(), over=live.over)
        around = replace(around, coming=coming(live), wifi=live.wifi)
        return wall_shown(live.room, live.stage, around)

    async def page(request: Request) -> Response:
        exchanged = await people.exchange(request, "wall")
        if exchanged is not None:
            return exchanged
        if not people.wall(request):
            return said(live.room.words["wall"]["not-wall"], 403)
        return HTMLResponse(wall_page(live.library, await live.asked(show)), headers=NO_STORE)

    async def shown(request: Request) -> Response:
        if not people.wall(request):
            return said(live.room.words["wall"]["not-wall"], 401)
        return HTMLResponse(await live.asked(show), headers=NO_STORE)

    return [Route("/wall", page), Route("/api/wall", shown)]


def _words(live: Live) -> str:
    stage = live.stage
    prompt = prompt_of(stage, live.room.exercises, stage.wall) or ""
    texts = [each.text for each in live.notes.shown(stage.wall)]
    return words_shown(live.room.words["wall"], stage, prompt, texts)


def coming(live: Live) -> str:
    """Name the exercise that comes next; nothing where all of the plan was looked at."""
    rest = (each for each in live.plan if each not in {*live.stage.looked, *live.stage.opened})
    exercise = live.room.exercises.get(next(rest, ""))
    return exercise.title if exercise else ""
