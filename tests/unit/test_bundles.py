"""The bundles that are committed are those that the sources make."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

STATIC = ROOT / "workshop" / "static"
LAB = Path("share", "jupyter", "labextensions", "leading-and-managing-workshop", "static")


def test_the_committed_bundles_are_up_to_date(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    node = shutil.which("node", path=path)
    assert node, "Node is missing: make env installs it."
    subprocess.run([node, "build.mjs", "--to", str(tmp_path)], cwd=ROOT / "js", check=True)
    for committed in (STATIC, ROOT / LAB):
        built = tmp_path / committed.relative_to(ROOT)
        names = {p.relative_to(built) for p in built.rglob("*.*")}
        assert names == {p.relative_to(committed) for p in committed.rglob("*.*")}
        for name in names:
            assert (built / name).read_bytes() == (committed / name).read_bytes(), (
                f"{name} differs from its source: run make js"
            )


def test_the_committed_bundles_stay_small() -> None:
    for bundle in STATIC.glob("*.js"):
        whole = bundle.read_bytes() + bundle.with_suffix(".css").read_bytes()
        assert len(whole) < 73_500, bundle.name
        assert len(gzip.compress(whole)) < 26_000, bundle.name


def test_jupyterlab_finds_what_starts_notebooks() -> None:
    """Its description names the script, and the script the plugin, by the name of the folder."""
    folder = (ROOT / LAB).parent
    told = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    script = folder / told["jupyterlab"]["_build"]["load"]
    assert told["name"] == folder.name
    assert folder.name in script.read_text(encoding="utf-8")
    assert script.stat().st_size < 20_000


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
    # What is shown around a notebook and not in it, or on a wall, has a page's own names.
    pages = (source / "lab", source / "hosts", source / "wall")
    around = {path for folder in pages for path in folder.rglob("*.css")}
    sheets: dict[str, list[str]] = {}
    for path in set(source.rglob("*.css")) - kit - around:
        # What pages fetch apart belongs to the sheet of its folder.
        folder = path.with_name(f"{path.parent.name}.css")
        sheets.setdefault((folder if folder.exists() else path).stem, []).extend(selectors(path))
    # Beside them stand the tokens, for Python.
    assert {*sheets, "tokens"} == {path.stem for path in STATIC.glob("*.css")}
    shared = [s for p in kit | around for s in selectors(p)]
    for kind, own in sheets.items():
        others = shared + [s for name, sheet in sheets.items() if name != kind for s in sheet]
        taken = set().union(*map(classes, others))
        for selector in own:
            told = classes(selector) - taken or f'[data-kind="{kind}"]' in selector
            assert told, f"{kind}.css: {selector} also holds for other kinds"
