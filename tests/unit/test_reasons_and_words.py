"""A reason says a reason, and words can be read by those who learnt English late."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.core.records import Exercise

LIBRARY = Library(ROOT)
KEYED = [
    exercise
    for exercise in map(LIBRARY.exercise, LIBRARY.exercise_ids())
    if any(key.why for key in exercise.keys.values())
]
# A sentence that says only where something is listed, or who said so.
WHO = r"pages?|tables?|lists?|sources?|frameworks?|others|another|Kotter|Northouse|West|Mayega"
SAYS = r"lists?|listed|counts?|says?|said|ha[sv]e? it|gives? it|puts?|places?|calls?"
APPEAL = re.compile(rf"\b({WHO}|Coulter|Appelo)\b.*\b({SAYS})\b", re.IGNORECASE)
SENTENCE = re.compile("(?<=[.!?;\u2019])\\s+")

# Pictures and turns of phrase that stood here once; each has a plain word.
IDIOMS = (
    "what would tip",
    "would tip it",
    "pull with us",
    "pull the same way",
    "pulling the same way",
    "in the same direction",
    "can sting",
    "cousins under",
    "has its hour",
    "dressed as",
    "lend a hand",
    "wear people out",
    "worn out",
    "win-win",
    "on paper he",
    "obeys on paper",
    "stood in for",
    "runs after",
    "fall away",
    "falls away",
    "has no face",
    "one face",
    "paid for with",
    "muddle",
    "low spirits",
    "rule of thumb",
    "their heart in",
    "with the heart",
    "a way out",
    "explain away",
    "in hand.",
    "number to beat",
    "turned up",
    "no say",
    "have a say",
    "with a shrug",
    "two shrugs",
    "drew lots",
    "step aside",
    "words that pull",
    "words pull",
    "buy in",
    "buy-in",
    "on board",
    "in the loop",
    "on the same page",
    "low-hanging",
    "turn a blind eye",
    "hand in hand",
    "cut corners",
    "in a nutshell",
    "at the end of the day",
    "keep an eye",
    "by heart",
)
PLACES = (
    *sorted((ROOT / "exercises").glob("*.toml")),
    *sorted((ROOT / "solutions").glob("*.toml")),
    *sorted((ROOT / "data" / "run-sheets").glob("*.toml")),
    *sorted((ROOT / "data").glob("*.csv")),
    *sorted((ROOT / "data").glob("*.toml")),
    ROOT / "data" / "strings" / "en.toml",
    *sorted((ROOT / "notebooks" / "source").glob("*.md")),
)


def says_why(text: str) -> bool:
    """Tell whether anything is left when the appeals to a page or a name are taken out."""
    return any(not APPEAL.search(sentence) for sentence in SENTENCE.split(text))


def test_an_appeal_alone_is_no_reason() -> None:
    assert not says_why("The page lists it as a leadership skill.")
    assert not says_why("One page lists it as managing. Others count it as leading.")
    assert says_why("The page lists it as a leadership skill. People copy what they see.")


@pytest.mark.parametrize("exercise", KEYED, ids=lambda exercise: exercise.id)
def test_every_reason_says_why_and_not_only_who_says_so(exercise: Exercise) -> None:
    for id_, key in exercise.keys.items():
        for text in (key.why, *dict(key.reasons).values()):
            assert not text or says_why(text), (id_, text)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.name)
def test_no_turn_of_phrase_that_a_second_language_reader_stumbles_on(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").lower().split())
    assert [idiom for idiom in IDIOMS if re.search(rf"\b{re.escape(idiom)}", text)] == []


def test_the_table_is_never_called_kotters_without_northouse() -> None:
    for path in PLACES:
        text = path.read_text(encoding="utf-8")
        for found in re.finditer("Kotter[\u2019']s table", text):
            around = text[max(0, found.start() - 80) : found.end() + 80]
            assert "adaptation" in around, (path.name, around)
