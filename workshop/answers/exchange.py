"""What a board and whoever keeps its answer tell each other, the same for each keeper in Python.

A board sends numbered changes (:mod:`workshop.answers.taps`), or ``{"look": true}`` when it wants
to be shown what is saved. It is told the answer, what is saved of each page, and a notice where
there is anything to say; and after each of its messages up to which number its page is saved.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.answers.progress import State, state
from workshop.answers.store import Answers, Saved
from workshop.answers.taps import read_sent
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds.earlier import about_of

LOOK = {"look": True}
"""What a page sends that heard of another one's changes, and has not shown them itself."""
READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True)
class Told:
    """What there is to say of an answer.

    Parameters
    ----------
    answer
        The answer.
    saved
        Whose work it is (``work``), up to which number the changes of each page are saved
        (``pages``), and the time of the latest change (``clock``), all as of ``answer``.
    notice
        A sentence where there is anything to say, or empty.
    anew
        Whether whoever sent something does not show this answer yet.
    page, number
        Whose page sent something, and up to which number it is saved; an empty page where nothing
        is to be acknowledged.
    state
        How far the exercise got.
    """

    answer: dict[str, Any]
    saved: dict[str, Any]
    notice: str
    anew: bool = True
    page: str = ""
    number: int = 0
    state: State = "open"

    @property
    def shown(self) -> dict[str, Any]:
        """What a page is sent of it."""
        return {"answer": self.answer, "saved": self.saved, "notice": self.notice}

    @property
    def acknowledged(self) -> dict[str, Any]:
        """The small message that says up to which number a page is saved."""
        return {"page": self.page, "saved": self.number}


class Exchange:
    """The answer to one exercise, between its boards and the disk.

    Parameters
    ----------
    exercise
        The exercise.
    answers
        Where the answer is kept.
    words
        The section ``answers`` of the words.
    """

    def __init__(self, exercise: Exercise, answers: Answers, words: Section) -> None:
        self.exercise = exercise
        self._answers = answers
        self._words = words

    def look(self) -> Told:
        """Read what is saved now.

        Returns
        -------
        Told
            The answer and what there is to say of it.
        """
        return self._told(self._answers.read(self.exercise), self._answers.participant())

    def take(self, message: object) -> Told | None:
        """Take what a board sent, and save it.

        Parameters
        ----------
        message
            Anything.

        Returns
        -------
        Told
            What there is to say of it; nothing where the message is none.
        """
        sent = read_sent(message)
        if sent is None:
            return None
        saved = self._answers.take(self.exercise, sent)
        if saved is None:
            # The page shows its own tap on top of what it had, which may be what there is now.
            now = self.look()
            return Told(now.answer, now.saved, self._words["other-work"], state=now.state)
        number = saved.heard.get(sent.page, 0)
        return self._told(saved, sent.work, page=sent.page, number=number, anew=saved.elsewhere)

    def _told(self, saved: Saved, work: str, **more: Any) -> Told:  # noqa: ANN401
        kept = {"work": work, "pages": dict(saved.heard), "clock": saved.clock}
        how_far = state(self.exercise, saved.answer)
        return Told(saved.answer, kept, self._notice(saved), state=how_far, **more)

    def _notice(self, saved: Saved) -> str:
        words = self._words
        folder = self._answers.home
        if saved.failure is not None:
            code = saved.failure.errno
            if code in (errno.ENOSPC, errno.EDQUOT):
                why = words["disk-full"]
            elif code in READ_ONLY:
                why = words["read-only"].format(folder=folder)
            else:
                reason = saved.failure.strerror or type(saved.failure).__name__
                why = words["other-reason"].format(folder=folder, reason=reason)
            return words["cannot-save"].format(why=why)
        if saved.aside:
            return words["not-used"].format(file=saved.aside)
        if saved.damaged:
            return words["damaged"].format(file=saved.damaged)
        if saved.dropped:
            return words.count("dropped", saved.dropped)
        return ""


def earlier(exercise: Exercise, library: Library, answers: Answers) -> Mapping[str, Any]:
    """Read what was answered in the exercises that another one looks back at.

    Parameters
    ----------
    exercise
        The exercise that may look back.
    library
        The content.
    answers
        The participant's answers.

    Returns
    -------
    dict
        What was answered, by item, or by the field that is about it; nothing where it looks back
        at none.
    """
    told: dict[str, Any] = {}

    def told_of(id_: str) -> Mapping[str, Any]:
        first = library.exercise(id_)
        return KINDS[first.kind].told(first, answers.read(first).answer)

    if "earlier" in exercise.settings:
        told.update(told_of(exercise.settings["earlier"]["from"]))
    about = about_of(exercise.settings)
    said = {id_: told_of(id_) for id_ in {other for other, _ in about.values()}}
    for field, (other, there) in about.items():
        # What another one calls by the same name is not meant here.
        told.pop(field, None)
        if there in said[other]:
            told[field] = said[other][there]
    return told
