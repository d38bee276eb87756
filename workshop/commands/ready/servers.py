"""The servers of `make lab` and `make app`, started for a look around."""

from __future__ import annotations

import asyncio
import secrets
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir
from tornado.httpclient import AsyncHTTPClient, HTTPError

from workshop.commands.ready.lines import Finding
from workshop.commands.said import words_of
from workshop.content.languages import number
from workshop.jupyter import launch, obstacles
from workshop.system.programs import environment, running

Command = Callable[[Path, int], list[str]]


class ServerError(Exception):
    """A server that ends instead of answering."""


async def lab_opens(notebook: Path, place: Path, seconds: float) -> list[Finding]:
    """Start JupyterLab as `make lab` does, and ask it for a notebook.

    Parameters
    ----------
    notebook
        The notebook.
    place
        A folder that is removed afterwards.
    seconds
        How long the page may take once it is asked for.

    Returns
    -------
    list of Finding
        One.
    """
    # What is tried below lies in folders of its own, and these would be the person's.
    if problem := obstacles.folder_problem():
        return [Finding("not yet", problem.in_words(words_of("launch")))]
    words = words_of("ready")
    began = time.monotonic()
    try:
        async with served(_lab_at(place), notebook.parent, place) as (address, token):
            page = f"{address}/lab/tree/{notebook.name}?token={token}"
            await AsyncHTTPClient().fetch(page, request_timeout=seconds)
    except ServerError:
        return [Finding("not yet", words["server-failed"].format(name="lab"))]
    except (HTTPError, OSError) as error:
        return [Finding("not yet", words["server-odd"].format(why=error))]
    took = number(words.language, time.monotonic() - began, 1)
    return [Finding("fine", words["lab"].format(seconds=took))]


def _lab_at(place: Path) -> Command:
    # It notes which notebooks are trusted; not in the person's own folder.
    note = f"--NotebookNotary.data_dir={place}"
    return lambda folder, port: [*launch.lab_command(folder, port), note]


@asynccontextmanager
async def served(command: Command, folder: Path, place: Path) -> AsyncIterator[tuple[str, str]]:
    """Run a server at a free port.

    Parameters
    ----------
    command
        Names the program and what it is told, see :func:`workshop.jupyter.launch.lab_command`.
    folder
        The notebooks.
    place
        A folder that is removed afterwards.

    Yields
    ------
    tuple of str
        The address, without a slash at the end, and the token or the key that opens it.

    Raises
    ------
    ServerError
        When it ends instead of answering.
    """
    with socket.socket() as probe:
        probe.bind((obstacles.LOOPBACK, 0))
        port = int(probe.getsockname()[1])
    token = secrets.token_hex(16)
    # JupyterLab may ask npm for something, which then notes that.
    npm = {"npm_config_cache": str(place / "npm")}
    env = environment(place) | npm | {"JUPYTER_TOKEN": token, launch.APP.variable: token}
    # The person's own settings count; where there are none, no folder is to be left for them.
    for name, own in (
        ("JUPYTER_DATA_DIR", jupyter_data_dir()),
        ("JUPYTER_CONFIG_DIR", jupyter_config_dir()),
    ):
        if not Path(own).exists():  # noqa: ASYNC240 - one look at a disk
            env[name] = str(place / "own")
    with (
        (place / "server.txt").open("wb") as said,
        running(command(folder, port), env, said) as process,
    ):
        while True:
            if process.poll() is not None:
                raise ServerError
            try:
                _, writer = await asyncio.open_connection("localhost", port)
            except OSError:
                # Nothing tells when a server has started; asking again is the only way.
                await asyncio.sleep(0.1)
            else:
                writer.close()
                break
        yield f"http://localhost:{port}", token
