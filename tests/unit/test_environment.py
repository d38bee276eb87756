"""The two commands, the pins and the images: what people meet before the first notebook."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

from tests.conftest import ROOT
from tools import browser

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
# Where conda-forge has another name for what PyPI has.
CONDA_NAMES = {"fastjsonschema": "python-fastjsonschema", "matplotlib": "matplotlib-base"}


def run(
    *command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean_environment() if env is None else env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def clean_environment(**settings: str) -> dict[str, str]:
    """This environment, without what `make test` and pip's settings would change."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "MAKE", "MFLAGS", "PYTHON", "VIRTUAL_ENV"))
    }
    return kept | settings


def requirements(lines: list[str]) -> dict[str, SpecifierSet]:
    """Name and versions of each line that is not our own package with an extra."""
    parsed = [Requirement(line) for line in lines]
    return {
        canonicalize_name(each.name): each.specifier
        for each in parsed
        if each.name != PROJECT["name"]
    }


@pytest.fixture
def dependencies() -> list[Any]:
    environment = YAML(typ="safe").load(ROOT / "environment.yml")
    assert environment["name"] == "leading-and-managing"
    assert environment["channels"] == ["conda-forge"]
    return list(environment["dependencies"])


class TestConda:
    def test_it_asks_for_what_pyproject_asks_for(self, dependencies: list[Any]) -> None:
        listed = [
            line
            for line in dependencies
            if isinstance(line, str) and not line.startswith("python=")
        ]
        assert "pip" in listed
        listed.remove("pip")
        # A file for conda cannot say for which systems something is: pip brings that.
        everywhere = [
            line
            for line in (*PROJECT["dependencies"], *EXTRAS["check"])
            if Requirement(line).marker is None
        ]
        wanted = requirements(everywhere)
        renamed = {CONDA_NAMES.get(name, name): versions for name, versions in wanted.items()}
        assert requirements(listed) == renamed

    def test_python_is_one_version_that_we_support(self, dependencies: list[Any]) -> None:
        # Binder reads `python=3.11`, and takes anything else for "any Python".
        pins = [re.fullmatch(r"python=(3\.\d+)", str(line)) for line in dependencies]
        (pin,) = filter(None, pins)
        assert pin[1] in SpecifierSet(PROJECT["requires-python"])

    def test_it_installs_the_workshop_itself(self, dependencies: list[Any]) -> None:
        assert {"pip": ["-e ."]} in dependencies


def test_binder_accepts_the_repository() -> None:
    command = Path(sys.executable).with_name("jupyter-repo2docker")
    done = run(command, "--no-build", "--debug", ".")
    assert done.returncode == 0, done.stderr
    assert "Building conda environment for python=3.11" in done.stderr
    dockerfile = done.stdout
    update = dockerfile.index('--file "environment.yml"')
    # The package is installed from the folder, so the folder has to be there first.
    assert dockerfile.index("src/ ${REPO_DIR}/") < update < dockerfile.index("RUN ./postBuild")


@pytest.fixture
def pins() -> dict[str, Version]:
    pins: dict[str, Version] = {}
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            # Nothing but a name and a version: no address of any computer.
            match = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)", line)
            assert match, line
            pins[canonicalize_name(match[1])] = Version(match[2])
    return pins


class TestConstraints:
    def test_every_requirement_is_pinned_within_its_bounds(self, pins: dict[str, Version]) -> None:
        everything = [
            *PROJECT["dependencies"],
            *(line for extra in EXTRAS.values() for line in extra),
        ]
        faults = [
            f"{name}{versions} is not pinned, or to {pins.get(name)}"
            for name, versions in requirements(everything).items()
            if name not in pins or pins[name] not in versions
        ]
        assert not faults

    def test_our_own_package_is_not_in_it(self, pins: dict[str, Version]) -> None:
        assert PROJECT["name"] not in pins


class TestMake:
    def test_help_lists_every_command(self) -> None:
        done = run("make", "help")
        assert done.returncode == 0, done.stderr
        listed = re.findall(r"^make ([\w-]+) +\S", done.stdout, re.MULTILINE)
        phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert phony
        assert sorted(listed) == sorted(phony[1].split())

    def test_help_is_what_make_alone_prints(self) -> None:
        assert run("make").stdout == run("make", "help").stdout


class TestMakeEnv:
    """On a copy of what it reads, with a PATH that has no Python but those of the test."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        # A space, since people's folders have them.
        folder = tmp_path / "a folder"
        for name in ("pyproject.toml", "constraints.txt", "tools/make-env.sh"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        return folder

    @pytest.fixture
    def tools(self, tmp_path: Path) -> Path:
        tools = tmp_path / "bin"
        tools.mkdir()
        for name in ("cat", "dirname", "grep", "head", "mkdir", "mv", "rm"):
            found = shutil.which(name)
            assert found, name
            (tools / name).symlink_to(found)
        # Somebody who may not install anything, whoever runs the tests.
        self.write(tools / "id", "echo 1000")
        return tools

    def write(self, path: Path, line: str) -> None:
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)

    def sentence(self, folder: Path, **settings: str) -> str:
        """Run it, expect it to fail, and return the one sentence that it ends with."""
        env = clean_environment(**settings)
        done = run("/bin/sh", folder / "tools/make-env.sh", env=env)
        assert done.returncode == 1
        assert done.stdout == ""
        assert not (folder / ".venv/.ready").exists()
        said = done.stderr.splitlines()
        assert all(line.startswith("Setting up") for line in said[:-1]), done.stderr
        return said[-1]

    def test_python_too_old(self, folder: Path, tools: Path) -> None:
        self.write(tools / "python3", "echo 3.9")
        said = self.sentence(folder, PATH=str(tools))
        assert said.startswith("Python 3.11 or newer is needed, but python3 is Python 3.9: install")

    def test_python_not_found(self, folder: Path, tools: Path) -> None:
        # Found and not working is not found: a version manager's shim for what is not installed.
        self.write(tools / "python3.12", "exit 127")
        said = self.sentence(folder, PATH=str(tools))
        assert said.startswith("Python 3.11 or newer is needed, but none was found: install")

    def test_chosen_python_too_old(self, folder: Path, tools: Path) -> None:
        self.write(tools / "old", "echo 2.7")
        said = self.sentence(folder, PYTHON=str(tools / "old"))
        assert f"{tools / 'old'} is Python 2.7" in said
        assert "make env PYTHON=" in said

    @pytest.mark.parametrize("chosen", ["nonsense", "/nowhere/python3", "true", "a word"])
    def test_chosen_python_that_is_none(self, folder: Path, chosen: str) -> None:
        said = self.sentence(folder, PYTHON=chosen)
        assert said.startswith(f"PYTHON={chosen} is no Python that starts here: name one")

    def test_a_python_that_is_named_is_looked_at_also_where_all_is_set_up(
        self, folder: Path
    ) -> None:
        shutil.copy(ROOT / "Makefile", folder)
        for name in ("etc", "share", ".venv/bin"):
            (folder / name).mkdir(parents=True)
        (folder / ".venv/bin/python").symlink_to(sys.executable)
        ready = folder / ".venv/.ready"
        ready.write_text(f"{folder}\n", "utf-8")
        done = run("make", "-C", folder, "env", "PYTHON=nonsense", env=clean_environment())
        assert done.returncode != 0
        assert done.stderr.startswith("PYTHON=nonsense is no Python that starts here")
        assert ready.exists(), "what was set up is there still"

    def test_another_python_takes_nothing_away(self, folder: Path, tools: Path) -> None:
        (folder / ".venv/bin").mkdir(parents=True)
        (folder / ".venv/bin/python").symlink_to(sys.executable)
        (folder / ".venv/.ready").write_text(f"{folder}\n", "utf-8")
        self.write(tools / "newer", "echo 3.99")
        env = clean_environment(PYTHON=str(tools / "newer"))
        done = run("/bin/sh", folder / "tools/make-env.sh", env=env)
        assert done.returncode == 1
        assert re.fullmatch(
            r"The workshop is set up with Python 3\.\d+ already: to set it up with \S+ \(3\.99\), "
            r"run make clean, then this again\.\n",
            done.stderr,
        )
        assert (folder / ".venv/.ready").exists()

    def test_python_without_venv(self, folder: Path, tools: Path) -> None:
        self.write(tools / "python3", 'case "$2" in *ensurepip*) exit 1;; esac; echo 3.12')
        said = self.sentence(folder, PATH=str(tools))
        assert "sudo apt-get install python3.12-venv" in said

    def test_no_network(self, folder: Path) -> None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))  # and nobody listens
            said = self.sentence(
                folder,
                PYTHON=sys.executable,
                PIP_CONFIG_FILE=os.devnull,
                PIP_INDEX_URL=f"http://127.0.0.1:{closed.getsockname()[1]}/simple",
                PIP_NO_CACHE_DIR="1",
                PIP_RETRIES="1",
            )
        assert said.startswith("The Python packages could not be fetched: connect this computer")
        assert ".venv/setup.log" in said
        assert "hatchling" in (folder / ".venv/setup.log").read_text("utf-8")


class TestBrowser:
    def test_a_chosen_browser_that_does_not_start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
        with pytest.raises(RuntimeError, match="CHROMIUM=/nowhere/chromium does not start"):
            browser.find_chromium.__wrapped__()
        monkeypatch.setenv("FIREFOX", "/nowhere/firefox")
        with pytest.raises(RuntimeError, match="FIREFOX=/nowhere/firefox does not start"):
            browser.find_firefox.__wrapped__()

    def test_without_a_firefox_a_sentence_says_what_to_do(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("FIREFOX", raising=False)
        monkeypatch.setenv("PATH", "/nowhere")
        with pytest.raises(RuntimeError, match="apt-get install firefox-esr"):
            browser.find_firefox.__wrapped__()

    def test_the_sandbox_is_only_left_out_for_root(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for user, without in ((0, True), (1000, False)):
            monkeypatch.setattr(os, "geteuid", lambda user=user: user)
            assert ("--no-sandbox" in browser.launch_args()) is without
