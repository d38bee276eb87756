"""The key to the worksheets: letters in order, practices, right answers, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.content.library import Library
from workshop.core.letters import lettered, lettered_options
from workshop.core.records import Exercise, Item, Key
from workshop.paper.deck import cited, key_page
from workshop.paper.template import Heading, Note, Section, Table, joined

NOTHING = "\u2013"


def answers_page(library: Library, exercises: Sequence[Exercise], second: Exercise | None) -> str:
    """Write down the key to the worksheets.

    Parameters
    ----------
    library
        The content.
    exercises
        The exercises on the worksheets that have a key: orders, sorts and quizzes.
    second
        The sort of the same steps as those of the order, for who leads and which practice.

    Returns
    -------
    str
        One HTML file.
    """
    words = library.strings()["paper"]
    names = {practice.id: practice.name for practice in library.practices().values()}
    sections = []
    keys: list[Key] = []
    for exercise in exercises:
        keys += exercise.keys.values()
        if exercise.kind == "order":
            sections.append(_order(exercise, second, names, words))
        elif exercise.kind == "quiz":
            sections.append(_quiz(exercise, words))
        else:
            sections.append(_sort(exercise, names, words))
    if keys:
        sections.append(Section(words["sources"], (cited(library, keys),)))
    return key_page(library, words["worksheets"], words["key-lead-sheets"], tuple(sections))


def _order(
    exercise: Exercise, second: Exercise | None, names: Mapping[str, str], words: Mapping[str, str]
) -> Section:
    letters = {item.id: letter for letter, item in lettered(exercise).items()}
    ids = [item.id for item in exercise.items]
    blocks: list[Heading | Note | Table] = [Note(words["order-note"])]
    for phase in exercise.options or (None,):
        rows = tuple(
            (
                letters[item.id],
                item.text,
                ", ".join(sorted(letters[ids[n]] for n in exercise.rules["before"][number]))
                or NOTHING,
                _act(second, item, names),
                _why(exercise, second, item),
            )
            for number, item in enumerate(exercise.items)
            if phase is None or exercise.keys[item.id].accept[0] == phase.id
        )
        columns = (
            words["letter"], words["step"], words["comes-after"], words["act"], words["reason"],
        )  # fmt: skip
        blocks += [Heading(phase.label)] if phase else []
        blocks.append(Table("", columns, rows))
    return Section(exercise.title, tuple(blocks))


def _sort(exercise: Exercise, names: Mapping[str, str], words: Mapping[str, str]) -> Section:
    letters = {item.id: letter for letter, item in lettered(exercise).items()}
    rows = tuple(
        (
            letters[item.id],
            joined([item.setting, item.text]),
            _act(exercise, item, names),
            _why(exercise, None, item),
        )
        for item in exercise.items
        if item.id in exercise.keys
    )
    columns = (words["letter"], words["step"], words["act"], words["reason"])
    return Section(exercise.title, (Table("", columns, rows),), page=True)


def _quiz(exercise: Exercise, words: Mapping[str, str]) -> Section:
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


def _act(exercise: Exercise | None, item: Item, names: Mapping[str, str]) -> str:
    """Say who is leading or managing in a step, and which practices it may be."""
    key = exercise.keys.get(item.id) if exercise else None
    if not exercise or not key:
        return NOTHING
    labels = {option.id: option.label for option in exercise.options}
    accepted = " / ".join(labels[id_] for id_ in key.accept)
    return "\n".join((accepted, ", ".join(names[id_] for id_ in key.practices)))


def _why(exercise: Exercise, second: Exercise | None, item: Item) -> str:
    keys = [each.keys.get(item.id) for each in (exercise, second) if each]
    return "\n".join(key.why for key in keys if key and key.why) or NOTHING
