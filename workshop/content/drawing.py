"""Cards drawn from another exercise, so that no text stands twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from workshop.core.reading import Reader, Table

# What an item of any kind has; the rest is taken along by an exercise of the same kind.
OF_EVERY_KIND = ("id", "text", "setting", "difficulty")


def drawn_items(table: Table, deck: Table, asks: Reader) -> list[Table]:
    """Pick the items that an exercise draws.

    Parameters
    ----------
    table
        The exercise, with ``[cards]``.
    deck
        The exercise they are drawn from.
    asks
        The reader of the exercise, which gathers the faults.

    Returns
    -------
    list of table
        The items in the order in which they are picked.
    """
    by_id = {item["id"]: item for item in deck["items"]}
    cards = asks.table(table, "cards")
    picked = asks.ids(cards, "pick", by_id, item="cards", what="card")
    if not picked:
        asks.fault("cards", "no card is picked.", 'Write pick = ["…"].')
    same = table.get("kind") == deck.get("kind")
    return [
        {
            name: value
            for name, value in by_id[id_].items()
            if name in OF_EVERY_KIND or (same and (name != "group" or "groups" in table))
        }
        for id_ in picked
    ]


def drawn_keys(table: Table, keys: Table, items: Collection[Table], asks: Reader) -> dict[str, Any]:
    """Take the keys of drawn items along, as far as they concern the exercise's own options.

    Parameters
    ----------
    table
        The exercise that draws.
    keys
        The keys of the exercise they are drawn from, by item id.
    items
        The items that are drawn.
    asks
        The reader of the exercise, which gathers the faults.

    Returns
    -------
    dict
        Item id to key.
    """
    own = [option.get("id") for option in table.get("options", ()) if isinstance(option, Mapping)]
    drawn = {}
    for item in items:
        key = dict(keys.get(item["id"], {}))
        if own:
            for name in ("accept", "partly"):
                if name in key:
                    key[name] = [option for option in key[name] if option in own]
            if "reasons" in key:
                key["reasons"] = {o: text for o, text in key["reasons"].items() if o in own}
            if key.get("accept") == []:
                asks.fault(
                    item["id"],
                    "no option is accepted.",
                    "Add the option that the deck accepts for it.",
                )
        drawn[item["id"]] = key
    return drawn
