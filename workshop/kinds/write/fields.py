"""Fields to write in: how they stand in an exercise file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.core.reading import Reader, Table

FIELD_FIELDS = (
    "id", "label", "hint", "example", "as", "words", "chips", "options", "checks", "front",
    "optional", "answer", "about",
)  # fmt: skip
CARD_FIELDS = ("id", "label", "text")
FEWEST_CARDS, MOST_CARDS = 2, 4
CLOCK_FIELDS = ("label", "minutes")
FEWEST_PARTS, MOST_PARTS = 2, 6
LONGEST_PART = 60
"""Minutes."""
EACH: Mapping[str, str] = {"cards": "person who has one", "clock": "part"}
OPTION_FIELDS = ("id", "label", "side")
ROWS_FIELDS = ("label", "add", "take", "after", "least", "most", "checks", "fields")
SIDES = ("leading", "managing")
MOST_ROWS = 20
FEWEST_OPTIONS, MOST_OPTIONS = 2, 20

TEXT_CHECKS = ("number", "baseline", "date", "owner", "verb")
CHECKS: Mapping[str, tuple[str, ...]] = {
    "line": TEXT_CHECKS,
    "text": TEXT_CHECKS,
    "words": (),
    "number": ("number",),
    "date": ("date", "soon"),
    "choice": (),
}
"""What can be asked of each sort of field."""

ROWS_CHECKS = ("both-sides", "first-step-soon")
COUNTED = ("line", "text", "words")
MOST_CHIPS, LONGEST_CHIP = 6, 24

Field = Mapping[str, Any]
"""A field as the board gets it: the names of ``[[fields]]``, without those that are empty."""


def read_fields(table: Table, reader: Reader, *, under: str = "") -> tuple[Field, ...]:
    """Read the entries of ``[[fields]]`` or ``[[rows.fields]]``.

    Parameters
    ----------
    table
        The exercise, or its ``[rows]``.
    reader
        Gathers the faults.
    under
        The name of the table they stand in, for messages.

    Returns
    -------
    tuple of mappings
        The fields, in the order in which they are shown.
    """
    tables = reader.tables(table, "fields", under=under)
    fields = tuple(
        _read_field(entry, f"{under}, {id_}" if under else id_, id_, reader)
        for entry, id_ in zip(tables, reader.own_ids(tables, "field", item=under), strict=True)
    )
    # What is about an earlier text is there for some alone: it makes no beginning.
    first = next((field for field in fields if "about" not in field), None)
    if first and not is_asked(first):
        reader.fault(
            f"{under}, {first['id']}" if under else first["id"],
            "the first field is for everybody.",
            "Remove “optional”, or begin with another field.",
        )
    return fields


def is_asked(field: Field) -> bool:
    """Tell whether a field has to be filled for an exercise to be finished."""
    return not field.get("optional")


def read_cards(table: Table, reader: Reader) -> tuple[Mapping[str, str], ...]:
    """Read ``[[cards]]``: what one of several people has to know, folded until somebody opens it.

    Parameters
    ----------
    table
        The exercise, which has ``cards``.
    reader
        Gathers the faults.

    Returns
    -------
    tuple of mappings
        The cards: ``id``, ``label`` and ``text``.
    """
    tables = _entries(table, "cards", "cards", (FEWEST_CARDS, MOST_CARDS), reader)
    cards = []
    for entry, id_ in zip(tables, reader.own_ids(tables, "card"), strict=True):
        reader.only(entry, CARD_FIELDS, item=id_)
        label = reader.text(entry, "label", 60, item=id_)
        cards.append({"id": id_, "label": label, "text": reader.text(entry, "text", 600, item=id_)})
    return tuple(cards)


def read_clock(table: Table, reader: Reader) -> tuple[Mapping[str, Any], ...]:
    """Read ``[[clock]]``: the parts of a talk, in their order, and how long each of them takes.

    Parameters
    ----------
    table
        The exercise, which has ``clock`` and ``minutes``.
    reader
        Gathers the faults.

    Returns
    -------
    tuple of mappings
        The parts: ``label``, and ``minutes``, a whole number.
    """
    tables = _entries(table, "clock", "parts", (FEWEST_PARTS, MOST_PARTS), reader)
    parts: list[Mapping[str, Any]] = []
    for number, entry in enumerate(tables, 1):
        item = f"clock {number}"
        reader.only(entry, CLOCK_FIELDS, item=item)
        label = reader.text(entry, "label", 60, item=item)
        minutes = reader.number(entry, "minutes", least=1, most=LONGEST_PART, item=item)
        parts.append({"label": label, "minutes": minutes})
    in_all, told = sum(part["minutes"] for part in parts), table.get("minutes")
    if in_all != told:
        reader.fault(
            "clock",
            f"its parts take {in_all} minutes, and the exercise says {told}.",
            "Let the two agree.",
        )
    return tuple(parts)


def _entries(
    table: Table, name: str, what: str, limits: tuple[int, int], reader: Reader
) -> list[Table]:
    """Read ``[[name]]``, of which an exercise has so many, or none."""
    tables, (fewest, most) = reader.tables(table, name), limits
    if not fewest <= len(tables) <= most:
        reader.fault(
            name,
            f"there are {fewest} to {most} {what}; this exercise has {len(tables)}.",
            f"Write one [[{name}]] for each {EACH[name]}, or none at all.",
        )
    return tables


def read_rows(table: Table, above: Sequence[Field], reader: Reader) -> dict[str, Any]:
    """Read ``[rows]``: what one row is called, how many there are, and their fields.

    Parameters
    ----------
    table
        The exercise, which has ``rows``.
    above
        The fields of the exercise itself, one of which the rows may follow.
    reader
        Gathers the faults.

    Returns
    -------
    dict
        The rows as the board gets them.
    """
    rows = reader.table(table, "rows")
    reader.only(rows, ROWS_FIELDS, item="rows")
    least, most = 1, MOST_ROWS
    if "least" in rows:
        least = reader.number(rows, "least", least=1, most=MOST_ROWS, item="rows")
    if "most" in rows:
        most = reader.number(rows, "most", least=1, most=MOST_ROWS, item="rows")
    if most < least:
        reader.fault("rows", f"“most” is {most}, and “least” is {least}.", "Make “most” larger.")
    fields = read_fields(rows, reader, under="rows")
    if not fields:
        reader.fault("rows", "a row has no field.", "Add one with [[rows.fields]].")
    checks = reader.ids(rows, "checks", ROWS_CHECKS, item="rows", what="check")
    _check_rows(checks, fields, reader)
    more = {}
    if "take" in rows:
        more["take"] = reader.text(rows, "take", 40, item="rows")
    if "after" in rows:
        more["after"] = reader.choice(rows, "after", [field["id"] for field in above], item="rows")
    return {
        "label": reader.text(rows, "label", 40, item="rows"),
        "add": reader.text(rows, "add", 40, item="rows"),
        **more,
        "least": least,
        "most": most,
        "checks": checks,
        "fields": fields,
    }


def _read_field(entry: Table, where: str, id_: str, reader: Reader) -> Field:
    reader.only(entry, FIELD_FIELDS, item=where)
    sort = "text"
    if "as" in entry:
        sort = reader.choice(entry, "as", CHECKS, item=where)
    field: dict[str, Any] = {
        "id": id_,
        "label": reader.text(entry, "label", 120, item=where),
        "as": sort,
        "hint": reader.text(entry, "hint", 200, item=where, required=False),
        "example": reader.text(entry, "example", 300, item=where, required=False),
        "answer": _read_answer(entry, where, sort, reader),
        "about": reader.text(entry, "about", 120, item=where, required=False),
        "checks": reader.ids(entry, "checks", CHECKS[sort], item=where, what="check"),
    }
    if sort == "number":
        # What is not a number says nothing here, so this needs no asking for.
        field["checks"] = ("number",)
    if "front" in entry:
        field["front"] = reader.flag(entry, "front", item=where)
        if where != id_:
            reader.fault(where, "the rows stand together, as a whole.", "Remove “front”.")
    if "optional" in entry:
        field["optional"] = reader.flag(entry, "optional", item=where)
    if "words" in entry:
        field["words"] = reader.number(entry, "words", least=1, most=300, item=where)
        if sort not in COUNTED:
            reader.fault(where, f"nobody counts the words of a {sort}.", "Remove “words”.")
    if "chips" in entry:
        field["chips"] = _read_chips(entry, where, sort, reader)
    if sort == "choice" or "options" in entry:
        field["options"] = _read_options(entry, where, sort, reader)
    return {name: value for name, value in field.items() if value}


def _read_answer(entry: Table, where: str, sort: str, reader: Reader) -> str:
    """Read what one's own words are compared with."""
    if "answer" in entry and sort not in COUNTED:
        reader.fault(where, f"a {sort} is not compared with words.", "Remove “answer”.")
    return reader.text(entry, "answer", 300, item=where, required=False)


def _read_chips(entry: Table, where: str, sort: str, reader: Reader) -> tuple[str, ...]:
    """Read the beginnings that a tap writes."""
    chips = reader.words(entry, "chips", item=where)
    if sort not in COUNTED:
        reader.fault(where, f"a {sort} has no chips.", "Remove “chips”.")
    if len(chips) > MOST_CHIPS or any(len(chip) > LONGEST_CHIP for chip in chips):
        reader.fault(
            where,
            f"a field has at most {MOST_CHIPS} chips of at most {LONGEST_CHIP} characters each.",
            "Keep the ones that most people need, and shorten them.",
        )
    return chips


def _read_options(
    entry: Table, where: str, sort: str, reader: Reader
) -> tuple[Mapping[str, str], ...]:
    if sort != "choice":
        reader.fault(where, f"a {sort} has no options.", 'Write as = "choice", or remove them.')
    tables = reader.tables(entry, "options", under="rows.fields" if "," in where else "fields")
    if sort == "choice" and not FEWEST_OPTIONS <= len(tables) <= MOST_OPTIONS:
        reader.fault(
            where,
            f"a choice has {FEWEST_OPTIONS} to {MOST_OPTIONS} options; this one has {len(tables)}.",
            "Add or remove entries of its options.",
        )
    options = []
    for option, id_ in zip(tables, reader.own_ids(tables, "option", item=where), strict=True):
        name = f"{where}, {id_}"
        reader.only(option, OPTION_FIELDS, item=name)
        told = {"id": id_, "label": reader.text(option, "label", 60, item=name)}
        if "side" in option:
            told["side"] = reader.choice(option, "side", SIDES, item=name)
        options.append(told)
    return tuple(options)


def _check_rows(checks: Sequence[str], fields: Sequence[Field], reader: Reader) -> None:
    """Look whether the rows have what their checks look at."""
    sides = {option.get("side") for field in fields for option in field.get("options", ())}
    if "both-sides" in checks and not sides.issuperset(SIDES):
        reader.fault(
            "rows",
            "“both-sides” needs a field with a leading and a managing option.",
            'Give the options of a choice side = "leading" or side = "managing".',
        )
    if "first-step-soon" in checks and all(field["as"] != "date" for field in fields):
        reader.fault("rows", "“first-step-soon” needs a date.", 'Add a field with as = "date".')
