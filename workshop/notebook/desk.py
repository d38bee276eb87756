"""The desk on the page: what the browser asks for, and what it is told."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workshop.answers import carry, collect
from workshop.content import plan
from workshop.content.library import Library
from workshop.content.run_sheets import Package, RunSheet
from workshop.core.records import FEWEST, ContentError
from workshop.facilitator import exports, pages
from workshop.facilitator.gathered import Room
from workshop.facilitator.log import RunLog
from workshop.notebook.page import Page, broken
from workshop.system.places import find_room

STATIC = Path(__file__).parents[1] / "static"
Reply = dict[str, Any]


class Desk(anywidget.AnyWidget):
    """The facilitator's desk.

    The run sheets travel once, and the clock runs in the browser; each change of it is kept. What
    the buttons ask for comes as a message with an ``id`` and a ``do``, and is answered by one
    message with the same ``id``: with what was asked for, or with ``told``, a sentence.

    Parameters
    ----------
    library
        The content; by default the checkout's.
    folder
        The folder that holds what is collected and kept; by default the one of
        :func:`workshop.system.places.find_room`.

    Raises
    ------
    ContentError
        When the words, the run sheets or the packages have a fault.
    """

    _esm = STATIC / "desk.js"
    _css = STATIC / "desk.css"
    page = traitlets.Dict().tag(sync=True)
    runs = traitlets.Dict().tag(sync=True)

    def __init__(self, library: Library | None = None, folder: Path | None = None) -> None:
        library = library or Library()
        self._library = library
        self._room = Room(library, folder or find_room())
        self._log = RunLog(self._room.folder)
        self._sheets = library.run_sheets()
        self._chapters = {chapter.number: chapter for chapter in library.chapters()}
        strings = library.strings()
        self._words = strings["collect"]
        super().__init__(
            page={
                "words": strings["desk"],
                "language": strings.language,
                "most": carry.MOST,
                "received": str(self._room.received),
                "screen": pages.screen_page(library),
                "packages": [self._package(each) for each in library.packages()],
                "sessions": [self._session(each) for each in self._sheets.values()],
            },
            runs=self._log.read(),
        )
        self.on_msg(self._on_message)

    def _session(self, sheet: RunSheet) -> Reply:
        chapter = self._chapters[sheet.session]
        titles = self._library.titles(chapter.exercises)
        return {
            "number": sheet.session,
            "title": chapter.title,
            "minutes": sheet.minutes,
            "cut": list(sheet.cut_first),
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

    def _on_message(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, Mapping):
            return
        # Whoever stands in front of a room needs a sentence, whatever happens to a file or a font.
        try:
            reply = self._reply(message)
        except carry.CarryError as error:
            why = self._words[error.name].format(**error.values)
            reply = {"told": f"{message.get('name', '')}: {why}"}
        except ContentError as error:
            reply = {"told": str(error)}
        except OSError as error:
            why = f"{error.strerror or type(error).__name__}: {error.filename or ''}"
            reply = {"told": self._words["failed"].format(why=why)}
        except Exception as error:  # noqa: BLE001
            why = f"{type(error).__name__}: {error}"
            reply = {"told": self._words["failed"].format(why=why)}
        self.send({"id": message.get("id"), **reply})

    def _reply(self, message: Mapping[str, Any]) -> Reply:
        answer = self._answers.get(str(message.get("do")))
        return answer(message) if answer else {}

    @property
    def _answers(self) -> Mapping[str, Callable[[Mapping[str, Any]], Reply]]:
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

    def _keep(self, message: Mapping[str, Any]) -> Reply:
        self._log.keep(message.get("run"), message.get("chosen"))
        self.runs = self._log.read()
        return {}

    def _finish(self, message: Mapping[str, Any]) -> Reply:
        self._log.finish(message.get("run"))
        self.runs = self._log.read()
        return {}

    def _read(self, message: Mapping[str, Any]) -> Reply:
        self._room.read(rehearsing=message.get("rehearsing") is True)
        return self._there()

    def _show(self, message: Mapping[str, Any]) -> Reply:
        asked = message.get("exercises")
        # None of them stands for all.
        chosen = [
            id_ for id_ in self._room.exercises if not isinstance(asked, list) or id_ in asked
        ]
        self._room.show(chosen, everybody=message.get("everybody") is True)
        return self._there()

    def _there(self) -> Reply:
        room = self._room
        found, words = room.collected, room.words["collect"]
        return {
            "room": {
                "mark": room.mark,
                "people": found.people,
                "standing": {
                    id_: {
                        "people": each.answered if each.answered >= FEWEST else None,
                        "told": each.told,
                        "new": each.new,
                        "ready": each.ready,
                        "least": room.exercises[id_].fewest,
                    }
                    for id_, each in room.standing().items()
                },
                "said": collect.told(found, room.exercises, words),
                "aside": [[each.name, each.why] for each in found.aside],
            }
        }

    def _take(self, message: Mapping[str, Any]) -> Reply:
        data = str(message.get("text")).encode("utf-8", "replace")
        room = self._room
        return {"taken": collect.keep(carry.unpack(data), room.received, room.exercises)}

    def _results(self, message: Mapping[str, Any]) -> Reply:
        room, id_ = self._room, self._exercise(message)
        tables = pages.tables_page(room, pages.tables_of(room, id_))
        return {"html": pages.results_page(room, id_), "tables": tables}

    def _figures(self, message: Mapping[str, Any]) -> Reply:
        return {"figures": pages.figures(self._room, self._exercise(message))}

    def _debrief(self, message: Mapping[str, Any]) -> Reply:
        first = next(iter(self._sheets.values()))
        sheet = self._sheets.get(str(message.get("session")), first)
        return {"html": pages.debrief_page(self._room, sheet)}

    def _projector(self, message: Mapping[str, Any]) -> Reply:
        return {"html": pages.projector_page(self._room, self._exercise(message))}

    def _report(self, _message: Mapping[str, Any]) -> Reply:
        return {"html": pages.overview_page(self._room)}

    def _make_report(self, _message: Mapping[str, Any]) -> Reply:
        path, page, said = exports.make_report(self._room)
        return {"file": {"name": path.name, "text": page}, "said": said}

    def _export(self, _message: Mapping[str, Any]) -> Reply:
        workbook = exports.export(self._room)
        data = base64.b64encode(workbook.read_bytes()).decode()
        said = [self._words["saved"].format(where=workbook.parent)]
        return {"bytes": {"name": workbook.name, "base64": data}, "said": said}

    def _exercise(self, message: Mapping[str, Any]) -> str:
        id_ = str(message.get("exercise"))
        return id_ if id_ in self._room.exercises else next(iter(self._room.exercises))


def make_desk() -> Desk | Page:
    """Set up the facilitator's desk.

    Returns
    -------
    Desk or Page
        The desk; or, where the content has a fault, what is wrong and how to mend it.
    """
    try:
        return Desk()
    except ContentError as error:
        return broken(error.faults, {})
