"""The rhythm of a session: a scene and a tap first, short texts between, and one clear end."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.notebook.session import Session

SOURCES = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]-*.md"))
CHAPTERS = Library(ROOT).chapters()
BEFORE_THE_FIRST_TAP = 80
HIGHEST = 3500
PHONE = 360

CODE = re.compile(r"^```\{code-cell\}.*?^```$", re.MULTILINE | re.DOTALL)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")

# As JupyterLab shows text on a phone: its sizes and distances, at 16 px.
STYLE = """
body { margin: 0; padding: 0 16px; font: 16px/1.5 sans-serif; overflow-wrap: break-word; }
h1, h2, h3 { margin: 1.2em 0 0.8em; line-height: 1; }
h1 { font-size: 1.728em; } h2 { font-size: 1.44em; } h3 { font-size: 1.2em; }
p, ul, ol, table { margin: 0 0 1em; } ul, ol { padding-left: 2em; }
summary { box-sizing: border-box; min-height: 44px; padding: 0.5rem 0; }
"""


def shown(text: str) -> str:
    """Render the texts of a notebook, each cell by itself, without its code."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    cells = re.split(r"^\+\+\+.*$", CODE.sub("+++", text), flags=re.MULTILINE)
    return "\n".join(MARKDOWN.render(cell) for cell in cells if cell.strip())


def open_words(html: str) -> list[str]:
    """Read the words that nobody has to unfold."""
    folded = re.compile(r"(<details><summary>.*?</summary>).*?</details>", re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", folded.sub(r"\1", html)))
    return [word for word in text.split() if re.search(r"\w", word)]


def before_the_first_exercise(text: str) -> str:
    head, exercise, _ = text.partition('.show("')
    assert exercise
    return head.rpartition("```{code-cell}")[0]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_first_tap_comes_after_one_scene(source: Path) -> None:
    words = open_words(shown(before_the_first_exercise(source.read_text(encoding="utf-8"))))
    assert len(words) <= BEFORE_THE_FIRST_TAP, " ".join(words)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_what_is_open_to_read_fits_five_screens_of_a_phone(source: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 740})
    page = context.new_page()
    texts = shown(source.read_text(encoding="utf-8"))
    page.set_content(f"<!doctype html><style>{STYLE}</style>{texts}")
    height = page.evaluate("document.body.scrollHeight")
    wide = page.evaluate("document.body.scrollWidth")
    context.close()
    assert height <= HIGHEST
    assert wide <= PHONE


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
