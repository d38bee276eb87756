"""One page for the organisation: what a workshop came to, and what that does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.content.library import Library
from workshop.paper.template import day, render
from workshop.results.moved import Learned, Opinion
from workshop.results.overview import Overview
from workshop.results.overview_tables import counted, signed
from workshop.results.planned import Plans

MOST_OPINIONS = 3
MOST_WORDS = 4
LETTERS = 420
"""How many letters of participants' words there is room for on the page."""

Words = Mapping[str, str]
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
    words = strings["overview"] | strings["report"]
    quotes = _fitting(overview.words)
    opinions, moves = _opinions(overview.opinions, words)
    return render(
        "report",
        library,
        said=words,
        mark=mark,
        head=_head(overview, words, strings["paper"]),
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
                words["were-right"].format(n=f"{each.share:.0%}"),
                each.answer,
                each.why,
            )
            for each in overview.learned.missed
        ],
        plans=_plans(overview.plans, words),
        quotes=[words["quoted"].format(text=quote) for quote in quotes],
        more=len(quotes) < len(overview.words),
        limits=[
            words[name] for name in ("not-shown-1", "not-shown-2", "not-shown-3", "not-shown-4")
        ],
        faulty=overview.faulty,
    )


def _head(overview: Overview, words: Words, paper: Words) -> list[str]:
    parts = [words["about"]]
    if overview.days:
        first, last = day(overview.days[0], paper), day(overview.days[-1], paper)
        parts.append(first if first == last else words["from-to"].format(first=first, last=last))
    if overview.people is not None:
        parts.append(words["people"].format(n=overview.people))
    return parts


def _sessions(
    overview: Overview, library: Library, words: Words
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


def _bars(learned: Learned, words: Words) -> list[Bar]:
    if learned.before is None or learned.after is None:
        return []
    name = "about-mean" if learned.rounded else "mean"
    digits = 0 if learned.rounded else 1
    return [
        Bar(
            words[label],
            words[name].format(n=f"{mean:.{digits}f}", all=learned.questions),
            round(100 * mean / learned.questions),
        )
        for label, mean in (("before", learned.before), ("after", learned.after))
    ]


def _learned(learned: Learned, words: Words) -> list[str]:
    if learned.before is None:
        return [words["questions-nothing"]]
    people = words["of-people"].format(n=learned.people)
    counts = (("rose", learned.rose), ("stayed", learned.stayed), ("fell", learned.fell))
    told = [words[name].format(n=counted(n, words)) for name, n in counts if n is not None]
    worth = [] if learned.gain is None else [words["gain"].format(n=signed(learned.gain, 2))]
    return [people, *told, *worth]


def _opinions(opinions: Sequence[Opinion], words: Words) -> tuple[list[Moved], list[str]]:
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
            signed(each.before),
            signed(each.after),
            [cells[number] for cells in columns.values()],
        )
        for number, each in enumerate(most)
    ]
    return rows, [*columns]


def _plans(plans: Plans, words: Words) -> list[str]:
    if plans.people is None:
        return [words["plans-nothing"]]
    said = [words["plans-begun"].format(n=plans.people)]
    if plans.filled is not None:
        said.append(words["plans-filled"].format(n=f"{plans.filled:.0%}"))
    if plans.leading is not None:
        leading = round(100 * plans.leading)
        said.append(
            words["plans-sides"].format(leading=f"{leading}%", managing=f"{100 - leading}%")
        )
    if plans.empty:
        boxes = "; ".join(
            words["empty-box"].format(box=box.split(":")[0], n=counted(n, words))
            for box, n in plans.empty
        )
        said.append(words["plans-empty"].format(boxes=boxes))
    return [*said, words["plans-help"]]


def _fitting(quotes: Sequence[str]) -> list[str]:
    """Choose the words that fit: whole ones only, since to cut them would change them."""
    chosen: list[str] = []
    for quote in quotes:
        if len(chosen) < MOST_WORDS and sum(map(len, [*chosen, quote])) <= LETTERS:
            chosen.append(quote)
    return chosen
