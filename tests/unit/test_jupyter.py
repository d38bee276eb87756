"""The server extension, in a server of Jupyter's own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.serverapp import ServerApp

from workshop.jupyter import derive as notebooks
from workshop.jupyter import extension as jupyter

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


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], ServerApp]]:
    """Make a server of Jupyter's own that has the extension, and answers to no port."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / ".runtime"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / ".config"))

    def make() -> ServerApp:
        server = ServerApp(
            allow_root=True,
            jpserver_extensions={"workshop.jupyter.extension": True},
            open_browser=False,
            root_dir=str(tmp_path),
        )
        server.initialize(argv=[], find_extensions=False, new_httpserver=False)
        return server

    yield make
    GatewayClient.clear_instance()


@pytest.fixture
def manager(load: Callable[[], ServerApp]) -> Any:
    return load().contents_manager


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
    model = asyncio.run(manager.get(notebook.name))
    run(model["content"])
    asyncio.run(manager.save(model, notebook.name))
    assert notebook.read_bytes() == before


def test_a_notebook_that_did_not_change_is_not_written(manager: Any, notebook: Path) -> None:
    """JupyterLab would ask another tab about it, and may read it while it is half written."""
    model = asyncio.run(manager.get(notebook.name))
    run(model["content"])
    before = notebook.stat()
    told = asyncio.run(manager.save(model, notebook.name))
    after = notebook.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert told == asyncio.run(manager.get(notebook.name, content=False))


def test_a_notebook_takes_the_place_of_a_file_that_cannot_be_read(
    manager: Any, notebook: Path
) -> None:
    before = notebook.read_bytes()
    model = asyncio.run(manager.get(notebook.name))
    notebook.write_text("{", encoding="utf-8")
    asyncio.run(manager.save(model, notebook.name))
    assert notebook.read_bytes() == before


def test_what_an_adapter_writes_in_jupyterlab_is_kept(manager: Any, notebook: Path) -> None:
    model = asyncio.run(manager.get(notebook.name))
    text, code = model["content"]["cells"]
    text["source"] = "# Another title"
    code["metadata"]["tags"].append("second")
    own = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "source": "2"}
    model["content"]["cells"].append({**own, "execution_count": None})
    asyncio.run(manager.save(model, notebook.name))
    saved = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert saved[0]["source"] == ["# Another title"]
    assert saved[1]["metadata"]["tags"] == ["mine", "hide-input", "second"]
    assert saved[2]["metadata"] == {}


def test_other_notebooks_and_files_are_left_alone(manager: Any, notebook: Path) -> None:
    model = asyncio.run(manager.get(notebook.name))
    run(model["content"])
    del model["content"]["metadata"]["workshop"]
    asyncio.run(manager.save(model, "other.ipynb"))
    other = json.loads((notebook.parent / "other.ipynb").read_text(encoding="utf-8"))
    assert other["cells"][1]["execution_count"] == 7
    asyncio.run(manager.save({"type": "file", "format": "text", "content": "workshop"}, "note.txt"))
    assert (notebook.parent / "note.txt").read_text(encoding="utf-8") == "workshop"
    asyncio.run(manager.save({"type": "directory"}, "folder"))
    assert (notebook.parent / "folder").is_dir()


def with_kernel(load: Callable[[], ServerApp], use: Callable[[Any, str], Awaitable[None]]) -> None:
    """Run a real kernel under the kernel manager of Jupyter Server."""

    async def run_it() -> None:
        kernels: Any = load().kernel_manager
        kernel_id = await kernels.start_kernel(kernel_name="python3")
        try:
            await use(kernels, kernel_id)
        finally:
            await kernels.shutdown_kernel(kernel_id, now=True)

    asyncio.run(run_it())


def process_of(kernels: Any, kernel_id: str) -> int:
    return int(kernels.get_kernel(kernel_id).provisioner.pid)


def test_a_kernel_that_has_run_nothing_is_waited_for_and_left_as_it_is(
    load: Callable[[], ServerApp],
) -> None:
    async def press_early(kernels: Any, kernel_id: str) -> None:
        before = process_of(kernels, kernel_id)
        await kernels.restart_kernel(kernel_id)
        assert process_of(kernels, kernel_id) == before

    with_kernel(load, press_early)


def test_a_kernel_that_has_run_a_cell_is_restarted(load: Callable[[], ServerApp]) -> None:
    async def run_and_press(kernels: Any, kernel_id: str) -> None:
        before = process_of(kernels, kernel_id)
        client = kernels.get_kernel(kernel_id).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=60)
            await client.execute_interactive("1 + 1", timeout=60, output_hook=lambda _: None)
        finally:
            client.stop_channels()
        await kernels.restart_kernel(kernel_id)
        assert process_of(kernels, kernel_id) != before

    with_kernel(load, run_and_press)


def test_a_kernel_that_does_not_answer_is_restarted(
    load: Callable[[], ServerApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jupyter, "ANSWER", 0.5)

    async def stop_and_press(kernels: Any, kernel_id: str) -> None:
        before = process_of(kernels, kernel_id)
        kernels.get_kernel(kernel_id).execution_state = "idle"
        os.kill(before, signal.SIGSTOP)
        await kernels.restart_kernel(kernel_id, now=True)
        assert process_of(kernels, kernel_id) != before

    with_kernel(load, stop_and_press)
