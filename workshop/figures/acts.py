"""Figures of acts: a day, a ward round, a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from workshop.core.plain import NOTHING
from workshop.figures.charts import (
    BOTH,
    LEADING,
    LINE,
    MANAGING,
    NEITHER,
    PALE,
    SOFT,
    Chart,
    Material,
    fill,
    is_narrow,
    legend,
    name_rows,
    tall,
    wrapped,
)
from workshop.kinds import KINDS
from workshop.kinds.drawn import Chosen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIDES = {"leading": LEADING, "managing": MANAGING}
ACTS = {"leadership": LEADING, "management": MANAGING, "both": BOTH, "neither": NEITHER}
MARKS = "osD^"
"""Leading is round, managing has corners, both stand on one of them; neither has three."""


def my_week(material: Material) -> Chart | None:
    """Show the acts of a day by what they were: leading, managing, both or neither."""
    found = _chosen(material, "day")
    options, counts = found.options, found.counts
    labels = {option["id"]: option["label"] for option in options}
    named = {id_: counts[id_] for id_ in labels if counts[id_]}
    if not named:
        return None
    if counts[""]:
        labels[""], named[""] = material.say("no-kind"), counts[""]
    total = sum(named.values())

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        colours = [ACTS.get(id_, LINE) for id_ in named]
        wedges = axes.pie(
            list(named.values()), wedgeprops={"width": 0.42}, startangle=90, counterclock=False
        )[0]
        for wedge, colour in zip(wedges, colours, strict=True):
            wedge.set(**fill(colour) | {"linewidth": 3})
        axes.text(0, 0, str(total), ha="center", va="center", fontsize=22)
        told = [f"{labels[id_]}: {n}" for id_, n in named.items()]
        legend(figure, dict(zip(told, colours, strict=True)))

    parts = ", ".join(f"{labels[id_]} {n}" for id_, n in named.items())
    return Chart(
        material.say("my-week-title"),
        material.say("my-week-alt", all=total, parts=parts),
        (material.say("act"), material.say("number")),
        tuple((labels[id_], str(n)) for id_, n in named.items()),
        draw,
        (5.0, 2.8 + 0.25 * len(named)),
        3.0 + 0.25 * len(named),
    )


def ward_round(material: Material) -> Chart | None:
    """Show the ward round step by step: practice and side, one's own beside the suggested."""
    exercise, answer = material.read("round")
    order, _ = material.read("round-order")
    phases = {item.id: order.keys[item.id].accept[0] for item in order.items}
    choices, second = answer["choices"], answer.get("second", {})
    if not choices and not second:
        return None
    parts = {option.id: option.label for option in order.options}
    practices = [option["id"] for option in exercise.settings["second"]["options"]]
    names = {option["id"]: option["label"] for option in exercise.settings["second"]["options"]}
    acts = {option.id: option.label for option in exercise.options}
    items = list(exercise.items)
    mine = [(choices.get(item.id), second.get(item.id)) for item in items]
    theirs = [
        (exercise.keys[item.id].accept[0], exercise.keys[item.id].practices[0]) for item in items
    ]

    done = [act is not None and practice is not None for act, practice in mine]
    # Not what most would say of steps that are still open: that would answer for people.
    told = [given if own else (None, None) for own, given in zip(done, theirs, strict=True)]

    def draw(figure: Figure) -> None:
        # On a phone the steps go down, and the two stand side by side.
        down = is_narrow(figure)
        both = figure.subplots(1, 2, sharey=True) if down else figure.subplots(2, 1, sharex=True)
        labels = [names[id_] for id_ in practices]
        if any(act and not practice for act, practice in mine):
            labels.append(material.say("no-kind"))
        for axes, points, title in zip(
            both, (mine, told), (material.say("mine"), material.say("suggested")), strict=True
        ):
            for number, (act, practice) in enumerate(points, 1):
                if act or practice:
                    colour = ACTS.get(act or "", LINE)
                    mark = MARKS[[*ACTS].index(act)] if act in ACTS else "o"
                    at = practices.index(practice) if practice else len(practices)
                    where = (at, number) if down else (number, at)
                    axes.plot(*where, mark, color=colour, markersize=7 if down else 9)
            _phases(axes, [parts[phases[item.id]] for item in items], down=down)
            _names(axes, labels, len(items), down=down)
            head, pad = (wrapped(title, 14), 8) if down else (title, 20)
            axes.set_title(head, loc="left", pad=pad, fontsize=12)
        if down:
            both[0].set_ylabel(material.say("step"))
        else:
            both[1].set_xlabel(material.say("step"))
        legend(figure, {acts[id_]: colour for id_, colour in ACTS.items() if id_ in acts}, MARKS)

    same = sum(one == other for one, other in zip(mine, theirs, strict=True))
    return Chart(
        material.say("ward-round-title"),
        material.say("ward-round-alt", n=sum(done), all=len(items), same=same),
        (material.say("step"), material.say("mine"), material.say("suggested")),
        tuple(
            (
                f"{number}. {item.text}",
                _said(acts.get(own[0] or ""), names.get(own[1] or "")),
                _said(acts.get(given[0] or ""), names.get(given[1] or "")),
            )
            for number, (item, own, given) in enumerate(zip(items, mine, told, strict=True), 1)
        ),
        draw,
        (8.0, 6.4),
        7.0,
    )


def plan_balance(material: Material) -> Chart | None:
    """Count the actions of the plan by practice."""
    found = _chosen(material, "plan")
    options, counts = found.options, found.counts
    if not any(counts[option["id"]] for option in options):
        return None
    labels = [option["label"] for option in options]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places, thick = name_rows(axes, labels)
        for y, option in zip(places, options, strict=True):
            axes.barh(y, counts[option["id"]], thick, **fill(SIDES[option["side"]]))
            axes.text(counts[option["id"]] + 0.05, y, str(counts[option["id"]]), va="center")
        axes.set_xlim(0, max(counts.values()) + 0.6)
        axes.set_xticks([])
        legend(figure, {material.say("leading"): LEADING, material.say("managing"): MANAGING})

    sides = Counter(dict.fromkeys(SIDES, 0))
    for option in options:
        sides[option["side"]] += counts[option["id"]]
    return Chart(
        material.say("plan-balance-title"),
        material.say("plan-balance-alt", lead=sides["leading"], manage=sides["managing"]),
        (material.say("practice"), material.say("number")),
        tuple((option["label"], str(counts[option["id"]])) for option in options),
        draw,
        (7.0, 3.8),
        tall(labels),
    )


def _chosen(material: Material, role: str) -> Chosen:
    """Read the options that the rows of an exercise choose from, and how often each was chosen."""
    exercise, answer = material.read(role)
    return KINDS[exercise.kind].chosen(exercise, answer) or Chosen((), Counter())


def _names(axes: Axes, labels: Sequence[str], steps: int, *, down: bool) -> None:
    """Name the practices along one side, and number the steps along the other."""
    every = range(1, steps + 1)
    if down:
        axes.set_xticks(range(len(labels)), labels, rotation=90)
        axes.set_yticks(every, [str(number) for number in every])
        axes.set(xlim=(-0.7, len(labels) - 0.3), ylim=(steps + 0.7, 0.3))
        axes.grid(axis="x", color=PALE, linewidth=0.6)
    else:
        axes.set_yticks(range(len(labels)), labels)
        axes.set_xticks(every, [str(number) for number in every])
        axes.set_ylim(len(labels) - 0.5, -0.5)
        axes.tick_params(labelbottom=True)
        axes.grid(axis="y", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)


def _phases(axes: Axes, phases: Sequence[str], *, down: bool) -> None:
    """Draw a line between the parts of the round; where there is room, name them."""
    for part in dict.fromkeys(phases) if not down else ():
        at = phases.index(part) + 0.6
        axes.text(at, 1.01, part, transform=axes.get_xaxis_transform(), color=SOFT)
    line = axes.axhline if down else axes.axvline
    for number, (one, other) in enumerate(pairwise(phases), 1):
        if one != other:
            line(number + 0.5, color=LINE, linewidth=1.5, zorder=0)


def _said(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part) or NOTHING
