"""The kind ``sort``: cards go to bins.

An answer is ``{"choices": {item: option, …}, "checked": bool}``. The order of ``choices`` is the
order of the cards within each bin. A change is one of

- ``{"item": item, "option": option or None, "at": position or None}``: put a card into a bin, at
  a position counted from 0 (``None``: at the end), or take it out;
- ``{"all": [[item number, …], …]}``: the whole answer in short, one list per option in the order
  of the options, each card by its number in the exercise, counted from 0;
- ``{"reset": True}``: back to the start;
- ``{"checked": bool}``: the participant asked for the feedback, or went on working.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop.reading import Reader, Table
from workshop.records import Exercise, Item, Key, Option, Verdict

FEWEST_BINS, MOST_BINS = 2, 9


def read_options(exercise: Table, reader: Reader) -> tuple[Option, ...]:
    """Read the bins of a sort.

    Parameters
    ----------
    exercise
        The exercise file's table.
    reader
        Gathers the faults.

    Returns
    -------
    tuple of Option
        The bins, in the order in which they are shown.
    """
    tables = reader.tables(exercise, "options")
    if not FEWEST_BINS <= len(tables) <= MOST_BINS:
        reader.fault(
            "",
            f"a sort has {FEWEST_BINS} to {MOST_BINS} options; this one has {len(tables)}.",
            "Add or remove [[options]] entries.",
        )
    options = []
    for table, id_ in zip(tables, reader.own_ids(tables, "option"), strict=True):
        reader.only(table, ("id", "label", "hint", "unsure"), item=id_)
        options.append(
            Option(
                id=id_,
                label=reader.text(table, "label", 40, item=id_),
                hint=reader.text(table, "hint", 90, item=id_, required=False),
                unsure=reader.flag(table, "unsure", item=id_),
            )
        )
    return tuple(options)


def check_keys(
    options: tuple[Option, ...], items: tuple[Item, ...], keys: Mapping[str, Key]
) -> list[tuple[str, str, str]]:
    """Check what a sort asks of its keys beyond known ids.

    Parameters
    ----------
    options, items, keys
        The exercise's own.

    Returns
    -------
    list of (item, problem, remedy)
        What is wrong; empty when all is well.
    """
    found = []
    for item in items:
        key = keys.get(item.id)
        if key is None:
            continue
        if not key.accept:
            found.append((item.id, "no option is accepted.", 'Write accept = ["…"].'))
        found.extend(
            (item.id, f"“{option}” is both accepted and half right.", "Keep it in one list.")
            for option in key.partly
            if option in key.accept
        )
        found.extend(
            (
                item.id,
                f"“{option.id}” is the option for those who are not sure; it cannot be a key.",
                "Take it out of accept and partly.",
            )
            for option in options
            if option.unsure and option.id in key.accept + key.partly
        )
    reached = {option for key in keys.values() for option in key.accept}
    found.extend(
        (
            option.id,
            "no card belongs into this option.",
            "Accept it for a card, remove it, or mark it with unsure = true.",
        )
        for option in options
        if keys and not option.unsure and option.id not in reached
    )
    return found


def empty() -> dict[str, Any]:
    """Make the answer of somebody who has not begun.

    Returns
    -------
    dict
        An answer with no choices.
    """
    return {"choices": {}, "checked": False}


def prune(exercise: Exercise, answer: object) -> dict[str, Any]:
    """Keep of an answer what the exercise still knows.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    answer
        Any object; an answer of an older version of the exercise, or no answer at all.

    Returns
    -------
    dict
        An answer that names only items and options of the exercise.
    """
    items = {item.id for item in exercise.items}
    options = {option.id for option in exercise.options}
    choices = {
        item: option
        for item, option in _choices(answer).items()
        if item in items and isinstance(option, str) and option in options
    }
    checked = isinstance(answer, Mapping) and answer.get("checked") is True
    return {"choices": choices, "checked": checked and bool(choices)}


def change(exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
    """Apply one change that came from the board.

    Parameters
    ----------
    exercise
        The exercise as it is today.
    answer
        The answer before; anything unreadable counts as empty. Choices for cards that the
        exercise no longer has are kept as they are.
    delta
        The change; what is not a change as described above leaves the answer as it is.

    Returns
    -------
    dict
        The answer after it, a new object.
    """
    choices = _choices(answer)
    checked = isinstance(answer, Mapping) and answer.get("checked") is True
    if isinstance(delta, Mapping):
        if delta.get("reset") is True:
            return empty()
        if isinstance(delta.get("checked"), bool):
            checked = delta["checked"]
        if delta.get("item") in [item.id for item in exercise.items]:
            choices, checked = _put(exercise, choices, delta), False
        if isinstance(delta.get("all"), list):
            choices = _unpacked(exercise, choices, delta["all"])
    return {"choices": choices, "checked": checked}


def verdicts(exercise: Exercise, answer: object) -> dict[str, Verdict]:
    """Judge each card that was put somewhere.

    Parameters
    ----------
    exercise
        The exercise with its keys.
    answer
        Any object; cards and options that the exercise does not know are passed over.

    Returns
    -------
    dict
        Item id to ``match``, ``partly`` or ``differ``.
    """
    options = {option.id for option in exercise.options}
    return {
        item: verdict(exercise.keys[item], option)
        for item, option in _choices(answer).items()
        if item in exercise.keys and isinstance(option, str) and option in options
    }


def verdict(key: Key, option: str) -> Verdict:
    """Say what one option is worth for one card.

    Parameters
    ----------
    key
        The card's key.
    option
        An option id.

    Returns
    -------
    str
        ``match``, ``partly`` or ``differ``.
    """
    if option in key.accept:
        return "match"
    return "partly" if option in key.partly else "differ"


def _choices(answer: object) -> dict[str, Any]:
    choices = answer.get("choices") if isinstance(answer, Mapping) else None
    if not isinstance(choices, Mapping):
        return {}
    return {item: option for item, option in choices.items() if isinstance(item, str)}


def _put(
    exercise: Exercise, choices: Mapping[str, Any], delta: Mapping[str, Any]
) -> dict[str, Any]:
    item, option, at = delta["item"], delta.get("option"), delta.get("at")
    rest = [(other, place) for other, place in choices.items() if other != item]
    if option is None:
        return dict(rest)
    if option not in [known.id for known in exercise.options]:
        return dict(choices)
    mates = [index for index, (_, place) in enumerate(rest) if place == option]
    inside = isinstance(at, int) and not isinstance(at, bool) and 0 <= at < len(mates)
    rest.insert(mates[at] if inside else len(rest), (item, option))  # type: ignore[index]
    return dict(rest)


def _unpacked(exercise: Exercise, choices: Mapping[str, Any], bins: list[object]) -> dict[str, Any]:
    ids = [item.id for item in exercise.items]
    kept = {item: place for item, place in choices.items() if item not in ids}
    for option, numbers in zip(exercise.options, bins, strict=False):
        for number in numbers if isinstance(numbers, list) else []:
            if isinstance(number, int) and 0 <= number < len(ids):
                kept[ids[number]] = option.id
    return kept
