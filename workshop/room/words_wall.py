"""Words and questions on the wall.

Single words are a cloud, the more often the larger; sentences and questions are a list. What does
not fit one page stands on the next one: nothing scrolls.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.content.words import Section
from workshop.paper.template import environment
from workshop.room.asking import PARKED
from workshop.room.stage import Stage

TEMPLATES = Path(__file__).parent / "templates"

LONGEST_WORD = 24
"""What is longer than that stands in the list, even without a space."""
SIZES = 5
"""So many sizes a word can have."""
# The page that has least room: 4 to 3, the smallest type, and a prompt of three lines. All of this
# in hundredths of the screen's height, as in js/src/wall/wall.css.
_WIDTH, _HEIGHT = 117.0, 60.0
_TYPE, _STEP, _LINE, _GAP = 4.1, 1.1, 1.3, 2.0
_USED = 0.7
"""How much of the room words can fill that break where they must."""
_IDEOGRAPHS = "\u3000"
_WIDE, _CAPITAL, _USUAL = 1.05, 0.78, 0.6
"""How wide letters are, in parts of their size."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and how many wrote it.

    Parameters
    ----------
    text
        As most wrote it.
    count
        How often.
    size
        How large it is, from 0 to 4.
    """

    text: str
    count: int
    size: int


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the wall at once."""

    words: tuple[Word, ...] = ()
    lines: tuple[str, ...] = ()


def pages_of(texts: Sequence[str], *, parked: bool = False) -> list[Page]:
    """Lay texts out on pages.

    Parameters
    ----------
    texts
        What was let through, the first that came first.
    parked
        Whether they are questions, each of which is somebody's.

    Returns
    -------
    list of Page
        One or more.
    """
    single = [] if parked else [text for text in texts if _is_word(text)]
    lines = [text for text in texts if text not in set(single)]
    pages: list[Page] = []
    words: list[Word] = []
    left = _HEIGHT * _WIDTH * _USED
    for word in _counted(single):
        need = _area(word)
        if need > left and words:
            pages.append(Page(tuple(words)))
            words, left = [], _HEIGHT * _WIDTH * _USED
        words.append(word)
        left -= need
    height = left / (_WIDTH * _USED) - _GAP * bool(words)
    some: list[str] = []
    for line in dict.fromkeys(lines):
        need = _height(line)
        if need > height and (some or words):
            pages.append(Page(tuple(words), tuple(some)))
            words, some, height = [], [], _HEIGHT
        some.append(line)
        height -= need
    if words or some or not pages:
        pages.append(Page(tuple(words), tuple(some)))
    return pages


def words_shown(words: Section, stage: Stage, prompt: str, texts: Sequence[str]) -> str:
    """Write down what the wall shows of words or questions.

    Parameters
    ----------
    words
        The section ``wall`` of the words.
    stage
        Where the room is, and what its wall shows.
    prompt
        How people were asked; not needed for questions.
    texts
        What was let through, the first that came first.

    Returns
    -------
    str
        HTML; every text in it is escaped.
    """
    parked = stage.wall == PARKED
    pages = pages_of(texts, parked=parked)
    at = min(stage.page, len(pages) - 1)
    return (
        environment(str(TEMPLATES))
        .get_template("words.html")
        .render(
            words=words,
            stage=stage,
            heading=words["parked"] if parked else prompt,
            asks=stage.asks and stage.wall == f"#{len(stage.prompts)}",
            page=pages[at],
            number=at + 1,
            pages=len(pages),
        )
    )


def _is_word(text: str) -> bool:
    return " " not in text and len(text) <= LONGEST_WORD


def _folded(text: str) -> str:
    """Give what is the same of words that only look different."""
    return unicodedata.normalize("NFKC", text).casefold().strip(".,;:!?…\"'“”„«»()")


def _counted(texts: Iterable[str]) -> list[Word]:
    """Count words together, the most frequent first."""
    written: dict[str, Counter[str]] = {}
    for text in texts:
        written.setdefault(_folded(text) or text, Counter())[text] += 1
    found = [(forms.most_common(1)[0][0], forms.total()) for forms in written.values()]
    most = max((count for _, count in found), default=1)
    sized = [Word(text, count, _size(count, most)) for text, count in found]
    return sorted(sized, key=lambda word: -word.count)


def _size(count: int, most: int) -> int:
    """Size by count; two are larger than one, however many others there are."""
    if count == 1:
        return 0
    return max(1, round((SIZES - 1) * count / max(most, SIZES)))


def _em(text: str) -> float:
    return sum(
        _WIDE
        if unicodedata.east_asian_width(each) in "WF" or each in "WM@%—…" or each > _IDEOGRAPHS
        else _CAPITAL
        if each.isupper()
        else _USUAL
        for each in text
        if not unicodedata.combining(each)
    )


def _area(word: Word) -> float:
    size = _TYPE + _STEP * word.size
    number = 2.5 if word.count > 1 else 0.0
    return (size * (_em(word.text) + number) + 2 * _GAP) * (size * _LINE + _GAP)


def _height(line: str) -> float:
    # A long word goes to the next line as a whole, and leaves the rest of this one empty.
    rows = 1 + int(_em(line) * _TYPE / (_WIDTH * 0.85))
    return rows * _TYPE * _LINE + _GAP
