"""Figures of ratings: the eight practices, the balance, the opinions."""

from __future__ import annotations

from collections.abc import Mapping
from math import tau
from typing import TYPE_CHECKING, Any

from workshop.core.records import Exercise
from workshop.figures.charts import (
    INK,
    LEADING,
    MANAGING,
    MARKS,
    PALE,
    SERIES,
    SOFT,
    Chart,
    Material,
    fill,
    is_narrow,
    legend,
    name_rows,
    passes,
    tall,
    wrapped,
)
from workshop.kinds import KINDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BARS = 0.55
"""How high two bars are together on a phone, in inches."""


def my_practice(material: Material) -> Chart | None:
    """Show the average of each practice, sorted, each pass with a mark of its own."""
    exercise, means, labels = _means(material)
    groups = [group for group in exercise.settings["groups"] if any(m[group["id"]] for m in means)]
    if not groups:
        return None
    groups.sort(key=lambda group: next(m[group["id"]] or 0 for m in means), reverse=True)
    names = [f"{group['label']} ({material.say(group['side'])})" for group in groups]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places, _ = name_rows(axes, names)
        for y, group in zip(places, groups, strict=True):
            found = [(index, mean[group["id"]]) for index, mean in enumerate(means)]
            values = [(index, value) for index, value in found if value is not None]
            ends = [value for _, value in values]
            axes.plot([min(ends), max(ends)], [y, y], color=PALE, linewidth=4, zorder=1)
            colour = LEADING if group["side"] == "leading" else MANAGING
            for index, value in values:
                axes.plot(value, y, MARKS[index % 2], color=colour, markersize=9)
        axes.set_xlim(0.8, 5.2)
        axes.set_xticks(range(1, 6), _steps(exercise, short=is_narrow(figure)))
        axes.axvline(3, color=PALE, linewidth=1, zorder=0)
        legend(figure, dict.fromkeys(labels, INK), MARKS)

    first = [next(m[group["id"]] or 0 for m in means) for group in groups]
    high, low = (
        ", ".join(g["label"] for g, mean in zip(groups, first, strict=True) if mean == end)
        for end in (first[0], first[-1])
    )
    return Chart(
        material.say("my-practice-title"),
        material.say("my-practice-alt", high=high, low=low),
        (material.say("practice"), *labels),
        tuple((g["label"], *(material.number(m[g["id"]]) for m in means)) for g in groups),
        draw,
        (7.5, 4.2),
        tall(names),
    )


def my_practice_radar(material: Material) -> Chart | None:
    """Show the same averages around a circle, when all eight are there."""
    exercise, means, labels = _means(material)
    groups = exercise.settings["groups"]
    full = [
        (label, [m[g["id"]] for g in groups])
        for label, m in zip(labels, means, strict=True)
        if all(m[g["id"]] is not None for g in groups)
    ]
    if not full:
        return None

    def draw(figure: Figure) -> None:
        axes: Any = figure.subplots(subplot_kw={"projection": "polar"})
        turn = [n * tau / len(groups) for n in range(len(groups))]
        for index, (_, values) in enumerate(full):
            closed = [*values, values[0]]
            axes.plot(
                [*turn, turn[0]],
                closed,
                color=SERIES[index],
                linewidth=2.5,
                marker=MARKS[index % 2],
            )
            axes.fill([*turn, turn[0]], closed, color=SERIES[index], alpha=0.12)
        letters = 12 if is_narrow(figure) else 20
        axes.set_xticks(turn, [wrapped(g["label"], letters) for g in groups])
        axes.set_ylim(0, 5)
        axes.set_yticks(range(1, 6), [str(n) for n in range(1, 6)], color=SOFT)
        axes.grid(color=PALE)
        legend(figure, {label: SERIES[n] for n, (label, _) in enumerate(full)}, MARKS)

    return Chart(
        material.say("radar-title"),
        material.say("radar-alt"),
        (material.say("practice"), *(label for label, _ in full)),
        tuple(
            (g["label"], *(material.number(values[n]) for _, values in full))
            for n, g in enumerate(groups)
        ),
        draw,
        (6.5, 5.0),
        4.0,
    )


def balance(material: Material) -> Chart | None:
    """Show the average of leading beside that of managing."""
    exercise, answer = material.read("practice")
    found = KINDS[exercise.kind].averages(exercise, answer)
    labels = passes(exercise)
    both = [
        (label, found[id_].lead, found[id_].manage)
        for id_, label in labels.items()
        if found[id_].lead is not None and found[id_].manage is not None
    ]
    if not both:
        return None

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places, thick = name_rows(axes, [label for label, _, _ in both], BARS)
        for at, (_, lead, manage) in zip(places, both, strict=True):
            sides = ((lead, at - thick / 4, LEADING), (manage, at + thick / 4, MANAGING))
            for value, y, colour in sides:
                axes.barh(y, value or 0, 0.47 * thick, **fill(colour))
                axes.text((value or 0) + 0.06, y, material.number(value), va="center")
        axes.set_xlim(0, 5.7)
        legend(figure, {material.say("leading"): LEADING, material.say("managing"): MANAGING})

    label, lead, manage = both[0]
    return Chart(
        material.say("balance-title"),
        material.say(
            "balance-alt", lead=material.number(lead), manage=material.number(manage), who=label
        ),
        (material.say("view"), material.say("leading"), material.say("managing")),
        tuple((name, material.number(one), material.number(other)) for name, one, other in both),
        draw,
        (7.0, 1.2 + 1.1 * len(both)),
        tall([label for label, _, _ in both], BARS),
    )


def opinions(material: Material) -> Chart | None:
    """Show where somebody stood before and after, statement by statement."""
    exercise, answer = material.read("debate")
    labels = passes(exercise)
    first, *_, last = labels
    before, after = (answer["passes"].get(id_, {}) for id_ in (first, last))
    items = [item for item in exercise.items if item.id in before or item.id in after]
    if not items:
        return None

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places, _ = name_rows(axes, [item.text for item in items])
        for y, item in zip(places, items, strict=True):
            one, other = before.get(item.id), after.get(item.id)
            if one is not None and other is not None and one != other:
                axes.annotate(
                    "", (other, y), (one, y),
                    arrowprops={"arrowstyle": "-|>", "color": SOFT, "linewidth": 2},
                )  # fmt: skip
            if one is not None:
                axes.plot(one, y, MARKS[0], color=SERIES[0], markersize=9)
            if other is not None:
                axes.plot(other, y, MARKS[1], color=SERIES[1], markersize=8)
        axes.set_xlim(-108, 108)
        axes.axvline(0, color=PALE, zorder=0)
        axes.set_xticks([-100, 0, 100], [material.say("disagree"), "0", material.say("agree")])
        legend(figure, {labels[first]: SERIES[0], labels[last]: SERIES[1]}, MARKS)

    moved = sum(
        item.id in before and item.id in after and before[item.id] != after[item.id]
        for item in items
    )
    return Chart(
        material.say("opinions-title"),
        material.say("opinions-alt", n=len(items), moved=moved),
        (material.say("statement"), labels[first], labels[last]),
        tuple(
            (item.text, *(material.signed(values.get(item.id)) for values in (before, after)))
            for item in items
        ),
        draw,
        (8.0, 1.2 + 0.62 * len(items)),
        tall([item.text for item in items]),
    )


def _steps(exercise: Exercise, *, short: bool) -> list[str]:
    """Name the steps of a scale; where there is little room, only its ends."""
    options = exercise.options
    ends = (1, len(options))
    return [
        str(n) if short and n not in ends else f"{n} {option.label}"
        for n, option in enumerate(options, 1)
    ]


def _means(material: Material) -> tuple[Exercise, list[Mapping[str, float | None]], list[str]]:
    """Read the averages of each pass that was begun, and the passes' names."""
    exercise, answer = material.read("practice")
    found = KINDS[exercise.kind].averages(exercise, answer)
    begun = [id_ for id_ in passes(exercise) if answer["passes"].get(id_)]
    labels = passes(exercise)
    return exercise, [found[id_].means for id_ in begun], [labels[id_] for id_ in begun]
