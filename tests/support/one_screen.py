"""One thing at a time: whether what is open, and the way on from it, fit on the screen."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 640}
LAPTOP: ViewportSize = {"width": 1280, "height": 600}
"""What the browser and JupyterLab leave of a laptop's 1366 by 768."""

MEASURE = """() => {
    const [first, last] = [".lm-along, .lm-gauges", ".lm-foot"].map((each) =>
        document.querySelector(each).getBoundingClientRect());
    const now = document.querySelector(".lm-now");
    return [Math.round(last.bottom - first.top), now.scrollHeight - now.clientHeight];
}"""


def fits(page: Page, *, scrolls: bool = False) -> bool:
    """Tell whether it fits, without a scroll or at least with the way on in sight."""
    room = page.viewport_size
    assert room is not None
    height, hidden = page.evaluate(MEASURE)
    return bool(height <= room["height"] and (scrolls or hidden <= 1))


def open_stop(page: Page | Locator, number: int) -> None:
    """Press the dot of a stop."""
    page.locator(".lm-dot").nth(number).click()
