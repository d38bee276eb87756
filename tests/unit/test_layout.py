"""The plan of the house: which rooms there are, and which way they point."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from tests.conftest import ROOT
from workshop.figures import FIGURES
from workshop.kinds import KINDS

WORKSHOP = ROOT / "workshop"
ROOMS = (
    "core", "system", "kinds", "content", "answers", "results", "figures", "paper", "facilitator",
    "notebook", "pages", "room", "jupyter", "commands",
)  # fmt: skip
"""Each may import those before it."""
# A desk on the page of a notebook, and one of a room: none needs the other's screen.
APART = {
    ("jupyter", "notebook"), ("pages", "notebook"), ("jupyter", "pages"),
    ("room", "notebook"), ("jupyter", "room"),
}  # fmt: skip
LARGEST = 350
LARGER: dict[str, int] = {}
"""What is larger than it should be, and may not grow."""


def modules() -> dict[str, Path]:
    found = {}
    for path in WORKSHOP.rglob("*.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """What a module imports of the workshop, also within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.split(".")[0] == "workshop")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "workshop":
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield whole if whole in known else str(node.module)


def test_every_module_lies_in_a_room() -> None:
    assert {path.name for path in WORKSHOP.glob("*.py")} == {"__init__.py"}
    found = {path.name for path in WORKSHOP.iterdir() if list(path.glob("*.py"))}
    assert found == set(ROOMS)


def test_rooms_import_only_those_below_them() -> None:
    known = modules()
    for name, path in known.items():
        if name == "workshop":
            continue
        room = name.split(".")[1]
        for other in imported(path, known):
            below = other.split(".")[1]
            assert ROOMS.index(below) <= ROOMS.index(room), f"{name} imports {other}"
            assert (room, below) not in APART, f"{name} imports {other}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    graph = {name: set(imported(path, known)) - {name} for name, path in known.items()}
    assert list(TopologicalSorter(graph).static_order())


def test_one_name_means_one_module() -> None:
    named = defaultdict(list)
    rooms = {f"workshop.{room}" for room in ROOMS}
    for name in modules().keys() - rooms:
        # In the folders of the kinds one name means the same for each of them.
        kind = re.fullmatch(r"workshop\.kinds\.\w+\.(\w+)", name)
        named[name.rsplit(".", 1)[-1]].append(kind[1] if kind else name)
    assert {name: where for name, where in named.items() if len(set(where)) > 1} == {}


def test_only_kinds_know_a_kind_by_its_name() -> None:
    """Whoever needs a difference asks the kind."""
    known = modules()
    outside = {
        name: path for name, path in known.items() if not path.is_relative_to(WORKSHOP / "kinds")
    }
    for name, path in outside.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said = ast.unparse(node) if isinstance(node, ast.Compare | ast.Subscript) else ""
            assert not re.search(r"\bKINDS\[['\"]", said), f"{name}: {said}"
            assert not re.search(r"\w\.kind (==|!=|in|not in) ", said), f"{name}: {said}"
        for other in imported(path, known):
            kind = re.match(r"workshop\.kinds\.(\w+)", other)
            assert not kind or kind[1] not in KINDS, f"{name} imports {other}"


def test_no_exercise_is_named_in_code() -> None:
    """An exercise says in its file what it is: its role, or that it is private."""
    ids = {path.stem for path in (ROOT / "exercises").glob("*.toml")} - FIGURES.keys()
    assert len(ids) > 60
    for path in (*WORKSHOP.rglob("*.py"), *(ROOT / "js" / "src").rglob("*.ts*")):
        named = set(re.findall(r"[\"'`]([a-z0-9-]+)[\"'`]", path.read_text(encoding="utf-8")))
        assert not named & ids, path


def test_modules_can_be_read_in_one_sitting() -> None:
    for path in WORKSHOP.rglob("*.py"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        most = LARGER.get(str(path.relative_to(WORKSHOP)), LARGEST)
        assert lines <= most, f"{path.relative_to(ROOT)} has {lines} lines"


def test_one_module_writes_files() -> None:
    writing = re.compile(r"\.write_(text|bytes)\(|\.open\([^)]*[\"'][wax]|mkstemp|json\.dump\(")
    # Logs of programs, which those write themselves; and notebooks, for whoever edits texts.
    allowed = {"system/files.py", "system/devtools.py", "commands/ready/servers.py"}
    allowed |= {"jupyter/derive.py"}
    for path in WORKSHOP.rglob("*.py"):
        if str(path.relative_to(WORKSHOP)) not in allowed:
            assert not writing.search(path.read_text(encoding="utf-8")), path


def test_no_test_imports_a_test() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module)]
            for name in names:
                shared = name.startswith(("tests.support", "tests.conftest"))
                own = name == "tests.boards.conftest" and path.parent.name == "boards"
                assert not name.startswith("tests.") or shared or own, f"{path.name}: {name}"
