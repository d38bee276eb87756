"""A participant's work as one file, to be carried to another computer and brought back there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from workshop.answers.record import Record, moment
from workshop.answers.store import Answers
from workshop.core.moments import now
from workshop.core.plain import plain
from workshop.system.files import parse

NAME = "my-workshop.json"
WORKSHOP = "leading-and-managing"
VERSION = 1
MEGABYTE = 1_000_000
MOST = 5 * MEGABYTE
"""The most bytes that a file may have; one with every exercise answered has a tenth of them."""

SCHEMA = Path(__file__).with_name("carry.schema.json")


class CarryError(Exception):
    """A file that cannot be brought back; nothing was changed.

    Parameters
    ----------
    name
        The name of the sentence that says why, in the section ``carry`` of the words.
    **values
        What fills its braces.
    """

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.values = values


@dataclass(frozen=True)
class Carried:
    """What a file holds.

    Parameters
    ----------
    participant
        The random id of the participant who saved it.
    records
        Exercise id to record.
    handed_in
        Whether it is the file for handing in, which has no words of the participant's own.
    people
        How many people share the device that sent it to a live room; 0 where it is a file, which
        knows nothing of that.
    """

    participant: str
    records: Mapping[str, Record]
    handed_in: bool = False
    people: int = 0


def people_at(carried: Iterable[Carried]) -> dict[str, int]:
    """Say how many people each work is of: one, unless they said in a room that they are more.

    Parameters
    ----------
    carried
        Files, and what came from a room; of several devices with the same work the last one counts.

    Returns
    -------
    dict
        Participant to how many people.
    """
    known: dict[str, int] = {}
    for each in carried:
        known[each.participant] = each.people or known.get(each.participant, 1)
    return known


@dataclass(frozen=True)
class Brought:
    """What came of bringing a file back.

    Parameters
    ----------
    taken
        The exercises whose answers now are those of the file.
    kept
        The exercises whose answers here are newer than those of the file, and stayed.
    """

    taken: tuple[str, ...]
    kept: tuple[str, ...]


def pack(answers: Answers) -> str:
    """Gather everything that a participant did.

    Parameters
    ----------
    answers
        The participant's answers.

    Returns
    -------
    str
        The text of the file.
    """
    carried = {
        "workshop": WORKSHOP,
        "version": VERSION,
        "participant": answers.participant(),
        "saved": now().isoformat(timespec="seconds"),
        "answers": answers.records(),
    }
    return json.dumps(carried, ensure_ascii=False, indent=1)


def read(file: Path) -> bytes:
    """Read the bytes of a file, unless there are too many.

    Parameters
    ----------
    file
        The file.

    Returns
    -------
    bytes
        What it holds.

    Raises
    ------
    CarryError
        When it is too large.
    OSError
        When it cannot be read.
    """
    _fits(file.stat().st_size)
    return file.read_bytes()


def unpack(data: bytes) -> Carried:
    """Read a file, and make sure that everything in it is as it should be.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Carried
        What it holds.

    Raises
    ------
    CarryError
        When it is too large, damaged, from something else, or from a newer version.
    """
    _fits(len(data))
    try:
        carried = parse(data)
    except ValueError:
        raise CarryError("damaged") from None
    if not isinstance(carried, dict) or carried.get("workshop") != WORKSHOP:
        raise CarryError("another")
    version = carried.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise CarryError("newer")
    _check(carried)
    return Carried(carried["participant"], carried["answers"], "handed_in" in carried)


def bring(answers: Answers, carried: Carried, *, over: bool = False) -> Brought:
    """Bring the answers of a file into those that are here: the newer one of each exercise stays.

    Nothing is deleted, and of everything that is replaced a copy is kept. Doing it twice changes
    nothing.

    Parameters
    ----------
    answers
        The answers here.
    carried
        What the file holds.
    over
        Whether the file's answers also take the place of newer ones.

    Returns
    -------
    Brought
        What was taken, and what stayed.

    Raises
    ------
    CarryError
        When it is the file for handing in: marks must not take the place of words.
    OSError
        When it cannot be saved. What was saved until then counts, and bringing the same file
        again brings the rest.
    """
    if carried.handed_in:
        raise CarryError("handed-in")
    here = answers.records()
    taken: list[str] = []
    kept: list[str] = []
    copies = answers.copies / f"{now():%Y-%m-%d-%H%M%S}-before-bringing-back"
    for id_, record in carried.records.items():
        if id_ in here and here[id_]["answer"] == record["answer"]:
            continue

        def wins(saved: Record, rank: tuple[datetime, str] = _rank(record)) -> bool:
            return over or _rank(saved) < rank

        won = answers.bring(id_, dict(record), copies, wins)
        (taken if won else kept).append(id_)
    answers.become(carried.participant)
    return Brought(tuple(taken), tuple(kept))


def _fits(size: int) -> None:
    if size > MOST:
        raise CarryError("too-large", size=round(size / MEGABYTE), most=MOST // MEGABYTE)


def _rank(record: Record) -> tuple[datetime, str]:
    """Tell which of two records is newer; of two that are as new, both computers choose one."""
    return moment(record), json.dumps(record["answer"], sort_keys=True)


@cache
def _schema() -> Callable[[object], object]:
    """Compile the schema: a room may hand in a thousand files."""
    # Imported here: only bringing work back and collecting it need it.
    import fastjsonschema  # noqa: PLC0415

    compiled: Callable[[object], object] = fastjsonschema.compile(
        json.loads(SCHEMA.read_text(encoding="utf-8"))
    )
    return compiled


def _check(carried: Mapping[str, Any]) -> None:
    """Hold a file against the schema."""
    from fastjsonschema import JsonSchemaValueException  # noqa: PLC0415

    try:
        _schema()(carried)
    except JsonSchemaValueException as error:
        # The first of the path is what the library calls the whole.
        raise CarryError("odd", where=plain(" / ".join(error.path[1:])) or NAME) from None
    for id_, record in carried["answers"].items():
        try:
            if record["exercise"] != id_:
                raise ValueError(id_)  # noqa: TRY301
            datetime.fromisoformat(record["updated"]).astimezone()
        except (ValueError, OverflowError):
            raise CarryError("odd", where=f"answers / {id_}") from None
