"""The ways to show a sort that are measured: what to run, what to look for, what to click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workshop.core.records import Item


@dataclass(frozen=True)
class Way:
    """A way to show a sort.

    Parameters
    ----------
    name
        What the column is called.
    cards
        How many cards it shows.
    code
        The cell that shows it.
    card
        What matches each card on the page, once it is shown.
    feedback
        What matches the places where reasons appear.
    tap
        What to click, one after the other, to put a card (by number) somewhere (by number).
    prepare
        What to click once before, if anything.
    """

    name: str
    cards: int
    code: str
    card: str
    feedback: str
    tap: Callable[[int, Item, int], Sequence[str]]
    prepare: str = ""


def _on_board(_number: int, item: Item, place: int) -> Sequence[str]:
    return f'.lm-pile [data-item="{item.id}"]', f".lm-bin [data-option] >> nth={place}"


def _in_list(_number: int, item: Item, place: int) -> Sequence[str]:
    return (f'[data-item="{item.id}"] [data-option] >> nth={place}',)


_OPEN_LIST = '[data-action="view-list"]'
_BOARD = Way("our board", 30, "our_board(deck(30))", "[data-item]", ".lm-feedback", _on_board)
_DECK = replace(
    _BOARD, name="our board, 52", cards=52, code='workshop.open("02").show("whole-deck")'
)
WAYS = (
    Way(
        "core ipywidgets", 30, "core_ipywidgets(deck(30))",
        ".widget-toggle-buttons", ".widget-html-content",
        lambda number, _item, place: (
            f".widget-toggle-buttons >> nth={number} >> button >> nth={place}",
        ),
    ),
    Way(
        "jupyterquiz", 30, "jupyterquiz(deck(30))", ".Quiz", ".Feedback",
        lambda number, _item, place: (f".Quiz >> nth={number} >> .MCButton >> nth={place}",),
    ),
    _BOARD,
    replace(_BOARD, name="our list", tap=_in_list, prepare=_OPEN_LIST),
    _DECK,
    replace(_DECK, name="our list, 52", tap=_in_list, prepare=_OPEN_LIST),
)  # fmt: skip
