"""What people read: in our own words, without codes of ours, and easy to read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest
import textstat

from tests.conftest import ROOT
from tests.support.codes import CODE
from workshop.content.library import Library

# The documents that the workshop draws on, for those who have them; they are not passed on.
SEEDS = ROOT.parent / "shared" / "seeds"
SOURCES = sorted((ROOT / "notebooks" / "source").glob("*.md"))
# What the start page says are words of the workshop's own language file.
TOLD = [path for path in SOURCES if path.stem != "start"]
GUIDE = ROOT / "docs" / "facilitator-guide.md"
TEXTS = [
    *(ROOT / name for name in ("README.md", "ATTRIBUTION.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *SOURCES,
    *(
        path
        for folder in ("exercises", "solutions", "data")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file()
    ),
]
SHIPPED = [*TEXTS, *sorted((ROOT / "notebooks").glob("*.ipynb"))]

RUN = 8
EASE = 55

# Names and the licence, which nobody can put into other words; the titles are in data/sources.toml.
NAMES = (
    "Leadership Training Workshop for Health Professionals",
    "Dr. Roy William Mayega",
    "Roy William Mayega",
    "East Africa HEALTH Alliance",
    "Creative Commons Attribution 3.0 License",
    "http://creativecommons.org/licenses/by/3.0/",
)


def words_of(text: str, leave_out: Iterable[str] = ()) -> list[str]:
    """Read the words of a text, with a mark in the place of what is left out."""
    text = " ".join(text.split())
    # The longest first: one name can stand within another one.
    for phrase in sorted(leave_out, key=len, reverse=True):
        text = re.sub(re.escape(" ".join(phrase.split())), " | ", text, flags=re.IGNORECASE)
    return re.findall(r"[^\W_]+|\|", text.lower())


def runs_of(words: list[str]) -> dict[str, int]:
    """Read every run of words, and where it begins."""
    found: dict[str, int] = {}
    for start in range(len(words) - RUN + 1):
        run = words[start : start + RUN]
        if "|" not in run:
            found.setdefault(" ".join(run), start)
    return found


def shared_runs(text: str, other: str, leave_out: Iterable[str] = ()) -> list[str]:
    """Find the runs of words that two texts have in common."""
    phrases = tuple(leave_out)
    mine, others = (_runs(each, phrases) for each in (text, other))
    return sorted(mine.keys() & others.keys(), key=mine.__getitem__)


@cache
def _runs(text: str, phrases: tuple[str, ...]) -> Mapping[str, int]:
    return runs_of(words_of(text, phrases))


def titles() -> list[str]:
    sources = tomllib.loads((ROOT / "data" / "sources.toml").read_text(encoding="utf-8"))
    return [
        part
        for source in sources.values()
        for part in (source["title"], source["title"].split(" (")[0])
    ]


def exercise_names() -> list[str]:
    library = Library(ROOT)
    return [library.exercise(id_).title for id_ in library.exercise_ids()]


def prose_of(source: str, names: Iterable[str] = ()) -> str:
    """Read what is left of a notebook's text without code, tables, links and exercises' names.

    Each paragraph, heading and point of a list ends a sentence.
    """
    text = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    text = re.sub(r"^```\{code-cell\}.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"<!--.*?-->|</?[a-z]+>", "", text, flags=re.DOTALL)
    text = re.sub(r"^(?:\+\+\+|\|).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"!?\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"`[^`]*`|https?://\S+", "", text)
    for name in names:
        text = text.replace(name, "")
    text = re.sub(r"^(?:#+|[-*]|\d+\.) ", "\n", text, flags=re.MULTILINE)
    text = re.sub(r"[*_▶·]", "", text)
    pieces = (" ".join(piece.split()).rstrip(",;:") for piece in re.split(r"\n\s*\n", text))
    spoken = [piece for piece in pieces if re.search(r"[a-z]", piece)]
    return "\n".join(
        piece if piece.endswith((".", "!", "?", "…")) else piece + "." for piece in spoken
    )


def reading_ease(text: str) -> float:
    """Measure Flesch's reading ease: 100 is very easy, and below 50 it gets hard."""
    return float(textstat.flesch_reading_ease(text))


class TestOwnWords:
    PLANTED = "On Monday we met; both of them are needed if a ward is to do well, she said."
    ORIGINAL = "Both of them are\nneeded, if a ward is to do well."

    def test_no_run_of_eight_words_comes_from_a_source(self) -> None:
        # Where the documents are not at hand, nothing is compared but this one.
        documents = {"planted": self.PLANTED} | {
            path.name: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))
        }
        leave_out = [*NAMES, *titles()]
        found = {
            (name, str(path.relative_to(ROOT))): shared
            for name, document in documents.items()
            for path in TEXTS
            if (shared := shared_runs(path.read_text(encoding="utf-8"), document, leave_out))
        }
        assert found == {}
        assert shared_runs(self.ORIGINAL, documents["planted"], leave_out)

    def test_it_finds_a_run_across_lines_and_signs(self) -> None:
        shared = shared_runs(self.PLANTED, self.ORIGINAL)
        assert shared[0] == "both of them are needed if a ward"
        assert shared[-1] == "needed if a ward is to do well"
        assert len(shared) == 5

    def test_seven_words_in_common_are_none(self) -> None:
        assert shared_runs("both of them are needed if a clinic", self.ORIGINAL) == []

    def test_a_title_or_a_name_may_be_the_same(self) -> None:
        title = "Both of them: are needed if a ward is to do well"
        assert shared_runs(f"She read “{title}”.", f"See {title}.")
        assert shared_runs(f"She read “{title}”.", f"See {title}.", [title]) == []
        # And it does not join what stands before it with what stands after it.
        assert shared_runs("a b c d x y e f g h", "a b c d e f g h", ["x y"]) == []


class TestNoCodes:
    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
    def test_nothing_that_ships_names_a_note_of_the_makers(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        found = [
            f"{number}: {line.strip()[:120]}"
            for number, line in enumerate(text.splitlines(), 1)
            if CODE.search(line)
        ]
        assert found == []

    @pytest.mark.parametrize(
        "code",
        [
            *("S0-12", "S2-17a", "S4-06b,", "(S2-03..09)", "X3", "X12.", "E05.1", "E09.7:"),
            *("L07/M13", "B02", "M18", "MC4", "MC16", "P1", "P10", "V7", "Q16"),
            *("[M]", "[J]", "[B8]", "(see X1)", "“X3”", "[C12]"),
        ],
    )
    def test_it_knows_a_code(self, code: str) -> None:
        assert CODE.search(f"as in {code} of the notes")

    @pytest.mark.parametrize(
        "text",
        [
            *("a-b2", "card-x3", "x3-card", "l07", "step-e05.1", "COVID-19", "H1N1", "S0-12-a"),
            *("vitamin B12", "Python 3.11", "CC BY 3.0", "Ctrl+C", "[Many]", "SP1", "2M13"),
            *("page A4", "33(6)", "[1990]", "X-ray", "E. coli", "MCH", "10.1186/1478", "V70"),
        ],
    )
    def test_it_leaves_other_words_alone(self, text: str) -> None:
        assert not CODE.search(text)


class TestEasyToRead:
    @pytest.mark.parametrize("source", [*TOLD, GUIDE], ids=lambda path: path.stem)
    def test_every_notebook_and_the_guide_are_easy_to_read(self, source: Path) -> None:
        prose = prose_of(source.read_text(encoding="utf-8"), exercise_names())
        assert len(prose.split()) > 100
        assert reading_ease(prose) >= EASE

    def test_the_measure_tells_easy_from_hard(self) -> None:
        easy = "The ward is full. She asks who needs help first. Two of us stay."
        hard = (
            "Organisational sustainability necessitates comprehensive prioritisation of "
            "interdisciplinary communication methodologies."
        )
        assert reading_ease(easy) > 90
        assert reading_ease(hard) < 0

    def test_only_prose_is_measured(self) -> None:
        source = (
            '---\nworkshop:\n  session: "02"\n---\n\n+++ {"id": "a"}\n\n# A day\n\n'
            "**What to do.** Tap [the card](x.md) in Warm up; then\nread on:\n\n- one\n- two\n\n"
            "| a | b |\n|---|---|\n\n<!-- figure: a -->\n\n"
            "<details><summary><b>More</b> of it</summary>\n\nRest.\n\n</details>\n\n"
            "```{code-cell} ipython3\n:id: a\n\n# Here.\nimport workshop\n```\n\n*The end*\n"
        )
        assert prose_of(source, ["Warm up"]) == (
            "A day.\nWhat to do. Tap in ; then read on.\none.\ntwo.\nMore of it.\nRest.\nThe end."
        )
