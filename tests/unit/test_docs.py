"""What the documents say is so: the examples load, every field is named, every link leads on."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.core.reading import Reader
from workshop.core.records import Practice, Source
from workshop.jupyter import derive as notebooks

GUIDE = (ROOT / "docs" / "adapting-the-content.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CREDITS = (ROOT / "ATTRIBUTION.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PAGES = [
    ROOT / "README.md",
    ROOT / "ATTRIBUTION.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "docs" / "decisions" / "README.md",
    *DECISIONS,
]
# Without what people do in a checkout: what is there of it depends on what they did.
THEIRS = (ROOT / ".gitignore").read_text(encoding="utf-8").replace("/\n", "\n").splitlines()
FOLDERS = sorted(
    path.name
    for path in ROOT.iterdir()
    if path.is_dir() and path.name[0] != "." and path.name not in THEIRS
)

# The slips that the guide shows, as it describes them.
SLIPS = {
    "a word misspelt": ('accept = ["management"]', 'accept = ["managment"]', 1),
    "two ids": ("[items.a-second-table", "[items.second-table", 2),
}


def blocks(language: str, text: str = GUIDE) -> list[str]:
    """Read what stands between ``` fences of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The workshop's content with the files of the guide beside it."""
    for name in ("data", "exercises", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for block in blocks("toml"):
        name = block.splitlines()[0].removeprefix("# ")
        assert not (ROOT / name).exists()
        (tmp_path / name).write_text(block, encoding="utf-8")
    return tmp_path


def test_the_examples_load_without_a_fault(example: Path) -> None:
    library = Library(example)
    assert [str(fault) for fault in library.check()] == []
    first, again = library.exercise("vaccination-day"), library.exercise("vaccination-day-again")
    assert len(first.items) == 3
    assert first.keys["a-second-table"].contested
    assert [item.id for item in again.items] == ["asking-the-grandmothers", "counting-the-doses"]
    assert again.debrief


@pytest.mark.parametrize("slip", SLIPS)
def test_the_messages_are_what_the_check_says(example: Path, slip: str) -> None:
    old, new, times = SLIPS[slip]
    path = example / "solutions" / "vaccination-day.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= times
    path.write_text(text.replace(old, new, times), encoding="utf-8")
    (example / "exercises" / "vaccination-day-again.toml").unlink()
    (example / "solutions" / "vaccination-day-again.toml").unlink()
    said = "".join(f"{fault}\n" for fault in Library(example).check())
    assert said in blocks("text")


def test_the_example_for_a_notebook_becomes_a_notebook(tmp_path: Path) -> None:
    [cells] = re.findall(r"^````markdown\n(.*?)^````$", GUIDE, re.MULTILINE | re.DOTALL)
    source = tmp_path / "02-example.md"
    source.write_text(f'---\nworkshop:\n  session: "02"\n---\n\n{cells}', encoding="utf-8")
    notebook = notebooks.derive(source)
    assert '"id": "vaccination-day-text"' in notebook
    assert 'workshop.open(\\"02\\").show(\\"vaccination-day\\")' in notebook


def test_every_field_and_limit_is_in_the_guide(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: set[str] = {"term", "meaning"}
    known |= {field.name for record in (Practice, Source) for field in fields(record)}
    limits: set[tuple[str, int]] = set()
    only, text = Reader.only, Reader.text
    library = Library(example)
    exercises = [library.exercise(name) for name in library.exercise_ids()]
    places = {option.id for exercise in exercises for option in exercise.options}

    def note_fields(self: Reader, table: Any, names: Iterable[str], *, item: str = "") -> None:
        known.update(names := list(names))
        only(self, table, names, item=item)

    def note_limit(self: Reader, table: Any, name: str, most: int, **more: Any) -> str:
        if self.file.startswith(("exercises/", "solutions/")):
            # The reasons are named after the options.
            limits.add(("reasons" if set(table) <= places else name, most))
        return text(self, table, name, most, **more)

    monkeypatch.setattr(Reader, "only", note_fields)
    monkeypatch.setattr(Reader, "text", note_limit)
    assert Library(example).check() == []
    # What the readers know, as far as they were asked: enough to see that noting it works.
    assert {"kind", "unsure", "difficulty", "reasons", "pick", "questions", "licence"} <= known
    named = set(re.findall(r"`\[?([a-z_]+)\]?`", GUIDE))
    assert known - named == set()
    rows = [line for line in GUIDE.splitlines() if line.startswith("| `")]
    missing = [
        (name, most)
        for name, most in limits - {("session", 2)}
        if not any(
            row.startswith(f"| `{name}`") and f"most {most} characters" in row for row in rows
        )
    ]
    assert missing == []


def links(text: str) -> list[str]:
    """Find where links and images lead, in Markdown and in HTML."""
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_image_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }
    for link in links(text):
        path, _, heading = unquote(link).partition("#")
        if path:
            assert (page.parent / path).exists(), link
        else:
            assert heading in headings, link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    text = re.sub(r"^(`{3,})\w.*?^\1$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for name in re.findall(rf"`((?:{'|'.join(FOLDERS)})/[^`\s]*)`", text):
        assert list(ROOT.glob(name.removesuffix("/"))), name
    for name in re.findall(r"`((?:[\w-]+/)*\w+\.(?:py|ts|tsx))`", text):
        assert list((ROOT / "workshop").rglob(name)) or (ROOT / name).exists(), name


def test_every_room_is_on_the_map_with_its_modules() -> None:
    rows = dict(re.findall(r"^\| `(\w+)/` \| (.+) \|$", ARCHITECTURE, re.MULTILINE))
    rooms = {path.parent.name for path in (ROOT / "workshop").glob("*/__init__.py")}
    assert set(rows) == rooms
    for room, text in rows.items():
        for name in re.findall(r"`([\w/]+(?:\.py|/))`", text):
            assert (ROOT / "workshop" / room / name).exists(), f"{room}: {name}"
    # The walks name modules with their rooms.
    walked = re.findall(rf"`((?:{'|'.join(rooms)})/[\w/]+\.py)`", ARCHITECTURE)
    assert {"answers/store.py", "system/files.py", "results/told.py"} <= set(walked)
    for name in walked:
        assert (ROOT / "workshop" / name).exists(), name


def test_every_decision_says_what_why_and_when_and_is_in_the_index() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    entries = re.findall(r"^- ([\d-]+): \[(.+)\]\((.+)\)$", index, re.MULTILINE)
    told = []
    for page in DECISIONS:
        text = page.read_text("utf-8")
        [(title, day)] = re.findall(r"\A# (.+)\n\nDecided on (\d{4}-\d\d-\d\d)\.\n", text)
        told.append((day, title, page.name))
        assert re.findall(r"^\*\*(.+?)\.\*\* ", text, re.MULTILINE) == [
            "What", "Why", "Also weighed",
        ]  # fmt: skip
    assert sorted(entries, key=lambda entry: entry[-1]) == told
    assert sorted(day for day, *_ in told) == [day for day, *_ in told]


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        (page.parent / link).resolve() for page in PAGES for link in links(page.read_text("utf-8"))
    }
    assert set((ROOT / "docs" / "images").iterdir()) <= shown


def test_every_command_is_described() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pattern = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)
    named = set(pattern.findall(readme + GUIDE + ARCHITECTURE))
    commands = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert named <= set(commands)
    assert {"lab", "test", "check", "notebooks"} <= named
    assert "The test command is `make test`." in readme


def sources() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((ROOT / "data" / "sources.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", sources().values(), ids=sources())
def test_every_source_is_credited(source: Mapping[str, str]) -> None:
    assert source["author"] in CREDITS
    assert source["title"].split(" (")[0] in CREDITS
    assert source["address"] in CREDITS


def test_the_licence_of_what_is_bundled_is_in_the_credits() -> None:
    licence = ROOT / "js" / "node_modules" / "preact" / "LICENSE"
    words = CREDITS.replace("\n>", "\n").split()
    assert " ".join(licence.read_text(encoding="utf-8").split()) in " ".join(words)
