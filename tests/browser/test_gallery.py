"""Every kind of exercise on one page: what all of them must survive."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.conftest import ROOT
from tests.support.kernels import KEYS, kernels
from tests.support.notebook_steps import (
    board,
    by_hand,
    cells,
    choices,
    eventually,
    faults_of,
    go_to,
    notebook,
    open_session,
    small,
)
from tools.servers import RUN_ALL, Server, start_notebook

GALLERY = ROOT / "docs" / "gallery" / "gallery.ipynb"


def press(selector: str, key: str) -> Callable[[Locator], None]:
    """Make an act of one key on one control."""

    def act(found: Locator) -> None:
        found.locator(selector).first.press(key)

    return act


def place_in_list(found: Locator) -> None:
    found.locator('[data-action="view-list"]').press("Enter")
    found.locator("[data-item] input").first.press("2")


def type_words(found: Locator) -> None:
    found.locator("textarea, input[type=text]").first.press_sequentially("d d b z Kampala")


# One small act for each kind, with the keyboard, and how the board shows that it was answered.
ACTS: dict[str, Callable[[Locator], None]] = {
    "the-round-practice-by-practice": place_in_list,
    "sixteen-questions": press("[data-item] input", "Space"),
    "the-round-in-order": press("[data-item]", "2"),
    "my-practice": press("[data-item] input", "4"),
    "line-of-opinion": press("[data-item] input[type=range]", "ArrowRight"),
    "ten-teams-on-a-map": press("[data-item] input[type=range]", "ArrowRight"),
    "my-action-plan": type_words,
    "six-decisions-at-kisima": press("[data-item] [data-option]", "Enter"),
}
KINDS = list(ACTS)
LARGEST_MESSAGE = 1_000


def answer_one(page: Page, exercise: str) -> dict[str, str]:
    """Do one small act at a board, with the keyboard, and read what is answered then."""
    return act_at(go_to(page, exercise), exercise)


def act_at(found: Locator, exercise: str) -> dict[str, str]:
    ACTS[exercise](found)
    return answered_at(found, exercise)


def answered_at(found: Locator, exercise: str) -> dict[str, str]:
    """Read what is answered at a board, as soon as anything is."""
    if exercise == "sixteen-questions":
        # It shows one question at a time, and comes back at the first one that is open.
        expect(found.locator(".lm-progress")).to_have_text("1 of 16 answered")
        return {}
    expect(found.locator("[data-item][data-choice]").first).to_be_attached()
    return choices(found)


def is_change(frame: bytes | str) -> bool:
    """Tell whether a message to the kernel is a change at a board."""
    text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
    return "comm_msg" in text and '"custom"' in text


@pytest.fixture
def gallery(lab: Server) -> Iterator[Server]:
    shutil.copy(GALLERY, lab.folder)
    yield lab
    (lab.folder / GALLERY.name).unlink()


def test_every_kind_comes_back_after_its_kernel_was_killed_in_the_middle(
    page: Page, gallery: Server
) -> None:
    with by_hand(page):
        open_session(page, gallery, GALLERY.name, KINDS[-1])
        before = cells(page)
        answered = {exercise: answer_one(page, exercise) for exercise in KINDS}
        assert cells(page) == before
        # Each kind keeps its own styles on a page with all the others.
        grid = board(page, "the-round-in-order").locator(".lm-steps").first
        assert grid.evaluate("list => getComputedStyle(list).display") == "grid"
        written = gallery.home / "answers" / "my-action-plan.json"
        eventually(
            page, lambda: written.exists() and "Kampala" in written.read_text(encoding="utf-8")
        )
        [kernel] = kernels(gallery)
        kernel.send_signal(signal.SIGKILL)
        kernel.wait(10)
        page.locator(".jp-Dialog-button").click()
        expect(board(page, KINDS[0]).locator(".lm-notice")).to_be_attached()
        # One more answer that no kernel hears; it is kept as well.
        found = go_to(page, "my-practice")
        found.locator("[data-item] input").first.press("2")
        answered["my-practice"] = choices(found)
        page.locator(RUN_ALL).click()
        expect(page.locator(".lm-notice")).to_have_count(0)
        for exercise in KINDS:
            assert answered_at(go_to(page, exercise), exercise) == answered[exercise], exercise


@pytest.mark.parametrize("exercise", KINDS)
def test_two_views_of_one_board_show_one_state_and_the_cell_can_run_again(
    page: Page, lab: Server, exercise: str
) -> None:
    code = small(ROOT, lab, exercise)
    head, _, last = code.rstrip().rpartition("\n")
    twice = f"{head}\nfrom IPython.display import display\nshown = {last}\ndisplay(shown)\nshown"
    with notebook(lab, "twice.ipynb", twice):
        page.goto(lab.address("lab/tree/twice.ipynb"))
        page.locator(RUN_ALL).click()
        both = board(page, exercise)
        both.nth(1).wait_for(state="attached")
        answered = act_at(both.first, exercise)
        assert answered_at(both.last, exercise) == answered
        run_again_both(page, both)
        assert answered_at(both.first, exercise) == answered


def run_again_both(page: Page, both: Locator) -> None:
    """Press the one button again, and wait for new boards to take the place of both."""
    both.evaluate_all("boards => boards.forEach(board => board.toggleAttribute('data-old', true))")
    page.locator(RUN_ALL).click()
    page.locator("section[data-exercise]:not([data-old])").nth(1).wait_for(state="attached")
    expect(page.locator("section[data-exercise][data-old]")).to_have_count(0)


def test_every_kind_in_the_dark_theme_of_jupyterlab(page: Page, gallery: Server) -> None:
    open_session(page, gallery, GALLERY.name, KINDS[-1])
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    for exercise in KINDS:
        answer_one(page, exercise)
        go_to(page, exercise)
        assert faults_of(page, f'section[data-exercise="{exercise}"]') == [], exercise


def test_every_kind_in_notebook_7_and_no_key_reaches_the_notebook(
    page: Page, gallery: Server
) -> None:
    start_notebook(page, gallery.address(f"notebooks/{GALLERY.name}"))
    board(page, KINDS[-1]).wait_for(state="attached")
    before = cells(page)
    for exercise in KINDS:
        answer_one(page, exercise)
        for key in KEYS:
            page.keyboard.press(key)
        assert cells(page) == before, exercise


def test_every_kind_in_voila_and_one_message_for_each_act(page: Page, voila: Server) -> None:
    shutil.copy(GALLERY, voila.folder)
    sent: list[bytes | str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(frame) if is_change(frame) else None)

    page.on("websocket", listen)
    try:
        page.goto(f"{voila.url}/voila/render/{GALLERY.name}")
        board(page, KINDS[-1]).wait_for(state="attached")
        answered = {}
        for number, exercise in enumerate(KINDS, 1):
            answered[exercise] = answer_one(page, exercise)
            eventually(page, lambda count=number: len(sent) == count)  # type: ignore[misc]
            assert len(sent[-1]) < LARGEST_MESSAGE, exercise
        written = voila.home / "answers" / "my-action-plan.json"
        eventually(
            page, lambda: written.exists() and "Kampala" in written.read_text(encoding="utf-8")
        )
        page.reload()
        for exercise in KINDS:
            assert answered_at(go_to(page, exercise), exercise) == answered[exercise], exercise
    finally:
        (voila.folder / GALLERY.name).unlink()
