"""Codes that a phone's camera reads: into the Wi-Fi, into the room, and to the host's remote."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import segno


def way_in(address: str, code: str) -> str:
    """Give the address of a room with its code filled in.

    Parameters
    ----------
    address
        Where the room is, with or without ``http://``.
    code
        What people type to join.

    Returns
    -------
    str
        The address.
    """
    link = address if "://" in address else f"http://{address}"
    return f"{link.rstrip('/')}/?code={code}"


@cache
def drawn(text: str) -> str:
    """Draw a text as a code to scan.

    Parameters
    ----------
    text
        What the camera reads.

    Returns
    -------
    str
        An SVG picture, black on white whatever the page's theme is, as cameras want it.
    """
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", xmldecl=False, svgns=True, border=4, light="white", dark="black",
        omitsize=True, nl=False,
    )  # fmt: skip
    return picture.getvalue().decode()
