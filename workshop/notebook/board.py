"""The one widget: any exercise, shown."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workshop.answers.progress import State, state
from workshop.answers.store import Answers, Saved
from workshop.answers.taps import read_sent
from workshop.content.spec import _told, make_spec
from workshop.content.words import Strings
from workshop.core.records import Exercise, Source

STATIC = Path(__file__).parents[1] / "static"
READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


@cache
def _bundle(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


class Board(anywidget.AnyWidget):
    """One exercise on the page.

    The browser gets everything it needs when the board opens, and shows feedback without asking.
    Each change comes as one small numbered message (:mod:`workshop.answers.taps`) and is saved at
    once; one smaller message says up to which number the page's changes are saved. The browser
    keeps what is not, and sends it again. ``on_state`` is told after each change how far the
    exercise got.

    Parameters
    ----------
    exercise
        What to show.
    answers
        Where the answer is kept.
    strings
        The words, see :meth:`workshop.content.library.Library.strings`.
    sources
        The works that reasons draw on, by id.
    earlier
        What the participant answered in the exercise that this one looks back at, by item id.
    """

    # Instance texts and not class-level paths, so that one class serves every kind.
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)
    """Whose work this is (``work``), up to which number the changes of each page are saved
    (``pages``), and the time of the latest change (``clock``), all as of ``answer``."""
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        exercise: Exercise,
        answers: Answers,
        strings: Strings,
        sources: Mapping[str, Source],
        earlier: Mapping[str, Any] | None = None,
    ) -> None:
        self.exercise = exercise
        self.earlier = earlier
        self._answers = answers
        self.on_state: Callable[[Exercise, State], None] = lambda _exercise, _state: None
        self._words = strings["answers"]
        saved, work = answers.read(exercise), answers.participant()
        super().__init__(
            # anywidget keeps one style sheet per name, and the name of a class for a name.
            _anywidget_id=f"workshop.{exercise.kind}",
            _esm=_bundle(f"{exercise.kind}.js"),
            _css=_bundle(f"{exercise.kind}.css"),
            spec=make_spec(exercise, strings, sources, work) | _told(earlier),
            answer=saved.answer,
            saved=_kept(saved, work),
            notice=self._notice(saved),
        )
        self.on_msg(self._on_message)

    def refresh(self) -> None:
        """Show what is saved now, for when the cell runs again or another notebook went on."""
        saved = self._answers.read(self.exercise)
        with self.hold_sync():
            self.answer = saved.answer
            self.saved = _kept(saved, self._answers.participant())
            self.notice = self._notice(saved)

    def _on_message(self, _widget: object, message: object, _buffers: object) -> None:
        if message == {"look": True}:
            # A page that heard of another one's changes; it has not shown them itself.
            self.send_state(["answer", "saved"])
            return
        sent = read_sent(message)
        if sent is None:
            return
        saved = self._answers.take(self.exercise, sent)
        if saved is None:
            self.refresh()
            # The page shows its own tap on top of what it had, which may be what there is now.
            self.send_state(["answer", "saved"])
            self.notice = self._words["other-work"]
            return
        # In place: the page has shown this already and needs no echo, but one that opens later
        # asks for the whole.
        for mine, new in ((self.answer, saved.answer), (self.saved, _kept(saved, sent.work))):
            mine.clear()
            mine.update(new)
        if saved.elsewhere:
            self.send_state(["answer", "saved"])
        self.notice = self._notice(saved)
        self.send({"page": sent.page, "saved": saved.heard.get(sent.page, 0)})
        self.on_state(self.exercise, state(self.exercise, saved.answer))

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


def _kept(saved: Saved, work: str) -> dict[str, Any]:
    return {"work": work, "pages": dict(saved.heard), "clock": saved.clock}
