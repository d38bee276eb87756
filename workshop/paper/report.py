"""One page for the organisation: what a workshop came to, and what that does not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.content.languages import day, number, percent
from workshop.content.library import Library
from workshop.content.words import Section
from workshop.paper.template import render
from workshop.results.moved import Learned, Opinion
from workshop.results.overview import Overview
from workshop.results.overview_tables import counted
from workshop.results.planned import Plans
from workshop.results.returned import Returned

MOST_OPINIONS = 3
MOST_WORDS = 4
LETTERS = 420
"""How many letters of participants' words there is room for on the page."""

Moved = tuple[str, str, str, list[int | str | None]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A mean as a bar: what it is, the mean in words, and how long the bar is, 0 to 100."""

    label: str
    text: str
    length: int


def report(overview: Overview, library: Library, mark: str = "") -> str:
    """Write down what a workshop came to.

    Parameters
    ----------
    overview
        What it came to.
    library
        The content, for the titles of the sessions.
    mark
        What everybody who sees the page has to know, such as that the answers are invented.

    Returns
    -------
    str
        One HTML file for the screen and for one page of A4, which asks for no other file. Where
        nothing may be said, it says so.

    Raises
    ------
    ContentError
        When the words or the list of sessions cannot be read.
    """
    strings = library.strings()
    # How counts are written stands with the tables.
    words = Section("report", strings.language, strings["overview"] | strings["report"])
    quotes = _fitting(overview.words)
    opinions, moves = _opinions(overview.opinions, words)
    return render(
        "report",
        library,
        said=words,
        mark=mark,
        head=_head(overview, words),
        few=overview.people is None,
        sessions=_sessions(overview, library, words),
        bars=_bars(overview.learned, words),
        questions=words["questions"].format(n=overview.learned.questions),
        learned=_learned(overview.learned, words),
        opinions=opinions,
        moves=moves,
        left_out=any(None in each[-1] for each in opinions),
        missed=[
            (
                each.question,
                words["were-right"].format(n=percent(words.language, each.share)),
                each.answer,
                each.why,
            )
            for each in overview.learned.missed
        ],
        plans=_plans(overview.plans, overview.returned, words),
        quotes=[words["quoted"].format(text=quote) for quote in quotes],
        more=len(quotes) < len(overview.words),
        limits=[
            words[name] for name in ("not-shown-1", "not-shown-2", "not-shown-3", "not-shown-4")
        ],
        faulty=overview.faulty,
    )


def _head(overview: Overview, words: Section) -> list[str]:
    parts = [words["about"]]
    if overview.days:
        first, last = (day(words.language, overview.days[at]) for at in (0, -1))
        parts.append(first if first == last else words["from-to"].format(first=first, last=last))
    if overview.people is not None:
        parts.append(words["people"].format(n=overview.people))
    return parts


def _sessions(
    overview: Overview, library: Library, words: Section
) -> list[tuple[str, int | str, int | str]]:
    titles = {each.number: each.title for each in library.chapters()}
    return [
        (
            f"{each.number} {titles[each.number]}",
            words["few-people"] if each.began is None else each.began,
            words["few-people"] if each.finished is None else each.finished,
        )
        for each in overview.sessions
        if each.began is not None or each.finished is not None
    ]


def _bars(learned: Learned, words: Section) -> list[Bar]:
    if learned.before is None or learned.after is None:
        return []
    name = "about-mean" if learned.rounded else "mean"
    digits = 0 if learned.rounded else 1
    return [
        Bar(
            words[label],
            words[name].format(n=number(words.language, mean, digits), all=learned.questions),
            round(100 * mean / learned.questions),
        )
        for label, mean in (("before", learned.before), ("after", learned.after))
    ]


def _learned(learned: Learned, words: Section) -> list[str]:
    if learned.before is None:
        return [words["questions-nothing"]]
    people = words["of-people"].format(n=learned.people)
    counts = (("rose", learned.rose), ("stayed", learned.stayed), ("fell", learned.fell))
    told = [words[name].format(n=counted(n, words)) for name, n in counts if n is not None]
    worth = (
        []
        if learned.gain is None
        else [words["gain"].format(n=number(words.language, learned.gain, 2))]
    )
    return [people, *told, *worth]


def _opinions(opinions: Sequence[Opinion], words: Section) -> tuple[list[Moved], list[str]]:
    """Give the opinions that moved most, and the headings of how many people moved.

    A column in which nothing may be told is left out: it would look as if nobody had moved.
    """
    most = sorted(opinions, key=lambda each: -abs(each.after - each.before))[:MOST_OPINIONS]
    columns = {
        words["to-agree"]: [counted(each.agree, words) for each in most],
        words["to-disagree"]: [counted(each.disagree, words) for each in most],
    }
    columns = {name: cells for name, cells in columns.items() if any(n is not None for n in cells)}
    rows = [
        (
            each.statement,
            number(words.language, each.before),
            number(words.language, each.after),
            [cells[row] for cells in columns.values()],
        )
        for row, each in enumerate(most)
    ]
    return rows, [*columns]


def _plans(plans: Plans, back: Returned, words: Section) -> list[str]:
    if plans.people is None:
        return [words["plans-nothing"]]
    said = [words["plans-begun"].format(n=plans.people)]
    if plans.filled is not None:
        said.append(words["plans-filled"].format(n=percent(words.language, plans.filled)))
    if plans.leading is not None:
        leading = round(plans.leading, 2)
        shares = [percent(words.language, each) for each in (leading, 1 - leading)]
        said.append(words["plans-sides"].format(leading=shares[0], managing=shares[1]))
    if plans.empty:
        boxes = "; ".join(
            words["empty-box"].format(box=box.split(":")[0], n=counted(n, words))
            for box, n in plans.empty
        )
        said.append(words["plans-empty"].format(boxes=boxes))
    return [*said, *(_returned(back, words) or [words["plans-help"]])]


def _returned(back: Returned, words: Section) -> list[str]:
    """Set what was done beside what was planned; nothing where too few looked again."""
    if back.people is None:
        return []
    said = [words["plans-back"].format(n=back.people)]
    if back.actions:
        parts = [
            words["action-part"].format(how=how, n=percent(words.language, round(part, 2)))
            for how, part in back.actions
        ]
        said.append(words["plans-how"].format(parts="; ".join(parts)))
    return said


def _fitting(quotes: Sequence[str]) -> list[str]:
    """Choose the words that fit: whole ones only, since to cut them would change them."""
    chosen: list[str] = []
    for quote in quotes:
        if len(chosen) < MOST_WORDS and sum(map(len, [*chosen, quote])) <= LETTERS:
            chosen.append(quote)
    return chosen
