"""What others said or counted is told once, with who said it, and not as more than it is."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
SOURCES = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]-*.md"))


def told(words: str) -> list[tuple[str, str]]:
    """Find the paragraphs of the sessions in which something is told."""
    return [
        (path.name[:2], line)
        for path in SOURCES
        for line in path.read_text(encoding="utf-8").splitlines()
        if words in line
    ]


@pytest.mark.parametrize(
    ("words", "session", "with_it"),
    [
        (
            "too much managing and too little leading",
            "06",
            ("Kotter", "opinion", "not of hospitals"),
        ),
        ("about 2,000 hospitals", "03", ("None of the nine is in Africa", "India", "Brazil")),
        ("70 to 90 per cent", "08", ("Kotter", "page 26", "his estimate", "did not count it")),
        ("talk and managers listen", "08", ("Kalvar", "Coulter")),
    ],
)
def test_a_figure_or_a_view_is_told_once(
    words: str, session: str, with_it: tuple[str, ...]
) -> None:
    [(where, paragraph)] = told(words)
    assert where == session
    for more in with_it:
        assert more in paragraph


def test_the_two_channels_are_appelos_wherever_they_are_told() -> None:
    line = {item.id: item.setting for item in LIBRARY.exercise("line-of-opinion").items}
    replies = {item.id: item.setting for item in LIBRARY.exercise("the-whole-argument").items}
    assert "Appelo" in line["networks-do-the-work"]
    assert "Appelo" in replies["two-channels"]
    [(session, paragraph)] = told("permissions and limits run through")
    assert session == "07"
    assert "Appelo" in paragraph


def test_each_statement_has_a_question_of_its_own_that_names_it() -> None:
    rows = LIBRARY.exercise("the-other-side-first").settings["rows"]
    names = [option["label"] for option in rows["fields"][0]["options"]]
    questions = LIBRARY.exercise("line-of-opinion").debrief
    assert [question.split(": ")[0] for question in questions[-len(names) :]] == names


def test_the_eighteen_activities_name_the_table_they_come_from() -> None:
    for key in LIBRARY.exercise("eighteen-activities").keys.values():
        assert key.sources == ("kotter-1990", "northouse-2007")


def test_the_first_boxes_of_the_challenge_model_come_from_nabiwembas_slides() -> None:
    key = LIBRARY.exercise("sixteen-questions").keys["order-of-the-challenge-model"]
    assert key.sources == ("nabiwemba-challenge-model",)
