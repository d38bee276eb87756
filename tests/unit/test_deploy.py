"""What stands in deploy/ is read as those read it who run it, and asks for what there is."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser
from configparser import ConfigParser
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.conftest import ROOT
from workshop.commands import room
from workshop.commands.said import words_of

HERE = ROOT / "deploy" / "room"


def asked(words: list[str]) -> Any:
    """Read a command line of the workshop as it reads it."""
    whole = ArgumentParser()
    room.add(whole.add_subparsers(), words_of("commands"))
    return whole.parse_args(["room", *words])


def unit() -> Any:
    """Read the unit; an option may come twice there."""
    found = ConfigParser(strict=False, interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(HERE / "room.service")
    return found


def test_the_unit_starts_what_there_is() -> None:
    service = unit()["Service"]
    program, command, *words = shlex.split(service["ExecStart"])
    assert (Path(program).name, command) == ("workshop", "room")
    given = asked(words)
    assert (given.workers, given.listen, given.port) == (4, "127.0.0.1", 8080)
    assert given.address.startswith("https://")
    assert service["DynamicUser"] == "yes"
    # The folder that it may write is the room's.
    assert service["Environment"] == f"WORKSHOP_ROOM=/var/lib/{service['StateDirectory']}"


def test_the_containers_start_what_there_is() -> None:
    compose = YAML(typ="safe").load((HERE / "compose.yml").read_text("utf-8"))
    services = compose["services"]
    name = "${ROOM_NAME:?set ROOM_NAME in .env}"
    given = asked([each.replace(name, "x") for each in services["room"]["command"]])
    assert (given.workers, given.address) == (4, "https://x")
    build = services["room"]["build"]
    assert (HERE / build["context"]).resolve() == ROOT
    text = (ROOT / build["dockerfile"]).read_text("utf-8")
    entry = re.search(r"ENTRYPOINT (\[.*\])", text)
    command = re.search(r"CMD (\[[^]]*\])\n*$", text)
    assert entry
    assert command
    words = YAML(typ="safe").load(entry[1]) + YAML(typ="safe").load(command[1])
    assert words[:2] == ["workshop", "room"]
    assert asked(words[2:]).port == 8080
    used = {volume.split(":")[0] for each in services.values() for volume in each["volumes"]}
    assert used - {"./Caddyfile"} == set(compose["volumes"])
    # Images have names, and no address of anybody's computer.
    images = [each["image"] for each in services.values() if "image" in each]
    assert not [image for image in images if "." in image.split("/")[0].split(":")[0]]


def test_proxies_pass_events_on_at_once() -> None:
    nginx = (HERE / "nginx.conf").read_text("utf-8")
    assert "proxy_buffering off;" in nginx
    assert nginx.count("{") == nginx.count("}")
    caddy = (HERE / "Caddyfile").read_text("utf-8")
    assert "flush_interval -1" in caddy
    # A room answers to its own name alone, also when it is asked whether it is ready.
    name = re.search(r"^(\{\$ROOM_NAME\S+) \{", caddy, re.MULTILINE)
    assert name
    assert f"Host {name[1]}" in caddy
    for text in (nginx, (HERE / "Caddyfile").read_text("utf-8")):
        assert "127.0.0.1:8080" in text
