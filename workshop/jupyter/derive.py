"""Derives the notebooks that people open from the text that we edit.

``notebooks/source/*.md`` (MyST) becomes ``notebooks/*.ipynb``: without outputs, with cell ids
that stay the same from one run to the next, and written as JupyterLab itself writes them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workshop.jupyter.known import checksum
from workshop.jupyter.saving import HIDDEN, LOCKS, belongs, clean

PAGE_ONLY = "page-only"
"""The tag of a text that no notebook shows; see :mod:`workshop.pages.cells`."""

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode


def derive(source: Path) -> str:
    """Turn one text into a notebook.

    Parameters
    ----------
    source
        The notebook as MyST text.

    Returns
    -------
    str
        The text of the ``.ipynb`` file.

    Raises
    ------
    ValueError
        If the text does not say that it is a notebook of the workshop.
    """
    # Imported here: a participant's kernel has no use for them.
    import jupytext  # noqa: PLC0415
    import nbformat  # noqa: PLC0415

    try:
        notebook = jupytext.reads(source.read_text(encoding="utf-8"), fmt="md:myst")
        _check_header(notebook)
        notebook.cells = [cell for cell in notebook.cells if not _for_pages(cell)]
        _identify(notebook.cells)
        _hide_code(notebook.cells)
        _lock(notebook.cells)
        clean(notebook)
        nbformat.validate(notebook)
    except Exception as error:
        error.add_note(f"while reading {source}")
        raise
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return f"{text}\n"


def write_all(folder: Path) -> list[Path]:
    """Bring every notebook in a folder up to date with its text.

    Parameters
    ----------
    folder
        The folder of the notebooks; the texts are in its folder ``source``.

    Returns
    -------
    list of Path
        The notebooks that changed.
    """
    changed = []
    for source in sorted(folder.glob("source/*.md")):
        # As bytes, since Windows would otherwise write other line ends than JupyterLab does.
        content = derive(source).encode()
        target = folder / f"{source.stem}.ipynb"
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
            changed.append(target)
    return changed


def write_known(folders: Iterable[Path], target: Path) -> bool:
    """Note the checksum of each notebook, by which a server knows the workshop's own.

    Parameters
    ----------
    folders
        The folders of the notebooks.
    target
        The file with the checksums.

    Returns
    -------
    bool
        Whether it changed.
    """
    paths = sorted(path for folder in folders for path in folder.glob("*.ipynb"))
    known = {path.stem: _checksum_of(path) for path in paths}
    content = f"{json.dumps(known, indent=2)}\n".encode()
    if target.exists() and target.read_bytes() == content:
        return False
    target.write_bytes(content)
    return True


def _checksum_of(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return checksum((cell["cell_type"], "".join(cell["source"])) for cell in cells)


def _check_header(notebook: NotebookNode) -> None:
    """Refuse a text that JupyterLab would not save as one of the workshop's notebooks."""
    if not belongs(notebook):
        raise ValueError("The header, between the two lines ---, has no entry 'workshop:'.")


def _for_pages(cell: NotebookNode) -> bool:
    """Tell whether a cell is for the pages without a kernel alone."""
    return PAGE_ONLY in cell.metadata.get("tags", ())


def _identify(cells: list[NotebookNode]) -> None:
    """Give each cell the id that its text names, or one that follows from its content."""
    taken: set[str] = set()
    for cell in cells:
        content = f"{cell.cell_type}\n{cell.source}"
        name = cell.metadata.get("id") or hashlib.sha256(content.encode()).hexdigest()[:8]
        count = 1
        cell.id = name
        while cell.id in taken:
            count += 1
            cell.id = f"{name}-{count}"
        taken.add(cell.id)


def _hide_code(cells: list[NotebookNode]) -> None:
    """Mark every code cell as hidden: participants meet exercises, not code."""
    for cell in cells:
        tags = cell.metadata.setdefault("tags", [])
        if cell.cell_type == "code" and HIDDEN not in tags:
            tags.append(HIDDEN)


def _lock(cells: list[NotebookNode]) -> None:
    """Keep a stray double click or key from opening or deleting what people read."""
    for cell in cells:
        cell.metadata.update(dict.fromkeys(LOCKS, False))
