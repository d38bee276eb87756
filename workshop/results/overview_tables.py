"""What a whole workshop came to, as tables in words that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.content import Library
from workshop.results.counts import Count
from workshop.results.moved import Learned, Opinion
from workshop.results.overview import Overview
from workshop.results.planned import Plans
from workshop.results.tables import Cell, Table

Words = Mapping[str, str]


def overview_tables(overview: Overview, library: Library, words: Words) -> list[Table]:
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
        _plans(overview.plans, words),
        Table(
            "words",
            words["quotes"],
            (words["quote"],),
            tuple((text,) for text in overview.words),
            words["quotes-note"],
        ),
    ]
    return [table for table in made if table.rows]


def signed(number: float, digits: int = 0) -> str:
    """Write a number with a minus that is no hyphen, which a spreadsheet would calculate with.

    Parameters
    ----------
    number
        The number.
    digits
        How many decimals it has.

    Returns
    -------
    str
        The number as text.
    """
    return f"{number:.{digits}f}".replace("-", "\N{MINUS SIGN}")


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


def of_all(mean: float | None, learned: Learned, words: Words) -> str | None:
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
    return words["of-all"].format(n=f"{mean:.1f}", all=learned.questions)


def counted(count: Count | None, words: Words) -> int | str | None:
    """Write a count of people as a cell.

    Parameters
    ----------
    count
        The count, or ``None``.
    words
        The section ``overview`` of the words.

    Returns
    -------
    int, str or None
        The number; such as ``15 or more`` where it is not exact; ``None`` where there is none.
    """
    if count is None:
        return None
    return count.people if count.exact else words["or-more"].format(n=count.people)


def _took_part(overview: Overview, library: Library, words: Words) -> Table:
    titles = {each.number: each.title for each in library.chapters()}
    notes = [words["how-counted"], words["finished-note"]]
    if overview.faulty:
        notes.append(words["faulty"].format(names=", ".join(overview.faulty)))
    return Table(
        "took-part",
        words["took-part"],
        (words["session"], words["began"], words["finished"]),
        (
            (words["everybody"], counted(overview.people, words), ""),
            *(
                (
                    f"{each.number} {titles[each.number]}",
                    counted(each.began, words),
                    counted(each.finished, words),
                )
                for each in overview.sessions
            ),
        ),
        " ".join(notes),
    )


def _questions(learned: Learned, words: Words) -> Table:
    there = learned.before is not None
    notes = [words["gain-note"], *([words["rounded-note"]] if learned.rounded else [])]
    worth: Cell = None if learned.gain is None else signed(learned.gain, 2)
    rows: Sequence[tuple[str, Cell]] = (
        (words["matched"], counted(learned.people, words)),
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


def _missed(learned: Learned, words: Words) -> Table:
    return Table(
        "missed",
        words["missed"],
        (words["question"], words["share-right"], words["right-answer"], words["reason"]),
        tuple((each.question, share(each.share), each.answer, each.why) for each in learned.missed),
        words["missed-note"],
    )


def _sure(overview: Overview, library: Library, words: Words) -> Table:
    titles = library.titles([each.exercise for each in overview.sureness])
    levels = library.strings()["sure"]
    return Table(
        "sure",
        words["sure"],
        (words["exercise"], levels["sure-1"], levels["sure-2"], levels["sure-3"]),
        tuple((titles[each.exercise], *map(share, each.shares)) for each in overview.sureness),
        words["sure-note"],
    )


def _opinions(opinions: Sequence[Opinion], words: Words) -> Table:
    return Table(
        "opinions",
        words["opinions"],
        (
            words["statement"],
            words["people"],
            words["mean-before"],
            words["mean-after"],
            words["towards-agree"],
            words["towards-disagree"],
            words["same-place"],
        ),
        tuple(
            (
                each.statement,
                counted(each.people, words),
                signed(each.before),
                signed(each.after),
                counted(each.agree, words),
                counted(each.disagree, words),
                counted(each.stayed, words),
            )
            for each in opinions
        ),
        words["opinions-note"],
    )


def _plans(plans: Plans, words: Words) -> Table:
    return Table(
        "plans",
        words["plans"],
        (words["what"], words["result"]),
        (
            (words["plan-begun"], counted(plans.people, words)),
            (words["plan-filled"], share(plans.filled)),
            (words["plan-leading"], share(plans.leading)),
            *((words["plan-empty"].format(box=box), counted(n, words)) for box, n in plans.empty),
        ),
    )
