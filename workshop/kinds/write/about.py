"""What a ``write`` exercise takes from others: texts that a field is about, and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workshop.core.reading import Files, Table
from workshop.kinds.earlier import about_of

OWN_WORDS = ("text", "line", "words", "number")
"""The sorts of fields that say by themselves what they say."""


def check_about(files: Files, settings: Mapping[str, Any]) -> None:
    """See that what fields are about is there, and that nobody has to answer them.

    Parameters
    ----------
    files
        The exercise's files; every fault found is noted there.
    settings
        What was read of them.
    """
    asks = files.asks
    about = about_of(settings)
    optional = {field["id"] for field in settings["fields"] if field.get("optional")}
    if about and len(about) == len(settings["fields"]) and "rows" not in settings:
        asks.fault("", "nothing here is asked of everybody.", "Add a field without “about”.")
    for field, (exercise, there) in about.items():
        if field not in optional:
            asks.fault(
                field,
                "it is asked only where something was written, and so it may stay empty.",
                "Write optional = true.",
            )
        if exercise not in files.others:
            asks.fault(
                field,
                f"“about” names the exercise “{exercise}”, which is not known.",
                'Write about = "exercise.field", with the ids of both.',
            )
            continue
        known = _fields_with_words(files.other(exercise))
        if there not in known:
            asks.fault(
                field,
                f"“about” names “{there}”, and “{exercise}” has no such field with words in it.",
                f"Use one of: {', '.join(known) or 'nothing, for there is none'}.",
            )
    rows = settings.get("rows", {})
    for each in rows.get("fields", ()):
        if "about" in each:
            asks.fault(f"rows, {each['id']}", "a row is about nothing else.", "Remove “about”.")
    if "take" in rows:
        _check_take(files, rows)


def _check_take(files: Files, rows: Mapping[str, Any]) -> None:
    """See that there are rows to take over."""
    earlier = files.exercise.get("earlier", {})
    from_ = earlier.get("from") if isinstance(earlier, Mapping) else None
    there = _ids(_rows(files.other(from_))) if isinstance(from_, str) else ()
    if not {field["id"] for field in rows["fields"]}.intersection(there):
        files.asks.fault(
            "rows",
            "“take” takes over rows of the exercise that [earlier] names; no field of these "
            "rows is there.",
            "Give the fields of both the same ids, or remove “take”.",
        )


def _fields_with_words(table: Table) -> list[str]:
    """Name the fields of a ``write`` exercise, and of its rows, that hold words."""
    if table.get("kind") != "write":
        return []
    return _ids([*_tables(table), *_rows(table)], OWN_WORDS)


def _rows(table: Table) -> list[Any]:
    rows = table.get("rows")
    return _tables(rows) if table.get("kind") == "write" and isinstance(rows, Mapping) else []


def _tables(table: Table) -> list[Any]:
    fields = table.get("fields", [])
    return fields if isinstance(fields, list) else []


def _ids(fields: Iterable[Any], sorts: Iterable[str] | None = None) -> list[str]:
    tables = [field for field in fields if isinstance(field, Mapping)]
    return [
        field["id"]
        for field in tables
        if isinstance(field.get("id"), str) and (not sorts or field.get("as", "text") in sorts)
    ]
