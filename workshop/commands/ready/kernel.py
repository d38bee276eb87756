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
from workshop.commands.said import words_of
from workshop.content.languages import number
from workshop.content.words import Section
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
    words = words_of("ready")
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
        problem = await _run(manager, pages.first, seconds, words)
    except NoSuchKernel:
        problem = words["kernel-none"].format(name=KERNEL)
    except OSError as error:
        problem = words["kernel-not-started"].format(why=error.strerror or error)
    except RuntimeError:
        problem = words["kernel-ended"]
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
    if problem:
        remedy = _remedy(manager, words)
        return [Finding("not yet", words["kernel-failed"].format(why=problem, remedy=remedy))]
    took = number(words.language, time.monotonic() - began, 1)
    said = words["kernel"].format(exercise=pages.exercises[0], seconds=took)
    return [Finding("fine", said)]


async def _run(
    manager: AsyncKernelManager, cells: tuple[str, ...], seconds: float, words: Section
) -> str:
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
                told = words["cell-stopped"]
                return told.format(name=content.get("ename"), why=content.get("evalue"))
    except TimeoutError:
        return words["cell-slow"].format(seconds=number(words.language, seconds))
    finally:
        client.stop_channels()
    if any(WIDGET in data for data in shown):
        return ""
    return words["cell-message"]


def _remedy(manager: AsyncKernelManager, words: Section) -> str:
    """Say which program the kernel is where that is not this Python, since nobody would guess."""
    try:
        spec = manager.kernel_spec
    except NoSuchKernel:
        spec = None
    if spec is None or not spec.argv:
        return words["kernel-remedy"]
    program = spec.argv[0]
    if program in {"python", "python3", sys.executable}:
        return words["kernel-remedy-own"]
    other = words["kernel-remedy-other"]
    return other.format(name=KERNEL, program=program, folder=spec.resource_dir)
