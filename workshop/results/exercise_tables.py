"""The results of one exercise as tables, in words that people read."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.content import languages
from workshop.content.words import Section
from workshop.core.letters import lettered_options, letters
from workshop.core.records import Exercise, Item, Option
from workshop.kinds import KINDS
from workshop.kinds.counted import ON_THE_LINE
from workshop.results.outcome import Results, Round, Shift
from workshop.results.privacy import fewest_of_a_profession
from workshop.results.submissions import FIRST
from workshop.results.tables import Cell, Table


def exercise_tables(
    exercise: Exercise, results: Results, professions: Mapping[str, str], words: Section
) -> list[Table]:
    """Put the results of one exercise into tables.

    Parameters
    ----------
    exercise
        The exercise.
    results
        Its results.
    professions
        The id of each profession to what it is called.
    words
        The section ``results`` of the words.

    Returns
    -------
    list of Table
        For each round what was answered, and where people differ by profession or are sure; then
        what changed between the rounds. Only those that have something to show.
    """
    names = Names(exercise, len(results.rounds), words)
    made: list[Table | None] = []
    for number, round_ in results.rounds.items():
        made += [
            _answers(names, number, round_),
            _middle(names, number, round_),
            _gauges(names, number, round_),
            # First answers only: two tables of small groups would tell who moved.
            _professions(names, number, round_, professions) if number == FIRST else None,
            _sure(names, number, round_),
        ]
    made.append(_shift(names, results.shift))
    return [table for table in made if table is not None]


class Names:
    """What the parts of an exercise are called in its results.

    Parameters
    ----------
    exercise
        The exercise.
    rounds
        How many rounds there are.
    words
        The section ``results`` of the words.
    """

    def __init__(self, exercise: Exercise, rounds: int, words: Section) -> None:
        self.exercise = exercise
        self.rounds = rounds
        self.words = words
        self._items = {item.id: item for item in exercise.items}
        self._passes = {each["id"]: each["label"] for each in exercise.settings.get("passes", ())}
        self._labels = {option.id: option.label for option in exercise.options}

        self.rows = KINDS[exercise.kind].rows(exercise)

    def options(self, round_: Round) -> list[str]:
        """Name the options that a round counts; none where no row may be shown."""
        return list(next(iter(round_.counts.values()), {}))

    def table(self, what: str, number: int, title: str) -> tuple[str, str]:
        """Name a table of one round: its id and its title."""
        part = self.words["round-first" if number == FIRST else "round-now"]
        rounds = f"{title} ({part})" if self.rounds > 1 else title
        return f"{self.exercise.id}-{what}-{number}", f"{self.exercise.title}: {rounds}"

    def item(self, row: str) -> Item:
        """Find the item of a row."""
        return self._items[row.rpartition("/")[2]]

    def row(self, row: str) -> str:
        """Say what a row is about."""
        item = self.item(row)
        text = KINDS[self.exercise.kind].called(item)
        pass_ = row.rpartition("/")[0]
        return f"{self._passes[pass_]}: {text}" if pass_ else text

    def option(self, row: str, option: str) -> str:
        """Say what an option is called, for the item of a row."""
        own = {each.id: each.label for each in self.item(row).options}
        if option == ON_THE_LINE:
            return self.words["on-the-line"]
        if option in own:
            return own[option]
        if option in self._labels:
            return self._labels[option]
        if option.isdigit():
            return self.words["place"].format(n=option)
        return option.replace(" to ", f" {self.words['to']} ")

    def lettered(self, row: str) -> dict[str, Option]:
        """Give the options that an item has of its own, each with a letter.

        Where one of them is right they are shuffled as on paper: in the files it often comes
        first, and a room that sees the bars would soon know.
        """
        item = self.item(row)
        if item.id in self.exercise.keys:
            return lettered_options(item)
        return dict(zip(letters(len(item.options)), item.options, strict=True))

    def most(self, row: str) -> str:
        """Say what most would answer; nothing where nothing is right or wrong."""
        item = self.item(row)
        key = self.exercise.keys.get(item.id)
        if key is None or not key.accept:
            return ""
        return f" {self.words['or']} ".join(self.option(row, each) for each in key.accept)


def _answers(names: Names, number: int, round_: Round) -> Table | None:
    """Count who chose what; where each item has options of its own, one row for each of them."""
    if not names.options(round_):
        return None
    id_, title = names.table("answers", number, names.words["answers"])
    own = any(item.options for item in names.exercise.items)
    make = _by_option if own else _by_item
    columns, rows = make(names, round_)
    note = names.words["note-fewest"].format(n=names.exercise.fewest)
    return Table(id_, title, columns, rows, note)


def _by_item(names: Names, round_: Round) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    words = names.words
    options = names.options(round_)
    # An order says what must come before what, and no step has one place of its own.
    judged = bool(round_.agreement) and any(key.accept for key in names.exercise.keys.values())
    head = (words["card"], *(names.option(names.rows[0], each) for each in options))
    extra = (words["most-would-say"], words["agreement"]) if judged else ()
    rows: list[tuple[Cell, ...]] = []
    for row in names.rows:
        counts = round_.counts.get(row, {})
        cells: tuple[Cell, ...] = (names.row(row), *map(counts.get, options))
        cells += (round_.split.get(row),)
        if judged:
            cells += (names.most(row), round_.agreement.get(row, {}).get("match"))
        rows.append(cells)
    return (*head, words["split"], *extra), tuple(rows)


def _by_option(names: Names, round_: Round) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    words = names.words
    rows: list[tuple[Cell, ...]] = []
    for row in names.rows:
        counts = round_.counts.get(row)
        key = names.exercise.keys.get(names.item(row).id)
        for letter, option in names.lettered(row).items():
            people = None if counts is None else counts[option.id]
            share = None if counts is None else counts[option.id] / sum(counts.values())
            best = words["yes"] if key and option.id in key.accept else ""
            label = f"{letter}. {option.label}"
            rows.append((names.row(row), label, people, share, *([best] if key else [])))
    judged = (words["most-would-say"],) if names.exercise.keys else ()
    return (words["question"], words["answer"], words["people"], words["share"], *judged), tuple(
        rows
    )


def _middle(names: Names, number: int, round_: Round) -> Table | None:
    if not round_.middle:
        return None
    words = names.words
    id_, title = names.table("middle", number, words["middle"])
    axes = ["x"] if any(each.y is None for each in round_.middle.values()) else ["x", "y"]
    head = [words["card"]]
    for axis in axes:
        label = names.exercise.settings[axis]["label"] if len(axes) > 1 else words["mean"]
        head += [label, words["spread-of"].format(what=label)]
    rows = tuple(
        (
            names.row(row),
            *(languages.number(words.language, value, 1) for value in middle if value is not None),
        )
        for row, middle in round_.middle.items()
    )
    return Table(id_, title, tuple(head), rows, words["note-spread"])


def _gauges(names: Names, number: int, round_: Round) -> Table | None:
    if not round_.gauges:
        return None
    words = names.words
    id_, title = names.table("gauges", number, words["gauges"])
    labels = {gauge["id"]: gauge["label"] for gauge in names.exercise.settings["gauges"]}
    rows = tuple(
        (labels[gauge], languages.number(words.language, mean))
        for gauge, mean in round_.gauges.items()
    )
    return Table(id_, title, (words["gauge"], words["mean"]), rows, words["note-gauges"])


def _professions(
    names: Names, number: int, round_: Round, professions: Mapping[str, str]
) -> Table | None:
    """Put beside each other what professions answered; alone, one of them says nothing more."""
    table = round_.by_profession
    there = sorted(
        {each for row in table.values() for each in row}, key=lambda each: (not each, each)
    )
    if len([each for each in there if each]) < 2:  # noqa: PLR2004 - a comparison needs two
        return None
    words = names.words
    id_, title = names.table("professions", number, words["by-profession"])
    options = names.options(round_)
    if any(item.options for item in names.exercise.items):
        return None
    first = next(iter(table))
    head = (words["card"], words["profession"], *(names.option(first, o) for o in options))
    rows = tuple(
        (names.row(row), professions.get(each, each), *map(groups.get(each, {}).get, options))
        for row, groups in table.items()
        for each in there
    )
    note = words["note-professions"].format(n=fewest_of_a_profession(names.exercise))
    return Table(id_, title, head, rows, note)


def _sure(names: Names, number: int, round_: Round) -> Table | None:
    if not round_.sure:
        return None
    words = names.words
    id_, title = names.table("sure", number, words["sure"])
    verdicts = tuple(next(iter(round_.sure.values())))
    head = (words["how-sure"], *(words[f"verdict-{each}"] for each in verdicts))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words[f"sure-{level}"], *counts.values()) for level, counts in round_.sure.items()
    )
    return Table(id_, title, head, rows, words["note-sure"])


def _shift(names: Names, shift: Mapping[str, Shift]) -> Table | None:
    if not shift:
        return None
    words = names.words
    judged = any(each.after is not None for each in shift.values())
    moved = (words["agreement-before"], words["agreement-after"]) if judged else ()
    head = (words["card"], words["people"], words["changed"], *moved)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (names.row(row), each.people, each.changed, *((each.before, each.after) if judged else ()))
        for row, each in shift.items()
    )
    title = f"{names.exercise.title}: {words['shift']}"
    return Table(f"{names.exercise.id}-shift", title, head, rows, words["note-shift"])
