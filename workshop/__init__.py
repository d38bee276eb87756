"""Leading and Managing: an interactive workshop for health professionals.

A notebook calls ``workshop.open("02")`` for its header, ``workshop.open("02").show("…")`` for an
exercise, and ``workshop.handout()`` for what somebody takes home; the one that people open first
calls ``workshop.start()``, that of whoever leads a session ``workshop.desk()``. Nothing else here
is public.
"""

from typing import TYPE_CHECKING

from workshop.notebook.session import make_handout as handout
from workshop.notebook.session import open_session as open  # noqa: A004

if TYPE_CHECKING:
    from workshop.notebook.desk import Desk
    from workshop.notebook.page import Page
    from workshop.notebook.start import Start

__all__ = ["desk", "handout", "open", "start"]


def desk() -> "Desk | Page":
    """Set up the facilitator's desk.

    Returns
    -------
    Desk or Page
        The desk; or, where the content has a fault, what is wrong and how to mend it.
    """
    # Imported here: a participant's kernel has no use for it.
    from workshop.notebook.desk import make_desk  # noqa: PLC0415

    return make_desk()


def start() -> "Start | Page":
    """Set up the start page.

    Returns
    -------
    Start or Page
        The page; or, where the content has a fault, what is wrong and how to mend it.
    """
    # Imported here: a session has no use for it.
    from workshop.notebook.start import make_start  # noqa: PLC0415

    return make_start()
