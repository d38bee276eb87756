"""Measure a live room with many phones: ``python -m benchmarks.room --people N``.

A server of its own and phones in processes of theirs, on one computer. Each phone joins, listens to
its stream, and answers a sort of 30 cards within ten seconds, as a page does: the whole answer, at
most once a second, with a number that grows. A latency ends when the phone is told that its answer
is on the disk. Beside it the same answers go to a plain vote endpoint with one commit an answer.
Then a server is killed in the middle of a burst, and started again.
"""

from __future__ import annotations

import argparse
import asyncio
import atexit
import contextlib
import gzip
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import sqlalchemy as sa

RESULTS = Path(__file__).parent / "results"
CARDS = 30
JOIN_SECONDS = 30.0
ANSWER_SECONDS = 10.0
PROCESSES = 2
PATIENCE = 60.0
STEP = "/api/step"
"""Where this benchmark steps its own server."""
KEY = "/api/key"
"""Where it gets what a host shows."""


@dataclass
class Phone:
    """What a phone went through.

    Parameters
    ----------
    work
        The id of the work on it.
    """

    work: str
    token: str = ""
    latencies: list[float] = field(default_factory=list)
    acknowledged: int = 0
    cards: int = 0
    again: int = 0
    stages: dict[int, float] = field(default_factory=dict)


class Connection:
    """A connection that is kept open, and opened again when it is lost."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._writer: asyncio.StreamWriter | None = None
        self._reader: asyncio.StreamReader | None = None

    async def ask(
        self, method: str, path: str, token: str = "", body: object = None
    ) -> tuple[int, bytes]:
        """Ask once; gives the status and what came back."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        assert self._reader is not None  # noqa: S101 - opened together
        try:
            self._writer.write(request(method, path, token, body))
            head = await self._reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            body = await self._reader.readexactly(length)
            if b"content-encoding: gzip" in head.lower():
                body = gzip.decompress(body)
            return int(head.split(b" ", 2)[1]), body
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close it."""
        if self._writer is not None:
            self._writer.close()
        self._writer = None


def request(method: str, path: str, token: str, body: object = None) -> bytes:
    """Write down a request."""
    data = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if data:
        lines += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
    return "\r\n".join([*lines, "", ""]).encode() + data


async def patiently(connection: Connection, *asked: Any) -> tuple[bytes, int]:  # noqa: ANN401
    """Ask until there is an answer, as a page does; gives it and how often it was asked again."""
    again = 0
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, IndexError):
            status, body = await connection.ask(*asked)
            if status == 200:  # noqa: PLR2004
                return body, again
            if status not in (429, 503):
                raise RuntimeError(f"{asked[:2]}: {status} {body[:200]!r}")
        again += 1
        await asyncio.sleep(random.uniform(0.2, 0.6))  # noqa: S311


async def listen(port: int, phone: Phone) -> None:
    """Hold the stream of events, and note when each stage came."""
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(request("GET", "/api/events", phone.token))
                await reader.readuntil(b"\r\n\r\n")
                while True:
                    event = await reader.readuntil(b"\n\n")
                    for line in event.splitlines():
                        if line.startswith(b"id: "):
                            phone.stages.setdefault(int(line[4:]), time.monotonic())
            finally:
                writer.close()
        await asyncio.sleep(random.uniform(0.2, 1))  # noqa: S311


async def behave(given: argparse.Namespace, phone: Phone, go: float, start: float) -> None:
    """Join, listen and answer."""
    dice = random.Random(phone.work)  # noqa: S311
    connection = Connection(given.port)
    if not given.naive:
        await asyncio.sleep(go + dice.uniform(0, given.joining) - time.monotonic())
        joining = {"code": given.code, "work": phone.work}
        body, _ = await patiently(connection, "POST", "/api/join", "", joining)
        phone.token = json.loads(body)["token"]
    listening = None if given.naive else asyncio.create_task(listen(given.port, phone))
    if not given.naive:
        await patiently(connection, "GET", f"/api/exercises/{given.exercise}", phone.token)
    cards = given.cards.split(",")
    options = given.options.split(",")
    # Somebody's first tap, and from then on one every third of a second.
    at = start + dice.uniform(0, 1)
    taps = sorted(dice.uniform(at, start + given.answering) for _ in cards)
    choices: dict[str, str] = {}
    n = 0
    while len(choices) < len(cards):
        await asyncio.sleep(max(at, taps[len(choices)]) - time.monotonic())
        now = time.monotonic()
        while len(choices) < len(cards) and taps[len(choices)] <= now:
            choices[cards[len(choices)]] = dice.choice(options)
        n += 1
        record = {
            "exercise": given.exercise,
            "kind": "sort",
            "updated": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "state": "begun",
            "answer": {"choices": choices},
        }
        sent = {"n": n, "work": phone.work, "record": record}
        before = time.monotonic()
        _, again = await patiently(
            connection, "PUT", f"/api/answers/{given.exercise}", phone.token, sent
        )
        phone.latencies.append(time.monotonic() - before)
        phone.acknowledged, phone.cards = n, len(choices)
        phone.again += again
        at = before + 1
    connection.close()
    await asyncio.sleep(max(0, given.until - time.monotonic()))
    if listening is not None:
        listening.cancel()


async def be_phones(given: argparse.Namespace) -> None:
    """Be some of the phones, and write down what they went through."""
    phones = [Phone(f"phone-{number}") for number in range(*map(int, given.phones.split("-")))]
    await asyncio.gather(*(behave(given, each, given.go, given.start) for each in phones))
    sys.stdout.write(json.dumps([vars(each) for each in phones]))


# The servers.


def serve_room(folder: str, port: int) -> None:
    """Be the room's server, which this benchmark can step."""
    from starlette.requests import Request  # noqa: PLC0415
    from starlette.responses import Response  # noqa: PLC0415
    from starlette.routing import BaseRoute, Route  # noqa: PLC0415

    from workshop.content.library import Library  # noqa: PLC0415
    from workshop.room import running  # noqa: PLC0415
    from workshop.room.app import PARTS, make_room  # noqa: PLC0415
    from workshop.room.gate import as_json  # noqa: PLC0415
    from workshop.room.live import Live  # noqa: PLC0415
    from workshop.room.people import People  # noqa: PLC0415

    def stepping(live: Live, _: People) -> list[BaseRoute]:
        async def step(request: Request) -> Response:
            stage = await live.step(**await request.json())
            return as_json({"number": stage.number})

        async def key(_: Request) -> Response:
            return as_json({"key": await live.keep_key("host")})

        return [Route(STEP, step, methods=["POST"]), Route(KEY, key, methods=["POST"])]

    listening = running.listen(port, running.HERE)
    app = make_room(Library(), Path(folder), parts=[*PARTS, stepping])

    def tell() -> None:
        sys.stdout.write(f"{app.live.code}\n")
        sys.stdout.flush()

    running.serve(app, listening, tell)


def serve_naive(folder: str, port: int) -> None:
    """Be what one would write first: a table, a session a request, a commit an answer."""
    import uvicorn  # noqa: PLC0415
    from fastapi import Body, FastAPI  # noqa: PLC0415
    from sqlalchemy.dialects.sqlite import insert  # noqa: PLC0415

    everything = sa.MetaData()
    votes = sa.Table(
        "votes",
        everything,
        sa.Column("work", sa.String, primary_key=True),
        sa.Column("n", sa.Integer),
        sa.Column("record", sa.Text),
    )
    engine = sa.create_engine(f"sqlite:///{folder}/naive.sqlite", connect_args={"timeout": 60})
    everything.create_all(engine)
    keep = insert(votes)
    keep = keep.on_conflict_do_update(
        index_elements=["work"], set_={"n": keep.excluded.n, "record": keep.excluded.record}
    )
    app = FastAPI()

    @app.put("/api/answers/{exercise}")
    def vote(exercise: str, sent: Any = Body()) -> dict[str, int]:  # noqa: ANN401, ARG001, B008, FAST002
        row = {"work": sent["work"], "n": sent["n"], "record": json.dumps(sent["record"])}
        with engine.begin() as connection:
            connection.execute(keep, row)
        return {"saved": sent["n"]}

    sys.stdout.write("none\n")
    sys.stdout.flush()
    uvicorn.run(app, port=port, log_level="error", access_log=False)


class Server:
    """A server in a process of its own, whose memory is watched."""

    def __init__(self, what: str, folder: Path, port: int) -> None:
        command = [sys.executable, "-m", "benchmarks.room", f"--be={what}"]
        command += [f"--folder={folder}", f"--port={port}"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None  # noqa: S101 - asked for above
        self.code = self.process.stdout.readline().strip()
        self.port = port
        self.most = self.busy = 0.0
        atexit.register(self.kill)
        threading.Thread(target=self._watch, daemon=True).start()
        wait_for(port)

    def _watch(self) -> None:
        with contextlib.suppress(psutil.Error):
            program = psutil.Process(self.process.pid)
            while self.process.poll() is None:
                self.most = max(self.most, program.memory_info().rss / 1e6)
                self.busy = sum(program.cpu_times()[:2])
                time.sleep(0.25)

    def step(self, **to: str) -> tuple[int, float]:
        """Step the room; gives the number of the stage, and when that was asked."""

        async def ask() -> bytes:
            connection = Connection(self.port)
            _, body = await connection.ask("POST", STEP, "", to)
            connection.close()
            return body

        before = time.monotonic()
        return int(json.loads(asyncio.run(ask()))["number"]), before

    def kill(self) -> None:
        """Pull the plug."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it in good order."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()


async def to_the_host(server: Server, exercise: Any) -> float:  # noqa: ANN401
    """Give the milliseconds from an answer until the host is sent that one more has answered."""
    connection = Connection(server.port)
    _, body = await connection.ask("POST", KEY)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(
        b"GET /api/host/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Cookie: host=" + json.loads(body)["key"].encode() + b"\r\n\r\n"
    )
    counts = json.loads((await heard(reader, b"event: count")).split(b"data: ")[-1])
    joining = {"code": server.code, "work": "another"}
    _, body = await connection.ask("POST", "/api/join", "", joining)
    choices = {item.id: exercise.options[0].id for item in exercise.items}
    record = {"exercise": exercise.id, "updated": "", "answer": {"choices": choices}}
    sent = {"n": 1, "work": "another", "record": record}
    before = time.monotonic()
    path = f"/api/answers/{exercise.id}"
    await connection.ask("PUT", path, json.loads(body)["token"], sent)
    await heard(reader, f'"answered":{counts["answered"] + 1},'.encode())
    writer.close()
    connection.close()
    return (time.monotonic() - before) * 1000


async def heard(reader: asyncio.StreamReader, text: bytes) -> bytes:
    """Wait for an event that says something."""
    while text not in (event := await reader.readuntil(b"\n\n")):
        pass
    return event


def wait_for(port: int) -> None:
    """Wait until something listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("The server does not answer.")


def free_port() -> int:
    """Find a port that nothing has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def phones(
    people: int,
    server: Server,
    exercise: Any,  # noqa: ANN401
    *,
    naive: bool = False,
    joining: float,
) -> Iterator[tuple[float, list[subprocess.Popen[str]]]]:
    """Start all phones; gives when they begin to answer."""
    go = time.monotonic() + 2
    start = go + joining + 1
    parts = [people * part // PROCESSES for part in range(PROCESSES + 1)]
    cards = [item.id for item in exercise.items][:CARDS]
    command = [
        *(sys.executable, "-m", "benchmarks.room", "--be=phones", f"--port={server.port}"),
        *(f"--code={server.code}", f"--exercise={exercise.id}", f"--cards={','.join(cards)}"),
        f"--options={','.join(option.id for option in exercise.options)}",
        *(f"--go={go}", f"--start={start}", f"--joining={joining}"),
        *(f"--answering={ANSWER_SECONDS}", f"--until={start + ANSWER_SECONDS + 6}"),
        *(["--naive"] if naive else []),
    ]
    running = [
        subprocess.Popen([*command, f"--phones={begin}-{end}"], stdout=subprocess.PIPE, text=True)
        for begin, end in pairwise(parts)
    ]
    try:
        yield start, running
    finally:
        for each in running:
            each.kill()


def told(running: list[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    """Gather what the phones went through."""
    return [phone for each in running for phone in json.loads(each.communicate()[0])]


def rank(values: list[float], share: float) -> float:
    """Give a percentile, in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000


def compared(folder: Path, found: list[dict[str, Any]]) -> dict[str, int]:
    """Compare what the phones were told with what is on the disk."""
    engine = sa.create_engine(f"sqlite:///{folder}/room.sqlite")
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT d.work, a.n, a.record FROM answers a JOIN devices d ON d.id = a.device")
        ).all()
    engine.dispose()
    kept: dict[str, list[tuple[int, int]]] = {}
    for work, n, record in rows:
        cards = len(json.loads(record)["answer"]["choices"])
        kept.setdefault(work, []).append((n, cards))
    lost = sum(
        not any(n >= each["acknowledged"] and cards >= each["cards"] for n, cards in
                kept.get(each["work"], []))
        for each in found
    )  # fmt: skip
    return {"lost": lost, "twice": sum(len(each) > 1 for each in kept.values())}


def usual(people: int, exercise: Any, place: Path, joining: float) -> dict[str, Any]:  # noqa: ANN401
    """Measure a room in which all goes well."""
    folder = place / "room"
    server = Server("room", folder, free_port())
    time.sleep(0.5)
    rest = server.most
    with phones(people, server, exercise, joining=joining) as (start, running):
        time.sleep(max(0, start - 0.5 - time.monotonic()))
        joined = server.busy
        steps = [server.step(to="think", exercise=exercise.id)]
        time.sleep(max(0, start + ANSWER_SECONDS + 1 - time.monotonic()))
        busy = server.busy - joined
        steps.append(server.step(to="look"))
        took = time.monotonic() - steps[-1][1]
        counted = asyncio.run(to_the_host(server, exercise))
        found = told(running)
    late = [
        each["stages"].get(str(number), before + PATIENCE) - before
        for number, before in steps
        for each in found
    ]
    latencies = [one for each in found for one in each["latencies"]]
    before = time.monotonic()
    server.stop()
    return {
        "people": people,
        "answers": len(latencies),
        "p50_ms": rank(latencies, 0.5),
        "p95_ms": rank(latencies, 0.95),
        "p99_ms": rank(latencies, 0.99),
        "most_ms": rank(latencies, 1),
        **compared(folder, found),
        "stage_p95_ms": rank(late, 0.95),
        "stage_most_ms": rank(late, 1),
        "look_s": took,
        "count_ms": counted,
        "cpu_ms_an_answer": busy / len(latencies) * 1000,
        "memory_mb": server.most,
        "memory_at_rest_mb": rest,
        "asked_again": sum(each["again"] for each in found),
        "end_s": time.monotonic() - before,
    }


def plain_votes(people: int, exercise: Any, place: Path) -> dict[str, Any]:  # noqa: ANN401
    """Measure the plain vote endpoint with the same answers."""
    server = Server("naive", place, free_port())
    with phones(people, server, exercise, naive=True, joining=0) as (_, running):
        found = told(running)
    latencies = [one for each in found for one in each["latencies"]]
    server.kill()
    return {
        "naive_p50_ms": rank(latencies, 0.5),
        "naive_p95_ms": rank(latencies, 0.95),
        "naive_p99_ms": rank(latencies, 0.99),
        "naive_memory_mb": server.most,
    }


def killed(people: int, exercise: Any, place: Path) -> dict[str, Any]:  # noqa: ANN401
    """Kill the server in the middle of the answers, and start it again."""
    folder = place / "killed"
    port = free_port()
    server = Server("room", folder, port)
    with phones(people, server, exercise, joining=5) as (start, running):
        time.sleep(max(0, start + ANSWER_SECONDS / 2 - time.monotonic()))
        server.kill()
        before = time.monotonic()
        server = Server("room", folder, port)
        away = time.monotonic() - before
        found = told(running)
    server.stop()
    told_of = compared(folder, found)
    return {
        "killed_people": people,
        "killed_lost": told_of["lost"],
        "killed_twice": told_of["twice"],
        "killed_away_s": away,
        "killed_recovered": sum(each["cards"] == CARDS for each in found),
        "killed_asked_again": sum(each["again"] for each in found),
    }


def first_card(exercise: Any, place: Path) -> dict[str, Any]:  # noqa: ANN401
    """Measure how a phone comes in over a thin link."""
    # Imported here: the programs that play phones need no browser.
    from benchmarks.room_phone import measured  # noqa: PLC0415

    server = Server("room", place / "phone", free_port())
    server.step(to="think", exercise=exercise.id)
    found = measured(server.port, server.code)
    server.stop()
    return found


def many_files() -> None:
    """Let this program open two connections for each phone."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 20_000), most))


def measure(people: int, joining: float, *, usual_alone: bool = False) -> dict[str, Any]:
    """Measure everything."""
    from workshop.content.library import Library  # noqa: PLC0415

    # The first sort that has as many cards.
    exercises = Library().exercises().values()
    exercise = next(e for e in exercises if e.kind == "sort" and len(e.items) >= CARDS)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        found: dict[str, Any] = {
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "cores": os.cpu_count(),
        }
        found |= usual(people, exercise, place, joining)
        print(json.dumps(found, indent=1))
        if usual_alone:
            return found
        found |= plain_votes(people, exercise, place)
        found |= killed(min(people, 300), exercise, place)
        found |= first_card(exercise, place)
    return found


BUDGETS = {
    "p95_ms": 250,
    "p99_ms": 1000,
    "lost": 0,
    "twice": 0,
    "memory_mb": 300,
    "stage_most_ms": 2000,
    "count_ms": 1000,
    "killed_lost": 0,
    "killed_twice": 0,
    "phone_kb": 60,
    "phone_first_card_s": 3,
}


def main() -> int:
    """Measure, or be one of the programs that are measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--usual", action="store_true", help="only a room in which all goes well")
    parser.add_argument("--joining", type=float, default=JOIN_SECONDS)
    for name in ("be", "folder", "code", "exercise", "cards", "options", "phones"):
        parser.add_argument(f"--{name}", default="", help=argparse.SUPPRESS)
    for name in ("go", "start", "answering", "until"):
        parser.add_argument(f"--{name}", type=float, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--naive", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    many_files()
    if given.be == "room":
        serve_room(given.folder, given.port)
    elif given.be == "naive":
        serve_naive(given.folder, given.port)
    elif given.be == "phones":
        with contextlib.suppress(ImportError):
            import uvloop  # noqa: PLC0415

            uvloop.run(be_phones(given))
            return 0
        asyncio.run(be_phones(given))
    else:
        found = measure(given.people, given.joining, usual_alone=given.usual)
        if given.usual:
            return 0
        text = json.dumps(found, indent=1)
        print(text)
        RESULTS.mkdir(exist_ok=True)
        (given.json or RESULTS / "room.json").write_text(f"{text}\n", "utf-8")
        over = [name for name, most in BUDGETS.items() if found[name] > most]
        print(f"over: {', '.join(over)}" if over else "all within their budgets")
        return bool(over)
    return 0


if __name__ == "__main__":
    sys.exit(main())
