"""The figures by name: from a participant's answers to a chart, or to nothing to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workshop.figures.acts import my_week, plan_balance, ward_round
from workshop.figures.charts import Chart, Material
from workshop.figures.games import kisima, quiz
from workshop.figures.ratings import balance, my_practice, my_practice_radar, opinions

FIGURES: Mapping[str, Callable[[Material], Chart | None]] = {
    "my-week": my_week,
    "my-practice": my_practice,
    "my-practice-radar": my_practice_radar,
    "ward-round": ward_round,
    "balance": balance,
    "kisima": kisima,
    "opinions": opinions,
    "quiz": quiz,
    "plan-balance": plan_balance,
}
