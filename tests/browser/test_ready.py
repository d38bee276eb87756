"""`workshop check --ready` with a real browser: what it sees there, and that nothing is left."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.support.looking import SHOWN, TITLES, WELCOME, Command, lines, wait_for_program
from tools.browser import find_chromium


def test_the_boards_appear_and_nothing_is_left(tmp_path: Path) -> None:
    command = Command(tmp_path)
    code, said = command.run(CHROMIUM=find_chromium())
    found = lines(said)
    assert sorted(found) == sorted(TITLES)
    state, sentence = found["Boards in a browser"]
    assert state == "fine", sentence
    assert re.match(rf"The {len(SHOWN)} exercises of the first session appeared in \d", sentence)
    state, sentence = found["Internet"]
    assert state == "fine"
    # Far more than the page itself: its scripts, its styles and its sockets were seen too.
    count = re.search(r"all (\d+) requests of the page went to this computer", sentence)
    assert count
    assert int(count[1]) > 5
    assert code == (1 if found["Ports"][0] == "not yet" else 0)
    command.assert_nothing_is_left()


def test_a_broken_exercise_and_a_link_to_elsewhere_are_seen(tmp_path: Path, checkout: Path) -> None:
    path = checkout / "exercises" / f"{SHOWN[0]}.toml"
    path.write_text(path.read_text("utf-8").replace("kind = ", "kid = ", 1), encoding="utf-8")
    path = (checkout / "notebooks" / "source" / WELCOME).with_suffix(".md")
    text = path.read_text(encoding="utf-8")
    assert "## Two words" in text
    picture = '## Two words <img src="https://pictures.example.org/a.png">'
    path.write_text(text.replace("## Two words", picture, 1), encoding="utf-8")
    command = Command(tmp_path, checkout)
    code, said = command.run(CHROMIUM=find_chromium())
    found = lines(said)
    assert code == 1
    state, sentence = found["Boards in a browser"]
    assert state == "not yet"
    # A message stands in the place of this one; the others are there.
    assert sentence.startswith(f"Of {len(SHOWN)} exercises of the first session, 1 did")
    assert f": {SHOWN[0]}. " in sentence
    assert "Run `make check`." in sentence
    state, sentence = found["Internet"]
    assert state == "not yet"
    assert sentence.startswith("The page asked pictures.example.org for something.")
    command.assert_nothing_is_left()


@pytest.mark.parametrize(
    "moment", ["workshop.pages.serving", "remote-debugging", "--type=renderer"]
)
def test_it_ends_quietly_with_its_server_and_its_browser(tmp_path: Path, moment: str) -> None:
    command = Command(tmp_path)
    with command.start(CHROMIUM=find_chromium()) as process:
        wait_for_program(process, moment)
        process.send_signal(signal.SIGINT)
        said, faults = process.communicate(timeout=30)
    assert (process.returncode, faults) == (130, "")
    assert said.endswith("Stopped.\n")
    command.assert_nothing_is_left()
