#!/bin/sh
# Runs the unit and notebook tests with the lowest versions that pyproject.toml allows, in an
# environment of its own. `make test-lowest` calls this; words after it go to pytest.
set -eu
cd "$(dirname "$0")/.."
place=.venv/lowest

.venv/bin/python -m venv --clear $place/uv
$place/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
$place/uv/bin/uv venv --quiet --clear --python .venv/bin/python $place/env
# Packages with compiled parts: the lowest version that comes ready-made for this Python.
$place/uv/bin/uv pip install --quiet --python $place/env/bin/python --resolution lowest-direct \
    --only-binary numpy --only-binary pandas --only-binary matplotlib --only-binary psutil \
    --editable '.[dev]'
PATH="$PWD/$place/env/bin:$PATH" exec $place/env/bin/pytest tests/unit tests/notebooks "$@"
