"""Files: each is complete or not there at all, and only its owner can read it."""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

DEEPEST = 20
"""How far lists and tables may stand within each other; a whole workshop has half of that."""

OURS = ("my-work", "my-room", "answers", "copies", "received", "printed", "told")
"""Folders that nobody but the workshop names. Only these are closed where they stand open: a folder
that somebody named themselves may hold other things, for other people."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def parse(data: bytes) -> object:
    """Read JSON that somebody else may have written: what comes out can be used and written again.

    Parameters
    ----------
    data
        The bytes of a file.

    Returns
    -------
    object
        What they say. Half a character (a lone surrogate) became a question mark.

    Raises
    ------
    ValueError
        When this is no JSON, has numbers that are none, or too much within each other.
    """
    try:
        text = data.decode(json.detect_encoding(data))
        value = json.loads(text, parse_constant=_number, parse_float=_number)
        if re.search(r"\\u[dD][89a-fA-F]", text):
            whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
            value = json.loads(whole)
    except RecursionError as error:
        raise ValueError("There is too much within each other.") from error
    level = [value]
    for _ in range(DEEPEST):
        level = [
            each
            for part in level
            if isinstance(part, dict | list)
            for each in (part.values() if isinstance(part, dict) else part)
        ]
        if not level:
            return value
    raise ValueError("There is too much within each other.")


def _number(text: str) -> float:
    """Refuse NaN, Infinity, and what is too large to be told from it: no JSON can hold them."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is no number.")
    return value


def replace(path: Path, record: Mapping[str, object]) -> None:
    """Write a record as JSON, a line for each of its parts, see :func:`write`.

    Parameters
    ----------
    path
        The file.
    record
        What it is to hold.

    Raises
    ------
    OSError
        When it cannot be written.
    ValueError
        When this is no JSON.
    """
    # Line by line and not indented within: that would take a slow way through the library, at
    # every tap.
    parts = (f"{_json(name)}: {_json(value)}" for name, value in record.items())
    write(path, "{\n" + ",\n".join(parts) + "\n}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write(path: Path, content: str | bytes, *, public: bool = False) -> None:
    """Write a file beside it that is complete before it takes the name: a crash leaves either.

    Nobody but its owner can read it, where the disk knows owners; unless it is ``public``.

    Parameters
    ----------
    path
        The file.
    content
        What it is to hold; a text as UTF-8.
    public
        Whether everybody of this computer can read it, as a web server has to.

    Raises
    ------
    OSError
        When it cannot be written. Nothing is left of the attempt.
    """
    # Half a character (a lone surrogate) becomes a question mark, and is no reason to fail.
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    # Such a file is its owner's from the start (0600), whatever the mask.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if public:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def private_folder(path: Path) -> Path:
    """Make a folder that nobody but its owner can look into, with those above it.

    One of an earlier version, which others can look into, is closed, with the files in it.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    Path
        The same.

    Raises
    ------
    OSError
        When it cannot be made.
    """
    for each in reversed((path, *path.parents)):
        with contextlib.suppress(FileExistsError):
            if not each.exists():
                each.mkdir(mode=0o700)
    path.mkdir(exist_ok=True)  # a file in its place is an error
    for each in (path.parent, path):
        if each.name in OURS and not private(each):
            # What is somebody else's cannot be closed; nor can anything where there are no owners.
            with contextlib.suppress(OSError):
                _close(each)
    return path


def _close(path: Path) -> None:
    path.chmod(0o700)
    # Where that did nothing, it would do nothing for the files either, at every tap.
    for each in path.iterdir() if private(path) else ():
        if each.is_file() and not each.is_symlink():
            each.chmod(0o600)


def private(path: Path) -> bool:
    """Tell whether nobody but its owner can look into a folder, as far as the disk says.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    bool
        False also on Windows and on most USB sticks, where a folder has no such rights.
    """
    return not path.stat().st_mode & OTHERS
