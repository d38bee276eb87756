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
    MANAGING,
    PALE,
    Chart,
    Material,
    fill,
    legend,
)
from workshop.kinds import KINDS
from workshop.kinds.drawn import Chosen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIDES = {"leading": LEADING, "managing": MANAGING}
ACTS = {"leadership": LEADING, "management": MANAGING, "both": BOTH}
MARKS = "osD"


def my_week(material: Material) -> Chart | None:
    """Show the acts of a day by what they were: leading, managing or both."""
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
        axes.pie(
            list(named.values()),
            labels=[f"{labels[id_]}: {n}" for id_, n in named.items()],
            colors=[ACTS.get(id_, PALE) for id_ in named],
            wedgeprops={"width": 0.42, "edgecolor": "white", "linewidth": 3},
            startangle=90, counterclock=False,
        )  # fmt: skip
        axes.text(0, 0, str(total), ha="center", va="center", fontsize=22)

    parts = ", ".join(f"{labels[id_]} {n}" for id_, n in named.items())
    return Chart(
        material.say("my-week-title"),
        material.say("my-week-alt", all=total, parts=parts),
        (material.say("act"), material.say("number")),
        tuple((labels[id_], str(n)) for id_, n in named.items()),
        draw,
        (5.0, 3.4),
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
        upper, lower = figure.subplots(2, 1, sharex=True)
        labels = [names[id_] for id_ in practices]
        if any(act and not practice for act, practice in mine):
            labels.append(material.say("no-kind"))
        for axes, points, title in (
            (upper, mine, material.say("mine")),
            (lower, told, material.say("suggested")),
        ):
            for number, (act, practice) in enumerate(points, 1):
                if act or practice:
                    colour = ACTS.get(act or "", PALE)
                    mark = MARKS[[*ACTS].index(act)] if act in ACTS else "o"
                    at = practices.index(practice) if practice else len(practices)
                    axes.plot(number, at, mark, color=colour, markersize=9)
            _phases(axes, [parts[phases[item.id]] for item in items])
            axes.tick_params(labelbottom=True)
            axes.set_yticks(range(len(labels)), labels)
            axes.set_ylim(len(labels) - 0.5, -0.5)
            axes.set_title(title, loc="left", pad=20)
        lower.set_xticks(range(1, len(items) + 1))
        lower.set_xlabel(material.say("step"))
        legend(figure, {acts[id_]: colour for id_, colour in ACTS.items()}, MARKS)

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
    )


def plan_balance(material: Material) -> Chart | None:
    """Count the actions of the plan by practice."""
    found = _chosen(material, "plan")
    options, counts = found.options, found.counts
    if not any(counts[option["id"]] for option in options):
        return None

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for y, option in enumerate(options):
            axes.barh(y, counts[option["id"]], 0.7, **fill(SIDES[option["side"]]))
            axes.text(counts[option["id"]] + 0.05, y, str(counts[option["id"]]), va="center")
        axes.set_yticks(range(len(options)), [option["label"] for option in options])
        axes.set_ylim(len(options) - 0.5, -0.5)
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
    )


def _chosen(material: Material, role: str) -> Chosen:
    """Read the options that the rows of an exercise choose from, and how often each was chosen."""
    exercise, answer = material.read(role)
    return KINDS[exercise.kind].chosen(exercise, answer) or Chosen((), Counter())


def _phases(axes: Axes, phases: Sequence[str]) -> None:
    """Name the parts of the round, and draw a line between them."""
    for part in dict.fromkeys(phases):
        axes.text(
            phases.index(part) + 0.6, 1.01, part, transform=axes.get_xaxis_transform(), color=BOTH
        )
    for number, (one, other) in enumerate(pairwise(phases), 1):
        if one != other:
            axes.axvline(number + 0.5, color=PALE, linewidth=1.5, zorder=0)


def _said(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part) or NOTHING
