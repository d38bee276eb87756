"""Real servers, a real browser, and a new participant for every test."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import PATIENCE, ROOT
from tools.servers import Server, jupyter, pages


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebooks in a git repository of their own, to see whether taking part changes them."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "notebooks", folder, dirs_exist_ok=True)
    shutil.copy(ROOT / ".gitignore", folder)
    for command in (
        ["git", "init", "--quiet"],
        ["git", "add", "."],
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "start"],
    ):
        subprocess.run(command, cwd=folder, check=True)
    return folder


@pytest.fixture(scope="session")
def lab_server(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("lab")
    with jupyter("lab", clone, place / "home", place / "log.txt") as server:
        yield server


@pytest.fixture
def lab(lab_server: Server) -> Server:
    """JupyterLab for a new participant."""
    lab_server.forget()
    return lab_server


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """One profile, so that the browser loads JupyterLab's ten megabytes once and not every time."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    """A page of 1280 by 900 pixels, in a browser that remembers nothing of earlier tests."""
    page = visitor.new_page()
    yield page
    page.evaluate("localStorage.clear()")
    page.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Server]:
    """The pages for a new participant, from a program that nobody has opened yet."""
    with pages(tmp_path / "pages" / "home", tmp_path / "pages.txt") as server:
        yield server


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone: 320 px wide, and nothing but a finger."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
