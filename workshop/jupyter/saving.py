"""How a notebook of the workshop is saved: without what a run left in it, and only when it changed.

So taking part never shows up in ``git status``; answers are kept elsewhere. And JupyterLab, which
saves a notebook that was run every few seconds and then asks what to do about a file that changed
meanwhile, finds none, however many tabs show the notebook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.jupyter.known import KERNEL

if TYPE_CHECKING:
    from jupyter_server.services.contents.manager import ContentsManager

# The kernel of the environment that the workshop is installed in, as JupyterLab writes it.
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": KERNEL}

# Marks a code cell that is there to show an exercise, not to be read.
HIDDEN = "hide-input"

# What keeps a stray double click or key from opening or deleting a text.
LOCKS = ("deletable", "editable")


def belongs(notebook: dict[str, Any]) -> bool:
    """Say whether a notebook is one of the workshop's.

    Parameters
    ----------
    notebook
        The notebook, in nbformat 4.

    Returns
    -------
    bool
        Whether its metadata name the workshop.
    """
    return "workshop" in notebook.get("metadata", {})


def clean(notebook: dict[str, Any]) -> None:
    """Drop from a notebook of the workshop what a run or the interface put into it.

    Outputs, execution counts and all metadata go, except what the author decides: the entry
    ``workshop`` and each cell's tags. The kernel, the hiding of code, and the locks of cells that
    have any are set anew, since one stray click changes them.

    Parameters
    ----------
    notebook
        The notebook, in nbformat 4; changed in place.
    """
    entry = notebook["metadata"]["workshop"]
    notebook["metadata"] = {"kernelspec": dict(KERNELSPEC), "workshop": entry}
    for cell in notebook["cells"]:
        tags = cell.get("metadata", {}).get("tags", [])
        locks = dict.fromkeys(LOCKS, False) if {*LOCKS} & cell["metadata"].keys() else {}
        cell["metadata"] = locks | ({"tags": tags} if tags else {})
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            if HIDDEN in tags:
                cell["metadata"]["jupyter"] = {"source_hidden": True}


def before_save(*, model: dict[str, Any], **_: object) -> None:
    """Clean a notebook of the workshop on its way to the disk.

    Parameters
    ----------
    model
        What Jupyter Server saves; the notebook in it is changed in place.
    """
    if _is_ours(model):
        clean(model["content"])


def leaving_unchanged(manager: type[ContentsManager]) -> type[ContentsManager]:
    """Make a contents manager that leaves a notebook alone that is on the disk already.

    Parameters
    ----------
    manager
        The class that looks after the files; one that waits for them (``AsyncContentsManager``).

    Returns
    -------
    type[ContentsManager]
        A class that does the same, and writes a notebook of the workshop only when it changed.
    """
    # Imported here: notebooks can be derived without a server.
    from tornado.web import HTTPError  # noqa: PLC0415

    class LeavingContentsManager(manager):  # type: ignore[misc, valid-type]
        async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
            before_save(model=model)
            if _is_ours(model) and await self.file_exists(path):
                try:
                    there = await self.get(path, type="notebook")
                except HTTPError:
                    # No notebook that can be read: then this one takes its place.
                    there = {}
                if _same(there.get("content", {}), model["content"]):
                    return {**there, "content": None, "format": None}
            return dict(await super().save(model, path))

    return LeavingContentsManager


def _is_ours(model: dict[str, Any]) -> bool:
    return model.get("type") == "notebook" and belongs(model.get("content") or {})


def _same(there: dict[str, Any], new: dict[str, Any]) -> bool:
    """Say whether what is on the disk is what would be written."""
    for cell in there.get("cells", []):
        # The server marks each cell that it hands out.
        cell["metadata"].pop("trusted", None)
    return there == new
