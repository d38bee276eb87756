"""What an exercise says of itself: the part that it plays, and whether it is private."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.core.records import ContentError, playing
from workshop.kinds import KINDS

LIBRARY = Library(ROOT)
EXERCISES = LIBRARY.exercises()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The content, to be changed."""
    for folder in ("exercises", "solutions", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def change(copy: Path, exercise: str, old: str, new: str) -> list[str]:
    """Change the file of an exercise, and say what the check says then."""
    path = copy / "exercises" / f"{exercise}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(fault) for fault in Library(copy).check()]


def test_every_role_is_played_by_an_exercise_of_its_kind() -> None:
    roles = {role: name for name, kind in KINDS.items() for role in kind.ROLES}
    assert len(roles) == sum(len(kind.ROLES) for kind in KINDS.values()), "no role twice"
    for role, kind in roles.items():
        exercise = playing(role, EXERCISES)
        assert exercise is not None, role
        assert exercise.kind == kind
        assert LIBRARY.role(role).id == exercise.id


def test_the_guide_names_every_role() -> None:
    guide = (ROOT / "docs" / "adapting-the-content.md").read_text("utf-8")
    rows = guide.split("### Roles")[1].split("\nIn each")[0]
    assert not [role for kind in KINDS.values() for role in kind.ROLES if f"`{role}`" not in rows]


@pytest.mark.parametrize(
    ("exercise", "old", "new", "said"),
    [
        ("my-action-plan", 'role = "plan"', 'role = "debate"', "“role” is “debate”"),
        ("five-whys", 'role = "whys"', 'role = "plan"', "“five-whys” has the role “plan” too"),
        ("for-the-report", 'id = "agree"', 'id = "may-be-quoted"', "has a field “agree”"),
        ("about-me", 'id = "profession"', 'id = "work"', "has a field “profession”"),
        ("two-words", 'role = "words"', 'role = "day"', "choose one thing each"),
        ("quick-baseline", 'role = "baseline"', 'role = "debate"', "on the range “agreement”"),
        ("line-of-opinion", 'role = "debate"', 'role = "practice"', "has groups with a “side”"),
        ("starter-sort", 'kind = "sort"', 'kind = "sort"\nrole = "round"', "asks for a practice"),
    ],
)
def test_a_role_that_does_not_fit_is_told(
    copy: Path, exercise: str, old: str, new: str, said: str
) -> None:
    faults = change(copy, exercise, old, new)
    [found] = [fault for fault in faults if said in fault]
    assert found.startswith("exercises/")


def test_a_role_moves_to_another_exercise(copy: Path) -> None:
    change(copy, "whole-deck", 'role = "deck"\n', "")
    assert change(copy, "starter-sort", 'kind = "sort"', 'kind = "sort"\nrole = "deck"') == []
    assert Library(copy).role("deck").id == "starter-sort"


def test_a_role_that_nobody_plays_is_told_where_it_is_asked_for(copy: Path) -> None:
    assert change(copy, "whole-deck", 'role = "deck"\n', "") == []
    with pytest.raises(ContentError, match="no exercise has the role “deck”"):
        Library(copy).role("deck")


def test_what_people_rate_of_themselves_and_what_is_asked_again_is_private(copy: Path) -> None:
    private = {id_ for id_, exercise in EXERCISES.items() if exercise.private}
    assert private == {
        "my-practice", "quick-baseline", "eight-sentences-later", "sixteen-questions-before",
    }  # fmt: skip
    # An older file says only how many people a number needs, and has a key without reasons.
    for id_ in private:
        path = copy / "exercises" / f"{id_}.toml"
        path.write_text(path.read_text("utf-8").replace("private = true\n", ""), encoding="utf-8")
    exercises = Library(copy).exercises()
    assert {id_ for id_, exercise in exercises.items() if exercise.private} == private
    assert change(copy, "two-words", 'role = "words"', 'role = "words"\nprivate = "yes"') != []
