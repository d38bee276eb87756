"""From ``data/run-sheets/`` and ``data/packages.toml`` to run sheets and packages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import cast, get_args

from workshop.content.kept import KeptFiles
from workshop.content.run_sheets import Activity, Cut, Mode, Package, Part, RunSheet
from workshop.core.reading import Reader, Table
from workshop.core.records import Chapter, Fault, Misconception

FOLDER = "run-sheets"
PACKAGES = "packages.toml"
SESSION_MOST = 240
PACKAGE_MOST = 3_000
MEETINGS_MOST = 30
TITLE_LONGEST = 80
SAID_LONGEST = 300
SHEET_FIELDS = [
    field.name for field in fields(RunSheet) if field.name not in ("session", "misconceptions")
]


def read_sheet(
    files: KeptFiles,
    chapter: Chapter,
    misconceptions: Iterable[Misconception],
    faults: list[Fault],
) -> RunSheet:
    """Read how one session is run.

    Parameters
    ----------
    files
        The content files.
    chapter
        The session.
    misconceptions
        All there are; those of this session are chosen.
    faults
        The list that faults are added to.

    Returns
    -------
    RunSheet
        What the file says; not to be used when there are faults.
    """
    reader = Reader(f"data/{FOLDER}/{chapter.number}.toml", faults)
    table = files.toml(reader.file, faults)
    if table is None:
        return RunSheet(chapter.number, 0, (), (), (), "", (), ())
    reader.only(table, SHEET_FIELDS)
    activities = tuple(
        _activity(reader, entry, f"activity {number}", chapter)
        for number, entry in enumerate(reader.tables(table, "activities"), 1)
    )
    minutes = reader.number(table, "minutes", least=1, most=SESSION_MOST)
    _add_up(reader, "", minutes, [activity.minutes for activity in activities], "activities")
    afterwards = reader.ids(table, "afterwards", chapter.exercises, what="exercise")
    placed = {activity.exercise for activity in activities} | {*afterwards, *chapter.extras}
    for exercise in chapter.exercises:
        if exercise not in placed:
            reader.fault(
                exercise,
                "this exercise of the session is in no activity.",
                "Name it in one, or in “afterwards” if there is no time for it.",
            )
    return RunSheet(
        session=chapter.number,
        minutes=minutes,
        activities=activities,
        debrief=_sentences(reader, table, "debrief"),
        cut_first=_cuts(reader, table, activities),
        keep=reader.text(table, "keep", SAID_LONGEST),
        afterwards=afterwards,
        misconceptions=tuple(
            row for row in misconceptions if chapter.number in row.sessions.split()
        ),
    )


def read_minutes(files: KeptFiles, chapters: Iterable[Chapter]) -> dict[str, int]:
    """Read how long sessions take, and nothing else of their run sheets.

    Parameters
    ----------
    files
        The content files.
    chapters
        The sessions.

    Returns
    -------
    dict
        Minutes by the number of the session; without those whose run sheet does not say it.
    """
    minutes = {}
    for chapter in chapters:
        table = files.toml(f"data/{FOLDER}/{chapter.number}.toml", []) or {}
        if isinstance(table.get("minutes"), int):
            minutes[chapter.number] = table["minutes"]
    return minutes


def find_strays(
    data: Path,
    chapters: Iterable[Chapter],
    misconceptions: Iterable[Misconception],
    faults: list[Fault],
) -> None:
    """Note what belongs to a session that does not exist: nobody would ever see it.

    Parameters
    ----------
    data
        The folder ``data/``.
    chapters
        All sessions.
    misconceptions
        All there are, in the order of their table.
    faults
        The list that faults are added to.
    """
    known = {chapter.number for chapter in chapters}
    for line, row in enumerate(misconceptions, 2):
        for number in row.sessions.split():
            if number not in known:
                Reader("data/misconceptions.csv", faults).fault(
                    f"line {line}",
                    f"there is no session {number}.",
                    "Use the numbers in data/sessions.toml.",
                )
    for path in sorted((data / FOLDER).glob("*.toml")):
        if path.stem not in known:
            Reader(f"data/{FOLDER}/{path.name}", faults).fault(
                "",
                "no session has this number.",
                "Name the file after a “number” in data/sessions.toml.",
            )


def read_packages(
    files: KeptFiles, chapters: Sequence[Chapter], faults: list[Fault]
) -> tuple[Package, ...]:
    """Read how sessions are put together.

    Parameters
    ----------
    files
        The content files.
    chapters
        All sessions.
    faults
        The list that faults are added to.

    Returns
    -------
    tuple of Package
        What the file says; not to be used when there are faults.
    """
    reader = Reader(f"data/{PACKAGES}", faults)
    table = files.toml(reader.file, faults) or {}
    reader.only(table, ["packages"])
    entries = reader.tables(table, "packages")
    packages = []
    for id_, entry in zip(reader.own_ids(entries, "package"), entries, strict=True):
        reader.only(entry, [field.name for field in fields(Package)], item=id_)
        parts = tuple(
            _part(reader, part, f"{id_}, part {number}", chapters)
            for number, part in enumerate(reader.tables(entry, "parts", under="packages"), 1)
        )
        minutes = reader.number(entry, "minutes", least=1, most=PACKAGE_MOST, item=id_)
        _add_up(reader, id_, minutes, [part.minutes for part in parts], "parts")
        packages.append(
            Package(
                id=id_,
                title=reader.text(entry, "title", TITLE_LONGEST, item=id_),
                minutes=minutes,
                about=reader.text(entry, "about", SAID_LONGEST, item=id_),
                parts=parts,
            )
        )
    return tuple(packages)


def _activity(reader: Reader, entry: Table, item: str, chapter: Chapter) -> Activity:
    reader.only(entry, [field.name for field in fields(Activity)], item=item)
    exercise = ""
    if "exercise" in entry:
        exercise = reader.choice(entry, "exercise", chapter.exercises, item=item)
    return Activity(
        title=reader.text(entry, "title", TITLE_LONGEST, item=item),
        minutes=reader.number(entry, "minutes", least=1, most=SESSION_MOST, item=item),
        mode=cast(Mode, reader.choice(entry, "mode", get_args(Mode), item=item)),
        exercise=exercise,
        say=reader.text(entry, "say", SAID_LONGEST, item=item),
        watch=reader.text(entry, "watch", SAID_LONGEST, item=item),
    )


def _part(reader: Reader, entry: Table, item: str, chapters: Sequence[Chapter]) -> Part:
    reader.only(entry, [*(field.name for field in fields(Part)), "without"], item=item)
    known = {chapter.number: chapter.exercises for chapter in chapters}
    session = reader.choice(entry, "session", known, item=item)
    exercises: tuple[str, ...] = ()
    # Beside a session that is not known, every exercise would be one more fault.
    if entry.get("session") in known:
        exercises = reader.ids(entry, "exercises", known[session], item=item, what="exercise")
        without = reader.ids(entry, "without", known[session], item=item, what="exercise")
        if exercises and without:
            reader.fault(item, "it has both “exercises” and “without”.", "Keep one of the two.")
        elif without:
            exercises = tuple(each for each in known[session] if each not in without)
    meeting = 1
    if "meeting" in entry:
        meeting = reader.number(entry, "meeting", least=1, most=MEETINGS_MOST, item=item)
    minutes = reader.number(entry, "minutes", least=1, most=SESSION_MOST, item=item)
    return Part(
        session=session,
        minutes=minutes,
        meeting=meeting,
        exercises=exercises,
        how=reader.text(entry, "how", SAID_LONGEST, item=item, required=False),
        fixed=_fixed(reader, entry, item, exercises or known.get(session, ()), minutes),
    )


def _fixed(
    reader: Reader, entry: Table, item: str, exercises: Sequence[str], minutes: int
) -> tuple[tuple[str, int], ...]:
    """Read which exercises have minutes of their own in a part."""
    table = reader.table(entry, "fixed", item=item)
    named = reader.ids({"fixed": [*table]}, "fixed", exercises, item=item, what="exercise")
    fixed = tuple(
        (id_, reader.number(table, id_, least=1, most=SESSION_MOST, item=item)) for id_ in named
    )
    if fixed and sum(each for _, each in fixed) >= minutes:
        reader.fault(
            item, "what “fixed” gives leaves no time for the rest.", "Give fewer minutes there."
        )
    return fixed


def _cuts(reader: Reader, table: Table, activities: Sequence[Activity]) -> tuple[Cut, ...]:
    """Read what to cut first, of which there must be one thing at least."""
    entries = reader.tables(table, "cut_first")
    if not entries:
        reader.fault("", "there is nothing to cut first.", "Write a [[cut_first]].")
    minutes = {each.title: each.minutes for each in activities}
    return tuple(
        _cut(reader, entry, f"cut_first {number}", minutes)
        for number, entry in enumerate(entries, 1)
    )


def _cut(reader: Reader, entry: Table, item: str, minutes: Mapping[str, int]) -> Cut:
    reader.only(entry, [field.name for field in fields(Cut)], item=item)
    activity = reader.choice(entry, "activity", minutes, item=item)
    saves = reader.number(entry, "saves", least=1, most=SESSION_MOST, item=item)
    whole = minutes.get(activity, saves)
    if saves > whole:
        reader.fault(
            item,
            f"it saves {saves:,} minutes, and the activity has {whole:,}.",
            "Let it save fewer minutes, or as many where the activity is left out.",
        )
    return Cut(activity, saves, reader.text(entry, "how", SAID_LONGEST, item=item))


def _sentences(reader: Reader, table: Table, name: str) -> tuple[str, ...]:
    """Read a list of texts, of which there must be one at least."""
    values = reader.words(table, name)
    if table.get(name, []) == [] or not all(value.strip() for value in values):
        reader.fault("", f"“{name}” is missing or has an empty text.", f'Write {name} = ["…"].')
    for number, value in enumerate(values, 1):
        reader.text({name: value}, name, SAID_LONGEST, item=f"{name} {number}", required=False)
    return values


def _add_up(reader: Reader, item: str, minutes: int, each: Sequence[int], what: str) -> None:
    """Note it when the minutes of what is inside are not those of the whole."""
    if sum(each) != minutes:
        reader.fault(
            item,
            f"“minutes” is {minutes:,}, and its {what} take {sum(each):,}.",
            f"Change “minutes”, or those of the {what}.",
        )
