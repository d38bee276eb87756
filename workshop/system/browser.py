"""A browser that is on this computer: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Containers give /dev/shm 64 MB, and pages crash when it is full.
    "--disable-dev-shm-usage",
    "--no-pdf-header-footer",
    # Headings, tables and reading order for screen readers.
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)


def find_browser() -> str | None:
    """Find a browser that can write a PDF.

    Returns
    -------
    str
        The path of the one that ``$CHROMIUM`` names, else of the first one on the ``PATH`` or in
        the usual places; nothing where there is none.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    found = (*map(shutil.which, NAMES), *filter(os.path.exists, PLACES))
    return next((path for path in found if path), None)


def start_command(browser: str, profile: Path) -> list[str]:
    """Name the command that starts a browser without a window.

    Parameters
    ----------
    browser
        The browser, see :func:`find_browser`.
    profile
        The folder for what it remembers.

    Returns
    -------
    list of str
        The program and its flags; what it is to open comes after them.
    """
    # Chromium refuses to start as root with its sandbox.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    without = ["--no-sandbox"] if root else []
    return [browser, *FLAGS, *without, f"--user-data-dir={profile}"]
