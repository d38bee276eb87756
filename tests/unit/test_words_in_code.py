"""The words and the code: each name that is said has its text, and each text is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workshop.content.kept import KeptFiles
from workshop.content.word_files import BRACES, PATTERNS, Text, read_words

WORDS = read_words(KeptFiles(ROOT), "en", [])
KIT, KINDS, NOTEBOOK = "js/src/kit", "js/src/kinds", "workshop/notebook"
OWN_WORK, PAGES = "workshop/answers/own_work.py", "workshop/pages"
BROWSER = "js/src/hosts/browser"
# Section to where its words are said.
SAID: Mapping[str, tuple[str, ...]] = {
    "board": (KIT, KINDS),
    "second": (KIT, KINDS),
    "sure": (KIT, KINDS, "workshop/results/overview_tables.py"),
    "reason": (KIT, KINDS),
    "sort": (KIT, f"{KINDS}/choices", f"{KINDS}/sort"),
    "quiz": (KIT, f"{KINDS}/choices", f"{KINDS}/quiz"),
    "order": (KIT, f"{KINDS}/order"),
    "map": (KIT, f"{KINDS}/map"),
    "decide": (KIT, f"{KINDS}/decide"),
    "scale": (KIT, f"{KINDS}/scale", "workshop/kinds/scale"),
    "write": (KIT, f"{KINDS}/write"),
    "calendar": (f"{KINDS}/write",),
    PATTERNS: (f"{KINDS}/write", "workshop/kinds/write"),
    "figures": (
        f"{NOTEBOOK}/picture.py", "js/src/notebook/picture.ts", "workshop/figures",
        "workshop/paper",
    ),
    "asked": ("js/src/hosts", f"{NOTEBOOK}/asked.py", PAGES),
    "lab": ("js/src/lab",),
    "start": ("js/src/start", OWN_WORK),
    "header": (
        "js/src/header", "js/src/start", "js/src/work", OWN_WORK,
        "workshop/commands/work.py",
    ),
    "join": ("js/src/work/joining.tsx", "workshop/answers/in_room.py"),
    "take-home": (
        f"{NOTEBOOK}/take_home.py", "js/src/notebook/take_home.ts", "workshop/paper/handout.py",
        PAGES, BROWSER,
    ),
    "carry": (OWN_WORK, "workshop/answers/carry.py", "workshop/commands", BROWSER),
    "answers": ("workshop/answers/exchange.py", BROWSER),
    "page": (BROWSER, KIT, "js/src/header", "js/src/work"),
    "session": (
        "workshop/paper/passages.py", PAGES, f"{NOTEBOOK}/session.py", OWN_WORK,
        f"{NOTEBOOK}/page.py", "js/src/header", "js/src/start",
    ),
    "ending": ("workshop/paper/passages.py",),
    "site": (PAGES, "js/src/hosts/page"),
    "room": ("workshop/room", "js/src/hosts/room", KIT, KINDS, BROWSER),
    "collect": (
        "workshop/answers", "workshop/facilitator", "workshop/commands",
    ),
    "results": ("workshop/results", "workshop/facilitator", "workshop/figures/rooms.py",
                "workshop/paper/templates/run-sheets.html"),
    "desk": ("js/src/desk", "workshop/facilitator", "workshop/paper", "workshop/room"),
    "paper": ("workshop/paper", "workshop/kinds", "workshop/pages/render.py"),
    "handout": ("workshop/paper", BROWSER),
    "attended": ("workshop/paper", BROWSER),
    "attendance": ("workshop/paper", BROWSER),
    "overview": ("workshop/results", "workshop/paper/report.py"),
    "export": ("workshop/results/export.py", "workshop/facilitator/exports.py"),
    "report": ("workshop/paper",),
    "commands": ("workshop/commands", "workshop/facilitator/report_command.py"),
    "launch": ("workshop/jupyter", "workshop/commands"),
    "app": (PAGES, "workshop/jupyter/proxied.py"),
    "live": ("workshop/room", "workshop/commands/room.py"),
    "ready": ("workshop/commands/ready",),
    "wall": ("workshop/room",),
    "notes": ("js/src/hosts/room",),
}  # fmt: skip


def files(*places: str) -> Iterator[Path]:
    for place in places:
        path = ROOT / place
        yield from (
            [path]
            if path.is_file()
            else sorted(
                each for each in path.rglob("*") if each.suffix in (".py", ".html", ".ts", ".tsx")
            )
        )


def says(code: str, name: str) -> bool:
    """Whether a name stands in the code, whole or put together from its beginning and more."""
    stems = [name[: at.start() + 1] for at in re.finditer("-", name)]
    whole = rf"""["'`]{name}["'`]|(?:said|words|desk|scale|sides)\.{name}\b"""
    made = "|".join(rf'["`]{re.escape(stem)}\$?{{' for stem in stems)
    return bool(re.search(f"{whole}|{made}" if made else whole, code))


def asked(path: Path) -> Iterator[tuple[str, set[str] | None]]:
    """The names that a file asks for, each with what it fills in, where that can be read."""
    code = path.read_text("utf-8")
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Subscript) and _name(node):
                yield _name(node), None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield from _filled(node, node.func)
    elif path.suffix == ".html":
        for found in re.finditer(r'\bwords\["([a-z0-9-]+)"\]|\bsaid\.([a-z]+)', code):
            yield found[1] or found[2], None
    else:
        for found in re.finditer(r'\b(say|count)\(\s*"([a-z0-9-]+)"(?:, {([^{}()]*)})?', code):
            values = found[3]
            given = None
            if values is not None and "..." not in values:
                given = {each.split(":")[0].strip() for each in values.split(",") if each.strip()}
            yield found[2], given


def _name(node: ast.expr) -> str:
    """The name in ``words["name"]``; empty where this is something else."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
        return ""
    if not isinstance(node.slice.value, str):
        return ""
    base = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    base = node.value.id if isinstance(node.value, ast.Name) else base
    known = base in {"words", "_words", "_texts", "paper", "figures", "own", "launching"}
    return node.slice.value if known else ""


def _filled(call: ast.Call, asks: ast.Attribute) -> Iterator[tuple[str, set[str] | None]]:
    given = {str(each.arg) for each in call.keywords}
    if asks.attr == "format" and _name(asks.value):
        yield _name(asks.value), given
    elif asks.attr == "count" and len(call.args) == 2 and isinstance(call.args[0], ast.Constant):
        yield str(call.args[0].value), given | {"n"}


def braces(text: Text) -> set[str]:
    return set(BRACES.findall(text if isinstance(text, str) else text["other"]))


def test_every_section_is_said_somewhere() -> None:
    assert SAID.keys() == WORDS.keys()


@pytest.mark.parametrize("section", WORDS)
def test_every_word_is_said(section: str) -> None:
    code = "\n".join(path.read_text("utf-8") for path in files(*SAID[section]))
    assert [name for name in WORDS[section] if not says(code, name)] == []


def test_every_name_that_is_asked_for_has_its_text() -> None:
    """And what is filled in is what the text asks for."""
    faults = []
    for path in files("js/src", "workshop"):
        where = path.relative_to(ROOT).as_posix()
        sections = [WORDS[section] for section, places in SAID.items() if where.startswith(places)]
        for name, given in asked(path):
            texts = [section[name] for section in sections if name in section]
            if name in WORDS and not texts:
                continue
            if not texts:
                faults.append(f"{where}: there is no word “{name}”")
            elif given is not None and not any(braces(text) <= given for text in texts):
                faults.append(f"{where}: “{name}” fills in {given}")
    assert faults == []
