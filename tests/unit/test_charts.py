"""The figures: what they say of somebody's answers, in a sentence, in a table, and as a picture."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from tests.conftest import ROOT
from tests.support.asking import ask
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.figures import FIGURES
from workshop.figures.acts import ACTS, MARKS
from workshop.figures.charts import BOTH, LEADING, LINE, MANAGING, Chart, Material, on_page, svg
from workshop.notebook.page import Page
from workshop.notebook.picture import Picture
from workshop.notebook.session import Session
from workshop.system.look import colours

LIBRARY = Library(ROOT)
DRAWN = {"svg", "g", "defs", "path", "rect", "use", "text", "clipPath", "pattern"}
"""What a page takes into itself, see ``js/src/kit/drawing.ts``."""


@pytest.fixture
def material(tmp_path: Path) -> Material:
    """A participant who has answered nothing yet."""
    return Material(LIBRARY, Answers(tmp_path / "work"))


def answer(material: Material, exercise: str, *deltas: object) -> None:
    for delta in deltas:
        material.answers.change(LIBRARY.exercise(exercise), delta)


def chart(material: Material, name: str) -> Chart:
    drawn = FIGURES[name](material)
    assert drawn is not None
    return drawn


def rate(material: Material, pass_: str, value: Any, items: int = 24) -> None:
    ids = [item.id for item in LIBRARY.exercise("my-practice").items][:items]
    answer(material, "my-practice", {"passes": {pass_: dict.fromkeys(ids, value)}})


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_drawn_before_there_is_something_to_draw(material: Material, name: str) -> None:
    assert FIGURES[name](material) is None


def test_a_day_is_counted_by_its_acts(material: Material) -> None:
    chosen = ("management", "management", "both", "neither", "")
    answer(material, "my-yesterday", {"rows": [{"what": "x", "act": act} for act in chosen]})
    drawn = chart(material, "my-week")
    neither = "Neither: care or technical work"
    assert drawn.rows == (
        ("Managing", "2"), ("Both", "1"), (neither, "1"), ("Not chosen yet", "1"),
    )  # fmt: skip
    assert drawn.alt == (
        f"A ring of acts, 5 in all: Managing 2, Both 1, {neither} 1, Not chosen yet 1."
    )


def test_what_is_neither_has_no_colour_of_a_side_and_none_of_what_is_open() -> None:
    assert ACTS["neither"] not in {LEADING, MANAGING, BOTH, LINE}
    assert len(set(MARKS)) == len(ACTS)


def test_the_round_stands_beside_what_most_would_say(material: Material) -> None:
    exercise = LIBRARY.exercise("the-round-practice-by-practice")
    first, second = exercise.items[:2]
    for item in (first, second):
        key = exercise.keys[item.id]
        change = {"item": item.id, "option": key.accept[0], "second": key.practices[0]}
        answer(material, exercise.id, change | {"at": None})
    answer(material, exercise.id, {"item": second.id, "option": "both", "at": None})
    drawn = chart(material, "ward-round")
    assert len(drawn.rows) == 18
    assert drawn.rows[0][1] == drawn.rows[0][2] == "Leadership · Scanning"
    assert drawn.rows[1][1] == "Both · Planning"
    assert drawn.rows[2][1] == "\u2013"
    assert "Answered: 2 of 18 steps. The same in both rows: 1." in drawn.alt


def test_a_round_without_practices_counts_no_step_and_still_shows_the_acts(
    material: Material,
) -> None:
    exercise = LIBRARY.exercise("the-round-practice-by-practice")
    for item in exercise.items:
        answer(material, exercise.id, {"item": item.id, "option": "both", "at": None})
    drawn = chart(material, "ward-round")
    assert "Answered: 0 of 18 steps. The same in both rows: 0." in drawn.alt
    assert {row[1:] for row in drawn.rows} == {("Both", "\u2013")}
    figure = Figure()
    drawn.draw(figure)
    upper, lower = (
        [line for line in axes.lines if line.get_marker() != "None"] for axes in figure.axes
    )
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    heights = [np.asarray(dot.get_ydata()).item() for dot in upper]
    assert [labels[height] for height in heights] == ["Not chosen yet"] * 18
    assert lower == []


def test_practices_are_sorted_and_a_second_view_stands_beside_the_first(material: Material) -> None:
    rate(material, "me", 3)
    answer(
        material,
        "my-practice",
        *({"pass": "me", "item": f"planning-{n}", "value": 5} for n in (1, 2, 3)),
    )
    rate(material, "team", 4)
    drawn = chart(material, "my-practice")
    assert drawn.columns == ("Practice", "I today", "What my team would say")
    assert drawn.rows[0] == ("Planning", "5.00", "4.00")
    assert "The highest is Planning" in drawn.alt
    wheel = chart(material, "my-practice-radar")
    assert len(wheel.rows) == 8
    bars = chart(material, "balance")
    assert bars.rows == (("I today", "3.00", "3.50"), ("What my team would say", "4.00", "4.00"))


def test_a_wheel_needs_all_eight_and_the_dots_do_not(material: Material) -> None:
    rate(material, "me", 2, items=6)
    assert FIGURES["my-practice-radar"](material) is None
    assert len(chart(material, "my-practice").rows) == 2


def test_opinions_move(material: Material) -> None:
    one, two, *_ = [item.id for item in LIBRARY.exercise("line-of-opinion").items]
    answer(
        material, "line-of-opinion",
        {"pass": "before", "item": one, "value": -40}, {"pass": "after", "item": one, "value": 20},
        {"pass": "before", "item": two, "value": 0},
    )  # fmt: skip
    drawn = chart(material, "opinions")
    assert [row[1:] for row in drawn.rows] == [("\u221240", "+20"), ("0", "\u2013")]
    assert "You moved on 1 of them" in drawn.alt


def test_kisima_shows_the_path_and_the_pure_strategies(material: Material) -> None:
    exercise = LIBRARY.exercise("six-decisions-at-kisima")
    path = [item.options[0].id for item in exercise.items]
    answer(material, exercise.id, {"path": path})
    ends = {row[0]: row[1:] for row in chart(material, "kisima").rows}
    assert ends["At the start"] == ("40",) * 5
    assert ends["Always lead"] == ("88", "24", "84", "23", "35")
    assert ends["Always manage"] == ("38", "95", "21", "15", "30")
    assert ends["Always mix both"] == ("69", "78", "66", "0", "61")
    assert "Your path" in ends


def test_questions_of_use_are_counted_apart(material: Material) -> None:
    exercise = LIBRARY.exercise("sixteen-questions")
    for item in exercise.items[:5]:
        change = {"item": item.id, "option": exercise.keys[item.id].accept[0], "at": None}
        answer(material, exercise.id, change)
    drawn = chart(material, "quiz")
    assert drawn.rows == (
        ("Questions on using it (6)", "2"),
        ("Questions on knowing it (10)", "3"),
    )
    assert drawn.alt == (
        "Answered as we would, of 16 questions: 5 after. "
        "A question without an answer is not counted."
    )
    first = exercise.items[0]
    answer(material, "sixteen-questions-before", {"item": first.id, "option": "a", "at": None})
    drawn = chart(material, "quiz")
    assert drawn.columns == ("Questions", "before", "after")
    assert drawn.rows[1][1:] == ("1", "3")


def test_the_plan_is_counted_by_practice_and_side(material: Material) -> None:
    rows = [{"what": "x", "practice": p} for p in ("scanning", "planning", "planning")]
    answer(material, "my-action-plan", {"rows": rows})
    drawn = chart(material, "plan-balance")
    assert ("Planning (managing)", "2") in drawn.rows
    assert "that are leading: 1. Actions that are managing: 2." in drawn.alt


def everything(material: Material) -> None:
    """Answer every exercise that a figure is about."""
    rate(material, "me", 3)
    rate(material, "team", 4)
    answer(material, "my-yesterday", {"rows": [{"what": "x", "act": "both"}]})
    answer(material, "my-action-plan", {"rows": [{"practice": "scanning"}]})
    round_ = LIBRARY.exercise("the-round-practice-by-practice")
    answer(
        material, round_.id,
        {"item": round_.items[0].id, "option": "both", "second": "scanning", "at": None},
    )  # fmt: skip
    opinion = LIBRARY.exercise("line-of-opinion").items[0].id
    answer(material, "line-of-opinion", {"pass": "before", "item": opinion, "value": 5})
    kisima = LIBRARY.exercise("six-decisions-at-kisima")
    answer(material, kisima.id, {"path": [kisima.items[0].options[0].id]})
    questions = LIBRARY.exercise("sixteen-questions")
    answer(material, questions.id, {"item": questions.items[0].id, "option": "a", "at": None})


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_a_picture_with_words_and_a_table(material: Material, name: str) -> None:
    everything(material)
    drawn = chart(material, name)
    assert drawn.alt.endswith(".")
    assert all(len(row) == len(drawn.columns) for row in drawn.rows)
    picture = svg(drawn)
    # Both travel to the browser in one message.
    pictures = on_page(drawn)
    assert sum(map(len, pictures.values())) < 80_000
    assert svg(drawn) == picture
    assert svg(drawn, narrow=True) != picture
    for text in (picture, *pictures.values()):
        drawing = ET.fromstring(text)  # noqa: S314
        names = {element.tag.rsplit("}", 1)[-1] for element in drawing.iter()}
        assert names <= DRAWN
        # No other picture on the page has its names, and each name that is meant is there.
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len({*ids})
        assert {*re.findall(r'(?:url\(#|href="#)([^")]+)', text)} == {*ids}
    wide, narrow = (set(re.findall(r' id="([^"]+)"', each)) for each in pictures.values())
    assert not wide & narrow


@pytest.mark.parametrize("name", FIGURES)
def test_every_colour_of_a_figure_follows_the_page(material: Material, name: str) -> None:
    everything(material)
    drawn = chart(material, name)
    assert "var(" not in svg(drawn)
    for text in on_page(drawn).values():
        named = re.findall(r"var\(--lm-([a-z-]+), (#[0-9a-f]{6})\)", text)
        assert {name: colours("light")[name] for name, _ in named} == dict(named)
        assert re.findall(r"(?<!, )#[0-9a-f]{6}\b(?=[\";])", text) == []


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_read_on_a_phone(material: Material, name: str) -> None:
    everything(material)
    drawing = ET.fromstring(on_page(chart(material, name))["narrow"])  # noqa: S314
    wide = float(drawing.get("viewBox", "").split()[2])
    texts = [each for each in drawing.iter() if each.tag.endswith("text")]
    written = [re.findall(r"font-size: ([\d.]+)px", each.get("style", "")) for each in texts]
    sizes = [float(size) for [size] in written]
    # As it is shown where a page is 320 wide, which leaves 256 for it.
    assert min(sizes) * 256 / wide >= 11
    assert all(len(each.text or "") <= 36 for each in texts)


def test_leading_and_managing_look_the_same_everywhere_and_never_by_colour_alone(
    material: Material,
) -> None:
    everything(material)
    lead, manage = colours("light")["lead"], colours("light")["manage"]
    for name in ("balance", "plan-balance"):
        text = svg(chart(material, name))
        assert f"fill: {lead}" in text
        # Managing is hatched.
        assert re.search(rf'<pattern[^>]*><rect [^>]*fill="{manage}"', text)
        assert {"leading", "managing"} <= {*re.findall(r"(leading|managing)\)?</text>", text)}
    # What is neither has other colours.
    assert not {lead, manage} & {*re.findall("#[0-9a-f]{6}", svg(chart(material, "opinions")))}


def test_a_press_draws_and_a_missing_answer_is_a_sentence(material: Material) -> None:
    shown = Session("06", LIBRARY, material.answers).figure("balance")
    assert isinstance(shown, Picture)
    told = ask(shown, "draw")
    assert told == {"said": shown.drawn["said"]}
    assert told["said"].startswith("There is nothing to draw yet.")
    assert "wide" not in shown.drawn
    rate(material, "me", 3)
    ask(shown, "draw")
    assert shown.drawn["wide"].startswith("<svg")
    assert shown.drawn["narrow"].startswith("<svg")
    assert shown.drawn["rows"] == [["I today", "3.00", "3.00"]]


def test_a_figure_that_fails_is_a_sentence_too(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(material, "me", 3)

    def fail(_chart: Chart) -> str:
        raise OSError("no font")

    monkeypatch.setattr("workshop.figures.charts.svg", fail)
    shown = Session("06", LIBRARY, material.answers).figure("balance")
    assert isinstance(shown, Picture)
    assert "could not be drawn (OSError: no font)" in ask(shown, "draw")["wrong"]
    assert shown.drawn == {}


def test_broken_words_are_a_sentence_in_place_of_the_figure(
    library: Library, edit: Any, tmp_path: Path
) -> None:
    edit("data/strings/en.toml", "[board]", "[board")
    assert isinstance(Session("06", library, Answers(tmp_path / "w")).figure("balance"), Page)


def test_a_page_with_figures_loads_no_plotting_library_until_one_is_asked_for(
    tmp_path: Path,
) -> None:
    code = f"""
import sys
from pathlib import Path
from tests.support.asking import ask
from workshop.answers.store import Answers
from workshop.notebook.session import Session
from workshop.system.look import colours
shown = Session("06", answers=Answers(Path({str(tmp_path)!r}))).figure("balance")
before = "matplotlib" in sys.modules
ask(shown, "draw")
print(before, "matplotlib" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # Nothing to draw: then it is not needed either.
    assert done.stdout.split() == ["False", "False"]
