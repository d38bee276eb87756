"""What keeps phones from reaching this laptop, as far as this laptop can tell, and what helps."""

from __future__ import annotations

import platform
import socket
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

from workshop.content.words import Section

Firewall = Literal["", "windows", "macos", "ufw", "firewalld"]
UFW = Path("/etc/ufw/ufw.conf")
MACOS = "/usr/libexec/ApplicationFirewall/socketfilterfw"
FAR = ("tun", "tap", "utun", "wg", "ppp", "tailscale", "zt", "nordlynx", "proton")
"""How the networks begin that lead through a tunnel to somewhere else."""
ASKING_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What this laptop can tell without an administrator.

    Parameters
    ----------
    addresses
        Its numbers in networks, the likeliest first.
    itself
        Whether it reaches itself by the first of them.
    firewall
        Which firewall is on; empty where none was found.
    tunnels
        The names of networks that lead through a tunnel.
    battery
        How much of its battery is left in percent, where no cable is in; else nothing.
    """

    addresses: tuple[str, ...]
    itself: bool = True
    firewall: Firewall = ""
    tunnels: tuple[str, ...] = ()
    battery: int | None = None


def obstacles(facts: Facts, words: Section) -> list[str]:
    """Say what may stand between phones and this laptop, the likeliest first.

    Parameters
    ----------
    facts
        What this laptop can tell.
    words
        The section ``ready`` of the words.

    Returns
    -------
    list of str
        Sentences, each with a way that needs no administrator.
    """
    if not facts.addresses:
        return [words["reach-no-network"]]
    first = facts.addresses[0]
    said = []
    if not facts.itself:
        said.append(words["reach-not-itself"].format(address=first))
    said.append(words["reach-other-network"].format(begins=_begins(first)))
    if facts.firewall:
        said.append(words[f"reach-firewall-{facts.firewall}"])
    said.append(words["reach-guests"])
    if facts.tunnels:
        said.append(words["reach-tunnel"].format(names=", ".join(facts.tunnels)))
    if facts.battery is not None:
        said.append(words["reach-battery"].format(n=facts.battery))
    return said


def gather(addresses: list[str], port: int) -> Facts:
    """Look at this laptop.

    Parameters
    ----------
    addresses
        Its numbers in networks, the likeliest first.
    port
        Where it listens.

    Returns
    -------
    Facts
        What was found; what cannot be looked at counts as not there.
    """
    return Facts(
        tuple(addresses),
        itself=not addresses or _reaches(addresses[0], port),
        firewall=_firewall(platform.system()),
        tunnels=_tunnels(),
        battery=_battery(),
    )


def _begins(address: str) -> str:
    """Give how the numbers of most home and clinic networks begin that hold this one."""
    return f"{address.rpartition('.')[0]}."


def _reaches(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), ASKING_SECONDS):
            return True
    except OSError:
        return False


def _firewall(system: str) -> Firewall:
    if system == "Windows":
        # It is on as it comes, and asks once.
        return "windows"
    if system == "Darwin":
        return "macos" if "enabled" in _told([MACOS, "--getglobalstate"]) else ""
    with suppress(OSError):
        if "ENABLED=yes" in UFW.read_text("utf-8").split():
            return "ufw"
    return "firewalld" if _runs("firewalld") else ""


def _told(command: list[str]) -> str:
    try:
        asked = subprocess.run(  # noqa: S603 - ours
            command, capture_output=True, text=True, check=False, timeout=ASKING_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.lower()


def _runs(name: str) -> bool:
    return any(each.info["name"] == name for each in psutil.process_iter(["name"]))


def _tunnels() -> tuple[str, ...]:
    up = {name for name, each in psutil.net_if_stats().items() if each.isup}
    return tuple(
        name
        for name, own in psutil.net_if_addrs().items()
        # A Mac has such names without a number at all times.
        if name in up
        and name.lower().startswith(FAR)
        and any(each.family == socket.AF_INET for each in own)
    )


def _battery() -> int | None:
    # There is no such function on some systems, and some have a battery that cannot be read.
    with suppress(Exception):
        found = psutil.sensors_battery()
        if found is not None and found.power_plugged is False:
            return round(found.percent)
    return None
