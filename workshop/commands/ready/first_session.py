"""Whether the boards of a session appear in a browser, with nothing from anywhere else."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

from workshop.commands.ready.lines import Finding
from workshop.commands.ready.servers import ServerError, served
from workshop.commands.ready.texts import read_notebook
from workshop.jupyter import launch
from workshop.system.browser import find_browser
from workshop.system.devtools import BrowserError, Page, open_page

HERE = {"localhost", "127.0.0.1", "::1"}
_BOARDS = "[...document.querySelectorAll('section[data-exercise]')].map(e => e.dataset.exercise)"
_MESSAGES = "document.querySelectorAll('.workshop-page [role=alert]').length"
_LOOK = "Look yourself: run `make app`, open the first session, and see whether cards appear."


async def in_browser(notebook: Path, place: Path, seconds: float) -> list[Finding]:
    """Open a session as `make app` shows it, in a browser without a window.

    Parameters
    ----------
    notebook
        The notebook of the session.
    place
        A folder that is removed afterwards.
    seconds
        How long the page may take once it is asked for.

    Returns
    -------
    list of Finding
        One on the boards, one on requests to other computers.
    """
    browser = find_browser()
    if browser is None:
        why = "No Chromium, Chrome or Edge was found here, so this could not be looked at."
        return _unseen(why)
    wanted = read_notebook(notebook).exercises
    began = time.monotonic()
    try:
        async with (
            served(launch.app_command, notebook.parent, place) as (address, token),
            open_page(browser, place) as page,
        ):
            await page.go(f"{address}/voila/render/{notebook.name}?token={token}")
            missing = await _wait_for(page, wanted, seconds)
            elsewhere = outside(page.requested)
            count = len(page.requested)
    except BrowserError as error:
        return _unseen(f"{error} So this could not be looked at.")
    except ServerError as error:
        failed = Finding("not yet", f"{error} Run `make app`, and read what it says.")
        return [failed, Finding("look", "Without a page, this could not be looked at.")]
    took = time.monotonic() - began
    return [_on_boards(wanted, missing, took), _on_requests(elsewhere, count)]


def outside(requested: Collection[str]) -> list[str]:
    """Name the computers that a page asked for something, other than this one.

    Parameters
    ----------
    requested
        The addresses it asked for.

    Returns
    -------
    list of str
        Their names, sorted.
    """
    asked = map(urlsplit, requested)
    # What lies in the page itself (data:, blob:) has no computer.
    return sorted({each.hostname for each in asked if each.hostname} - HERE)


async def _wait_for(page: Page, wanted: Collection[str], seconds: float) -> list[str]:
    """Name the exercises that are not on the page when it is complete, or the time is over."""
    end = time.monotonic() + seconds
    while True:
        told = await page.ask(f"JSON.stringify([{_BOARDS}, {_MESSAGES}])")
        there, messages = json.loads(told) if told else ([], 0)
        missing = [name for name in wanted if name not in there]
        # A message stands where a board with a fault would be.
        if len(missing) <= messages or time.monotonic() > end:
            return missing
        await asyncio.sleep(0.2)


def _on_boards(wanted: Collection[str], missing: list[str], took: float) -> Finding:
    if not wanted:
        said = "The notebook of the first session shows no exercise. Run `make notebooks`."
        return Finding("not yet", said)
    if missing:
        return Finding(
            "not yet",
            f"Of {len(wanted)} exercises of the first session, {len(missing)} did not appear "
            f"within {took:.0f} seconds: {', '.join(missing)}. Run `make check`. If that finds "
            "nothing, run `make app`, open the first session, and read what stands there.",
        )
    count = len(wanted)
    return Finding("fine", f"The {count} exercises of the first session appeared in {took:.1f} s.")


def _on_requests(elsewhere: list[str], count: int) -> Finding:
    if elsewhere:
        return Finding(
            "not yet",
            f"The page asked {', '.join(elsewhere)} for something. Without the internet that is "
            "missing or slow: take the link out of the notebook or the settings.",
        )
    return Finding("fine", f"Not needed: all {count} requests of the page went to this computer.")


def _unseen(why: str) -> list[Finding]:
    return [
        Finding("look", f"{why} {_LOOK}"),
        Finding(
            "look", "Switch the network off while you look: everything must appear all the same."
        ),
    ]
