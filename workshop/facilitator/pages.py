"""What the desk shows of a room, as HTML: results, what to talk about, the page for a projector."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.content import Library
from workshop.facilitator.room import Room
from workshop.paper.page import environment
from workshop.records import Exercise
from workshop.results.entries import OPINIONS
from workshop.results.exercise_tables import Names, exercise_tables
from workshop.results.overview_tables import overview_tables
from workshop.results.privacy import FEWEST_SELF, fewest
from workshop.results.room import Round
from workshop.results.submissions import FIRST
from workshop.results.tables import Cell, Table
from workshop.run_sheets import RunSheet

FEW_PLACES = 4
SPLIT = 0.3
"""Below this split index nearly all agree, and there is little to talk about."""

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Bar:
    """One option of a card to talk about: what it is called, how many chose it, and which share."""

    label: str
    people: int
    share: float


@dataclass(frozen=True, slots=True)
class Talk:
    """A card that is worth talking about.

    Parameters
    ----------
    text
        The card.
    bars
        What was answered.
    most
        What most would say; empty where nothing is right or wrong.
    reasons
        The reasons, each with the place it is for; the place is empty for the common reason.
    tips
        What would tip the card; may be empty.
    """

    text: str
    bars: tuple[Bar, ...]
    most: str
    reasons: tuple[tuple[str, str], ...]
    tips: str


def to_discuss(room: Room, exercise_id: str) -> tuple[Talk, ...]:
    """Choose the cards that are worth talking about: at most five, the most split first.

    Parameters
    ----------
    room
        The room.
    exercise_id
        The exercise.

    Returns
    -------
    tuple of Talk
        The cards, as they were answered at first, before any reason.
    """
    names = _names(room, exercise_id)
    round_ = room.results(exercise_id).rounds[FIRST]
    if is_private(names.exercise):
        return ()
    split = [row for row in round_.discuss if round_.split[row] >= SPLIT]
    return tuple(_talk(names, round_, row) for row in split)


def is_private(exercise: Exercise) -> bool:
    """Tell whether the answers to an exercise are nothing to talk about in front of a room.

    Parameters
    ----------
    exercise
        The exercise.

    Returns
    -------
    bool
        Whether people rate themselves in it, or whether it is asked once more later and the room
        must not learn the answers meanwhile.
    """
    asked_again = bool(exercise.keys) and exercise.feedback == "none"
    return fewest(exercise) == FEWEST_SELF or asked_again


def results_page(room: Room, exercise_id: str) -> str:
    """Show the results of one exercise to whoever leads the session, with the key.

    Parameters
    ----------
    room
        The room.
    exercise_id
        The exercise.

    Returns
    -------
    str
        HTML; every text in it is escaped.
    """
    results = room.results(exercise_id)
    exercise = room.exercises[exercise_id]
    return _render(
        room,
        "results",
        title=exercise.title,
        people=results.rounds[FIRST].people,
        filled=results.rounds[FIRST].filled,
        hardest=_hardest(room, exercise_id),
        shares=_shares(room, exercise_id),
        talks=to_discuss(room, exercise_id),
        debrief=exercise.debrief,
    )


def tables_of(room: Room, exercise_id: str) -> list[Table]:
    """Put the results of one exercise into tables.

    Parameters
    ----------
    room
        The room.
    exercise_id
        The exercise.

    Returns
    -------
    list of Table
        The tables; none where there is nothing to show.
    """
    results = room.results(exercise_id)
    exercise = room.exercises[exercise_id]
    return exercise_tables(exercise, results, room.professions, room.words["results"])


def overview_page(room: Room) -> str:
    """Show what the whole workshop came to.

    Parameters
    ----------
    room
        The room.

    Returns
    -------
    str
        HTML; every text in it is escaped.
    """
    return tables_page(room, overview_of(room), heading=False)


def overview_of(room: Room) -> list[Table]:
    """Put what the whole workshop came to into tables.

    Parameters
    ----------
    room
        The room.

    Returns
    -------
    list of Table
        The tables.
    """
    return overview_tables(room.overview(), room.library, room.words["overview"])


def tables_page(room: Room, tables: Sequence[Table], *, heading: bool = True) -> str:
    """Show tables below each other, each to be opened and copied.

    Parameters
    ----------
    room
        The room.
    tables
        The tables.
    heading
        Whether a heading stands above them.

    Returns
    -------
    str
        HTML; every text in it is escaped.
    """
    return _render(room, "tables", tables=tables, heading=heading)


def figures(room: Room, exercise_id: str) -> list[dict[str, str]]:
    """Draw the figures of one exercise.

    Parameters
    ----------
    room
        The room.
    exercise_id
        The exercise.

    Returns
    -------
    list of dict
        Of each figure its ``title``, ``alt``, and ``image``, a data address.
    """
    # Imported here: matplotlib takes a second, and the run sheet needs none of it.
    from workshop.charts import svg  # noqa: PLC0415
    from workshop.figures import rooms  # noqa: PLC0415

    names = _names(room, exercise_id)
    results = room.results(exercise_id)
    charts = [
        chart
        for number, round_ in results.rounds.items()
        for chart in (rooms.answers(names, number, round_), rooms.cloud(names, number, round_))
    ]
    charts.append(rooms.shift(names, results))
    return [
        {
            "title": f"{chart.title} · {room.mark}" if room.mark else chart.title,
            "alt": chart.alt,
            "image": f"data:image/svg+xml;base64,{base64.b64encode(svg(chart).encode()).decode()}",
        }
        for chart in charts
        if chart is not None
    ]


def debrief_page(room: Room, sheet: RunSheet, title: str) -> str:
    """Show what the talk at the end of a session needs.

    Parameters
    ----------
    room
        The room.
    sheet
        The run sheet of the session.
    title
        What the session is called.

    Returns
    -------
    str
        HTML; every text in it is escaped.
    """
    ids = dict.fromkeys(each.exercise for each in sheet.activities if each.exercise)
    parts = [
        (exercise.title, [q for q in exercise.debrief if q not in sheet.debrief], talks)
        for id_ in ids
        if (exercise := room.exercises.get(id_))
        if (talks := to_discuss(room, id_)) or exercise.debrief
    ]
    return _render(room, "debrief", sheet=sheet, title=title, parts_of=parts)


def projector_page(room: Room, exercise_id: str) -> str:
    """Show the room what it answered: large, without names and without the key.

    Parameters
    ----------
    room
        The room.
    exercise_id
        The exercise.

    Returns
    -------
    str
        HTML; every text in it is escaped.
    """
    exercise = room.exercises[exercise_id]
    round_ = room.results(exercise_id).rounds[FIRST]
    return _render(
        room,
        "projector",
        title=exercise.title,
        people=round_.people,
        private=is_private(exercise),
        counted=len(round_.counts.dropna()) > 0,
        talks=to_discuss(room, exercise_id),
        questions=exercise.debrief,
    )


def screen_page(library: Library) -> str:
    """Make the empty page of the projector's window, with the looks of what comes onto it.

    Parameters
    ----------
    library
        The content, for its words.

    Returns
    -------
    str
        One HTML file that asks for no other file.
    """
    strings = library.strings()
    page = environment(TEMPLATES).get_template("screen.html")
    return page.render(language=strings["board"]["language"], words=strings["results"])


def shown(cell: Cell, words: dict[str, str]) -> str:
    """Write a cell as people read it.

    Parameters
    ----------
    cell
        A text, a count, a share from 0 to 1, or nothing.
    words
        The section ``results`` of the words.

    Returns
    -------
    str
        The text.
    """
    if cell is None:
        return words["too-few"]
    if isinstance(cell, float):
        return f"{100 * cell:.0f} %"
    return str(cell)


def _names(room: Room, exercise_id: str) -> Names:
    rounds = len(room.results(exercise_id).rounds)
    return Names(room.exercises[exercise_id], rounds, room.words["results"])


def _hardest(room: Room, exercise_id: str) -> tuple[str, float] | None:
    """Name the card that fewest answered as most would say, and how many did, at first."""
    names, round_ = _names(room, exercise_id), room.results(exercise_id).rounds[FIRST]
    if round_.hardest is None:
        return None
    return names.row(round_.hardest), float(round_.agreement["match"][round_.hardest])


def _shares(room: Room, exercise_id: str) -> tuple[tuple[str, str, float], ...]:
    """Say how often each place of a sort was chosen: its id, its label, its share."""
    exercise = room.exercises[exercise_id]
    counts = room.results(exercise_id).rounds[FIRST].counts.sum()
    total = int(counts.sum())
    if exercise.kind != "sort" or len(exercise.options) > FEW_PLACES or not total:
        return ()
    return tuple((each.id, each.label, int(counts[each.id]) / total) for each in exercise.options)


def _talk(names: Names, round_: Round, row: str) -> Talk:
    place = round_.counts.index.get_loc(row)
    counts = {
        str(option): int(people)
        for option, people in zip(
            round_.counts.columns, round_.counts.to_numpy()[place], strict=True
        )
    }
    bars = _bars(names, row, counts)
    key = names.exercise.keys.get(names.item(row).id)
    reasons = [] if key is None else [("", key.why)] if key.why else []
    reasons += [(names.option(row, place), why) for place, why in (key.reasons if key else ())]
    return Talk(names.row(row), bars, names.most(row), tuple(reasons), key.tips if key else "")


def _bars(names: Names, row: str, counts: dict[str, int]) -> tuple[Bar, ...]:
    total = sum(counts.values())
    own = names.lettered(row)
    if own:
        told = [(f"{letter}. {each.label}", counts[each.id]) for letter, each in own.items()]
    elif tuple(counts) == OPINIONS:
        # Two bins to a word: ten bars are too many to talk about.
        words = names.words["opinion-steps"].split(", ")
        bins = list(counts.values())
        told = [(word, bins[2 * n] + bins[2 * n + 1]) for n, word in enumerate(words)]
    else:
        # Of twelve places most are empty.
        told = [
            (names.option(row, each), people)
            for each, people in counts.items()
            if people or not each.isdigit()
        ]
    return tuple(Bar(label, people, people / total) for label, people in told)


def _render(room: Room, template: str, **values: object) -> str:
    words = room.words["results"]
    page = environment(TEMPLATES).get_template(f"{template}.html")
    return page.render(words=words, mark=room.mark, shown=lambda cell: shown(cell, words), **values)
