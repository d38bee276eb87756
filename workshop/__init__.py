"""Leading and Managing: an interactive workshop for health professionals.

A notebook calls ``workshop.open("02")`` for its header, ``workshop.open("02").show("…")`` for an
exercise, and ``workshop.handout()`` for what somebody takes home; the one that people open first
calls ``workshop.start()``, that of whoever leads a session ``workshop.desk()``. Nothing else here
is public.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.notebook.desk import Desk
    from workshop.notebook.page import Page
    from workshop.notebook.session import Session
    from workshop.notebook.start import Start
    from workshop.notebook.take_home import TakeHome

__all__ = ["desk", "handout", "open", "start"]

# Each imports what it needs when it is called: commands and pages have no use for widgets.


def open(number: str) -> "Session":  # noqa: A001
    """Open a session: the same one each time, so that every cell of a notebook shares it.

    Parameters
    ----------
    number
        Two digits, for example ``"02"``.

    Returns
    -------
    Session
        The session of this notebook.
    """
    from workshop.notebook.session import open_session  # noqa: PLC0415

    return open_session(number)


def handout() -> "TakeHome | Page":
    """Offer what a participant takes home: their own words, on one page to print.

    Returns
    -------
    TakeHome or Page
        A button; or, where the content has a fault, what is wrong and how to mend it.
    """
    from workshop.notebook.session import make_handout  # noqa: PLC0415

    return make_handout()


def desk() -> "Desk | Page":
    """Set up the facilitator's desk.

    Returns
    -------
    Desk or Page
        The desk; or, where the content has a fault, what is wrong and how to mend it.
    """
    from workshop.notebook.desk import make_desk  # noqa: PLC0415

    return make_desk()


def start() -> "Start | Page":
    """Set up the start page.

    Returns
    -------
    Start or Page
        The page; or, where the content has a fault, what is wrong and how to mend it.
    """
    from workshop.notebook.start import make_start  # noqa: PLC0415

    return make_start()
