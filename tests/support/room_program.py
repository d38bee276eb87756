"""``workshop room``, as a facilitator starts it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import ROOT


class Program:
    """``workshop room``, as it runs; at a port that is free unless one is named."""

    def __init__(self, folder: Path, *arguments: str, port: int = 0) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = port or probe.getsockname()[1]
        command = [sys.executable, "-m", "workshop.commands.cli", "room", f"--port={self.port}"]
        self.process = subprocess.Popen(
            [*command, *arguments],
            env={**os.environ, "WORKSHOP_ROOM": str(folder), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        self.said: list[str] = []
        assert self.process.stdout
        # It listens before it says so.
        for line in self.process.stdout:
            self.said.append(line)
            if line.startswith("Ctrl+C"):
                break
        found = re.search(r"Its code is (\w+)", "".join(self.said))
        assert found, self.said
        self.code = found[1]

    def ask(self, method: str, path: str, token: str = "", body: object = None) -> Any:
        """Ask for something; gives the status and what came back."""
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as there:
            there.request(method, path, json.dumps(body), headers)
            reply = there.getresponse()
            return reply.status, json.loads(reply.read())

    def end(self, stop: int = signal.SIGINT) -> str:
        """Stop it; gives what it said at the end."""
        self.process.send_signal(stop)
        said, _ = self.process.communicate(timeout=20)
        return said


@contextmanager
def opened(folder: Path, *arguments: str) -> Iterator[Program]:
    """Start one for a while."""
    program = Program(folder, *arguments)
    try:
        yield program
    finally:
        program.process.kill()
        program.process.wait()
