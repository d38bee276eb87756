"""Boards on a blank page: the built bundles, a model, and the real boards and files behind it.

What JupyterLab is to a board is here a page of some lines and a small server: what the model sends
reaches a real :class:`workshop.notebook.board.Board`, and what that sends comes back to every page
that is open. A test can take the program away, slow it down, or end the server.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from anywidget import AnyWidget

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.notebook.board import Board
from workshop.notebook.desk import Desk
from workshop.notebook.session import Session
from workshop.notebook.start import Start
from workshop.notebook.take_home import TakeHome
from workshop.system.places import STATIC

HERE = Path(__file__).parent
THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"
MAKING = 60_000
"""How many milliseconds a figure or a page may take: matplotlib looks at all fonts at its first."""
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}


class Host:
    """The program behind the pages.

    Parameters
    ----------
    home
        Where answers are saved.
    library
        The content.
    """

    def __init__(self, home: Path, library: Library) -> None:
        self.home = home
        self.library = library
        self.url = ""
        self.delay = 0.0
        """How long each message takes to the board, in seconds."""
        self.sent: list[dict[str, Any]] = []
        """What pages sent."""
        self.told: list[str] = []
        """What boards sent, as JSON."""
        self.errors: list[Exception] = []
        """What boards raised; a kernel would only log it."""
        self.ended = False
        """Whether the server is gone: it takes no call and answers none."""
        self.deaf = False
        """Whether the program takes calls and does nothing."""
        self.program = 0
        """The number of the program that runs; each new one forgets what the last one knew."""
        self._lock = threading.RLock()
        self._pages: list[queue.Queue[str | None]] = []
        self._models: dict[str, AnyWidget] = {}
        self._session: Session | None = None

    def start(self, number: str = "02") -> None:
        """Start a program, in the place of the one that ran before."""
        with self._lock:
            self.kill()
            self.program += 1
            self.deaf = False
            self._session = Session(number, self.library, Answers(self.home))

    def kill(self, *, noticed: bool = False) -> None:
        """End the program; the pages hear of it where it is noticed."""
        with self._lock:
            self._session = None
            self._models.clear()
            if noticed:
                self._broadcast({"gone": True})

    @property
    def program_is_gone(self) -> bool:
        """Whether no program runs."""
        return self._session is None

    @property
    def session(self) -> Session:
        """The session of the program that runs."""
        assert self._session is not None
        return self._session

    def open(self, what: str) -> dict[str, Any]:
        """Show what a cell of a notebook shows, and give what a page needs for it.

        Parameters
        ----------
        what
            The id of an exercise; or ``start``, ``header``, ``desk``, ``handout``, or
            ``figure-`` with a name.

        Returns
        -------
        dict
            The ``model``, the ``name`` of its bundle, and its ``state``.
        """
        with self._lock:
            name, shown = self._shown(what)
            model = f"{self.program}-{what}"
            if self._models.get(model) is not shown:
                shown.comm = _Line(lambda data: self._broadcast({"model": model, **data}), model)
                self._models[model] = shown
            state = {n: v for n, v in shown.get_state().items() if not n.startswith("_")}
            return {"model": model, "name": name, "state": state}

    def _shown(self, what: str) -> tuple[str, Any]:
        if what == "header":
            self.session._repr_mimebundle_()
            return "header", self.session._header
        if what == "start":
            known = self._models.get(f"{self.program}-{what}")
            return "start", known or Start(self.library, Answers(self.home))
        if what == "desk":
            return "desk", Desk(self.library, self.room)
        if what == "handout":
            return "take_home", TakeHome(self.library, Answers(self.home))
        if what.startswith("figure-"):
            known = self._models.get(f"{self.program}-{what}")
            return "picture", known or self.session.figure(what.removeprefix("figure-"))
        shown = self.session.show(what)
        assert isinstance(shown, Board), shown._repr_html_()
        return shown.exercise.kind, shown

    def hear(self, model: str, content: Any) -> None:
        """Give a message of a page to its board; nobody hears one to a program that is gone."""
        self.sent.append(content)
        if self.delay:
            time.sleep(self.delay)
        with self._lock:
            shown = self._models.get(model)
            if shown is not None and not self.deaf:
                try:
                    shown._handle_custom_msg(content, [])
                except Exception as error:  # noqa: BLE001
                    self.errors.append(error)

    def answer(self, exercise: str) -> dict[str, Any]:
        """Read what is on the disk."""
        path = self.home / "answers" / f"{exercise}.json"
        if not path.exists():
            return {}
        return dict(json.loads(path.read_bytes())["answer"])

    def choices(self, exercise: str) -> dict[str, str]:
        """Read the choices that are on the disk."""
        return dict(self.answer(exercise).get("choices", {}))

    @property
    def room(self) -> Path:
        """Where the facilitator's desk keeps its files."""
        return self.home / "room"

    def page(self, *shown: str, theme: str = "") -> str:
        """Give the address of a page; ``light`` and ``dark`` are the themes of JupyterLab."""
        asked = [("show", each) for each in shown] + [("theme", theme)] * bool(theme)
        return f"{self.url}/?{urlencode(asked)}"

    def join(self) -> queue.Queue[str | None]:
        """Let a page listen to what boards send."""
        with self._lock:
            self._pages.append(queue.Queue())
            return self._pages[-1]

    def leave(self, page: queue.Queue[str | None]) -> None:
        """Let a page go."""
        with self._lock:
            self._pages.remove(page)

    def close(self) -> None:
        """Let all pages go."""
        with self._lock:
            for page in self._pages:
                page.put(None)

    def _broadcast(self, event: dict[str, Any]) -> None:
        text = json.dumps(event)
        with self._lock:
            self.told.append(text)
            for page in self._pages:
                page.put(text)


class _Line:
    """What a widget takes for the way to its pages."""

    def __init__(self, send: Callable[[dict[str, Any]], None], name: str) -> None:
        self._send = send
        self.comm_id = name
        self.kernel = True

    def send(self, data: dict[str, Any], **_more: object) -> None:
        self._send(data)

    def on_msg(self, _callback: object) -> None:
        """Messages are handed to the widget itself."""

    def close(self, *_arguments: object, **_more: object) -> None:
        """Nothing is open."""


class _Handler(BaseHTTPRequestHandler):
    host: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self._gone():
            return
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/events":
            self._events()
        elif path == "/open":
            self._reply(json.dumps(self.host.open(query["show"][0])).encode(), "application/json")
        else:
            file = _file(path.removeprefix("/"))
            if file.is_file():
                self._reply(file.read_bytes(), TYPES[file.suffix])
            else:
                self.send_error(404)

    def do_POST(self) -> None:
        if self._gone():
            return
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._reply(b"", "text/plain")
        self.host.hear(content["model"], content["content"])

    def log_message(self, *_arguments: object) -> None:
        """Keep the terminal for what tests say."""

    def _gone(self) -> bool:
        if self.host.ended:
            self.close_connection = True
        return self.host.ended

    def _reply(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        page = self.host.join()
        self.wfile.write(b"retry: 100\n\ndata: {}\n\n")
        try:
            while (text := page.get()) is not None and not self.host.ended:
                self.wfile.write(f"data: {text}\n\n".encode())
        except OSError:
            pass  # the page went
        finally:
            self.host.leave(page)
            self.close_connection = True


def _file(path: str) -> Path:
    if path.startswith("theme/"):
        return THEMES / f"theme-{Path(path).stem}-extension" / "index.css"
    return STATIC / path if path else HERE / "page.html"


@contextmanager
def hosting(home: Path, library: Library) -> Iterator[Host]:
    """Run a host, with a program, as long as a test needs it.

    Parameters
    ----------
    home
        Where answers are saved.
    library
        The content.

    Yields
    ------
    Host
        The host.
    """
    host = Host(home, library)
    host.start()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"host": host}))
    server.daemon_threads = True
    # A page that goes while it is answered is what many of these tests are about.
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    host.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.close()
        with suppress(OSError):
            server.shutdown()
            server.server_close()
