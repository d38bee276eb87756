"""The notebooks that are measured: written for it, or the workshop's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path


def write(path: Path, cells: Sequence[str]) -> None:
    """Write a notebook.

    Parameters
    ----------
    path
        Where.
    cells
        The code, cell by cell.
    """
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": source,
            }
            for number, source in enumerate(cells)
        ],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")


def code(path: Path) -> list[str]:
    """Read the code of a notebook.

    Parameters
    ----------
    path
        The notebook.

    Returns
    -------
    list of str
        The code, cell by cell.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
