"""The parts behind the first page of what somebody takes home; without an answer: nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from workshop.answers.first import seen
from workshop.core.blocks import Block, Heading, Note, Pairs, Section, Table, joined
from workshop.core.plain import NOTHING
from workshop.core.records import Exercise
from workshop.figures.charts import passes
from workshop.kinds import KINDS
from workshop.paper.shelf import Answered, Shelf

ROUNDS = ("round", "outreach")
# What has a part of its own; the rest of what was written stands under "more".
TOLD = (
    "words", "words-again", "question", "day", "balance", "whys", "plan", "commitment",
)  # fmt: skip


def two_words(shelf: Shelf) -> Section | None:
    """Show the words of the start and of the end side by side."""
    before, after = shelf.role("words"), shelf.role("words-again")
    latest = after or before
    if not latest:
        return None
    texts = [found[1]["fields"] if found else {} for found in (before, after)]
    rows = tuple(
        (field["label"], *(each.get(field["id"], "").strip() or NOTHING for each in texts))
        for field in latest[0].settings["fields"]
    )
    words = shelf.words
    columns = ("", words["at-the-start"], words["at-the-end"])
    return Section(words["words-title"], (Table("", columns, rows, fixed=True),))


def my_question(shelf: Shelf) -> Section | None:
    """Show what somebody came with, and what they would answer today."""
    asked, answer = shelf.role("question"), shelf.role("commitment")
    entries: list[tuple[str, str]] = []
    if asked and (pairs := shelf.pairs(*asked)):
        entries += pairs.entries
    if answer and (today := answer[1]["fields"].get("question", "").strip()):
        labels = {field["id"]: field["label"] for field in answer[0].settings["fields"]}
        entries.append((labels["question"], today))
    if not entries:
        return None
    return Section(shelf.words["question-title"], (Pairs(tuple(entries)),))


def my_week(shelf: Shelf) -> Section | None:
    """Show the acts of a day, sorted, with their figure."""
    found = shelf.role("day")
    table = shelf.rows(*found) if found else None
    if not found or not table:
        return None
    return Section(shelf.words["week-title"], (table,))


def ward_round(shelf: Shelf) -> Section | None:
    """Show the round, or the outreach day, step by step beside what most would say."""
    blocks: list[Block] = []
    for found in _rounds(shelf):
        table = _steps(shelf, *found)
        if not table.rows:
            continue
        blocks += [Heading(found[0].title), table]
    return Section(shelf.words["round-title"], tuple(blocks)) if blocks else None


def my_practice(shelf: Shelf) -> Section | None:
    """Show the averages of the eight practices, sorted."""
    drawn = shelf.figure("my-practice")
    if not drawn:
        return None
    return Section(shelf.words["practice-title"], (Note(shelf.words["practice-lead"]), *drawn))


def my_balance(shelf: Shelf) -> Section | None:
    """Show leading beside managing, and what to lend and to borrow."""
    # Its numbers stand in the figure.
    blocks: list[Block] = [*(shelf.figure("balance") or ())[:1]]
    found = shelf.role("balance")
    if found and (pairs := shelf.pairs(*found)):
        blocks.append(pairs)
    return Section(shelf.words["balance-title"], tuple(blocks)) if blocks else None


def opinions(shelf: Shelf) -> Section | None:
    """Show where somebody stood before the debate and after it."""
    drawn = shelf.figure("opinions")
    if not drawn:
        return None
    table = replace(drawn[1], caption="", wide=True)
    blocks = (Note(shelf.words["opinions-lead"]), table)
    return Section(shelf.words["opinions-title"], blocks)


def then_and_now(shelf: Shelf) -> Section | None:
    """Show the eight sentences: at the start, then as it looks today, now."""
    first, again = shelf.role("baseline"), shelf.role("baseline-again")
    latest = again or first
    if not latest:
        return None
    columns: dict[str, Mapping[str, Any]] = {}
    if first:
        columns[shelf.words["at-the-start"]] = KINDS[first[0].kind].told(*first)
    if again:
        columns |= {label: again[1]["passes"].get(i, {}) for i, label in passes(again[0]).items()}
    exercise = latest[0]
    steps: dict[Any, str] = {
        n: f"{n}\u00a0{option.label}" for n, option in enumerate(exercise.options, 1)
    }
    steps["na"] = shelf.words["not-applicable"]
    rows = tuple(
        (item.text, *(steps.get(values.get(item.id), NOTHING) for values in columns.values()))
        for item in exercise.items
    )
    title = shelf.words["then-title"]
    table = Table("", (shelf.words["sentence"], *columns), rows, wide=True)
    return Section(title, (Note(shelf.words["then-lead"]), table))


def kisima(shelf: Shelf) -> Section | None:
    """Show the decisions at Kisima and where the gauges stood after each."""
    found = shelf.role("decisions")
    played = KINDS[found[0].kind].played(*found) if found else None
    if not found or not played or not played.states:
        return None
    exercise, answer = found
    gauges = exercise.settings["gauges"]
    rows = []
    turns = zip(exercise.items, answer["path"], played.states, strict=False)
    for item, option, state in turns:
        labels = {each.id: each.label for each in item.options}
        values = (str(state[gauge["id"]]) for gauge in gauges)
        rows.append((item.setting or item.text, labels[option], *values))
    columns = (shelf.words["turn"], shelf.words["decision"], *(g["label"] for g in gauges))
    table = Table("", columns, tuple(rows), wide=True)
    return Section(shelf.words["kisima-title"], (table,))


def five_whys(shelf: Shelf) -> Section | None:
    """Show the way from an obstacle to a cause."""
    return _written(shelf, "whys")


def more(shelf: Shelf) -> Section | None:
    """Show everything else that was written, session by session."""
    blocks: list[Block] = []
    for id_ in sorted(shelf.exercises, key=lambda id_: (shelf.exercises[id_].session, id_)):
        found = shelf.read(id_)
        if found and KINDS[found[0].kind].TAKEN_HOME and found[0].role not in TOLD:
            parts = [part for part in (shelf.pairs(*found), shelf.rows(*found)) if part]
            blocks += [Heading(found[0].title), *parts] if parts else []
    return Section(shelf.words["more-title"], tuple(blocks)) if blocks else None


def round_sources(shelf: Shelf) -> Iterator[str]:
    """Name the works that the suggested round, as far as it is shown, draws on."""
    for exercise, answer in _rounds(shelf):
        for item in seen(exercise, answer):
            yield from exercise.keys[item.id].sources


def _rounds(shelf: Shelf) -> list[Answered]:
    return [found for role in ROUNDS if (found := shelf.role(role))]


def _steps(shelf: Shelf, exercise: Exercise, answer: Mapping[str, Any]) -> Table:
    """Set the answered steps beside what most would say, as far as the board has said it."""
    acts = {option.id: option.label for option in exercise.options}
    second = exercise.settings.get("second", {"options": ()})["options"]
    names = {option["id"]: option["label"] for option in second}
    shown = seen(exercise, answer)
    rows = []
    for number, item in enumerate(exercise.items, 1):
        chosen, practice = (answer.get(part, {}).get(item.id) for part in ("choices", "second"))
        mine = joined([acts.get(chosen, ""), names.get(practice, "")])
        if mine:
            key = exercise.keys[item.id]
            practices = key.practices if second else ()
            most = joined([acts[key.accept[0]], *(names[id_] for id_ in practices[:1])])
            said = shelf.words["same"] if mine == most else most
            rows.append((f"{number}. {item.text}", mine, said if item in shown else NOTHING))
    columns = (shelf.figures["step"], shelf.words["mine"], shelf.words["most"])
    return Table("", columns, tuple(rows), wide=True)


def _written(shelf: Shelf, role: str) -> Section | None:
    found = shelf.role(role)
    parts = (shelf.pairs(*found), shelf.rows(*found)) if found else ()
    blocks = tuple(part for part in parts if part)
    return Section(found[0].title, blocks) if found and blocks else None
