"""What the pages of a room ask for, as the build wrote it down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from workshop.pages.render import Assets, built
from workshop.system.places import STATIC

BUNDLES = STATIC / "room"


def assets_of(entry: Literal["room", "join"], kinds: Sequence[str] = ()) -> Assets:
    """Name what a phone's page asks for.

    Parameters
    ----------
    entry
        The page: ``room`` for the one that a phone stays on, ``join`` for the one before it, which
        has what comes next fetched while somebody reads.
    kinds
        The kinds of the exercises that are open.

    Returns
    -------
    Assets
        The names.
    """
    modules, styles = (built(BUNDLES)[each] for each in ("modules", "styles"))
    script, *own = modules[entry]
    later = modules["room"] if entry == "join" else ()
    # The first kind is what somebody sees first; the page asks for the others by itself.
    wanted = dict.fromkeys((*own, *later, *(modules[kinds[0]] if kinds else ())))
    with_own = () if entry == "join" else tuple(styles[kind] for kind in kinds if kind in styles)
    return Assets(script, (styles["phone"], *with_own), tuple(wanted))


def for_reading() -> Assets:
    """Name what a page asks for that is only read."""
    return Assets(styles=(built(BUNDLES)["styles"]["phone"],))


def sheets() -> dict[str, str]:
    """Name the style sheet of each kind that has one of its own.

    Returns
    -------
    dict
        Kind to the name of its sheet.
    """
    return {kind: sheet for kind, sheet in built(BUNDLES)["styles"].items() if kind != "phone"}
