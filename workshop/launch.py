"""Start the workshop: ``make lab`` in JupyterLab, ``make app`` as pages with Voila.

People who start ``jupyter lab`` themselves get the same workshop, so nothing here configures it:
settings belong in ``etc/`` and ``share/``. What this adds is one press less: the right folder, an
address that opens, one sentence when the port is taken, and a quiet end at Ctrl+C.
"""

from __future__ import annotations

import errno
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from types import FrameType

SECONDS_TO_START = 90
"""After this long the address is shown although no answer came: it may be a very slow computer."""
SECONDS_TO_STOP = 10

_LAST_PORT = 65_535
_IN_USE = (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))


def lab(port: int, *, gallery: bool = False) -> int:
    """Open JupyterLab on the first notebook, until it is stopped.

    Parameters
    ----------
    port
        Where the server listens.
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
        return _fail(_NO_NOTEBOOKS)
    command = lab_command(notebooks, port)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    first = "gallery.ipynb" if gallery else first_notebook(notebooks)
    return _serve(
        command, "gallery" if gallery else "lab", port, f"lab/tree/{first}" if first else "lab"
    )


def app(port: int) -> int:
    """Open the notebooks as pages, without code, until it is stopped.

    Parameters
    ----------
    port
        Where the server listens.

    Returns
    -------
    int
        The exit code: 0 when stopped by the person, Voila's own when it ended by itself.
    """
    notebooks = notebooks_folder()
    if notebooks is None:
        return _fail(_NO_NOTEBOOKS)
    return _serve(app_command(notebooks, port), "app", port, "")


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
    ]


def app_command(notebooks: Path, port: int) -> list[str]:
    """Name the command that runs Voila.

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
        *(sys.executable, "-m", "voila", str(notebooks), "--no-browser"),
        f"--Voila.port={port}",
        "--Voila.port_retries=0",
        # Its warnings are about every page that is opened.
        "--Voila.log_level=ERROR",
        # Asks for a token, which Voila then takes from the environment.
        "--token",
    ]


def notebooks_folder() -> Path | None:
    """Find the notebooks: beside this package in a checkout, else in the current folder.

    Returns
    -------
    Path or None
        The folder, or nothing when there are no notebooks in either place.
    """
    for place in (Path(__file__).resolve().parents[1], Path.cwd()):
        if (place / "notebooks").is_dir():
            return place / "notebooks"
    return None


def first_notebook(notebooks: Path) -> str | None:
    """Name the notebook to begin with.

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


def port_problem(name: str, port: int) -> str | None:
    """Say why a server could not listen on this port.

    Parameters
    ----------
    name
        The command that would start it: ``lab``, ``gallery`` or ``app``.
    port
        The port.

    Returns
    -------
    str or None
        One sentence with the remedy; nothing when the port is free.
    """
    other = f"for example `make {name} PORT=8899`"
    if not 0 < port <= _LAST_PORT:
        # Looking up a larger number would silently take another port.
        return f"There is no port {port}: choose one from 1024 to {_LAST_PORT}, {other}."
    try:
        places = socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM)
    except OSError:
        places = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))]
    for family, kind, protocol, _, address in places:
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":
                    # As servers do: a port that was closed a moment ago counts as free. On
                    # Windows the same option would let two programs share a port.
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except PermissionError:
            return f"Port {port} needs an administrator: choose another port, {other}."
        except OSError as error:
            # No IPv6 on this computer (EADDRNOTAVAIL, EAFNOSUPPORT) is no problem.
            if error.errno in _IN_USE:
                return (
                    f"Port {port} is in use, perhaps by a workshop that is still open: "
                    f"close that program, or choose another port, {other}."
                )
    return None


_NO_NOTEBOOKS = (
    "There are no notebooks here: go to the folder of the workshop, the one that has a folder "
    "`notebooks` in it, and run this again."
)


def _serve(command: list[str], name: str, port: int, page: str) -> int:
    """Run a server until it ends or is told to."""
    problem = port_problem(name, port)
    if problem:
        return _fail(problem)
    # In the environment, where other people on this computer cannot read it from a process list.
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(16)
    stops = [signal.SIGTERM]
    # The terminal was closed; where that is to be outlived (nohup), it is ignored already.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        stops.append(signal.SIGHUP)
    before = {stop: signal.signal(stop, _interrupt) for stop in stops}
    server = None
    try:
        server = subprocess.Popen(  # noqa: S603
            command,
            env={**os.environ, "JUPYTER_TOKEN": token},
            # A session of its own, since at Ctrl+C Jupyter would ask whether we are sure.
            start_new_session=True,
        )
        if _answers(server, port):
            _announce(f"http://localhost:{port}/{page}?token={token}")
        code = server.wait()
    except KeyboardInterrupt:
        _say("Stopping ...")
        code = 0
    finally:
        if server is not None:
            _stop(server)
        for stop, handler in before.items():
            signal.signal(stop, handler)
    # A process ended by a signal has a negative code; shells write 128 + the signal.
    return code if code >= 0 else 128 - code


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


def _announce(address: str) -> None:
    """Open the address in a browser, or say which one to open."""
    # With the token in it, and no file that redirects there, as Jupyter does it: browsers that
    # are installed as snaps cannot read such a file.
    if _has_browser() and webbrowser.open(address):
        _say(f"The workshop opens in your browser ({address}). To stop it, press Ctrl+C here.")
    else:
        _say(f"Open {address} in a browser. To stop the workshop, press Ctrl+C here.")


def _has_browser() -> bool:
    """Tell whether a browser would open in front of the person who started this."""
    # A setting of theirs (or of an editor that works on a remote computer) knows best.
    if not os.environ.get("BROWSER"):
        if os.environ.get("SSH_CONNECTION"):
            return False
        displays = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
        if sys.platform.startswith("linux") and not any(map(os.environ.get, displays)):
            return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


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
