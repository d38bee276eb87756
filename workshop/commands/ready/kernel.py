"""Whether a kernel starts and shows the first exercise."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_path

from workshop.commands.ready.lines import Finding
from workshop.commands.ready.texts import read_notebook
from workshop.system.programs import environment

KERNEL = "python3"
"""The kernel that the notebooks name."""
WIDGET = "application/vnd.jupyter.widget-view+json"


async def first_exercise(notebook: Path, place: Path, seconds: float) -> list[Finding]:
    """Run a notebook's cells in a kernel until its first exercise shows.

    Parameters
    ----------
    notebook
        The notebook.
    place
        A folder that is removed afterwards.
    seconds
        How long the kernel may take to start, and each cell to run.

    Returns
    -------
    list of Finding
        One.
    """
    pages = read_notebook(notebook)
    manager = AsyncKernelManager(
        kernel_name=KERNEL,
        connection_file=str(place / "kernel.json"),
        # By itself it would also make the folder .ipython, to look for kernels of long ago there.
        kernel_spec_manager=KernelSpecManager(kernel_dirs=jupyter_path("kernels")),
    )
    began = time.monotonic()
    try:
        await manager.start_kernel(
            cwd=str(notebook.parent),
            env=environment(place),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        problem = await _run(manager, pages.first, seconds)
    except NoSuchKernel:
        problem = f"there is no kernel “{KERNEL}”"
    except OSError as error:
        problem = f"its program does not start ({error.strerror or error})"
    except RuntimeError:
        problem = "it ended, or did not answer"
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
    if problem:
        return [Finding("not yet", f"No exercise in a kernel: {problem}. {_remedy(manager)}")]
    took = time.monotonic() - began
    said = f"A kernel started and showed the exercise “{pages.exercises[0]}” in {took:.1f} seconds."
    return [Finding("fine", said)]


async def _run(manager: AsyncKernelManager, cells: tuple[str, ...], seconds: float) -> str:
    """Say what is wrong with the last of the cells; nothing when it showed a board."""
    client = manager.client()
    # Without the heartbeat: its thread would be in the way when this is stopped.
    client.start_channels(hb=False, stdin=False)
    shown: list[dict[str, Any]] = []
    try:
        await client.wait_for_ready(timeout=seconds)
        for cell in cells:
            shown.clear()
            reply = await client.execute_interactive(
                cell,
                store_history=False,
                allow_stdin=False,
                timeout=seconds,
                output_hook=lambda message: shown.append(message["content"].get("data", {})),
            )
            content = reply["content"]
            if content["status"] != "ok":
                return f"it stops with {content.get('ename')}: {content.get('evalue')}"
    except TimeoutError:
        return f"a cell took longer than {seconds:.0f} seconds"
    finally:
        client.stop_channels()
    if any(WIDGET in data for data in shown):
        return ""
    return "a message stands in the place of the first exercise"


def _remedy(manager: AsyncKernelManager) -> str:
    """Say which program the kernel is where that is not this Python, since nobody would guess."""
    try:
        spec = manager.kernel_spec
    except NoSuchKernel:
        spec = None
    if spec is None or not spec.argv:
        return "Run `make env`, and try again."
    program = spec.argv[0]
    if program in {"python", "python3", sys.executable}:
        return "Run `make env` and `make check`, and try again."
    return (
        f"The kernel “{KERNEL}” of this computer is {program}, and not the workshop's Python: move "
        f"the folder {spec.resource_dir} away, and try again."
    )
