"""Boards on a blank page, in a real browser, with the real store behind them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ROOT
from tests.support.board_steps import seen_as
from tests.support.host import Host, hosting
from workshop.content.library import Library

DESKTOP = {"width": 1100, "height": 900}
NOBODY_THERE = "Failed to fetch"
"""What our own page says where the server has ended; boards fetch nothing."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """The program behind the pages, with the content of the workshop."""
    with hosting(tmp_path / "work", Library(ROOT)) as host:
        yield host
        assert host.errors == []


@pytest.fixture
def small(tmp_path: Path, content: Path) -> Iterator[Host]:
    """The same with a small content of its own, which a test may change before it is shown."""
    with hosting(tmp_path / "work", Library(content)) as host:
        yield host
        assert host.errors == []


@pytest.fixture
def view() -> str:
    """In which view exercises open; empty for how they open for everybody, one item at a time."""
    return ""


@contextmanager
def _browsing(browser: Browser, view: str, **settings: Any) -> Iterator[BrowserContext]:
    """Browse as one person; an error on a page is one of the test."""
    context = browser.new_context(**settings)
    if view:
        seen_as(context, view)
    errors: list[str] = []
    context.on("weberror", lambda each: errors.append(str(each.error)))
    yield context
    context.close()
    assert [each for each in errors if each != NOBODY_THERE] == []


@pytest.fixture
def context(browser: Browser, view: str) -> Iterator[BrowserContext]:
    """One person's browser: its pages share what it keeps."""
    with _browsing(browser, view, viewport=DESKTOP) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of it."""
    return context.new_page()


@pytest.fixture(params=["browser", "firefox"], ids=["chromium", "firefox"])
def anywhere(request: pytest.FixtureRequest, view: str) -> Iterator[Page]:
    """A page in each of the browsers."""
    with _browsing(request.getfixturevalue(request.param), view, viewport=DESKTOP) as context:
        yield context.new_page()


@pytest.fixture
def phone(browser: Browser, view: str) -> Iterator[Page]:
    """A phone: 320 px wide, and nothing but a finger."""
    small = {"width": 320, "height": 640}
    view = view and "list"
    with _browsing(browser, view, viewport=small, has_touch=True, is_mobile=True) as context:
        yield context.new_page()
