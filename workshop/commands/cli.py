"""The command ``workshop``."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from workshop.commands.said import say
from workshop.commands.work import restore, save


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments
        What stands after ``workshop``; by default the process's own.

    Returns
    -------
    int
        0 when all went well; 1 when something is wrong, said in sentences.
    """
    for stream in (sys.stdout, sys.stderr):
        # Some terminals know few signs, and a question mark is better than no sentence.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = given.run
    return run(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workshop", description="Leading and Managing: a workshop for health professionals."
    )
    commands = parser.add_subparsers(dest="command", required=True)

    lab = commands.add_parser("lab", help="open the notebooks in JupyterLab")
    lab.add_argument("--port", type=int, default=8888)
    lab.set_defaults(run=lambda given: _launch().lab(given.port))

    gallery = commands.add_parser("gallery", help="open every kind of exercise in JupyterLab")
    gallery.add_argument("--port", type=int, default=8888)
    gallery.set_defaults(run=lambda given: _launch().lab(given.port, gallery=True))

    app = commands.add_parser("app", help="open the notebooks as pages, with Voila")
    app.add_argument("--port", type=int, default=8866)
    app.set_defaults(run=lambda given: _launch().app(given.port))

    checking = commands.add_parser("check", help="look for faults in the content")
    checking.add_argument(
        "--ready", action="store_true", help="ten minutes before: does everything work here?"
    )
    checking.set_defaults(run=lambda given: ready() if given.ready else check())

    making = commands.add_parser("notebooks", help="make the notebooks from notebooks/source/")
    making.set_defaults(run=lambda _: notebooks())

    work = commands.add_parser("work", help="save your work to a file, or bring it back")
    acts = work.add_subparsers(dest="act", required=True)
    saving = acts.add_parser("save", help="save everything that you did to a file")
    saving.add_argument("file", type=Path, nargs="?", default=Path("my-workshop.json"))
    saving.set_defaults(run=lambda given: save(given.file))
    restoring = acts.add_parser("restore", help="bring the work of a file back")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run=lambda given: restore(given.file))

    paper = commands.add_parser(
        "print", help="what you take home, cards, worksheets, run sheets, as HTML and PDF"
    )
    paper.add_argument("what", choices=["handout", "deck", "worksheets", "run-sheets"])
    paper.add_argument("--to", default="printed", metavar="FOLDER", help="where it goes (printed)")
    paper.add_argument(
        "--exercise",
        default="",
        metavar="NAME",
        help="which sort, for a deck (the whole deck)",
    )
    paper.set_defaults(run=lambda given: print_pages(given.what, given.to, given.exercise))

    collecting = commands.add_parser(
        "collect", help="gather participants' files from a folder, for the facilitator's desk"
    )
    collecting.add_argument("folder", type=Path, metavar="FOLDER")
    collecting.set_defaults(run=lambda given: collect(given.folder.expanduser()))

    reporting = commands.add_parser(
        "report", help="one page for the organisation, from participants' files"
    )
    reporting.add_argument(
        "folder", type=Path, nargs="?", metavar="FOLDER", help="the files (those collected)"
    )
    reporting.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where it goes (the desk's folder, my-room)"
    )
    reporting.add_argument("--rehearsal", action="store_true", help="from invented answers")
    reporting.add_argument(
        "--all-are-in",
        action="store_true",
        help="no more files will come: count everybody, also where one to four are new; whoever "
        "saw numbers before can then find out what these few answered",
    )
    reporting.set_defaults(
        run=lambda given: report(
            given.folder, given.to, rehearsal=given.rehearsal, all_are_in=given.all_are_in
        )
    )
    return parser


def _launch() -> ModuleType:
    """Load what starts servers, which no other command needs."""
    from workshop.jupyter import launch as launching  # noqa: PLC0415

    return launching


def check() -> int:
    """Print every fault of the content.

    Returns
    -------
    int
        0 when there is none, else 1.
    """
    from workshop.content.library import Library  # noqa: PLC0415

    library = Library()
    faults = library.check()
    for fault in faults:
        say(fault)
    if faults:
        count = f"{len(faults)} faults" if len(faults) > 1 else "1 fault"
        say(f"{count} found. Participants see a message in place of an exercise with a fault.")
        return 1
    say(f"{len(library.exercise_ids())} exercises: all is well.")
    return 0


def ready() -> int:
    """Look at everything that a session needs, within a minute.

    Returns
    -------
    int
        0 when nothing is in the way; 1 when something is; 130 when it was stopped.
    """
    try:
        from workshop.commands.ready import run  # noqa: PLC0415

        return run.main()
    except KeyboardInterrupt:
        # So early that nothing had begun.
        return 130


def collect(folder: Path) -> int:
    """Gather participants' files from a folder, where nothing is changed.

    Parameters
    ----------
    folder
        A USB stick, a folder of downloads, or whatever holds the files.

    Returns
    -------
    int
        0 when there is at least one file that can be used; else 1.
    """
    from workshop.answers import collect as handed  # noqa: PLC0415
    from workshop.content.library import Library  # noqa: PLC0415
    from workshop.system.places import find_room  # noqa: PLC0415

    library = Library()
    words, exercises = library.strings()["collect"], library.exercises()
    if not folder.is_dir():
        say(f"{folder} is no folder. Name the folder that the files are in.")
        return 1
    found = handed.read_folder(folder, exercises, words)
    received = find_room() / handed.RECEIVED
    new, problem = 0, ""
    try:
        # First of all: nothing that is to be said may cost a file.
        new = handed.bring_in(found, received, exercises)
    except OSError as error:
        problem = f"{received} cannot be written to: {error.strerror or error}."
    say(*(f"Set aside: {aside.name}. {aside.why}" for aside in found.aside))
    say(*handed.told(found, exercises, words))
    if problem or not found.files:
        say(*filter(None, [problem]))
        return 1
    say(f"Copied to {received}: {new}. There already: {len(found.files) - new}.")
    return 0


def notebooks() -> int:
    """Derive the notebooks, and the gallery, from their sources, and note their checksums.

    Returns
    -------
    int
        0 when all went well; 1 when a source cannot be read.
    """
    from workshop.jupyter import derive  # noqa: PLC0415
    from workshop.jupyter.known import KNOWN  # noqa: PLC0415
    from workshop.system.places import find_root  # noqa: PLC0415

    try:
        root = find_root()
        folders = [root / "notebooks", root / "docs" / "gallery"]
        changed = [path for folder in folders for path in derive.write_all(folder)]
        changed += [KNOWN] if derive.write_known(folders, KNOWN) else []
    except Exception as error:  # noqa: BLE001 - a slip in a text shows in many ways
        where = "; ".join(getattr(error, "__notes__", []))
        say(f"A notebook's text cannot be used: {error} ({where})")
        return 1
    for path in changed:
        say(f"wrote {path.name}")
    if not changed:
        say("Every notebook is up to date.")
    return 0


def print_pages(what: str, folder: str, exercise: str) -> int:
    """Write what goes onto paper.

    Parameters
    ----------
    what
        ``handout``, ``deck`` or ``worksheets``.
    folder
        Where the files go.
    exercise
        Which sort, for a deck.

    Returns
    -------
    int
        0 when it is written, also where only the PDF is missing; 1 when it is not.
    """
    from workshop.answers import elsewhere  # noqa: PLC0415
    from workshop.answers.store import Answers  # noqa: PLC0415
    from workshop.content.library import Library  # noqa: PLC0415
    from workshop.core.records import ContentError  # noqa: PLC0415
    from workshop.paper import printed  # noqa: PLC0415

    try:
        answers, place = Answers(), Path(folder).expanduser()
        said = printed.write(printed.pages(what, Library(), answers, exercise), place)
        if what == "handout":
            mine = [place / f"{printed.HANDOUT}{ending}" for ending in (".html", ".pdf")]
            elsewhere.note(answers.home, mine)
    except ContentError as error:
        say(error)
        say("Nothing was written.")
        return 1
    except OSError as error:
        reason = error.strerror or error
        say(f"The folder {folder} cannot be used ({reason}). Name another one with --to FOLDER.")
        return 1
    say(*said)
    return 0


def report(folder: Path | None, to: Path | None, *, rehearsal: bool, all_are_in: bool) -> int:
    """Write one page for the organisation, see :mod:`workshop.facilitator.report_command`."""
    from workshop.facilitator import report_command  # noqa: PLC0415

    code, said = report_command.report(folder, to, rehearsal=rehearsal, all_are_in=all_are_in)
    say(*said)
    return code


if __name__ == "__main__":
    sys.exit(main())
