"""Files with a participant's words that lie outside the folder of their answers.

Whoever finishes on a shared computer is told of them: they were made where somebody asked for them,
perhaps on a stick to take along, and so are not removed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeGuard

from workshop.system.files import parse, private_folder, replace

NAME = "elsewhere.json"
MOST = 20


def note(home: Path, files: Iterable[Path]) -> None:
    """Remember files that were made.

    Parameters
    ----------
    home
        The folder of a participant's work.
    files
        The files.
    """
    known = [*map(str, there(home)), *(str(file.absolute()) for file in files)]
    # What cannot be remembered is made all the same.
    with contextlib.suppress(OSError):
        replace(private_folder(home) / NAME, {"files": list(dict.fromkeys(known))[-MOST:]})


def there(home: Path) -> list[Path]:
    """Find the files that were made and are still there.

    Parameters
    ----------
    home
        The folder of a participant's work.

    Returns
    -------
    list of Path
        The files, the oldest first.
    """
    try:
        known = parse((home / NAME).read_bytes())
    except (OSError, ValueError):
        return []
    names = known.get("files") if isinstance(known, dict) else None
    if not isinstance(names, list):
        return []
    return [file for file in map(Path, filter(_is_text, names)) if _is_there(file)]


def _is_text(name: object) -> TypeGuard[str]:
    return isinstance(name, str)


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False
