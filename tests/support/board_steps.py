"""What people do at boards on a blank page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.support.host import Host

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


def show(page: Page, host: Host, *shown: str) -> Locator:
    """Open a page with some exercises, and give the first of them."""
    page.goto(host.page(*shown))
    page.locator("body[data-ready]").wait_for()
    return page.locator("section.lm-root").first


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
