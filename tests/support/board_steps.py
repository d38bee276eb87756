"""What people do at boards, wherever these stand, and on a blank page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.conftest import ROOT
from tests.support.host import Host

AXE = ROOT / "js" / "node_modules" / "axe-core" / "axe.min.js"

ACT = """(number) => {
  const all = [...document.querySelectorAll(
    "section :is(button:not([aria-disabled]), input, select, textarea, summary)",
  )].filter((each) => each.offsetParent && each.type !== "file");
  const one = all[number % all.length];
  const tell = (...names) =>
    names.forEach((name) => one.dispatchEvent(new Event(name, { bubbles: true })));
  if (one.matches("select")) {
    const options = [...one.options].filter((each) => !each.disabled);
    one.value = options[number % options.length].value;
    tell("input", "change");
  } else if (one.matches("[type=range]")) {
    one.value = String(number % 11);
    tell("input", "change");
  } else if (one.matches("textarea, [type=text], [type=date]")) {
    one.focus();
    one.value = one.type === "date" ? "2031-05-06" : `words ${number}`;
    tell("input");
    one.blur();
  } else one.click();
}"""
"""One act at a board: what is there to be pressed, set or written, by its number."""


def seen_as(place: Page | BrowserContext, view: str) -> None:
    """Let exercises open in another view than one item at a time, as for who chose it before."""
    name = "leading-and-managing:view"
    place.add_init_script(
        # An empty page has no storage.
        f"if (origin !== 'null') localStorage['{name}'] ??= '{view}'"
    )


def see_as(found: Locator, view: str) -> None:
    """Choose a view of an exercise, as somebody does who looks for it."""
    if not found.locator('[data-action="view-list"]').count():
        found.locator('[data-action="more"]').click()
    found.locator(f'[data-action="view-{view}"]').click()
    expect(found).to_have_attribute("data-view", view)


def board(page: Page, exercise: str) -> Locator:
    """Find the board of an exercise, wherever on the page it is."""
    return page.locator(f'section[data-exercise="{exercise}"]')


def focused(page: Page) -> str | None:
    """Name the card that has the focus."""
    return page.evaluate("document.activeElement?.dataset.item ?? null")  # type: ignore[no-any-return]


def choices(found: Locator) -> dict[str, str]:
    """Read where each card lies."""
    pairs: list[tuple[str, str]] = found.locator("[data-item][data-choice]").evaluate_all(
        "cards => cards.map(card => [card.dataset.item, card.dataset.choice])"
    )
    return dict(pairs)


def faults_of(page: Page, selector: str) -> list[Any]:
    """Let axe-core look at a part of the page; the list is empty when it finds nothing."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Path(AXE).read_text(encoding="utf-8"))
        # JupyterLab's body has no height and hides what overflows; axe-core would take everything
        # in it for invisible, and find nothing because it looks at nothing.
        page.add_style_tag(content="body { min-height: 100vh }")
    passed, found = page.evaluate(
        """async (selector) => {
            // What is coming in is still pale.
            await Promise.allSettled(document.getAnimations().map(({finished}) => finished));
            const {passes, violations} = await axe.run(selector);
            return [
                passes.map(({id}) => id),
                violations.map(({id, help, nodes}) =>
                    [id, help, nodes.map(({html, any}) => [html.slice(0, 160), any[0]?.message])]),
            ];
        }""",
        selector,
    )
    assert found or "color-contrast" in passed, "axe-core did not look at the board"
    return list(found)


def show(page: Page, host: Host, *shown: str, theme: str = "") -> Locator:
    """Open a page with some exercises, and give the first of them."""
    page.goto(host.page(*shown, theme=theme))
    return _first(page)


def show_next(page: Page, host: Host, *shown: str) -> Locator:
    """Open other exercises on the page that is there: quicker than a new page, and as complete."""
    if page.url == "about:blank":
        return show(page, host, *shown)
    page.evaluate(
        "async (address) => { history.replaceState(null, '', address); await run(); }",
        host.page(*shown),
    )
    return _first(page)


def run_again(page: Page, host: Host) -> Locator:
    """Press ▶▶: another program shows everything anew."""
    host.start()
    page.evaluate("run()")
    return _first(page)


def _first(page: Page) -> Locator:
    page.locator("body[data-ready]").wait_for()
    return page.locator("section.lm-root").first


def keys_past(page: Page) -> list[str]:
    """List the keys that a notebook would take for its own; to go on with Tab is none."""
    keys: list[str] = page.evaluate("keysPast.filter((key) => !['Tab', 'Shift'].includes(key))")
    return keys


def act(page: Page, numbers: list[int], after: str) -> list[Any]:
    """Do one thing after the other, and tell what the page says of each when it is drawn."""
    told: list[Any] = page.evaluate(
        f"""async (numbers) => {{
            const told = [];
            for (const number of numbers) {{
                ({ACT})(number);
                await new Promise((done) => setTimeout(done));
                told.push(({after})());
            }}
            return told;
        }}""",
        numbers,
    )
    return told


def sends(host: Host) -> list[Any]:
    """List the changes that pages sent, in their order."""
    return [change[2] for each in host.sent for change in each["changes"]]


def eventually(page: Page, condition: Callable[[], bool], tries: int = 300) -> None:
    """Wait for something outside the browser; the page goes on working meanwhile."""
    for _ in range(tries):
        if condition():
            return
        page.wait_for_timeout(100)
    pytest.fail("It did not come about.")
