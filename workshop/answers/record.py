"""The record of one answer, as a file holds it, and when it was changed."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any

from workshop.core.moments import now
from workshop.system.files import parse

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
    record = parse(data)
    if isinstance(record, dict) and record.pop("format", None) == FORMAT:
        parts = (record.get("answer"), record.get("first", {}))
        if all(isinstance(part, dict) for part in parts):
            return record
    raise ValueError("This is no answer.")


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
