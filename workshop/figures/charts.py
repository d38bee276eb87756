"""The figures: from a participant's answers to a picture, with its words and its table.

Every figure says the same three times: as a picture, as a sentence for those who do not see it,
and as a table. Nothing is drawn, and matplotlib is not even loaded, before somebody asks for it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.answers.store import Answers
from workshop.content.languages import number, signed
from workshop.content.library import Library
from workshop.core.plain import NOTHING
from workshop.core.records import Exercise

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# In grey these look alike: marks and hatches tell them apart as well.
LEADING, MANAGING, BOTH, PALE = "#b35900", "#0a5aa8", "#5c5c5c", "#c9d1d9"
SERIES = (MANAGING, LEADING, "#2f7d4f", BOTH)


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure.

    Parameters
    ----------
    title
        What stands above it.
    alt
        What it shows, in one or two sentences.
    columns, rows
        The same numbers as a table; the first column names the row.
    draw
        Draws it.
    size
        Width and height in inches.
    """

    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[[Figure], None]
    size: tuple[float, float] = (7.0, 3.5)


class Material:
    """What a figure is made of: the content, the answers, and the words.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.
    """

    def __init__(self, library: Library, answers: Answers) -> None:
        self.library = library
        self.answers = answers
        self.words = library.strings()["figures"]

    def read(self, role: str) -> tuple[Exercise, dict[str, Any]]:
        """Read the exercise that plays a role, and what was answered to it."""
        exercise = self.library.role(role)
        return exercise, self.answers.read(exercise).answer

    def say(self, name: str, **values: object) -> str:
        """Give a text with its braces filled in."""
        return self.words[name].format(**values)

    def number(self, value: float | None) -> str:
        """Write an average, or that there is none."""
        return NOTHING if value is None else number(self.words.language, value, 2)

    def signed(self, value: int | None) -> str:
        """Write a position with its sign, or that there is none."""
        return NOTHING if value is None else signed(self.words.language, value)


def svg(chart: Chart) -> str:
    """Draw a chart.

    Parameters
    ----------
    chart
        The chart.

    Returns
    -------
    str
        The picture as SVG, its letters as outlines, so that it looks the same everywhere.
    """
    # Imported here: it takes a second, and nobody should wait for it who asked for no figure.
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context({"font.size": 11, "svg.hashsalt": "workshop", "axes.spines.top": False,
                         "axes.spines.right": False}):  # fmt: skip
        figure = Figure(figsize=chart.size, layout="constrained")
        chart.draw(figure)
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


def legend(figure: Figure, names: Mapping[str, str], marks: str = "") -> None:
    """Say below a figure what its colours mean, and its marks where it has them."""
    from matplotlib.lines import Line2D  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415

    figure.legend(
        handles=[
            Line2D(
                [],
                [],
                color=colour,
                marker=marks[n % len(marks)],
                linestyle="",
                markersize=9,
                label=label,
            )
            if marks
            else Patch(label=label, **fill(colour))
            for n, (label, colour) in enumerate(names.items())
        ],
        loc="outside lower center",
        ncols=len(names),
        frameon=False,
    )


def fill(colour: str) -> dict[str, Any]:
    """Fill an area; in grey the two sides look alike, so one of them is hatched as well."""
    hatch = {"hatch": "///", "edgecolor": "white"} if colour == MANAGING else {}
    return {"facecolor": colour, **hatch}


def wrapped(text: str) -> str:
    """Break a long text into lines."""
    import textwrap  # noqa: PLC0415

    return "\n".join(textwrap.wrap(text, 42))


def passes(exercise: Exercise) -> dict[str, str]:
    """Give the passes of a scale: id to label."""
    return {each["id"]: each["label"] for each in exercise.settings["passes"]}
