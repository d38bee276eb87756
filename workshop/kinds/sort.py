"""The kind ``sort``: cards go to bins. Matching, and yes or no, are sorts too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.kinds import steps
from workshop.kinds.choices import (
    Choices,
    check_keys,
    item_tables,
    read_item,
    read_keys,
    read_options,
)
from workshop.reading import Files
from workshop.records import Item, Key, Option, Parts

ITEM_FIELDS = ("id", "setting", "difficulty", "text")
FEWEST_BINS, MOST_BINS = 2, 9


class Sort(Choices):
    """The kind ``sort``."""

    FIELDS = ("options", "items", "cards", "one_card_each", *steps.FIELDS)

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
        if "cards" in files.exercise:
            items, keys = _drawn(files, options)
        else:
            items = tuple(
                read_item(entry, id_, asks, ITEM_FIELDS) for entry, id_ in item_tables(files)
            )
            keys = read_keys(files, items, options)
            check_keys(files, keys, options)
        _check_reached(files, options, keys)
        settings = steps.read_sure(files) | steps.read_reason(files, items)
        second, rules = steps.read_second(files, items, keys)
        if asks.flag(files.exercise, "one_card_each"):
            settings["one_card_each"] = True
            _check_matching(files, options, items, keys)
        return Parts(options, items, keys, settings | second, rules)


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


def _drawn(files: Files, options: Sequence[Option]) -> tuple[tuple[Item, ...], dict[str, Key]]:
    """Draw cards from another exercise, so that no text stands twice.

    Their keys come along, unless this exercise asks something else and has keys of its own.
    """
    asks = files.asks
    cards = asks.table(files.exercise, "cards")
    asks.only(cards, ("from", "pick"), item="cards")
    if "items" in files.exercise:
        asks.fault("cards", "an exercise has its own items or draws cards.", "Remove one.")
    deck_id = asks.choice(cards, "from", files.decks, item="cards")
    deck = files.deck(deck_id)
    if deck is None:
        asks.fault("cards", f"“{deck_id}” has no items of its own.", "Draw from another one.")
        return (), {}
    by_id = {item.id: item for item in deck.items}
    picked = asks.ids(cards, "pick", by_id, item="cards", what="card")
    if not picked:
        asks.fault("cards", "no card is picked.", 'Write pick = ["…"].')
    items = tuple(by_id[id_] for id_ in picked)
    if "items" in files.solution:
        keys = read_keys(files, items, options)
        check_keys(files, keys, options)
        return items, keys
    known = [option.id for option in options]
    keys = {id_: _narrowed(deck.keys[id_], known) for id_ in picked if id_ in deck.keys}
    for id_, key in keys.items():
        if not key.accept:
            asks.fault(
                id_, "no option is accepted.", "Add the option that the deck accepts for it."
            )
    return items, keys


def _narrowed(key: Key, options: Sequence[str]) -> Key:
    """Keep of a key what concerns these options, for a sort that offers fewer of them."""
    return Key(
        accept=tuple(option for option in key.accept if option in options),
        partly=tuple(option for option in key.partly if option in options),
        why=key.why,
        tips=key.tips,
        reasons=tuple((option, text) for option, text in key.reasons if option in options),
        practices=key.practices,
        sources=key.sources,
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
