"""The programs that a look around starts: away from the person's own work, and ended for sure."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import psutil

END_SECONDS = 5.0


def environment(place: Path) -> dict[str, str]:
    """Give programs an environment in which they leave nothing behind and touch nobody's answers.

    Parameters
    ----------
    place
        A folder that is removed afterwards.

    Returns
    -------
    dict
        The environment of this process, with the folders that are different.
    """
    scratch = place / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "WORKSHOP_HOME": str(place / "home"),
        "JUPYTER_RUNTIME_DIR": str(place / "runtime"),
        "IPYTHONDIR": str(place / "ipython"),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch)),
    }


@contextlib.contextmanager
def running(
    command: Sequence[str], env: Mapping[str, str], said: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program, and end it with everything that it started.

    Parameters
    ----------
    command
        The program, and what it is told.
    env
        Its environment.
    said
        The file for what it says.

    Yields
    ------
    Popen
        The process.

    Raises
    ------
    OSError
        When it does not start.
    """
    process = subprocess.Popen(  # noqa: S603 - the workshop's own commands, and the browser
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.STDOUT,
        # A session of its own, since Ctrl+C is for us: we end it.
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all below it; they have nothing to save."""
    with contextlib.suppress(psutil.NoSuchProcess):
        top = psutil.Process(process.pid)
        # Held first, so that it starts nothing more while its children are being counted.
        top.suspend()
        family = [*top.children(recursive=True), top]
        for each in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(family, END_SECONDS)
    process.wait(END_SECONDS)
