"""One scan with a phone: whether phones reach this laptop at all, before a room is full of them."""

from __future__ import annotations

import html
import socket
import threading
import time
from collections.abc import Callable, Collection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from workshop.commands.ready import reach
from workshop.commands.ready.lines import Finding
from workshop.commands.said import say, words_of
from workshop.commands.scan import draw
from workshop.content.words import Section

PORT = 8080
"""Where a live room listens as it comes: what a firewall says of one port holds for the room."""
SECONDS = 60.0


def scan(port: int = PORT, seconds: float = SECONDS) -> list[Finding]:
    """Show a code, and wait until a phone has opened the page that it leads to.

    Parameters
    ----------
    port
        Where to listen.
    seconds
        How long to wait. Ctrl+C ends it before.

    Returns
    -------
    list of Finding
        One; or, where no phone came, one for each thing that may be the reason.
    """
    # Imported here: it brings along the room's server, which takes a second.
    from workshop.room import running  # noqa: PLC0415

    words, addresses = words_of("ready"), running.addresses()
    try:
        listening = running.listen(port)
    except (OSError, OverflowError):
        return [Finding("look", words["phone-busy"].format(port=port))]
    with listening:
        try:
            return _tried(listening, addresses, seconds, words)
        except KeyboardInterrupt:
            return [Finding("look", words["phone-left-out"])]


def _tried(
    listening: socket.socket, addresses: list[str], seconds: float, words: Section
) -> list[Finding]:
    port = listening.getsockname()[1]
    if not addresses:
        return _looks(reach.obstacles(reach.gather([], port), words))
    say(words["phone-scan"].format(seconds=round(seconds)))
    draw(f"http://{addresses[0]}:{port}")
    for each in addresses:
        say(f"  http://{each}:{port}")
    facts: list[reach.Facts] = []

    def look() -> None:
        # While the page is there: whether this laptop itself reaches it.
        facts.append(reach.gather(addresses, port))

    came = wait_for_a_phone(listening, seconds, addresses, look)
    if came:
        return [Finding("fine", words["phone-came"].format(address=came))]
    none = Finding("look", words["phone-none"].format(seconds=round(seconds)))
    return [none, *_looks(reach.obstacles(facts[0], words))]


def wait_for_a_phone(
    listening: socket.socket,
    seconds: float,
    own: Collection[str] = (),
    meanwhile: Callable[[], None] = lambda: None,
) -> str:
    """Give a page to whoever asks, until somebody does who is not this laptop.

    Parameters
    ----------
    listening
        Where.
    seconds
        How long.
    own
        The numbers of this laptop, which are no phone.
    meanwhile
        What is done while the page is there.

    Returns
    -------
    str
        The number of who came; empty where nobody did.
    """
    came, words = _Came(own), words_of("ready")

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            phone = came.is_other(self.client_address[0])
            body = _page(words["phone-page" if phone else "phone-page-here"], words)
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.send_header("cache-control", "no-store")
            self.end_headers()
            self.wfile.write(body)
            if phone:
                came.told(self.client_address[0])

        def log_message(self, *_: object) -> None:
            """Write nothing: the terminal shows what somebody has to know."""

    server = ThreadingHTTPServer(listening.getsockname(), Page, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        began = time.monotonic()
        meanwhile()
        came.wait(max(0.0, seconds - (time.monotonic() - began)))
    finally:
        server.shutdown()
    return came.address


class _Came:
    """Who came."""

    def __init__(self, own: Collection[str]) -> None:
        self._own = {*own}
        self._event = threading.Event()
        self.address = ""

    def is_other(self, address: str) -> bool:
        return address not in self._own

    def told(self, address: str) -> None:
        self.address = self.address or address
        self._event.set()

    def wait(self, seconds: float) -> None:
        self._event.wait(seconds)


def _page(said: str, words: Section) -> bytes:
    title = html.escape(words["title-phones"])
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>"
        "<style>body { font: 1.25rem/1.5 sans-serif; margin: 2rem }</style></head>"
        f"<body><main><h1>{title}</h1><p>{html.escape(said)}</p></main></body></html>"
    ).encode()


def _looks(sentences: list[str]) -> list[Finding]:
    return [Finding("look", each) for each in sentences]
