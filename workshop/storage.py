"""Files of answers: one record each, complete or not there at all."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FORMAT = 1
TICK = timedelta(milliseconds=1)

Record = dict[str, Any]
"""What a file holds of one exercise: ``exercise``, ``kind``, ``updated`` (an ISO 8601 time),
``state`` and ``answer``; and ``first``, where entries were changed after their reason was seen."""


def read_record(data: bytes) -> Record:
    """Read a file of answers.

    Parameters
    ----------
    data
        What it holds.

    Returns
    -------
    dict
        The record, without the number of its format.

    Raises
    ------
    ValueError
        When this is no record of an answer.
    """
    try:
        record = json.loads(data)
        if record.pop("format") != FORMAT or not isinstance(record["answer"], dict):
            raise ValueError("This is no answer.")
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("This is no answer.") from error
    return dict(record)


def moment(record: Record) -> datetime:
    """Say when a record was last changed.

    Parameters
    ----------
    record
        The record.

    Returns
    -------
    datetime
        The moment in UTC; the earliest there is where the record does not say it.
    """
    try:
        return datetime.fromisoformat(record["updated"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


def later(record: Record) -> datetime:
    """Give a moment later than that of a record, even where the clock was set back since.

    So an answer that goes on from another one always counts as the newer of the two.

    Parameters
    ----------
    record
        The record of the earlier answer; an empty one where there is none.

    Returns
    -------
    datetime
        Now; or right after that answer, where that is later.
    """
    with contextlib.suppress(OverflowError):
        return max(now(), moment(record) + TICK)
    return now()


def replace(path: Path, record: object) -> None:
    """Write a file beside it that is complete before it takes the name: a crash leaves either.

    Parameters
    ----------
    path
        The file.
    record
        What it is to hold, as JSON.

    Raises
    ------
    OSError
        When it cannot be written.
    ValueError
        When this is no JSON.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
    try:
        # Half a character (a lone surrogate) becomes a question mark, and is no reason to fail.
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            json.dump(record, file, ensure_ascii=False, allow_nan=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def now() -> datetime:
    """Give this moment, in UTC."""
    return datetime.now(UTC)
