"""Ask the public lists of known faults about every package that the workshop installs.

Both need the internet. Where a list cannot be asked, that is said; it is not taken for a good sign.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FAULTS, NOT_ASKED = 1, 2


def main() -> int:
    """Ask both lists, and say what they know.

    Returns
    -------
    int
        0 when both know of no fault; 1 when one does; 2 when none does and one could not be asked.
    """
    codes = [
        _tell("Python packages", "pip-audit", python_faults()),
        _tell("JavaScript packages", "npm audit", javascript_faults()),
    ]
    return FAULTS if FAULTS in codes else max(codes)


def python_faults() -> list[str] | None:
    """Ask about the packages in ``constraints.txt``.

    Returns
    -------
    list of str
        A sentence for each fault; nothing where nobody could be asked.
    """
    with tempfile.TemporaryDirectory() as place:
        told = Path(place) / "told.json"
        command = ["pip-audit", "--requirement", str(ROOT / "constraints.txt"), "--no-deps"]
        command += ["--disable-pip", "--progress-spinner=off", "--format=json"]
        # It ends with 1 for a fault as for a list that does not answer; only then it writes none.
        _run([*command, f"--output={told}"])
        answer = _read(told.read_text(encoding="utf-8") if told.exists() else "")
    if "dependencies" not in answer:
        return None
    packages = answer["dependencies"]
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}."
        for package in packages
        for fault in package.get("vulns", ())
    ]
    # A package that its list does not know was not looked at, and is told like one that is well.
    skipped = any("skip_reason" in package for package in packages)
    return None if skipped and not faults else faults


def javascript_faults() -> list[str] | None:
    """Ask about the packages in ``js/package-lock.json``.

    Returns
    -------
    list of str
        A sentence for each package with a fault; nothing where nobody could be asked.
    """
    answer = _read(_run(["npm", "--prefix", str(ROOT / "js"), "audit", "--json"]))
    if "vulnerabilities" not in answer:
        return None
    return [
        f"{name}: {each['severity']}, versions {each['range']}."
        for name, each in answer["vulnerabilities"].items()
    ]


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout


def _read(text: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _tell(what: str, tool: str, faults: list[str] | None) -> int:
    if faults is None:
        print(f"{what}: not looked at, since {tool} could not ask its service from this computer.")
        return NOT_ASKED
    for fault in faults:
        print(f"{what}: {fault}")
    if not faults:
        print(f"{what}: {tool} knows of no fault.")
    return FAULTS if faults else 0


if __name__ == "__main__":
    sys.exit(main())
