"""What the results of a room cost, from files: the whole deck of 52 cards, in two rounds.

Then the same for a whole workshop, every exercise with its tables and the overview: the invented
room of 24 people, and copies of it; and a second telling of the deck, which must not come near to
the first one.

Beside each, in the same run, what a short script would do that only counts: it reads the same files
with ``json`` and counts who put what where, without checking the files, without judging, and
without leaving small groups out.

``python benchmarks/results.py --plot`` also draws ``docs/images/results-cost.svg``.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from workshop.answers import collect
from workshop.content.library import Library
from workshop.core.records import Exercise
from workshop.results import Submission, from_carried, results
from workshop.results.exercise_tables import exercise_tables
from workshop.results.overview import overview
from workshop.results.overview_tables import overview_tables
from workshop.results.told import step, tell

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "results-cost.svg"
SIZES = (100, 300, 1_000, 3_000, 10_000)
PROMISED = 1_000
MOST_SECONDS, MOST_SECONDS_OF_RESULTS, MOST_MEGABYTES = 10.0, 1.0, 500.0
WORKSHOPS = {24: 0.5, 1_000: 3.0}
"""How many people a whole workshop has, and how many seconds its results may take."""
TOLD_BEFORE = 500
KILOBYTES_IN_A_MEGABYTE = 1_000
EXERCISE = "whole-deck"
PROFESSIONS = ("doctor", "nurse-or-midwife", "pharmacy", "manager-or-administrator", "other")


def write(folder: Path, exercise: Exercise, people: int, seed: int = 1) -> None:
    """Invent a room in which everybody sorts every card, and moves a third of them later."""
    dice = random.Random(seed)  # noqa: S311
    options = [option.id for option in exercise.options]
    for number in range(people):
        choices = {item.id: dice.choice(options) for item in exercise.items}
        first = {item: dice.choice(options) for item in choices if dice.random() < 1 / 3}
        about = {"fields": {"profession": PROFESSIONS[number % len(PROFESSIONS)]}, "rows": []}
        answers = {
            exercise.id: _record(exercise.id, "sort", {"choices": choices, "checked": False})
            | {"first": {"choices": first}},
            "about-me": _record("about-me", "write", about),
        }
        carried = {
            "workshop": "leading-and-managing",
            "version": 1,
            "participant": f"{number:016x}",
            "saved": "2030-01-01T12:00:00+00:00",
            "answers": answers,
        }
        (folder / f"{number}.json").write_text(json.dumps(carried, indent=1), encoding="utf-8")


def _record(exercise: str, kind: str, answer: object) -> dict[str, object]:
    return {
        "exercise": exercise,
        "kind": kind,
        "updated": "2030-01-01T12:00:00+00:00",
        "state": "finished",
        "answer": answer,
    }


def measure(folder: Path) -> dict[str, float]:
    """Read the files and work out the results, in this process."""
    library = Library(ROOT)
    exercises, words = library.exercises(), library.strings()["collect"]
    started = time.perf_counter()
    read = collect.read_folder(folder, exercises, words)
    submissions = from_carried(read.carried, exercises)
    between = time.perf_counter()
    told = results(exercises[EXERCISE], submissions)
    ended = time.perf_counter()
    assert told.rounds[2].people == read.people  # noqa: S101
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_IN_A_MEGABYTE
    return {"read": between - started, "results": ended - between, "memory": memory}


def count(folder: Path) -> dict[str, float]:
    """Count with a short script, in this process."""
    started = time.perf_counter()
    counts: Counter[tuple[int, str, str]] = Counter()
    for path in folder.glob("*.json"):
        record = json.loads(path.read_bytes())["answers"][EXERCISE]
        now = record["answer"]["choices"]
        for number, choices in ((1, now | record["first"]["choices"]), (2, now)):
            counts.update((number, *pair) for pair in choices.items())
    return {"script": time.perf_counter() - started}


def copies(folder: Path, people: int) -> None:
    """Write the files of the rehearsal as often as it takes."""
    files = sorted(collect.rehearsal(Library(ROOT)).glob("*.json"))
    for number in range(people):
        carried = json.loads(files[number % len(files)].read_bytes())
        carried["participant"] = f"{number:016x}"
        (folder / f"{number}.json").write_text(json.dumps(carried), encoding="utf-8")


def workshop(folder: Path) -> dict[str, float]:
    """Work out all that the desk shows of a whole workshop, in this process."""
    library = Library(ROOT)
    exercises, words = library.exercises(), library.strings()
    read = collect.read_folder(folder, exercises, words["collect"])
    submissions = from_carried(read.carried, exercises)
    started = time.perf_counter()
    own: dict[str, list[Submission]] = {id_: [] for id_ in exercises}
    for each in submissions:
        own[each.exercise].append(each)
    told = {id_: (step(exercise, own[id_]),) for id_, exercise in exercises.items()}
    for id_, exercise in exercises.items():
        found = results(exercise, told[id_][-1].submissions)
        exercise_tables(exercise, found, {}, words["results"])
    told_now = overview(submissions, library, told, exercises)
    overview_tables(told_now, library, words["overview"])
    ended = time.perf_counter()
    loaded = float("pandas" in sys.modules)
    return {"workshop": ended - started, "submissions": len(submissions), "pandas": loaded}


def again(folder: Path) -> dict[str, float]:
    """Tell the deck when half of the people are in, and again when all are, in this process."""
    library = Library(ROOT)
    exercises, words = library.exercises(), library.strings()["collect"]
    submissions = from_carried(collect.read_folder(folder, exercises, words).carried, exercises)
    deck = exercises[EXERCISE]
    early = {f"{number:016x}" for number in range(TOLD_BEFORE)}
    first = [each for each in submissions if each.participant in early]
    before = tell(deck, (), step(deck, first))
    started = time.perf_counter()
    now = tell(deck, before, step(deck, submissions, 1))
    told = results(deck, now[-1].submissions, now[:-1])
    ended = time.perf_counter()
    assert told.rounds[2].people == PROMISED  # noqa: S101
    return {"again": ended - started}


def count_all(folder: Path) -> dict[str, float]:
    """Count what stands in every record with a short script, in this process."""
    started = time.perf_counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    for path in folder.glob("*.json"):
        for id_, record in json.loads(path.read_bytes())["answers"].items():
            for part in (record["answer"], record.get("first", {})):
                for placed in part.values():
                    pairs = placed.items() if isinstance(placed, dict) else ()
                    counts.update((id_, item, str(option)) for item, option in pairs)
    return {"script": time.perf_counter() - started}


MEASURES = {
    "measure": measure,
    "count": count,
    "workshop": workshop,
    "again": again,
    "count-all": count_all,
}


def apart(what: str, folder: Path) -> dict[str, float]:
    """Measure in a process of its own, so that each has its own memory."""
    done = subprocess.run(
        [sys.executable, __file__, what, str(folder)], check=True, capture_output=True, text=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def draw(rows: list[dict[str, float]]) -> None:
    """Draw seconds by people, both in powers of ten: where it is linear, a line rises by one."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    people = [row["people"] for row in rows]
    with mpl.rc_context({"svg.hashsalt": "workshop", "font.size": 11}):
        figure = Figure(figsize=(7, 4), layout="constrained")
        axes = figure.subplots()
        for name, mark, label in (
            ("read", "o", "reading and checking the files"),
            ("results", "D", "results"),
            ("script", "s", "a short script that only counts"),
        ):
            axes.loglog(people, [row[name] for row in rows], f"-{mark}", label=label)
        axes.set_xlabel("people (52 cards, two rounds)")
        axes.set_ylabel("seconds")
        axes.grid(visible=True, which="major", color="#d4dae0")
        axes.legend(frameon=False)
        figure.savefig(PICTURE, metadata={"Date": None})


def whole_workshop(people: int) -> bool:
    """Print what all results of a workshop take, and say whether that is what is promised."""
    with tempfile.TemporaryDirectory(prefix="workshop-results-") as name:
        copies(Path(name), people)
        row = apart("workshop", Path(name)) | apart("count-all", Path(name))
    print(
        f"whole workshop, {people:,} people: {row['workshop']:.2f} s for {row['submissions']:,.0f} "
        f"answers; a short script {row['script']:.2f} s; "
        f"{'loads' if row['pandas'] else 'without'} pandas"
    )
    return row["workshop"] < WORKSHOPS[people] and not row["pandas"]


def second_telling(deck: Exercise) -> bool:
    """Print what telling the deck again takes, and say whether that is what is promised."""
    with tempfile.TemporaryDirectory(prefix="workshop-results-") as name:
        write(Path(name), deck, PROMISED)
        row = apart("again", Path(name)) | apart("count", Path(name))
    print(
        f"told again, {TOLD_BEFORE:,} of {PROMISED:,} people before: {row['again']:.2f} s; "
        f"a short script {row['script']:.2f} s"
    )
    return row["again"] < MOST_SECONDS_OF_RESULTS


def main(arguments: list[str]) -> int:
    """Print a table; the exit code says whether 1,000 people stay within what is promised."""
    if arguments and arguments[0] in MEASURES:
        print(json.dumps(MEASURES[arguments[0]](Path(arguments[1]))))
        return 0
    deck = Library(ROOT).exercise(EXERCISE)
    rows, passed = [], True
    head = f"{'people':>8} {'read, s':>8} {'results, s':>11} {'memory, MB':>11}"
    print(f"{head} {'µs/answer':>10} {'script, s':>10}")
    for people in SIZES:
        with tempfile.TemporaryDirectory(prefix="workshop-results-") as name:
            folder = Path(name)
            write(folder, deck, people)
            row = {"people": float(people)} | apart("measure", folder) | apart("count", folder)
        rows.append(row)
        whole = row["read"] + row["results"]
        each = whole / (people * 2 * len(deck.items)) * 1e6
        print(
            f"{people:8,} {row['read']:8.2f} {row['results']:11.2f} {row['memory']:11.0f} "
            f"{each:10.1f} {row['script']:10.2f}"
        )
        if people == PROMISED:
            passed = (
                whole < MOST_SECONDS
                and row["results"] < MOST_SECONDS_OF_RESULTS
                and row["memory"] < MOST_MEGABYTES
            )
    passed = all([passed, *map(whole_workshop, WORKSHOPS), second_telling(deck)])
    if "--plot" in arguments:
        draw(rows)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
