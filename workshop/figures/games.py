"""Figures of what was tried: the decisions at Kisima, and the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.core.records import Exercise
from workshop.figures.charts import (
    MARKS,
    PALE,
    SERIES,
    Chart,
    Material,
    legend,
    name_rows,
    tall,
)
from workshop.kinds import KINDS
from workshop.kinds import judging as checks

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BARS = 0.6
"""How high two bars are together on a phone, in inches."""


def kisima(material: Material) -> Chart | None:
    """Show how the gauges moved from decision to decision, and where pure strategies end."""
    exercise, answer = material.read("decisions")
    played = KINDS[exercise.kind].played(exercise, answer)
    if played is None or not played.states:
        return None
    states = played.states
    gauges = exercise.settings["gauges"]
    start = {gauge["id"]: gauge["start"] for gauge in gauges}
    path = [start, *states]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for index, gauge in enumerate(gauges):
            values = [state[gauge["id"]] for state in path]
            mark, colour = MARKS[index % len(MARKS)], SERIES[index % len(SERIES)]
            axes.plot(values, color=colour, linewidth=2.5, marker=mark, markersize=7, clip_on=False)
        axes.set_ylim(0, 102)
        axes.set_xlim(0, len(exercise.items))
        axes.set_xticks(range(len(exercise.items) + 1))
        axes.set_xlabel(material.say("decision"))
        ended = {f"{gauge['label']} {path[-1][gauge['id']]}": n for n, gauge in enumerate(gauges)}
        legend(figure, {label: SERIES[n % len(SERIES)] for label, n in ended.items()}, MARKS)

    last = ", ".join(f"{gauge['label']} {path[-1][gauge['id']]}" for gauge in gauges)
    return Chart(
        material.say("kisima-title"),
        material.say("kisima-alt", n=len(states), values=last),
        (material.say("path"), *(gauge["label"] for gauge in gauges)),
        tuple(
            (label, *(str(state[gauge["id"]]) for gauge in gauges))
            for label, state in (
                (material.say("at-the-start"), start),
                (material.say("your-path"), path[-1]),
                *played.ends.items(),
            )
        ),
        draw,
        tall=4.0,
    )  # fmt: skip


def quiz(material: Material) -> Chart | None:
    """Show how many questions were answered like the key, before and after."""
    after_exercise, after = material.read("questions")
    applying = _applying(after_exercise)
    parts = {
        "applying": applying,
        "knowing": [item.id for item in after_exercise.items if item.id not in applying],
    }
    before = material.read("questions-before")[1]
    given = {material.say("before"): before["choices"], material.say("after"): after["choices"]}
    # Whoever did one of the two is not told that the other one came to nothing.
    answers = {when: choices for when, choices in given.items() if choices}
    if not answers:
        return None
    right = {
        when: checks.judge(after_exercise, {"choices": choices}).verdicts
        for when, choices in answers.items()
    }
    counts = {
        part: [sum(right[when].get(id_) == "match" for id_ in ids) for when in answers]
        for part, ids in parts.items()
    }

    names = [material.say(f"quiz-{part}", n=len(parts[part])) for part in counts]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places, thick = name_rows(axes, names, BARS)
        for y, (part, values) in zip(places, counts.items(), strict=True):
            axes.barh(y, len(parts[part]), thick, color=PALE)
            for index, (when, value) in enumerate(zip(answers, values, strict=True)):
                at = y + thick * (index - (len(answers) - 1) / 2) / 2
                axes.barh(at, value, 0.46 * thick, color=SERIES[index])
                axes.text(value + 0.1, at, f"{when}: {value}", va="center")
        axes.set_xlim(0, max(len(ids) for ids in parts.values()) + 3)

    totals = [sum(values) for values in zip(*counts.values(), strict=True)]
    said = ", ".join(f"{total} {when}" for total, when in zip(totals, answers, strict=True))
    return Chart(
        material.say("quiz-title"),
        material.say("quiz-alt", counts=said, all=len(after_exercise.items)),
        (material.say("questions"), *answers),
        tuple(
            (material.say(f"quiz-{part}", n=len(parts[part])), *map(str, values))
            for part, values in counts.items()
        ),
        draw,
        (7.5, 2.8),
        tall(names, BARS),
    )


def _applying(exercise: Exercise) -> list[str]:
    """Name the questions about using what was learnt: the fourth to sixth of sessions 02 and 05."""
    ids = [item.id for item in exercise.items]
    return ids[3:6] + ids[10:13]
