"""What a page is sent, and what it is answered, when a program on this computer keeps the answers.

A page asks with ``{"to": …, "message": …}`` and is answered with a list of what a kernel would have
sent: values that changed, ``{"answer": …, "saved": …, "notice": …}`` of an ``exercise``, ``states``
or a figure that was ``drawn``; and ``{"msg": …}``, the message that goes back.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from workshop.answers.exchange import LOOK, Exchange, earlier
from workshop.answers.own_work import OwnWork
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.content.spec import make_spec
from workshop.core.questions import (
    Handler,
    NotUnderstoodError,
    Values,
    answer,
    sentence,
)
from workshop.core.records import Exercise
from workshop.kinds import KINDS
from workshop.kinds.earlier import looks_back
from workshop.pages.addresses import addresses
from workshop.pages.sent import exercises_of, parts_of

POST = "ask"
"""Where pages ask, as seen from them."""

Reply = list[dict[str, Any]]


class Replies:
    """Sends pages what they show, and answers what they ask.

    Parameters
    ----------
    library
        The content.
    answers
        The participant's answers.
    """

    def __init__(self, library: Library, answers: Answers) -> None:
        self._library = library
        self._answers = answers
        # A figure takes seconds, and no tap is to wait for it.
        self._taking, self._drawing = threading.Lock(), threading.Lock()
        # As the pages that are open were sent them: a change of the content shows in the next one.
        self._exchanges: dict[str, Exchange] = {}
        self._own: dict[str, OwnWork] = {}

    def sent(self, number: str) -> dict[str, Any]:
        """Gather what a page is sent beside its texts.

        Parameters
        ----------
        number
            The session, two digits; empty for the start page.

        Returns
        -------
        dict
            What stands in the page's block of data.

        Raises
        ------
        ContentError
            When what the page shows has a fault.
        """
        with self._taking:
            library = self._library
            self._own.pop(number, None)
            own = self._own_work(number)
            exercises = exercises_of(library, parts_of(library, number))
            words = library.strings()["answers"]
            exchanges = {each.id: Exchange(each, self._answers, words) for each in exercises}
            self._exchanges |= exchanges
            return {
                "keeper": "server",
                "number": number,
                "page": own.page,
                "states": own.states(),
                "silence": library.strings()["app"]["no-answer"],
                "post": POST,
                "rest": "",
                "specs": [self._spec(exercise) for exercise in exercises],
                "answers": {id_: exchange.look().shown for id_, exchange in exchanges.items()},
            }

    def reply(self, asked: object) -> Reply | None:
        """Answer what a page asks.

        Parameters
        ----------
        asked
            Anything.

        Returns
        -------
        list of dict
            What goes back; nothing where what was asked makes no sense, and nothing was done.
        """
        if not isinstance(asked, Mapping):
            return None
        to, message = asked.get("to"), asked.get("message")
        if to == "board":
            with self._taking:
                return self._board(asked.get("exercise"), message)
        if to == "work":
            with self._taking:
                return self._work(asked.get("number"), asked.get("boards"), message)
        if to in ("figure", "take-home"):
            with self._drawing:
                return self._made(to, asked.get("of"), message)
        return None

    def _board(self, id_: object, message: object) -> Reply | None:
        exchange = self._exchange(id_)
        if exchange is None:
            return None
        told = exchange.look() if message == LOOK else exchange.take(message)
        if told is None:
            return None
        id_ = exchange.exercise.id
        states = {"states": {id_: told.state}}
        if not told.page:
            return [{"exercise": id_, **told.shown}, states]
        news = told.shown if told.anew else {"notice": told.notice}
        return [{"exercise": id_, **news}, states, {"exercise": id_, "msg": told.acknowledged}]

    def _work(self, number: object, boards: object, message: object) -> Reply | None:
        own = self._own_work(number)
        told = self._answer(message, own.handlers(), own.wrong)
        if told is None:
            return None
        asked = map(self._exchange, boards if isinstance(boards, list) else [])
        exchanges = {each.exercise.id: each for each in asked if each is not None}
        shown = [
            {"exercise": id_, **each.look().shown, **self._before(each.exercise)}
            for id_, each in exchanges.items()
        ]
        return [{"states": own.states(), "whole": True}, *shown, {"msg": told}]

    def _before(self, exercise: Exercise) -> dict[str, Any]:
        """Say what it looks back at now: work may just have been brought back."""
        if not looks_back(exercise.settings):
            return {}
        return {"before": dict(earlier(exercise, self._library, self._answers))}

    def _made(self, to: str, name: object, message: object) -> Reply | None:
        """Draw a figure, or make the handout; what they need is imported when it is asked for."""
        drawn: Reply = []

        def draw(_values: Values) -> dict[str, Any]:
            from workshop.figures import FIGURES  # noqa: PLC0415
            from workshop.figures.shown import shown  # noqa: PLC0415

            if name not in FIGURES:
                raise NotUnderstoodError
            drawn.append({"of": name, "drawn": shown(str(name), self._library, self._answers)})
            return {"said": drawn[0]["drawn"]["said"]}

        def make(_values: Values) -> dict[str, Any]:
            from workshop.paper.handout import to_take_home  # noqa: PLC0415

            return to_take_home(self._library, self._answers)

        own = to == "figure"
        texts = self._library.strings()["figures" if own else "take-home"]
        handlers: dict[str, Handler] = {"draw": draw} if own else {"make": make}
        told = self._answer(
            message,
            handlers,
            lambda error: texts["failed"].format(reason=f"{type(error).__name__}: {error}"),
        )
        return None if told is None else [*drawn, {"msg": told}]

    def _answer(
        self,
        message: object,
        handlers: Mapping[str, Handler],
        wrong: Any,  # noqa: ANN401
    ) -> dict[str, Any] | None:
        words = self._library.strings()["asked"]
        return answer(
            message, handlers, lambda error: sentence(error, words["not-understood"], wrong)
        )

    def _own_work(self, number: object) -> OwnWork:
        numbers = {chapter.number for chapter in self._library.chapters()}
        known = number if isinstance(number, str) and number in numbers else ""
        if known not in self._own:
            pages = addresses(self._library)
            self._own[known] = OwnWork(self._library, self._answers, known, pages.__getitem__)
        return self._own[known]

    def _exchange(self, id_: object) -> Exchange | None:
        """Find whatever is between an exercise and the disk; nothing where there is none."""
        if not isinstance(id_, str):
            return None
        if id_ not in self._exchanges:
            if id_ not in self._library.exercise_ids():
                return None
            words = self._library.strings()["answers"]
            exercise = self._library.exercise(id_)
            self._exchanges[id_] = Exchange(exercise, self._answers, words)
        return self._exchanges[id_]

    def _spec(self, exercise: Exercise) -> dict[str, Any]:
        """Gather what a board needs, in the participant's own order; words go by their sections."""
        library, answers = self._library, self._answers
        spec = make_spec(exercise, library.strings(), library.sources(), answers.participant())
        del spec["words"]
        told = earlier(exercise, library, answers)
        more = {"earlier": dict(told)} if told else {}
        return spec | more | {"sections": list(KINDS[exercise.kind].sections(exercise))}
