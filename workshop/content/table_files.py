"""From the tables in ``data/`` to what many believe, and to the works that reasons draw on."""

from __future__ import annotations

import re
from dataclasses import fields

from workshop.content.kept import KeptFiles
from workshop.core.reading import Reader
from workshop.core.records import ContentError, Fault, Misconception, Source

MISCONCEPTIONS = "data/misconceptions.csv"
SOURCES = "data/sources.toml"
LONGEST = 300


def read_misconceptions(kept: KeptFiles) -> list[Misconception]:
    """Read what many believe, what to say to it, and which sessions take it up.

    Parameters
    ----------
    kept
        The content files.

    Returns
    -------
    list of Misconception
        The rows, in the order of the table.

    Raises
    ------
    ContentError
        When the table cannot be read.
    """
    faults: list[Fault] = []
    reader = Reader(MISCONCEPTIONS, faults)
    rows = kept.rows(reader.file, [field.name for field in fields(Misconception)], faults)
    for number, row in enumerate(rows, 2):
        if not re.fullmatch(r"\d\d( \d\d)*", row.get("sessions") or ""):
            problem = "“sessions” is no list of sessions."
            reader.fault(f"line {number}", problem, "Write 01 or 01 04.")
    if faults:
        raise ContentError(faults)
    return [Misconception(**row) for row in rows]


def read_sources(kept: KeptFiles) -> dict[str, Source]:
    """Read the works that reasons draw on, by id.

    Parameters
    ----------
    kept
        The content files.

    Returns
    -------
    dict
        The id of each work to the work.

    Raises
    ------
    ContentError
        When the file cannot be read or an entry lacks a field.
    """
    faults: list[Fault] = []
    reader = Reader(SOURCES, faults)
    table = kept.toml(reader.file, faults) or {}
    names = [field.name for field in fields(Source) if field.name != "id"]
    sources = {}
    for id_ in table:
        entry = reader.table(table, id_)
        reader.only(entry, names, item=id_)
        texts = {
            name: reader.text(entry, name, LONGEST, item=id_, required=name != "address")
            for name in names
        }
        sources[id_] = Source(id=id_, **texts)
    if faults:
        raise ContentError(faults)
    return sources
