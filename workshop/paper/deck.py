"""Cards to cut out: those of any sort, its places, and the key on paper of its own."""

from __future__ import annotations

from workshop.content.library import Library
from workshop.core.blocks import Links, Section, Table
from workshop.core.letters import letters
from workshop.core.records import ContentError, Exercise, Fault, Item, Key
from workshop.kinds import KINDS
from workshop.paper.template import render

ON_A_PAGE = 8
PLACES_ON_A_PAGE = 3


def decks(library: Library) -> tuple[str, ...]:
    """Name the exercises that can be printed as cards.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    tuple of str
        The ids of all sorts.

    Raises
    ------
    ContentError
        When one of the exercises has a fault.
    """
    return tuple(id_ for id_ in library.exercise_ids() if KINDS[library.exercise(id_).kind].CARDS)


def deck(library: Library, exercise_id: str = "") -> tuple[str, str]:
    """Write down the cards of a sort.

    Parameters
    ----------
    library
        The content.
    exercise_id
        The exercise; by default the one with the role ``deck``.

    Returns
    -------
    cards, key
        Two HTML files: the cards and places to cut out, which say nothing of the key; and the key
        with the reasons, for the person who leads the session.

    Raises
    ------
    ContentError
        When there is no such exercise, when it has a fault, or when it is no sort.
    """
    exercise = _deck(library, exercise_id)
    cards = list(enumerate(exercise.items, 1))
    places = list(zip(letters(len(exercise.options)), exercise.options, strict=True))
    words = library.strings()["paper"]
    page = render(
        "cards",
        library,
        exercise=exercise,
        sheets=[cards[at : at + ON_A_PAGE] for at in range(0, len(cards), ON_A_PAGE)],
        places=[
            places[at : at + PLACES_ON_A_PAGE] for at in range(0, len(places), PLACES_ON_A_PAGE)
        ],
    )
    return page, _key(library, exercise, words)


def key_page(library: Library, title: str, lead: str, sections: tuple[Section, ...]) -> str:
    """Write down a key, headed so that nobody lays it out with the rest by mistake.

    Parameters
    ----------
    library
        The content.
    title, lead
        What it is the key to, and what to know before using it.
    sections
        Its parts.

    Returns
    -------
    str
        One HTML file.
    """
    return render("key", library, title=title, lead=lead, sections=sections)


def place_names(exercise: Exercise) -> dict[str, str]:
    """Give each place its letter and label, as they stand on the place cards."""
    return {
        option.id: f"{letter} {option.label}"
        for letter, option in zip(letters(len(exercise.options)), exercise.options, strict=True)
    }


def cited(library: Library, keys: list[Key]) -> Links:
    """List the works that reasons draw on."""
    ids = {source for key in keys for source in key.sources}
    works = sorted(library.sources().values(), key=lambda work: work.author)
    return Links(
        tuple((f"{w.author}: {w.title} ({w.year}).", w.address) for w in works if w.id in ids)
    )


def _deck(library: Library, exercise_id: str) -> Exercise:
    exercise = library.exercise(exercise_id) if exercise_id else library.role("deck")
    if not KINDS[exercise.kind].CARDS:
        raise ContentError(
            [
                Fault(
                    f"exercises/{exercise_id}.toml",
                    "",
                    f"this is of the kind “{exercise.kind}”, and only a sort is a deck of cards.",
                    f"Choose one of: {', '.join(decks(library))}.",
                )
            ]
        )
    return exercise


def _key(library: Library, exercise: Exercise, words: dict[str, str]) -> str:
    names = place_names(exercise)
    rows = tuple(
        (
            str(number),
            item.text,
            _places(exercise.keys[item.id], names, words),
            _reason(exercise.keys[item.id], names, words),
            str(item.difficulty),
        )
        for number, item in _keyed(exercise)
    )
    columns = (
        words["no"], words["card"], words["place"], words["reason"], words["difficulty"],
    )  # fmt: skip
    sections = [Section(words["cards-and-places"], (Table("", columns, rows),))]
    if exercise.debrief:
        questions = tuple((question, "") for question in exercise.debrief)
        sections.append(Section(words["to-talk-about"], (Links(questions),)))
    works = cited(library, [*exercise.keys.values()])
    sections.append(Section(words["sources"], (works,)))
    lead = words["key-lead-cards"]
    return key_page(library, exercise.title, lead, tuple(sections))


def _keyed(exercise: Exercise) -> list[tuple[int, Item]]:
    return [(n, item) for n, item in enumerate(exercise.items, 1) if item.id in exercise.keys]


def _places(key: Key, names: dict[str, str], words: dict[str, str]) -> str:
    lines = [" / ".join(names[id_] for id_ in key.accept)]
    if key.partly:
        lines.append(words["half"].format(places=", ".join(names[id_] for id_ in key.partly)))
    return "\n".join(lines)


def _reason(key: Key, names: dict[str, str], words: dict[str, str]) -> str:
    lines = [key.why, *(f"{names[id_]}: {text}" for id_, text in key.reasons)]
    if key.tips:
        lines.append(words["tips"].format(tips=key.tips))
    return "\n".join(lines)
