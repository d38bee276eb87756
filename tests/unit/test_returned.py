"""Planned against done: who came back, and how far actions got, without telling of a few people."""

from __future__ import annotations

import pytest

from tests.support.rooms import EXERCISES, LIBRARY, said
from workshop.content.library import Library
from workshop.paper.report import report
from workshop.results import Submission
from workshop.results.overview import overview
from workshop.results.overview_tables import overview_tables
from workshop.results.returned import Returned

PLAN = EXERCISES["my-action-plan"]
AGAIN = EXERCISES["my-plan-again"]
WORDS = LIBRARY.strings()["report"]


def planned(*people: int) -> list[Submission]:
    return [said(n, PLAN, {"fields": {"vision": "More"}, "rows": []}) for n in people]


def back(person: int, *how: str) -> Submission:
    rows = [{"what": "An action"} | ({"how": each} if each else {}) for each in how]
    return said(person, AGAIN, {"fields": {"today": "goes-on"}, "rows": rows})


def told(room: list[Submission], library: Library = LIBRARY) -> Returned:
    return overview(room, library).returned


def test_of_the_actions_that_people_named_each_share_is_told() -> None:
    room = planned(*range(12))
    room += [back(n, "done", "tried", "not-yet", "dropped") for n in range(5)]
    room += [back(n, "done", "done", "") for n in range(5, 10)]
    assert told(room) == Returned(
        people=10,
        # An action of which nothing was said is none of the thirty.
        actions=(("Done", 0.5), ("Tried", 5 / 30), ("Not yet", 5 / 30), ("Dropped", 5 / 30)),
    )


def test_what_a_few_people_said_is_left_out_with_company() -> None:
    room = planned(*range(12))
    room += [back(n, "done", "not-yet", *(["dropped"] if n < 2 else [])) for n in range(10)]
    room += [back(n, "tried") for n in range(10, 12)]
    found = dict(told(room).actions)
    assert not {"Dropped", "Tried"} & {*found}
    # What is left of the whole is about several answers and about enough people.
    assert len(found) <= 2


@pytest.mark.parametrize("many", [0, 4])
def test_nothing_is_told_of_fewer_than_five_who_came_back(many: int) -> None:
    room = planned(*range(12)) + [back(n, "done") for n in range(many)]
    assert told(room) == Returned()
    page = report(overview(room, LIBRARY), LIBRARY)
    assert WORDS["plans-help"] in page
    assert "Planned and done" not in page


def test_whether_one_of_them_had_a_plan_moves_no_share() -> None:
    room = [back(n, "done", "tried") for n in range(11)] + [back(11, "dropped")]
    with_all, without_one = ([*planned(*range(n)), *room] for n in (12, 11))
    assert told(with_all).actions == told(without_one).actions


def test_who_came_back_without_a_plan_is_not_among_those_who_planned() -> None:
    room = planned(*range(6)) + [back(n, "done") for n in range(12)]
    assert told(room).people == 6


def test_the_report_and_the_tables_set_done_beside_planned() -> None:
    room = planned(*range(8)) + [back(n, "done", "tried") for n in range(7)]
    found = overview(room, LIBRARY)
    page = report(found, LIBRARY)
    assert WORDS["plans-begun"].format(n=8) in page
    assert WORDS["plans-back"].format(n=7) in page
    assert WORDS["plans-help"] not in page
    words = LIBRARY.strings()["overview"]
    [plans] = [t for t in overview_tables(found, LIBRARY, words) if t.id == "plans"]
    assert (words["plan-back"], 7) in plans.rows
