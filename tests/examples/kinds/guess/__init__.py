"""The kind ``guess``: a number for each item. It is here to show that a folder is all it takes.

An answer is ``{"guesses": {item: number}, "checked": bool}``. A change is
``{"item": item, "guess": number or None}``, ``{"checked": bool}`` or ``{"reset": True}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop.core.blocks import Section, Table
from workshop.core.reading import Files
from workshop.core.records import Exercise, Item, Judgement, Key, Option, Parts
from workshop.kinds.choices import item_tables, read_item
from workshop.kinds.kind import Kind
from workshop.kinds.sheet import Sheet

NEAR = 10


class Guess(Kind):
    """The kind ``guess``."""

    FIELDS = ("items",)
    FEEDBACK = ("on-check", "none")
    BY_ITEM = ("guesses",)
    FIRST = BY_ITEM

    def read(self, files: Files) -> Parts:
        items: list[Item] = []
        keys, right = {}, {}
        entries = files.solves.table(files.solution, "items")
        for table, id_ in item_tables(files):
            items.append(read_item(table, id_, files.asks, ("id", "text")))
            entry = files.solves.table(entries, id_)
            right[id_] = files.solves.number(entry, "number", least=0, most=100, item=id_)
            keys[id_] = Key(("near",), files.solves.text(entry, "why", 300, item=id_))
        options = (Option("near", "Near"), Option("far", "Far"))
        return Parts(options, tuple(items), keys, rules={"right": right})

    def empty(self) -> dict[str, Any]:
        return {"guesses": {}, "checked": False}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        given = answer if isinstance(answer, Mapping) else {}
        guesses = given.get("guesses")
        known = {item.id for item in exercise.items}
        kept = {
            item: guess
            for item, guess in (guesses.items() if isinstance(guesses, Mapping) else ())
            if item in known and type(guess) is int
        }
        return {"guesses": kept, "checked": given.get("checked") is True and bool(kept)}

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        now = self.prune(exercise, answer)
        if isinstance(delta, Mapping):
            if delta.get("reset") is True:
                return self.empty()
            if isinstance(delta.get("checked"), bool):
                now["checked"] = delta["checked"]
            if "item" in delta:
                now["guesses"][delta["item"]] = delta.get("guess")
        return self.prune(exercise, now)

    def size(self, answer: object) -> int:
        guesses = answer.get("guesses") if isinstance(answer, Mapping) else None
        return len(guesses) if isinstance(guesses, Mapping) else 0

    def judge(self, exercise: Exercise, answer: object) -> Judgement:
        kept = self.prune(exercise, answer)
        verdicts = self.verdicts(exercise, kept)
        right = sum(verdict == "match" for verdict in verdicts.values())
        return Judgement(verdicts, len(verdicts), len(exercise.items), right / len(exercise.items))

    def verdicts(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, Any]:
        places = self.placed(exercise, kept)
        return {item: "match" if at == "near" else "differ" for item, at in places.items()}

    def placed(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
        return {
            item: "near" if abs(guess - exercise.rules["right"][item]) < NEAR else "far"
            for item, guess in kept["guesses"].items()
        }

    def chose(self, exercise: Exercise, answer: Mapping[str, Any], item: str) -> tuple[str, ...]:
        return (self.placed(exercise, answer)[item],)

    def worksheets(
        self, exercise: Exercise, beside: Exercise | None, words: Mapping[str, str]
    ) -> tuple[Sheet, ...]:
        del beside, words
        return (Sheet("guess/lines.html", exercise, exercise.prompt),)

    def answers_page(
        self,
        exercise: Exercise,
        beside: Exercise | None,
        practices: Mapping[str, str],
        words: Mapping[str, str],
    ) -> Section:
        del beside, practices
        right = exercise.rules["right"]
        rows = tuple((i.text, str(right[i.id]), exercise.keys[i.id].why) for i in exercise.items)
        return Section(exercise.title, (Table("", ("", words["answer"], words["reason"]), rows),))


KIND = Guess()
