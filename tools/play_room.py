"""Play whole sessions in a live room as people would: ``python -m tools.play_room 02 05``.

A real room, its desk and its wall, and three people at once: at a laptop with a mouse, on a phone
with taps, and on a phone with Firefox. The host presses the large button until there is nothing
more to do; everybody answers every card, and five more phones without a browser see to it that
cards split. It fails when a page has an error, when the wall is not where the desk is, when the
room has not what people's screens show, and when a device has a reason before its *Why*.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import wait
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from tests.support.live_room import LiveRoom, live_room
from tools.room_crowd import Crowd
from tools.room_players import PATIENCE, Player, everybody, watched
from tools.servers import chromium, driver
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.kinds.judging import feedback_table

WALL: ViewportSize = {"width": 1280, "height": 720}
MOST_STEPS = 400


class Played:
    """A session that is played.

    Parameters
    ----------
    room, players
        The room, and who takes part.
    led
        The host's pages: the desk, and the wall.
    crowd
        Who else is in the room.
    shots
        A folder for pictures; nothing for none.
    """

    def __init__(
        self,
        room: LiveRoom,
        players: Sequence[Player],
        led: tuple[Page, Page],
        crowd: Crowd,
        shots: Path | None = None,
    ) -> None:
        self._room, self._live, self._crowd = room, room.app.live, crowd
        self._players, (self._desk, self._wall) = players, led
        self._shots = shots
        self._secrets = {id_: reasons(self._live.room.exercises[id_]) for id_ in self._live.plan}
        self.faults = 0
        self.answers = 0
        self.moments: Counter[str] = Counter()

    def _fault(self, said: str) -> None:
        """Say it at once: whoever stops in the middle has seen it."""
        self.faults += 1
        print(f"  ! {said}", flush=True)

    def whole(self) -> None:
        """Press the large button until there is nothing more to do."""
        following = self._desk.locator("[data-action=live-next]")
        for _ in range(MOST_STEPS):
            if not following.count():
                return
            self._steps(following.click)
        self._fault(f"The session is not over after {MOST_STEPS} steps.")

    def _steps(self, act: Callable[[], None]) -> None:
        before = self._live.stage.number
        act()
        end = time.monotonic() + PATIENCE / 1000
        while self._live.stage.number == before and time.monotonic() < end:
            self._desk.wait_for_timeout(20)
        stage = self._live.stage
        where = f"{stage.exercise} {stage.card} {stage.moment}"
        self.moments[stage.moment] += 1
        print(f"  {where}", flush=True)
        try:
            expect(self._wall.locator("article.wall")).to_have_attribute(
                "data-moment", stage.moment, timeout=PATIENCE
            )
            expect(self._desk.locator("[data-live]")).to_have_attribute(
                "data-number", str(stage.number), timeout=PATIENCE
            )
        except AssertionError:
            self._fault(f"The wall or the desk is not where the room is: {where}")
        if stage.moment in ("think", "again"):
            self._vote(stage.exercise, stage.card, again=stage.moment == "again")
        if stage.moment == "think":
            shows = [each.does(each.shows_figures) for each in self._players]
            for each, found in zip(self._players, shows, strict=True):
                if found.result():
                    self._fault(f"{each.name} is shown how others chose: {where}")
        self._kept_back()
        self._pictures(where.replace(" ", "-"))

    def _vote(self, exercise: str, card: str, *, again: bool) -> None:
        acts = [
            each.does(lambda who=each: who.answers(exercise, card, again=again))
            for each in self._players
        ]
        about = self._live.room.exercises[exercise]
        if self._crowd.votes(about):
            self._crowd.answer(about, again=again)
        wait(acts)
        shown = Counter(map(_as_text, (each.result() for each in acts)))
        end = time.monotonic() + PATIENCE / 1000
        while wrong := self._wrong(about, shown, card):
            if time.monotonic() > end:
                self._fault(wrong)
                return
            self._desk.wait_for_timeout(50)
        self.answers += len(about.items) * len(self._players) if not card else len(self._players)

    def _wrong(self, about: Exercise, shown: Counter[str], card: str) -> str:
        """Say what the room has not, of what people's screens show."""
        records, people = self._room.records(about.id), len(self._players)
        people += self._crowd.size if self._crowd.votes(about) else 0
        if len(records) != people:
            return f"{about.id}: {len(records)} of {people} arrived"
        answered = self._live.answered(about.id)
        if about.items and answered != people:
            return f"{about.id}: {answered} of {people} have answered all of it"
        kept = [record["answer"].get("choices") for record in records]
        if card or not all(kept):
            return ""
        missing = shown - Counter(map(_as_text, kept))
        return f"{about.id}: the room has not {list(missing)}, which screens show" * bool(missing)

    def _kept_back(self) -> None:
        opened = self._live.stage.opened
        # Two exercises may have a card in common.
        known = {text for id_ in opened for text in self._secrets[id_]}
        held = {text for id_, told in self._secrets.items() for text in told} - known
        for found in [each.does(each.given_away, held) for each in self._players]:
            for said in found.result():
                self._fault(said)

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


def playing(session: str, shots: Path | None = None, only: Sequence[str] = ()) -> int:
    """Play one session, or some of its exercises; gives how much was wrong."""
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
                crowd = Crowd(address, room.code)
                played = Played(room, players, (desk, wall), crowd, shots)
                played.whole()
                crowd.leave()
                print(f"  {dict(played.moments)}; {played.answers} answers of items are kept")
        finally:
            for each in players:
                each.gone()
        for each in players:
            faults += each.faults
    for said in faults:
        print(f"  ! {said}", flush=True)
    return len(faults) + played.faults


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
        wrong += playing(session, given.shots, given.only)
        print(f"  {time.monotonic() - before:.0f} s", flush=True)
    print("all went well" if not wrong else f"{wrong} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
