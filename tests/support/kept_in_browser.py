"""The part of a page that keeps answers in a browser, run by Node as it is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.pages.sent import told


def sent(library: Library, exercises: Sequence[Exercise]) -> dict[str, Any]:
    """Make the data of a page with these exercises, and without any other."""
    return told(library, "", exercises, (), whole=True) | {"rest": ""}


class Kept:
    """Pages of a browser, each with what is done there."""

    def __init__(self, folder: Path) -> None:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        node = shutil.which("node", path=path)
        assert node, "Node is missing: make env installs it."
        built = folder / "keeper.mjs"
        esbuild = ROOT / "js" / "node_modules" / "esbuild" / "bin" / "esbuild"
        how = ["--bundle", "--platform=node", "--format=esm", f"--outfile={built}"]
        subprocess.run(
            [esbuild, "test/keeper.ts", "--log-level=warning", *how],
            cwd=ROOT / "js",
            check=True,
        )
        self._process = subprocess.Popen(
            [node, built],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def do(self, page: Mapping[str, Any], acts: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Open a page in a fresh browser, and do one thing after the other."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"sent": page, "acts": acts}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "It ended."
        return list(json.loads(line))


def taps(exercise: str, page: str, *changes: tuple[int, int, object]) -> dict[str, Any]:
    """Changes of a board, each with its number and its time."""
    return {"board": exercise, "page": page, "changes": [list(each) for each in changes]}


def ask(name: str, **values: object) -> dict[str, Any]:
    """Ask for something of what a header asks."""
    return {"ask": name, "values": values}
