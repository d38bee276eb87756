"""What keeps a server of the workshop from starting, each a sentence with its remedy.

``make lab`` and ``make app`` look here before they start anything, and so does ``make ready``.
"""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir

from workshop.core.sentence import Sentence

LOOPBACK = "127.0.0.1"
"""Where notebooks and what runs their cells speak with each other: Jupyter asks for no other."""

APP = "app"
"""The command that starts no program of Jupyter."""

_LAST_PORT = 65_535
_IN_USE = (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))


def first(name: str, port: int) -> Sentence | None:
    """Say what is in the way of a server, if anything is.

    Parameters
    ----------
    name
        The command that would start it: ``lab``, ``gallery`` or ``app``.
    port
        Where it would listen.

    Returns
    -------
    Sentence or None
        One sentence with the remedy, of the words ``launch``; nothing when the way is free.
    """
    problem = port_problem(name, port) or loopback_problem()
    return problem or (None if name == APP else folder_problem())


def port_problem(name: str, port: int) -> Sentence | None:
    """Say why a server could not listen on this port.

    Parameters
    ----------
    name
        The command that would start it: ``lab``, ``gallery`` or ``app``.
    port
        The port.

    Returns
    -------
    Sentence or None
        One sentence with the remedy, of the words ``launch``; nothing when the port is free.
    """
    if not 0 < port <= _LAST_PORT:
        # Looking up a larger number would silently take another port.
        return Sentence("no-port", {"port": port, "last": _LAST_PORT, "name": name})
    try:
        places = socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM)
    except OSError:
        places = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (LOOPBACK, port))]
    for family, kind, protocol, _, address in places:
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":
                    # As servers do: a port that was closed a moment ago counts as free. On
                    # Windows the same option would let two programs share a port.
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except PermissionError:
            return Sentence("port-closed", {"port": port, "name": name})
        except OSError as error:
            # No IPv6 on this computer (EADDRNOTAVAIL, EAFNOSUPPORT) is no problem.
            if error.errno in _IN_USE:
                return Sentence("port-taken", {"port": port, "name": name})
    return None


def loopback_problem() -> Sentence | None:
    """Say why the programs of this computer could not speak with each other.

    Returns
    -------
    Sentence or None
        One sentence with the remedy, of the words ``launch``; nothing when they can.
    """
    try:
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
    except OSError as error:
        return Sentence("no-loopback", {"address": LOOPBACK, "why": error.strerror or error})
    return None


def folder_problem() -> Sentence | None:
    """Say which of the folders that Jupyter keeps for itself cannot be written.

    Returns
    -------
    Sentence or None
        One sentence with the remedy, of the words ``launch``; nothing when all can be.
    """
    for setting, folder in (
        ("JUPYTER_RUNTIME_DIR", jupyter_runtime_dir()),
        ("JUPYTER_DATA_DIR", jupyter_data_dir()),
        ("JUPYTER_CONFIG_DIR", jupyter_config_dir()),
    ):
        try:
            # A folder that will be made later will lie in the first one that is there.
            place = next(each for each in (Path(folder), *Path(folder).parents) if each.exists())
            with tempfile.TemporaryFile(dir=place) as trial:
                trial.write(b"-")
        except OSError as error:
            why = error.strerror or error
            return Sentence("jupyter-folder", {"folder": folder, "why": why, "setting": setting})
    return None
