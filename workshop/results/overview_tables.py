"""What a whole workshop came to, as tables in words that people read."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.content.languages import number
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.results.counts import Count
from workshop.results.moved import Learned, Opinion
from workshop.results.overview import LEVELS, Overview
from workshop.results.planned import Plans
from workshop.results.returned import Returned
from workshop.results.tables import Cell, Table


def overview_tables(overview: Overview, library: Library, words: Section) -> list[Table]:
    """Put what a workshop came to into tables.

    Parameters
    ----------
    overview
        What it came to.
    library
        The content, for the titles of sessions and exercises.
    words
        The section ``overview`` of the words.

    Returns
    -------
    list of Table
        Who took part, the questions and the plans, also where nothing may be said of them; and
        those of the others that have something to say.

    Raises
    ------
    ContentError
        When the list of sessions, or the words, cannot be read.
    """
    made = [
        _took_part(overview, library, words),
        _questions(overview.learned, words),
        _missed(overview.learned, words),
        _sure(overview, library, words),
        _opinions(overview.opinions, words),
        _plans(overview.plans, overview.returned, words),
        Table(
            "words",
            words["quotes"],
            (words["quote"],),
            tuple((text,) for text in overview.words),
            words["quotes-note"],
        ),
    ]
    return [table for table in made if table.rows]


def share(value: float | None) -> float | None:
    """Round a share to whole percents, since more would tell of how many people it is.

    Parameters
    ----------
    value
        The share, 0 to 1, or ``None``.

    Returns
    -------
    float
        The rounded share, or ``None``.
    """
    return None if value is None else round(value, 2)


def of_all(mean: float | None, learned: Learned, words: Section) -> str | None:
    """Write a mean number of right answers beside the number of questions.

    Parameters
    ----------
    mean
        The mean, or ``None``.
    learned
        What it belongs to.
    words
        The section ``overview`` of the words.

    Returns
    -------
    str
        Such as ``9.5 of 16``; ``None`` where there is no mean.
    """
    if mean is None:
        return None
    return words["of-all"].format(n=number(words.language, mean, 1), all=learned.questions)


def counted(count: Count | int | None, words: Section) -> int | str | None:
    """Write a count of people as a cell.

    Parameters
    ----------
    count
        The count: of people who took part, or of those who answered so; or ``None``.
    words
        The section ``overview`` of the words.

    Returns
    -------
    int, str or None
        The number; such as ``15 or more`` where it is not exact; ``None`` where there is none.
    """
    if count is None or isinstance(count, int):
        return count
    return count.people if count.exact else words["or-more"].format(n=count.people)


def _people(number: int | None, words: Section) -> Cell:
    return words["few-people"] if number is None else number


def _took_part(overview: Overview, library: Library, words: Section) -> Table:
    titles = {each.number: each.title for each in library.chapters()}
    notes = [words["how-counted"], words["finished-note"]]
    if overview.faulty:
        notes.append(words["faulty"].format(names=", ".join(overview.faulty)))
    return Table(
        "took-part",
        words["took-part"],
        (words["session"], words["began"], words["finished"]),
        (
            (words["everybody"], _people(overview.people, words), ""),
            *(
                (
                    f"{each.number} {titles[each.number]}",
                    _people(each.began, words),
                    _people(each.finished, words),
                )
                for each in overview.sessions
            ),
        ),
        " ".join(notes),
    )


def _questions(learned: Learned, words: Section) -> Table:
    there = learned.before is not None
    notes = [words["gain-note"], *([words["rounded-note"]] if learned.rounded else [])]
    worth: Cell = None if learned.gain is None else number(words.language, learned.gain, 2)
    rows: Sequence[tuple[str, Cell]] = (
        (words["matched"], learned.people),
        (words["right-before"], of_all(learned.before, learned, words)),
        (words["right-after"], of_all(learned.after, learned, words)),
        (words["rose"], counted(learned.rose, words)),
        (words["stayed"], counted(learned.stayed, words)),
        (words["fell"], counted(learned.fell, words)),
        (words["gain"], words["no-gain"] if there and worth is None else worth),
    )
    return Table(
        "questions",
        words["questions"],
        (words["what"], words["result"]),
        tuple(rows),
        " ".join(notes),
    )


def _missed(learned: Learned, words: Section) -> Table:
    return Table(
        "missed",
        words["missed"],
        (words["question"], words["share-right"], words["right-answer"], words["reason"]),
        tuple((each.question, share(each.share), each.answer, each.why) for each in learned.missed),
        words["missed-note"],
    )


def _sure(overview: Overview, library: Library, words: Section) -> Table:
    titles = library.titles([each.exercise for each in overview.sureness])
    levels = library.strings()["sure"]
    return Table(
        "sure",
        words["sure"],
        (words["exercise"], words["how-sure"], words["answers"], words["share-right"]),
        tuple(
            (titles[each.exercise], levels[f"sure-{level}"], answers, share(right))
            for each in overview.sureness
            for level, answers, right in zip(LEVELS, each.answers, each.shares, strict=True)
        ),
        words["sure-note"],
    )


def _opinions(opinions: Sequence[Opinion], words: Section) -> Table:
    moves = {
        words["towards-agree"]: [counted(each.agree, words) for each in opinions],
        words["towards-disagree"]: [counted(each.disagree, words) for each in opinions],
        words["same-place"]: [counted(each.stayed, words) for each in opinions],
    }
    # A column in which nothing may be told would look as if nobody had moved.
    moves = {name: cells for name, cells in moves.items() if any(n is not None for n in cells)}
    names = ("statement", "people", "mean-before", "mean-after")
    return Table(
        "opinions",
        words["opinions"],
        (*(words[name] for name in names), *moves),
        tuple(
            (
                each.statement,
                each.people,
                number(words.language, each.before),
                number(words.language, each.after),
                *(cells[row] for cells in moves.values()),
            )
            for row, each in enumerate(opinions)
        ),
        words["opinions-note"],
    )


def _plans(plans: Plans, back: Returned, words: Section) -> Table:
    return Table(
        "plans",
        words["plans"],
        (words["what"], words["result"]),
        (
            (words["plan-begun"], _people(plans.people, words)),
            (words["plan-filled"], share(plans.filled)),
            (words["plan-leading"], share(plans.leading)),
            *((words["plan-empty"].format(box=box), counted(n, words)) for box, n in plans.empty),
            (words["plan-back"], _people(back.people, words)),
            *((words["plan-how"].format(how=how), share(part)) for how, part in back.actions),
        ),
    )
