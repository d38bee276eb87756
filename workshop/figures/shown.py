"""A figure as a page shows it: the drawing, its words and its table."""

from __future__ import annotations

from typing import Any

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.figures import FIGURES
from workshop.figures.charts import Material, on_page


def shown(name: str, library: Library, answers: Answers) -> dict[str, Any]:
    """Draw a figure from a participant's answers.

    Parameters
    ----------
    name
        The name of the figure, see :data:`workshop.figures.FIGURES`.
    library
        The content.
    answers
        The participant's answers.

    Returns
    -------
    dict
        ``said``, a sentence on what is drawn, or on why nothing is; and where something is, the
        ``title``, the words in its place (``alt``), the drawing, and the table that says the same.
    """
    words = library.strings()["figures"]
    chart = FIGURES[name](Material(library, answers))
    if chart is None:
        return {"said": words["nothing-yet"]}
    return {
        "title": chart.title,
        "alt": chart.alt,
        **on_page(chart),
        "columns": list(chart.columns),
        "rows": [list(row) for row in chart.rows],
        "said": words["said-drawn"].format(alt=chart.alt),
    }
