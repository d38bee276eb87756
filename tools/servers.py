"""Real servers for the browser tests, the benchmarks and the screenshots."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tools.browser import find_chromium, find_firefox, launch_args
from workshop.jupyter.launch import APP, app_command

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "only-on-this-computer"  # noqa: S105
RUN_ALL = '[data-command="notebook:restart-run-all"]:visible, [data-action="start-again"]:visible'
"""The one button: that of JupyterLab, or where its tools are out of the way, that of the line."""
START_SECONDS = 60.0
ROOM = "room"
"""Where the facilitator's desk keeps its files, below the folder of the answers."""


@dataclass(frozen=True)
class Server:
    """A running server.

    Parameters
    ----------
    url
        Its address, without a slash at the end.
    folder
        The notebooks it serves.
    home
        Where its kernels save answers.
    process
        Its process.
    """

    url: str
    folder: Path
    home: Path
    process: subprocess.Popen[bytes]

    def address(self, path: str) -> str:
        """Give the address of a page, token included, without the tabs of an earlier visit.

        Parameters
        ----------
        path
            For example ``lab/tree/02-….ipynb``.

        Returns
        -------
        str
            The address.
        """
        return f"{self.url}/{path}?token={TOKEN}&reset"

    def call(self, path: str, method: str = "GET", content: object = None) -> bytes:
        """Call the server's own interface.

        Parameters
        ----------
        path
            For example ``api/sessions``.
        method
            The HTTP method.
        content
            What to send, as JSON.

        Returns
        -------
        bytes
            What the server answered.
        """
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self.address(path), data, method=method)  # noqa: S310
        with urllib.request.urlopen(request) as reply:  # noqa: S310
            return bytes(reply.read())

    def forget(self) -> None:
        """Make the next participant a new one: no answers, and no kernel that runs already."""
        for what in ("sessions", "kernels"):
            while running := json.loads(self.call(f"api/{what}")):
                # The server refuses while a kernel restarts, and takes it when that is over.
                with suppress(urllib.error.HTTPError):
                    self.call(f"api/{what}/{running[0]['id']}", "DELETE")
        shutil.rmtree(self.home, ignore_errors=True)


def free_port() -> int:
    """Find a port that nobody uses now.

    Returns
    -------
    int
        The port.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def jupyter(  # noqa: PLR0913
    app: str, folder: Path, home: Path, log: Path, port: int | None = None, *, base: str = ""
) -> Iterator[Server]:
    """Run JupyterLab or Notebook 7 with the settings that the package ships.

    Parameters
    ----------
    app
        ``lab`` or ``notebook``.
    folder
        The notebooks to serve.
    home
        Where kernels save answers.
    log
        A file for what the server says.
    port
        The port; by default a free one.
    base
        The path below which JupyterLab answers, as behind a proxy: ``/hub/somebody``.

    Yields
    ------
    Server
        The server, once it answers.

    Raises
    ------
    RuntimeError
        When it does not start; with the end of what it said.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "notebook" if app == "notebook" else f"jupyter{app}"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--no-browser"]
    command += [f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={TOKEN}"]
    command.append(f"--ServerApp.base_url={base}/")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    alive = f"http://127.0.0.1:{port}{base}/api/status?token={TOKEN}"
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=folder,
            # A folder of its own for settings: what this person likes must not change a test.
            env={
                **os.environ,
                "WORKSHOP_HOME": str(home),
                "WORKSHOP_ROOM": str(home / ROOM),
                "JUPYTER_CONFIG_DIR": str(log.parent / "settings"),
            },
        )
        try:
            _wait_for(process, alive, log)
            yield Server(f"http://127.0.0.1:{port}{base}", folder, home, process)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                # A kernel that starts while its server ends keeps it waiting.
                process.kill()
                process.wait()


@contextmanager
def pages(home: Path, log: Path, port: int | None = None) -> Iterator[Server]:
    """Run what ``make app`` runs, with a key that opens it once: :data:`TOKEN`.

    Parameters
    ----------
    home
        Where answers are saved.
    log
        A file for what the server says.
    port
        The port; by default a free one.

    Yields
    ------
    Server
        The server, once it answers.

    Raises
    ------
    RuntimeError
        When it does not start; with the end of what it said.
    """
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    env = {**os.environ, "WORKSHOP_HOME": str(home), APP.variable: TOKEN}
    with log.open("wb") as said:
        process = subprocess.Popen(
            app_command(ROOT / "notebooks", port),
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            env=env,
        )
        try:
            _wait_for(process, f"{url}/", log)
            yield Server(url, ROOT / "notebooks", home, process)
        finally:
            process.terminate()
            process.wait()


@contextmanager
def driver() -> Iterator[Playwright]:
    """Start Playwright, which can be done once in a process.

    Yields
    ------
    Playwright
        What starts browsers.
    """
    before = os.environ.get("NODE_OPTIONS")
    shim = Path(__file__).with_name("firefox.cjs")
    os.environ["NODE_OPTIONS"] = f'{before or ""} --require "{shim.as_posix()}"'.strip()
    running = sync_playwright()
    playwright = running.start()
    if before is None:
        del os.environ["NODE_OPTIONS"]
    else:
        os.environ["NODE_OPTIONS"] = before
    try:
        yield playwright
    finally:
        playwright.stop()


@contextmanager
def chromium(playwright: Playwright | None = None) -> Iterator[Browser]:
    """Run a headless Chromium.

    Parameters
    ----------
    playwright
        What starts it; nothing where nobody started Playwright.

    Yields
    ------
    Browser
        Playwright's handle of it.
    """
    with nullcontext(playwright) if playwright else driver() as starter:
        browser = starter.chromium.launch(executable_path=find_chromium(), args=launch_args())
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Run a headless Firefox.

    It takes on no colour scheme, no forced colours and no paper: such a test needs Chromium.

    Parameters
    ----------
    playwright
        What starts it.

    Yields
    ------
    Browser
        Playwright's handle of it.
    """
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=find_firefox())
    try:
        yield browser
    finally:
        browser.close()


def start_notebook(page: Page, address: str) -> None:
    """Do what a participant does: open the notebook, and press the one button if need be.

    Parameters
    ----------
    page
        An empty page.
    address
        The notebook's address.
    """
    page.goto(address)
    opened = page.locator(".jp-NotebookPanel[data-starts]").first
    if opened.get_attribute("data-starts") == "pressed":
        page.locator(RUN_ALL).click()


def _wait_for(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310
                return
        except urllib.error.HTTPError:
            # It answers; whoever has no key is refused.
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            # Nothing tells when a server has started; asking again is the only way.
            time.sleep(0.1)
    end_of_log = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"The server did not start:\n{end_of_log}")
