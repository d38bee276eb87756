"""The notebooks are what their texts say, as JupyterLab writes them, with nothing left by a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager

from tests.conftest import ROOT
from workshop.jupyter import derive as notebooks
from workshop.jupyter.saving import KERNELSPEC

FOLDERS = [ROOT / "notebooks", ROOT / "docs" / "gallery"]
NOTEBOOKS = [path for folder in FOLDERS for path in sorted(folder.glob("*.ipynb"))]
SOURCES = [path for folder in FOLDERS for path in sorted(folder.glob("source/*.md"))]

HEADER = '---\nworkshop:\n  session: "02"\n---\n\n'
TEXT = (
    HEADER
    + """+++ {"id": "welcome"}

# A session

```{code-cell}
:id: first
# The cards appear here.
1 + 1
```

Twice the same text follows, one with a tag of its own.

```{code-cell}
# Again.
2
```

```{code-cell}
:tags: [mine]
# Again.
2
```
"""
)


def cells_of(text: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(text)["cells"]
    return cells


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A folder of notebooks with one text; its path."""
    path = tmp_path / "source" / "02-a-session.md"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_notebook_has_a_text_and_every_text_a_notebook() -> None:
    assert SOURCES
    assert [path.stem for path in NOTEBOOKS] == [path.stem for path in SOURCES]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_notebook_is_the_one_that_its_text_gives(source: Path) -> None:
    written = (source.parents[1] / f"{source.stem}.ipynb").read_bytes()
    assert written == notebooks.derive(source).encode(), "Run `make notebooks`."


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_no_visible_code_and_a_friendly_first_line(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["metadata"]["kernelspec"] == KERNELSPEC
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            assert cell["metadata"]["jupyter"]["source_hidden"] is True
            assert "hide-input" in cell["metadata"]["tags"]
            assert len(cell["source"]) <= 4, cell["source"]
            # JupyterLab shows the first line of a hidden cell.
            assert cell["source"][0].startswith("# "), cell["source"]


def test_ids_come_from_the_text_or_from_the_content_and_are_unique(text: Path) -> None:
    ids = [cell["id"] for cell in cells_of(notebooks.derive(text))]
    assert ids[:2] == ["welcome", "first"]
    assert ids[4] == f"{ids[3]}-2"
    assert len(set(ids)) == len(ids)
    text.write_text(TEXT.replace("Twice the same", "The same"), encoding="utf-8")
    again = [cell["id"] for cell in cells_of(notebooks.derive(text))]
    assert [new == old for new, old in zip(again, ids, strict=True)] == [
        True,
        True,
        False,
        True,
        True,
    ]


def test_code_is_hidden_and_keeps_its_own_tags(text: Path) -> None:
    *_, last = cells_of(notebooks.derive(text))
    assert last["metadata"] == {
        "deletable": False,
        "editable": False,
        "jupyter": {"source_hidden": True},
        "tags": ["mine", "hide-input"],
    }


def test_jupyter_writes_the_same_bytes(text: Path) -> None:
    [path] = notebooks.write_all(text.parents[1])
    before = path.read_bytes()
    manager: Any = LargeFileManager(root_dir=str(path.parent))
    manager.save(manager.get(path.name), path.name)
    assert path.read_bytes() == before


def test_only_what_changed_is_written(text: Path) -> None:
    folder = text.parents[1]
    assert notebooks.write_all(folder) == [folder / "02-a-session.ipynb"]
    assert notebooks.write_all(folder) == []


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("# No header\n", "has no entry 'workshop:'"),
        (HEADER + '+++ {"id": "two words"}\n\nText\n', "'two words' does not match"),
        (HEADER + "+++ {id\n\nText\n", "could not be read"),
    ],
)
def test_a_broken_text_is_refused_by_name(text: Path, broken: str, message: str) -> None:
    text.write_text(broken, encoding="utf-8")
    with pytest.raises(Exception, match=message) as refusal:
        notebooks.derive(text)
    assert str(text) in refusal.value.__notes__[0]
