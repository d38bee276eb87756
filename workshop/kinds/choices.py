"""Choosing an option for each item: what the kinds that do so have in common.

An answer is ``{"choices": {item: option, …}, "checked": bool}``. The order of ``choices`` is the
order in which cards lie in each bin. A change is one of

- ``{"item": item, "option": option or None, "at": position or None}``: choose an option for an
  item, with a position among the items that have the same option, counted from 0 (``None``: at
  the end); or take the choice back;
- ``{"all": [[item number, …], …]}``: the whole answer in short, one list per shared option in
  their order, each item by its number in the exercise, counted from 0;
- ``{"choices": {item: option, …}}``: the whole answer, where items have options of their own;
- ``{"reset": True}``: back to the start;
- what :mod:`workshop.kinds.steps` describes, where an item asks more than an option;
- ``{"checked": bool}``: the participant asked for the feedback, or went on working; it may go with
  a whole answer, which else has to ask for it anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.core.reading import Files, Reader, Table
from workshop.core.records import Exercise, Item, Judgement, Key, Option, Verdict
from workshop.kinds import steps
from workshop.kinds.kind import CREDIT, Kind

OPTION_FIELDS = ("id", "label", "hint", "unsure", "side")
OPTION_SIDES = ("leading", "managing", "both")
KEY_FIELDS = ("accept", "partly", "why", "tips", "reasons", "practices", "sources")


def read_options(
    tables: Sequence[Table],
    reader: Reader,
    *,
    label: int,
    item: str = "",
    fields: Sequence[str] = OPTION_FIELDS,
) -> tuple[Option, ...]:
    """Read options, shared or an item's own.

    Parameters
    ----------
    tables
        The entries of ``[[options]]``, or of what a kind calls its options.
    reader
        Gathers the faults.
    label
        How many characters a label may have.
    item
        The item that the options belong to, for messages.
    fields
        The names of the fields that an option of this kind may have.

    Returns
    -------
    tuple of Option
        The options, in the order in which they are shown.
    """
    options = []
    for entry, id_ in zip(tables, reader.own_ids(tables, "option", item=item), strict=True):
        where = f"{item}, {id_}" if item else id_
        reader.only(entry, fields, item=where)
        options.append(
            Option(
                id=id_,
                label=reader.text(entry, "label", label, item=where),
                hint=reader.text(entry, "hint", 90, item=where, required=False),
                unsure=reader.flag(entry, "unsure", item=where),
                side=reader.choice(entry, "side", OPTION_SIDES, item=where)
                if "side" in entry
                else "",
            )
        )
    return tuple(options)


def item_tables(files: Files) -> list[tuple[Table, str]]:
    """Find the entries of ``[[items]]``; none at all is a fault.

    Parameters
    ----------
    files
        The exercise's files.

    Returns
    -------
    list of (table, id)
        Each item's table with its id.
    """
    tables = files.asks.tables(files.exercise, "items")
    if not tables:
        files.asks.fault("", "there is no item.", "Add one with [[items]].")
    return list(zip(tables, files.asks.own_ids(tables, "item"), strict=True))


def read_item(entry: Table, id_: str, reader: Reader, fields: Sequence[str]) -> Item:
    """Read what every item has: text, setting, difficulty.

    Parameters
    ----------
    entry
        The item's table.
    id_
        Its id.
    reader
        Gathers the faults.
    fields
        The names of all fields that this kind knows.

    Returns
    -------
    Item
        The item, without options of its own.
    """
    reader.only(entry, fields, item=id_)
    difficulty = 2
    if "difficulty" in entry:
        difficulty = reader.number(entry, "difficulty", least=1, most=3, item=id_)
    return Item(
        id=id_,
        text=reader.text(entry, "text", 400, item=id_),
        setting=reader.text(entry, "setting", 60, item=id_, required=False),
        difficulty=difficulty,
    )


def read_keys(
    files: Files,
    items: Sequence[Item],
    options: Sequence[Option],
    fields: Sequence[str] = KEY_FIELDS,
    *,
    why: bool = True,
) -> dict[str, Key]:
    """Read the key of each item, and see that keys and items belong together.

    Parameters
    ----------
    files
        The exercise's files.
    items
        The items of the exercise.
    options
        The options that all items share; an item's own count before them.
    fields
        The names of the fields that a key of this kind may have.
    why
        Whether each key must give its reason.

    Returns
    -------
    dict
        Item id to key.
    """
    entries = files.solves.table(files.solution, "items")
    keys = {}
    for item in items:
        if item.id not in entries:
            files.solves.fault(item.id, "this item has no key.", f"Add [items.{item.id}].")
        else:
            known = [option.id for option in item.options or options]
            entry = files.solves.table(entries, item.id)
            files.solves.only(entry, fields, item=item.id)
            keys[item.id] = _read_key(files, entry, item.id, known, why=why)
    for id_ in entries:
        if id_ not in {item.id for item in items}:
            files.solves.fault(
                id_, "this key has no item.", f"Add the item to {files.asks.file}, or remove it."
            )
    return keys


def _read_key(files: Files, entry: Table, id_: str, options: Sequence[str], *, why: bool) -> Key:
    reader = files.solves
    reasons = reader.table(entry, "reasons")
    reader.ids({"reasons": list(reasons)}, "reasons", options, item=id_, what="option")
    return Key(
        accept=reader.ids(entry, "accept", options, item=id_, what="option"),
        partly=reader.ids(entry, "partly", options, item=id_, what="option"),
        why=reader.text(entry, "why", 400, item=id_, required=why),
        tips=reader.text(entry, "tips", 400, item=id_, required=False),
        reasons=tuple((name, reader.text(reasons, name, 300, item=id_)) for name in reasons),
        practices=reader.ids(entry, "practices", files.practices, item=id_, what="practice"),
        sources=reader.ids(entry, "sources", files.sources, item=id_, what="source"),
    )


def check_keys(files: Files, keys: Mapping[str, Key], options: Sequence[Option] = ()) -> None:
    """See that each key accepts an option, and none twice or one for those who are not sure.

    Parameters
    ----------
    files
        The exercise's files.
    keys
        The keys, by item id.
    options
        The options that all items share, if any.
    """
    unsure = [option.id for option in options if option.unsure]
    for item, key in keys.items():
        if not key.accept:
            files.solves.fault(item, "no option is accepted.", 'Write accept = ["…"].')
        for id_ in key.partly:
            if id_ in key.accept:
                files.solves.fault(
                    item, f"“{id_}” is both accepted and half right.", "Keep it in one list."
                )
        for id_ in unsure:
            if id_ in key.accept + key.partly:
                files.solves.fault(
                    item,
                    f"“{id_}” is the option for those who are not sure; it cannot be a key.",
                    "Take it out of accept and partly.",
                )


class Choices(Kind):
    """A kind whose participants choose an option for each item."""

    BY_ITEM = ("choices", "second", "sure")
    FIRST = BY_ITEM

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun: no choices."""
        return {"choices": {}, "checked": False}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep the choices whose item and option the exercise still has."""
        known = _known(exercise)
        said = answer.get("choices") if isinstance(answer, Mapping) else None
        choices = {
            item: option
            for item, option in (said.items() if isinstance(said, Mapping) else ())
            if isinstance(option, str) and option in known.get(item, ())
        }
        checked = isinstance(answer, Mapping) and answer.get("checked") is True
        more = steps.pruned(exercise, answer)
        return {"choices": choices, "checked": checked and bool(choices), **more}

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one of the changes described above."""
        choices = _choices(answer)
        checked = isinstance(answer, Mapping) and answer.get("checked") is True
        more = steps.kept(answer)
        if isinstance(delta, Mapping):
            if delta.get("reset") is True:
                return self.empty()
            if isinstance(delta.get("checked"), bool):
                checked = delta["checked"]
            if delta.get("item") in [item.id for item in exercise.items]:
                checked = False
                more = steps.changed(exercise, answer, delta)
                if "option" in delta:
                    choices = _put(exercise, choices, delta)
            if isinstance(delta.get("all"), list):
                choices = _unpacked(exercise, choices, delta["all"])
                checked = delta.get("checked") is True
                more |= steps.pruned(exercise, delta)
            if isinstance(delta.get("choices"), Mapping):
                gone = {item: o for item, o in choices.items() if item not in _known(exercise)}
                choices = gone | self.prune(exercise, delta)["choices"]
                checked = delta.get("checked") is True
                more |= steps.pruned(exercise, delta)
        return {"choices": choices, "checked": checked, **more}

    def size(self, answer: object) -> int:
        """Count the choices, and what was said of them."""
        choices = answer.get("choices") if isinstance(answer, Mapping) else None
        return (len(choices) if isinstance(choices, Mapping) else 0) + steps.size(answer)

    def judge(self, exercise: Exercise, kept: Mapping[str, Any]) -> Judgement:
        """Judge each choice; an item without one counts nothing.

        Where there is a second step each of the two counts half.
        """
        verdicts = self.verdicts(exercise, kept)
        credit = sum(CREDIT[verdict] for verdict in verdicts.values())
        if "second" in exercise.settings:
            second = {
                item: steps.second_verdict(exercise, item, practice)
                for item, practice in kept.get("second", {}).items()
            }
            credit = (credit + sum(CREDIT[verdict] for verdict in second.values())) / 2
        asked = exercise.settings.get("enough", len(exercise.items))
        # Whoever sorts more cards than are asked for is not the worse for it.
        count = max(asked, len(verdicts))
        return Judgement(verdicts, len(verdicts), asked, credit / count if count else 0.0)

    def chose(self, exercise: Exercise, answer: Mapping[str, Any], item: str) -> tuple[str, ...]:
        """Name the option that was chosen."""
        del exercise
        return (answer["choices"][item],)

    def placed(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
        """Give the option of each item."""
        del exercise
        choices: dict[str, str] = kept["choices"]
        return choices

    def verdicts(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, Verdict]:
        """Judge each option; see :meth:`verdict`."""
        return {
            item: self.verdict(exercise, item, option) for item, option in kept["choices"].items()
        }


def _known(exercise: Exercise) -> dict[str, set[str]]:
    shared = {option.id for option in exercise.options}
    return {
        item.id: {option.id for option in item.options} if item.options else shared
        for item in exercise.items
    }


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
    if option not in list(_known(exercise)[item]):
        return dict(choices)
    if exercise.settings.get("one_card_each"):
        rest = [(other, place) for other, place in rest if place != option]
    mates = [index for index, (_, place) in enumerate(rest) if place == option]
    inside = isinstance(at, int) and not isinstance(at, bool) and 0 <= at < len(mates)
    rest.insert(mates[at] if inside else len(rest), (item, option))  # type: ignore[index]
    return dict(rest)


def _unpacked(exercise: Exercise, choices: Mapping[str, Any], bins: list[object]) -> dict[str, Any]:
    ids = [item.id for item in exercise.items]
    kept = {item: place for item, place in choices.items() if item not in ids}
    for option, numbers in zip(exercise.options, bins, strict=False):
        for number in numbers if isinstance(numbers, list) else []:
            if type(number) is int and 0 <= number < len(ids):
                kept[ids[number]] = option.id
    return kept
