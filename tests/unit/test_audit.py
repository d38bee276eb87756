"""`make audit`: what is known of faults is told, and so is a list that does not answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

WELL = {"name": "a-package", "version": "1.0", "vulns": []}
ILL = WELL | {"vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}]}
SKIPPED = {"name": "a-package", "skip_reason": "Dependency not found"}
BAD = {"a-module": {"severity": "high", "range": "<2"}}


def audit(place: Path, python: list[dict[str, Any]] | None, javascript: object) -> tuple[int, str]:
    """Run it with programs that answer like the real ones; nothing is a list out of reach."""
    told = "" if python is None else json.dumps({"dependencies": python, "fixes": []})
    (place / "python.json").write_text(told, "utf-8")
    whole = {"message": "405"} if javascript is None else {"vulnerabilities": javascript}
    (place / "npm.json").write_text(json.dumps(whole), "utf-8")
    # The last word is where the answer goes; without one, nothing is written.
    source = place / "python.json"
    copy = f'[ -s {source} ] && for last; do :; done && cp {source} "${{last#*=}}"'
    for name, line in (("pip-audit", copy), ("npm", f"cat {place}/npm.json")):
        (place / name).write_text(f"#!/bin/sh\n{line}\nexit 1\n", "utf-8")
        (place / name).chmod(0o755)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "audit.py")],
        env={**os.environ, "PATH": f"{place}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("python", "javascript", "code", "words"),
    [
        ([WELL], {}, 0, ["pip-audit knows of no fault", "npm audit knows of no fault"]),
        ([ILL], {}, 1, ["a-package 1.0: CVE-1, mended in 1.1.", "npm audit knows of no fault"]),
        ([WELL], BAD, 1, ["pip-audit knows of no fault", "a-module: high, versions <2."]),
        (None, {}, 2, ["pip-audit could not ask its service", "npm audit knows of no fault"]),
        ([WELL], None, 2, ["pip-audit knows of no fault", "npm audit could not ask its service"]),
        ([SKIPPED], {}, 2, ["pip-audit could not ask its service", "npm audit knows of no fault"]),
        ([SKIPPED, ILL], None, 1, ["CVE-1", "npm audit could not ask its service"]),
    ],
)
def test_what_is_known_is_told_and_what_was_not_asked_too(
    tmp_path: Path,
    python: list[dict[str, Any]] | None,
    javascript: object,
    code: int,
    words: list[str],
) -> None:
    ended, said = audit(tmp_path, python, javascript)
    assert ended == code
    assert len(said.splitlines()) == 2
    for each, line in zip(words, said.splitlines(), strict=True):
        assert each in line
