"""Every topic that the workshop promises has its place: docs/coverage.md against the notebooks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

COVERAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]-*.md"))
NOTEBOOKS = {path.name[:2]: path for path in SOURCES}
PLANNED = "planned"
LEFT_OUT = "left out on purpose: "

# How many topics each session has; session 00 has none of its own.
PROMISED = dict(
    zip(
        ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10"),
        (36, 9, 16, 18, 3, 19, 17, 24, 0, 2),
        strict=True,
    )
)

Rows = list[tuple[str, str]]


def sections(text: str) -> dict[str, tuple[str, Rows]]:
    """Read the title of each session, and its topics with the place of each."""
    found: dict[str, tuple[str, Rows]] = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, table = part.partition("\n")
        number = re.match(r"Session (\d\d)\. ", title)
        assert number, title
        assert number[1] not in found, title
        lines = [line.strip("| ") for line in table.splitlines() if line.startswith("| ")]
        rows = [(topic, place) for topic, place in (line.split(" | ") for line in lines)]
        assert rows[0] == ("topic", "heading")
        found[number[1]] = (title, rows[1:])
    return found


def headings(notebook: str) -> list[str]:
    """Read the headings of a notebook's text; the first one is its title."""
    text = re.sub(r"^```.*?^```$", "", notebook, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^#+ (.*?) *$", text, re.MULTILINE)


def faults(title: str, rows: Rows, notebook: str | None) -> list[str]:
    """Say what is not so of one session's table."""
    if notebook is None:
        return [
            f"“{topic}”: there is no notebook of this session yet. Write “{PLANNED}”."
            for topic, place in rows
            if place != PLANNED and not place.startswith(LEFT_OUT)
        ]
    there = headings(notebook)
    found = [] if there[0] == title else [f"the notebook is called “{there[0]}”."]
    for topic, place in rows:
        if place == PLANNED:
            found.append(f"“{topic}”: the notebook is there. Name the heading that teaches it.")
        elif not place.startswith(LEFT_OUT) and place not in there[1:]:
            found.append(f"“{topic}”: the notebook has no heading “{place}”.")
    return found


def read(path: Path | None) -> str | None:
    return path.read_text(encoding="utf-8") if path else None


SECTIONS = sections(COVERAGE)


@pytest.mark.parametrize("number", PROMISED)
def test_every_topic_has_its_place(number: str) -> None:
    title, rows = SECTIONS[number]
    assert faults(title, rows, read(NOTEBOOKS.get(number))) == []
    topics = [topic for topic, _ in rows]
    assert len(set(topics)) == len(topics) == PROMISED[number]


def test_every_session_with_topics_is_there() -> None:
    assert list(SECTIONS) == list(PROMISED)
    assert set(NOTEBOOKS) - set(PROMISED) <= {"00"}


def test_one_topic_alone_is_left_out_and_says_why() -> None:
    reasons = [
        place
        for _, rows in SECTIONS.values()
        for _, place in rows
        if place.startswith(LEFT_OUT.strip())
    ]
    assert len(reasons) == 1
    assert len(reasons[0].removeprefix(LEFT_OUT).split()) > 3


class TestTheLookItself:
    NOTEBOOK = '+++ {"id": "a"}\n\n# Session 01. A\n\n## One\n\n```{code-cell}\n# Not this.\n```\n'

    def test_planned_will_do_until_the_notebook_is_there(self) -> None:
        rows = [("Roles", PLANNED)]
        assert faults("Session 01. A", rows, None) == []
        [fault] = faults("Session 01. A", rows, self.NOTEBOOK)
        assert "Name the heading" in fault

    def test_a_heading_must_be_in_the_notebook(self) -> None:
        assert faults("Session 01. A", [("Roles", "One")], self.NOTEBOOK) == []
        for place in ("Two", "Not this.", "Session 01. A"):
            assert faults("Session 01. A", [("Roles", place)], self.NOTEBOOK)
        assert faults("Session 01. A", [("Roles", "One")], None)

    def test_the_title_is_that_of_the_notebook(self) -> None:
        assert faults("Session 01. B", [], self.NOTEBOOK)
