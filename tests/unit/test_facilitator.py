"""The facilitator's desk: minutes that fit, a clock that is kept, and pages that name nobody."""

from __future__ import annotations

import base64
import csv
import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.asking import ask
from tests.support.filled import fill
from tests.support.rooms import EXERCISES
from workshop.answers import carry
from workshop.answers.store import Answers
from workshop.content import plan
from workshop.content.library import Library
from workshop.content.run_sheets import Part
from workshop.facilitator import screens, talk
from workshop.facilitator.gathered import Room
from workshop.facilitator.log import RunLog
from workshop.notebook.desk import Desk
from workshop.results.exercise_tables import Names
from workshop.results.tables import Table

LIBRARY = Library(ROOT)
SHEETS = LIBRARY.run_sheets()
PARTS = [(package, part) for package in LIBRARY.packages() for part in package.parts]
WORDS = LIBRARY.strings()
RUN = {
    "session": "02",
    "package": "one-day",
    "planned": [3, 10, 10],
    "spent": [190.5, 20, 0],
    "at": 1,
    "since": 1_790_000_000_000,
}


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = Room(LIBRARY, tmp_path_factory.mktemp("room"))
    room.read(rehearsing=True)
    return room


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(LIBRARY, tmp_path / "room")


@pytest.mark.parametrize(("package", "part"), PARTS, ids=lambda each: getattr(each, "id", None))
def test_the_activities_of_every_package_fill_its_time(package: Any, part: Part) -> None:
    sheet = SHEETS[part.session]
    given_ = plan.minutes(sheet, part)
    assert sum(given_) == part.minutes, package.id
    for activity, minutes in zip(sheet.activities, given_, strict=True):
        if part.exercises and activity.exercise:
            assert (minutes > 0) == (activity.exercise in part.exercises)
        else:
            assert minutes > 0
    if part.minutes == sheet.minutes and not part.exercises:
        assert given_ == tuple(activity.minutes for activity in sheet.activities)


@given(number=st.sampled_from(sorted(SHEETS)), minutes=st.integers(15, 200))
def test_longer_activities_never_get_less_than_shorter_ones(number: str, minutes: int) -> None:
    sheet = SHEETS[number]
    given_ = plan.minutes(sheet, Part(number, minutes, 1, (), ""))
    assert sum(given_) == minutes
    pairs = sorted(zip((a.minutes for a in sheet.activities), given_, strict=True))
    for (shorter, less), (longer, more) in pairwise(pairs):
        assert shorter == longer or less <= more


def test_a_session_of_full_length_has_the_minutes_of_its_sheet() -> None:
    assert plan.minutes(SHEETS["05"], None) == tuple(a.minutes for a in SHEETS["05"].activities)


def test_what_it_took_is_there_the_next_time(tmp_path: Path) -> None:
    log = RunLog(tmp_path / "room")
    assert log.read() == {"chosen": None, "running": None, "last": {}}
    assert log.keep(RUN, ["one-day", "02"])
    assert RunLog(tmp_path / "room").read()["running"] == RUN
    assert log.finish(RUN | {"since": None})
    assert log.finish(RUN | {"session": "05", "spent": [1, 2, 3]})
    assert log.finish(RUN | {"spent": [200, 500, 600]})
    told = RunLog(tmp_path / "room").read()
    assert told["running"] is None
    assert told["chosen"] == ["one-day", "02"]
    assert told["last"]["02"]["spent"] == [200, 500, 600]
    assert told["last"]["02"]["planned"] == [3, 10, 10]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["last"]["02"]["day"])
    assert len(json.loads(log.path.read_bytes())["runs"]) == 3


def test_cuts_and_the_end_are_kept_with_the_run_and_nonsense_is_not(tmp_path: Path) -> None:
    log = RunLog(tmp_path)
    ended = RUN | {"cuts": [2, 0], "end": "16:30"}
    assert log.keep(ended)
    assert log.read()["running"] == RUN | {"cuts": [0, 2], "end": "16:30"}
    for cuts, end in (([99], "25:00"), (["x"], "noon"), ("0", 7), ([[]], "16:30:00")):
        assert log.keep(RUN | {"cuts": cuts, "end": end})
        assert log.read()["running"] == RUN


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(name=st.sampled_from([*RUN, ""]), value=anything)
def test_nonsense_never_takes_the_place_of_a_run(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: Any
) -> None:
    log = RunLog(tmp_path_factory.mktemp("room"))
    log.keep(RUN)
    sent = RUN | {name: value} if name else value
    kept = log.keep(sent)
    after = log.read()["running"]
    assert after == (None if sent is None else {k: sent[k] for k in RUN} if kept else RUN)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"runs": 7, "running": null}', b"\xff"])
def test_a_damaged_log_is_put_out_of_the_way(tmp_path: Path, damage: bytes) -> None:
    log = RunLog(tmp_path)
    log.path.write_bytes(damage)
    assert log.read() == {"chosen": None, "running": None, "last": {}}
    log.finish(RUN)
    assert log.read()["last"]["02"]["spent"] == RUN["spent"]
    [aside] = tmp_path.glob("runs.damaged-*.json")
    assert aside.read_bytes() == damage


def test_the_desk_knows_every_session_and_package(desk: Desk) -> None:
    page = desk.page
    assert [each["number"] for each in page["sessions"]] == sorted(SHEETS)
    assert len(page["packages"]) == 5
    for package in page["packages"]:
        assert sum(part["minutes"] for part in package["parts"]) == package["minutes"]
        for part in package["parts"]:
            session = next(s for s in page["sessions"] if s["number"] == part["number"])
            assert len(part["plan"]) == len(session["activities"])
    assert json.dumps(page)


def test_one_press_fills_the_desk_with_an_invented_room(desk: Desk) -> None:
    reply = ask(desk, "read", rehearsing=True)["room"]
    assert reply["people"] == 24
    assert reply["mark"] == WORDS["results"]["invented"]
    assert reply["aside"] == []
    told = ask(desk, "results", exercise="sort-the-working-day")
    assert WORDS["results"]["to-discuss"] in told["html"]
    assert reply["mark"] in told["tables"]
    screen = ask(desk, "projector", exercise="sort-the-working-day")
    assert reply["mark"] in screen["html"]
    figures = ask(desk, "figures", exercise="ten-teams-on-a-map")["figures"]
    assert all(reply["mark"] in each["title"] for each in figures)
    assert len(figures) == 5
    back = ask(desk, "read", rehearsing=False)["room"]
    assert (back["people"], back["mark"]) == (0, "")
    assert WORDS["results"]["not-yet"] in ask(desk, "results", exercise="starter-sort")["html"]


@pytest.mark.parametrize("exercise_id", LIBRARY.exercise_ids())
def test_every_exercise_has_its_page_and_its_screen(rehearsed: Room, exercise_id: str) -> None:
    page = screens.results_page(rehearsed, exercise_id)
    screen = screens.projector_page(rehearsed, exercise_id)
    debrief = rehearsed.exercises[exercise_id].debrief
    assert all(question in unescape(page) for question in debrief)
    for html in (page, screen):
        assert "invented-" not in html
        assert "{" not in html
    for key in rehearsed.exercises[exercise_id].keys.values():
        assert not key.why or key.why not in unescape(screen), "the key stays with the facilitator"
    assert WORDS["results"]["most-would-say"] not in screen


def test_the_page_names_the_hardest_card_and_how_often_each_place_was_chosen(
    rehearsed: Room,
) -> None:
    page = unescape(screens.results_page(rehearsed, "sort-the-working-day"))
    exercise = rehearsed.exercises["sort-the-working-day"]
    given_ = [
        each.answer["choices"]
        for each in rehearsed.submissions
        if each.round == 1 and each.exercise == exercise.id
    ]
    right = {
        item.id: [
            each[item.id] in exercise.keys[item.id].accept for each in given_ if item.id in each
        ]
        for item in exercise.items
    }
    shares = {item: sum(each) / len(each) for item, each in right.items()}
    hardest = re.search(r"The hardest one: (.*?) Answered at first .* by (\d+)%", page)
    assert hardest
    [card] = [item.id for item in exercise.items if item.text == hardest[1]]
    assert int(hardest[2]) == round(100 * shares[card])
    chosen = [option for each in given_ for option in each.values()]
    both = round(100 * chosen.count("both") / len(chosen))
    assert f"Both {both}%" in page


@pytest.mark.parametrize("number", sorted(SHEETS))
def test_the_debrief_has_questions_cards_and_answers_to_misconceptions(
    rehearsed: Room, number: str
) -> None:
    sheet = SHEETS[number]
    page = unescape(screens.debrief_page(rehearsed, sheet))
    for question in sheet.debrief:
        assert page.count(question) == 1
    for each in sheet.misconceptions:
        assert each.answer in page


def test_every_exercise_with_answers_has_figures_and_every_shape_is_drawn(
    rehearsed: Room,
) -> None:
    shapes: dict[tuple[str, str], str] = {}
    for id_, exercise in rehearsed.exercises.items():
        charts = screens.charts(rehearsed, id_)
        assert bool(charts) == (exercise.kind != "write"), id_
        for chart in charts:
            assert chart.alt, id_
            # Questions of a quiz have more options or fewer.
            assert all(1 < len(row) <= len(chart.columns) for row in chart.rows), id_
            shapes.setdefault((exercise.kind, chart.draw.__qualname__), id_)
    for id_ in set(shapes.values()):
        drawn = screens.figures(rehearsed, id_)
        assert len(drawn) == len(screens.charts(rehearsed, id_))
        assert all(each["alt"] and each["wide"].startswith("<svg") for each in drawn)


def test_all_results_go_into_a_spreadsheet_and_invented_ones_say_so(
    desk: Desk, tmp_path: Path
) -> None:
    ask(desk, "read", rehearsing=True)
    reply = ask(desk, "export")
    [folder] = (tmp_path / "room").glob("results-*")
    assert str(folder) in reply["said"][0]
    workbook = folder / "invented-results.xlsx"
    assert reply["bytes"]["name"] == workbook.name
    assert base64.b64decode(reply["bytes"]["base64"]) == workbook.read_bytes()
    sheets = openpyxl.load_workbook(workbook).worksheets
    mark = WORDS["results"]["invented"]
    assert {sheet.cell(1, 1).value for sheet in sheets} == {mark}
    files = sorted(folder.glob("*.csv"))
    assert len(files) == len(sheets) - 1 > 100
    for file in files:
        assert file.name.startswith("invented-")
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert {row[-1] for row in rows[1:]} <= {mark}, file.name


def test_what_the_desk_shows_can_be_calculated_with(desk: Desk, rehearsed: Room) -> None:
    ask(desk, "read")
    ask(desk, "show")
    answers = desk.frames()["questions"].iloc[:, 1]
    # Nothing is told of too few people, and so it is no 0 either.
    assert answers[:6].isna().all()
    ask(desk, "read", rehearsing=True)
    frames = desk.frames()
    assert all(name.startswith("invented-") for name in frames)
    counts = rehearsed.results("starter-sort").rounds[1].counts.values()
    options = [*next(iter(counts))]
    table = frames["invented-starter-sort-answers-1"].iloc[:, 1 : 1 + len(options)]
    assert table.sum().tolist() == [sum(each[option] for each in counts) for option in options]


def test_the_report_is_made_and_says_where_it_lies(desk: Desk, tmp_path: Path) -> None:
    ask(desk, "read", rehearsing=True)
    overview = ask(desk, "report")["html"]
    assert WORDS["results"]["invented"] in overview
    reply = ask(desk, "make-report")
    page = (tmp_path / "room" / "invented-report.html").read_text(encoding="utf-8")
    assert reply["file"]["name"] == "invented-report.html"
    assert reply["file"]["text"] == page
    assert WORDS["report"]["invented"] in unescape(page)
    assert (tmp_path / "room" / "invented-report.pdf").read_bytes().startswith(b"%PDF")
    assert "invented-report.pdf" in " ".join(reply["said"])


def test_files_come_in_through_the_page_and_a_bad_one_is_a_sentence(
    desk: Desk, tmp_path: Path
) -> None:
    answers = Answers(tmp_path / "work")
    fill(LIBRARY, answers)
    text = carry.pack(answers)
    assert ask(desk, "take", text=text) == {"taken": True}
    assert ask(desk, "take", text=text) == {"taken": False}
    assert ask(desk, "take", text=text[:500]) == {"wrong": WORDS["collect"]["damaged"]}
    assert ask(desk, "read")["room"]["people"] == 1
    assert ask(desk, "show")["room"]["standing"]["starter-sort"]["people"] is None
    page = ask(desk, "results", exercise="starter-sort")["html"]
    assert WORDS["results"]["not-yet"] in page, "one person makes no figure"


@pytest.mark.parametrize(
    "exercise_id", ["my-practice", "quick-baseline", "sixteen-questions-before"]
)
def test_what_people_say_of_themselves_is_not_for_the_screen(
    rehearsed: Room, exercise_id: str
) -> None:
    screen = screens.projector_page(rehearsed, exercise_id)
    assert WORDS["results"]["not-for-all"] in screen
    assert "lm-desk-bar" not in screen
    assert "lm-desk-bar" not in screens.results_page(rehearsed, exercise_id)


def test_bars_do_not_tell_the_key_by_their_order(rehearsed: Room) -> None:
    exercise = rehearsed.exercises["sixteen-questions"]
    names = Names(exercise, 2, WORDS["results"])
    first = [next(iter(names.lettered(item.id).values())).id for item in exercise.items]
    right = [exercise.keys[item.id].accept[0] for item in exercise.items]
    assert 0 < sum(a == b for a, b in zip(first, right, strict=True)) < 10
    [title] = [item.text for item in exercise.items[:1]]
    tables = screens.tables_of(rehearsed, exercise.id)
    told = [row[1] for row in tables[0].rows if row[0] == title]
    assert [str(each)[:2] for each in told] == ["A.", "B.", "C.", "D."]


def test_only_cards_on_which_people_differ_are_worth_talking_about(rehearsed: Room) -> None:
    for id_ in rehearsed.exercises:
        for each in talk.to_discuss(rehearsed, id_):
            assert max(bar.share for bar in each.bars) <= 0.8, (id_, each.text)


def test_opinions_have_five_words_also_where_nobody_stands(rehearsed: Room) -> None:
    talks = talk.to_discuss(rehearsed, "line-of-opinion")
    assert talks
    for each in talks:
        assert [bar.label for bar in each.bars] == WORDS["results"]["opinion-steps"].split(", ")
        assert sum(bar.share for bar in each.bars) == pytest.approx(1)


def test_a_page_that_is_asked_for_nonsense_answers_all_the_same(desk: Desk) -> None:
    for what in ("results", "figures", "debrief", "projector", "keep", "finish", "nothing", ""):
        reply = ask(desk, what, exercise=["x"], session=7, run="x")
        assert "Traceback" not in json.dumps(reply)


def test_a_folder_that_cannot_be_written_to_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "room").write_text("in the way", encoding="utf-8")
    desk = Desk(LIBRARY, tmp_path / "room")
    told = ask(desk, "keep", run=RUN)["wrong"]
    assert told.startswith(WORDS["collect"]["failed"].split("{")[0])


def test_the_run_goes_on_in_a_new_kernel(desk: Desk, tmp_path: Path) -> None:
    ask(desk, "keep", run=RUN)
    assert desk.runs["running"] == RUN
    assert Desk(LIBRARY, tmp_path / "room").runs["running"] == RUN
    ask(desk, "finish", run=RUN)
    assert desk.runs["last"]["02"]["spent"] == RUN["spent"]


def test_text_from_content_is_escaped(rehearsed: Room) -> None:
    bad = "<script>alert(1)</script>"
    html = screens.tables_page(rehearsed, [Table("t", bad, (bad, bad), ((bad, 5),), bad)])
    assert "<script>" not in html
    assert unescape(html).count(bad) >= 5


def test_before_any_answer_three_cards_are_suggested_those_with_two_right_answers_first() -> None:
    for exercise in EXERCISES.values():
        cards = talk.to_argue(exercise)
        assert cards == talk.to_argue(exercise)
        assert len(cards) == (0 if exercise.private else min(3, len(exercise.items)))
        order = [talk.WHYS.index(why) for _, why in cards]
        assert order == sorted(order)
        contested = sum(each.contested for each in exercise.keys.values())
        if not exercise.private:
            assert sum(why == "contested" for _, why in cards) == min(3, contested)
        for item, why in cards:
            key = exercise.keys.get(item.id)
            assert (why == "open") == (key is None)
