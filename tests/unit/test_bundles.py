"""The bundles that are committed are those that the sources make."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

STATIC = ROOT / "workshop" / "static"


def test_the_committed_bundles_are_up_to_date(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    node = shutil.which("node", path=path)
    assert node, "Node is missing: make env installs it."
    built = tmp_path / "static"
    subprocess.run([node, "build.mjs", "--to", str(built)], cwd=ROOT / "js", check=True)
    assert {p.name for p in built.iterdir()} == {p.name for p in STATIC.iterdir()}
    for file in built.iterdir():
        assert file.read_bytes() == (STATIC / file.name).read_bytes(), (
            f"{file.name} differs from its source: run make js"
        )


def test_the_committed_bundles_stay_small() -> None:
    for bundle in STATIC.glob("*.js"):
        whole = bundle.read_bytes() + bundle.with_suffix(".css").read_bytes()
        assert len(whole) < 56_000, bundle.name
        assert len(gzip.compress(whole)) < 20_000, bundle.name


def selectors(path: Path) -> list[str]:
    text = re.sub(r"/\*.*?\*/|@import[^;]*;", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = [rule.strip() for rule in re.findall(r"([^{};]+)\{", text)]
    return [
        each.strip()
        for rule in rules
        if not re.match(r"@|from$|to$|\d+%", rule)
        for each in re.split(r",(?![^()]*\))", rule)
    ]


def classes(selector: str) -> set[str]:
    return set(re.findall(r"\.(lm-[a-z-]+)", selector))


def test_no_kind_changes_how_another_one_looks() -> None:
    """All kinds can stand on one page, and there every rule of a style sheet holds for all."""
    source = ROOT / "js" / "src"
    kit = set((source / "kit").glob("*.css"))
    sheets = {p.stem: selectors(p) for p in set(source.rglob("*.css")) - kit}
    assert len(sheets) == len(list(STATIC.glob("*.css")))
    shared = [s for p in kit for s in selectors(p)]
    for kind, own in sheets.items():
        others = shared + [s for name, sheet in sheets.items() if name != kind for s in sheet]
        taken = set().union(*map(classes, others))
        for selector in own:
            told = classes(selector) - taken or f'[data-kind="{kind}"]' in selector
            assert told, f"{kind}.css: {selector} also holds for other kinds"
