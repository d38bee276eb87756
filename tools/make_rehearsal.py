"""Make the invented room of `data/rehearsal/`: `python -m tools.make_rehearsal`.

The files are those that participants would hand in: one for each of the 24 people, with the answers
of two days, and of one ninety days later from whoever came back. The same content gives the same
files, to the byte; run it again when the content changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tools import rehearsal_answers as answers
from tools.rehearsal_choices import chosen
from tools.rehearsal_people import CAME_LATE, LAST_EXERCISE, SORTED_NOTHING, Person, happens, people
from tools.rehearsal_return import BACK, Before, looked_back
from tools.rehearsal_writing import note, written
from workshop.answers.carry import VERSION, WORKSHOP
from workshop.answers.first import keep_first
from workshop.answers.progress import state
from workshop.content.library import Library
from workshop.core.records import Chapter, Exercise
from workshop.kinds import KINDS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data" / "rehearsal"
MORNINGS = {
    "00": datetime(2026, 3, 2, 6, tzinfo=UTC),
    "05": datetime(2026, 3, 3, 6, tzinfo=UTC),
    "11": datetime(2026, 6, 1, 6, tzinfo=UTC),
}
"""The sessions with which a day begins: the last one is ninety days later."""
RETURN = "11"
MISSED_BY_THE_LATE = "sixteen-questions-before"

# The share of people who do an exercise: what is optional, and what many leave out.
DONE = {"whole-deck": 0.55, "an-outreach-day": 0.6, "network-and-chart": 0.5,
        "one-more-rule": 0.35, "sixteen-questions-later": 0.6}  # fmt: skip
ALWAYS = (
    "about-me",
    "for-the-report",
    "my-action-plan",
    "my-commitment",
    "my-plan-again",
    "two-words",
    "two-words-again",
    "sort-the-working-day",
    "the-round-practice-by-practice",
    "three-opinions",
    "line-of-opinion",
)
MOSTLY = {"write": 0.88, "scale": 0.95, "sort": 0.96, "order": 0.96}

Record = dict[str, Any]


def rooms(library: Library) -> Iterator[tuple[str, str]]:
    """Make the files.

    Parameters
    ----------
    library
        The content that the people answer.

    Yields
    ------
    name, text
        The name of each file, and what it holds.
    """
    chapters = library.chapters()
    exercises = {id_: library.exercise(id_) for id_ in library.exercise_ids()}
    for person in people():
        records = dict(_records(chapters, exercises, person))
        latest = max(record["updated"] for record in records.values())
        carried = {
            "workshop": WORKSHOP,
            "version": VERSION,
            "participant": person.id,
            "saved": latest,
            "answers": records,
        }
        text = json.dumps(carried, ensure_ascii=False, separators=(",", ":"))
        yield f"room-{person.number:02}.json", text + "\n"


def _records(
    chapters: Sequence[Chapter], exercises: Mapping[str, Exercise], person: Person
) -> Iterator[tuple[str, Record]]:
    clock = MORNINGS["00"]
    before: dict[str, answers.Answer] = {}
    for chapter in chapters:
        clock = MORNINGS.get(chapter.number, clock)
        if chapter.number == RETURN and person.number not in BACK:
            return
        for id_ in chapter.exercises:
            exercise = exercises[id_]
            chance = person.dice(f"clock/{id_}")
            clock += timedelta(minutes=exercise.minutes, seconds=chance.randrange(240))
            if _does(exercise, person):
                record = _record(exercise, person, clock, before)
                if record["state"] != "open":
                    before |= {id_: record["answer"]} if exercise.kind == "write" else {}
                    yield id_, record
            if id_ == LAST_EXERCISE.get(person.number):
                return


def _does(exercise: Exercise, person: Person) -> bool:
    if exercise.id == MISSED_BY_THE_LATE and person.number in CAME_LATE:
        return False
    if exercise.kind == "sort" and person.number == SORTED_NOTHING:
        return False
    if exercise.id in ALWAYS:
        return True
    share = DONE.get(exercise.id, MOSTLY.get(exercise.kind, 1.0))
    return happens(person.dice(f"does/{exercise.id}"), share)


def _record(exercise: Exercise, person: Person, moment: datetime, before: Before) -> Record:
    first, now = _answer(exercise, person, before)
    prune = KINDS[exercise.kind].prune
    kept = keep_first(exercise, {}, prune(exercise, first), prune(exercise, now))
    return {
        "exercise": exercise.id,
        "kind": exercise.kind,
        "updated": moment.isoformat(timespec="milliseconds"),
        "state": state(exercise, now),
        "answer": now,
    } | ({"first": kept} if kept else {})


def _answer(exercise: Exercise, person: Person, before: Before) -> answers.Pair:
    if exercise.session == RETURN and exercise.kind == "write":
        answer = looked_back(exercise, person, before)
        return answer, answer
    if exercise.kind in PAIRS:
        first, now = PAIRS[exercise.kind](exercise, person)
        if "reason" in exercise.settings:
            notes = {item: note(person, item) for item in exercise.settings["reason"]["items"]}
            said = {"notes": {item: text for item, text in notes.items() if text}}
            first, now = (answer | said if said["notes"] else answer for answer in (first, now))
        return first, now
    answer = SINGLES[exercise.kind](exercise, person)
    return answer, answer


PAIRS: Mapping[str, Callable[[Exercise, Person], answers.Pair]] = {
    "sort": chosen,
    "quiz": chosen,
    "map": answers.placed,
    "order": answers.ordered,
}
SINGLES: Mapping[str, Callable[[Exercise, Person], answers.Answer]] = {
    "scale": answers.rated,
    "decide": answers.decided,
    "write": written,
}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    size = 0
    for name, text in rooms(Library(ROOT)):
        size += (FOLDER / name).write_bytes(text.encode())
    print(f"{size / 1e6:.2f} MB in {FOLDER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
