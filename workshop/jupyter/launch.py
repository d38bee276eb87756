"""Start the workshop: ``make lab`` in JupyterLab, ``make app`` as pages without code.

People who start ``jupyter lab`` themselves get the same workshop, so nothing here configures it:
settings belong in ``etc/`` and ``share/``. What this adds is one press less: the right folder, an
address that opens, one sentence when the port is taken, and a quiet end at Ctrl+C.
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, cast

from workshop.core.plain import plain
from workshop.jupyter import obstacles
from workshop.jupyter.way_in import WayIn
from workshop.system.files import private_folder, write
from workshop.system.places import START, find_home

SECONDS_TO_START = 90
"""After this long the address is shown although no answer came: it may be a very slow computer."""
SECONDS_TO_STOP = 10


@dataclass(frozen=True)
class Way:
    """How somebody gets into a server.

    Parameters
    ----------
    address
        What opens it, with places for its ``port`` and its ``key``.
    variable
        Where the server finds the key: in the environment, which other people on this computer
        cannot read, as they can a command line.
    """

    address: str
    variable: str


APP = Way("http://127.0.0.1:{port}/?key={key}", "WORKSHOP_KEY")
"""By number: at the other address of "localhost" another account's program could listen."""


def lab(port: int, words: Mapping[str, str], *, gallery: bool = False) -> int:
    """Open JupyterLab on the start page, until it is stopped.

    Parameters
    ----------
    port
        Where the server listens.
    words
        The section ``launch`` of the words.
    gallery
        Whether to open the notebook that shows every kind of exercise, instead of the sessions.

    Returns
    -------
    int
        The exit code: 0 when stopped by the person, JupyterLab's own when it ended by itself.
    """
    notebooks = notebooks_folder()
    if notebooks is not None and gallery:
        notebooks = notebooks.parent / "docs" / "gallery"
    if notebooks is None:
        return _fail(words["no-notebooks"])
    command = lab_command(notebooks, port)
    first = "gallery.ipynb" if gallery else first_page(notebooks)
    page = f"lab/tree/{first}" if first else "lab"
    way = Way(f"http://localhost:{{port}}/{page}?token={{key}}", "JUPYTER_TOKEN")
    return _serve(command, "gallery" if gallery else "lab", port, way, words)


def app(port: int, words: Mapping[str, str]) -> int:
    """Open the sessions as pages, without code, until it is stopped.

    Parameters
    ----------
    port
        Where the server listens.
    words
        The section ``launch`` of the words.

    Returns
    -------
    int
        The exit code: 0 when stopped by the person, the server's own when it ended by itself.
    """
    notebooks = notebooks_folder()
    if notebooks is None:
        return _fail(words["no-notebooks"])
    return _serve(app_command(notebooks, port), "app", port, APP, words)


def lab_command(notebooks: Path, port: int) -> list[str]:
    """Name the command that runs JupyterLab.

    Parameters
    ----------
    notebooks
        The folder it shows.
    port
        Where it listens.

    Returns
    -------
    list of str
        The program, and what it is told.
    """
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser"),
        f"--ServerApp.root_dir={notebooks}",
        f"--ServerApp.port={port}",
        # JupyterLab would move to the next port silently, and people would look at the old one.
        "--ServerApp.port_retries=0",
        # So that the address stays in view: only what needs attention is said after it.
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    ]


def app_command(_notebooks: Path, port: int) -> list[str]:
    """Name the command that serves the pages; for the rest as :func:`lab_command`."""
    return [sys.executable, "-m", "workshop.pages.serving", f"--port={port}"]


def notebooks_folder() -> Path | None:
    """Find the notebooks: beside this package in a checkout, else in the current folder.

    Returns
    -------
    Path or None
        The folder, or nothing when there are no notebooks in either place.
    """
    for place in (Path(__file__).resolve().parents[2], Path.cwd()):
        if (place / "notebooks").is_dir():
            return place / "notebooks"
    return None


def first_page(notebooks: Path) -> str | None:
    """Name the notebook that people open first.

    Parameters
    ----------
    notebooks
        The folder that has them.

    Returns
    -------
    str or None
        The start page; where there is none, the first session, if there is one.
    """
    return START if (notebooks / START).exists() else first_session(notebooks)


def first_session(notebooks: Path) -> str | None:
    """Name the notebook of the first session.

    Parameters
    ----------
    notebooks
        The folder that has them.

    Returns
    -------
    str or None
        The file name of the session with the lowest number, if there is one.
    """
    return min((path.name for path in notebooks.glob("[0-9][0-9]-*.ipynb")), default=None)


class _Voice(threading.Thread):
    """What a server says: passed on once it can be opened, and kept until then.

    A server that cannot start says so in a hundred lines, and we in one sentence.

    Parameters
    ----------
    source
        Where it says it.
    """

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._source = source
        self._lock = threading.Lock()
        self._kept: list[str] | None = []
        self.start()

    def run(self) -> None:
        """Listen until the server ends."""
        for line in self._source:
            with self._lock:
                said = line.decode("utf-8", "replace")
                if self._kept is None:
                    sys.stderr.write(said)
                    sys.stderr.flush()
                else:
                    self._kept.append(said)

    def release(self) -> None:
        """Pass on what was said, and all that follows."""
        with self._lock:
            sys.stderr.write("".join(self._kept or ()))
            self._kept = None

    def all(self) -> str:
        """Give what was said by a server that has ended."""
        self.join(SECONDS_TO_STOP)
        return "".join(self._kept or ())


def _serve(command: list[str], name: str, port: int, way: Way, words: Mapping[str, str]) -> int:
    """Run a server until it ends or is told to."""
    problem = obstacles.first(name, port)
    if problem:
        return _fail(problem.in_words(words))
    key = os.environ.get(way.variable) or secrets.token_hex(16)
    stops = [signal.SIGTERM]
    # The terminal was closed; where that is to be outlived (nohup), it is ignored already.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        stops.append(signal.SIGHUP)
    before = {stop: signal.signal(stop, _interrupt) for stop in stops}
    way_in = WayIn(way.address.format(port=port, key=key), port, words)
    server = None
    try:
        server = subprocess.Popen(  # noqa: S603
            command,
            env={**os.environ, way.variable: key},
            stderr=subprocess.PIPE,
            # A session of its own, since at Ctrl+C Jupyter would ask whether we are sure.
            start_new_session=True,
        )
        voice = _Voice(cast("IO[bytes]", server.stderr))
        if not _answers(server, port):
            return _fail(_why(voice.all(), name, words))
        voice.release()
        _say(way_in.announce())
        code = server.wait()
    except KeyboardInterrupt:
        _say(words["stopping"])
        code = 0
    finally:
        if server is not None:
            _stop(server)
        way_in.close()
        for stop, handler in before.items():
            signal.signal(stop, handler)
    # A process ended by a signal has a negative code; shells write 128 + the signal.
    return code if code >= 0 else 128 - code


def _why(said: str, name: str, words: Mapping[str, str]) -> str:
    """Say in one sentence why a server did not start; all that it said goes into a file."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    why = plain(lines[-1], 200) if lines else words["said-nothing"]
    log = find_home() / f"{name}-did-not-start.txt"
    try:
        private_folder(log.parent)
        write(log, said)
    except OSError:
        return words["did-not-start"].format(why=why)
    return words["did-not-start-log"].format(why=why, file=log)


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the server can be opened; false when it ended instead."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None:
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                return True
            time.sleep(0.2)
        else:
            return True
    return False


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """Make every signal to stop arrive as Ctrl+C does."""
    raise KeyboardInterrupt


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server if it still runs, in good order if it can: it has kernels to stop."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        server.kill()
        server.wait()


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
