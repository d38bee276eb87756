"""Boards on a blank page, in a real browser, with the real store behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ROOT
from tests.support.host import Host, hosting
from workshop.content.library import Library


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """The program behind the pages, with the content of the workshop."""
    with hosting(tmp_path / "work", Library(ROOT)) as host:
        yield host
        assert host.errors == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One person's browser: its pages share what it keeps."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of it, on which an error is one of the test."""
    return new_page(context)


@pytest.fixture(params=["browser", "firefox"], ids=["chromium", "firefox"])
def anywhere(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in each of the browsers."""
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    yield new_page(context)
    context.close()


def new_page(context: BrowserContext) -> Page:
    """Open another page of the same browser."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page
