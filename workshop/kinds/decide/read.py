"""Reading the files of the kind ``decide``: gauges, turns, and what each decision leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workshop.core.reading import Files, Table
from workshop.core.records import Item, Parts
from workshop.kinds.choices import item_tables, read_item, read_options

ITEM_FIELDS = ("id", "setting", "text", "options")
FEWEST_GAUGES, MOST_GAUGES = 2, 6
FEWEST_TURNS, MOST_TURNS = 2, 12
FEWEST_OPTIONS, MOST_OPTIONS = 2, 5
FEWEST_STRATEGIES, MOST_STRATEGIES = 1, 5
LOWEST, HIGHEST = 0, 100
FARTHEST = 100


def read_parts(files: Files) -> Parts:
    """Read the gauges, the turns, and the rule by which decisions move the gauges.

    Parameters
    ----------
    files
        The exercise's files; every fault found is noted there.

    Returns
    -------
    Parts
        The turns as items without keys. ``settings`` has ``gauges``: ``id``, ``label`` and
        ``start`` of each. ``rules`` has ``strategies`` (``id``, ``label``, ``choice``), ``follows``
        (``gauge``, ``least_of``, ``from``, ``by``) and ``turns``: for each turn, option id to
        ``strategy``, ``effects`` (gauge id to points) and ``feedback``.
    """
    gauges = _read_gauges(files)
    items = _read_turns(files)
    names = [gauge["id"] for gauge in gauges]
    strategies = _read_strategies(files)
    consequences = _Consequences(files, names, [each["id"] for each in strategies])
    rules = {
        "strategies": strategies,
        "follows": _read_follows(files, names),
        "turns": consequences.read(items),
    }
    return Parts((), items, {}, {"gauges": gauges}, rules)


def _read_gauges(files: Files) -> tuple[dict[str, Any], ...]:
    asks = files.asks
    tables = asks.tables(files.exercise, "gauges")
    if not FEWEST_GAUGES <= len(tables) <= MOST_GAUGES:
        asks.fault(
            "",
            f"there are {FEWEST_GAUGES} to {MOST_GAUGES} gauges; this exercise has {len(tables)}.",
            "Add or remove [[gauges]] entries.",
        )
    gauges = []
    for entry, id_ in zip(tables, asks.own_ids(tables, "gauge"), strict=True):
        asks.only(entry, ("id", "label", "start"), item=id_)
        gauges.append(
            {
                "id": id_,
                "label": asks.text(entry, "label", 30, item=id_),
                "start": asks.number(entry, "start", least=LOWEST, most=HIGHEST, item=id_),
            }
        )
    return tuple(gauges)


def _read_turns(files: Files) -> tuple[Item, ...]:
    asks = files.asks
    items = []
    for entry, id_ in item_tables(files):
        options = read_options(
            asks.tables(entry, "options"), asks, label=200, item=id_, fields=("id", "label")
        )
        if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            asks.fault(
                id_,
                f"a turn has {FEWEST_OPTIONS} to {MOST_OPTIONS} options; "
                f"this one has {len(options)}.",
                "Add or remove [[items.options]] entries.",
            )
        items.append(replace(read_item(entry, id_, asks, ITEM_FIELDS), options=options))
    if items and not FEWEST_TURNS <= len(items) <= MOST_TURNS:
        asks.fault(
            "",
            f"there are {FEWEST_TURNS} to {MOST_TURNS} turns; this exercise has {len(items)}.",
            "Add or remove [[items]] entries.",
        )
    return tuple(items)


def _read_strategies(files: Files) -> tuple[dict[str, str], ...]:
    solves = files.solves
    tables = solves.tables(files.solution, "strategies")
    if not FEWEST_STRATEGIES <= len(tables) <= MOST_STRATEGIES:
        solves.fault(
            "",
            f"there are {FEWEST_STRATEGIES} to {MOST_STRATEGIES} strategies; "
            f"this exercise has {len(tables)}.",
            "Add or remove [[strategies]] entries.",
        )
    strategies = []
    for entry, id_ in zip(tables, solves.own_ids(tables, "strategy"), strict=True):
        solves.only(entry, ("id", "label", "choice"), item=id_)
        strategies.append(
            {
                "id": id_,
                "label": solves.text(entry, "label", 40, item=id_),
                "choice": solves.text(entry, "choice", 30, item=id_),
            }
        )
    return tuple(strategies)


def _read_follows(files: Files, gauges: Sequence[str]) -> tuple[dict[str, Any], ...]:
    solves = files.solves
    follows = []
    for number, entry in enumerate(solves.tables(files.solution, "follows"), 1):
        where = f"follows {number}"
        solves.only(entry, ("gauge", "least_of", "from", "by"), item=where)
        by = entry.get("by")
        if not isinstance(by, int) or isinstance(by, bool) or not 0 < abs(by) <= FARTHEST:
            solves.fault(
                where,
                f"“by” must be a whole number from {-FARTHEST} to {FARTHEST}, and not 0.",
                "Write how many points from “from” move the gauge by one: by = 5.",
            )
        if not entry.get("least_of"):
            solves.fault(where, "no gauge is looked at.", 'Write least_of = ["…"].')
        follows.append(
            {
                "gauge": solves.choice(entry, "gauge", gauges, item=where),
                "least_of": solves.ids(entry, "least_of", gauges, item=where, what="gauge"),
                "from": solves.number(entry, "from", least=LOWEST, most=HIGHEST, item=where),
                "by": by,
            }
        )
    return tuple(follows)


class _Consequences:
    """Reads what each option of each turn leads to; both files must name the same ones."""

    def __init__(self, files: Files, gauges: Sequence[str], strategies: Sequence[str]) -> None:
        self.asks, self.solves = files.asks, files.solves
        self.entries = self.solves.table(files.solution, "items")
        self.gauges = gauges
        self.strategies = strategies

    def read(self, items: Sequence[Item]) -> tuple[dict[str, Any], ...]:
        for id_ in self.entries:
            if id_ not in [item.id for item in items]:
                self.solves.fault(
                    id_,
                    "these consequences have no turn.",
                    f"Add the turn to {self.asks.file}, or remove them.",
                )
        return tuple(self._turn(item) for item in items)

    def _turn(self, item: Item) -> dict[str, Any]:
        solves = self.solves
        if item.id not in self.entries:
            remedy = f"Add [items.{item.id}.…] for each option."
            solves.fault(item.id, "this turn has no consequences.", remedy)
            return {}
        turn = solves.table(self.entries, item.id, item=item.id)
        options = [option.id for option in item.options]
        solves.ids({"items": list(turn)}, "items", options, item=item.id, what="option")
        consequences = {}
        for option in options:
            where = f"{item.id}, {option}"
            if option in turn:
                consequences[option] = self._option(solves.table(turn, option, item=where), where)
            else:
                remedy = f"Add [items.{item.id}.{option}]."
                solves.fault(where, "this option has no consequence.", remedy)
        self._check_strategies(item.id, consequences)
        return consequences

    def _option(self, entry: Table, where: str) -> dict[str, Any]:
        solves = self.solves
        solves.only(entry, ("strategy", "effects", "feedback"), item=where)
        if "strategy" in entry:
            solves.choice(entry, "strategy", self.strategies, item=where)
        effects = solves.table(entry, "effects", item=where)
        names = {"effects": list(effects)}
        moved = solves.ids(names, "effects", self.gauges, item=where, what="gauge")
        if not entry.get("effects"):
            remedy = "Write effects = { … = 5 }, with the name of a gauge; 0 is an effect, too."
            solves.fault(where, "it has no effects.", remedy)
        return {
            "strategy": entry.get("strategy", ""),
            "effects": {
                gauge: solves.number(effects, gauge, least=-FARTHEST, most=FARTHEST, item=where)
                for gauge in moved
            },
            "feedback": solves.text(entry, "feedback", 300, item=where),
        }

    def _check_strategies(self, item: str, consequences: Mapping[str, Any]) -> None:
        """Each strategy has one option in each turn; else nobody could follow it to the end."""
        offered = [consequence["strategy"] for consequence in consequences.values()]
        for strategy in self.strategies:
            times = offered.count(strategy)
            if times != 1:
                found = f"{times} options" if times else "no option"
                self.solves.fault(
                    item,
                    f"the strategy “{strategy}” has {found} here.",
                    f'In each turn, write strategy = "{strategy}" at one option.',
                )
