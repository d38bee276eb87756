"""The rhythm of a session: a tap first, then a scene, folds that open, and one clear end."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.rendered import shown
from workshop.content.library import Library
from workshop.notebook.session import Session

SOURCES = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]-*.md"))
CHAPTERS = Library(ROOT).chapters()
BEFORE_THE_FIRST_TAP = 80


def open_words(html: str) -> list[str]:
    """Read the words that nobody has to unfold."""
    folded = re.compile(r"(<details><summary>.*?</summary>).*?</details>", re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", folded.sub(r"\1", html)))
    return [word for word in text.split() if re.search(r"\w", word)]


FROM_BEFORE = re.compile(r'\.show\("(task-of|recall)-')
"""What people tell of the last session, and remember of earlier ones."""


def before_the_exercise(text: str) -> str:
    head, exercise, _ = text.partition('.show("')
    assert exercise
    return head.rpartition("```{code-cell}")[0]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_first_tap_comes_soon_and_so_does_the_one_after_the_scene(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    number = source.name[:2]
    # The last session begins with what people planned; its questions come after that.
    before = FROM_BEFORE.finditer(text) if number != "11" else ()
    *_, last = [0, *(found.end() for found in before)]
    after = text[last:].partition("```\n")[2] if last else text
    assert bool(last) == (number not in ("00", "11"))
    for part in (text, after):
        words = open_words(shown(before_the_exercise(part)))
        assert len(words) <= BEFORE_THE_FIRST_TAP, " ".join(words)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_what_folds_can_be_opened_again(source: Path) -> None:
    """A fold that nobody closes would swallow the rest of its cell."""
    html = shown(source.read_text(encoding="utf-8"))
    for tag in ("details", "summary"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>") > 0
    # The list of contents leads to headings, and those behind a fold cannot be reached.
    for fold in re.findall(r"<details>.*?</details>", html, re.DOTALL):
        assert "<h" not in fold
        # Else JupyterLab would show the marks of the text and not the text.
        assert "**" not in fold


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_end_comes_after_the_exercises_and_before_the_credits(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    assert text.count(".ending()") == 1
    end = text.index(".ending()")
    number = source.name[:2]
    [chapter] = [each for each in CHAPTERS if each.number == number]
    counted = [id_ for id_ in chapter.exercises if id_ not in chapter.extras]
    assert all(text.index(f'.show("{id_}")') < end for id_ in counted)
    assert end < text.index('"id": "credits"')
    assert end < text.index(".glossary()")


@pytest.mark.parametrize("number", [chapter.number for chapter in CHAPTERS])
def test_a_session_ends_with_its_insight_a_task_and_the_way_on(number: str) -> None:
    html = Session(number).ending()._repr_html_()
    at = next(n for n, chapter in enumerate(CHAPTERS) if chapter.number == number)
    assert CHAPTERS[at].insight
    assert CHAPTERS[at].tomorrow
    text = unescape(html)
    assert CHAPTERS[at].insight in text
    assert CHAPTERS[at].tomorrow in text
    if CHAPTERS[at + 1 :]:
        after = CHAPTERS[at + 1]
        assert f'href="{after.notebook}"' in html
        assert f"Session {after.number}, {after.title}" in text
        assert (ROOT / "notebooks" / after.notebook).is_file()
    else:
        assert 'href="start.ipynb"' in html
        assert "Thank you" in text
        assert "page to take home" in text
