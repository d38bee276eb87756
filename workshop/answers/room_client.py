"""How a room is asked over the network: one short question, whatever there is at the other end.

Somebody types an address, and anything may answer there: nothing, a printer, something that never
stops. So each question has a time and a size, nobody is sent on to another computer, and what
comes back is a status and a table, or nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import re
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit

from workshop.system.files import parse

PATIENCE = 3.0
"""After so many seconds nobody is expected to answer any more."""
LARGEST = 500_000
"""So many bytes of an answer are read at most; a room says a tenth of it."""
LONGEST_ADDRESS = 300
MOVED = range(300, 400)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a room is, as somebody typed it.

    Parameters
    ----------
    url
        Without a slash at the end.
    code
        The code, where a link was pasted that names it.
    """

    url: str
    code: str = ""

    @property
    def near(self) -> bool:
        """Whether only computers in the same network can reach it."""
        host = urlsplit(self.url).hostname or ""
        number = _number(host)
        return not number.is_global if number else "." not in host or host.endswith(".local")

    @property
    def sealed(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        return self.url.startswith("https:")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; the status is 0 where nobody answered, or nothing that makes sense.

    Parameters
    ----------
    status
        The status.
    told
        The table that was sent; empty where it was none.
    moved
        Where the same room is now, on the same computer; empty where nothing says so.
    """

    status: int = 0
    told: Mapping[str, Any] = field(default_factory=dict)
    moved: str = ""


def read_address(typed: str) -> Address | None:
    """Read an address as people type it from a wall.

    Parameters
    ----------
    typed
        For example ``10.0.0.5:8080``, ``room.example.org``, or a whole link.

    Returns
    -------
    Address or None
        The address; nothing where this is none, or none of a room.
    """
    text = typed.strip()
    link = re.match("https?://", text, re.IGNORECASE)
    if len(text) > LONGEST_ADDRESS or ("://" in text and not link):
        return None
    try:
        parts = urlsplit(text if link else f"//{text}")
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        return None
    path = parts.path.rstrip("/").removesuffix("/here")
    if parts.username is not None or not re.fullmatch(r"[\w.:-]+", host):
        return None
    if not re.fullmatch(r"[A-Za-z0-9._~/-]*", path):
        return None
    # A name alone is a server of its own, and those have certificates; a laptop has none.
    laptop = port or _number(host) or "." not in host
    scheme = parts.scheme.lower() or ("http" if laptop else "https")
    code = parse_qs(parts.query).get("code", [""])[0]
    where = f"[{host}]" if ":" in host else host
    return Address(f"{scheme}://{where}{f':{port}' if port else ''}{path}", code)


def ask(
    url: str, method: str, path: str, values: Mapping[str, Any] | None = None, token: str = ""
) -> Reply:
    """Ask a room something; nothing is raised.

    Parameters
    ----------
    url
        Where the room is.
    method, path
        What is asked.
    values
        What is sent, if anything is.
    token
        By which the room knows who asks.

    Returns
    -------
    Reply
        What came back.
    """
    try:
        return _ask(url, method, path, values, token)
    except (OSError, http.client.HTTPException, ValueError, AttributeError):
        # The last one: a connection that was ended while the library read from it.
        return Reply()


def within(seconds: float, question: Callable[[], Reply]) -> Reply:
    """Ask something in a thread of its own, and wait no longer than this.

    A name that is looked up cannot be stopped, so nothing else ends in time with certainty.

    Parameters
    ----------
    seconds
        How long to wait.
    question
        What to ask.

    Returns
    -------
    Reply
        What came back until then.
    """
    came: list[Reply] = []
    thread = threading.Thread(target=lambda: came.append(question()), daemon=True)
    thread.start()
    thread.join(seconds)
    return came[0] if came else Reply()


def _ask(url: str, method: str, path: str, values: Mapping[str, Any] | None, token: str) -> Reply:
    parts = urlsplit(url)
    sealed = parts.scheme == "https"
    make = http.client.HTTPSConnection if sealed else http.client.HTTPConnection
    connection = make(parts.hostname or "", parts.port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.connect()
        # Each piece that comes would begin the time anew, so something else ends it.
        ended = threading.Timer(PATIENCE, _end, [connection.sock])
        ended.daemon = True
        ended.start()
        try:
            headers = {"Accept": "application/json"}
            if token:
                headers["Authorization"] = f"Bearer {token}"
            body = None
            if values is not None:
                body = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
                headers["Content-Type"] = "application/json"
            connection.request(method, parts.path + path, body, headers)
            response = connection.getresponse()
            status = response.status
            if status in MOVED:
                return Reply(status, moved=_moved(parts, path, response.getheader("Location", "")))
            data = response.read(LARGEST + 1)
            # What broke off in the middle is no answer.
            whole = not response.length and len(data) <= LARGEST
        finally:
            ended.cancel()
    if not whole:
        return Reply()
    try:
        told = parse(data)
    except ValueError:
        told = None
    return Reply(status, told if isinstance(told, dict) else {})


def _end(line: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        line.shutdown(socket.SHUT_RDWR)


def _moved(parts: SplitResult, path: str, location: str) -> str:
    """Give the new address of the same room, where it is on the same computer."""
    there = urljoin(parts.geturl() + path, location)
    new = read_address(there.removesuffix(path))
    same = new is not None and urlsplit(new.url).hostname == parts.hostname
    return new.url if new and same and new.url != parts.geturl() else ""


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
