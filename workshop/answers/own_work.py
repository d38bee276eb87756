"""What can be done with somebody's work, wherever a page offers it: one way for each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workshop.answers import carry, elsewhere
from workshop.answers.progress import State, finished
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.moments import now
from workshop.core.plain import listed, plain
from workshop.core.questions import Handler, NotUnderstoodError, Values
from workshop.core.records import Chapter
from workshop.system.files import private
from workshop.system.places import START, STATIC

Addresses = Callable[[str], str]
"""Gives the address of a notebook, or of the page that stands in its place, by its name."""


class OwnWork:
    """What a page that shows how far somebody got is sent, and what it can ask for.

    What is asked for is answered with ``told``, a sentence; ``confirm``, what is to be confirmed
    first; ``file``, what the browser is to save.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.
    number
        The session that it stands in, two digits; empty on the start page, which says more of
        each session.
    addresses
        Where the sessions are, and the start page; by default notebooks, by their names.

    Raises
    ------
    ContentError
        When the words or the list of sessions have a fault.
    """

    def __init__(
        self, library: Library, answers: Answers, number: str = "", addresses: Addresses = str
    ) -> None:
        strings = library.strings()
        self._library = library
        self._answers = answers
        self._words = strings["header"] | strings["carry"]
        self._chapters = library.chapters()
        self.look: Callable[[], None] = lambda: None
        """Shows what is saved now, wherever this stands; called whenever that has changed."""
        self.page = page_of(library, number, addresses, self._privacy())
        self._titles: dict[str, str] = self.page["titles"]

    def states(self) -> dict[str, State]:
        """Say how far each exercise got.

        Returns
        -------
        dict
            The states by the ids of the exercises.
        """
        return self._answers.states()

    def handlers(self) -> Mapping[str, Handler]:
        """Give what can be asked for.

        Returns
        -------
        dict
            Functions by name, see :func:`workshop.core.questions.answer`.
        """
        return {
            "look": self._look,
            "save": self._save,
            "hand-in": self._hand_in,
            "bring": self._bring,
            "over": self._start_over,
            "clear": self._clear,
        }

    def wrong(self, error: Exception) -> str:
        """Make a sentence of what was raised.

        Parameters
        ----------
        error
            What one of the handlers raised.

        Returns
        -------
        str
            The sentence.
        """
        if isinstance(error, carry.CarryError):
            return self._words[error.name].format(**error.values)
        if isinstance(error, OSError):
            why = error.strerror or type(error).__name__
        else:
            why = f"{type(error).__name__}: {error}"
        return self._words["failed"].format(why=f"{why}.")

    def _privacy(self) -> str:
        """Say where the answers are, and who can see them."""
        strings = self._library.strings()
        words = strings["session"]
        told = [words["private"].format(folder=_folder(self._answers, self._library))]
        told.append(words["saved"])
        if _open_to_others(self._answers):
            told.append(words["open"])
        if strings.faults:
            told.append(words["in-english"])
        return " ".join(told)

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


def page_of(library: Library, number: str, addresses: Addresses, privacy: str) -> dict[str, Any]:
    """Gather what the header of a session, or the start page, is sent.

    Parameters
    ----------
    library
        The content.
    number
        The session, two digits; empty on the start page.
    addresses
        Where the sessions are, and the start page.
    privacy
        Where the answers are, and who can see them.

    Returns
    -------
    dict
        The sessions, the titles of exercises, the words, and what a file of work may be.
    """
    strings = library.strings()
    chapters = library.chapters()
    ids = (id_ for each in chapters if number in ("", each.number) for id_ in each.exercises)
    words = {**strings["header"], "private": privacy}
    minutes = {} if number else library.minutes()
    return {
        "number": number,
        "start": addresses(START),
        "chapters": [
            _told(chapter, addresses)
            | ({} if number else _promised(chapter, minutes.get(chapter.number)))
            for chapter in chapters
        ],
        "titles": library.titles(ids),
        "words": words if number else words | dict(strings["start"]),
        "language": strings.language,
        "file": carry.NAME,
        "most": carry.MOST,
    }


def _folder(answers: Answers, library: Library) -> str:
    """Name the folder of the answers as people read it."""
    try:
        return str(answers.home.relative_to(library.root))
    except ValueError:
        return str(answers.home)


def _open_to_others(answers: Answers) -> bool:
    """Tell whether other people of this computer can look into the folder of the answers."""
    try:
        return not private(answers.make_folder())
    except OSError:
        # The boards say so, when something is to be saved.
        return False


def _told(chapter: Chapter, addresses: Addresses) -> dict[str, Any]:
    return {
        "number": chapter.number,
        "title": chapter.title,
        "notebook": addresses(chapter.notebook),
        "counted": [*chapter.counted],
    }


def _promised(chapter: Chapter, minutes: int | None) -> dict[str, Any]:
    """Say of a session what it is for, how long it takes, and how it looks."""
    cover = STATIC / "covers" / f"{chapter.number}.svg"
    return {
        "promise": chapter.promise,
        "minutes": minutes,
        "cover": cover.read_text("utf-8") if cover.is_file() else "",
    }
