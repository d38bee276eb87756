"""Figures of a room: who answered what, where points lie, and what changed."""

from __future__ import annotations

import textwrap
from math import ceil
from typing import TYPE_CHECKING

from workshop.content import languages
from workshop.core.letters import letters
from workshop.figures.charts import INK, MARKS, PALE, SERIES, Chart, legend
from workshop.results.exercise_tables import Names
from workshop.results.outcome import Results, Round

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

ROW, HEAD = 0.34, 1.6
SHORT = 64
STRONGEST = 0.45
ACROSS = 3
LARGEST_DOT = 320


def answers(names: Names, number: int, round_: Round) -> Chart | None:
    """Show who answered what, as a table in which darker means more people.

    Parameters
    ----------
    names
        What the parts of the exercise are called.
    number
        The number of the round.
    round_
        What it came to.

    Returns
    -------
    Chart
        The figure; nothing where there is nothing to show. Where each item has options of its
        own, its columns are letters.
    """
    counts = round_.counts
    own = any(item.options for item in names.exercise.items)
    options = names.options(round_)
    if not options:
        return None
    _, title = names.table("answers", number, names.words["answers"])
    if own:
        columns = letters(max(len(item.options) for item in names.exercise.items))
        values = [
            [counts[row][option.id] for option in names.lettered(row).values()] for row in counts
        ]
    else:
        columns = [names.option(names.rows[0], each) for each in options]
        values = [list(each.values()) for each in counts.values()]
    shares = [[count / (sum(row) or 1) for count in row] for row in values]
    labels = [_short(number, names.row(row)) for number, row in enumerate(counts, 1)]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for y, (row, line) in enumerate(zip(values, shares, strict=True)):
            for x, (count, share) in enumerate(zip(row, line, strict=True)):
                axes.add_patch(_square(x, y, share))
                axes.text(x, y, str(count), ha="center", va="center", fontsize=10)
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(values) - 0.5, -0.5)
        axes.set_yticks(range(len(labels)), labels, fontsize=9)
        turned = max(map(len, columns)) > 60 / len(columns)
        axes.set_xticks(
            range(len(columns)), columns, fontsize=9, rotation=35 if turned else 0,
            ha="left" if turned else "center",
        )  # fmt: skip
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)

    split = names.row(round_.discuss[0]) if round_.discuss else ""
    alt = names.words["alt-answers"].format(n=len(values))
    more = names.words["alt-split"].format(card=split) if split else ""
    return Chart(
        title, f"{alt} {more}".strip(), (names.words["card"], *columns),
        tuple(
            (label, *map(str, row)) for label, row in zip(labels, values, strict=True)
        ),
        draw, (9.0, HEAD + ROW * len(values)),
    )  # fmt: skip


def cloud(names: Names, number: int, round_: Round) -> Chart | None:
    """Show where people put the cases of a map: a dot for each place, a cross for the mean.

    Parameters
    ----------
    names, number, round_
        As for :func:`answers`.

    Returns
    -------
    Chart
        The figure; nothing where there is nothing to show, or the exercise is no map.
    """
    if not round_.cloud:
        return None
    _, title = names.table("cloud", number, names.words["cloud"])
    rows = list(round_.middle)
    axis_x, axis_y = (names.exercise.settings[axis] for axis in ("x", "y"))

    def written(place: float) -> str:
        return languages.number(names.words.language, place, 1)

    def draw(figure: Figure) -> None:
        down = ceil(len(rows) / ACROSS)
        grid = figure.subplots(down, ACROSS, sharex=True, sharey=True, squeeze=False).flat
        most = max(dot.people for dots in round_.cloud.values() for dot in dots)
        for count, (row, axes) in enumerate(zip(rows, grid, strict=False), 1):
            x, y, people = zip(*round_.cloud[row], strict=True)
            sizes = [LARGEST_DOT * each / most for each in people]
            axes.scatter(x, y, s=sizes, color=SERIES[0], alpha=0.45, linewidths=0)
            middle = round_.middle[row]
            axes.errorbar(
                middle.x, middle.y, middle.spread_y, middle.spread_x, fmt="D", color=INK,
                markersize=6, capsize=3,
            )  # fmt: skip
            axes.axvline(5, color=PALE, linewidth=1, zorder=0)
            axes.axhline(5, color=PALE, linewidth=1, zorder=0)
            axes.set_title(_short(count, names.row(row), 40), fontsize=9, loc="left")
            axes.set(xlim=(-0.7, 10.7), ylim=(-0.7, 10.7), xticks=(0, 5, 10), yticks=(0, 5, 10))
        for axes in list(grid):
            axes.set_axis_off()
        figure.supxlabel(axis_x["label"], fontsize=10)
        figure.supylabel(axis_y["label"], fontsize=10)

    return Chart(
        title,
        names.words["alt-cloud"].format(n=len(rows)),
        (names.words["card"], axis_x["label"], axis_y["label"]),
        tuple(
            (names.row(row), *(written(at) for at in (each.x, each.y) if at is not None))
            for row, each in round_.middle.items()
        ),
        draw,
        (9.0, 2.6 * ceil(len(rows) / ACROSS) + 0.4),
    )


def shift(names: Names, results: Results) -> Chart | None:
    """Show how many answered as most would, first and now.

    Parameters
    ----------
    names
        What the parts of the exercise are called.
    results
        Its results.

    Returns
    -------
    Chart
        The figure; nothing where nothing is right or wrong, or there is one round.
    """
    moved = {
        row: (100 * each.before, 100 * each.after)
        for row, each in results.shift.items()
        if each.before is not None and each.after is not None
    }
    if not moved:
        return None
    words = names.words
    labels = [_short(number, names.row(row)) for number, row in enumerate(moved, 1)]
    first, now = zip(*moved.values(), strict=True)

    def written(of_hundred: float) -> str:
        return languages.percent(words.language, of_hundred / 100)

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places = range(len(labels))
        axes.hlines(places, first, now, color=PALE, linewidth=4, zorder=1)
        axes.plot(first, places, MARKS[0], color=SERIES[0], markersize=8)
        axes.plot(now, places, MARKS[1], color=SERIES[1], markersize=8)
        axes.set_yticks(places, labels, fontsize=9)
        axes.set_ylim(len(labels) - 0.5, -0.5)
        axes.set_xlim(-4, 104)
        axes.set_xticks(
            range(0, 101, 25),
            [languages.percent(words.language, each / 100) for each in range(0, 101, 25)],
        )
        axes.set_xlabel(words["agreement-axis"], fontsize=10)
        legend(figure, {words["round-first"]: SERIES[0], words["round-now"]: SERIES[1]}, MARKS)

    return Chart(
        f"{names.exercise.title}: {words['shift']}",
        words["alt-shift"].format(
            n=len(labels), up=sum(after > before for before, after in moved.values())
        ),
        (words["card"], words["agreement-before"], words["agreement-after"]),
        tuple(
            (
                label,
                languages.percent(words.language, a / 100),
                languages.percent(words.language, b / 100),
            )
            for label, a, b in zip(labels, first, now, strict=True)
        ),
        draw,
        (9.0, HEAD + ROW * len(labels)),
    )


def _square(x: int, y: int, share: float) -> Rectangle:
    from matplotlib.colors import to_rgba  # noqa: PLC0415
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    # Never so strong that ink cannot be read on it, on a dark page as on a light one.
    strong = to_rgba(SERIES[0], STRONGEST * share)
    return Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, facecolor=strong, edgecolor=PALE)


def _short(number: int, text: str, width: int = SHORT) -> str:
    """Give a card's number and the beginning of its text; all of it stands in the table."""
    return f"{number}. {textwrap.shorten(text, width, placeholder=' …')}"
