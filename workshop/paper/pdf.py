"""The same as PDF, where a Chromium, a Chrome or an Edge is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from workshop.storage import write

SECONDS = 90.0
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


class PdfError(Exception):
    """A PDF that could not be made, with the reason as a sentence."""


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


def write_pdf(page: Path, pdf: Path, browser: str, seconds: float = SECONDS) -> None:
    """Print an HTML file to a PDF.

    Parameters
    ----------
    page
        The HTML file.
    pdf
        Where the PDF goes; an older one is replaced only when the new one is there.
    browser
        The browser, see :func:`find_browser`.
    seconds
        How long it may take.

    Raises
    ------
    PdfError
        When the browser does not start, takes too long, or writes no PDF.
    OSError
        When the PDF cannot be written where it should go.
    """
    # A profile of its own: one that is open already would answer in place of this browser.
    with tempfile.TemporaryDirectory(prefix="workshop-pdf-", ignore_cleanup_errors=True) as profile:
        made = Path(profile) / "page.pdf"
        command = [
            *start_command(browser, Path(profile)),
            *(f"--print-to-pdf={made}", page.resolve().as_uri()),
        ]
        _run(command, seconds)
        if not made.exists() or not made.read_bytes().startswith(b"%PDF"):
            raise PdfError(f"{browser} wrote no PDF.")
        write(pdf, made.read_bytes())


def _run(command: list[str], seconds: float) -> None:
    try:
        process = subprocess.Popen(  # noqa: S603 - the browser that was found, with our own flags
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # A group of its own, since a browser is many processes and all of them must end.
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise PdfError(f"{command[0]} does not start: {error.strerror or error}.") from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"{command[0]} took longer than {seconds:.0f} seconds.") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
