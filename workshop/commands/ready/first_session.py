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
from workshop.commands.said import words_of
from workshop.content.languages import number
from workshop.content.words import Section
from workshop.jupyter import launch
from workshop.system.browser import find_browser
from workshop.system.devtools import BrowserError, Page, open_page

HERE = {"localhost", "127.0.0.1", "::1"}
_BOARDS = "[...document.querySelectorAll('section[data-exercise]')].map(e => e.dataset.exercise)"
_MESSAGES = "document.querySelectorAll('main > [role=alert]').length"


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
    words = words_of("ready")
    browser = find_browser()
    if browser is None:
        return _unseen(words["no-browser"], words)
    wanted = read_notebook(notebook).exercises
    began = time.monotonic()
    try:
        async with (
            served(launch.app_command, notebook.parent, place) as (address, key),
            open_page(browser, place) as page,
        ):
            await page.go(f"{address}/{notebook.with_suffix('.html').name}?key={key}")
            missing = await _wait_for(page, wanted, seconds)
            elsewhere = outside(page.requested)
            count = len(page.requested)
    except BrowserError as error:
        return _unseen(words["browser-failed"].format(why=error), words)
    except ServerError:
        failed = Finding("not yet", words["server-failed"].format(name="app"))
        return [failed, Finding("look", words["no-page"])]
    took = time.monotonic() - began
    return [_on_boards(wanted, missing, took, words), _on_requests(elsewhere, count, words)]


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
        # A message stands where what has a fault would be: a board, or the page.
        if len(missing) <= messages or (messages and not there) or time.monotonic() > end:
            return missing
        await asyncio.sleep(0.2)


def _on_boards(wanted: Collection[str], missing: list[str], took: float, words: Section) -> Finding:
    if not wanted:
        return Finding("not yet", words["no-boards"])
    if missing:
        told = words["boards-missing"].format(
            all=len(wanted),
            n=len(missing),
            seconds=number(words.language, took),
            names=", ".join(missing),
        )
        return Finding("not yet", told)
    seconds = number(words.language, took, 1)
    return Finding("fine", words["boards"].format(n=len(wanted), seconds=seconds))


def _on_requests(elsewhere: list[str], count: int, words: Section) -> Finding:
    if elsewhere:
        return Finding("not yet", words["asked-others"].format(names=", ".join(elsewhere)))
    return Finding("fine", words["not-needed"].format(n=number(words.language, count)))


def _unseen(why: str, words: Section) -> list[Finding]:
    return [
        Finding("look", f"{why} {words['look-yourself']}"),
        Finding("look", words["look-offline"]),
    ]
