"""The two pages of a phone: the one that it comes in by, and the one that it stays on.

Neither holds anything about a person, and the second only what the room may know by now: so one
text serves all phones until the next step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from workshop.content.languages import right_to_left
from workshop.content.library import Library
from workshop.core.records import ContentError, Exercise
from workshop.kinds import KINDS
from workshop.pages.addresses import address_of
from workshop.pages.icon import icon
from workshop.pages.render import POLICY, Assets
from workshop.pages.sent import as_data
from workshop.room import joining
from workshop.room.bundles import assets_of, sheets
from workshop.room.live import Live
from workshop.room.people import People

JOIN, HERE = "/", "/here"
MOST_PEOPLE = 12
"""How many people can sit at one table."""
USUAL = 5
ABOUT = "about"
"""The role of the exercise that asks what somebody works as."""
WORDS = "/words"
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "answers": ("other-work", "dropped-one", "dropped-other"),
    "page": ("not-saved", "no-answer", "not-used-here", "damaged-here"),
    "room": (),
}
"""The words that the page needs besides those of the exercises: all of a section, or some."""
AT_THE_DOOR = frozenset({
    "join-title", "join-lead", "code", "who", "just-me", "our-table", "people", "profession",
    "profession-open", "join", "join-private", "no-code", "wrong-code", "room-over", "room-away",
    "not-joined", "coming-in", "was-here", "was-here-lead", "was-here-words", "code-back", "word",
    "come-back", "no-word", "wrong-word",
})  # fmt: skip
"""What is said on the page by which people come in, and nowhere else."""
MOVED = "moved"
AGAIN = "#again"
"""Tells the page to look what the room has: at another address somebody may have answered since."""
LONGEST_CODE = 16


class _Phone:
    """Writes the pages.

    Parameters
    ----------
    live, people
        The room, and who asks.
    """

    def __init__(self, live: Live, people: People) -> None:
        self._live = live
        self._people = people
        self._written: tuple[tuple[object, ...], str] = ((), "")
        self._texts = ""

    async def join(self, request: Request) -> Response:
        """Send the page that a phone comes in by; whoever is in already goes on."""
        code = joining.as_typed(request.query_params.get("code", ""))[:LONGEST_CODE]
        known = self._people.device(request) is not None
        # What a phone takes along stands behind the #, and that page reads it.
        if known and code in ("", self._live.code) and MOVED not in request.query_params:
            return RedirectResponse(f".{HERE}{AGAIN}", 303, headers={"cache-control": "no-store"})
        return as_page(join_page(self._live, code))

    async def here(self, request: Request) -> Response:
        """Send the phone's page; who is not in the room is led to the other one."""
        live = self._live
        if self._people.device(request) is None:
            return RedirectResponse("./", 303, headers={"cache-control": "no-store"})
        stage = (live.code, live.stage.number, live.over)
        if self._written[0] != stage:
            self._written = (stage, phone_page(live))
        return as_page(self._written[1])

    async def words(self, _: Request) -> Response:
        """Send the words of all exercises: a room can be given others than it began with."""
        if not self._texts:
            self._texts = as_data(words_of(self._live.library, self._live.room.exercises))
        headers = {"cache-control": "no-cache"}
        return Response(self._texts, headers=headers, media_type="application/json")


def phone_routes(live: Live, people: People) -> list[BaseRoute]:
    """List the addresses of a phone's pages.

    Parameters
    ----------
    live, people
        The room, and who asks.

    Returns
    -------
    list of BaseRoute
        The routes.
    """
    phone = _Phone(live, people)
    return [Route(JOIN, phone.join), Route(HERE, phone.here), Route(WORDS, phone.words)]


def pages_alone(library: Library, plan: Collection[str]) -> list[tuple[str, str]]:
    """List the sessions that the exercises of a room come from: the address of each, and its title.

    Parameters
    ----------
    library
        The content.
    plan
        The ids of the room's exercises.

    Returns
    -------
    list of tuple
        The sessions in their order.
    """
    return [
        (address_of(each), each.title)
        for each in library.chapters()
        if not set(plan).isdisjoint(each.exercises)
    ]


def join_page(live: Live, code: str = "") -> str:
    """Write down the page that a phone comes in by.

    Parameters
    ----------
    live
        The room.
    code
        What a link says that the code is.

    Returns
    -------
    str
        The HTML.
    """
    library = live.library
    open_now = live.room.exercises.get(live.stage.exercise)
    words = library.strings()["room"]
    return written(
        library,
        "join.html",
        # The kind of what is open is there when somebody comes to it.
        assets=assets_of("join", [open_now.kind] if open_now else ()),
        sent={name: words[name] for name in _SAID_AT_JOINING},
        code=code,
        people=range(2, MOST_PEOPLE + 1),
        usual=USUAL,
        professions=_professions(library),
    )


_SAID_AT_JOINING = (
    "no-code", "wrong-code", "no-word", "wrong-word", "room-over", "room-away", "not-joined",
    "coming-in",
)  # fmt: skip


def phone_page(live: Live) -> str:
    """Write down the page that a phone stays on, as it is for everybody until the next step.

    Parameters
    ----------
    live
        The room.

    Returns
    -------
    str
        The HTML.
    """
    library, exercise = live.library, live.stage.exercise
    spec = live.spec(exercise) if exercise else None
    # The kind of what is open is the first thing that the page has asked for.
    kinds = [spec["kind"]] if spec else []
    return written(
        library,
        "phone.html",
        assets=assets_of("room", kinds),
        sent={
            "keeper": "room",
            "code": live.code,
            "language": library.strings().language,
            "words": own_words(library) | words_of(library, [exercise] if spec else []),
            "stage": live.stage_sent(),
            "specs": [spec] if spec else [],
            "sheets": sheets(),
            "alone": pages_alone(library, live.plan),
        },
    )


def written(
    library: Library,
    template: str,
    *,
    assets: Assets,
    sent: Mapping[str, Any],
    **more: Any,  # noqa: ANN401
) -> str:
    """Write down a page of a room.

    Parameters
    ----------
    library
        The content.
    template
        The name of its template.
    assets
        What it asks for.
    sent
        What stands in its block of data.
    **more
        What the template says besides.

    Returns
    -------
    str
        The HTML.
    """
    strings = library.strings()
    return (
        _environment()
        .get_template(template)
        .render(
            language=strings.language,
            direction="rtl" if right_to_left(strings.language) else "ltr",
            policy=POLICY,
            title=strings["site"]["title"],
            no_script=strings["site"]["no-script"],
            words=strings["room"],
            assets=assets,
            icon=icon(),
            data=as_data(sent),
            **more,
        )
    )


def words_of(library: Library, plan: Iterable[str]) -> dict[str, dict[str, str]]:
    """Gather the words of exercises, by the sections that they come from."""
    strings = library.strings()
    asked = {name for each in _exercises(library, plan) for name in KINDS[each.kind].sections(each)}
    return {name: dict(strings[name]) for name in sorted(asked)}


def own_words(library: Library) -> dict[str, dict[str, str]]:
    """Gather the words that a phone's page says besides those of exercises."""
    strings = library.strings()
    said = {
        section: {name: strings[section][name] for name in names or strings[section]}
        for section, names in SECTIONS.items()
    }
    for name in AT_THE_DOOR:
        del said["room"][name]
    return said


def _exercises(library: Library, plan: Iterable[str]) -> Iterable[Exercise]:
    for id_ in plan:
        try:
            yield library.exercise(id_)
        except ContentError:
            # Said at the desk; the others can be done.
            continue


def _professions(library: Library) -> list[Mapping[str, str]]:
    """Find what somebody can say that they work as; nothing where no exercise asks for it."""
    try:
        about = library.role(ABOUT)
    except ContentError:
        return []
    return [option for field in about.settings["fields"] for option in field.get("options", ())]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def as_page(text: str) -> Response:
    """Answer with a page, which nobody keeps."""
    return HTMLResponse(text, headers={"cache-control": "no-store"})
