"""The kinds of exercise, in one table: a new kind is a new module and a new row."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.kinds.decide import Decide
from workshop.kinds.kind import Kind
from workshop.kinds.map import Map
from workshop.kinds.order import Order
from workshop.kinds.quiz import Quiz
from workshop.kinds.scale import Scale
from workshop.kinds.sort import Sort
from workshop.kinds.write import Write

KINDS: Mapping[str, Kind] = {
    "sort": Sort(),
    "quiz": Quiz(),
    "order": Order(),
    "scale": Scale(),
    "map": Map(),
    "write": Write(),
    "decide": Decide(),
}
