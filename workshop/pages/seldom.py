"""The words that a page fetches when it needs them."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.content.library import Library
from workshop.kinds import KINDS
from workshop.pages.addresses import addresses

SELDOM: Mapping[str, tuple[str, ...]] = {
    "carry": (
        "brought", "brought-nothing", "kept", "and-more", "mixed", "damaged", "another",
        "handed-in", "newer", "odd", "nothing-to-clear",
    ),
    "header": (
        "in-session", "in-workshop", "done-workshop", "state-open", "state-begun", "state-finished",
        "extra", "you-are-here", "not-on-page", "hand-in", "handed", "save", "bring", "over-what",
        "over-session", "over-all", "over", "over-sure", "finish-why", "finish", "finish-sure",
        "yes-over", "yes-clear", "yes-bring", "yes-file", "no", "saved", "too-large",
        "room-elsewhere",
    ),
    "page": ("finish-why", "mixed", "over-sure", "started-over-here", "cleared-here"),
}  # fmt: skip
"""What is said only where somebody opens the list of exercises, or does something to all of their
work: a page fetches it then, as :data:`WORDS`. A later section goes before an earlier one."""
OF_THE_RECORD = ("attendance", "attended")
"""The sections that a record of attendance needs, which is made at a press; fetched then, too."""
WORDS = "words.json"


def seldom_said(library: Library) -> dict[str, dict[str, str]]:
    """Give the words that a page fetches when it needs them.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    dict
        Texts by their names: what is said of the work as ``work``, on a record of attendance as
        ``record``, and what by a kind under its name; and of each session its title and its
        address, which the list of all needs.
    """
    strings, chapters, where = library.strings(), library.chapters(), addresses(library)
    later = {"work": SELDOM} | {name: kind.SELDOM for name, kind in KINDS.items()}
    said = {
        who: {name: strings[section][name] for section, names in own.items() for name in names}
        for who, own in later.items()
    }
    record = {name: text for each in OF_THE_RECORD for name, text in strings[each].items()}
    return said | {
        "record": record,
        "titles": {chapter.number: chapter.title for chapter in chapters},
        "addresses": {chapter.number: where[chapter.notebook] for chapter in chapters},
    }
