"""What a step of the look around finds, and how long it may take."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal, TypeVar

State = Literal["fine", "look", "not yet"]
"""Fine; worth a look, and no reason to wait; or in the way of the session."""

PUT_AWAY_SECONDS = 2.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found.

    Parameters
    ----------
    state
        How it stands.
    said
        Plain sentences: what is so, and what to do where it is not fine.
    """

    state: State
    said: str


@dataclass(frozen=True, slots=True)
class Step:
    """One look at one thing.

    Parameters
    ----------
    titles
        What its findings are about, in their order.
    seconds
        How long it may take.
    look
        Looks, and gives one finding for each title. When it takes too long it is cancelled.
    """

    titles: tuple[str, ...]
    seconds: float
    look: Callable[[], Awaitable[Sequence[Finding]]]


async def beside(work: Callable[[], T]) -> T:
    """Do something that blocks while everything else goes on.

    Parameters
    ----------
    work
        What to do.

    Returns
    -------
    object
        What that returned.
    """
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody waits for it
            done.set_exception(error)

    # A daemon, and not asyncio.to_thread: what hangs, on a network drive say, holds up nobody.
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        return await asyncio.wrap_future(done)
    finally:
        # After Ctrl+C too, it puts away what it has begun.
        thread.join(PUT_AWAY_SECONDS)
