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
from workshop.commands.said import words_of
from workshop.content.languages import number
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.core.records import ContentError
from workshop.jupyter import launch, obstacles
from workshop.system.places import find_home, find_room

DISTRIBUTION = "leading-and-managing-workshop"
LEAST_FREE = 200_000_000
"""Bytes that must be free: answers need little, but JupyterLab and browsers keep files too."""
LAB_PORT, APP_PORT = 8888, 8866


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
    words = words_of("ready")
    install = words["install"]
    try:
        asked = metadata.metadata(distribution)
    except metadata.PackageNotFoundError:
        return [Finding("not yet", words["not-installed"].format(install=install))]
    version = platform.python_version()
    wanted = asked["Requires-Python"]
    if not SpecifierSet(wanted).contains(version, prereleases=True):
        said = words["python-other"].format(version=version, wanted=wanted, install=install)
        return [Finding("not yet", said)]
    needed = [
        each
        for each in map(Requirement, metadata.requires(distribution) or [])
        if each.marker is None or each.marker.evaluate({"extra": ""})
    ]
    problems = [problem for each in needed if (problem := _package_problem(each, words))]
    if problems:
        said = words["packages-wrong"].format(problems=", ".join(problems), install=install)
        return [Finding("not yet", said)]
    return [Finding("fine", words["packages-fit"].format(version=version, n=len(needed)))]


def _package_problem(needed: Requirement, words: Section) -> str:
    try:
        version = metadata.version(needed.name)
    except metadata.PackageNotFoundError:
        return words["package-missing"].format(name=needed.name)
    if needed.specifier.contains(version, prereleases=True):
        return ""
    told = words["package-other"]
    return told.format(name=needed.name, version=version, wanted=needed.specifier)


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
    words = words_of("ready")
    home, room = find_home(), find_room()
    for folder in (home, home / "answers", room, room / RECEIVED):
        remedy = words["name-home" if folder.is_relative_to(home) else "name-room"]
        try:
            # A folder that will be made later will lie in the first one that is there.
            place = next(each for each in (folder, *folder.parents) if each.exists())
            free = shutil.disk_usage(place).free
            problem = _saving_problem(place, library, words)
        except ContentError:
            return [Finding("look", words["no-exercise"])]
        except OSError as error:
            problem = str(error.strerror or error)
        if problem:
            said = words["not-saved"].format(folder=folder, why=problem, remedy=remedy)
            return [Finding("not yet", said)]
        if free < LEAST_FREE:
            megabytes = number(words.language, free // 1_000_000)
            said = words["no-space"].format(n=megabytes, folder=folder, remedy=remedy)
            return [Finding("not yet", said)]
    gigabytes = number(words.language, free / 1e9)
    return [Finding("fine", words["saved"].format(n=gigabytes, folder=home))]


def _saving_problem(place: Path, library: Library, words: Section) -> str:
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
            return words["not-read-again"]
    return words["not-removed"] if Path(trial).exists() else ""


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
    words, launching = words_of("ready"), words_of("launch")
    said = []
    problems = [found.in_words(launching) for found in [obstacles.loopback_problem()] if found]
    commands: tuple[tuple[str, int, Callable[[Path, int], list[str]]], ...] = (
        ("lab", LAB_PORT, launch.lab_command),
        ("app", APP_PORT, launch.app_command),
    )
    for name, port, command in commands:
        problem = obstacles.port_problem(name, port)
        if problem is None:
            said.append(words["port-free"].format(port=port, name=name))
        elif notebooks is not None and _runs(command(notebooks, port)[1:]):
            said.append(words["port-open"].format(port=port, name=name))
        else:
            problems.append(problem.in_words(launching))
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
    words = words_of("ready")
    lab, app = f"http://localhost:{LAB_PORT}", f"http://127.0.0.1:{APP_PORT}"
    only = words["only-here"]
    if known := _network_addresses():
        only = words["only-here-named"].format(addresses=f" {words['or']} ".join(known))
    return [
        Finding("fine", words["here"].format(lab=lab, app=app)),
        Finding("fine", f"{words['each-their-own']} {only}"),
    ]


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
