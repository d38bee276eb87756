"""The bundles that are committed are those that the sources make."""

from __future__ import annotations

import os
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
        css = bundle.with_suffix(".css").stat().st_size
        assert bundle.stat().st_size + css < 45_000, bundle.name
