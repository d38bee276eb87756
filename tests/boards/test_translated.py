"""A page that the browser translates: what it shows is still true."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.board_steps import act, show
from tests.support.host import Host, hosting
from workshop.answers.store import Answers
from workshop.content.library import Library

EVERY_KIND = (
    "starter-sort",
    "hard-and-two-sided-cards",
    "one-plus-one",
    "sixteen-questions",
    "ten-teams-on-a-map",
    "the-round-in-order",
    "six-decisions-at-kisima",
    "quick-baseline",
    "line-of-opinion",
    "my-action-plan",
)
ACTS = 30

TRANSLATE = """() => {
  const own = new WeakSet();
  const translate = (node) => {
    if (node.nodeType !== Node.TEXT_NODE) return [...node.childNodes].forEach(translate);
    if (!node.data.trim() || own.has(node) || node.parentNode.nodeName === "TEXTAREA") return;
    const outer = document.createElement("font"), inner = document.createElement("font");
    const text = document.createTextNode(node.data);
    own.add(text);
    inner.append(text);
    outer.append(inner);
    node.replaceWith(outer);
  };
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) {
      if (node.isConnected) translate(node);
    }
  }).observe(document.body, { childList: true, subtree: true });
  translate(document.body);
}"""
"""What browsers do: elements in the place of text nodes, also of those that come later."""

SHOWN = """() => [...document.querySelectorAll("section.lm-root > :not(.lm-said)")]
  .map((each) => each.innerText)"""
"""What is to be read on a page, but for what is said to screen readers, which comes a bit later."""


@pytest.fixture
def view() -> str:
    """All items at once, which is how most of these tests go from one to the other."""
    return "board"


@pytest.fixture
def other(host: Host, tmp_path: Path) -> Iterator[Host]:
    """The same work once more, for a page that nobody translates."""
    Answers(host.home).participant()
    participant = host.home / "participant.json"
    copied = tmp_path / "other" / participant.name
    copied.parent.mkdir()
    copied.write_bytes(participant.read_bytes())
    with hosting(tmp_path / "other", Library(ROOT)) as other:
        yield other


@pytest.mark.parametrize("exercise", EVERY_KIND)
def test_a_translated_board_shows_what_an_untouched_one_shows(
    page: Page, host: Host, other: Host, exercise: str
) -> None:
    chance = random.Random(5)  # noqa: S311
    numbers = [chance.randrange(10**6) for _ in range(ACTS)]
    show(page, host, exercise)
    page.evaluate(TRANSLATE)
    translated = words(page, numbers)
    assert page.locator("font font").count() > 10
    page.goto(other.page(exercise))
    page.locator("body[data-ready]").wait_for()
    assert translated == words(page, numbers)


def words(page: Page, numbers: list[int]) -> list[list[str]]:
    """Do something again and again, and tell what stands on the page each time."""
    shown: list[list[str]] = act(page, numbers, SHOWN)
    return [" ".join(parts).split() for parts in shown]


def test_the_header_of_a_translated_page_goes_on_counting(anywhere: Page, host: Host) -> None:
    counted = len(host.library.chapters()[2].counted)
    found = show(anywhere, host, "header", "sort-the-working-day")
    anywhere.evaluate(TRANSLATE)
    expect(found).to_contain_text(f"0 of {counted} exercises of this session finished")
    anywhere.locator('[data-action="view-list"]').click()
    for option in anywhere.locator('[data-item] input[value="both"]').all():
        option.check()
    expect(found).to_contain_text(f"1 of {counted} exercises of this session finished")
    expect(found).not_to_contain_text(f"0 of {counted}")
    expect(anywhere.locator(".lm-progress").last).to_have_text("24 of 24 sorted")
