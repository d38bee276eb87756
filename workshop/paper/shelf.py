"""What one participant answered, ready to be written down; what was never answered is not there."""

from __future__ import annotations

import base64
import logging
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from workshop.answers.store import Answers
from workshop.content.languages import day
from workshop.content.library import Library
from workshop.core.blocks import Figure, Pairs, Table
from workshop.core.plain import NOTHING
from workshop.core.records import ContentError, Exercise, playing
from workshop.figures import FIGURES
from workshop.figures.charts import Material, svg
from workshop.kinds import KINDS

Answered = tuple[Exercise, dict[str, Any]]


class Shelf:
    """The answers of one participant.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.

    Raises
    ------
    ContentError
        When the words cannot be read.
    """

    def __init__(self, library: Library, answers: Answers) -> None:
        strings = library.strings()
        self.library = library
        self.answers = answers
        self.language = strings.language
        self.paper: Mapping[str, str] = strings["paper"]
        self.words: Mapping[str, str] = strings["handout"]
        self.figures: Mapping[str, str] = strings["figures"]
        self.exercises: dict[str, Exercise] = {}
        self.faulty: list[str] = []
        for id_ in library.exercise_ids():
            # One broken file must not cost somebody everything else that they wrote.
            try:
                self.exercises[id_] = library.exercise(id_)
            except ContentError:
                self.faulty.append(id_)

    def read(self, exercise_id: str) -> Answered | None:
        """Read what was answered to an exercise.

        Parameters
        ----------
        exercise_id
            The exercise's id.

        Returns
        -------
        exercise, answer
            Or nothing, where nothing was answered or there is no such exercise.
        """
        exercise = self.exercises.get(exercise_id)
        if exercise is None:
            return None
        answer = self.answers.read(exercise).answer
        return (exercise, answer) if KINDS[exercise.kind].size(answer) else None

    def role(self, role: str) -> Answered | None:
        """Read what was answered to the exercise that plays a role, as :meth:`read` does."""
        exercise = playing(role, self.exercises)
        return self.read(exercise.id) if exercise else None

    def changed(self, exercise: Exercise) -> datetime | None:
        """Say when an answer was changed last; nothing where that is not known."""
        return self.answers.changed(exercise)

    def figure(self, name: str) -> tuple[Figure, Table] | None:
        """Draw a figure.

        Parameters
        ----------
        name
            Its name, see :data:`workshop.figures.FIGURES`.

        Returns
        -------
        figure, table
            The picture and the same numbers as a table; nothing where there is nothing to draw.
        """
        try:
            chart = FIGURES[name](Material(self.library, self.answers))
            if chart is None:
                return None
            # As wide as a column.
            picture = base64.b64encode(svg(chart, narrow=True).encode()).decode()
        except Exception:
            # As on the notebook's page: whatever happens to a font or to adapted content, the
            # words that somebody wrote are worth more than a picture of them.
            logging.getLogger(__name__).warning("No figure %s", name, exc_info=True)
            return None
        image = f"data:image/svg+xml;base64,{picture}"
        table = Table(self.figures["as-table"], chart.columns, chart.rows)
        return Figure(chart.title, chart.alt, image), table

    def pairs(
        self, exercise: Exercise, answer: Mapping[str, Any], without: Collection[str] = ()
    ) -> Pairs | None:
        """Give what was written into the fields of a ``write`` exercise.

        Parameters
        ----------
        exercise, answer
            The exercise, and its answer.
        without
            Ids of fields that stand elsewhere.

        Returns
        -------
        Pairs
            Labels and texts; nothing where all fields are empty.
        """
        entries = tuple(
            (field["label"], self.said(field, answer["fields"].get(field["id"], "")))
            for field in exercise.settings["fields"]
            if field["id"] not in without and answer["fields"].get(field["id"], "").strip()
        )
        return Pairs(entries) if entries else None

    def rows(self, exercise: Exercise, answer: Mapping[str, Any]) -> Table | None:
        """Give the rows of a ``write`` exercise as a table; empty ones are left out.

        Parameters
        ----------
        exercise, answer
            The exercise, and its answer.

        Returns
        -------
        Table
            One line for each row that has a text, with its number; nothing where none has.
        """
        if "rows" not in exercise.settings:
            return None
        setting = exercise.settings["rows"]
        written = [row for row in answer["rows"] if any(text.strip() for text in row.values())]
        lines = tuple(
            (
                str(number),
                *(
                    self.said(field, row.get(field["id"], "")) or NOTHING
                    for field in setting["fields"]
                ),
            )
            for number, row in enumerate(written, 1)
        )
        columns = (setting["label"], *(field["label"] for field in setting["fields"]))
        return Table("", columns, lines, wide=True) if lines else None

    def said(self, field: Mapping[str, Any], text: str) -> str:
        """Write one entry as a person reads it: the label of a choice, a day written out.

        What was said from memory has the answer behind it.
        """
        if field["as"] == "choice":
            return next((o["label"] for o in field["options"] if o["id"] == text), "")
        if field["as"] == "date":
            with suppress(ValueError):
                return day(self.language, date.fromisoformat(text))
        if "answer" in field:
            told = self.library.strings()["write"]["the-answer"].format(answer=field["answer"])
            return f"{text.strip()} ({told})"
        return text.strip()
