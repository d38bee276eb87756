"""Which unit tests ``make quick`` runs: those that name a module that was changed.

Changed is what differs from the last commit, and what is new; where nothing does, what the last
commit changed.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "unit"
ALWAYS = (TESTS / "test_layout.py",)
"""Quick, and about every change."""


def main() -> None:
    """Print the paths of the tests, one a line."""
    for path in tests_of(changed()):
        print(path.relative_to(ROOT))


def changed() -> set[str]:
    """Find the files that were changed.

    Returns
    -------
    set of str
        Their paths below the project.
    """
    new = _git("ls-files", "--others", "--exclude-standard")
    return {*_git("diff", "--name-only", "HEAD"), *new} or {*_git("diff", "--name-only", "HEAD~1")}


def tests_of(files: Iterable[str]) -> list[Path]:
    """Find the tests of some files.

    Parameters
    ----------
    files
        Paths below the project.

    Returns
    -------
    list of Path
        The tests among them, and those that import one of them.
    """
    paths = {ROOT / file for file in files}
    modules = {_name(path) for path in paths if path.suffix == ".py"}
    return [
        path
        for path in sorted(TESTS.glob("test_*.py"))
        if path in paths or path in ALWAYS or modules & set(imported(path))
    ]


def imported(path: Path) -> Iterator[str]:
    """Name the modules that a file imports.

    Parameters
    ----------
    path
        A Python file.

    Yields
    ------
    str
        For example ``workshop.answers.taps``; and what is imported from it, in case that is one.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines()


if __name__ == "__main__":
    main()
