"""The kind ``quiz``: one right answer for each question, in an order of each participant's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.core.letters import lettered_options
from workshop.core.reading import Files
from workshop.core.records import Exercise, Item, Parts
from workshop.kinds import steps
from workshop.kinds.choices import (
    Choices,
    check_keys,
    item_tables,
    read_item,
    read_keys,
    read_options,
)
from workshop.kinds.sheet import Sheet

if TYPE_CHECKING:
    from workshop.core.blocks import Section

ITEM_FIELDS = ("id", "setting", "difficulty", "text", "options")
KEY_FIELDS = ("accept", "why", "practices", "sources")
FEWEST_ANSWERS, MOST_ANSWERS = 2, 6


class Quiz(Choices):
    """The kind ``quiz``."""

    FIELDS = ("items", "sure")
    ROLES = ("questions", "questions-before")

    def read(self, files: Files) -> Parts:
        """Read the questions, the answers to choose from, and which one is right."""
        asks = files.asks
        items: list[Item] = []
        for entry, id_ in item_tables(files):
            options = read_options(asks.tables(entry, "options"), asks, label=200, item=id_)
            if not FEWEST_ANSWERS <= len(options) <= MOST_ANSWERS:
                asks.fault(
                    id_,
                    f"a question has {FEWEST_ANSWERS} to {MOST_ANSWERS} options; "
                    f"this one has {len(options)}.",
                    "Add or remove [[items.options]] entries.",
                )
            items.append(replace(read_item(entry, id_, asks, ITEM_FIELDS), options=options))
        keys = read_keys(files, items, (), KEY_FIELDS)
        check_keys(files, keys)
        for id_, key in keys.items():
            if len(key.accept) > 1:
                files.solves.fault(
                    id_,
                    "a question of a quiz has one right answer.",
                    "Keep one, or make it a sort.",
                )
        settings = steps.read_sure(files)
        return Parts((), tuple(items), keys, settings)

    def worksheets(
        self, exercise: Exercise, beside: Exercise | None, words: Mapping[str, str]
    ) -> tuple[Sheet, ...]:
        """Make a sheet with the questions, and letters to tick."""
        del beside
        questions = [(item, lettered_options(item)) for item in exercise.items]
        more = {"questions": questions}
        return (Sheet("quiz/questions.html", exercise, words["questions-lead"], more=more),)

    def answers_page(
        self,
        exercise: Exercise,
        beside: Exercise | None,
        practices: Mapping[str, str],
        words: Mapping[str, str],
    ) -> Section:
        """Write down the right letters, and why."""
        # Imported here, as a participant's first page prints nothing.
        from workshop.core.blocks import Section, Table, joined  # noqa: PLC0415

        del beside, practices
        rows = []
        for number, item in enumerate(exercise.items, 1):
            key = exercise.keys.get(item.id)
            if key:
                right = [
                    f"{letter}. {option.label}"
                    for letter, option in lettered_options(item).items()
                    if option.id in key.accept
                ]
                rows.append((str(number), item.text, joined(right), key.why))
        columns = (words["no"], words["question"], words["answer"], words["reason"])
        return Section(exercise.title, (Table("", columns, tuple(rows)),), page=True)


KIND = Quiz()
