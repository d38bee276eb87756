"""What each session takes one person alone, computed: ``python -m tools.minutes_alone``.

It prints the table that stands in the facilitator's guide; `tests/unit/test_minutes_alone.py` holds
the two together. Nobody was timed: the counts are those of the content, the rates those of
`tools/time_needed.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tools.time_needed import WORDS_A_MINUTE, minutes_needed
from workshop.content.library import Library
from workshop.core.records import Chapter
from workshop.pages.cells import read_parts

ROOT = Path(__file__).resolve().parents[1]
AGAIN = 0.5
"""A game is to be played a second time: what has been read once takes half as long."""
CREDITS = re.compile(r"<details><summary>Credits</summary>.*?</details>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Alone:
    """One session, for one person.

    Parameters
    ----------
    number
        The session.
    together
        The minutes of its run sheet, with a group.
    reading
        Minutes for every text of the page, those that are folded, too; without the credits.
    answering
        Minutes for its exercises, without those that are only for who likes.
    planned
        The minutes that the package for one person gives.
    """

    number: str
    together: int
    reading: float
    answering: float
    planned: int

    @property
    def needed(self) -> int:
        """The minutes of both, rounded."""
        return round(self.reading + self.answering)


def table(library: Library) -> list[Alone]:
    """Compute what each session takes one person.

    Parameters
    ----------
    library
        The content.

    Returns
    -------
    list of Alone
        The sessions in their order.
    """
    [package] = [each for each in library.packages() if each.id == "alone"]
    planned = {part.session: part.minutes for part in package.parts}
    sheets = library.run_sheets()
    return [
        Alone(
            chapter.number,
            sheets[chapter.number].minutes,
            words_of(chapter) / WORDS_A_MINUTE,
            answering(library, chapter),
            planned[chapter.number],
        )
        for chapter in library.chapters()
    ]


def words_of(chapter: Chapter) -> int:
    """Count the words that the page of a session says beside its exercises.

    Parameters
    ----------
    chapter
        The session.

    Returns
    -------
    int
        The words.
    """
    source = ROOT / "notebooks" / "source" / chapter.notebook.replace(".ipynb", ".md")
    texts = [part.of for part in read_parts(source, {}) if part.what == "text"]
    return len(TAG.sub(" ", CREDITS.sub("", "\n".join(texts))).split())


def answering(library: Library, chapter: Chapter) -> float:
    """Compute what the exercises of a session take one person.

    Parameters
    ----------
    library
        The content.
    chapter
        The session.

    Returns
    -------
    float
        Minutes.
    """
    asked = [library.exercise(id_) for id_ in chapter.exercises if id_ not in chapter.extras]
    return sum(minutes_needed(each) * (1 + AGAIN * (each.kind == "decide")) for each in asked)


def lines(found: list[Alone]) -> list[str]:
    """Write the table as it stands in the guide.

    Parameters
    ----------
    found
        The sessions.

    Returns
    -------
    list of str
        Its lines, in Markdown.
    """
    head = (
        "| session alone | with a group | reading | answering | alone, computed | alone, planned |"
    )
    return [
        head,
        "|---" * 6 + "|",
        *(
            f"| {each.number} | {each.together} | {each.reading:.0f} | {each.answering:.0f} "
            f"| {each.needed} | {each.planned} |"
            for each in found
        ),
    ]


def main() -> None:
    """Print the table."""
    print("\n".join(lines(table(Library(ROOT)))))


if __name__ == "__main__":
    main()
