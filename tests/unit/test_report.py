"""The page for the organisation: what may be said is on it, and where nothing may, a sentence."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.outline import Outline
from tests.support.rooms import (
    AFTER,
    BEFORE,
    DEBATE,
    EXERCISES,
    FULL,
    LIBRARY,
    NOON,
    PLAN,
    QUOTES,
    a_room,
    debate,
    said,
    usual_room,
)
from workshop.commands.cli import main
from workshop.content.languages import MINUS
from workshop.content.library import Library
from workshop.facilitator.exports import make_report
from workshop.facilitator.gathered import Room
from workshop.paper.pdf import write_pdf
from workshop.paper.report import LETTERS, report
from workshop.results import Submission
from workshop.results.overview import overview
from workshop.system.browser import find_browser

WORDS = LIBRARY.strings()["report"]
PARTS = ("done", "moved", "missed", "plans", "words", "not-shown")


def page_of(room: Iterable[Submission], mark: str = "") -> str:
    return report(overview(room, LIBRARY), LIBRARY, mark)


def text_of(page: str) -> str:
    return " ".join(Outline(page.split("</style>")[1]).text.split())


def test_a_usual_room_finds_everything_on_its_page() -> None:
    page = page_of(usual_room())
    text = text_of(page)
    assert [title for level, title in Outline(page).headings if level == 2] == [
        WORDS[name] for name in PARTS
    ]
    assert "4 March 2030 to 5 March 2030" in text
    assert "24 people handed in their answers" in text
    for chapter in LIBRARY.chapters():
        assert f"{chapter.number} {chapter.title}" in text
    assert WORDS["of-people"].format(n=19) in text
    right = [[6 + n % 4 for n in range(5, 24)], [10 + n % 5 for n in range(5, 24)]]
    for scores in right:
        assert f"{sum(scores) / 19:.1f} of 16" in text
    assert WORDS["rose"].format(n=19) in text
    # The last two questions, which nobody had right, and the first of those that few had.
    for item in (AFTER.items[14], AFTER.items[15], AFTER.items[13]):
        assert item.text in text
        assert AFTER.keys[item.id].why in text
        assert next(o.label for o in item.options if o.id in AFTER.keys[item.id].accept) in text
    assert WORDS["were-right"].format(n="0%") in text
    assert WORDS["plans-begun"].format(n=19) in text
    assert "100% of a plan is filled in" in text
    assert DEBATE.items[0].text in text
    cells = re.findall(r'<td class="number">([^<]+)</td>', page)
    # Means of -38.5 and -20, rounded to fives.
    assert cells[-4:] == [f"{MINUS}40", f"{MINUS}20", "12", "12"]
    for number in "1234":
        assert WORDS[f"not-shown-{number}"] in text
    assert "p-value" not in text.lower()


def test_own_words_are_text_and_nothing_else() -> None:
    page = page_of(usual_room())
    assert "<b>Thank you" not in page
    assert "“<b>Thank you</b> & goodbye”" in text_of(page)
    assert "“I listen first.”" in text_of(page)
    assert WORDS["words-more"] not in page


def test_what_is_not_shown_is_not_read_as_nobody() -> None:
    def moved(*agree: int) -> list[Submission]:
        """Of fourteen people so many move to agree with each opinion, the others to disagree."""
        return [
            said(n, DEBATE, debate([0] * len(agree), [50 if n < k else -50 for k in agree]))
            for n in range(14)
        ]

    # All that may be told is how many moved to disagree.
    page = page_of(moved(1, 2))
    assert f">{WORDS['to-disagree']}</th>" in page
    assert f">{WORDS['to-agree']}</th>" not in page
    assert WORDS["left-out-note"] not in text_of(page)
    page = page_of(moved(1, 13))
    assert f">{WORDS['to-agree']}</th>" in page
    assert WORDS["left-out"] in text_of(page)
    assert WORDS["left-out-note"] in text_of(page)
    assert WORDS["left-out-note"] not in text_of(page_of(moved(7, 14)))


def test_sessions_and_plans_are_counted_exactly() -> None:
    words = EXERCISES["two-words"]
    room = [said(n, words, FULL[words.id]) for n in range(24)]
    room += [said(n, PLAN, FULL[PLAN.id]) for n in range(22)]
    page = page_of(room)
    cells = re.findall(r'<td class="number">([^<]+)</td>', page)
    # The two sessions that were begun, and that nobody finished.
    few = WORDS["few-people"]
    assert cells == ["24", few, "22", few]
    assert WORDS["plans-begun"].format(n=22) in text_of(page)


def test_words_that_do_not_fit_are_left_out_whole() -> None:
    long = "I " + "really " * 60 + "learned."
    assert len(long) > LETTERS
    quotes = [long, "B is short.", "C is short.", "D is short.", "E is short.", "F too."]
    room = [
        said(n, QUOTES, {"fields": {"quote": quote, "agree": "yes"}, "rows": []})
        for n, quote in enumerate(quotes)
    ]
    text = text_of(page_of(room))
    assert "really" not in text
    assert "“B is short.” “C is short.” “D is short.” “E is short.” " + WORDS["words-more"] in text
    assert "F too" not in text


@pytest.mark.parametrize("people", [0, 1, 4])
def test_so_few_people_find_a_sentence_in_each_place(people: int) -> None:
    text = text_of(page_of(usual_room(people)))
    for name in ("few", "done-nothing", "questions-nothing", "opinions-nothing", "missed-nothing"):
        assert WORDS[name] in text
    for name in ("plans-nothing", "words-nothing", "not-shown-1"):
        assert WORDS[name] in text
    # The only numbers are those of sentences that stand there anyway.
    assert re.findall(r"\d[\d.]*%?", text.replace("CC BY 3.0", "").replace("CC BY 4.0", "")) == []


def test_one_exercise_alone_is_a_report() -> None:
    text = text_of(page_of([said(n, PLAN, FULL[PLAN.id]) for n in range(7)]))
    assert WORDS["plans-begun"].format(n=7) in text
    for name in ("questions-nothing", "opinions-nothing", "missed-nothing", "words-nothing"):
        assert WORDS[name] in text
    assert WORDS["few"] not in text


@settings(max_examples=12)
@given(seed=st.integers(0, 100_000))
def test_any_room_is_a_report(seed: int) -> None:
    page = page_of(a_room(random.Random(seed)))  # noqa: S311
    assert [title for level, title in Outline(page).headings if level == 2] == [
        WORDS[name] for name in PARTS
    ]
    assert "None" not in text_of(page)
    assert not re.search(r"\b[1-4] people", text_of(page))


def test_a_page_asks_for_nothing_and_can_be_read_aloud() -> None:
    page = page_of(usual_room(), "Invented")
    outline = Outline(page)
    assert outline.fetched == []
    assert not {"script", "iframe", "link", "object", "form", "img"} & {*outline.tags}
    assert not re.search(r"url\(|@import|https?:", page.split("</style>")[0])
    assert '<html lang="en">' in page
    assert outline.tags.count("table") == outline.tags.count("caption") == 2
    assert page.count('<th scope="row">') == 12 + 3
    assert len(re.findall(r"<th(?! scope=)", page.split("</style>")[1])) == page.count("<thead")
    levels = [level for level, _ in outline.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_invented_answers_say_so_first() -> None:
    mark = WORDS["invented"]
    assert text_of(page_of(usual_room(), mark)).startswith(mark)
    assert mark not in page_of(usual_room())


@pytest.mark.parametrize("people", [24, 0])
def test_it_is_one_page_of_a4(tmp_path: Path, people: int) -> None:
    browser = find_browser()
    assert browser, "A browser that writes PDFs is missing: install Chromium."
    html, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    html.write_text(page_of(usual_room(people), WORDS["invented"]), encoding="utf-8")
    write_pdf(html, pdf, browser)
    data = pdf.read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", data)) == 1
    assert b"/StructTreeRoot" in data


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, on a computer without a browser that writes PDFs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "room"))
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    return tmp_path


def carry_files(folder: Path, people: int, prefix: str = "p") -> None:
    """Participants' files, each with every exercise answered in full."""
    folder.mkdir(parents=True, exist_ok=True)
    for person in range(people):
        answers = {
            id_: {
                "exercise": id_, "kind": EXERCISES[id_].kind, "state": "finished",
                "updated": NOON.replace(year=2026).isoformat(), "answer": FULL[id_],
            }
            for id_ in (BEFORE.id, AFTER.id, PLAN.id, DEBATE.id)
        }  # fmt: skip
        carried = {
            "workshop": "leading-and-managing", "version": 1, "participant": f"{prefix}{person}",
            "saved": NOON.replace(year=2026).isoformat(), "answers": answers,
        }  # fmt: skip
        (folder / f"{prefix}{person}.json").write_text(json.dumps(carried), encoding="utf-8")


def test_the_command_writes_what_was_received(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carry_files(own / "room" / "received", 9)
    (own / "room" / "received" / "half.json").write_text('{"workshop": "leading', encoding="utf-8")
    assert main(["report"]) == 0
    told = capsys.readouterr().out
    assert "Files read: 9. Different people: 9." in told
    assert "half.json: It is damaged" in told
    assert f"Wrote {own / 'room' / 'report.html'}." in told
    assert told.count("No PDF was made") == 1
    text = text_of((own / "room" / "report.html").read_text("utf-8"))
    assert "9 people handed in their answers" in text
    assert WORDS["invented"] not in text


def test_the_command_reads_another_folder_and_marks_what_is_invented(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carry_files(own / "stick", 6, "invented-")
    assert main(["report", "stick", "--to", "here"]) == 0
    text = text_of((own / "here" / "invented-report.html").read_text("utf-8"))
    assert text.startswith(WORDS["invented"])
    assert "6 people handed in" in text
    assert "Wrote" in capsys.readouterr().out
    # It never takes the place of a real one.
    assert [path.name for path in (own / "here").iterdir()] == ["invented-report.html"]


def test_a_rehearsal_has_a_name_of_its_own_and_lies_where_the_desk_puts_it(own: Path) -> None:
    carry_files(own / "room" / "received", 9)
    assert main(["report"]) == 0
    assert main(["report", "--rehearsal"]) == 0
    names = [path.name for path in (own / "room").glob("*.html")]
    assert sorted(names) == ["invented-report.html", "report.html"]
    room = Room(LIBRARY, own / "desk")
    room.read(rehearsing=True)
    path, page, _ = make_report(room)
    assert path == own / "desk" / "invented-report.html"
    assert path.read_text("utf-8") == page
    assert page == (own / "room" / "invented-report.html").read_text("utf-8")
    assert WORDS["invented"] in text_of(page)


def test_the_command_writes_a_report_also_when_there_is_nothing(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report"]) == 0
    assert "file in" in capsys.readouterr().out
    assert WORDS["few"] in (own / "room" / "report.html").read_text("utf-8")


def test_the_command_says_what_is_wrong_in_sentences(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "nowhere"]) == 1
    assert "nowhere is no folder." in capsys.readouterr().out
    assert main(["report", str(own), "--rehearsal"]) == 1
    assert "not both" in capsys.readouterr().out
    (own / "taken").write_text("mine")
    assert main(["report", "--to", "taken"]) == 1
    assert "Name another one with --to FOLDER." in capsys.readouterr().out
    assert (own / "taken").read_text() == "mine"


def test_content_without_these_exercises_has_a_report(library: Library) -> None:
    text = text_of(report(overview([], library), library))
    assert WORDS["plans-nothing"] in text
