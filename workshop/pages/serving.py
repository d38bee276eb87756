"""The program that serves the pages: ``python -m workshop.pages.serving``.

``make app`` starts it for the person at this computer, with the key to the first address in the
environment (``WORKSHOP_KEY``): others can read command lines. Behind the server of JupyterLab it
listens on a socket in a folder that only its owner can open, and that server looks at who comes.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import uvicorn

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.pages.server import make_app

KEY = "WORKSHOP_KEY"
HOST = "127.0.0.1"
"""Not "localhost", at whose other address another account's program could listen."""
ENDING_SECONDS = 5
WAITING = 128
"""How many browsers may wait to be let in."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the pages until this is told to end.

    Parameters
    ----------
    arguments
        ``--port`` or ``--socket``; by default the process's own.

    Returns
    -------
    int
        0 when it was ended; 1 where nobody could be let in.
    """
    parser = argparse.ArgumentParser()
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--port", type=int)
    where.add_argument("--socket", type=Path)
    given = parser.parse_args(arguments)
    # The programs that figures and prints start need no key.
    key = os.environ.pop(KEY, "")
    if given.socket is None and not key:
        sys.stderr.write(f"{KEY} is not set\n")
        return 1
    listening = _at_socket(given.socket) if given.socket else _at_port(given.port)
    app = make_app(Library(), Answers(), "" if given.socket else key, f"workshop-{given.port}")
    config = uvicorn.Config(
        app,
        # What there is to say is said by whoever started this.
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=ENDING_SECONDS,
    )
    with listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _at_port(port: int) -> socket.socket:
    # Named as TCP, or asyncio would let each answer wait 40 ms for more to send with it.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        # A port that was closed a moment ago counts as free; see workshop/jupyter/obstacles.py.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    listening.listen(WAITING)
    return listening


def _at_socket(path: Path) -> socket.socket:
    # Only the account that this runs under may speak with it.
    before = os.umask(0o177)
    try:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
    finally:
        os.umask(before)
    return listening


if __name__ == "__main__":
    sys.exit(main())
