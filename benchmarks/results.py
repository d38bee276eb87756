"""What the results of a room cost: seconds and memory for the whole deck in two rounds."""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from workshop.content import Library
from workshop.records import Exercise
from workshop.results import Submission, results

ROOT = Path(__file__).resolve().parents[1]
KILOBYTES_IN_A_MEGABYTE = 1_000
SIZES = (100, 1_000, 10_000)
PROFESSIONS = ("doctor", "nurse", "pharmacist", "manager", "community health worker")
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def room(exercise: Exercise, people: int, seed: int = 1) -> list[Submission]:
    """Invent a room in which everybody sorts every card, twice."""
    dice = random.Random(seed)  # noqa: S311
    options = [option.id for option in exercise.options]
    return [
        Submission(
            participant=f"{number:016x}",
            profession=PROFESSIONS[number % len(PROFESSIONS)],
            exercise=exercise.id,
            round=round_,
            moment=NOON,
            answer={"choices": {item.id: dice.choice(options) for item in exercise.items}},
        )
        for number in range(people)
        for round_ in (1, 2)
    ]


def main() -> int:
    """Print a table; the exit code says whether 1,000 people take under a second and 500 MB."""
    deck = Library(ROOT).exercise("whole-deck")
    passed = True
    results(deck, room(deck, 10))
    print(f"{'people':>8} {'seconds':>8} {'µs/answer':>10} {'memory, MB':>11}")
    for people in SIZES:
        submissions = room(deck, people)
        times = []
        for _ in range(3 if people < SIZES[-1] else 1):
            started = time.perf_counter()
            results(deck, submissions)
            times.append(time.perf_counter() - started)
        # The most that the whole process ever held, with the invented answers.
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds, memory = min(times), most / KILOBYTES_IN_A_MEGABYTE
        each = seconds / (people * 2 * len(deck.items)) * 1e6
        print(f"{people:8,} {seconds:8.2f} {each:10.2f} {memory:11.0f}")
        if people == SIZES[1]:
            passed = seconds < 1 and memory < 500  # noqa: PLR2004
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
