"""What the person sees: a line for each finding, and how far it got meanwhile."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TextIO

from workshop.commands.ready.lines import Finding, State
from workshop.commands.said import words_of

SIGNS: dict[State, str] = {"fine": "✓", "look": "!", "not yet": "✗"}
COLOURS: dict[State, int] = {"fine": 32, "look": 33, "not yet": 31}
BAR = 20


class Screen:
    """The terminal, or a file, which gets the same lines without the progress.

    Parameters
    ----------
    out
        Where it goes; by default standard output.
    """

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        if isinstance(self._out, io.TextIOWrapper):
            # A terminal that has no ✓ gets a question mark; the word beside it says the same.
            self._out.reconfigure(errors="replace")
        self._moves = self._out.isatty()
        # The terminals of old Windows would show the codes themselves.
        self._colours = self._moves and os.name == "posix" and "NO_COLOR" not in os.environ

    def finding(self, title: str, finding: Finding) -> None:
        """Show one finding.

        Parameters
        ----------
        title
            What it is about.
        finding
            What was found.
        """
        said = words_of("ready")[f"state-{finding.state.replace(' ', '-')}"]
        word = f"{SIGNS[finding.state]} {said}"
        sign = f"{word:9}"
        if self._colours:
            sign = f"\033[{COLOURS[finding.state]}m{sign}\033[0m"
        # A message of several lines, such as a file's, would break the list.
        self.say(f"{sign}  {title}: {' '.join(finding.said.split())}")

    def say(self, sentence: str) -> None:
        """Show a sentence.

        Parameters
        ----------
        sentence
            The sentence.
        """
        self.clear()
        self._out.write(f"{sentence}\n")
        self._out.flush()

    def progress(self, done: int, whole: int, seconds: float, doing: str) -> None:
        """Show how far it got, in the last line of a terminal.

        Parameters
        ----------
        done
            How many findings there are.
        whole
            How many there will be.
        seconds
            How long it took so far.
        doing
            What is being looked at.
        """
        if self._moves:
            bar = "#" * (BAR * done // whole)
            self.clear()
            self._out.write(f"[{bar:-<{BAR}}] {seconds:2.0f} s  {doing}"[: _width()])
            self._out.flush()

    def clear(self) -> None:
        """Take the progress off the screen."""
        if self._moves:
            self._out.write(f"\r{' ' * _width()}\r")


def _width() -> int:
    # One less than there is: a full line would begin a new one.
    return shutil.get_terminal_size().columns - 1
