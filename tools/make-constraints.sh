#!/bin/sh
# Writes constraints.txt anew from what pip would choose today; `make constraints` calls this.
#
# Chosen for the oldest Python we support: what installs there also installs on newer ones, which
# is not so the other way round. "Oldest" down to the last number, since some packages care:
# Debian 12 has Python 3.11.2, and there are packages that ask for 3.11.5.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3.11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || {
    echo "constraints.txt is made with Python 3.11: make constraints PYTHON=/path/to/python3.11" >&2
    exit 1
}
"$python" -m venv "$work/venv"
cat >"$work/requirements.py" <<'PYTHON'
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
for group in (project["dependencies"], *project["optional-dependencies"].values()):
    for line in group:
        if not line.startswith(project["name"]):
            print(line)
# What builds the workshop itself (tools/make-env.sh).
print("hatchling", "editables", sep="\n")
PYTHON
cat >"$work/pins.py" <<'PYTHON'
import json
import sys

packages = [each["metadata"] for each in json.load(sys.stdin)["install"]]
print("# Exact versions of everything that pyproject.toml asks for, with all its extras.")
print("# Made by `make constraints`; do not edit.")
for package in sorted(packages, key=lambda each: each["name"].lower()):
    print(f"{package['name']}=={package['version']}")
PYTHON
"$python" "$work/requirements.py" >"$work/requirements.txt"
# A report on what would be installed where; pip wants a target for another Python than its own.
"$work/venv/bin/python" -m pip install --disable-pip-version-check --quiet \
    --dry-run --report "$work/report.json" --target "$work/target" \
    --python-version 3.11.0 --only-binary :all: -r "$work/requirements.txt"
"$python" "$work/pins.py" <"$work/report.json" >"$work/constraints.txt"
cat "$work/constraints.txt" >constraints.txt
