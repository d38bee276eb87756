"""The kind ``order``: steps in their order, where some must come before others and some may swap.

An answer is ``{"order": [item, …], "phases": {item: phase}, "checked": bool}``, with
``"sure": 1…3`` where the exercise asks. ``order`` names every item once anything was moved;
before, each participant meets the items in an order of their own. Somebody who chooses one step
after the other is not through yet while there is ``"placed": number``: so many were chosen, and the
others wait behind them. A change is one of

- ``{"order": [item number, …]}``: the items in their new order, each by its number in the exercise,
  counted from 0; with ``"placed": number`` while only so many of them were chosen;
- ``{"item": item, "phase": phase or None, "order": …}``: a step gets a phase, and its place there;
- ``{"order": …, "phases": {item: phase}}``: the whole answer;
- ``{"sure": 1…3 or None}``, ``{"reset": True}``, ``{"checked": bool}``.

**Score.** The key is a partial order: pairs of items of which one must come first. An answer earns
one part for each such pair that stands in the right order, and, where there are phases, one part
for each item in its right phase, all divided by the number of pairs and items. Items of different
phases stand in the order of the phases. A pair with an item that has no phase yet earns nothing.
This is the share of concordant pairs, as in Kendall (1938), "A new measure of rank correlation",
counted over the pairs that the key decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workshop.core.letters import lettered
from workshop.core.plain import NOTHING
from workshop.core.reading import Files
from workshop.core.records import Exercise, Judgement, Parts, Verdict
from workshop.kinds import steps
from workshop.kinds.choices import check_keys, item_tables, read_item, read_keys, read_options
from workshop.kinds.kind import Kind
from workshop.kinds.on_paper import act_of, strips, why_of
from workshop.kinds.order.read import read_before
from workshop.kinds.sheet import Sheet

if TYPE_CHECKING:
    from workshop.core.blocks import Section

ITEM_FIELDS = ("id", "setting", "difficulty", "text")
KEY_FIELDS = ("after", "last", "why", "practices", "sources")
FEWEST_PHASES, MOST_PHASES = 2, 5
FEWEST_ITEMS, MOST_ITEMS = 3, 30


class Order(Kind):
    """The kind ``order``."""

    FIELDS = ("items", "phases", "sure")
    FEEDBACK = ("on-check", "on-reveal", "none")
    SHUFFLED = True
    ROLES = ("round-order",)
    FIRST = ("order", "phases", "sure")

    def read(self, files: Files) -> Parts:
        """Read the phases, the steps, and which must come before which."""
        asks = files.asks
        phases = read_options(asks.tables(files.exercise, "phases"), asks, label=40)
        if phases and not FEWEST_PHASES <= len(phases) <= MOST_PHASES:
            asks.fault(
                "phases",
                f"an order has no phases, or {FEWEST_PHASES} to {MOST_PHASES}; "
                f"this one has {len(phases)}.",
                "Add or remove [[phases]] entries.",
            )
        items = tuple(read_item(entry, id_, asks, ITEM_FIELDS) for entry, id_ in item_tables(files))
        if not FEWEST_ITEMS <= len(items) <= MOST_ITEMS:
            asks.fault(
                "",
                f"an order has {FEWEST_ITEMS} to {MOST_ITEMS} items; this one has {len(items)}.",
                "Add or remove [[items]] entries.",
            )
        fields = ("accept", *KEY_FIELDS) if phases else KEY_FIELDS
        keys = read_keys(files, items, phases, fields, why=False)
        if phases:
            check_keys(files, keys)
        before = read_before(files, items, keys)
        if not any(before.values()):
            files.solves.fault(
                "", "no step must come after another one.", 'Write after = ["…"] for some steps.'
            )
        numbers = {item.id: number for number, item in enumerate(items)}
        rules = tuple(tuple(sorted(numbers[id_] for id_ in before[item.id])) for item in items)
        return Parts(phases, items, keys, steps.read_sure(files), {"before": rules})

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun: nothing moved."""
        return {"order": [], "phases": {}, "checked": False}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep what the exercise still has; the board puts steps that are new to it last."""
        ids = [item.id for item in exercise.items]
        phases = {option.id for option in exercise.options}
        pruned = {
            "order": [id_ for id_ in _order(answer) if id_ in ids],
            "phases": {
                item: phase
                for item, phase in _phases(answer).items()
                if item in ids and isinstance(phase, str) and phase in phases
            },
        }
        checked = isinstance(answer, Mapping) and answer.get("checked") is True
        begun = bool(pruned["order"] or pruned["phases"])
        sure = {"sure": _sure(answer)} if "sure" in exercise.settings and _sure(answer) else {}
        placed = _few(_field(answer, "placed"), pruned["order"]) if not exercise.options else {}
        return pruned | {"checked": checked and begun} | sure | placed

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one of the changes described above."""
        ids = [item.id for item in exercise.items]
        order, phases = _order(answer), _phases(answer)
        checked = isinstance(answer, Mapping) and answer.get("checked") is True
        sure = _sure(answer)
        placed = _few(_field(answer, "placed"), order)
        if isinstance(delta, Mapping):
            if delta.get("reset") is True:
                return self.empty()
            moved = _numbered(ids, delta.get("order"))
            if moved is not None:
                order = moved + [id_ for id_ in order if moved and id_ not in ids]
                checked = False
                placed = _few(delta.get("placed"), moved)
            if isinstance(delta.get("phases"), Mapping):
                gone = {item: phase for item, phase in phases.items() if item not in ids}
                phases, checked = gone | self.prune(exercise, delta)["phases"], False
            if isinstance(delta.get("item"), str) and delta["item"] in ids and "phase" in delta:
                phases, checked = _phased(exercise, phases, delta["item"], delta["phase"]), False
            if "sure" in delta and "sure" in exercise.settings:
                sure = _sure(delta)
            if isinstance(delta.get("checked"), bool):
                checked = delta["checked"]
        told = {"sure": sure} if sure else {}
        return {"order": order, "phases": phases, "checked": checked, **told, **placed}

    def size(self, answer: object) -> int:
        """Count the steps that were put into an order, and those that have a phase."""
        return len(_order(answer)) + len(_phases(answer))

    def judge(self, exercise: Exercise, kept: Mapping[str, Any]) -> Judgement:
        """Judge each step by its phase and by what must come before it; see the score above."""
        ids = [item.id for item in exercise.items]
        if not kept["order"] and not kept["phases"]:
            return Judgement({}, 0, len(ids), 0.0)
        places = _places(exercise, kept)
        pairs = [
            (ids[first], id_)
            for number, id_ in enumerate(ids)
            for first in exercise.rules["before"][number]
        ]
        in_phase = {
            id_
            for id_ in ids
            if exercise.options and kept["phases"].get(id_) in exercise.keys[id_].accept
        }
        right_pairs = [pair for pair in pairs if _in_order(places, *pair)]
        right = len(right_pairs) + len(in_phase)
        count = len(pairs) + (len(ids) if exercise.options else 0)
        fitting = [id_ for id_ in places if id_ in in_phase or not exercise.options]
        out = _out_of_place(ids, places, pairs, fitting)
        verdicts: dict[str, Verdict] = {}
        for id_ in (each for each in ids if each in places):
            if id_ in fitting and id_ not in out:
                verdicts[id_] = "match"
            else:
                some = any(id_ in pair for pair in right_pairs)
                verdicts[id_] = "partly" if some or id_ in in_phase else "differ"
        answered = kept.get("placed", len(places))
        return Judgement(verdicts, answered, len(ids), right / count if count else 0.0)

    def columns(self, exercise: Exercise) -> list[str]:
        """Name the phases, or the places from first to last."""
        if exercise.options:
            return super().columns(exercise)
        return [str(place) for place in range(1, len(exercise.items) + 1)]

    def placed(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
        """Give the phase of each step, or its place."""
        if exercise.options:
            return dict(kept["phases"])
        order = kept["order"][: kept.get("placed")]
        return {item: str(place) for place, item in enumerate(order, 1)}

    def worksheets(
        self, exercise: Exercise, beside: Exercise | None, words: Mapping[str, str]
    ) -> tuple[Sheet, ...]:
        """Make strips to lay in order; a sort of the same steps is answered on them as well."""
        acts = beside.options if beside else ()
        return (strips(exercise, words["strip-lead"], acts, exercise.options),)

    def answers_page(
        self,
        exercise: Exercise,
        beside: Exercise | None,
        practices: Mapping[str, str],
        words: Mapping[str, str],
    ) -> Section:
        """Write down what each strip comes after, phase by phase, and what it is."""
        # Imported here, as a participant's first page prints nothing.
        from workshop.core.blocks import Heading, Note, Section, Table  # noqa: PLC0415

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
                    act_of(beside, item, practices),
                    why_of(item, exercise, beside),
                )
                for number, item in enumerate(exercise.items)
                if phase is None or exercise.keys[item.id].accept[0] == phase.id
            )
            columns = (
                words["letter"], words["step"], words["comes-after"], words["act"],
                words["reason"],
            )  # fmt: skip
            blocks += [Heading(phase.label)] if phase else []
            blocks.append(Table("", columns, rows))
        return Section(exercise.title, tuple(blocks))


KIND = Order()


def _order(answer: object) -> list[str]:
    order = answer.get("order") if isinstance(answer, Mapping) else None
    if not isinstance(order, list):
        return []
    return list(dict.fromkeys(id_ for id_ in order if isinstance(id_, str)))


def _phases(answer: object) -> dict[str, Any]:
    phases = answer.get("phases") if isinstance(answer, Mapping) else None
    if not isinstance(phases, Mapping):
        return {}
    return {item: phase for item, phase in phases.items() if isinstance(item, str)}


def _field(answer: object, name: str) -> object:
    return answer.get(name) if isinstance(answer, Mapping) else None


def _few(placed: object, order: Collection[str]) -> dict[str, int]:
    """Give how many were chosen, while some wait; nothing where all were."""
    if not isinstance(placed, int) or isinstance(placed, bool):
        return {}
    return {"placed": placed} if 0 <= placed < len(order) else {}


def _sure(answer: object) -> int:
    sure = _field(answer, "sure")
    return sure if steps.is_sure(sure) else 0


def _numbered(ids: Sequence[str], numbers: object) -> list[str] | None:
    """Read an order; one that does not name every item once is none, an empty one starts again."""
    if not isinstance(numbers, list):
        return None
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        return None
    if numbers and sorted(numbers) != list(range(len(ids))):
        return None
    return [ids[number] for number in numbers]


def _phased(
    exercise: Exercise, phases: Mapping[str, Any], item: str, phase: object
) -> dict[str, Any]:
    rest = {other: place for other, place in phases.items() if other != item}
    if phase is None:
        return rest
    known: list[object] = [option.id for option in exercise.options]
    return {**rest, item: phase} if phase in known else dict(phases)


def _places(exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Find where each item stands: the number of its phase, and its position among all."""
    if not exercise.options:
        return {id_: (0, at) for at, id_ in enumerate(kept["order"])}
    numbers = {option.id: number for number, option in enumerate(exercise.options)}
    return {
        id_: (numbers[kept["phases"][id_]], at)
        for at, id_ in enumerate(kept["order"])
        if id_ in kept["phases"]
    }


def _out_of_place(
    ids: Sequence[str],
    places: Mapping[str, tuple[int, int]],
    pairs: Sequence[tuple[str, str]],
    fitting: Sequence[str],
) -> set[str]:
    """Find the steps that stand in the wrong place.

    One step in the wrong place is in the wrong order with many, and it alone is told so: the step
    that is in the most wrong pairs is set aside, and again, until the others are in order.
    """
    out: set[str] = set()
    fits = {*fitting}
    left = [
        (first, then)
        for first, then in pairs
        if first in fits and then in fits and places[first] > places[then]
    ]
    while left:
        wrong = Counter(id_ for pair in left for id_ in pair)
        worst = max(wrong, key=lambda id_: (wrong[id_], ids.index(id_)))
        out.add(worst)
        left = [pair for pair in left if worst not in pair]
    return out


def _in_order(places: Mapping[str, tuple[int, int]], first: str, then: str) -> bool:
    return first in places and then in places and places[first] < places[then]
