"""Changes as a board may send them, of any exercise: sound ones, and some that make no sense."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from workshop.core.records import Exercise

RESET = st.just({"reset": True})
CHECKED = st.fixed_dictionaries({"checked": st.booleans()})
SURE = st.sampled_from([1, 2, 3, None, 4, True])
TEXTS = st.text(max_size=30) | st.sampled_from(["", " ", "<b>Ä & ö</b>", "2026-03-31", "yes", "😀"])
Changes = st.SearchStrategy[dict[str, Any]]


def changes(exercise: Exercise) -> Changes:
    """Make one change of an exercise."""
    makers = {
        "sort": _chosen,
        "quiz": _chosen,
        "order": _ordered,
        "scale": _rated,
        "map": _placed,
        "decide": _decided,
        "write": _written,
    }
    return makers[exercise.kind](exercise)


def _items(exercise: Exercise) -> st.SearchStrategy[str]:
    return st.sampled_from([*(item.id for item in exercise.items), "gone"])


def _steps(exercise: Exercise) -> Changes:
    """What an item asks beside its place."""
    asked = exercise.settings.get("reason", {}).get("items", ())
    practices = [each["id"] for each in exercise.settings.get("second", {}).get("options", ())]
    return st.fixed_dictionaries(
        {"item": _items(exercise)},
        optional={
            "second": st.sampled_from([*practices, None, "gone"]),
            "sure": SURE,
        },
    ) | st.fixed_dictionaries({"item": st.sampled_from([*asked, "gone"]), "text": TEXTS})


def _chosen(exercise: Exercise) -> Changes:
    pairs = [(i.id, o.id) for i in exercise.items for o in exercise.options_of(i)]
    at = st.none() | st.integers(-1, 5)
    put = st.tuples(st.sampled_from(pairs), at).map(
        lambda each: {"item": each[0][0], "option": each[0][1], "at": each[1]}
    )
    out = st.builds(lambda item: {"item": item, "option": None, "at": None}, _items(exercise))
    whole = st.lists(st.sampled_from(pairs), max_size=6).map(lambda all_: {"choices": dict(all_)})
    return put | put | _steps(exercise) | out | whole | CHECKED | RESET


def _ordered(exercise: Exercise) -> Changes:
    count = len(exercise.items)
    order = st.permutations(range(count)).map(list)
    phases = st.sampled_from([*(option.id for option in exercise.options), None, "gone"])
    moved = st.fixed_dictionaries({"order": order}, optional={"placed": st.integers(-1, count)})
    phased = st.fixed_dictionaries(
        {"item": _items(exercise), "phase": phases}, optional={"order": order}
    )
    sure = st.fixed_dictionaries({"sure": SURE})
    return moved | moved | phased | phased | sure | CHECKED | CHECKED | RESET


def _rated(exercise: Exercise) -> Changes:
    passes = st.sampled_from([*(each["id"] for each in exercise.settings["passes"]), "gone"])
    value = st.integers(1, 5) | st.integers(-101, 101) | st.sampled_from(["na", None, True])
    rated = st.fixed_dictionaries({"pass": passes, "item": _items(exercise), "value": value})
    whole = st.dictionaries(passes, st.dictionaries(_items(exercise), value, max_size=4))
    cleared = st.fixed_dictionaries({"reset": st.just(True), "pass": passes})
    return rated | rated | rated | whole.map(lambda each: {"passes": each}) | cleared | RESET


def _placed(exercise: Exercise) -> Changes:
    points = st.lists(st.integers(-1, 11), min_size=2, max_size=2) | st.none()
    put = st.fixed_dictionaries({"item": _items(exercise), "point": points})
    sure = st.fixed_dictionaries({"item": _items(exercise), "sure": SURE})
    whole = st.dictionaries(_items(exercise), points, max_size=4).map(lambda all_: {"points": all_})
    return put | put | sure | whole | CHECKED | RESET


def _decided(exercise: Exercise) -> Changes:
    turns = [[option.id for option in item.options] for item in exercise.items]

    def path(length: int, chance: Any) -> list[str]:
        return [chance.choice(options) for options in turns[:length]]

    lengths, chance = st.integers(0, len(turns)), st.randoms(use_true_random=False)
    taken = st.builds(lambda n, by: {"path": path(n, by)}, lengths, chance)
    whole = st.builds(lambda by: {"path": path(len(turns), by)}, chance)
    faulty = st.builds(lambda by: {"path": [*path(1, by), "gone"]}, chance)
    return taken | whole | st.just({"replay": True}) | faulty | RESET


def _written(exercise: Exercise) -> Changes:
    fields = [field["id"] for field in exercise.settings["fields"]]
    rows = exercise.settings.get("rows")
    columns = [field["id"] for field in rows["fields"]] if rows else []
    named = st.sampled_from([*fields, "gone"])
    chosen = [
        option["id"]
        for field in (*exercise.settings["fields"], *(rows["fields"] if rows else ()))
        for option in field.get("options", ())
    ]
    texts = TEXTS | st.sampled_from([*chosen, "gone"])
    said = st.fixed_dictionaries({"field": named, "text": texts})
    whole = st.dictionaries(named, texts, max_size=4).map(lambda each: {"fields": each})
    in_row = st.fixed_dictionaries(
        {
            "row": st.integers(-1, 3) | st.just(True),
            "field": st.sampled_from([*columns, "gone"]),
            "text": texts,
        }
    )
    some = st.lists(
        st.dictionaries(st.sampled_from([*columns, "gone"]), texts, max_size=3), max_size=4
    ).map(lambda each: {"rows": each})
    return said | said | in_row | in_row | whole | some | RESET
