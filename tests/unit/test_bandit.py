"""Bandit finds nothing in the program but what was looked at, each for a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping

from tests.conftest import ROOT

KNOWN: Mapping[tuple[str, str], str] = {
    ("B105", "commands/room.py"): "the name of a variable that holds a password, and none itself",
    ("B107", "answers/room_client.py"): "an empty token: nobody is in yet",
    (
        "B311",
        "answers/uplink.py",
    ): "how long to wait before asking again; nothing secret hangs on it",
    ("B311", "content/spec.py"): "the order of cards; nothing secret hangs on it",
    ("B405", "figures/vector.py"): "reads the figure that was drawn a moment ago",
    ("B314", "figures/vector.py"): "reads the figure that was drawn a moment ago",
    ("B603", "commands/ready/reach.py"): "asks this computer for its firewall, without a shell",
    ("B603", "jupyter/launch.py"): "starts our own program, without a shell",
    ("B603", "paper/pdf.py"): "starts the browser that prints, without a shell",
    ("B603", "system/programs.py"): "starts our own programs, without a shell",
    ("B704", "room/host.py"): "data in which no text can end its block",
    ("B704", "room/wall.py"): "pictures that we draw, and HTML from our own templates",
    ("B104", "room/running.py"): "a room is for the phones on the network",
}
"""What is found: test and file to why it stands."""
# The import of what starts programs: each start is looked at by itself (B603).
NOT_ASKED = "B404"


def test_nothing_new_is_found() -> None:
    command = [sys.executable, "-m", "bandit", "-q", "-r", "workshop", "-f", "json"]
    done = subprocess.run(
        [*command, "-s", NOT_ASKED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    told = json.loads(done.stdout)
    assert told["errors"] == []
    found = {
        (each["test_id"], each["filename"].split("workshop/", 1)[1]): each["issue_text"]
        for each in told["results"]
    }
    assert not {each: found[each] for each in found if each not in KNOWN}
    assert not KNOWN.keys() - found.keys(), "no longer found"
