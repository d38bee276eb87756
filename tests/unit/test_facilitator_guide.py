"""What the guide for facilitators promises is what the desk, the commands and the data do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workshop.commands.ready import run
from workshop.content.library import Library
from workshop.core.records import FEWEST
from workshop.facilitator import screens, talk
from workshop.facilitator.gathered import Room
from workshop.paper.forms import forms
from workshop.results.privacy import FEWEST_OF_A_PROFESSION, FEWEST_SELF

GUIDE = "".join(
    (ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("facilitator-guide.md", "privacy.md")
)
DESK = (ROOT / "notebooks" / "source" / "facilitator-desk.md").read_text(encoding="utf-8")
LIBRARY = Library(ROOT)
SHOWN = ("start", "desk", "results", "header", "take-home", "calendar")


def rows(heading: str) -> list[list[str]]:
    """Read the cells of the table whose first column is headed so."""
    found = re.search(
        rf"^\| {re.escape(heading)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", GUIDE, re.MULTILINE
    )
    assert found, heading
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in found[1].splitlines()]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The room of a rehearsal."""
    room = Room(LIBRARY, tmp_path_factory.mktemp("room"))
    room.read(rehearsing=True)
    return room


def test_the_words_on_privacy_are_those_of_the_desk() -> None:
    [said] = re.findall(r"^> Your answers stay .*$", DESK, re.MULTILINE)
    assert re.findall(r"^> Your answers stay .*$", GUIDE, re.MULTILINE) == [said]


def test_the_packages_are_there_with_their_minutes() -> None:
    packages = [[each.title, str(each.minutes)] for each in LIBRARY.packages()]
    assert [row[:2] for row in rows("package")] == packages


def test_every_form_has_its_day_and_its_reader() -> None:
    named = {row[1].strip("`"): row for row in rows("when") if row[1].startswith("`")}
    assert named.keys() == forms(LIBRARY).keys()
    assert all(all(row) for row in named.values())


def test_every_word_in_bold_is_on_the_screen() -> None:
    strings = LIBRARY.strings()
    words = {word.lower() for part in SHOWN for word in strings[part].values()} | {"▶▶"}
    bold = {each.removesuffix(".").lower() for each in re.findall(r"\*\*(.+?)\*\*", GUIDE)}
    assert len(bold) > 30
    assert bold - words == set()


def test_every_line_of_the_look_around_is_explained(tmp_path: Path) -> None:
    titles = {title for lane in run.steps(tmp_path) for step in lane for title in step.titles}
    last = LIBRARY.strings()["ready"]["title-phones"]
    assert [row[0] for row in rows("line")][-1] == last
    assert {row[0] for row in rows("line")} == {*titles, last}


def test_the_limits_are_those_of_the_results() -> None:
    limits = [str(n) for n in (FEWEST, FEWEST_SELF, FEWEST_OF_A_PROFESSION)]
    assert [row[0] for row in rows("people")] == limits


def test_the_rehearsal_shows_what_the_guide_says(room: Room) -> None:
    assert f"Files read: 24. Different people: {room.collected.people}." in GUIDE
    talks = talk.to_discuss(room, "sort-the-working-day")
    assert len(talks) == 5
    assert "holiday nights" in talks[0].text
    leading, managing, both = (bar.people for bar in talks[0].bars)
    whole = leading + managing + both
    assert (
        f"{whole} people sorted the card on the holiday nights: {leading} chose leadership, "
        f"{managing} management, {both} both." in GUIDE
    )
    assert f"{both} of {whole}, or {both / whole:.0%}" in GUIDE
    assert f"1 − {both / whole:.2f} = {1 - both / whole:.2f}" in GUIDE  # noqa: RUF001


def test_the_gain_and_the_sureness_of_the_rehearsal_are_worked_out_as_shown(room: Room) -> None:
    told = {row[0]: row[1] for t in screens.overview_of(room) for row in t.rows if row[1:]}
    names = room.words["overview"]
    before, after = (str(told[names[name]]).split()[0] for name in ("right-before", "right-after"))
    gain = told[names["gain"]]
    assert f"({after} − {before}) / (16 − {before}) = {gain}" in GUIDE  # noqa: RUF001
    [myths] = [each for each in room.overview().sureness if each.exercise == "myth-or-not"]
    unsure, _, very = (round(100 * (share or 0)) for share in myths.shares)
    assert f"in {unsure}% of cases when people were not sure, and in {very}% when" in GUIDE
