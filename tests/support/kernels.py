"""The kernels of a server, and the keys that must not reach a notebook."""

from __future__ import annotations

import contextlib

import psutil

from tools.servers import Server


def kernels(server: Server) -> list[psutil.Process]:
    """Find the kernels that this server runs."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if "ipykernel_launcher" not in " ".join(process.info["cmdline"] or []):
            continue
        # A kernel that ends while we look is none of ours to find.
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.environ().get("WORKSHOP_HOME") == str(server.home):
                found.append(process)
    return found


KEYS = ["b", "a", "x", "d", "d", "m", "y", "z", "c", "v", "o", "j", "k", "ArrowDown", "ArrowUp",
        "ArrowLeft", "ArrowRight", "Shift+M", "Escape", "1", "3", "Delete"]  # fmt: skip
