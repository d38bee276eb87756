"""The pages behind the server of JupyterLab: on Binder, on a hub, from the launcher.

``jupyter-server-proxy`` finds :func:`pages` by an entry point of the package, starts the program
when somebody opens ``…/pages/``, and lets in who may use that server.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

from workshop.content.library import Library
from workshop.core.records import ContentError
from workshop.system.places import STATIC

SECONDS_TO_START = 60


def pages() -> dict[str, Any]:
    """Say how the program is started, and how the launcher shows it.

    Returns
    -------
    dict
        What ``jupyter-server-proxy`` asks for.
    """
    try:
        title = Library().strings()["app"]["launcher"]
    except ContentError:
        # What is wrong stands on the pages.
        title = "workshop"
    return {
        "command": [sys.executable, "-m", "workshop.pages.serving", "--socket={unix_socket}"],
        # A port would be open to every account of the computer.
        "unix_socket": True,
        "timeout": SECONDS_TO_START,
        "new_browser_tab": True,
        "launcher_entry": {
            "enabled": hasattr(socket, "AF_UNIX"),
            "title": title,
            "icon_path": str(STATIC / "covers" / "02.svg"),
            "category": "Notebook",
        },
    }
