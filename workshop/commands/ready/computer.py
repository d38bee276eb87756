"""Whether this computer has what the workshop needs: packages, disk, ports; and its address."""

from __future__ import annotations

import platform
import shutil
import socket
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import psutil
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from workshop.answers.collect import RECEIVED
from workshop.answers.store import Answers
from workshop.commands.ready.lines import Finding
from workshop.content.library import Library
from workshop.core.records import ContentError
from workshop.jupyter import launch, obstacles
from workshop.system.places import find_home, find_room

DISTRIBUTION = "leading-and-managing-workshop"
LEAST_FREE = 200_000_000
"""Bytes that must be free: answers need little, but JupyterLab and browsers keep files too."""
LAB_PORT, APP_PORT = 8888, 8866

_INSTALL = "Run `make env` (with conda: `conda env update -f environment.yml`)."


def packages(distribution: str = DISTRIBUTION) -> list[Finding]:
    """See whether Python and the packages are those that the workshop asks for.

    Parameters
    ----------
    distribution
        What was installed.

    Returns
    -------
    list of Finding
        One.
    """
    try:
        asked = metadata.metadata(distribution)
    except metadata.PackageNotFoundError:
        return [Finding("not yet", f"The workshop is not installed here. {_INSTALL}")]
    version = platform.python_version()
    wanted = asked["Requires-Python"]
    if not SpecifierSet(wanted).contains(version, prereleases=True):
        return [Finding("not yet", f"Python is {version}, and must be {wanted}. {_INSTALL}")]
    needed = [
        each
        for each in map(Requirement, metadata.requires(distribution) or [])
        if each.marker is None or each.marker.evaluate({"extra": ""})
    ]
    problems = [problem for each in needed if (problem := _package_problem(each))]
    if problems:
        return [Finding("not yet", f"{', '.join(problems)}. {_INSTALL}")]
    return [Finding("fine", f"Python {version}, and {len(needed)} packages that fit.")]


def _package_problem(needed: Requirement) -> str:
    try:
        version = metadata.version(needed.name)
    except metadata.PackageNotFoundError:
        return f"{needed.name} is missing"
    if needed.specifier.contains(version, prereleases=True):
        return ""
    return f"{needed.name} is {version}, and must be {needed.specifier}"


def disk(library: Library) -> list[Finding]:
    """Save an answer, read it and remove it, wherever the workshop keeps what people do.

    Parameters
    ----------
    library
        The content; one of its exercises is answered.

    Returns
    -------
    list of Finding
        One.
    """
    home, room = find_home(), find_room()
    for folder in (home, home / "answers", room, room / RECEIVED):
        remedy = (
            "Name a folder that can be written in WORKSHOP_HOME."
            if folder.is_relative_to(home)
            else "Name a folder that can be written in WORKSHOP_ROOM."
        )
        try:
            # A folder that will be made later will lie in the first one that is there.
            place = next(each for each in (folder, *folder.parents) if each.exists())
            free = shutil.disk_usage(place).free
            problem = _saving_problem(place, library)
        except ContentError:
            return [Finding("look", "No exercise can be read, so nothing was saved to try it.")]
        except OSError as error:
            problem = str(error.strerror or error)
        if problem:
            said = f"Nothing can be saved in {folder} ({problem}). {remedy}"
            return [Finding("not yet", said)]
        if free < LEAST_FREE:
            said = f"Only {free // 1_000_000} MB are free for {folder}. Make room. {remedy}"
            return [Finding("not yet", said)]
    said = f"An answer was saved, read and removed again; {free / 1e9:,.0f} GB are free."
    return [Finding("fine", f"{said} Answers go to {home}.")]


def _saving_problem(place: Path, library: Library) -> str:
    """Answer as a participant would, in a folder that is gone afterwards."""
    exercise = library.exercise(next(iter(library.chapters())).exercises[0])
    with tempfile.TemporaryDirectory(
        prefix=".workshop-ready-", dir=place, ignore_cleanup_errors=True
    ) as trial:
        answers = Answers(Path(trial))
        saved = answers.change(exercise, {"reset": True})
        if saved.failure is not None:
            return saved.failure.strerror or str(saved.failure)
        if Answers(Path(trial)).records().keys() != {exercise.id}:
            return "what was saved could not be read again"
    return "the file that was saved could not be removed" if Path(trial).exists() else ""


def ports(notebooks: Path | None) -> list[Finding]:
    """See whether the workshop could listen where it usually does, or does so already.

    Parameters
    ----------
    notebooks
        The folder that would be shown.

    Returns
    -------
    list of Finding
        One.
    """
    said, problems = [], list(filter(None, [obstacles.loopback_problem()]))
    commands: tuple[tuple[str, int, Callable[[Path, int], list[str]]], ...] = (
        ("lab", LAB_PORT, launch.lab_command),
        ("app", APP_PORT, launch.app_command),
    )
    for name, port, command in commands:
        problem = obstacles.port_problem(name, port)
        if problem is None:
            said.append(f"Port {port} is free for `make {name}`.")
        elif notebooks is not None and _runs(command(notebooks, port)[1:]):
            said.append(f"At port {port} a workshop is open already (`make {name}`).")
        else:
            problems.append(problem)
    return [Finding("not yet" if problems else "fine", " ".join([*problems, *said]))]


def _runs(words: list[str]) -> bool:
    """Tell whether a program runs that was told all this, as the workshop tells its servers."""
    running = psutil.process_iter(["cmdline"])
    return any(set(words) <= set(each.info["cmdline"] or []) for each in running)


def addresses() -> list[Finding]:
    """Say what to open here, and what participants open.

    Returns
    -------
    list of Finding
        One for the projector, one for the participants.
    """
    here = (
        f"On this computer `make lab` opens the workshop at http://localhost:{LAB_PORT}, and "
        f"`make app` at http://localhost:{APP_PORT}. The terminal shows the whole address."
    )
    own = "Each opens the workshop on their own computer with `make lab`, or by your Binder link."
    known = _network_addresses()
    name = f" ({' or '.join(known)} in the network)" if known else ""
    only = f"They cannot open the pages of this computer{name}: as it comes, nobody else can."
    return [Finding("fine", here), Finding("fine", f"{own} {only}")]


def _network_addresses() -> list[str]:
    """List the addresses that this computer has in networks, without those that lead nowhere."""
    up = {name for name, stats in psutil.net_if_stats().items() if stats.isup}
    return [
        entry.address
        for name, entries in psutil.net_if_addrs().items()
        if name in up
        for entry in entries
        if entry.family == socket.AF_INET and not entry.address.startswith(("127.", "169.254."))
    ]
