"""What the desk is sent and answered, without a screen: run sheets, the room, results, report."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workshop.answers import carry, collect
from workshop.content import plan
from workshop.content.library import Library
from workshop.content.run_sheets import Package, RunSheet
from workshop.core.questions import Handler, Values
from workshop.facilitator import exports, screens
from workshop.facilitator.gathered import Room
from workshop.facilitator.log import RunLog

if TYPE_CHECKING:
    from pandas import DataFrame

Reply = dict[str, Any]


class DeskReplies:
    """What stands behind the facilitator's desk, whatever screen shows it.

    The run sheets travel once, and the clock runs in the browser; each change of it is kept. All
    else is asked for by a button.

    Parameters
    ----------
    library
        The content.
    room
        The room that the desk is about.

    Raises
    ------
    ContentError
        When the words, the run sheets or the packages have a fault.
    """

    def __init__(self, library: Library, room: Room) -> None:
        self.room = room
        self._library = library
        self._log = RunLog(room.folder)
        self._sheets = library.run_sheets()
        self._chapters = {chapter.number: chapter for chapter in library.chapters()}
        self._strings = library.strings()
        self._words = self._strings["collect"]

    def page(self) -> Reply:
        """Gather what the desk is sent once.

        Returns
        -------
        dict
            Its words, the run sheets, the packages, and the page of the projector's window.
        """
        return {
            "words": self._strings["desk"],
            "language": self._strings.language,
            "most": carry.MOST,
            "received": str(self.room.received),
            "screen": screens.screen_page(self._library),
            "packages": [self._package(each) for each in self._library.packages()],
            "sessions": [self._session(each) for each in self._sheets.values()],
        }

    def runs(self) -> Reply:
        """Read the clock of the session that runs, and what sessions took the last time.

        Returns
        -------
        dict
            As :meth:`workshop.facilitator.log.RunLog.read` gives it.
        """
        return self._log.read()

    def frames(self) -> dict[str, DataFrame]:
        """Give the results as tables to calculate with.

        Returns
        -------
        dict
            The name that a table has as a file, without its ending, to a DataFrame. What too few
            people answered is missing in it.
        """
        return exports.frames(self.room)

    def handlers(self) -> Mapping[str, Handler]:
        """Give what the desk can ask, by name.

        Returns
        -------
        mapping
            Name to what answers it.
        """
        return {
            "keep": self._keep,
            "finish": self._finish,
            "read": self._read,
            "show": self._show,
            "take": self._take,
            "results": self._results,
            "figures": self._figures,
            "debrief": self._debrief,
            "projector": self._projector,
            "report": self._report,
            "make-report": self._make_report,
            "export": self._export,
        }

    def wrong(self, error: Exception) -> str:
        """Make a sentence of what was raised.

        Parameters
        ----------
        error
            What was raised while something was answered.

        Returns
        -------
        str
            What the desk says.
        """
        if isinstance(error, carry.CarryError):
            return self._words[error.name].format(**error.values)
        if isinstance(error, OSError):
            why = f"{error.strerror or type(error).__name__}: {error.filename or ''}"
        else:
            why = f"{type(error).__name__}: {error}"
        return self._words["failed"].format(why=why)

    def _session(self, sheet: RunSheet) -> Reply:
        chapter = self._chapters[sheet.session]
        titles = self._library.titles(chapter.exercises)
        places = {each.title: place for place, each in enumerate(sheet.activities)}
        return {
            "number": sheet.session,
            "title": chapter.title,
            "minutes": sheet.minutes,
            "cut": [
                {"activity": places[each.activity], "saves": each.saves, "how": each.how}
                for each in sheet.cut_first
            ],
            "keep": sheet.keep,
            "afterwards": list(self._library.titles(sheet.afterwards).values()),
            "exercises": [[id_, titles[id_]] for id_ in chapter.exercises if id_ in titles],
            "activities": [
                {
                    "title": each.title,
                    "minutes": each.minutes,
                    "mode": each.mode,
                    "exercise": each.exercise,
                    "say": each.say,
                    "watch": each.watch,
                }
                for each in sheet.activities
            ],
        }

    def _package(self, package: Package) -> Reply:
        return {
            "id": package.id,
            "title": package.title,
            "minutes": package.minutes,
            "about": package.about,
            "parts": [
                {
                    "number": part.session,
                    "minutes": part.minutes,
                    "meeting": part.meeting,
                    "how": part.how,
                    "plan": list(plan.minutes(self._sheets[part.session], part)),
                }
                for part in package.parts
            ],
        }

    def _keep(self, values: Values) -> Reply:
        self._log.keep(values.get("run"), values.get("chosen"))
        return {}

    def _finish(self, values: Values) -> Reply:
        self._log.finish(values.get("run"))
        return {}

    def _read(self, values: Values) -> Reply:
        self.room.read(rehearsing=values.get("rehearsing") is True)
        return self._there()

    def _show(self, values: Values) -> Reply:
        asked = values.get("exercises")
        # None of them stands for all.
        chosen = [id_ for id_ in self.room.exercises if not isinstance(asked, list) or id_ in asked]
        self.room.show(chosen, everybody=values.get("everybody") is True)
        return self._there()

    def _there(self) -> Reply:
        room = self.room
        found, words = room.collected, room.words["collect"]
        return {
            "room": {
                "mark": room.mark,
                "people": found.people,
                "standing": {
                    id_: {
                        "people": each.answered,
                        "told": each.told,
                        "new": each.new,
                        "ready": each.ready,
                        "least": room.exercises[id_].fewest,
                        "held": each.held,
                    }
                    for id_, each in room.standing().items()
                },
                "said": collect.told(found, room.exercises, words),
                "aside": [[each.name, each.why] for each in found.aside],
            }
        }

    def _take(self, values: Values) -> Reply:
        data = str(values.get("text")).encode("utf-8", "replace")
        room = self.room
        return {"taken": collect.keep(carry.unpack(data), room.received, room.exercises)}

    def _results(self, values: Values) -> Reply:
        room, id_ = self.room, self._exercise(values)
        tables = screens.tables_page(room, screens.tables_of(room, id_))
        return {"html": screens.results_page(room, id_), "tables": tables}

    def _figures(self, values: Values) -> Reply:
        return {"figures": screens.figures(self.room, self._exercise(values))}

    def _debrief(self, values: Values) -> Reply:
        first = next(iter(self._sheets.values()))
        sheet = self._sheets.get(str(values.get("session")), first)
        return {"html": screens.debrief_page(self.room, sheet)}

    def _projector(self, values: Values) -> Reply:
        return {"html": screens.projector_page(self.room, self._exercise(values))}

    def _report(self, _values: Values) -> Reply:
        return {"html": screens.overview_page(self.room)}

    def _make_report(self, _values: Values) -> Reply:
        path, page, said = exports.make_report(self.room)
        return {"file": {"name": path.name, "text": page}, "said": said}

    def _export(self, _values: Values) -> Reply:
        workbook = exports.export(self.room)
        data = base64.b64encode(workbook.read_bytes()).decode()
        said = [self._words["saved"].format(where=workbook.parent)]
        return {"bytes": {"name": workbook.name, "base64": data}, "said": said}

    def _exercise(self, values: Values) -> str:
        id_ = str(values.get("exercise"))
        return id_ if id_ in self.room.exercises else next(iter(self.room.exercises))
