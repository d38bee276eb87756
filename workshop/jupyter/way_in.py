"""How the browser gets to a server, whose address opens it to everybody who knows the address.

Every account of a computer can read the command lines of all programs. So the browser is given a
file that only its owner can read, and that leads on to the address.
"""

from __future__ import annotations

import contextlib
import os
import sys
import webbrowser
from collections.abc import Mapping
from html import escape

from workshop.system.files import private_folder, write
from workshop.system.places import find_home

_PAGE = """<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}">
<title>{title}</title>
<p><a href="{address}">{link}</a></p>
"""


class WayIn:
    """The way into a server that runs.

    Parameters
    ----------
    address
        What to open, with the token that lets in.
    port
        Where the server listens.
    words
        The section ``launch`` of the words.
    """

    def __init__(self, address: str, port: int, words: Mapping[str, str]) -> None:
        self._address = address
        self._words = words
        # Beside the answers, and not where temporary files go: browsers that are installed as
        # snaps can read neither that nor a hidden folder.
        self._file = (find_home() / f"open-{port}.html").resolve()

    def announce(self) -> str:
        """Open the address in a browser, or say which one to open.

        Returns
        -------
        str
            A sentence for the person at the terminal, who alone may know the address.
        """
        if has_browser() and self._written() and webbrowser.open(self._file.as_uri()):
            return self._words["opens"].format(address=self._address)
        return self._words["open"].format(address=self._address)

    def close(self) -> None:
        """Remove the file, when the server has ended."""
        with contextlib.suppress(OSError):
            self._file.unlink()

    def _written(self) -> bool:
        try:
            private_folder(self._file.parent)
            shown = {
                "address": self._address,
                "title": self._words["page-title"],
                "link": self._words["page-link"],
            }
            page = _PAGE.format_map({name: escape(text) for name, text in shown.items()})
            write(self._file, page)
        except OSError:
            # The start goes on, and what cannot be saved is said where somebody answers.
            return False
        return True


def has_browser() -> bool:
    """Tell whether a browser would open in front of the person who started this.

    Returns
    -------
    bool
        Whether it would.
    """
    # A setting of theirs (or of an editor that works on a remote computer) knows best.
    if not os.environ.get("BROWSER"):
        # A Windows browser cannot be relied on to find a file that lies in its Linux.
        if os.environ.get("SSH_CONNECTION") or os.environ.get("WSL_DISTRO_NAME"):
            return False
        displays = ("DISPLAY", "WAYLAND_DISPLAY")
        if sys.platform.startswith("linux") and not any(map(os.environ.get, displays)):
            return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
