"""What people do in a notebook, for the browser tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.support.board_steps import board, faults_of
from tools.servers import RUN_ALL, Server, start_notebook

NOTEBOOK = "02-sorting-the-working-day.ipynb"
JUPYTERS_OWN = re.compile(r'^<[a-z]+ [^>]*class="[^"]*(jp-WindowedPanel|jp-collapseHeading)')


def open_session(
    page: Page, server: Server, name: str = NOTEBOOK, last: str = "whole-deck"
) -> None:
    """Open a notebook in JupyterLab, see that it starts, and wait for its last board."""
    start_notebook(page, server.address(f"lab/tree/{name}"))
    board(page, last).wait_for(state="attached")


@contextmanager
def by_hand(place: Page | BrowserContext) -> Iterator[None]:
    """Let no notebook start by itself: as where the package's extension is missing."""
    address = "**/workshop/unasked*"
    place.route(address, lambda route: route.abort())
    try:
        yield
    finally:
        place.unroute(address)


def run_again(page: Page, exercise: str) -> Locator:
    """Press the one button again, and wait for the new board to take the place of the old one."""
    board(page, exercise).evaluate("element => element.toggleAttribute('data-old', true)")
    page.locator(RUN_ALL).click()
    page.locator(f'section[data-exercise="{exercise}"]:not([data-old])').wait_for(state="attached")
    return go_to(page, exercise)


def go_to(page: Page, exercise: str) -> Locator:
    """Bring a board onto the screen."""
    found = board(page, exercise)
    found.wait_for(state="attached")
    found.evaluate("element => element.scrollIntoView()")
    expect(found.locator("[data-item]").first).to_be_visible()
    return found


def faults_of_page(page: Page) -> list[Any]:
    """Let axe-core look at a whole notebook; what is JupyterLab's own is not ours to mend."""
    return [
        [rule, told, ours]
        for rule, told, nodes in faults_of(page, ".jp-Notebook")
        if (ours := [node for node in nodes if not JUPYTERS_OWN.search(node[0])])
    ]


def cells(page: Page) -> list[str]:
    """Read the notebook's cells, to see whether a key changed one."""
    texts: list[str] = page.locator(".jp-Notebook-cell").evaluate_all(
        """(cells) => cells.map((cell) => cell.className.match(/jp-\\w+Cell/)[0]
            + (cell.querySelector(".jp-InputArea")?.textContent ?? ""))"""
    )
    return texts


def write_notebook(folder: Path, name: str, code: str) -> None:
    """Write a notebook of one code cell."""
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "one",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": code,
    }
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = {
        "cells": [cell],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / name).write_text(json.dumps(notebook), encoding="utf-8")


@contextmanager
def notebook(server: Server, name: str, code: str) -> Iterator[None]:
    """Put a notebook of one code cell into a server's folder for as long as a test needs it."""
    write_notebook(server.folder, name, code)
    try:
        yield
    finally:
        (server.folder / name).unlink()


def small(content: Path, server: Server, exercise: str) -> str:
    """Write the code that shows an exercise of another content folder."""
    return f"""
from pathlib import Path
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.notebook.session import Session
answers = Answers(Path({str(server.home)!r}))
Session("02", Library(Path({str(content)!r})), answers).show({exercise!r})
"""
