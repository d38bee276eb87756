"""What somebody takes home: their own words, and nothing that they did not write or see."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.support.filled import deltas, fill
from tests.support.outline import Outline
from workshop.answers.store import Answers
from workshop.content.languages import day
from workshop.content.library import Library
from workshop.paper.differences import MOST, differences
from workshop.paper.handout import handout
from workshop.paper.shelf import Shelf

LIBRARY = Library(ROOT)
PAPER = LIBRARY.strings()["paper"]
TITLES = LIBRARY.strings()["handout"]
RECORD = LIBRARY.strings()["attendance"]["title"]


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    """A participant who has answered nothing yet."""
    return Answers(tmp_path / "work")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What somebody takes home who has answered everything."""
    answers = Answers(tmp_path_factory.mktemp("everything"))
    fill(LIBRARY, answers)
    return handout(LIBRARY, answers)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """All content, to be changed."""
    for name in ("data", "exercises", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / "copy" / name)
    return tmp_path / "copy"


def said(field: Mapping[str, Any], text: str) -> str:
    """What somebody wrote, as it is read on paper."""
    return day("en", date.fromisoformat(text)) if field["as"] == "date" else text


def on_pages(page: str) -> tuple[str, str]:
    """The text of the first page, and that of all behind it."""
    front, behind = Outline(page).text.split(TITLES["behind"])
    return front, behind


def change(answers: Answers, exercise: str, *changes: object) -> None:
    for each in changes:
        answers.change(LIBRARY.exercise(exercise), each)


def taken_home(answers: Answers, library: Library = LIBRARY) -> Outline:
    return Outline(handout(library, answers))


def test_nothing_yet_is_a_kind_sentence(answers: Answers) -> None:
    page = taken_home(answers)
    assert TITLES["nothing"] in page.text
    assert [text for _, text in page.headings] == [TITLES["title"], TITLES["sources-title"]]
    # Only what the whole workshop stands on.
    assert page.tags.count("li") == 3


def test_a_part_without_an_answer_is_not_there(answers: Answers) -> None:
    change(answers, "two-words", {"field": "leader", "text": "calm"})
    page = taken_home(answers)
    headings = [text for _, text in page.headings]
    last = [TITLES["sources-title"], RECORD]
    assert headings == [TITLES["title"], TITLES["words-title"], *last]
    assert "calm" in page.text


def test_the_words_of_both_days_stand_side_by_side(answers: Answers) -> None:
    change(answers, "two-words", {"field": "leader", "text": "loud"})
    change(answers, "two-words-again", {"field": "leader", "text": "listens"})
    page = handout(LIBRARY, answers)
    assert re.search(r"LEADER[^<]*</th><td>loud</td><td>listens</td>", page)


def test_own_words_are_text_and_nothing_else(answers: Answers) -> None:
    typed = '<script>alert("x")</script> & <b>me</b>'
    for id_ in ("two-words", "my-commitment", "need-and-stake", "five-whys"):
        exercise = LIBRARY.exercise(id_)
        for field in exercise.settings["fields"]:
            if field["as"] in ("text", "line", "words"):
                change(answers, id_, {"field": field["id"], "text": typed})
    change(answers, "my-yesterday", {"rows": [{"what": typed, "act": "both"}]})
    page = handout(LIBRARY, answers)
    assert "<script" not in page
    assert "<b>me" not in page
    assert Outline(page).text.count(typed) >= 10


def test_everything_is_one_small_file_that_asks_for_no_other(everything: str) -> None:
    text = everything
    assert len(text.encode()) < 1_000_000
    page = Outline(text)
    assert page.fetched
    assert all(address.startswith("data:image/svg+xml;base64,") for address in page.fetched)
    assert not {"script", "iframe", "link", "object", "form"} & {*page.tags}
    assert not re.search(r"url\(|@import", text)
    assert '<html lang="en">' in text
    # Every picture says what it shows.
    assert len(re.findall(r'<img src="[^"]+" alt="[^"]{20,}">', text)) == len(page.fetched) == 2


def test_headings_go_down_one_step_at_a_time(everything: str) -> None:
    levels = [level for level, _ in Outline(everything).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_everything_that_was_written_is_there(everything: str) -> None:
    text = " ".join(Outline(everything).text.split())
    for id_ in LIBRARY.exercise_ids():
        exercise = LIBRARY.exercise(id_)
        if exercise.kind != "write":
            continue
        [whole] = deltas(exercise)
        kinds = {field["id"]: field["as"] for field in exercise.settings["fields"]}
        for field, written in whole["fields"].items():
            if kinds[field] not in ("choice", "date"):
                assert " ".join(written.split()) in text, (id_, field)


def test_the_plan_keeps_the_order_of_its_boxes(everything: str) -> None:
    plan = LIBRARY.exercise("my-action-plan")
    front, behind = on_pages(everything)
    for text, first in ((front, True), (behind, False)):
        labels = [f["label"] for f in plan.settings["fields"] if f.get("front", False) is first]
        found = [text.index(label) for label in labels]
        assert found == sorted(found)
        if first:
            assert found[-2] < text.index(plan.settings["rows"]["label"]) < found[-1]


def test_the_first_page_says_what_is_done_when_who_asks_and_the_plan(everything: str) -> None:
    front, behind = on_pages(everything)
    for id_ in ("my-commitment", "my-action-plan"):
        exercise = LIBRARY.exercise(id_)
        [whole] = deltas(exercise)
        written = {
            field["id"]: said(field, whole["fields"][field["id"]])
            for field in exercise.settings["fields"]
            if field.get("front")
        }
        assert len(written) >= 3
        # And nothing of it is printed twice.
        for field in exercise.settings["fields"]:
            if field.get("front"):
                assert written[field["id"]] in front
                assert field["label"] not in behind
        for row in whole.get("rows", ()):
            assert row["what"] in front


def test_three_dates_are_worked_out(answers: Answers) -> None:
    change(answers, "my-commitment", {"field": "first-step", "text": "Ask two mothers."})
    path = answers.home / "answers" / "my-commitment.json"
    record = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(record | {"updated": "2026-03-04T12:00:00.000+00:00"}))
    text = taken_home(answers).text
    expected = [date(2026, 3, 4) + timedelta(days=n) for n in (30, 60, 90)]
    assert [day("en", each) for each in expected] == ["3 April 2026", "3 May 2026", "2 June 2026"]
    assert all(day("en", each) in text for each in expected)
    # Without a date there is a line to write one.
    del record["updated"]
    path.write_text(json.dumps(record))
    assert taken_home(answers).text.count(TITLES["write-date"]) == 3


def wrong(exercise: str, item: int) -> dict[str, Any]:
    """Answer an item otherwise than most would."""
    read = LIBRARY.exercise(exercise)
    key = read.keys[read.items[item].id]
    options = read.options_of(read.items[item])
    other = next(o.id for o in options if o.id not in key.accept and not o.unsure)
    return {"item": read.items[item].id, "option": other, "at": None}


def why(exercise: str, item: int) -> str:
    read = LIBRARY.exercise(exercise)
    return read.keys[read.items[item].id].why


def test_a_reason_that_was_shown_is_there(answers: Answers) -> None:
    change(answers, "sort-the-working-day", wrong("sort-the-working-day", 0))
    text = taken_home(answers).text
    assert TITLES["differently-title"] in text
    assert why("sort-the-working-day", 0) in text
    assert why("sort-the-working-day", 1) not in text


def test_a_reason_waits_for_the_check(answers: Answers) -> None:
    change(answers, "warning-signs", wrong("warning-signs", 0))
    assert why("warning-signs", 0) not in handout(LIBRARY, answers)
    change(answers, "warning-signs", {"checked": True})
    assert why("warning-signs", 0) in taken_home(answers).text
    # Whoever goes on working has put the reasons away again.
    change(answers, "warning-signs", wrong("warning-signs", 1))
    assert why("warning-signs", 0) not in taken_home(answers).text


def test_a_reason_waits_for_the_second_step(answers: Answers) -> None:
    answer = wrong("an-outreach-day", 0)
    change(answers, "an-outreach-day", answer)
    page = taken_home(answers)
    assert why("an-outreach-day", 0) not in page.text
    assert TITLES["same"] not in page.text
    change(answers, "an-outreach-day", answer | {"second": "planning"})
    assert why("an-outreach-day", 0) in taken_home(answers).text


def test_questions_before_the_workshop_stay_without_answers(answers: Answers) -> None:
    change(answers, "sixteen-questions-before", wrong("sixteen-questions-before", 0))
    read = LIBRARY.exercise("sixteen-questions")
    text = taken_home(answers).text
    assert TITLES["differently-title"] not in text
    assert read.keys[read.items[0].id].why not in text


@pytest.mark.parametrize("feedback", ["on-reveal", "none", "on-check"])
def test_no_key_leaves_an_exercise_that_hides_it(
    answers: Answers, copy: Path, feedback: str
) -> None:
    """Also not by way of the ward round, whose suggested steps stand beside one's own."""
    for path in (copy / "exercises").glob("*.toml"):
        text = path.read_text("utf-8")
        if 'kind = "map"' in text or 'kind = "sort"' in text or 'kind = "quiz"' in text:
            text = re.sub(
                r'^feedback = "[a-z-]+"', f'feedback = "{feedback}"', text, flags=re.MULTILINE
            )
            path.write_text(text, "utf-8")
    library = Library(copy)
    fill(library, answers)
    for id_ in library.exercise_ids():
        if feedback == "on-check":
            answers.change(library.exercise(id_), {"checked": False})
    page = taken_home(answers, library)
    assert TITLES["differently-title"] not in page.text
    for id_ in library.exercise_ids():
        exercise = library.exercise(id_)
        if exercise.kind in ("sort", "quiz", "map"):
            assert not [key for key in exercise.keys.values() if key.why in page.text]
    assert TITLES["same"] not in [cell.strip() for cell in page.text.splitlines()]
    assert LIBRARY.strings()["figures"]["suggested"] in page.text  # the column, empty
    assert len(page.fetched) == 2  # what somebody rated


def test_few_differences_of_every_session_the_newest_first(answers: Answers) -> None:
    fill(LIBRARY, answers)
    found = differences(Shelf(LIBRARY, answers))
    assert len(found) == MOST
    sessions = [each.session for each in found]
    assert sessions == sorted(sessions, reverse=True)
    assert len({*sessions}) >= 6
    assert max(sessions.count(each) for each in sessions) <= 3
    assert len({each.item for each in found}) == MOST


def test_a_card_counts_as_it_was_answered_last(answers: Answers) -> None:
    deck, day_ = LIBRARY.exercise("whole-deck"), LIBRARY.exercise("sort-the-working-day")
    item = day_.items[0]
    change(answers, deck.id, {**wrong(day_.id, 0)})
    assert len(differences(Shelf(LIBRARY, answers))) == 1
    accepted = day_.keys[item.id].accept[0]
    change(answers, day_.id, {"item": item.id, "option": accepted, "at": None})
    path = answers.home / "answers" / f"{day_.id}.json"
    record = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(record | {"updated": "2199-01-01T00:00:00+00:00"}))
    assert differences(Shelf(LIBRARY, answers)) == ()


def test_a_path_is_told_as_far_as_it_went_and_no_other_one(answers: Answers) -> None:
    exercise = LIBRARY.exercise("six-decisions-at-kisima")
    path = [item.options[0].id for item in exercise.items]
    change(answers, exercise.id, {"path": path[:2]})
    page = taken_home(answers)
    assert exercise.items[0].options[0].label in page.text
    assert exercise.items[2].options[0].label not in page.text
    assert "Always lead" not in page.text


def test_only_works_that_are_drawn_on_are_named(answers: Answers) -> None:
    change(answers, "compassion-myth-or-not", {**wrong("compassion-myth-or-not", 0), "sure": 2})
    text = taken_home(answers).text
    assert "Five myths of compassionate leadership" in text
    assert "World Journal of Surgery" not in text


def test_an_exercise_with_a_fault_costs_only_itself(answers: Answers, copy: Path) -> None:
    fill(LIBRARY, answers)
    (copy / "exercises" / "my-balance.toml").write_text("kind = ")
    (copy / "exercises" / "two-words.toml").unlink()
    (copy / "solutions" / "two-words.toml").unlink(missing_ok=True)
    page = taken_home(answers, Library(copy))
    assert "my-balance" in page.text
    assert LIBRARY.exercise("my-action-plan").title in page.text


def test_a_figure_that_fails_leaves_the_words(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(LIBRARY, answers)

    def fail(_chart: object) -> str:
        raise OSError("no font")

    monkeypatch.setattr("workshop.paper.shelf.svg", fail)
    page = taken_home(answers)
    assert page.fetched == []
    assert LIBRARY.exercise("my-action-plan").title in page.text


def test_another_content_folder_has_a_handout_too(
    library: Library, edit: Callable[[str, str, str], None], tmp_path: Path
) -> None:
    answers = Answers(tmp_path / "other")
    exercise = library.exercise("small-sort")
    answers.change(exercise, {"item": "vision", "option": "managing", "at": None})
    assert "A picture of the future." in taken_home(answers, library).text
    edit("exercises/small-sort.toml", '"instant"', '"on-reveal"')
    assert "A picture of the future." not in taken_home(answers, library).text
