"""`make ready`: look at everything within a minute, and say how it stands.

Two things go on side by side, since a small computer has two cores: a session in a browser, which
takes longest, and everything else.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from workshop.commands.ready import (
    computer,
    first_session,
    kernel,
    one_phone,
    servers,
    texts,
)
from workshop.commands.ready.lines import Finding, Step, beside
from workshop.commands.ready.screen import Screen
from workshop.commands.said import words_of
from workshop.content.languages import number
from workshop.content.library import Library
from workshop.jupyter import launch

WHOLE_SECONDS = 52.0
"""Then nothing more is begun or waited for; putting away what runs takes some seconds more."""
STOPPED = 130


def main(seconds: float = WHOLE_SECONDS, phone: float | None = None) -> int:
    """Look at everything, and print what was found.

    Parameters
    ----------
    seconds
        How long the whole may take, but for the phone.
    phone
        How many seconds to wait for a phone after that; by default a minute where somebody sits at
        a terminal, and else none.

    Returns
    -------
    int
        0 when nothing is in the way of a session; 1 when something is, or was not reached in
        time; 130 when it was stopped.
    """
    screen, words = Screen(), words_of("ready")
    began = time.monotonic()
    try:
        findings = asyncio.run(_look(screen, seconds))
    except (KeyboardInterrupt, asyncio.CancelledError):
        screen.say(words["stopped"])
        return STOPPED
    took = number(words.language, time.monotonic() - began)
    states = [finding.state for finding in findings]
    red = states.count("not yet")
    if red:
        screen.say(words.count("not-ready", red, seconds=took))
    else:
        screen.say(words["ready-look" if "look" in states else "ready"].format(seconds=took))
    _let_a_phone_try(screen, phone)
    return 1 if red else 0


def _let_a_phone_try(screen: Screen, seconds: float | None) -> None:
    """Wait for a phone, where somebody is there to scan."""
    if seconds is None:
        seconds = one_phone.SECONDS if sys.stdin.isatty() and sys.stdout.isatty() else 0
    if seconds > 0:
        for finding in one_phone.scan(seconds=seconds):
            screen.finding(words_of("ready")["title-phones"], finding)


def steps(place: Path) -> tuple[list[Step], list[Step]]:
    """List what is looked at.

    Parameters
    ----------
    place
        A folder that is removed afterwards.

    Returns
    -------
    tuple of list of Step
        What goes on side by side, each in its order.
    """
    words = words_of("ready")

    def titled(*names: str) -> tuple[str, ...]:
        return tuple(words[f"title-{name}"] for name in names)

    library, folder = Library(), launch.notebooks_folder()
    first = launch.first_session(folder) if folder else None
    small = [
        Step(titled("python"), 10, lambda: beside(computer.packages)),
        Step(titled("content"), 20, lambda: beside(functools.partial(texts.content, library))),
        Step(titled("notebooks", "desk"), 25,
             lambda: beside(functools.partial(texts.notebooks, folder, library))),
        Step(titled("disk"), 10, lambda: beside(functools.partial(computer.disk, library))),
        Step(titled("ports"), 10, lambda: beside(functools.partial(computer.ports, folder))),
        Step(titled("projector", "participants"), 10, lambda: beside(computer.addresses)),
    ]  # fmt: skip
    large = []
    if folder and first:
        notebook = folder / first
        opened = folder / (launch.first_page(folder) or first)
        small.append(
            Step(
                titled("kernel"),
                35,
                lambda: kernel.first_exercise(notebook, place / "kernel", 25),
            )
        )
        small.append(Step(titled("lab"), 35, lambda: servers.lab_opens(opened, place / "lab", 25)))
        large.append(
            Step(
                titled("boards", "internet"),
                50,
                lambda: first_session.in_browser(notebook, place / "board", 30),
            )
        )
    return small, large


async def _look(screen: Screen, seconds: float) -> list[Finding]:
    """Go through all steps; when this is cancelled, everything that was begun ends first."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    _heed_stops(loop)
    findings: list[Finding] = []
    doing: list[str] = []

    async def take(lane: Sequence[Step]) -> None:
        for step in lane:
            title = step.titles[0]
            doing.append(title)
            found = await _take(step, began + seconds)
            doing.remove(title)
            for each, finding in zip(step.titles, found, strict=True):
                findings.append(finding)
                screen.finding(each, finding)

    with tempfile.TemporaryDirectory(
        prefix="workshop-ready-", ignore_cleanup_errors=True
    ) as folder:
        lanes = steps(Path(folder))
        whole = sum(len(step.titles) for lane in lanes for step in lane)

        async def show() -> None:
            while True:
                screen.progress(len(findings), whole, loop.time() - began, ", ".join(doing))
                await asyncio.sleep(0.2)

        showing = asyncio.create_task(show())
        try:
            async with asyncio.TaskGroup() as group:
                for lane in lanes:
                    group.create_task(take(lane))
        finally:
            showing.cancel()
            screen.clear()
    return findings


def _heed_stops(loop: asyncio.AbstractEventLoop) -> None:
    """Let Ctrl+C, and a terminal that is closed, cancel everything."""
    task = asyncio.current_task()

    def stop() -> None:
        # Once: a second Ctrl+C must not come between a program and its end.
        if task is not None and not task.cancelling():
            task.cancel()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # On Windows asyncio heeds Ctrl+C by itself, and there is nothing else.
        with contextlib.suppress(AttributeError, NotImplementedError):
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, stop)


async def _take(step: Step, end: float) -> Sequence[Finding]:
    """Take one step, in its own time and before the end of the whole."""
    now = asyncio.get_running_loop().time()
    words = words_of("ready")
    if now >= end:
        return [Finding("not yet", words["no-time"])] * len(step.titles)
    until = min(now + step.seconds, end)
    try:
        async with asyncio.timeout_at(until):
            return await step.look()
    except TimeoutError:
        said = words["too-slow"].format(seconds=number(words.language, until - now))
    except Exception as error:  # noqa: BLE001 - one surprise must not hide what else was found
        said = words["surprise"].format(why=error or type(error).__name__)
    return [Finding("not yet", said)] * len(step.titles)
