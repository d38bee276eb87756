"""The same as PDF, where a Chromium, a Chrome or an Edge is installed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from workshop.system.browser import start_command
from workshop.system.files import write

SECONDS = 90.0


class PdfError(Exception):
    """A PDF that could not be made, with the reason as a sentence."""


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
