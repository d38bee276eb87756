"""The one widget: any exercise, shown."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import anywidget
import traitlets

from workshop import checks
from workshop.answers import Answers, Saved
from workshop.kinds import KINDS
from workshop.progress import State, state
from workshop.records import Exercise, Option, Source
from workshop.taps import read_sent

STATIC = Path(__file__).parent / "static"
T = TypeVar("T")
READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


@cache
def _bundle(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


class Board(anywidget.AnyWidget):
    """One exercise on the page.

    The browser gets everything it needs when the board opens, and shows feedback without asking.
    Each change comes as one small numbered message (:mod:`workshop.taps`) and is saved at once; one
    smaller message says up to which number the page's changes are saved. The browser keeps what is
    not, and sends it again. ``on_state`` is told after each change how far the exercise got.

    Parameters
    ----------
    exercise
        What to show.
    answers
        Where the answer is kept.
    strings
        The words, by section and name, as :meth:`workshop.content.Library.strings` reads them.
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
        strings: Mapping[str, Mapping[str, str]],
        sources: Mapping[str, Source],
        earlier: Mapping[str, Any] | None = None,
    ) -> None:
        self.exercise = exercise
        self.earlier = earlier
        self._answers = answers
        self.on_state: Callable[[Exercise, State], None] = lambda _exercise, _state: None
        self._words = strings["answers"]
        saved = answers.read(exercise)
        super().__init__(
            # anywidget keeps one style sheet per name, and the name of a class for a name.
            _anywidget_id=f"workshop.{exercise.kind}",
            _esm=_bundle(f"{exercise.kind}.js"),
            _css=_bundle(f"{exercise.kind}.css"),
            spec=make_spec(exercise, strings, sources, answers.participant()) | _told(earlier),
            answer=saved.answer,
            saved=self._kept(saved),
            notice=self._notice(saved),
        )
        self.on_msg(self._on_message)

    def refresh(self) -> None:
        """Show what is saved now, for when the cell runs again or another notebook went on."""
        saved = self._answers.read(self.exercise)
        with self.hold_sync():
            self.answer = saved.answer
            self.saved = self._kept(saved)
            self.notice = self._notice(saved)

    def _on_message(self, _widget: object, message: object, _buffers: object) -> None:
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
        for mine, new in ((self.answer, saved.answer), (self.saved, self._kept(saved))):
            mine.clear()
            mine.update(new)
        if saved.elsewhere:
            self.send_state(["answer", "saved"])
        self.notice = self._notice(saved)
        self.send({"page": sent.page, "saved": saved.heard.get(sent.page, 0)})
        self.on_state(self.exercise, state(self.exercise, saved.answer))

    def _kept(self, saved: Saved) -> dict[str, Any]:
        work = self._answers.participant()
        return {"work": work, "pages": dict(saved.heard), "clock": saved.clock}

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
            form = "dropped-one" if saved.dropped == 1 else "dropped-other"
            return words[form].format(n=saved.dropped)
        return ""


def make_spec(
    exercise: Exercise,
    strings: Mapping[str, Mapping[str, str]],
    sources: Mapping[str, Source],
    participant: str,
) -> dict[str, Any]:
    """Gather what the browser needs to show an exercise.

    Parameters
    ----------
    exercise
        The exercise.
    strings
        The words, by section and name.
    sources
        The works that reasons draw on, by id.
    participant
        The participant's random id: an item's own options, and the items of some kinds, come in
        an order of theirs, the same each time.

    Returns
    -------
    dict
        The exercise without its key; and, where feedback is immediate, the feedback table with
        each reason once per item, and the kind's rules. Where the key must not be seen yet these
        are left out.
    """
    kind = KINDS[exercise.kind]
    words: dict[str, str] = {}
    for section in kind.sections(exercise):
        words |= strings[section]
    options = {
        item.id: _shuffled(item.options, f"{participant} {exercise.id} {item.id}")
        for item in exercise.items
    }
    spec: dict[str, Any] = {
        "id": exercise.id,
        "kind": exercise.kind,
        "title": exercise.title,
        "prompt": exercise.prompt,
        "feedback": exercise.feedback,
        "language": words["language"],
        "words": words,
        "settings": dict(exercise.settings),
        "options": [_option(option) for option in exercise.options],
        "items": _packed(
            [
                _filled(
                    id=item.id,
                    text=item.text,
                    setting=item.setting,
                    options=[_option(option) for option in options[item.id]],
                )
                for item in exercise.items
            ]
        ),
    }
    if kind.SHUFFLED:
        spec["start"] = _shuffled(range(len(exercise.items)), f"{participant} {exercise.id}")
    if exercise.feedback in ("instant", "on-check"):
        spec |= _key(exercise, sources, options)
    return spec


def _key(
    exercise: Exercise, sources: Mapping[str, Source], options: Mapping[str, Sequence[Option]]
) -> dict[str, Any]:
    """Gather what the browser needs to show feedback; options and sources go by number."""
    table = checks.feedback_table(exercise)
    cited = {id_: "; ".join(sources[s].short for s in e.sources) for id_, e in table.items()}
    works = list(dict.fromkeys(cited.values()))
    rows = []
    for id_, entry in table.items():
        names = [option.id for option in options[id_] or exercise.options]
        told = _filled(
            verdicts="".join(entry.verdicts[option][0] for option in names),
            why=entry.why,
            tips=entry.tips,
            reasons=entry.reasons,
        )
        if len(entry.best) > 1:
            told["best"] = [names.index(option) for option in entry.best]
        rows.append(told | _filled(sources=works.index(cited[id_])))
    return {"sources": works, "table": _packed(rows), "rules": dict(exercise.rules)}


def _told(earlier: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"earlier": dict(earlier)} if earlier else {}


def _shuffled(values: Sequence[T], seed: str) -> list[T]:
    return random.Random(seed).sample(values, len(values))  # noqa: S311


def _option(option: Option) -> dict[str, Any]:
    return _filled(id=option.id, label=option.label, hint=option.hint, unsure=option.unsure)


def _filled(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Leave out what is empty, to keep the message small."""
    return {name: value for name, value in values.items() if value}


def _packed(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Say each name once: a deck of fifty cards has to travel over a thin connection."""
    names = list(dict.fromkeys(name for entry in entries for name in entry))
    rows = [[entry.get(name) for name in names] for entry in entries]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return {"names": names, "rows": rows}
