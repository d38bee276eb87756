"""The report in a terminal, by the same rule as at the desk."""

from __future__ import annotations

from pathlib import Path

from workshop.answers import collect
from workshop.content.library import Library
from workshop.core.records import ContentError
from workshop.facilitator.exports import make_report
from workshop.facilitator.gathered import Room
from workshop.system.files import private_folder
from workshop.system.places import find_room


def report(
    folder: Path | None, to: Path | None, *, rehearsal: bool, all_are_in: bool
) -> tuple[int, list[str]]:
    """Write one page for the organisation: what a workshop came to.

    Parameters
    ----------
    folder
        The folder with participants' files; by default the one of ``collect``.
    to
        Where the page goes; by default the folder of the desk.
    rehearsal
        Whether to take the invented answers that come with the workshop.
    all_are_in
        Whether everybody is counted, however few are new since numbers were told.

    Returns
    -------
    code : int
        0 when it is written, also where only the PDF is missing; 1 when it is not.
    said : list of str
        What was done, or is wrong, in sentences.
    """
    library = Library()
    words = library.strings()["commands"]
    if folder is not None and rehearsal:
        return 1, [words["folder-or-rehearsal"]]
    source = None if folder is None else folder.expanduser()
    if source is not None and not source.is_dir():
        return 1, [words["no-folder"].format(folder=source)]
    own = find_room()
    place = own if to is None else to.expanduser()
    try:
        room = Room(library, own)
        room.read(rehearsing=rehearsal, source=source)
        # Before anything is told: what cannot be written must not count as told.
        private_folder(place)
        return 0, _written(room, place, all_are_in=all_are_in)
    except ContentError as error:
        return 1, [str(error), words["nothing-written"]]
    except OSError as error:
        reason = error.strerror or error
        return 1, [words["other-folder"].format(folder=place, reason=reason)]


def _written(room: Room, folder: Path, *, all_are_in: bool) -> list[str]:
    """Write the report, and say what was read, set aside, told and written."""
    words, found = room.words["collect"], room.collected
    if all_are_in:
        room.show(everybody=True)
    *_, written = make_report(room, folder)
    aside = [f"{each.name}: {each.why}" for each in found.aside]
    waits = sum(
        not each.ready if each.held else each.new > 0 and each.told > 0
        for each in room.standing().values()
    )
    told = [words["waits"].format(n=waits)] if waits else []
    return [*collect.told(found, room.exercises, words), *aside, *told, *written]
