"""The kind ``decide``: decisions one after the other, and gauges that each of them moves.

An answer is ``{"path": [option, …], "earlier": [[option, …], …]}``: the option taken at each turn
so far, and the last finished paths before it, the oldest first. A change is one of

- ``{"path": [option, …]}``: the whole path, when a decision is taken or taken back; beside it,
  where more than that comes back, ``"earlier": [[option, …], …]``;
- ``{"replay": True}``: a finished path is kept among the earlier ones, and a new one begins;
- ``{"reset": True}``: back to the start, without the earlier paths too.

The gauges follow from the path by the rule in the solution (:func:`play`; the browser has the
same rule in ``js/src/kinds/decide/play.ts``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from workshop.core.reading import Files
from workshop.core.records import Exercise, Item, Judgement, Parts
from workshop.kinds.decide.read import HIGHEST, LOWEST, read_parts
from workshop.kinds.drawn import Played
from workshop.kinds.kind import Kind
from workshop.kinds.unjudged import OF_REASONS

EARLIER_KEPT = 3


class Decide(Kind):
    """The kind ``decide``."""

    FIELDS = ("items", "gauges")
    SOLUTION_FIELDS = ("items", "strategies", "follows")
    # Each decision has its consequence before the next one is taken.
    FEEDBACK = ("instant",)
    FIRST = ("path",)
    ROLES = ("decisions",)

    def read(self, files: Files) -> Parts:
        """Read the gauges, the turns, and what each decision leads to."""
        return read_parts(files)

    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun: no decision."""
        return {"path": [], "earlier": []}

    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep the path up to the first option that is gone, and the whole ones before it."""
        earlier = [_known(exercise, path) for path in _earlier(answer)]
        return {
            "path": _known(exercise, _path(answer)),
            "earlier": [path for path in earlier if len(path) == len(exercise.items)],
        }

    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one of the changes described above."""
        path, earlier = _path(answer), _earlier(answer)
        if isinstance(delta, Mapping):
            if delta.get("reset") is True:
                return self.empty()
            finished = _known(exercise, path)
            if delta.get("replay") is True and len(finished) == len(exercise.items):
                path, earlier = [], [*earlier, finished][-EARLIER_KEPT:]
            if _fits(exercise, delta.get("path")):
                path = list(delta["path"])
            paths = delta.get("earlier")
            if isinstance(paths, list) and all(_fits(exercise, each, whole=True) for each in paths):
                earlier = [list(each) for each in paths[-EARLIER_KEPT:]]
        return {"path": path, "earlier": earlier}

    def size(self, answer: object) -> int:
        """Count the decisions, those of earlier paths too."""
        return len(_path(answer)) + sum(len(path) for path in _earlier(answer))

    def judge(self, exercise: Exercise, kept: Mapping[str, Any]) -> Judgement:
        """Count the decisions taken; none of them is right or wrong."""
        return Judgement({}, len(kept["path"]), len(exercise.items), None)

    def placed(self, exercise: Exercise, kept: Mapping[str, Any]) -> dict[str, str]:
        """Give the decision of each turn."""
        return {item.id: option for item, option in zip(exercise.items, kept["path"], strict=False)}

    def ended(
        self, exercise: Exercise, kept: Mapping[str, Any]
    ) -> tuple[tuple[str, ...], Mapping[str, int]] | None:
        """Give a whole path, and what it came to."""
        path = kept["path"]
        if not path or len(path) < len(exercise.items):
            return None
        return tuple(path), play(exercise, path)[-1]

    def played(self, exercise: Exercise, kept: Mapping[str, Any]) -> Played:
        """Give the gauges after each decision, and where each pure strategy ends."""
        ends = {
            strategy["label"]: play(exercise, strategy_path(exercise, strategy["id"]))[-1]
            for strategy in exercise.rules["strategies"]
        }
        return Played(play(exercise, kept["path"]), ends)

    def unsaid(self, exercise: Exercise) -> frozenset[str]:
        """Name the words of reasons, which no decision has."""
        del exercise
        return OF_REASONS

    def called(self, item: Item) -> str:
        """Say the time of a turn as well; the text alone often needs it."""
        return f"{item.setting}: {item.text}"


KIND = Decide()


def play(exercise: Exercise, path: Sequence[str]) -> tuple[dict[str, int], ...]:
    """Work out where the gauges stand after each decision.

    A decision first adds its effects. Then each of the ``follows`` adds
    ``round((least - from) / by)``, where ``least`` is the smallest of its gauges; all of them look
    at the values after the effects, so their order does not matter. Halves are rounded to the even
    neighbour. At the end of the turn each gauge is brought back to 0 … 100.

    Parameters
    ----------
    exercise
        An exercise of this kind.
    path
        Option ids, one per turn; what comes after an unknown one is passed over.

    Returns
    -------
    tuple of dict
        One entry per decision: gauge id to its value, 0 to 100.
    """
    now = {gauge["id"]: gauge["start"] for gauge in exercise.settings["gauges"]}
    states = []
    for turn, option in zip(exercise.rules["turns"], _known(exercise, path), strict=False):
        now = _moved(now, turn[option]["effects"], exercise.rules["follows"])
        states.append(now)
    return tuple(states)


def strategy_path(exercise: Exercise, strategy: str) -> tuple[str, ...]:
    """Find the decisions of somebody who always follows one strategy.

    Parameters
    ----------
    exercise
        An exercise of this kind.
    strategy
        The strategy's id.

    Returns
    -------
    tuple of str
        Option ids, one per turn; empty where there is no such strategy.
    """
    return tuple(
        option
        for turn in exercise.rules["turns"]
        for option, consequence in turn.items()
        if consequence["strategy"] == strategy
    )


def _moved(
    now: Mapping[str, int], effects: Mapping[str, int], follows: Sequence[Mapping[str, Any]]
) -> dict[str, int]:
    acted = {gauge: value + effects.get(gauge, 0) for gauge, value in now.items()}
    after = dict(acted)
    for follow in follows:
        least = min(acted[gauge] for gauge in follow["least_of"])
        after[follow["gauge"]] += round((least - follow["from"]) / follow["by"])
    return {gauge: max(LOWEST, min(HIGHEST, value)) for gauge, value in after.items()}


def _path(answer: object) -> list[str]:
    return _ids(answer.get("path")) if isinstance(answer, Mapping) else []


def _earlier(answer: object) -> list[list[str]]:
    paths = answer.get("earlier") if isinstance(answer, Mapping) else None
    return [_ids(path) for path in paths[-EARLIER_KEPT:]] if isinstance(paths, list) else []


def _ids(values: object) -> list[str]:
    """Read a path up to the first thing in it that is no text."""
    if not isinstance(values, list):
        return []
    return list(takewhile(lambda value: isinstance(value, str), values))


def _known(exercise: Exercise, path: Sequence[str]) -> list[str]:
    """Keep a path as far as the exercise has its options."""
    known = []
    for item, option in zip(exercise.items, path, strict=False):
        if option not in [each.id for each in item.options]:
            break
        known.append(option)
    return known


def _fits(exercise: Exercise, path: object, *, whole: bool = False) -> bool:
    """Tell whether something is a path through this exercise, to its end if ``whole``."""
    if not isinstance(path, list) or len(_known(exercise, _ids(path))) != len(path):
        return False
    return len(path) == len(exercise.items) or not whole
