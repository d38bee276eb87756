"""What an exercise takes from another one: its cards, and what was answered there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.core.records import ContentError
from workshop.notebook.board import Board
from workshop.notebook.session import Session
from workshop.pages.replies import Replies

Edit = Callable[[str, str, str], None]
HEAD = 'session = "10"\ntitle = "T"\nminutes = 1\nprompt = "P."\n'
STEPS = "".join(f'[[options]]\nid = "s{n}"\nlabel = "{n}"\n' for n in range(1, 6))
DECK = (
    f'kind = "scale"\nfeedback = "none"\nfewest = 8\nrange = "five"\n{HEAD}{STEPS}'
    '[[groups]]\nid = "one"\nlabel = "One"\n[[groups]]\nid = "two"\nlabel = "Two"\n'
    '[[items]]\nid = "asking"\ngroup = "one"\ntext = "I ask."\n'
    '[[items]]\nid = "writing"\ngroup = "two"\ntext = "I write."\n'
)
AGAIN = (
    f'kind = "scale"\nfeedback = "none"\nrange = "five"\n{HEAD}{STEPS}'
    '[cards]\nfrom = "rating"\npick = ["writing"]\n'
    '[earlier]\nfrom = "rating"\nlabel = "At the start"\n'
)
WORDS = (
    f'kind = "write"\nfeedback = "none"\nseen_by = "me"\n{HEAD}'
    '[[fields]]\nid = "leader"\nlabel = "Leader?"\nas = "words"\n'
)
LATER = WORDS + '[earlier]\nfrom = "words"\nlabel = "At the start"\n'


PLAN = (
    f'kind = "write"\nfeedback = "none"\nseen_by = "me"\n{HEAD}'
    '[[fields]]\nid = "aim"\nlabel = "Aim?"\n'
    '[rows]\nlabel = "Act"\nadd = "+"\n'
    '[[rows.fields]]\nid = "what"\nlabel = "What?"\nas = "line"\n'
    '[[rows.fields]]\nid = "by"\nlabel = "By when?"\nas = "date"\n'
)
BACK = (
    f'kind = "write"\nfeedback = "none"\nseen_by = "me"\n{HEAD}'
    '[[fields]]\nid = "reached"\nlabel = "Reached?"\nabout = "plan.aim"\noptional = true\n'
    '[[fields]]\nid = "acts"\nlabel = "And these?"\nabout = "plan.what"\noptional = true\n'
    '[[fields]]\nid = "most"\nlabel = "What most?"\n'
    '[rows]\nlabel = "Act"\nadd = "+"\ntake = "Take them"\n'
    '[[rows.fields]]\nid = "what"\nlabel = "What?"\nas = "line"\n'
    '[earlier]\nfrom = "plan"\nlabel = "My plan"\n'
)


@pytest.fixture
def folder(content: Path, quiz: Library) -> Library:
    texts = {"rating": DECK, "rating-again": AGAIN, "words": WORDS, "words-again": LATER}
    texts |= {"plan": PLAN, "back": BACK}
    for name, text in texts.items():
        (content / "exercises" / f"{name}.toml").write_text(text, encoding="utf-8")
        (content / "solutions" / f"{name}.toml").write_text("", encoding="utf-8")
    assert quiz.check() == []
    return quiz


def shown(library: Library, answers: Answers, exercise: str) -> Board:
    board = Session("10", library, answers).show(exercise)
    assert isinstance(board, Board)
    return board


def test_a_scale_draws_items_and_leaves_groups_behind_that_it_does_not_have(
    folder: Library,
) -> None:
    again = folder.exercise("rating-again")
    assert [item.text for item in again.items] == ["I write."]
    assert again.settings["group_of"] == {}


def test_a_quiz_draws_questions_with_their_answers_and_keys(folder: Library, content: Path) -> None:
    text = (
        f'kind = "quiz"\nfeedback = "none"\n{HEAD}[cards]\nfrom = "small-quiz"\npick = ["people"]\n'
    )
    (content / "exercises" / "before.toml").write_text(text, encoding="utf-8")
    (content / "solutions" / "before.toml").write_text("", encoding="utf-8")
    before = folder.exercise("before")
    assert [option.label for option in before.items[0].options] == [f"people {o}" for o in "abcd"]
    assert before.keys["people"].accept == ("d",)


def test_a_fault_of_the_deck_is_told_where_it_stands(folder: Library, edit: Edit) -> None:
    edit("exercises/rating.toml", 'text = "I write."', 'text = ""')
    with pytest.raises(ContentError, match=r"exercises/rating.toml, writing: “text” is empty"):
        folder.exercise("rating-again")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('from = "rating"\nlabel', 'from = "ratting"\nlabel', "which is not known"),
        ('label = "At the start"', "", "“label” is empty"),
        ('label = "At the start"', 'lable = "x"', "Did you mean “label”?"),
    ],
)
def test_each_fault_of_looking_back_names_it(
    folder: Library, edit: Edit, old: str, new: str, words: str
) -> None:
    edit("exercises/rating-again.toml", old, new)
    assert any(words in str(fault) for fault in folder.check()), folder.check()


def test_earlier_answers_travel_with_the_later_exercise(folder: Library, tmp_path: Path) -> None:
    answers = Answers(tmp_path / "work")
    assert "earlier" not in shown(folder, answers, "rating-again").spec
    assert "earlier" not in shown(folder, answers, "words-again").spec
    answers.change(folder.exercise("rating"), {"pass": "first", "item": "writing", "value": 4})
    answers.change(folder.exercise("words"), {"field": "leader", "text": "trust, aim"})
    assert shown(folder, answers, "rating-again").spec["earlier"] == {"writing": 4}
    assert shown(folder, answers, "words-again").spec["earlier"] == {"leader": "trust, aim"}


def test_a_cell_that_runs_again_shows_what_was_answered_meanwhile(
    folder: Library, tmp_path: Path
) -> None:
    answers = Answers(tmp_path / "work")
    session = Session("10", folder, answers)
    first = session.show("words-again")
    answers.change(folder.exercise("words"), {"field": "leader", "text": "aim"})
    again = session.show("words-again")
    assert isinstance(again, Board)
    assert again is not first
    assert again.spec["earlier"] == {"leader": "aim"}
    assert session.show("words-again") is again


def test_an_older_answer_of_another_kind_never_raises(folder: Library, tmp_path: Path) -> None:
    answers = Answers(tmp_path / "work")
    file = answers.home / "answers" / "rating.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"format": 1, "answer": {"choices": {"writing": "s4"}}}', encoding="utf-8")
    assert "earlier" not in shown(folder, answers, "rating-again").spec


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('about = "plan.aim"\noptional = true', 'about = "plan.aim"', "Write optional = true."),
        ('about = "plan.aim"', 'about = "plans.aim"', "“plans”, which is not known"),
        ('about = "plan.aim"', 'about = "plan.goal"', "no such field with words in it"),
        ('about = "plan.what"', 'about = "plan.by"', "Use one of: aim, what."),
        ('about = "plan.aim"', 'about = "rating.asking"', "nothing, for there is none"),
        ('label = "What?"\n', 'label = "What?"\nabout = "plan.what"\n', "Remove “about”."),
        ('label = "What most?"\n', 'label = "M?"\noptional = true\n', "the first field is for"),
        ('id = "what"', 'id = "act"', "Give the fields of both the same ids"),
    ],
)
def test_each_fault_of_what_a_field_is_about_names_it(
    folder: Library, edit: Edit, old: str, new: str, words: str
) -> None:
    edit("exercises/back.toml", old, new)
    assert any(words in str(fault) for fault in folder.check()), folder.check()


def test_what_fields_are_about_and_the_rows_travel_with_the_later_exercise(
    folder: Library, tmp_path: Path
) -> None:
    answers = Answers(tmp_path / "work")
    assert "earlier" not in shown(folder, answers, "back").spec
    plan = folder.exercise("plan")
    answers.change(plan, {"rows": [{"by": "2026-03-31"}, {"what": "Ask"}]})
    acts = {"what": ["", "Ask"], "by": ["2026-03-31", ""]}
    assert shown(folder, answers, "back").spec["earlier"] == acts | {"acts": ["", "Ask"]}
    answers.change(plan, {"field": "aim", "text": "Half the wait"})
    earlier = shown(folder, answers, "back").spec["earlier"]
    assert earlier == acts | {
        "aim": "Half the wait", "reached": "Half the wait", "acts": ["", "Ask"],
    }  # fmt: skip


def test_an_answer_of_another_kind_is_nothing_to_ask_about(folder: Library, tmp_path: Path) -> None:
    answers = Answers(tmp_path / "work")
    file = answers.home / "answers" / "plan.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"format": 1, "answer": {"fields": ["aim"], "rows": "x"}}', encoding="utf-8")
    assert "earlier" not in shown(folder, answers, "back").spec


def test_work_that_is_brought_back_is_looked_back_at_on_the_open_notebook(
    folder: Library, tmp_path: Path
) -> None:
    answers = Answers(tmp_path / "work")
    session = Session("10", folder, answers)
    board = session.show("back")
    assert isinstance(board, Board)
    assert "earlier" not in board.spec
    answers.change(folder.exercise("plan"), {"field": "aim", "text": "Half the wait"})
    session._refresh()
    assert board.spec["earlier"] == {"aim": "Half the wait", "reached": "Half the wait"}
    assert session.show("back") is board


def test_a_page_is_told_what_it_looks_back_at_with_whatever_it_asks_of_the_work(
    folder: Library, tmp_path: Path
) -> None:
    answers = Answers(tmp_path / "work")
    replies = Replies(folder, answers)
    message = {"ask": "7", "name": "look", "values": {}}
    asked = {"to": "work", "boards": ["back", "plan"], "number": "", "message": message}
    answers.change(folder.exercise("plan"), {"field": "aim", "text": "Half the wait"})
    reply = replies.reply(asked)
    assert reply is not None
    told = {each["exercise"]: each.get("before") for each in reply if "exercise" in each}
    assert told == {
        "back": {"aim": "Half the wait", "reached": "Half the wait"}, "plan": None,
    }  # fmt: skip
