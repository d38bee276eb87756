"""The words of another language, and what a language does with numbers and days."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from tests.conftest import ROOT, assert_told
from tests.support.examples import examples
from workshop.answers.store import Answers
from workshop.commands.cli import main
from workshop.content import languages
from workshop.content.kept import KeptFiles
from workshop.content.languages import MINUS
from workshop.content.library import Library
from workshop.content.word_files import PATTERNS, read_words
from workshop.content.words import Section
from workshop.core.records import ContentError
from workshop.notebook.board import Board
from workshop.notebook.session import Session

Edit = Callable[[str, str, str], None]
WORDS = read_words(KeptFiles(ROOT), "en", [])
LIBRARY = Library(ROOT)


@pytest.mark.parametrize("given", examples("words")["languages"], ids=lambda each: each["language"])
def test_numbers_take_the_form_that_the_language_has_for_them(given: dict[str, Any]) -> None:
    language = given["language"]
    assert list(languages.forms(language)) == given["forms"]
    words = Section("sort", language, given["words"])
    said = [[n, words.count("cards", n)] for n, _ in given["counted"]]
    assert said == given["counted"]


def test_english_is_known_without_its_rules() -> None:
    """So that the first page of a participant does not load them."""
    rule = Locale("en").plural_form
    assert languages.forms("en").keys() == rule.tags | {"other"}
    assert [n for n in range(1000) if rule(n) == "one"] == [1]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["1,234.5", "-3", "0", "+2", "-0.25", "29%"]),
        ("pl", ["1\u00a0234,5", "-3", "0", "+2", "-0,25", "29%"]),
        ("sw", ["1,234.5", "-3", "0", "+2", "-0.25", "29%"]),
        ("de", ["1.234,5", "-3", "0", "+2", "-0,25", "29\u00a0%"]),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language: str, written: list[str]) -> None:
    # With a minus that is no hyphen.
    assert [each.replace("-", MINUS) for each in written] == [
        languages.number(language, 1234.5, 1),
        languages.number(language, -3),
        languages.signed(language, 0),
        languages.signed(language, 2),
        languages.signed(language, -0.25, 2),
        languages.percent(language, 0.29),
    ]


@pytest.mark.parametrize(("language", "day", "text"), examples("words")["days"])
def test_days_are_written_as_the_language_writes_them(language: str, day: str, text: str) -> None:
    assert languages.day(language, date.fromisoformat(day)) == text


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert languages.signed("en", -0.004, 2) == "0.00"
    assert languages.number("en", -0.4) == "0"


PL = "data/strings/pl.toml"


@pytest.fixture
def polish(content: Path, edit: Edit) -> Library:
    """Words that are Polish in form, and begin with “PL”, so that they can be told apart."""
    lines = []
    for section, texts in WORDS.items():
        lines.append(f"[{section}]")
        for name, text in texts.items():
            if section == PATTERNS:
                lines.append(f"{name} = 'x'")
            elif isinstance(text, str):
                lines.append(f"{name} = {json.dumps('PL ' + text)}")
            else:
                other = json.dumps("PL " + text["other"])
                forms = ", ".join(f"{form} = {other}" for form in ("one", "few", "many", "other"))
                lines.append(f"{name} = {{ {forms} }}")
    (content / PL).write_text("\n".join(lines), encoding="utf-8")
    edit("data/language.toml", '"en"', '"pl"')
    return Library(content)


FORMS = '{ one = "PL", few = "PL", many = "PL", other = "PL" }'
UNDO = 'undo = "PL Undo"'
LEFT = 'few = "PL {n} cards left.", '
FAULTS = [
    # what stands there, what it is changed to, the item, words of the message
    (UNDO, "", "board, undo", "this text is missing. Write undo ="),
    (UNDO, 'undu = "PL Undo"', "board, undu", "nothing shows this text. Remove it; or did you"),
    (UNDO, 'undo = ""', "board, undo", "“undo” is empty"),
    (UNDO, "undo = 3", "board, undo", "“undo” is not a text"),
    (UNDO, "undo = " + FORMS, "board, undo", 'this text has no forms. Write undo = "…".'),
    (UNDO, f'undo = "PL {"x" * 700}"', "board, undo", "600 is the most"),
    ("{folder}, on", "{Ordner}, on", "session, private", "Use {folder}, spelled"),
    (LEFT, "", "board, left", "the form “few” is missing. Write few ="),
    (LEFT, 'two = "PL {n}", ' + LEFT, "board, left", "no number takes the form “two”. Remove it"),
    (LEFT, 'few = "PL cards left.", ', "board, left, few", "Use {n}, spelled like that."),
    (LEFT, 'few = "PL {m} {n} left.", ', "board, left, few", "Use {n}, spelled like that."),
    ("number = 'x'", "number = '('", "write-patterns, number", "not a valid regular expression"),
    ("verb = 'x'", "", "write-patterns, verb", "this text is missing."),
    ("verb = 'x'", "colour = 'x'", "write-patterns, colour", "nothing shows this text."),
    ("[board]", "[boards]", "boards, undo", "nothing shows this text. Remove it."),
    ("[board]", "[board", "", "not valid TOML"),
]


@pytest.mark.parametrize(("old", "new", "item", "words"), FAULTS)
def test_a_fault_in_another_language_names_file_item_and_remedy(
    polish: Library, edit: Edit, old: str, new: str, item: str, words: str
) -> None:
    assert polish.check() == []
    edit(PL, old, new)
    assert_told(polish, PL, item, words)


@pytest.mark.parametrize("change", FAULTS)
def test_english_takes_the_place_of_a_word_with_a_fault(
    polish: Library, edit: Edit, change: tuple[str, str, str, str]
) -> None:
    """And of no other: everything else is still in the language."""
    edit(PL, *change[:2])
    strings = polish.strings()
    assert strings.faults
    assert strings.keys() == WORDS.keys()
    whole = not change[2] or change[0] == "[board]"
    english = {
        f"{section}, {name}"
        for section in WORDS.keys() - {"board" if whole else ""}
        for name, text in strings[section].items()
        if not text.startswith("PL") and text != "x"
    }
    if change[2]:
        assert strings.language == "pl"
        told = {", ".join(fault.item.split(", ")[:2]) for fault in strings.faults}
        assert all(any(each.startswith(item) for item in told) for each in english)
        assert len(english) <= 4
    else:
        assert strings.language == "en"
    assert strings["board"].count("left", 5).endswith("5 cards left.")


def test_an_english_form_for_one_is_not_said_of_twenty_one(content: Path, edit: Edit) -> None:
    """In Latvian the form of 1 is that of 21 as well, and “One answer” would be wrong there."""
    (content / "data" / "strings" / "lv.toml").write_text('[board]\nundo = "LV"', "utf-8")
    edit("data/language.toml", '"en"', '"lv"')
    strings = Library(content).strings()
    assert strings["board"]["undo"] == "LV"
    assert strings["answers"].count("dropped", 21).startswith("21 earlier answers")
    assert strings["board"].count("left", 0) == "0 cards left."


@pytest.mark.parametrize("language", ["sw", "no-such", "../en"])
def test_a_language_without_words_is_english_and_a_fault(
    library: Library, edit: Edit, language: str
) -> None:
    edit("data/language.toml", '"en"', f'"{language}"')
    strings = library.strings()
    assert (strings.language, strings["board"]["undo"]) == ("en", "Undo")
    assert_told(library, f"data/strings/{language}.toml", "", "")


@pytest.mark.parametrize("text", ["language = 3", "language = ", "lang = 'en'"])
def test_a_fault_in_the_choice_of_the_language_is_told(
    library: Library, content: Path, text: str
) -> None:
    (content / "data" / "language.toml").write_text(text, "utf-8")
    assert library.strings().language == "en"
    assert {fault.file for fault in library.check()} == {"data/language.toml"}


def test_a_board_in_another_language_says_it_to_the_browser(
    polish: Library, tmp_path: Path
) -> None:
    board = Session("02", polish, Answers(tmp_path)).show("small-sort")
    assert isinstance(board, Board)
    assert board.spec["language"] == "pl"
    assert board.spec["words"]["left-many"] == "PL {n} cards left."


def test_a_page_with_words_in_english_says_so_once(
    polish: Library, edit: Edit, tmp_path: Path
) -> None:
    for fault in (False, True):
        if fault:
            edit(PL, UNDO, "")
        session = Session("02", polish, Answers(tmp_path))
        session._repr_mimebundle_()
        assert session._header is not None
        said = session._header.page["words"]["private"]
        assert said.count("“make check” says which") == int(fault)
        board = session.show("small-sort")
        assert isinstance(board, Board)
        assert board.notice == ""


def test_a_word_that_english_lacks_is_told_where_it_is_asked_for(
    library: Library, edit: Edit
) -> None:
    edit("data/strings/en.toml", 'undo = "Undo"', "")
    with pytest.raises(ContentError, match=r"strings/en.toml, board, undo: this text is missing"):
        library.strings()["board"]["undo"]
    edit("data/strings/en.toml", "[board]", "[boards]")
    with pytest.raises(ContentError, match=r"strings/en.toml, board: this section is missing"):
        library.strings()["board"]


class TestCommands:
    """In the terminal, where nobody sees a page."""

    @pytest.fixture(autouse=True)
    def here(self, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("workshop.content.library.find_root", lambda: content)

    def test_they_speak_the_language_of_this_copy(
        self, polish: Library, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert polish.strings().language == "pl"
        assert main(["check"]) == 0
        assert capsys.readouterr().out == "PL 1 exercises: all is well.\n"
        with pytest.raises(SystemExit):
            main(["--help"])
        assert "PL open the notebooks in JupyterLab" in capsys.readouterr().out

    @pytest.mark.parametrize("command", ["check", "lab", "work save", "check --ready"])
    def test_without_words_they_name_the_file_and_the_line(
        self, edit: Edit, capsys: pytest.CaptureFixture[str], command: str
    ) -> None:
        edit("data/strings/en.toml", "[board]", "[board")
        edit("exercises/small-sort.toml", "minutes = 3", "minutes = 0")
        assert main(command.split()) == 1
        said = capsys.readouterr().out
        assert re.search(
            r"^data/strings/en.toml: .* TOML: .*\(at line 7,.* Look at", said, re.MULTILINE
        )
        # Whoever asks for the faults learns of all of them.
        assert "exercises/small-sort.toml: “minutes”" in said
