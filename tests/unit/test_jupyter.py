"""The server extension, on Jupyter's own contents manager."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager

from workshop import jupyter, notebooks

TEXT = """---
workshop:
  session: "02"
---

# A session

```{code-cell}
:tags: [mine]
# The cards appear here.
1 + 1
```
"""


class Kernels:
    """What the extension asks of Jupyter's kernel manager."""

    kernel_info_timeout = 60

    def __init__(self, state: str) -> None:
        self.kernel = SimpleNamespace(execution_state=state)
        self.restarted: list[str] = []

    def get_kernel(self, _: str) -> SimpleNamespace:
        return self.kernel

    async def restart_kernel(self, kernel_id: str, *, now: bool = False) -> None:
        assert not now
        self.restarted.append(kernel_id)


def load(contents: object = None, kernels: object = None) -> None:
    contents = contents or SimpleNamespace(register_pre_save_hook=lambda _: None)
    server: Any = SimpleNamespace(
        contents_manager=contents, kernel_manager=kernels or Kernels("idle")
    )
    jupyter._load_jupyter_server_extension(server)


@pytest.fixture
def manager(tmp_path: Path) -> Any:
    contents = LargeFileManager(root_dir=str(tmp_path))
    load(contents)
    return contents


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "02-a-session.md").write_text(TEXT, encoding="utf-8")
    [path] = notebooks.write_all(tmp_path)
    return path


def run(content: dict[str, Any]) -> None:
    """Do to a notebook what running it and clicking about in JupyterLab does."""
    text, code = content["cells"]
    text["metadata"].update(editable=True, slideshow={"slide_type": ""})
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "2"}]
    code["execution_count"] = 7
    # Un-hidden by a click, scrolled, timed.
    code["metadata"]["jupyter"] = {"outputs_hidden": True}
    code["metadata"].update(collapsed=False, scrolled=True, execution={"iopub.status.busy": "x"})
    content["metadata"].update(
        language_info={"name": "python", "version": "3.11.2"},
        widgets={"application/vnd.jupyter.widget-state+json": {"state": {}}},
        kernelspec={"display_name": "", "name": ""},
        toc={"base_numbering": 1},
    )


def test_a_notebook_that_was_run_is_saved_as_it_was(manager: Any, notebook: Path) -> None:
    before = notebook.read_bytes()
    model = manager.get(notebook.name)
    run(model["content"])
    manager.save(model, notebook.name)
    assert notebook.read_bytes() == before


def test_what_an_adapter_writes_in_jupyterlab_is_kept(manager: Any, notebook: Path) -> None:
    model = manager.get(notebook.name)
    text, code = model["content"]["cells"]
    text["source"] = "# Another title"
    code["metadata"]["tags"].append("second")
    own = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "source": "2"}
    model["content"]["cells"].append({**own, "execution_count": None})
    manager.save(model, notebook.name)
    saved = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert saved[0]["source"] == ["# Another title"]
    assert saved[1]["metadata"]["tags"] == ["mine", "hide-input", "second"]
    assert saved[2]["metadata"] == {}


def test_other_notebooks_and_files_are_left_alone(manager: Any, notebook: Path) -> None:
    model = manager.get(notebook.name)
    run(model["content"])
    del model["content"]["metadata"]["workshop"]
    manager.save(model, "other.ipynb")
    other = json.loads((notebook.parent / "other.ipynb").read_text(encoding="utf-8"))
    assert other["cells"][1]["execution_count"] == 7
    manager.save({"type": "file", "format": "text", "content": "workshop"}, "note.txt")
    assert (notebook.parent / "note.txt").read_text(encoding="utf-8") == "workshop"
    manager.save({"type": "directory"}, "folder")
    assert (notebook.parent / "folder").is_dir()


@pytest.mark.parametrize("state", ["idle", "busy", "dead", "unknown"])
def test_a_kernel_that_has_started_is_restarted(state: str) -> None:
    kernels = Kernels(state)
    load(kernels=kernels)
    asyncio.run(kernels.restart_kernel("one"))
    assert kernels.restarted == ["one"]


def test_a_kernel_that_is_starting_is_waited_for_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jupyter, "SETTLING", 0)
    kernels = Kernels("starting")
    load(kernels=kernels)

    async def press_early() -> None:
        press = asyncio.ensure_future(kernels.restart_kernel("one"))
        await asyncio.sleep(0.2)
        assert not press.done()
        kernels.kernel.execution_state = "idle"
        await press

    asyncio.run(press_early())
    assert kernels.restarted == []


def test_a_kernel_that_never_starts_is_restarted_in_the_end() -> None:
    kernels = Kernels("starting")
    kernels.kernel_info_timeout = 0
    load(kernels=kernels)
    asyncio.run(kernels.restart_kernel("one"))
    assert kernels.restarted == ["one"]
