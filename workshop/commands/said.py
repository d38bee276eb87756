"""What commands say on the terminal."""

from __future__ import annotations

from workshop.core.plain import plain


def say(*sentences: object) -> None:
    """Print sentences; what a file's name could tell the terminal to do is left out."""
    for line in "\n".join(map(str, sentences)).splitlines():
        print(plain(line, None))
