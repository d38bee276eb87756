"""Content files: what is read, and what is said about each fault."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, assert_told
from workshop.answers.store import Answers
from workshop.commands.cli import main
from workshop.content.library import Library
from workshop.core.records import ContentError, Exercise
from workshop.notebook.board import Board
from workshop.notebook.session import Session

Edit = Callable[[str, str, str], None]
EXERCISE = "exercises/small-sort.toml"
SOLUTION = "solutions/small-sort.toml"


def test_an_exercise_is_read_with_its_key(library: Library) -> None:
    exercise = library.exercise("small-sort")
    assert [option.label for option in exercise.options][:2] == ["Leading", "Managing"]
    assert exercise.items[0].setting == "Clinic"
    assert exercise.keys["roster"].partly == ("leading",)
    assert exercise.keys["coaching"].contested
    assert dict(exercise.keys["coaching"].reasons)["managing"] == "For the standard."
    assert exercise.debrief == ("Which card split you?",)
    assert library.check() == []


FAULTS = [
    # file, what stands there, what it is changed to, the item and words of the message
    (EXERCISE, 'kind = "sort"', 'kind = "srot"', "", "Use one of: decide, map, order"),
    (EXERCISE, 'kind = "sort"', "kind = sort", "", "not valid TOML"),
    (EXERCISE, "minutes = 3", 'minutes = "3"', "", "whole number from 1 to 120"),
    (EXERCISE, "minutes", "minuets", "", "Did you mean “minutes”?"),
    (EXERCISE, '"02"', '"two"', "", "session"),
    (EXERCISE, '"instant"', '"at once"', "", "instant, on-check, on-reveal, none"),
    (EXERCISE, 'prompt = "Sort the act."', "", "", "“prompt” is empty or missing"),
    (EXERCISE, 'id = "roster"', 'id = "vision"', "vision", "used twice"),
    (EXERCISE, 'id = "roster"', 'id = "Ros ter"', "item 2", "small letters"),
    (EXERCISE, 'id = "roster"', 'id = "2024"', "item 2", "starts with a letter"),
    (EXERCISE, "He writes the roster.", "", "roster", "“text” is empty"),
    (EXERCISE, "He writes the roster.", "x" * 5000, "roster", "5,000 characters; 400 is the most"),
    (EXERCISE, 'text = "He writes the roster."', "text = 7", "roster", "not a text"),
    (SOLUTION, "[items.roster]", "[items.rooster]", "roster", "has no key"),
    (SOLUTION, "[items.roster]", "[items.rooster]", "rooster", "has no item"),
    (SOLUTION, 'accept = ["managing"]', 'accept = ["manage"]', "roster", "Did you mean “managing”"),
    (SOLUTION, 'accept = ["managing"]', "accept = []", "roster", "no option is accepted"),
    (SOLUTION, 'accept = ["managing"]', 'accept = "managing"', "roster", "not a list"),
    (SOLUTION, 'accept = ["managing"]', 'accept = ["unknown"]', "roster", "cannot be a key"),
    (SOLUTION, 'partly = ["leading"]', 'partly = ["managing"]', "roster", "both accepted and half"),
    (SOLUTION, '["organising"]', '["organizing"]', "roster", "Did you mean “organising”?"),
    (SOLUTION, '["kotter-1990"]', '["koter-1990"]', "vision", "Did you mean “kotter-1990”?"),
    (SOLUTION, 'why = "Order and cover."', 'why = "  "', "roster", "“why” is empty"),
    (SOLUTION, 'leading = "For growth."', 'leadding = "For growth."', "coaching", "Did you mean"),
    (
        SOLUTION,
        'questions = ["Which card split you?"]',
        "questions = 3",
        "debrief",
        "list of texts",
    ),
    (
        "data/sources.toml",
        'short = "Mayega',
        'shrot = "Mayega',
        "mayega-2012",
        "Did you mean “short”?",
    ),
    ("data/practices.csv", "Scanning,leading", "Scanning,", "line 2", "cell"),
    ("data/misconceptions.csv", ",00 01", ",0 1", "line 2", "list of sessions"),
    ("data/strings/en.toml", "[board]", "[board", "", "not valid TOML"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_names_file_item_and_remedy(
    library: Library, edit: Edit, file: str, old: str, new: str, item: str, words: str
) -> None:
    edit(file, old, new)
    assert_told(library, file, item, words)


def test_all_faults_are_listed_not_only_the_first(library: Library, edit: Edit) -> None:
    edit(EXERCISE, "minutes = 3", "minutes = 0")
    edit(EXERCISE, "He writes the roster.", "")
    edit(SOLUTION, '["kotter-1990"]', '["nobody"]')
    edit("data/glossary.csv", "intern,", "intern")
    files = sorted(fault.file for fault in library.check())
    assert files == ["data/glossary.csv", EXERCISE, EXERCISE, SOLUTION]


def test_an_option_that_no_card_reaches_is_a_fault(library: Library, edit: Edit) -> None:
    edit(EXERCISE, "unsure = true", "")
    assert any("no card belongs" in str(fault) for fault in library.check())


@pytest.mark.parametrize("count", [1, 10])
def test_a_sort_has_two_to_nine_options(library: Library, content: Path, count: int) -> None:
    text = (content / EXERCISE).read_text(encoding="utf-8")
    head, _, rest = text.partition("[[options]]")
    items = rest[rest.index("[[items]]") :]
    options = "".join(f'[[options]]\nid = "o{n}"\nlabel = "O"\n' for n in range(count))
    (content / EXERCISE).write_text(head + options + items, encoding="utf-8")
    assert any("2 to 9 options" in str(fault) for fault in library.check())


def test_a_missing_solution_and_a_file_that_is_not_utf8(library: Library, content: Path) -> None:
    (content / SOLUTION).unlink()
    (content / EXERCISE).write_bytes(b'title = "\xe9"')
    messages = [str(fault) for fault in library.check()]
    assert any("missing" in message for message in messages)
    assert any("UTF-8" in message for message in messages)


def test_a_file_saved_with_a_byte_order_mark_is_read(library: Library, content: Path) -> None:
    path = content / EXERCISE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert library.exercise("small-sort").title == "A small sort"


DRAWN = """
kind = "sort"
session = "02"
title = "Fewer cards"
minutes = 1
feedback = "instant"
prompt = "Sort."
[[options]]
id = "leading"
label = "Leading"
[[options]]
id = "managing"
label = "Managing"
[cards]
from = "small-sort"
pick = ["vision", "coaching"]
"""


def test_cards_can_be_drawn_from_another_exercise(library: Library, content: Path) -> None:
    (content / "exercises" / "fewer.toml").write_text(DRAWN, encoding="utf-8")
    (content / "solutions" / "fewer.toml").write_text("", encoding="utf-8")
    fewer, deck = library.exercise("fewer"), library.exercise("small-sort")
    assert fewer.items == (deck.items[0], deck.items[2])
    assert fewer.keys["vision"] == deck.keys["vision"]
    assert library.check() == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('from = "small-sort"', 'from = "small-srot"', "Use one of: small-sort"),
        ('"vision", ', '"vison", ', "Did you mean “vision”?"),
        ('pick = ["vision", "coaching"]', "pick = []", "no card is picked"),
        ("[cards]", '[[items]]\nid = "own"\n[cards]', "Remove one."),
    ],
)
def test_faults_in_drawing_cards(
    library: Library, content: Path, old: str, new: str, words: str
) -> None:
    assert old in DRAWN
    (content / "exercises" / "fewer.toml").write_text(DRAWN.replace(old, new), encoding="utf-8")
    (content / "solutions" / "fewer.toml").write_text("", encoding="utf-8")
    assert any(words in str(fault) for fault in library.check())


def test_drawing_cards_where_there_is_no_deck_is_a_fault(library: Library, content: Path) -> None:
    (content / EXERCISE).write_text(DRAWN, encoding="utf-8")
    assert any("“from” is “small-sort”" in str(fault) for fault in library.check())


def test_drawn_cards_may_have_keys_of_their_own(content: Path) -> None:
    (content / "exercises" / "fewer.toml").write_text(DRAWN, encoding="utf-8")
    picked = [item.id for item in library_exercise(content, "").items]
    keys = "".join(
        f'[items.{id_}]\naccept = ["leading", "managing"]\nwhy = "x"\n' for id_ in picked
    )
    assert library_exercise(content, keys).keys[picked[0]].why == "x"
    with pytest.raises(ContentError, match="has no key"):
        library_exercise(content, '[items.vision]\naccept = ["managing"]\nwhy = "x"\n')


def library_exercise(content: Path, solution: str) -> Exercise:
    (content / "solutions" / "fewer.toml").write_text(solution, encoding="utf-8")
    return Library(content).exercise("fewer")


def test_a_key_may_lose_no_option_by_drawing(library: Library, content: Path) -> None:
    text = DRAWN.replace('id = "leading"', 'id = "other"')
    (content / "exercises" / "fewer.toml").write_text(text, encoding="utf-8")
    (content / "solutions" / "fewer.toml").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match="vision: no option is accepted"):
        library.exercise("fewer")


def test_the_check_command_prints_every_fault_and_fails(
    content: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("workshop.content.library.find_root", lambda: content)
    assert main(["check"]) == 0
    assert "all is well" in capsys.readouterr().out
    edit(EXERCISE, "minutes = 3", "minutes = 0")
    edit(SOLUTION, 'accept = ["managing"]', 'accept = ["manage"]')
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert f"{EXERCISE}: “minutes”" in printed
    assert f"{SOLUTION}, roster: “accept” names an unknown option" in printed
    assert "found" in printed


@pytest.fixture(scope="module")
def opened() -> list[Path]:
    """Every file that this process opens from now on; such a hook stays until it ends."""
    files: list[Path] = []

    def note(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and isinstance(args[0], str | Path):
            files.append(Path(args[0]))

    sys.addaudithook(note)
    return files


def test_a_session_opens_each_content_file_once(opened: list[Path], tmp_path: Path) -> None:
    # Whoever reads the same folder shares what was read: this is a folder of its own.
    copied = tmp_path / "copied"
    folders = ("data", "exercises", "solutions")
    for each in folders:
        shutil.copytree(ROOT / each, copied / each)

    def read() -> list[str]:
        paths = [path for path in opened if path.is_relative_to(copied) and path.suffix != ".py"]
        names = [str(path.relative_to(copied)) for path in paths]
        return sorted(name for name in names if name.split("/")[0] in folders)

    session = Session("01", Library(copied), Answers(tmp_path / "work"))
    opened.clear()
    assert isinstance(session.show("three-tasks-six-functions"), Board)
    assert {"data/strings/en.toml", "data/sources.toml", "data/practices.csv"} < set(read())
    opened.clear()
    # The next board is another exercise, and nothing else.
    assert isinstance(session.show("starter-sort"), Board)
    assert {Path(name).parent.name for name in read()} == {"exercises", "solutions"}
    assert len(set(read())) == len(read())
    opened.clear()
    assert isinstance(session.show("three-tasks-six-functions"), Board)
    assert isinstance(session.show("starter-sort"), Board)
    assert read() == []


def test_a_file_that_changes_is_read_again(
    library: Library, edit: Edit, content: Path, tmp_path: Path
) -> None:
    session = Session("02", library, Answers(tmp_path / "work"))
    board = session.show("small-sort")
    assert isinstance(board, Board)
    edit(EXERCISE, "Sort the act.", "Sort every act.")
    edit("data/strings/en.toml", 'check = "', 'check = "Now: ')
    edit("data/glossary.csv", "term,meaning", "term,meaning\nshift,who works when")
    again = session.show("small-sort")
    assert isinstance(again, Board)
    assert (board.spec["prompt"], again.spec["prompt"]) == ("Sort the act.", "Sort every act.")
    assert library.strings()["board"]["check"].startswith("Now: ")
    assert library.glossary()["shift"] == "who works when"
    # A file that breaks is told, one that is mended is read, and one that goes is missed.
    edit(SOLUTION, "[items.roster]", "[items.roster")
    with pytest.raises(ContentError, match="not valid TOML"):
        library.exercise("small-sort")
    edit(SOLUTION, "[items.roster", "[items.roster]")
    assert library.exercise("small-sort") == again.exercise
    (content / SOLUTION).unlink()
    with pytest.raises(ContentError, match="this file is missing"):
        library.exercise("small-sort")


def test_nobody_changes_what_is_kept(tmp_path: Path) -> None:
    library, answers = Library(ROOT), Answers(tmp_path)
    for _ in range(2):
        for exercise in library.exercises().values():
            Session(exercise.session, library, answers).show(exercise.id)
    assert library.exercises() == Library(ROOT).exercises()
