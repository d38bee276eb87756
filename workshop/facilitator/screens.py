"""What the desk shows of a room, as HTML: results, what to talk about, the page for a projector."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.content.languages import percent
from workshop.content.library import Library
from workshop.content.run_sheets import RunSheet
from workshop.content.words import Section
from workshop.facilitator import talk
from workshop.facilitator.gathered import Room
from workshop.paper.template import environment
from workshop.results.exercise_tables import exercise_tables
from workshop.results.overview_tables import overview_tables
from workshop.results.submissions import FIRST
from workshop.results.tables import Cell, Table

if TYPE_CHECKING:
    from workshop.figures.charts import Chart


TEMPLATES = Path(__file__).parent / "templates"


def results_page(room: Room, exercise_id: str) -> str:
    """Show the results of one exercise to whoever leads the session, with the key.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

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
        people=results.rounds[FIRST].people,
        filled=results.rounds[FIRST].filled,
        hardest=talk.hardest(room, exercise_id),
        shares=talk.shares(room, exercise_id),
        talks=talk.to_discuss(room, exercise_id),
        debrief=exercise.debrief,
    )


def tables_of(room: Room, exercise_id: str) -> list[Table]:
    """Put the results of one exercise into tables.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

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


def charts(room: Room, exercise_id: str) -> list[Chart]:
    """Make the figures of one exercise, not drawn yet.

    Parameters
    ----------
    room
        The room.
    exercise_id
        The exercise.

    Returns
    -------
    list of Chart
        Its figures; none where there is nothing to show.
    """
    from workshop.figures import rooms  # noqa: PLC0415

    names = talk.names_of(room, exercise_id)
    results = room.results(exercise_id)
    found = [
        chart
        for number, round_ in results.rounds.items()
        for chart in (rooms.answers(names, number, round_), rooms.cloud(names, number, round_))
    ]
    found.append(rooms.shift(names, results))
    return [chart for chart in found if chart is not None]


def figures(room: Room, exercise_id: str) -> list[dict[str, str]]:
    """Draw the figures of one exercise.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

    Returns
    -------
    list of dict
        Of each figure its ``title``, ``alt``, and ``wide``, an SVG.
    """
    # Imported here: matplotlib takes a second, and the run sheet needs none of it.
    from workshop.figures.charts import on_page  # noqa: PLC0415

    return [
        {
            "title": f"{chart.title} · {room.mark}" if room.mark else chart.title,
            "alt": chart.alt,
            **on_page(chart),
        }
        for chart in charts(room, exercise_id)
    ]


def debrief_page(room: Room, sheet: RunSheet) -> str:
    """Show what the talk at the end of a session needs.

    Parameters
    ----------
    room
        The room.
    sheet
        The run sheet of the session.

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
        if (talks := talk.to_discuss(room, id_)) or exercise.debrief
    ]
    return _render(room, "debrief", sheet=sheet, parts_of=parts)


def projector_page(room: Room, exercise_id: str) -> str:
    """Show the room what it answered: large, without names and without the key.

    Parameters
    ----------
    room, exercise_id
        The room, and the exercise.

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
        private=exercise.private,
        counted=bool(round_.counts),
        talks=talk.to_discuss(room, exercise_id),
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
    page = environment(str(TEMPLATES)).get_template("screen.html")
    return page.render(language=strings.language, words=strings["results"])


def shown(cell: Cell, words: Section) -> str:
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
        return percent(words.language, cell)
    return str(cell)


def _render(room: Room, template: str, **values: object) -> str:
    words = room.words["results"]
    page = environment(str(TEMPLATES)).get_template(f"{template}.html")
    return page.render(words=words, mark=room.mark, shown=lambda cell: shown(cell, words), **values)
