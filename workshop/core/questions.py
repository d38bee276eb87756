"""What a page asks of Python, and what it is answered: one way, whoever stands behind the page.

A page asks with ``{"ask": id, "name": …, "values": {…}}`` and gets one message with the same id:
``{"answer": id, "values": {…}}``, or ``{"answer": id, "wrong": …}`` with a sentence that says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workshop.core.records import ContentError

Values = Mapping[str, Any]
Handler = Callable[[Values], dict[str, Any]]
LONGEST = 64
"""How many characters an id may have."""


class NotUnderstoodError(Exception):
    """What was asked is none of what is answered here; nothing was changed."""


def answer(
    message: object, handlers: Mapping[str, Handler], wrong: Callable[[Exception], str]
) -> dict[str, Any] | None:
    """Answer one question of a page.

    Parameters
    ----------
    message
        What the page sent.
    handlers
        What can be asked, by name: each takes the values of the question and gives those of the
        answer.
    wrong
        Makes a sentence of what a handler raised, or of a :class:`NotUnderstoodError` where none
        has the name. No page should see a traceback, whatever happens to a file or a font.

    Returns
    -------
    dict or None
        The message that goes back; ``None`` where the one that came makes no sense: nobody could
        tell to what an answer belongs.
    """
    if not isinstance(message, Mapping):
        return None
    id_, name, values = (message.get(key) for key in ("ask", "name", "values"))
    if not isinstance(id_, str) or not 0 < len(id_) <= LONGEST:
        return None
    if not isinstance(name, str) or not isinstance(values, Mapping):
        return None
    try:
        return {"answer": id_, "values": handlers.get(name, _unknown)(values)}
    except Exception as error:  # noqa: BLE001
        return {"answer": id_, "wrong": wrong(error)}


def sentence(error: Exception, not_understood: str, wrong: Callable[[Exception], str]) -> str:
    """Say what came of a question that has no values for an answer.

    Parameters
    ----------
    error
        What was raised.
    not_understood
        What is said of a question that nobody here knows.
    wrong
        Makes a sentence of anything else.

    Returns
    -------
    str
        The sentence.
    """
    if isinstance(error, NotUnderstoodError):
        return not_understood
    # Its faults are sentences already.
    return str(error) if isinstance(error, ContentError) else wrong(error)


def _unknown(_values: Values) -> dict[str, Any]:
    raise NotUnderstoodError
