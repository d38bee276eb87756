"""One sort, built with each tool as a user of that tool would build it.

The notebooks that the benchmark writes call these functions, each in the cell that is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import ipywidgets
import jupyterquiz as quiz

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import Exercise, Item
from workshop.notebook.board import Board

VERDICTS = {True: "Most would say so too.", False: "Most would see it another way."}


def deck(cards: int) -> Exercise:
    """Take the first cards of the whole deck.

    Parameters
    ----------
    cards
        How many.

    Returns
    -------
    Exercise
        A sort of that many cards.
    """
    whole = Library().exercise("whole-deck")
    items = whole.items[:cards]
    return replace(whole, items=items, keys={item.id: whole.keys[item.id] for item in items})


def our_board(exercise: Exercise) -> Board:
    """Show a sort as this workshop does."""
    library = Library()
    return Board(exercise, Answers(), library.strings(), library.sources())


def core_ipywidgets(exercise: Exercise) -> ipywidgets.Widget:
    """Show a sort with the widgets that Jupyter brings: a row of buttons for each card."""
    return ipywidgets.VBox([_row(exercise, item) for item in exercise.items])


def jupyterquiz(exercise: Exercise) -> None:
    """Show a sort as a quiz of multiple-choice questions, one for each card."""
    quiz.display_quiz([_question(exercise, item) for item in exercise.items], shuffle_answers=False)


def _row(exercise: Exercise, item: Item) -> ipywidgets.Widget:
    key = exercise.keys[item.id]
    places = [(option.label, option.id) for option in exercise.options]
    buttons = ipywidgets.ToggleButtons(options=places, value=None)
    feedback = ipywidgets.HTML()

    def judge(change: dict[str, str]) -> None:
        feedback.value = f"<b>{VERDICTS[change['new'] in key.accept]}</b> {escape(key.why)}"

    buttons.observe(judge, "value")
    return ipywidgets.VBox([ipywidgets.HTML(escape(item.text)), buttons, feedback])


def _question(exercise: Exercise, item: Item) -> dict[str, str | Sequence[dict[str, str | bool]]]:
    key = exercise.keys[item.id]
    return {
        "question": item.text,
        "type": "multiple_choice",
        "answers": [
            {
                "answer": option.label,
                # One right answer: with more, a quiz asks for all of them.
                "correct": option.id == key.accept[0],
                "feedback": f"{VERDICTS[option.id in key.accept]} {key.why}",
            }
            for option in exercise.options
        ],
    }
