"""Codes to scan, drawn on the terminal."""

from __future__ import annotations

import io
import sys


def draw(text: str) -> bool:
    """Draw a code that a phone's camera reads.

    Parameters
    ----------
    text
        What it says.

    Returns
    -------
    bool
        Whether the terminal has the signs to draw it with.
    """
    import segno  # noqa: PLC0415 - few commands draw

    drawn = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(out=drawn, compact=True)
    try:
        drawn.getvalue().encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    sys.stdout.write(drawn.getvalue())
    sys.stdout.flush()
    return True
