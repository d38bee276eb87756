"""How sessions are run and put together: complete, adding up, and clear about each fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from tests.conftest import ROOT, assert_told
from tests.support.codes import CODE
from tools.time_needed import minutes_needed
from workshop.content.library import Library
from workshop.content.plan import minutes as minutes_of
from workshop.content.run_sheets import RunSheet
from workshop.core.records import ContentError

Edit = Callable[[str, str, str], None]

LIBRARY = Library(ROOT)
CHAPTERS = {chapter.number: chapter for chapter in LIBRARY.chapters()}
SHEETS = LIBRARY.run_sheets()
PACKAGES = {package.id: package for package in LIBRARY.packages()}
FILES = [*sorted((ROOT / "data" / "run-sheets").glob("*.toml")), ROOT / "data" / "packages.toml"]
SHEET = "data/run-sheets/01.toml"
WAYS = "data/packages.toml"
LONG = 45
"""A session of so many minutes or more ends with a talk of a seventh of it."""
SITTING = 75
"""So long people sit at most without a break."""


def minutes_of_the_notebook(number: str) -> int:
    """Read what the first cell of a notebook promises."""
    name = CHAPTERS[number].notebook.replace(".ipynb", ".md")
    text = (ROOT / "notebooks" / "source" / name).read_text(encoding="utf-8")
    found = re.search(r"^\*\*(\d+) minutes\*\*", text, re.MULTILINE)
    assert found
    return int(found[1])


def test_every_session_has_a_run_sheet_in_the_order_of_the_sessions() -> None:
    assert list(SHEETS) == list(CHAPTERS)
    assert [path.stem for path in FILES[:-1]] == list(CHAPTERS)


@pytest.mark.parametrize("number", CHAPTERS)
def test_the_minutes_are_those_of_the_notebook(number: str) -> None:
    sheet = SHEETS[number]
    assert sheet.minutes == minutes_of_the_notebook(number)
    assert sum(activity.minutes for activity in sheet.activities) == sheet.minutes


@pytest.mark.parametrize("number", CHAPTERS)
def test_exercises_stand_in_the_order_of_the_notebook(number: str) -> None:
    chapter, sheet = CHAPTERS[number], SHEETS[number]
    used = [activity.exercise for activity in sheet.activities if activity.exercise]
    # An exercise may come back later, as the line of opinion does: its first place counts.
    first = list(dict.fromkeys(used))
    assert first == [id_ for id_ in chapter.exercises if id_ in first]
    left = {*chapter.exercises} - {*used, *sheet.afterwards}
    assert left <= {*chapter.extras}


@pytest.mark.parametrize("number", CHAPTERS)
def test_an_exercise_has_the_minutes_that_it_takes_alone(number: str) -> None:
    for id_ in {activity.exercise for activity in SHEETS[number].activities if activity.exercise}:
        given = sum(each.minutes for each in SHEETS[number].activities if each.exercise == id_)
        assert given >= LIBRARY.exercise(id_).minutes, id_


@pytest.mark.parametrize("id_", LIBRARY.exercise_ids())
def test_its_minutes_are_enough_for_its_cards_its_fields_and_its_words(id_: str) -> None:
    exercise = LIBRARY.exercise(id_)
    assert round(minutes_needed(exercise)) <= exercise.minutes


def ends_with_a_talk(sheet: RunSheet, minutes: tuple[int, ...]) -> bool:
    """Whether the last thing is a talk of the whole room about no exercise, and long enough."""
    last = sheet.activities[-1]
    talk = last.mode == "room" and not last.exercise
    return talk and (sum(minutes) < LONG or minutes[-1] * 7 >= sum(minutes))


@pytest.mark.parametrize(
    "number", [number for number in CHAPTERS if SHEETS[number].minutes >= LONG]
)
def test_the_talk_at_the_end_has_a_seventh_of_the_time(number: str) -> None:
    sheet = SHEETS[number]
    assert ends_with_a_talk(sheet, minutes_of(sheet, None))
    for package in PACKAGES.values():
        # Whoever goes through it alone has nobody to talk with.
        for part in package.parts if package.id != "alone" else ():
            if part.session == number:
                assert ends_with_a_talk(sheet, minutes_of(sheet, part)), package.id
    assert sheet.activities[-1].title not in {cut.activity for cut in sheet.cut_first}


@pytest.mark.parametrize("number", CHAPTERS)
def test_nobody_sits_longer_than_the_guide_allows(number: str) -> None:
    stretches = [0]
    for activity in SHEETS[number].activities:
        stretches[-1] += activity.minutes
        if "take a break" in activity.say:
            stretches.append(0)
    assert max(stretches) <= SITTING


def test_rules_of_the_talk_and_of_privacy_come_in_the_first_ten_minutes() -> None:
    before = 0
    for activity in SHEETS["00"].activities:
        if activity.exercise == "one-more-rule":
            assert "privacy" in activity.watch
            assert before + activity.minutes <= 10
            return
        assert not activity.exercise or LIBRARY.exercise(activity.exercise).kind == "sort"
        before += activity.minutes
    raise AssertionError


@pytest.mark.parametrize("number", CHAPTERS)
def test_there_is_something_to_say_to_watch_to_ask_and_to_cut(number: str) -> None:
    sheet = SHEETS[number]
    for activity in sheet.activities:
        assert activity.mode in ("alone", "pairs", "tables", "room")
        assert len(re.findall(r"[.?!]”?(?=\s|$)", activity.say)) <= 3, activity.title
        assert len(activity.say.split()) <= 45, activity.title
        assert activity.watch
    assert 2 <= len(sheet.debrief) <= 3
    assert all(question.endswith("?") for question in sheet.debrief)
    assert sheet.cut_first
    assert sheet.keep
    assert sheet.misconceptions
    assert {row.statement for row in sheet.misconceptions} == {
        row.statement for row in LIBRARY.misconceptions() if number in row.sessions.split()
    }


def test_the_packages_are_there_and_their_minutes_add_up() -> None:
    assert {id_: package.minutes for id_, package in PACKAGES.items()} == {
        "taster": 90,
        "one-day": 340,
        "two-days": 790,
        "six-meetings": 790,
        "alone": 590,
    }
    for package in PACKAGES.values():
        assert sum(part.minutes for part in package.parts) == package.minutes
        meetings = [part.meeting for part in package.parts]
        assert meetings == sorted(meetings)
        assert {*meetings} == {*range(1, max(meetings) + 1)}
        for part in package.parts:
            assert {*part.exercises} <= {*CHAPTERS[part.session].exercises}


@pytest.mark.parametrize("id_", ["two-days", "six-meetings"])
def test_a_whole_package_has_every_session_at_full_length(id_: str) -> None:
    parts = PACKAGES[id_].parts
    assert {part.session: part.minutes for part in parts} == {
        number: sheet.minutes for number, sheet in SHEETS.items()
    }
    # Nobody has been at work since a session of the same day: its task alone is not asked about.
    first = {part.meeting: part.session for part in reversed(parts)}
    for part in parts:
        chapter = CHAPTERS[part.session]
        done = part.exercises or chapter.exercises
        task = [id_ for id_ in chapter.exercises if id_.startswith("task-of-")]
        later = part.session != first[part.meeting]
        assert [id_ for id_ in chapter.exercises if id_ not in done] == (task if later else [])


def test_the_two_days_are_equally_long() -> None:
    parts = PACKAGES["two-days"].parts
    one, two = (sum(part.minutes for part in parts if part.meeting == day) for day in (1, 2))
    assert abs(one - two) <= 30


def test_what_a_package_says_of_minutes_is_what_its_clock_gives() -> None:
    given = {
        (package.id, part.session): dict(
            zip(
                (activity.title for activity in SHEETS[part.session].activities),
                minutes_of(SHEETS[part.session], part),
                strict=True,
            )
        )
        for package in PACKAGES.values()
        for part in package.parts
        if part.fixed
    }
    assert given["taster", "10"]["My commitment"] == 6
    assert given["taster", "10"]["Eight boxes: an example"] == 0
    assert given["one-day", "10"]["Two colleagues ask"] == 18


def test_the_six_meetings_last_from_one_hour_to_two_and_a_half() -> None:
    for meeting in range(1, 7):
        parts = PACKAGES["six-meetings"].parts
        assert 60 <= sum(part.minutes for part in parts if part.meeting == meeting) <= 150


def test_alone_there_is_time_for_every_exercise_that_counts() -> None:
    parts = PACKAGES["alone"].parts
    assert [part.session for part in parts] == list(CHAPTERS)
    for part in parts:
        chapter = CHAPTERS[part.session]
        needed = [LIBRARY.exercise(id_).minutes for id_ in chapter.exercises]
        extra = [LIBRARY.exercise(id_).minutes for id_ in chapter.extras]
        assert part.minutes >= sum(needed) - sum(extra)


def test_a_shorter_part_has_time_for_what_it_keeps() -> None:
    for id_ in ("taster", "one-day"):
        for part in PACKAGES[id_].parts:
            sheet = SHEETS[part.session]
            assert part.minutes <= sheet.minutes
            assert bool(part.exercises) == (part.minutes < sheet.minutes)
            needed = [LIBRARY.exercise(exercise).minutes for exercise in part.exercises]
            assert sum(needed) <= part.minutes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_names_a_note_of_the_makers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert CODE.findall(text) == []
    # Straight quotation marks belong to TOML alone.
    assert "'" not in text
    assert '\\"' not in text
    tomllib.loads(text)


def test_nothing_changes_a_sheet_later() -> None:
    with pytest.raises(FrozenInstanceError):
        SHEETS["01"].minutes = 1  # type: ignore[misc]


FAULTS = [
    # file, what stands there, what it is changed to, the item and words of the message
    (SHEET, "minutes = 60", "minutes = 61", "", "“minutes” is 61, and its activities take 60"),
    (SHEET, "minutes = 60", "minuets = 60", "", "Did you mean “minutes”?"),
    (SHEET, "minutes = 60", "minutes = 60 min", "", "not valid TOML"),
    (SHEET, "minutes = 7", 'minutes = "7"', "activity 2", "whole number from 1 to 240"),
    (SHEET, 'mode = "pairs"', 'mode = "duos"', "activity 2", "Use one of: alone, pairs, tables"),
    (SHEET, '"three-cases"', '"three-casks"', "activity 2", "Use one of: task-of-00, three-cases"),
    (SHEET, '"three-cases"', '"my-yesterday"', "activity 2", "which is not known"),
    (SHEET, 'exercise = "three-cases"', "", "three-cases", "or in “afterwards”"),
    (SHEET, 'say = "Remember', 'sya = "Remember', "activity 2", "Did you mean “say”?"),
    (SHEET, 'say = "Remember', 'say = "" # Remember', "activity 2", "“say” is empty or missing"),
    (SHEET, "Remember one case", "x" * 400, "activity 2", "300 is the most"),
    (SHEET, 'watch = "Names', 'watch = "" # "Names', "activity 1", "“watch” is empty or missing"),
    (SHEET, "[[activities]]\ntitle", "[[activity]]\ntitle", "", "Did you mean “activities”?"),
    (SHEET, "debrief = [", "debrief = 3\nrest = [", "", "“debrief” is not a list of words"),
    (SHEET, "debrief = [", "debrief = []\nrest = [", "", "“debrief” is missing"),
    (SHEET, "saves = 4", "saves = 11", "cut_first 1", "saves 11 minutes, and the activity has 8"),
    (SHEET, 'activity = "Eighteen', 'activity = "Nineteen', "cut_first 1", "which is not known"),
    (SHEET, 'how = "', 'how = "" # ', "cut_first 1", "“how” is empty or missing"),
    (SHEET, 'keep = "', 'keep = "" # ', "", "“keep” is empty or missing"),
    (SHEET, "debrief = [", 'afterwards = ["x"]\ndebrief = [', "", "unknown exercise, “x”"),
    (WAYS, "minutes = 90", "minutes = 95", "taster", "is 95, and its parts take 90"),
    (WAYS, 'id = "taster"', 'id = "one-day"', "one-day", "used twice"),
    (WAYS, 'title = "A taster"', "", "taster", "“title” is empty or missing"),
    (WAYS, "minutes = 15", "minutes = 0", "taster, part 1", "whole number from 1 to 240"),
    (WAYS, 'session = "00"', 'session = "99"', "taster, part 1", "Use one of: 00, 01"),
    (WAYS, '"two-words"', '"two-wrods"', "taster, part 1", "Did you mean “two-words”?"),
    (WAYS, "meeting = 1", "meeting = 0", "two-days, part 1", "whole number from 1 to 30"),
    (WAYS, "how = ", "hwo = ", "taster, part 1", "Did you mean “how”?"),
    (WAYS, "my-commitment = 6", "my-comitment = 6", "taster, part 4", "Did you mean"),
    (WAYS, "my-commitment = 6", "my-commitment = 10", "taster, part 4", "no time for the rest"),
    (WAYS, '["task-of-00"]', '["task-of-77"]', "two-days, part 2", "unknown exercise"),
    (WAYS, "without = ", 'exercises = ["three-cases"]\nwithout = ', "two-days, part 2", "both"),
    ("data/misconceptions.csv", ",00 01", ",00 77", "line 2", "there is no session 77"),
]


@pytest.mark.parametrize(("file", "old", "new", "item", "words"), FAULTS)
def test_each_fault_names_file_item_and_remedy(
    library: Library, edit: Edit, file: str, old: str, new: str, item: str, words: str
) -> None:
    edit(file, old, new)
    assert_told(library, file, item, words)


def test_a_missing_sheet_and_one_too_many_are_told(library: Library, content: Path) -> None:
    folder = content / "data" / "run-sheets"
    (folder / "03.toml").rename(folder / "33.toml")
    told = [str(fault) for fault in library.check()]
    assert len(told) == 2
    assert "data/run-sheets/03.toml: this file is missing." in told[0]
    assert "data/run-sheets/33.toml: no session has this number." in told[1]
    with pytest.raises(ContentError):
        library.run_sheets()


def test_a_broken_list_of_sessions_is_told_once(library: Library, edit: Edit) -> None:
    edit("data/sessions.toml", 'number = "00"', "number = 0")
    assert [fault.file for fault in library.check()] == ["data/sessions.toml"]
