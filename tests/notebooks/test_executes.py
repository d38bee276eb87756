"""Every notebook runs from top to bottom: with no input, offline, and again with answers saved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

from tests.conftest import ROOT
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.kinds import KINDS
from workshop.system.places import START

SESSIONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
START_PAGE = ROOT / "notebooks" / START
DESK = ROOT / "notebooks" / "facilitator-desk.ipynb"
GALLERY = ROOT / "docs" / "gallery" / "gallery.ipynb"
NOTEBOOKS = [*SESSIONS, GALLERY]
"""What has exercises; the start page leads there, and the desk is for whoever leads a session."""
EVERY = [START_PAGE, *NOTEBOOKS, DESK]


# An address that refuses at once: nothing may need the network.
OFFLINE = {"https_proxy": "http://127.0.0.1:9"}


def test_nbval_runs_every_notebook_of_somebody_who_comes_back(tmp_path: Path) -> None:
    library = Library(ROOT)
    for exercise_id in library.exercise_ids():
        exercise = library.exercise(exercise_id)
        for item in exercise.items:
            for option in exercise.options_of(item)[:1]:
                change = {"item": item.id, "option": option.id}
                Answers(tmp_path).change(exercise, change)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env"),
            *("--nbval-cell-timeout=60", "-p", "no:cacheprovider", "-q"),
            *map(str, EVERY),
        ],
        cwd=ROOT,
        env={**os.environ, "WORKSHOP_HOME": str(tmp_path), **OFFLINE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "skipped" not in done.stdout


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_every_cell_shows_something_and_says_no_error(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first visit; a green nbval does not look at what comes out."""
    for name, value in {"WORKSHOP_HOME": str(tmp_path), **OFFLINE}.items():
        monkeypatch.setenv(name, value)
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        kinds = [output.output_type for output in cell.outputs]
        assert kinds == ["execute_result"], cell.source
        data = cell.outputs[0].data
        board = "application/vnd.jupyter.widget-view+json" in data
        page = 'class="workshop-page"' in data.get("text/html", "")
        assert board or page, cell.source
        assert 'role="alert"' not in data.get("text/html", "")
        if ".show(" in cell.source:
            assert board, cell.source


@pytest.mark.parametrize("path", [START_PAGE, *NOTEBOOKS], ids=lambda path: path.stem)
def test_no_words_of_the_facilitator_stand_in_a_notebook(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    library = Library(ROOT)
    questions = [
        question
        for exercise_id in library.exercise_ids()
        for question in library.exercise(exercise_id).debrief
    ]
    for word in (
        "facilitator",
        "run sheet",
        "debrief",
        *(question.lower() for question in questions),
    ):
        assert word not in text, word


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_exercise_that_a_notebook_names_exists(path: Path) -> None:
    named = [
        line.split('"')[3]
        for cell in nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
        for line in cell.source.splitlines()
        if ".show(" in line
    ]
    assert named
    assert set(named) <= set(Library(ROOT).exercise_ids())
    if path in SESSIONS:
        sessions = {Library(ROOT).exercise(exercise_id).session for exercise_id in named}
        assert sessions == {path.name[:2]}


def test_the_gallery_shows_every_kind() -> None:
    text = GALLERY.read_text(encoding="utf-8")
    library = Library(ROOT)
    named = [id_ for id_ in library.exercise_ids() if f'show(\\"{id_}\\")' in text]
    assert {library.exercise(id_).kind for id_ in named} == set(KINDS)
