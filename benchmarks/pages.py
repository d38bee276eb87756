"""Measure the pages beside JupyterLab on a thin link: ``make bench``.

Both go through the same link of 400 kbit/s and 400 ms. The pages come from a server that compresses
as static hosts do (brotli, and gzip beside it), and from ``workshop app``. The figures are also
written to ``benchmarks/results/``.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import psutil
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.board import Budget, judged, print_table
from benchmarks.slow_link import SlowLink
from tools.servers import TOKEN, chromium, jupyter, pages
from workshop.content.library import Library
from workshop.pages.addresses import address_of
from workshop.pages.single import single
from workshop.pages.site import site_files

RESULTS = Path(__file__).parent / "results"
RATE = 50_000
"""Bytes a second: 400 kbit."""
DELAY = 0.2
PATIENCE = 600_000
SESSION = "02"
CARD = ".lm-now [data-option]"
FIRST = "section[data-exercise] :is(.lm-now input, .lm-now textarea, [data-option])"
"""What is there of an exercise of any kind when it can be answered."""
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "service_workers": "block"}
TABS = 20
SLOWDOWN = 6
TAPS = 15

STOPWATCH = """
() => {
  window.taps = [];
  let start = null;
  addEventListener("pointerup", (event) => (start = event.timeStamp), true);
  new MutationObserver(() => {
    if (start === null || !document.querySelector(".lm-now .lm-feedback p")) return;
    const since = start;
    start = null;
    requestAnimationFrame(() => {
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () => taps.push(performance.now() - since);
      drawn.port2.postMessage(null);
    });
  }).observe(document.body, {subtree: true, childList: true});
}
"""
"""From the moment the finger leaves the screen until the frame with the reason has been drawn."""
BARE = """
<!doctype html>
<div class="lm-now">
  <button data-option>Tap</button>
  <div></div>
</div>
<button data-action="next">Next</button>
<script>
  const told = document.querySelector(".lm-now div");
  const say = (text) => () => (told.innerHTML = text);
  const yes = '<div class="lm-feedback"><p>Yes</p></div>';
  document.querySelector("[data-option]").onclick = say(yes);
  document.querySelector("[data-action]").onclick = say("");
</script>
"""
"""A page with nothing else: what this browser on this computer needs for any tap."""


class Host(SimpleHTTPRequestHandler):
    """A static host: it compresses, and lets browsers keep what has its version in its name."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, coding: str, **more: Any) -> None:  # noqa: ANN401
        self.coding = coding
        super().__init__(*args, **more)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = packed(path.read_bytes(), self.coding)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", self.coding)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", f"max-age={600 if 'assets' in self.path else 0}")
        self.end_headers()
        self.wfile.write(content)


@functools.cache
def packed(content: bytes, coding: str) -> bytes:
    """Compress as hosts do."""
    return brotli.compress(content, quality=11) if coding == "br" else gzip.compress(content, 9)


@contextmanager
def hosted(folder: Path, coding: str) -> Iterator[int]:
    """Serve a folder; gives the port."""
    handler = functools.partial(Host, directory=str(folder), coding=coding)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def first_card(context: BrowserContext, link: SlowLink, path: str) -> tuple[float, int]:
    """Open a page; gives the seconds to its first card, and the bytes once nothing more comes."""
    link.received, before = 0, time.monotonic()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{link.port}/{path}", wait_until="commit", timeout=PATIENCE)
    page.wait_for_selector(FIRST, timeout=PATIENCE)
    took = time.monotonic() - before
    page.wait_for_load_state("networkidle", timeout=PATIENCE)
    size = link.received
    page.close()
    return took, size


def cold_and_again(
    browser: Browser, port: int, path: str
) -> tuple[tuple[float, int], tuple[float, int]]:
    """Open a page in a browser that knows nothing of it, and once more."""
    with SlowLink(port) as link:
        link.delay, link.rate = DELAY, RATE
        context = browser.new_context(**PHONE)
        opened = first_card(context, link, path), first_card(context, link, path)
        context.close()
    return opened


def feedback_ms(page: Page) -> float:
    """Tap through a sort on a phone that is six times as slow; gives the tap in the middle."""
    session = page.context.new_cdp_session(page)
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.evaluate(STOPWATCH)
    # What stands before the sort has no reasons.
    board = ""
    if sort := page.query_selector('[data-kind="sort"]'):
        sort.evaluate("(board) => board.scrollIntoView()")
        board = '[data-kind="sort"] '
    for tap in range(TAPS):
        press(page, board + CARD)
        page.wait_for_function("(n) => taps.length > n", arg=tap)
        press(page, board + '[data-action="next"]')
        page.wait_for_selector(board + CARD)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    if asked:
        raise RuntimeError(f"A tap asked for {asked}")
    taps: list[float] = page.evaluate("taps")
    return sorted(taps)[len(taps) // 2]


def press(page: Page, what: str) -> None:
    """Press where something lies; Playwright's own click looks around on the page at each event."""
    target = page.locator(what).first
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    if box is None:
        raise RuntimeError(f"{what} is not to be seen")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def memory_of_app(browser: Browser, place: Path) -> tuple[float, float, float]:
    """Give the memory of ``workshop app`` in MB: at rest, with tabs, and what each tab adds."""
    with pages(place / "home", place / "app.txt") as server:
        program = psutil.Process(server.process.pid)
        programs = [program, *program.children(recursive=True)]

        def resident() -> float:
            return sum(each.memory_info().rss for each in programs) / 1e6

        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{server.url}/?key={TOKEN}")
        page.goto(f"{server.url}/{page_of(SESSION)}")
        page.wait_for_selector(CARD)
        before = resident()
        for _ in range(TABS):
            each = context.new_page()
            each.goto(f"{server.url}/{page_of(SESSION)}")
            each.wait_for_selector(CARD)
        after = resident()
        context.close()
    return before, after, (after - before) / TABS


@functools.cache
def page_of(number: str) -> str:
    """Name the page of a session."""
    return next(address_of(each) for each in Library().chapters() if each.number == number)


def main() -> None:
    """Measure everything and say how it went."""
    print("Pages and JupyterLab over 400 kbit/s, 400 ms; this takes some minutes.")
    library = Library()
    files = site_files(library)
    found: dict[str, Any] = {"when": datetime.now(UTC).isoformat(timespec="seconds")}
    rows: list[list[str]] = [
        ["session, cold", "kB (brotli)", "kB (gzip)", "first card, s", "again, s"]
    ]
    sizes: list[int] = []
    colds: list[float] = []
    agains: list[float] = []
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        place = Path(name)
        for path, content in files.items():
            (place / "site" / path).parent.mkdir(parents=True, exist_ok=True)
            (place / "site" / path).write_bytes(content)
            # A host compresses a file once, and not while somebody waits for it.
            for coding in ("br", "gzip"):
                packed(content, coding)
        with hosted(place / "site", "br") as small, hosted(place / "site", "gzip") as plain:
            for chapter in library.chapters():
                path = address_of(chapter)
                cold, again = cold_and_again(browser, small, path)
                other, _ = cold_and_again(browser, plain, path)
                sizes.append(cold[1])
                colds.append(cold[0])
                agains.append(again[0])
                row = (cold[1] / 1000, other[1] / 1000, cold[0], again[0])
                rows.append([chapter.number, *(f"{value:.1f}" for value in row)])
                found[chapter.number] = row
            page = browser.new_context(**PHONE).new_page()
            page.goto(f"http://127.0.0.1:{small}/{page_of(SESSION)}")
            page.wait_for_load_state("networkidle")
            feedback = feedback_ms(page)
            nothing = browser.new_context(**PHONE).new_page()
            nothing.set_content(BARE)
            bare = feedback_ms(nothing)
        print_table(rows)
        rest, tabs, each_tab = memory_of_app(browser, place)
        lab_cold, lab_again = in_jupyterlab(browser, place)
    whole = sum(map(len, files.values()))
    thin = sum(len(packed(content, "br")) for content in files.values())
    largest = max(len(single(library, each.number).encode()) for each in library.chapters())
    lab = f"JupyterLab: {lab_cold[1] / 1000:,.0f} kB"
    seconds = f"JupyterLab: {lab_cold[0]:.0f}", f"JupyterLab: {lab_again[0]:.0f}"
    alone = f"no request; a page with one button: {bare:.0f}"
    grown = f"{rest:.0f} at rest, {tabs:.0f} with {TABS} tabs"
    budgets = [
        Budget("bytes of the smallest session, cold", 60_000, min(sizes), lab),
        Budget("bytes of the largest session, cold", 60_000, max(sizes), lab),
        Budget("first card, cold, s, the slowest", 2.5, max(colds), seconds[0]),
        Budget("first card, again, s, the slowest", 1, max(agains), seconds[1]),
        Budget("memory a visitor, MB", 0.2, each_tab, grown),
        Budget("all sessions on disk, bytes", 1_600_000, whole),
        Budget("all sessions compressed, bytes", 450_000, thin),
        Budget("tap to feedback, six times as slow, ms", 50, feedback, alone),
        Budget("the largest single file, bytes", 350_000, largest),
    ]
    print_table(judged(budgets))
    found["budgets"] = [[each.name, each.limit, each.measured, each.beside] for each in budgets]
    RESULTS.mkdir(exist_ok=True)
    results = RESULTS / f"pages-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    results.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"{os.cpu_count()} cores. Written to {results}.")


def in_jupyterlab(browser: Browser, place: Path) -> tuple[tuple[float, int], tuple[float, int]]:
    """Open the same session in JupyterLab, over the same link."""
    folder = place / "notebooks"
    folder.mkdir()
    notebook = Path(page_of(SESSION)).with_suffix(".ipynb").name
    source = Library().root / "notebooks" / notebook
    (folder / notebook).write_bytes(source.read_bytes())
    with (
        jupyter("lab", folder, place / "lab-home", place / "lab.txt") as server,
        SlowLink(int(server.url.rsplit(":", 1)[1])) as link,
    ):
        link.delay, link.rate = DELAY, RATE
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        path = server.address(f"lab/tree/{notebook}").removeprefix(f"{server.url}/")
        opened = first_card(context, link, path), first_card(context, link, path)
        context.close()
    return opened


if __name__ == "__main__":
    main()
