"""Play whole sessions in a live room as people would: ``python -m tools.play_room 02 05``.

A real room, its desk and its wall, and three people at once: at a laptop with a mouse, on a phone
with taps, and on a phone with Firefox. The host presses the large button until there is nothing
more to do, and asks for a second vote where one makes sense; everybody answers every card. It
fails when a page has an error, when the wall is not where the desk is, when the room has not what
people's screens show, and when a device has a reason before its *Why*.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import wait
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from tests.support.live_room import LiveRoom, live_room
from tools.room_players import PATIENCE, Player, everybody, watched
from tools.servers import chromium, driver
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds.judging import feedback_table

WALL: ViewportSize = {"width": 1280, "height": 720}
MOST_STEPS = 400


class Played:
    """A session that is played.

    Parameters
    ----------
    room, players
        The room, and who takes part.
    desk, wall
        The host's pages.
    shots
        A folder for pictures; nothing for none.
    """

    def __init__(
        self,
        room: LiveRoom,
        players: Sequence[Player],
        desk: Page,
        wall: Page,
        shots: Path | None = None,
    ) -> None:
        self._room, self._live = room, room.app.live
        self._players, self._desk, self._wall = players, desk, wall
        self._shots = shots
        self._voted: set[str] = set()
        self._secrets = {id_: reasons(self._live.room.exercises[id_]) for id_ in self._live.plan}
        self.faults: list[str] = []
        self.answers = 0

    def whole(self) -> None:
        """Press the large button until there is nothing more to do."""
        following = self._desk.locator("[data-action=live-next]")
        for _ in range(MOST_STEPS):
            if not following.count():
                return
            stage = self._live.stage
            exercise = self._live.room.exercises.get(stage.exercise)
            if stage.moment == "look" and not stage.card and self._twice(exercise):
                self._voted.add(stage.exercise)
                self._steps(self._asks_again)
            else:
                self._steps(following.click)
        self.faults.append(f"The session is not over after {MOST_STEPS} steps.")

    def _twice(self, exercise: Exercise | None) -> bool:
        if exercise is None or exercise.id in self._voted or exercise.private:
            return False
        return bool(KINDS[exercise.kind].FIRST)

    def _asks_again(self) -> None:
        """Let the whole room vote again: the large button offers it for the cards that split it."""
        other = self._desk.locator("details", has=self._desk.locator("[data-action=live-go]"))
        if other.get_attribute("open") is None:
            other.locator("summary").first.click()
        other.locator("[data-choose=live-moment]").select_option("again")
        other.locator("[data-action=live-go]").click()

    def _steps(self, act: Callable[[], None]) -> None:
        before = self._live.stage.number
        act()
        end = time.monotonic() + PATIENCE / 1000
        while self._live.stage.number == before and time.monotonic() < end:
            self._desk.wait_for_timeout(20)
        stage = self._live.stage
        where = f"{stage.exercise} {stage.card} {stage.moment}"
        print(f"  {where}", flush=True)
        try:
            expect(self._wall.locator("article.wall")).to_have_attribute(
                "data-moment", stage.moment, timeout=PATIENCE
            )
            expect(self._desk.locator("[data-live]")).to_have_attribute(
                "data-number", str(stage.number), timeout=PATIENCE
            )
        except AssertionError:
            self.faults.append(f"The wall or the desk is not where the room is: {where}")
        if stage.moment in ("think", "again"):
            self._vote(stage.exercise, stage.card, again=stage.moment == "again")
        if stage.moment == "think":
            shows = [each.does(each.shows_figures) for each in self._players]
            for each, found in zip(self._players, shows, strict=True):
                if found.result():
                    self.faults.append(f"{each.name} is shown how others chose: {where}")
        self._kept_back()
        self._pictures(where.replace(" ", "-"))

    def _vote(self, exercise: str, card: str, *, again: bool) -> None:
        acts = [
            each.does(lambda who=each: who.answers(exercise, card, again=again))
            for each in self._players
        ]
        wait(acts)
        shown = sorted(map(_as_text, (each.result() for each in acts)))
        about = self._live.room.exercises[exercise]
        end = time.monotonic() + PATIENCE / 1000
        while wrong := self._wrong(about, shown, card):
            if time.monotonic() > end:
                self.faults.append(wrong)
                return
            self._desk.wait_for_timeout(50)
        self.answers += len(about.items) * len(self._players) if not card else len(self._players)

    def _wrong(self, about: Exercise, shown: list[str], card: str) -> str:
        """Say what the room has not, of what people's screens show."""
        records, people = self._room.records(about.id), len(self._players)
        if len(records) != people:
            return f"{about.id}: {len(records)} of {people} arrived"
        answered = self._live.answered(about.id)
        if about.items and answered != people:
            return f"{about.id}: {answered} of {people} have answered all of it"
        kept = [record["answer"].get("choices") for record in records]
        if card or not all(kept):
            return ""
        found = sorted(map(_as_text, kept))
        return "" if found == shown else f"{about.id}: screens show {shown}, the room has {found}"

    def _kept_back(self) -> None:
        opened = self._live.stage.opened
        held = [text for id_, told in self._secrets.items() if id_ not in opened for text in told]
        for found in [each.does(each.given_away, held) for each in self._players]:
            self.faults += found.result()

    def _pictures(self, name: str) -> None:
        if self._shots is None:
            return
        name = f"{self._live.stage.number:03}-{name}"
        taken = [
            each.does(each.pictured, self._shots / f"{name}-{each.name}.png")
            for each in self._players
        ]
        self._desk.screenshot(path=self._shots / f"{name}-desk.png")
        self._wall.screenshot(path=self._shots / f"{name}-wall.png")
        wait(taken)


def reasons(exercise: Exercise) -> list[str]:
    """Everything in words that an exercise says after the talk, and not before."""
    table = feedback_table(exercise) if exercise.keys else {}
    told = [text for entry in table.values() for text in (entry.why, entry.tips) if text]
    told += [text for entry in table.values() for text in entry.reasons.values()]
    before = "\n".join([exercise.prompt, *(item.text for item in exercise.items)])
    return [text for text in told if text not in before]


def _as_text(choices: dict[str, str]) -> str:
    return str(sorted(choices.items()))


def playing(session: str, shots: Path | None = None, only: Sequence[str] = ()) -> list[str]:
    """Play one session, or some of its exercises; gives what was wrong."""
    library = Library()
    chapter = next(each for each in library.chapters() if each.number == session)
    plan, players = only or chapter.exercises, everybody()
    with (
        tempfile.TemporaryDirectory() as name,
        live_room(library, Path(name) / "room", plan) as room,
    ):
        app, address = room.app, room.address
        app.live.address = address
        faults: list[str] = []
        try:
            for act in [each.does(each.starts) for each in players]:
                act.result()
            with driver() as started, chromium(started) as browser:
                led = browser.new_context(viewport=WALL)
                desk, wall = led.new_page(), led.new_page()
                watched(desk, "desk", faults)
                watched(wall, "wall", faults)
                desk.goto(f"{address}/host?key={app.people.keys['host']}")
                wall.goto(f"{address}/wall?key={app.people.keys['wall']}")
                for act in [each.does(each.comes_in, address, room.code) for each in players]:
                    act.result()
                desk.locator("[data-action=live-next]").wait_for()
                played = Played(room, players, desk, wall, shots)
                played.whole()
                print(f"  {played.answers} answers of items are kept")
        finally:
            for each in players:
                each.gone()
        faults += played.faults
        for each in players:
            faults += each.faults
    return faults


def main() -> int:
    """Play the sessions that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sessions", nargs="*", default=["02", "05"])
    parser.add_argument("--shots", type=Path, help="a folder for pictures of each moment")
    parser.add_argument("--only", nargs="*", default=[], help="the ids of some exercises")
    given = parser.parse_args()
    if given.shots:
        given.shots.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for session in given.sessions:
        before = time.monotonic()
        print(session, flush=True)
        for fault in playing(session, given.shots, given.only):
            wrong += 1
            print(f"  ! {fault}")
        print(f"  {time.monotonic() - before:.0f} s", flush=True)
    print("all went well" if not wrong else f"{wrong} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
