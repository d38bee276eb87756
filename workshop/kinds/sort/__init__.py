"""The kind ``sort``: cards go to bins. Matching, and yes or no, are sorts too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from workshop.core.letters import lettered
from workshop.core.reading import Files
from workshop.core.records import Exercise, Item, Key, Option, Parts
from workshop.kinds import steps
from workshop.kinds.choices import (
    Choices,
    check_keys,
    item_tables,
    read_item,
    read_keys,
    read_options,
)
from workshop.kinds.on_paper import act_of, strips, why_of
from workshop.kinds.sheet import Sheet

if TYPE_CHECKING:
    from workshop.core.blocks import Section

ITEM_FIELDS = ("id", "setting", "difficulty", "text")
FEWEST_BINS, MOST_BINS = 2, 9


class Sort(Choices):
    """The kind ``sort``."""

    FIELDS = ("options", "items", "one_card_each", "enough", *steps.FIELDS)
    OVER_ALL = True
    ROLES = ("deck", "round", "outreach")
    CARDS = True
    # Most people sort one card at a time, with a finger: these belong to the board and the keys.
    SELDOM: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "sort": (
            "cards-to-sort", "all-sorted", "how-to-board", "place-here", "no-place-yet", "move-up",
            "move-down", "said-picked-first", "said-picked", "said-target", "said-pick-first",
            "said-choose-first", "said-put-back", "help-title", "help-1", "help-2", "help-3",
            "help-4", "help-5",
        )
    }  # fmt: skip

    def read(self, files: Files) -> Parts:
        """Read the bins, the cards and their keys."""
        asks = files.asks
        options = read_options(asks.tables(files.exercise, "options"), asks, label=40)
        if not FEWEST_BINS <= len(options) <= MOST_BINS:
            asks.fault(
                "",
                f"a sort has {FEWEST_BINS} to {MOST_BINS} options; this one has {len(options)}.",
                "Add or remove [[options]] entries.",
            )
        items = tuple(read_item(entry, id_, asks, ITEM_FIELDS) for entry, id_ in item_tables(files))
        keys = read_keys(files, items, options)
        check_keys(files, keys, options)
        _check_reached(files, options, keys)
        settings = steps.read_sure(files) | steps.read_reason(files, items)
        second, rules = steps.read_second(files, items, keys)
        if files.exercise.get("role") == "round" and not second:
            asks.fault(
                "role",
                "the exercise with the role “round” asks for a practice, and this one does not.",
                "Write second_step, or remove “role”.",
            )
        if asks.flag(files.exercise, "one_card_each"):
            settings["one_card_each"] = True
            _check_matching(files, options, items, keys)
        if "enough" in files.exercise:
            settings["enough"] = asks.number(
                files.exercise, "enough", least=1, most=max(1, len(items) - 1)
            )
        return Parts(options, items, keys, settings | second, rules)

    def worksheets(
        self, exercise: Exercise, beside: Exercise | None, words: Mapping[str, str]
    ) -> tuple[Sheet, ...]:
        """Make strips to lay in order, each to be sorted where it lies."""
        del beside
        return (strips(exercise, words["strip-lead-outreach"], exercise.options),)

    def answers_page(
        self,
        exercise: Exercise,
        beside: Exercise | None,
        practices: Mapping[str, str],
        words: Mapping[str, str],
    ) -> Section:
        """Write down what each strip is, and why."""
        # Imported here, as a participant's first page prints nothing.
        from workshop.core.blocks import Section, Table, joined  # noqa: PLC0415

        del beside
        letters = {item.id: letter for letter, item in lettered(exercise).items()}
        rows = tuple(
            (
                letters[item.id],
                joined([item.setting, item.text]),
                act_of(exercise, item, practices),
                why_of(item, exercise),
            )
            for item in exercise.items
            if item.id in exercise.keys
        )
        columns = (words["letter"], words["step"], words["act"], words["reason"])
        return Section(exercise.title, (Table("", columns, rows),), page=True)


KIND = Sort()


def _check_matching(
    files: Files, options: Sequence[Option], items: Sequence[Item], keys: Mapping[str, Key]
) -> None:
    """See that every card can lie where it belongs when each place takes one."""
    if len(items) > len(options):
        files.asks.fault(
            "one_card_each",
            f"there are {len(items)} cards and only {len(options)} places.",
            "Add places, remove cards, or let places take several cards.",
        )
    first = [key.accept[0] for key in keys.values() if key.accept]
    for option in dict.fromkeys(option for option in first if first.count(option) > 1):
        files.solves.fault(
            option,
            "two cards belong here, and each place takes one card.",
            "Put another option first in the accept of one of them.",
        )


def _check_reached(files: Files, options: Sequence[Option], keys: Mapping[str, Key]) -> None:
    reached = {option for key in keys.values() for option in key.accept}
    for option in options:
        if keys and not option.unsure and option.id not in reached:
            files.solves.fault(
                option.id,
                "no card belongs into this option.",
                "Accept it for a card, remove it, or mark it with unsure = true.",
            )
