"""Forms to fill in with a pen: for colleagues, the supervisor, the team's wall and the ministry."""

from __future__ import annotations

from workshop.content import languages
from workshop.content.library import Library
from workshop.core.records import playing
from workshop.paper.template import render

COLLEAGUES = 3
"""How many people tick: one set has a sheet for each of them."""
WEEKS = 13
"""Weeks until day 90."""
ACTIONS = 5


def forms(library: Library) -> dict[str, str]:
    """Write down the forms.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    dict
        The name of each file, without ending, to its HTML. Where no exercise has the role
        ``baseline``, the eight sentences are not there; without the role ``plan``, the team's plan
        is not.

    Raises
    ------
    ContentError
        When the texts of the forms have a fault, or the words do.
    """
    made = {
        "eight-sentences": eight_sentences(library),
        "supervisor": _plain(library, "supervisor"),
        "supervision-card": _plain(library, "supervision-card"),
        "team-plan": team_plan(library),
        "invitation": _plain(library, "invitation"),
        "attendance": attendance(library),
    }
    return {name: text for name, text in made.items() if text}


def eight_sentences(library: Library) -> str:
    """Write down what three colleagues tick, who does what, and the sheet that comes of it.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    str
        One HTML file for one person: a page on how it goes, a sheet for each colleague, and the
        one on which somebody else counts. Empty where no exercise has the role ``baseline``.
    """
    baseline = playing("baseline", library.exercises())
    if baseline is None:
        return ""
    said = library.forms()
    return render(
        "eight-sentences",
        library,
        form=said.texts["eight-sentences"],
        # The places of the person's own answers, so that both can be compared.
        places=[option.label for option in baseline.options],
        sentences=[said.sentences[item.id] for item in baseline.items],
        colleagues=COLLEAGUES,
    )


def team_plan(library: Library) -> str:
    """Write down the plan of a team, for the wall.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    str
        One HTML file of two pages: the boxes of the plan, then its actions, what could stop it,
        and a place for each week's number. Empty where no exercise has the role ``plan``.
    """
    plan = playing("plan", library.exercises())
    if plan is None or "rows" not in plan.settings:
        return ""
    # Which practice an action shows is asked of whoever learns, and not of a ward.
    columns = [each for each in plan.settings["rows"]["fields"] if each["as"] != "choice"]
    return render(
        "team-plan",
        library,
        form=library.forms().texts["team-plan"],
        boxes=[field["label"] for field in plan.settings["fields"]],
        columns=[each["label"] for each in columns],
        actions=ACTIONS,
        weeks=WEEKS,
    )


def attendance(library: Library) -> str:
    """Write down a record of attendance that is still blank.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    str
        One HTML file: every session with its minutes, and no place for a score.
    """
    form, strings = library.forms().texts["attendance"], library.strings()
    minutes = library.minutes()
    whole = sum(minutes.values())
    return render(
        "attendance",
        library,
        form=form,
        record=strings["attendance"],
        sessions=[
            (each.number, each.title, minutes.get(each.number, "")) for each in library.chapters()
        ],
        in_all=str(form["in-all"]).format(
            n=languages.number(strings.language, whole),
            hours=languages.number(strings.language, whole / 60, 1),
        ),
    )


def _plain(library: Library, name: str) -> str:
    return render(name, library, form=library.forms().texts[name])
