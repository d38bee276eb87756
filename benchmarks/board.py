"""Measure the workshop beside what one would use instead: ``make bench``.

First one sort, shown in JupyterLab in several ways; then what the workshop costs besides; at the
end every budget, and whether it is kept. The figures are also written to ``benchmarks/results/``.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import costs
from benchmarks.side_by_side import Result, Tap, measure
from tools.servers import chromium, jupyter

RESULTS = Path(__file__).parent / "results"
# How long a screen shows one picture; what is less apart than this nobody can see.
FRAME_MS = 1000 / 60
PACKAGES = ("anywidget", "ipywidgets", "jupyterlab", "jupyterquiz")


@dataclass(frozen=True, slots=True)
class Budget:
    """A promise: ``measured`` is at most ``limit``."""

    name: str
    limit: float
    measured: float
    beside: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.measured <= self.limit


def main() -> None:
    """Measure everything and say how it went."""
    load = [_load()]
    print("One sort in JupyterLab, shown and tapped over a slow link; this takes some minutes.")
    with tempfile.TemporaryDirectory() as name:
        results = show_all(Path(name))
        print_table(side_by_side(results))
        budgets = [*budgets_of_the_board(results), *budgets_of_the_rest(Path(name))]
    print_table(judged(budgets))
    load.append(_load())
    print(f"{os.cpu_count()} cores; other work makes times longer: load {load[0]} to {load[1]}.")
    print(f"Written to {write(results, budgets, load)}.")


def show_all(place: Path) -> dict[str, Result]:
    """Show and tap a sort in every way, in one server and one browser."""
    folder = place / "notebooks"
    folder.mkdir()
    with (
        jupyter("lab", folder, place / "home", place / "log.txt") as server,
        chromium() as browser,
    ):
        return measure(browser, server)


def side_by_side(results: dict[str, Result]) -> list[list[str]]:
    """Lay the measurements out, one column for each way."""

    def row(label: str, show: Callable[[Result], float]) -> list[str]:
        return [label, *(f"{show(result):,.0f}" for result in results.values())]

    def taps(label: str, take: Callable[[Tap], float]) -> list[str]:
        return row(label, lambda result: result.median(take))

    return [
        ["", *results],
        row("to show it: widget messages", lambda result: result.widget.messages),
        row("  bytes in them", lambda result: result.widget.size),
        row("  all messages, the kernel's own too", lambda result: result.all.messages),
        row("  bytes in them", lambda result: result.all.size),
        row("  requests to other computers", lambda result: len(result.outside)),
        taps("a tap: messages sent", lambda tap: tap.sent.messages),
        taps("  bytes in them", lambda tap: tap.sent.size),
        taps("  messages received", lambda tap: tap.received.messages),
        taps("  bytes in them", lambda tap: tap.received.size),
        taps("  of all these, widget messages", lambda tap: tap.widget.messages),
        row("round trip as measured, ms", lambda result: result.round_trip),
        taps("tap to feedback in the page, ms", lambda tap: tap.in_page),
        taps("tap to feedback on the screen, ms", lambda tap: tap.on_screen),
        row("  the slowest, ms", lambda result: max(tap.on_screen for tap in result.taps)),
    ]


def budgets_of_the_board(results: dict[str, Result]) -> Iterator[Budget]:
    """Compare messages, bytes and times with what was promised."""
    core, quiz = results["core ipywidgets"], results["jupyterquiz"]
    board, deck = results["our board"], results["our board, 52"]
    lists, list_deck = results["our list"], results["our list, 52"]
    core_tap = core.median(lambda tap: tap.sent.messages + tap.received.messages)
    quiz_screen = quiz.median(lambda tap: tap.on_screen)
    yield Budget(
        "show 52 cards: widget messages", 4, deck.widget.messages,
        f"ipywidgets, 30 cards: {core.widget.messages}, jupyterquiz: {quiz.widget.messages}",
    )  # fmt: skip
    yield Budget(
        "show 52 cards: bytes", 98_000, deck.widget.size,
        f"ipywidgets, 30 cards: {core.widget.size:,}, jupyterquiz: {quiz.widget.size:,}",
    )  # fmt: skip
    every_tap = [tap for result in (board, deck, lists, list_deck) for tap in result.taps]
    yield Budget(
        "a tap: messages sent, at most", 1, max(tap.sent.messages for tap in every_tap),
        f"ipywidgets, both ways: {core_tap:.0f}, jupyterquiz: 0 (and nothing is saved)",
    )  # fmt: skip
    yield Budget(
        "a tap: widget messages, both ways", 2, max(tap.widget.messages for tap in every_tap),
        f"ipywidgets: {core.median(lambda tap: tap.widget.messages):.0f}",
    )  # fmt: skip
    yield Budget(
        "a tap: bytes sent, at most", 1_000, max(tap.sent.size for tap in every_tap),
        f"ipywidgets: {core.median(lambda tap: tap.sent.size):.0f}",
    )  # fmt: skip
    for name, result in (("board", deck), ("list", list_deck)):
        yield Budget(
            f"tap to feedback on the screen, {name} of 52, ms", max(100, 2 * quiz_screen),
            result.median(lambda tap: tap.on_screen),
            f"30 cards: ipywidgets {core.median(lambda tap: tap.on_screen):.0f}, "
            f"jupyterquiz {quiz_screen:.0f}",
        )  # fmt: skip
    for name, result in (("board", board), ("list", lists)):
        yield Budget(
            f"the same, {name} of 30, ms", quiz_screen + FRAME_MS,
            result.median(lambda tap: tap.on_screen),
            f"jupyterquiz: {quiz_screen:.1f}; the limit is one picture more",
        )  # fmt: skip


def budgets_of_the_rest(place: Path) -> Iterator[Budget]:
    """Measure what the workshop costs besides messages, and compare it with what was promised."""
    took = costs.import_ms()
    yield Budget(
        "import workshop / import anywidget", 1.3, took.ratio,
        f"{took.ours:.0f} / {took.theirs:.0f} ms of processor time",
    )  # fmt: skip
    own, resident = costs.kernel_memory(place / "home")
    yield Budget(
        "kernel after the session, MB over ipywidgets", 10, own.ours - own.theirs,
        f"USS {own.ours:.1f} / {own.theirs:.1f}, RSS {resident.ours:.1f} / {resident.theirs:.1f}",
    )  # fmt: skip
    judged_in = costs.judging_us()
    yield Budget(
        "judge 52 cards / read them and count plainly", 5, judged_in.ratio,
        f"{judged_in.ours:.0f} / {judged_in.theirs:.0f} µs; {1e6 / judged_in.ours:,.0f} a second",
    )  # fmt: skip
    checked = costs.nbval_seconds(place / "nbval")
    yield Budget(
        "session / empty notebooks under nbval", 1.5, checked.ratio,
        f"{checked.ours:.1f} / {checked.theirs:.1f} s for 8 of each",
    )  # fmt: skip
    opened = costs.opening_ms(place / "opening")
    yield Budget(
        "open eleven notebooks, all answered / none", 1.1, opened.ratio,
        f"{opened.ours:.0f} / {opened.theirs:.0f} ms of processor time",
    )  # fmt: skip
    for name, size in costs.bundle_bytes().items():
        yield Budget(f"{name}.js with {name}.css, bytes", 70_000, size)


def judged(budgets: Sequence[Budget]) -> list[list[str]]:
    """Lay the budgets out, one row each."""

    def number(value: float) -> str:
        return f"{value:,.0f}" if value == int(value) or value >= 10_000 else f"{value:.2f}"  # noqa: PLR2004

    return [
        ["budget", "limit", "measured", "", "beside it"],
        *(
            [
                each.name,
                f"≤ {number(each.limit)}",
                number(each.measured),
                "ok" if each.kept else "OVER",
                each.beside,
            ]
            for each in budgets
        ),
    ]


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows with aligned columns: the first to the left, the figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print()
    for first, *rest in rows:
        cells = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    print()


def write(results: dict[str, Result], budgets: Sequence[Budget], load: Sequence[float]) -> Path:
    """Keep the figures, every tap included, to compare with a later run."""
    now = datetime.now(UTC)
    found = {
        "when": now.isoformat(timespec="seconds"),
        "computer": {
            "system": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": load,
        },
        "packages": {name: version(name) for name in PACKAGES},
        "ways": {name: asdict(result) for name, result in results.items()},
        "budgets": [{**asdict(each), "kept": each.kept} for each in budgets],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"board-{now:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _load() -> float:
    """How many processes wanted to run in the last minute; Windows does not tell."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0


if __name__ == "__main__":
    main()
