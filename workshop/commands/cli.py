"""The command ``workshop``."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from workshop.commands import give_away, room
from workshop.commands.said import say, words_of
from workshop.commands.work import restore, save
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.core.records import ContentError


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
    try:
        given = _parser(words_of("commands")).parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = given.run
        return run(given)
    except ContentError as error:
        # Without words there is nothing else to say: each fault names its file and its line.
        say(*(Library().check() or error.faults))
        return 1


def _parser(words: Section) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workshop", description=words["about"])
    commands = parser.add_subparsers(dest="command", required=True)

    lab = commands.add_parser("lab", help=words["help-lab"])
    lab.add_argument("--port", type=int, default=8888)
    lab.set_defaults(run=lambda given: _launch().lab(given.port, words_of("launch")))

    gallery = commands.add_parser("gallery", help=words["help-gallery"])
    gallery.add_argument("--port", type=int, default=8888)
    gallery.set_defaults(
        run=lambda given: _launch().lab(given.port, words_of("launch"), gallery=True)
    )

    app = commands.add_parser("app", help=words["help-app"])
    app.add_argument("--port", type=int, default=8866)
    app.set_defaults(run=lambda given: _launch().app(given.port, words_of("launch")))

    room.add(commands, words)

    checking = commands.add_parser("check", help=words["help-check"])
    checking.add_argument("--ready", action="store_true", help=words["help-ready"])
    checking.add_argument("--phone", type=float, metavar="SECONDS", help=words["help-ready-phone"])
    checking.set_defaults(run=lambda given: ready(given.phone) if given.ready else check())

    making = commands.add_parser("notebooks", help=words["help-notebooks"])
    making.set_defaults(run=lambda _: notebooks())

    work = commands.add_parser("work", help=words["help-work"])
    acts = work.add_subparsers(dest="act", required=True)
    saving = acts.add_parser("save", help=words["help-save"])
    saving.add_argument("file", type=Path, nargs="?", default=Path("my-workshop.json"))
    saving.set_defaults(run=lambda given: save(given.file))
    restoring = acts.add_parser("restore", help=words["help-restore"])
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run=lambda given: restore(given.file))

    paper = commands.add_parser("print", help=words["help-print"])
    paper.add_argument("what", choices=["handout", "deck", "worksheets", "run-sheets", "forms"])
    paper.add_argument(
        "--to", default="printed", metavar=words["folder"], help=words["help-print-to"]
    )
    paper.add_argument(
        "--exercise",
        default="",
        metavar=words["exercise"],
        help=words["help-exercise"],
    )
    paper.set_defaults(run=lambda given: print_pages(given.what, given.to, given.exercise))

    _add_export(commands, words)

    collecting = commands.add_parser("collect", help=words["help-collect"])
    collecting.add_argument("folder", type=Path, metavar=words["folder"])
    collecting.set_defaults(run=lambda given: collect(given.folder.expanduser()))

    reporting = commands.add_parser("report", help=words["help-report"])
    reporting.add_argument(
        "folder", type=Path, nargs="?", metavar=words["folder"], help=words["help-files"]
    )
    reporting.add_argument("--to", type=Path, metavar=words["folder"], help=words["help-report-to"])
    reporting.add_argument("--rehearsal", action="store_true", help=words["help-rehearsal"])
    reporting.add_argument(
        "--all-are-in",
        action="store_true",
        help=words["help-all-are-in"],
    )
    reporting.set_defaults(
        run=lambda given: report(
            given.folder, given.to, rehearsal=given.rehearsal, all_are_in=given.all_are_in
        )
    )
    return parser


def _add_export(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Section
) -> None:
    exporting = commands.add_parser("export", help=words["help-export"])
    what = exporting.add_subparsers(dest="what", required=True)

    site = what.add_parser("site", help=words["help-site"])
    site.add_argument("--to", type=Path, required=True, metavar=words["folder"])
    site.add_argument("--with-print", action="store_true", help=words["help-with-print"])
    site.add_argument("--facilitator", action="store_true", help=words["help-facilitator"])
    site.set_defaults(
        run=lambda given: give_away.site(
            given.to.expanduser(), with_print=given.with_print, facilitator=given.facilitator
        )
    )

    session = what.add_parser("session", help=words["help-session"])
    session.add_argument("numbers", nargs="*", metavar="02")
    session.add_argument("--all", action="store_true", help=words["help-every-session"])
    # There is no other form yet; the word says what comes out.
    session.add_argument("--single", action="store_true", help=words["help-single"])
    session.add_argument("--to", type=Path, required=True, metavar=words["folder"])
    session.set_defaults(
        run=lambda given: give_away.sessions(given.numbers, given.to.expanduser(), every=given.all)
    )


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
    library = Library()
    faults = library.check()
    for fault in faults:
        say(fault)
    words = words_of("commands")
    if faults:
        say(words.count("faults", len(faults)))
        return 1
    say(words.count("all-well", len(library.exercise_ids())))
    return 0


def ready(phone: float | None = None) -> int:
    """Look at everything that a session needs, within a minute; then let a phone try.

    Parameters
    ----------
    phone
        How many seconds to wait for a phone; by default a minute where somebody sits at a terminal.

    Returns
    -------
    int
        0 when nothing is in the way; 1 when something is; 130 when it was stopped.
    """
    try:
        from workshop.commands.ready import run  # noqa: PLC0415

        return run.main(phone=phone)
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
    from workshop.system.places import find_room  # noqa: PLC0415

    library = Library()
    words, exercises, own = words_of("collect"), library.exercises(), words_of("commands")
    if not folder.is_dir():
        say(own["no-folder"].format(folder=folder))
        return 1
    found = handed.read_folder(folder, exercises, words)
    received = find_room() / handed.RECEIVED
    new, problem = 0, ""
    try:
        # First of all: nothing that is to be said may cost a file.
        new = handed.bring_in(found, received, exercises)
    except OSError as error:
        problem = own["not-writable"].format(folder=received, why=error.strerror or error)
    say(*(own["set-aside"].format(name=each.name, why=each.why) for each in found.aside))
    say(*handed.told(found, exercises, words))
    if problem or not found.files:
        say(*filter(None, [problem]))
        return 1
    say(own["copied"].format(folder=received, new=new, same=len(found.files) - new))
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

    words = words_of("commands")
    try:
        root = find_root()
        folders = [root / "notebooks", root / "docs" / "gallery"]
        changed = [path for folder in folders for path in derive.write_all(folder)]
        changed += [KNOWN] if derive.write_known(folders, KNOWN) else []
    except Exception as error:  # noqa: BLE001 - a slip in a text shows in many ways
        where = "; ".join(getattr(error, "__notes__", []))
        say(words["bad-text"].format(why=error, where=where))
        return 1
    for path in changed:
        say(words["wrote"].format(name=path.name))
    if not changed:
        say(words["up-to-date"])
    return 0


def print_pages(what: str, folder: str, exercise: str) -> int:
    """Write what goes onto paper.

    Parameters
    ----------
    what
        One of :data:`workshop.paper.printed.WHAT`.
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
    from workshop.paper import printed  # noqa: PLC0415

    words = words_of("commands")
    try:
        answers, place = Answers(), Path(folder).expanduser()
        wrote = printed.write(printed.pages(what, Library(), answers, exercise), place)
        if what == "handout":
            mine = [place / f"{printed.HANDOUT}{ending}" for ending in (".html", ".pdf")]
            elsewhere.note(answers.home, mine)
    except ContentError as error:
        say(error)
        say(words["nothing-written"])
        return 1
    except OSError as error:
        reason = error.strerror or error
        say(words["other-folder"].format(folder=folder, reason=reason))
        return 1
    say(*wrote)
    return 0


def report(folder: Path | None, to: Path | None, *, rehearsal: bool, all_are_in: bool) -> int:
    """Write one page for the organisation, see :mod:`workshop.facilitator.report_command`."""
    from workshop.facilitator import report_command  # noqa: PLC0415

    code, told = report_command.report(folder, to, rehearsal=rehearsal, all_are_in=all_are_in)
    say(*told)
    return code


if __name__ == "__main__":
    sys.exit(main())
