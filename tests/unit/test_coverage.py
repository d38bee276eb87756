"""Every topic that the workshop promises stands where docs/coverage.md says, in those words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library

COVERAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]-*.md"))
NOTEBOOKS = {path.name[:2]: path for path in SOURCES}
LIBRARY = Library(ROOT)
PLANNED = "planned"
LEFT_OUT = "left out on purpose: "
NOTHING = "–"  # noqa: RUF001
AND = " … "
FEWEST = 3

# How many topics each session has; session 00 has none of its own.
PROMISED = dict(
    zip(
        ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"),
        (35, 9, 17, 16, 3, 17, 18, 26, 0, 2, 0),
        strict=True,
    )
)

Rows = list[tuple[str, str, str]]


def sections(text: str) -> dict[str, tuple[str, Rows]]:
    """Read the title of each session, and its topics: where each stands, and in which words."""
    found: dict[str, tuple[str, Rows]] = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, table = part.partition("\n")
        number = re.match(r"Session (\d\d)\. ", title)
        assert number, title
        assert number[1] not in found, title
        lines = [line.strip("| ") for line in table.splitlines() if line.startswith("| ")]
        rows = [
            (topic, place, words) for topic, place, words in (line.split(" | ") for line in lines)
        ]
        assert rows[0] == ("topic", "heading", "words that stand there")
        found[number[1]] = (title, rows[1:])
    return found


def plain(text: str) -> str:
    """Take out what one does not read aloud: marks of form, kinds of quotation marks, capitals."""
    text = re.sub(r"</?[a-z]+>|[*_]", "", text)
    return " ".join(re.sub(r"[“”\"‘’']", "'", text).split()).casefold()  # noqa: RUF001


def strings(content: object) -> Iterator[str]:
    """Read every text of an exercise."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for part in content.values():
            yield from strings(part)
    elif isinstance(content, Sequence):
        for part in content:
            yield from strings(part)
    elif is_dataclass(content):
        for field in fields(content):
            yield from strings(getattr(content, field.name))


@cache
def exercise(id_: str) -> str:
    return plain(" | ".join(strings(LIBRARY.exercise(id_))))


def places(notebook: str) -> dict[str, str]:
    """Read what stands under each heading, up to the next one: the text, and the exercises.

    The first heading is the title of the notebook.
    """
    cell = r"^```\{code-cell\}.*?^```$"
    shown = re.sub(
        cell,
        lambda code: " ".join(re.findall(r'\.show\("[^"]+"\)', code[0])),
        notebook,
        flags=re.MULTILINE | re.DOTALL,
    )
    parts = re.split(r"^#+ (.*?) *$", shown, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def stands(words: str, place: str) -> bool:
    """Whether each phrase stands in the text of a place, or in an exercise that is shown there."""
    shown = re.findall(r'\.show\("([^"]+)"\)', place)
    there = [plain(place), *(exercise(id_) for id_ in shown)]
    return all(any(plain(phrase) in text for text in there) for phrase in words.split(AND))


def faults(title: str, rows: Rows, notebook: str | None) -> list[str]:
    """Say what is not so of one session's table."""
    if notebook is None:
        return [
            f"“{topic}”: there is no notebook of this session yet. Write “{PLANNED}”."
            for topic, place, _ in rows
            if place != PLANNED and not place.startswith(LEFT_OUT)
        ]
    there = places(notebook)
    called, *headings = there
    found = [] if called == title else [f"the notebook is called “{called}”."]
    for topic, place, words in rows:
        if place == PLANNED:
            found.append(f"“{topic}”: the notebook is there. Name the heading that teaches it.")
        elif place.startswith(LEFT_OUT):
            continue
        elif place not in headings:
            found.append(f"“{topic}”: the notebook has no heading “{place}”.")
        elif len(words.replace(AND, " ").split()) < FEWEST:
            found.append(f"“{topic}”: quote more than “{words}”.")
        elif not stands(words, there[place]):
            elsewhere = [name for name in headings if stands(words, there[name])]
            found.append(
                f"“{topic}”: “{words}” does not stand under “{place}”"
                + (f", but under “{elsewhere[0]}”." if elsewhere else ", nor anywhere else.")
            )
    return found


def read(path: Path | None) -> str | None:
    return path.read_text(encoding="utf-8") if path else None


SECTIONS = sections(COVERAGE)


@pytest.mark.parametrize("number", PROMISED)
def test_every_topic_stands_where_the_page_says(number: str) -> None:
    title, rows = SECTIONS[number]
    assert faults(title, rows, read(NOTEBOOKS.get(number))) == []
    topics = [topic for topic, _, _ in rows]
    assert len(set(topics)) == len(topics) == PROMISED[number]


@pytest.mark.parametrize("number", PROMISED)
def test_no_two_topics_of_a_session_rest_on_the_same_words(number: str) -> None:
    quoted = [words for _, _, words in SECTIONS[number][1] if words != NOTHING]
    assert len(set(quoted)) == len(quoted)


def test_every_session_with_topics_is_there() -> None:
    assert list(SECTIONS) == list(PROMISED)
    assert set(NOTEBOOKS) - set(PROMISED) <= {"00"}


def test_one_topic_alone_is_left_out_and_says_why() -> None:
    reasons = [
        place
        for _, rows in SECTIONS.values()
        for _, place, words in rows
        if place.startswith(LEFT_OUT.strip()) and words == NOTHING
    ]
    assert len(reasons) == 1
    assert len(reasons[0].removeprefix(LEFT_OUT).split()) > 3


class TestTheLookItself:
    NOTEBOOK = (
        '+++ {"id": "a"}\n\n# Session 01. A\n\n## One\n\nA *fair* “roster” for all.\n\n'
        '```{code-cell}\n# Not this.\nworkshop.open("01").show("myth-or-not")\n```\n\n'
        "### Two\n\nAnother thing.\n"
    )

    def found(self, place: str, words: str) -> list[str]:
        return faults("Session 01. A", [("Roles", place, words)], self.NOTEBOOK)

    def test_planned_will_do_until_the_notebook_is_there(self) -> None:
        assert faults("Session 01. A", [("Roles", PLANNED, NOTHING)], None) == []
        [fault] = self.found(PLANNED, NOTHING)
        assert "Name the heading" in fault

    def test_a_heading_must_be_in_the_notebook(self) -> None:
        for place in ("Three", "Not this.", "Session 01. A"):
            assert self.found(place, "a fair 'roster' for all")
        assert faults("Session 01. A", [("Roles", "One", "a fair roster")], None)

    def test_words_stand_in_the_text_or_in_an_exercise_under_that_heading(self) -> None:
        assert self.found("One", "A fair 'roster' for all") == []
        assert self.found("One", "Quiet people, who dislike speeches, can lead") == []
        assert self.found("One", "Charisma is not required … a fair") == []
        [fault] = self.found("Two", "Quiet people, who dislike speeches, can lead")
        assert fault.endswith("but under “One”.")
        [fault] = self.found("One", "a fair … a quiet week")
        assert fault.endswith("nor anywhere else.")

    def test_one_word_or_two_are_no_quotation(self) -> None:
        [fault] = self.found("One", "for all")
        assert "quote more" in fault

    def test_the_title_is_that_of_the_notebook(self) -> None:
        assert faults("Session 01. B", [], self.NOTEBOOK)
