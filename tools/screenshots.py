"""Take the pictures in the README and the facilitator's guide: `make screenshots`.

A real JupyterLab and the real pages, on a copy of the notebooks and with a new participant's empty
folder for answers, used as people use them. Run it again when the boards or the texts change.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.live_room import LiveRoom, live_room
from tools.servers import TOKEN, Server, chromium, jupyter, pages, start_notebook
from workshop.content.library import Library
from workshop.jupyter.launch import first_page

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000
PATIENCE = 60_000
WIDE = (1280, 920)
DESKTOP = (1120, 920)
PHONE = (360, 740)
WALL = (1280, 720)
THEME = "lab/api/settings/@jupyterlab/apputils-extension:themes"

SESSION = "02-sorting-the-working-day.ipynb"
SORT = "sort-the-working-day"
DESK = "facilitator-desk.ipynb"
ARGUED = "hard-and-two-sided-cards"
SPLIT = ("leadership", "both", "management", "both", "leadership", "both", "management", "both")
"""Where people put the card that is on the wall, and again."""
TWO_DAYS = 2 * 24 * 60 * 60


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        place = Path(temporary)
        notebooks = place / "notebooks"
        shutil.copytree(ROOT / "notebooks", notebooks)
        age(notebooks)
        # A relative home, so that the page names no folder of this computer.
        home = Path("my-work")
        # The desk has a server of its own: what runs stands in the list of files.
        with jupyter("lab", notebooks, home, place / "desk.txt") as lab:
            take_desk(browser, lab)
        shutil.rmtree(notebooks / home)
        with jupyter("lab", notebooks, home, place / "lab.txt") as lab:
            take_lab(browser, lab, f"lab/tree/{first_page(notebooks)}")
        shutil.rmtree(notebooks / home)
        with pages(home, place / "app.txt") as app:
            take_phone(browser, app)
        with live_room(Library(ROOT), place / "room", [ARGUED]) as room:
            take_wall(browser, room)


def age(folder: Path) -> None:
    """Give everything in a folder the same age, which JupyterLab shows beside its name.

    Parameters
    ----------
    folder
        The folder.
    """
    then = time.time() - TWO_DAYS
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def take_desk(browser: Browser, lab: Server) -> None:
    """Take the pictures of the facilitator's desk: the run sheet, and an invented room.

    Parameters
    ----------
    browser
        A running browser.
    lab
        A running JupyterLab.
    """
    with visit(browser, DESKTOP) as page:
        start_notebook(page, lab.address(f"lab/tree/{DESK}"))
        desk = page.locator("section[data-desk]")
        desk.wait_for(state="attached")
        desk.locator("[data-choose=package]").select_option("one-day")
        desk.locator("[data-choose=session]").select_option(SESSION[:2])
        desk.locator("[data-action=start]").click()
        desk.locator("[data-action=next]").click()
        # The clock stands still, so that it shows the same whenever the picture is taken.
        desk.locator("[data-action=pause]").click()
        show(desk)
        wait_for_autosave(page)
        save(page, "desk-run-sheet")
        desk.locator("[data-choose=rehearsal]").check()
        desk.locator("[data-action=tab-answers]").click()
        expect(desk.locator(".lm-desk-talks > li")).not_to_have_count(0)
        expect(desk.locator(".lm-desk-figure")).not_to_have_count(0)
        show(desk)
        wait_for_autosave(page)
        save(page, "desk-the-room")


def take_lab(browser: Browser, lab: Server, first: str) -> None:
    """Take the pictures of JupyterLab.

    Parameters
    ----------
    browser
        A running browser.
    lab
        A running JupyterLab.
    first
        The page that people open first.
    """
    with visit(browser, WIDE) as page:
        page.goto(lab.address(first))
        page.locator("section[data-start]").wait_for()
        expect(page.locator(".lm-line [role=status]")).to_have_text("")
        save(page, "first-page")
    with visit(browser, DESKTOP) as page:
        start_notebook(page, lab.address(f"lab/tree/{SESSION}"))
        board = find_board(page)
        wait_for_autosave(page)
        save(page, "card")
        sort_some(board, "leadership", "management", "both", "management", "leadership")
        show(board)
        wait_for_autosave(page)
        save(page, "reason")
    lab.call(THEME, "PUT", {"raw": json.dumps({"theme": "JupyterLab Dark"})})
    with visit(browser, DESKTOP) as page:
        start_notebook(page, lab.address(f"lab/tree/{SESSION}"))
        board = find_board(page)
        # Where the participant left off, and one card more.
        sort_some(board, "management")
        show(board)
        wait_for_autosave(page)
        save(page, "dark")


def take_phone(browser: Browser, app: Server) -> None:
    """Take the picture of a phone.

    Parameters
    ----------
    browser
        A running browser.
    app
        The pages, which nobody has opened yet.
    """
    with visit(browser, PHONE, phone=True) as page:
        page.goto(f"{app.url}/?key={TOKEN}")
        page.locator("section[data-start]").wait_for()
        page.goto(f"{app.url}/{Path(SESSION).with_suffix('.html')}")
        board = find_board(page)
        sort_some(board, "leadership")
        show(board)
        save(page, "phone")


def take_wall(browser: Browser, room: LiveRoom) -> None:
    """Take the picture of the wall, when a room has voted on a card.

    Parameters
    ----------
    browser
        A running browser.
    room
        A live room that nobody has joined yet.
    """
    card = Library(ROOT).exercise(ARGUED).items[4].id
    room.step("think", ARGUED, card)
    for number in range(24):
        with httpx.Client(base_url=room.address) as phone:
            who = {"code": room.code, "work": f"{number:016x}"}
            token = phone.post("/api/join", json=who).json()["token"]
            record = {
                "exercise": ARGUED,
                "kind": "sort",
                "updated": "2026-01-01T12:00:00+00:00",
                "state": "begun",
                "answer": {"choices": {card: SPLIT[number % len(SPLIT)]}, "checked": False},
            }
            phone.put(
                f"/api/answers/{ARGUED}",
                json={"n": 1, "work": who["work"], "record": record},
                headers={"authorization": f"Bearer {token}"},
            ).raise_for_status()
    room.step("look")
    with visit(browser, WALL) as page:
        page.goto(f"{room.address}/wall?key={room.app.people.keys['wall']}")
        expect(page.locator(".wall-bar")).not_to_have_count(0)
        save(page, "wall")


@contextmanager
def visit(browser: Browser, size: Sequence[int], *, phone: bool = False) -> Iterator[Page]:
    """Open an empty page of one size, in English and without movement.

    Parameters
    ----------
    browser
        A running browser.
    size
        Width and height in CSS pixels.
    phone
        Whether it is a phone: a finger instead of a mouse, and a finer screen.

    Yields
    ------
    Page
        The page.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=2 if phone else 1,
        has_touch=phone,
        is_mobile=phone,
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def find_board(page: Page) -> Locator:
    """Find the board of the main sort, and bring it onto the screen.

    Parameters
    ----------
    page
        A page on which the notebook is running.

    Returns
    -------
    Locator
        The board.
    """
    board = page.locator(f'section[data-exercise="{SORT}"]')
    board.wait_for(state="attached")
    show(board)
    expect(board.locator(".lm-now")).to_be_visible()
    return board


def sort_some(board: Locator, *options: str) -> None:
    """Put the next cards into these places, one after the other; the last one shows its reason.

    Parameters
    ----------
    board
        The board, with one card on the screen.
    *options
        The places.
    """
    now = board.locator(".lm-now")
    for number, option in enumerate(options):
        if number:
            board.locator('[data-action="next"]').click()
        now.locator(f'[data-option="{option}"]').click()
        expect(now.locator(".lm-feedback")).to_be_visible()


def wait_for_autosave(page: Page) -> None:
    """Wait until JupyterLab has saved the notebook and has stopped saying so.

    Parameters
    ----------
    page
        JupyterLab, with the notebook running.
    """
    expect(page.locator(".lm-DockPanel .jp-mod-dirty")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_text("Saving completed")).to_have_count(0, timeout=PATIENCE)


def show(element: Locator) -> None:
    """Scroll an element to the top of the screen.

    Parameters
    ----------
    element
        What to show.
    """
    element.evaluate("element => element.scrollIntoView()")


def save(page: Page, name: str) -> None:
    """Write what the screen shows into ``docs/images/``.

    Parameters
    ----------
    page
        What to show.
    name
        The name of the picture, without ending.

    Raises
    ------
    RuntimeError
        When the picture is too large for a README.
    """
    page.mouse.move(0, 0)
    # JupyterLab still paints a little after everything is in place, and says so nowhere.
    page.wait_for_timeout(1000)
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    path = IMAGES / f"{name}.png"
    # 256 colours are plenty for text and lines, and a third of the size.
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        raise RuntimeError(f"{path.name} has {size:,} bytes; {LARGEST:,} is the most.")
    print(f"{path.relative_to(ROOT)}: {picture.width} by {picture.height}, {size:,} bytes")


if __name__ == "__main__":
    main()
