"""The header of a notebook: how far somebody got, and what can be done with their work."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import traitlets

from workshop.answers import carry, elsewhere
from workshop.answers.progress import finished
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.moments import now
from workshop.core.plain import listed, plain
from workshop.core.records import Chapter, Exercise
from workshop.notebook.asked import Asked, Handler, NotUnderstoodError, Values
from workshop.system.files import private

STATIC = Path(__file__).parents[1] / "static"


class Header(Asked):
    """What stands at the top of a session.

    It is told when an exercise is begun or finished, and asks for nothing meanwhile. What its
    buttons ask for is answered with ``told``, a sentence; ``confirm``, what is to be confirmed
    first; ``file``, what the browser is to save.

    Parameters
    ----------
    number
        The session's number, two digits.
    library
        The content.
    answers
        The participant's answers.
    folder
        The folder of the answers, as people read it.
    refresh
        Shows in every board of this notebook what is saved now.

    Raises
    ------
    ContentError
        When the words or the list of sessions have a fault.
    """

    _esm = STATIC / "header.js"
    _css = STATIC / "header.css"
    page = traitlets.Dict().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        number: str,
        library: Library,
        answers: Answers,
        folder: str,
        refresh: Callable[[], None],
    ) -> None:
        strings = library.strings()
        chapters = library.chapters()
        self._library = library
        self._answers = answers
        self._refresh = refresh
        self._words = strings["header"] | strings["carry"]
        self._chapters = chapters
        own = next((chapter.exercises for chapter in chapters if chapter.number == number), ())
        self._titles = library.titles(own)
        kept = strings["session"]
        folders = [kept["private"].format(folder=folder), kept["saved"]]
        if _open_to_others(answers):
            folders.append(kept["open"])
        if strings.faults:
            folders.append(kept["in-english"])
        super().__init__(
            strings["asked"],
            page={
                "number": number,
                "chapters": [_told(chapter) for chapter in chapters],
                "titles": self._titles,
                "words": strings["header"]
                | {"private": " ".join(folders), "shared": kept["shared"] if _served() else ""},
                "language": strings.language,
                "file": carry.NAME,
                "most": carry.MOST,
            },
            states=answers.states(),
        )

    def note(self, exercise: Exercise, state: str) -> None:
        """Show how far an exercise got; where nothing changes, nothing is sent.

        Parameters
        ----------
        exercise
            The exercise.
        state
            How far it got, see :func:`workshop.answers.progress.state`.
        """
        if self.states.get(exercise.id, "open") != state:
            self.states = self.states | {exercise.id: state}

    def look(self) -> None:
        """Show what is saved now, here and in the boards."""
        self.states = self._answers.states()
        self._refresh()

    def _handlers(self) -> Mapping[str, Handler]:
        return {
            "look": self._look,
            "save": self._save,
            "hand-in": self._hand_in,
            "bring": self._bring,
            "over": self._start_over,
            "clear": self._clear,
        }

    def _wrong(self, error: Exception) -> str:
        if isinstance(error, carry.CarryError):
            return self._words[error.name].format(**error.values)
        if isinstance(error, OSError):
            why = error.strerror or type(error).__name__
        else:
            why = f"{type(error).__name__}: {error}"
        return self._words["failed"].format(why=f"{why}.")

    def _look(self, _values: Values) -> dict[str, Any]:
        self.look()
        return {}

    def _clear(self, _values: Values) -> dict[str, Any]:
        # Asked before, since what is known of them goes too.
        left = elsewhere.there(self._answers.home)
        self._answers.clear()
        self.look()
        said = [self._words["cleared"]]
        if left:
            files = ", ".join(plain(str(file), None) for file in left)
            said.append(self._words["still-there"].format(files=files))
        return {"told": " ".join(said), "changed": True, "cleared": True}

    def _save(self, _values: Values) -> dict[str, Any]:
        return {"file": {"name": carry.NAME, "text": carry.pack(self._answers)}}

    def _hand_in(self, _values: Values) -> dict[str, Any]:
        # Imported here: few ask for it.
        from workshop.answers import hand_in  # noqa: PLC0415

        mine = carry.Carried(self._answers.participant(), self._answers.records())
        text = hand_in.pack(mine, self._library.exercises())
        return {"file": {"name": hand_in.NAME, "text": text}}

    def _bring(self, values: Values) -> dict[str, Any]:
        text = values.get("text")
        if not isinstance(text, str):
            raise NotUnderstoodError
        carried = carry.unpack(text.encode("utf-8", "replace"))
        if carried.handed_in:
            raise carry.CarryError("handed-in")
        another = carried.participant != self._answers.participant()
        begun = any(state != "open" for state in self._answers.states().values())
        if another and begun and not values.get("mixed"):
            return {"confirm": "bring", "told": self._words["mixed"]}
        brought = carry.bring(self._answers, carried, over=bool(values.get("newer")))
        self.look()
        told = "brought" if brought.taken else "brought-nothing"
        done, counted = finished(self._chapters, self._answers.states())
        sentence = self._words[told].format(n=done, all=counted)
        if not brought.kept:
            return {"told": sentence, "changed": True}
        # Also of other sessions; what this version does not have goes by its id.
        titles = self._library.titles(brought.kept)
        names = [f"“{titles.get(id_, id_)}”" for id_ in brought.kept]
        what = listed(names, self._words["and-more"])
        kept = self._words["kept"].format(what=what)
        told_first = f"{sentence} " if brought.taken else ""
        return {"confirm": "file", "told": told_first + kept, "changed": True}

    def _start_over(self, values: Values) -> dict[str, Any]:
        what = values.get("what")
        if not isinstance(what, str):
            raise NotUnderstoodError
        chapters = {chapter.number: chapter.exercises for chapter in self._chapters}
        if what == "all":
            ids = tuple(self._answers.records())
        else:
            ids = chapters.get(what) or ((what,) if what in self._titles else ())
        copies = self._answers.copies / f"{now():%Y-%m-%d-%H%M%S}-started-over"
        moved = self._answers.set_aside(ids, copies)
        self.look()
        if not moved:
            return {"told": self._words["nothing-to-clear"]}
        told = self._words["started-over"].format(folder=copies)
        return {"told": told, "changed": True, "cleared": moved}


def _open_to_others(answers: Answers) -> bool:
    """Tell whether other people of this computer can look into the folder of the answers."""
    try:
        return not private(answers.make_folder())
    except OSError:
        # The boards say so, when something is to be saved.
        return False


def _served() -> bool:
    """Tell whether this is a page of Voila, where everybody who opens it shares the answers."""
    return "VOILA_BASE_URL" in os.environ


def _told(chapter: Chapter) -> dict[str, Any]:
    return {
        "number": chapter.number,
        "title": chapter.title,
        "notebook": chapter.notebook,
        "counted": [id_ for id_ in chapter.exercises if id_ not in chapter.extras],
    }
