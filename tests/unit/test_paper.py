"""Paper for a room without devices: cards, worksheets, their keys, and the files on disk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.filled import fill
from tests.support.outline import Outline
from workshop.answers.store import Answers
from workshop.commands.cli import main
from workshop.content.library import Library
from workshop.core.letters import lettered, lettered_options, letters
from workshop.core.records import ContentError, Exercise
from workshop.paper import pdf, printed
from workshop.paper.deck import ON_A_PAGE, deck, decks
from workshop.paper.worksheets import worksheets
from workshop.system import browser

LIBRARY = Library(ROOT)


def secrets(exercise: Exercise) -> list[str]:
    """What only the key says: reasons, tips, and the reasons of each side."""
    keys = exercise.keys.values()
    return [
        text
        for key in keys
        for text in (key.why, key.tips, *(text for _, text in key.reasons))
        if text
    ]


@pytest.mark.parametrize("exercise_id", decks(LIBRARY))
def test_every_sort_is_a_deck_whose_cards_say_nothing_of_the_key(exercise_id: str) -> None:
    exercise = LIBRARY.exercise(exercise_id)
    cards, key = map(Outline, deck(LIBRARY, exercise_id))
    for number, item in enumerate(exercise.items, 1):
        assert item.text in cards.text
        assert f"{exercise.title} · {number}" in cards.text
    for option in exercise.options:
        assert option.label in cards.text
    assert [text for text in secrets(exercise) if text in cards.text] == []
    assert [text for text in secrets(exercise) if text not in key.text] == []
    assert "Keep these pages apart" in key.text
    assert cards.fetched == key.fetched == []


def test_eight_cards_lie_on_a_page_and_each_place_has_a_letter() -> None:
    cards, key = deck(LIBRARY)
    assert ON_A_PAGE == 8
    assert cards.count('<ul class="sheet">') == 7
    sheets = re.findall(r'<ul class="sheet">(.*?)</ul>', cards, re.DOTALL)
    assert [sheet.count("<li") for sheet in sheets] == [8] * 6 + [4]
    assert re.findall(r'<p class="letter">(\w)</p>\s*<p class="label">([^<]+)', cards) == [
        ("A", "Leadership"), ("B", "Management"), ("C", "Both"),
    ]  # fmt: skip
    # The key names a place by the letter that lies on the table.
    assert "A Leadership" in Outline(key).text
    assert "partly: C Both" in Outline(key).text


def test_what_is_no_deck_says_what_is_one() -> None:
    with pytest.raises(
        ContentError, match=r"this is of the kind “quiz”.*Choose one of: .*whole-dec"
    ):
        deck(LIBRARY, "sixteen-questions")


def test_the_worksheets_hold_every_step_question_and_box() -> None:
    sheets, key = map(Outline, worksheets(LIBRARY))
    for id_ in ("the-round-in-order", "an-outreach-day", "sixteen-questions", "my-practice"):
        for item in LIBRARY.exercise(id_).items:
            assert item.text in sheets.text, item.id
    for id_ in ("my-action-plan", "my-commitment", "five-whys"):
        settings = LIBRARY.exercise(id_).settings
        columns = settings["rows"]["fields"] if "rows" in settings else ()
        for field in (*settings["fields"], *columns):
            assert field["label"] in sheets.text, field["id"]
    for id_ in ("the-round-in-order", "an-outreach-day", "sixteen-questions"):
        exercise = LIBRARY.exercise(id_)
        assert [text for text in secrets(exercise) if text in sheets.text] == []
        whys = [each.why for each in exercise.keys.values()]
        assert [text for text in whys if text not in key.text] == []
    assert sheets.fetched == key.fetched == []


def test_neither_steps_nor_answers_stand_in_the_order_of_the_key() -> None:
    order = LIBRARY.exercise("the-round-in-order")
    shuffled = [item.id for item in lettered(order).values()]
    assert shuffled != [item.id for item in order.items]
    assert sorted(shuffled) == sorted(item.id for item in order.items)
    quiz = LIBRARY.exercise("sixteen-questions")
    right = [
        letter
        for item in quiz.items
        for letter, option in lettered_options(item).items()
        if option.id in quiz.keys[item.id].accept
    ]
    assert len(right) == 16
    assert all(right.count(letter) >= 2 for letter in "ABCD")
    assert letters(28)[-3:] == ["Z", "AA", "AB"]


def test_the_key_names_the_letters_of_the_sheets() -> None:
    sheets, key = worksheets(LIBRARY)
    order = LIBRARY.exercise("the-round-in-order")
    for letter, item in lettered(order).items():
        text = re.escape(item.text)
        assert re.search(rf'letter">{letter}</p>\s*<div><p>{text}', unescape(sheets)), item.id
        assert re.search(rf'row">{letter}</th><td>{text}', unescape(key)), item.id


def test_an_exercise_that_was_taken_out_is_left_out(library: Library) -> None:
    sheets, key = map(Outline, worksheets(library))
    assert [level for level, _ in sheets.headings] == [1]
    assert [level for level, _ in key.headings] == [1]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, on a computer without a browser that writes PDFs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "work"))
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    return tmp_path


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("handout", ["what-i-take-home"]),
        ("deck", ["whole-deck-cards", "whole-deck-key"]),
        ("worksheets", ["worksheets", "worksheets-key", "eight-practices"]),
        ("run-sheets", ["run-sheets"]),
        (
            "forms",
            [
                "eight-sentences",
                "supervisor",
                "supervision-card",
                "team-plan",
                "invitation",
                "attendance",
            ],
        ),
    ],
)
def test_the_command_writes_and_says_what_to_do_without_a_browser(
    own: Path, capsys: pytest.CaptureFixture[str], what: str, names: list[str]
) -> None:
    fill(LIBRARY, Answers())
    assert main(["print", what]) == 0
    said = capsys.readouterr().out
    for name in names:
        assert (own / "printed" / f"{name}.html").read_text("utf-8").startswith("<!doctype html>")
        assert f"Wrote {Path('printed') / name}.html." in said
    assert sorted(path.stem for path in (own / "printed").iterdir()) == sorted(names)
    assert said.count("No PDF was made: No Chromium, Chrome or Edge was found") == 1
    assert "choose Print (Ctrl+P" in said


def test_the_command_says_what_is_wrong_in_sentences(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", "deck", "--exercise", "sixteen-questions"]) == 1
    assert "only a sort is a deck of cards" in capsys.readouterr().out
    assert main(["print", "deck", "--exercise", "whole-dek"]) == 1
    assert "this file is missing" in capsys.readouterr().out
    assert not (own / "printed").exists()
    (own / "a-file").write_text("")
    assert main(["print", "worksheets", "--to", str(own / "a-file")]) == 1
    assert "Name another one with --to FOLDER." in capsys.readouterr().out
    assert (own / "a-file").read_text() == ""


def fake(folder: Path, line: str) -> str:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a browser is a shell script")
class TestBrowserThatFails:
    def test_one_that_writes_nothing(
        self, own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHROMIUM", fake(own, "exit 21"))
        assert main(["print", "deck"]) == 0
        said = capsys.readouterr().out
        assert said.count("wrote no PDF.") == 1
        assert said.count("Wrote ") == 2
        assert not list((own / "printed").glob("*.pdf"))

    def test_an_older_pdf_is_named_as_such(
        self, own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (own / "printed").mkdir()
        old = own / "printed" / "what-i-take-home.pdf"
        old.write_bytes(b"%PDF old")
        monkeypatch.setenv("CHROMIUM", fake(own, "exit 21"))
        assert main(["print", "handout"]) == 0
        assert "what-i-take-home.pdf is an older one." in capsys.readouterr().out
        assert old.read_bytes() == b"%PDF old"

    def test_one_that_hangs_ends_with_all_its_processes(self, own: Path) -> None:
        page = own / "page.html"
        page.write_text("<p>hello</p>")
        browser = fake(own, f"sleep 60 & echo $! > {own}/child; wait")
        began = time.monotonic()
        with pytest.raises(pdf.PdfError, match="took longer than 1 seconds"):
            pdf.write_pdf(page, own / "page.pdf", browser, seconds=1)
        assert time.monotonic() - began < 20
        child = int((own / "child").read_text())
        state = Path(f"/proc/{child}/stat")
        assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"

    def test_one_that_does_not_start(self, own: Path) -> None:
        broken = own / "browser"
        broken.write_bytes(b"\x7fELF nothing")
        broken.chmod(0o755)
        with pytest.raises(pdf.PdfError, match="does not start"):
            pdf.write_pdf(own / "page.html", own / "page.pdf", str(broken))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no root")
def test_the_sandbox_is_only_left_out_for_root(monkeypatch: pytest.MonkeyPatch) -> None:
    for user, without in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        command = browser.start_command("chromium", Path("profile"))
        assert ("--no-sandbox" in command) is without


def test_everything_that_can_be_printed_is_offered() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workshop.commands.cli", "print", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert all(what in done.stdout for what in printed.WHAT)
