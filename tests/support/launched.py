"""Commands that start, and are ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT


@contextlib.contextmanager
def started(what: str, port: int, home: Path, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """The command as from a terminal in which no browser can open, but for what is set."""
    hidden = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "JUPYTER_TOKEN")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from workshop.commands.cli import main; exit(main([{what!r}, '--port', '{port}']))",
        ],
        cwd=ROOT,
        env=env | {"SSH_CONNECTION": "somewhere", "WORKSHOP_HOME": str(home)} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
