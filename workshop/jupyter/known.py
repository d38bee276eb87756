"""Which notebooks came with the package: they alone may run without anybody pressing anything.

Opening a notebook that somebody was given must never run what somebody else wrote. So a checksum
of the cells of each of the workshop's own notebooks travels with the package, and only where every
cell is as it was does one run by itself; and only where nothing lies in its folder that Python
would import in place of what those cells ask for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

KERNEL = "python3"
"""The only kernel that may run them: that of the environment the workshop is installed in."""

KNOWN = Path(__file__).with_name("known.json")
"""The checksums, by the names of the notebooks; ``make notebooks`` writes it."""

_MODULES = (".py", ".pyw", ".pyc", ".so", ".pyd")
"""How the names of files end that Python imports, in any system."""


def checksum(cells: Iterable[Sequence[str]]) -> str:
    """Tell apart notebooks by what stands in them.

    Parameters
    ----------
    cells
        Type and source of each cell, in their order.

    Returns
    -------
    str
        The same for the same cells only.
    """
    whole = json.dumps([list(cell) for cell in cells])
    return hashlib.sha256(whole.encode()).hexdigest()


def is_known(cells: Iterable[Sequence[str]]) -> bool:
    """Say whether cells are, one by one, those of a notebook that came with the package.

    Parameters
    ----------
    cells
        Type and source of each cell, in their order.

    Returns
    -------
    bool
        Whether they are.
    """
    return checksum(cells) in json.loads(KNOWN.read_text(encoding="utf-8")).values()


def shadows(folder: Path) -> list[str]:
    """Find what Python could import from a folder in place of what is meant.

    A kernel looks into the folder of its notebook before it looks where packages are installed.
    Whatever can be imported there counts, since nobody can say what the workshop, and all that it
    needs, is going to import.

    Parameters
    ----------
    folder
        The folder that the kernel runs in.

    Returns
    -------
    list of str
        The names of those files and folders.
    """
    return sorted(path.name for path in folder.iterdir() if _importable(path))


def _importable(path: Path) -> bool:
    if path.is_dir():
        # A folder without such a file gives way to any package of its name, wherever that lies.
        return path.name.isidentifier() and any(map(_is_module, path.glob("__init__.*")))
    return _is_module(path)


def _is_module(path: Path) -> bool:
    return path.suffix.lower() in _MODULES and path.name.split(".")[0].isidentifier()
