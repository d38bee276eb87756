"""What stands on the first page: the first step, who asks about it, the plan; and their rest."""

from __future__ import annotations

import re
from datetime import timedelta

from workshop.content.languages import day
from workshop.core.blocks import Block, Heading, Note, Section, Table
from workshop.core.plain import NOTHING
from workshop.core.records import Exercise
from workshop.paper.shelf import Shelf

IN_DAYS = re.compile(r"day-(\d+)")
# What the answer to the question that somebody came with stands beside.
ASKED = ("question",)


def first_step(shelf: Shelf) -> Section | None:
    """Show the first step, its day, and who asks about it."""
    found = shelf.role("commitment")
    pairs = shelf.pairs(*found, without=_later(found[0])) if found else None
    return Section(found[0].title, (pairs,)) if found and pairs else None


def plan(shelf: Shelf) -> Section | None:
    """Show the plan in a few lines, the actions at their place among them."""
    found = shelf.role("plan")
    if not found:
        return None
    exercise, answer = found
    fields = [field["id"] for field in exercise.settings["fields"]]
    last = exercise.settings.get("rows", {}).get("after", "")
    before = fields[: fields.index(last) + 1] if last in fields else fields
    after = [id_ for id_ in fields if id_ not in before]
    later = _later(exercise)
    parts = (
        shelf.pairs(exercise, answer, without={*later, *after}),
        shelf.rows(exercise, answer),
        shelf.pairs(exercise, answer, without={*later, *before}),
    )
    blocks = tuple(part for part in parts if part)
    return Section(exercise.title, blocks) if blocks else None


def behind_the_plan(shelf: Shelf) -> Section | None:
    """Show the boxes of the plan that the first page has no room for."""
    found = shelf.role("plan")
    pairs = shelf.pairs(*found, without=_front(found[0])) if found else None
    return Section(shelf.words["plan-title"], (pairs,)) if pairs else None


def letter(shelf: Shelf) -> Section | None:
    """Show the rest of the commitment, and three days to look at it again."""
    found = shelf.role("commitment")
    if not found:
        return None
    exercise, answer = found
    changed = shelf.changed(exercise)
    words, rows, elsewhere = shelf.words, [], {*ASKED, *_front(exercise)}
    for field in exercise.settings["fields"]:
        if match := IN_DAYS.fullmatch(field["id"]):
            elsewhere.add(field["id"])
            when = changed and day(shelf.language, changed.date() + timedelta(days=int(match[1])))
            text = shelf.said(field, answer["fields"].get(field["id"], ""))
            rows.append((when or words["write-date"], field["label"], text or NOTHING, ""))
    blocks: list[Block] = []
    if pairs := shelf.pairs(exercise, answer, without=elsewhere):
        blocks.append(pairs)
    if not blocks and not first_step(shelf) and all(row[2] == NOTHING for row in rows):
        return None
    if rows:
        columns = (words["on-this-day"], words["to-look-at"], words["expected"], words["found"])
        blocks += [Heading(words["look-again"]), Note(words["look-again-lead"])]
        blocks.append(Table("", columns, tuple(rows), fixed=True, wide=True))
    return Section(words["letter-title"], tuple(blocks)) if blocks else None


def _front(exercise: Exercise) -> set[str]:
    """Name the fields that stand on the first page."""
    return {str(field["id"]) for field in exercise.settings["fields"] if field.get("front")}


def _later(exercise: Exercise) -> set[str]:
    """Name the fields that stand behind it."""
    return {str(field["id"]) for field in exercise.settings["fields"]} - _front(exercise)
