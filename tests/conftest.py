"""What tests of several layers share."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from workshop.content.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# How long something takes is measured in benchmarks/, on a machine that does nothing else.
settings.register_profile("workshop", deadline=None)
settings.load_profile("workshop")

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30_000
"""How many milliseconds a test in a browser waits for what must come."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trial", type=int, default=6, help="how many random runs to make")


EXERCISE = """
kind = "sort"
session = "02"
title = "A small sort"
minutes = 3
feedback = "instant"
prompt = "Sort the act."
[[options]]
id = "leading"
label = "Leading"
[[options]]
id = "managing"
label = "Managing"
[[options]]
id = "unknown"
label = "I do not know"
unsure = true
[[items]]
id = "vision"
setting = "Clinic"
text = "She describes the clinic of next year."
[[items]]
id = "roster"
text = "He writes the roster."
[[items]]
id = "coaching"
text = "A senior nurse coaches a new one."
"""
SOLUTION = """
[items.vision]
accept = ["leading"]
why = "A picture of the future."
tips = "With dates it would be planning."
sources = ["kotter-1990"]
[items.roster]
accept = ["managing"]
partly = ["leading"]
why = "Order and cover."
practices = ["organising"]
[items.coaching]
accept = ["leading", "managing"]
why = "Sources disagree."
[items.coaching.reasons]
leading = "For growth."
managing = "For the standard."
[debrief]
questions = ["Which card split you?"]
"""

QUIZ = """
kind = "quiz"
session = "00"
title = "A small quiz"
minutes = 2
feedback = "instant"
prompt = "Choose one answer."
""" + "".join(
    f"""
[[items]]
id = "{question}"
text = "What about {question}?"
"""
    + "".join(f'[[items.options]]\nid = "{o}"\nlabel = "{question} {o}"\n' for o in "abcd")
    for question in ("change", "order", "people")
)
QUIZ_SOLUTION = """
[items.change]
accept = ["a"]
why = "Leading copes with change."
sources = ["kotter-1990"]
[items.order]
accept = ["b"]
why = "Managing copes with complexity."
[items.people]
accept = ["d"]
why = "Both work through people."
"""


@pytest.fixture(scope="session", autouse=True)
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test, and all that it starts, away from what somebody did in this checkout."""
    # Behind a prompt (`make test &`) a shell lets programs ignore Ctrl+C, and all that they start.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("own")
        patch.setenv("WORKSHOP_HOME", str(place / "my-work"))
        patch.setenv("WORKSHOP_ROOM", str(place / "my-room"))
        before = _done_here()
        yield
        assert _done_here() == before


def _done_here() -> dict[Path, int]:
    """What people did in this checkout, and when."""
    places = [ROOT / name for name in ("my-work", "my-room", "printed", "my-workshop.json")]
    every = [path for place in places for path in (place, *place.rglob("*")) if path.exists()]
    return {path: path.stat().st_mtime_ns for path in every}


def assert_told(library: Library, file: str, item: str, words: str) -> None:
    """See that a fault names its file and item, says what is wrong, and what to do about it."""
    faults = library.check()
    found = [fault for fault in faults if fault.file == file and fault.item == item]
    assert any(words in str(fault) for fault in found), [str(fault) for fault in faults]
    assert all(fault.remedy for fault in found)


def unpacked(entries: Any) -> list[dict[str, Any]]:
    """Read what is sent to the browser as names and rows."""
    return [dict(zip(entries["names"], row, strict=False)) for row in entries["rows"]]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What starts browsers; one for all tests, since it can be started once in a process."""
    from playwright.sync_api import expect

    from tools.servers import driver

    # What a busy computer takes; a test that is about less says how long it waits.
    expect.set_options(timeout=PATIENCE)
    with driver() as running:
        yield running


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """A Chromium, for all tests."""
    from tools.servers import chromium

    with chromium(driver) as running:
        yield running


@pytest.fixture(scope="session")
def firefox(driver: Playwright) -> Iterator[Browser]:
    """A Firefox, for all tests that ask for one."""
    from tools.servers import firefox

    with firefox(driver) as running:
        yield running


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one small exercise, beside the real data."""
    root = tmp_path / "content"
    shutil.copytree(ROOT / "data", root / "data")
    for name, text in (("exercises", EXERCISE), ("solutions", SOLUTION)):
        (root / name).mkdir()
        (root / name / "small-sort.toml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def library(content: Path) -> Library:
    """The library of that folder."""
    return Library(content)


@pytest.fixture
def edit(content: Path) -> Callable[[str, str, str], None]:
    """Replace a piece of text in a content file; it must be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = content / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def quiz(content: Path) -> Library:
    """The same folder with a small quiz as well."""
    (content / "exercises" / "small-quiz.toml").write_text(QUIZ, encoding="utf-8")
    (content / "solutions" / "small-quiz.toml").write_text(QUIZ_SOLUTION, encoding="utf-8")
    return Library(content)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the workshop, to break something in it."""
    root = tmp_path / "checkout"
    for name in ("workshop", "exercises", "solutions", "data", "notebooks"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return root
