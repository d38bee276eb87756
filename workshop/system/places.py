"""Where things lie: the content, one person's work, and the files of a room."""

from __future__ import annotations

import os
from pathlib import Path

SHIPPED = "shipped"
"""The folder of an installed package that holds the content."""
START = "start.ipynb"
"""The notebook that leads into the others."""

STATIC = Path(__file__).resolve().parents[1] / "static"
"""What browsers are sent: the modules, the style sheets and the drawings, as they were built."""


def find_root() -> Path:
    """Find the folder that holds ``exercises/``, ``solutions/`` and ``data/``.

    Returns
    -------
    Path
        The checkout this package lies in, or else the copy that the installed package carries.
    """
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    return checkout if (checkout / "exercises").is_dir() else package / SHIPPED


def find_home() -> Path:
    """Find the folder that holds a participant's work.

    Returns
    -------
    Path
        ``$WORKSHOP_HOME`` if that is set; else ``my-work`` beside ``notebooks/`` in a checkout;
        else ``my-work`` in the folder the notebook runs in.
    """
    return _named_or("WORKSHOP_HOME", "my-work")


def find_room() -> Path:
    """Find the folder that holds what a facilitator collects and keeps.

    Returns
    -------
    Path
        ``$WORKSHOP_ROOM`` if that is set; else ``my-room`` beside ``notebooks/`` in a checkout;
        else ``my-room`` in the folder the notebook runs in.
    """
    return _named_or("WORKSHOP_ROOM", "my-room")


def hosted() -> bool:
    """Tell whether this runs on a computer in the internet, as on Binder or a hub, and not here.

    Returns
    -------
    bool
        Whether it does, as far as the variables of such servers say.
    """
    return any(name.startswith(("JUPYTERHUB_", "BINDER_")) for name in os.environ)


def _named_or(variable: str, folder: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named).expanduser()
    root = find_root()
    # An installed package has texts of notebooks too, and is no place for anybody's work.
    checkout = root.name != SHIPPED and (root / "notebooks").is_dir()
    return (root if checkout else Path.cwd()) / folder
