"""The icon of all pages."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from workshop.system.places import STATIC

KEPT = " =:/<>'"
"""What an attribute in double quotes may have as it is."""
DRAWN = STATIC / "pages" / "icon.svg"


@cache
def icon() -> str:
    """Write down the icon as an address that holds it: no page has to ask for it.

    Returns
    -------
    str
        The address; it may stand in an attribute as it is.
    """
    drawing = DRAWN.read_text("utf-8").strip().replace('"', "'")
    return f"data:image/svg+xml,{quote(drawing, safe=KEPT)}"
