"""The figures: from a participant's answers to a picture, with its words and its table.

Every figure says the same three times: as a picture, as a sentence for those who do not see it,
and as a table. Nothing is drawn, and matplotlib is not even loaded, before somebody asks for it.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from workshop.answers.store import Answers
from workshop.content.languages import number, signed
from workshop.content.library import Library
from workshop.core.plain import NOTHING
from workshop.core.records import Exercise
from workshop.figures.vector import tidied
from workshop.system.look import colours, following

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LOOK = colours("light")
INK, SOFT, LINE, PALE, SHEET = (_LOOK[each] for each in ("ink", "soft", "line", "hair", "sheet"))
# In grey these look alike: words, marks and hatches tell them apart as well.
LEADING, MANAGING, BOTH = (_LOOK[each] for each in ("lead", "manage", "both"))
# Care and technical work: no side, so no colour of a side.
NEITHER = SOFT
HATCHES = {MANAGING: "////", BOTH: "xx", NEITHER: ".."}
# What is neither leading nor managing has other colours than these two.
SERIES = tuple(_LOOK[each] for each in ("differ", "match", "partly", "ink", "line"))
MARKS = "oD^sv"
NARROW = 3.4
"""How wide a figure is, in inches, where a page has room for no more: a phone."""
LETTERS, LETTERS_NARROW = 42, 33
"""How many letters a line has beside a row, and above it."""
ROW = 0.28
SIDE_BY_SIDE = 22
LETTERS_PER_INCH = 11
NAME_BESIDE = 0.5
"""How wide the colour beside a name is in a legend, with its room, in inches."""

STYLE: dict[Any, Any] = {
    "font.size": 11,
    "svg.fonttype": "none",
    "svg.hashsalt": "workshop",
    "hatch.linewidth": 1.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "text.color": INK,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": INK,
}


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
    tall
        The height where it is drawn :data:`NARROW`; nothing where it cannot be.
    """

    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[[Figure], None]
    size: tuple[float, float] = (7.0, 3.5)
    tall: float | None = None


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


def svg(chart: Chart, *, narrow: bool = False) -> str:
    """Draw a chart.

    Parameters
    ----------
    chart
        The chart.
    narrow
        Whether it is drawn for a phone; it has a height for that.

    Returns
    -------
    str
        The picture as SVG in the light colours, its letters as text.
    """
    # Imported here: it takes a second, and nobody should wait for it who asked for no figure.
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    size = (NARROW, chart.tall) if narrow and chart.tall else chart.size
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=size, layout="constrained")
        chart.draw(figure)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return tidied(file.getvalue())


def on_page(chart: Chart) -> dict[str, str]:
    """Draw a chart for a page, whose theme its colours follow.

    Parameters
    ----------
    chart
        The chart.

    Returns
    -------
    dict
        ``wide``; and ``narrow``, where it can be drawn for a phone.
    """
    drawn = {"wide": following(svg(chart))}
    return drawn | ({"narrow": following(svg(chart, narrow=True))} if chart.tall else {})


def is_narrow(figure: Figure | None) -> bool:
    """Say whether a figure is drawn for a phone."""
    return figure is not None and bool(figure.get_figwidth() <= NARROW)


def legend(figure: Figure, names: Mapping[str, str], marks: str = "") -> None:
    """Say below a figure what its colours mean, and its marks where it has them."""
    from matplotlib.lines import Line2D  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415

    # On a phone two long names have no room side by side, nor have many anywhere.
    inches = figure.get_size_inches()[0] - NAME_BESIDE * len(names)
    most = SIDE_BY_SIDE if is_narrow(figure) else inches * LETTERS_PER_INCH
    room = sum(map(len, names)) < most
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
        ncols=len(names) if room else 1,
        frameon=False,
    )


def fill(colour: str) -> dict[str, Any]:
    """Fill an area; in grey the sides look alike, so each is hatched in another way."""
    hatch = {"hatch": HATCHES[colour]} if colour in HATCHES else {}
    return {"facecolor": colour, "edgecolor": SHEET, "linewidth": 0, **hatch}


def name_rows(axes: Axes, labels: Sequence[str], row: float = ROW) -> tuple[Sequence[float], float]:
    """Name rows, the first one at the top: beside them, or on a phone above each.

    Parameters
    ----------
    axes
        Where the rows are to be drawn.
    labels
        Their names.
    row
        How high one row is on a phone, without its name, in inches.

    Returns
    -------
    places, thickness
        Where the middle of each row lies, and how thick a row may be.
    """
    if not is_narrow(axes.get_figure(root=True)):
        texts = [wrapped(label) for label in labels]
        axes.set_yticks(range(len(labels)), texts, multialignment="left")
        axes.set_ylim(len(labels) - 0.5, -0.5)
        return range(len(labels)), 0.7
    heights = [_above(label) for label in labels]
    places = [end - row / 2 for end in accumulate(row + height for height in heights)]
    for place, label in zip(places, labels, strict=True):
        axes.text(
            0, place - row / 2, wrapped(label, LETTERS_NARROW), va="bottom",
            transform=axes.get_yaxis_transform(),
            # No line of the chart goes through a name.
            bbox={"facecolor": SHEET, "linewidth": 0, "pad": 1},
        )  # fmt: skip
    axes.set_yticks([])
    axes.set_ylim(places[-1] + 0.6 * row, 0)
    axes.spines["left"].set_visible(False)
    return places, 0.9 * row


def tall(labels: Sequence[str], row: float = ROW) -> float:
    """Work out how high a figure is on a phone, with an axis and with what its colours mean.

    Parameters
    ----------
    labels, row
        As for :func:`name_rows`.

    Returns
    -------
    float
        The height in inches.
    """
    return 0.9 + sum(row + _above(label) for label in labels)


def _above(label: str) -> float:
    """Work out how much room a name needs above its row, in inches."""
    return 0.1 + 0.18 * (wrapped(label, LETTERS_NARROW).count("\n") + 1)


def wrapped(text: str, letters: int = LETTERS) -> str:
    """Break a long text into lines."""
    return "\n".join(textwrap.wrap(text, letters))


def passes(exercise: Exercise) -> dict[str, str]:
    """Give the passes of a scale: id to label."""
    return {each["id"]: each["label"] for each in exercise.settings["passes"]}
