"""The drawings of the sessions: one for each, small, in the colours of the look."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.system.look import colours

COVERS = ROOT / "workshop" / "static" / "covers"
NUMBERS = [each.number for each in Library(ROOT).chapters()]
SHAPES = {"svg", "g", "path", "rect", "circle"}


def test_every_session_has_a_drawing_and_no_other_one_is_there() -> None:
    assert sorted(path.stem for path in COVERS.iterdir()) == sorted(NUMBERS)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_drawing_is_small_and_follows_the_theme(number: str) -> None:
    text = (COVERS / f"{number}.svg").read_text("utf-8")
    assert len(text.encode()) <= 2_000
    drawing = ET.fromstring(text)  # noqa: S314 - it is ours
    assert drawing.get("viewBox") == "0 0 160 100"
    assert drawing.get("aria-hidden") == "true"
    # Put into a page it may neither say anything nor change anything there.
    assert {each.tag.rsplit("}", 1)[-1] for each in drawing.iter()} <= SHAPES
    assert not [each for each in drawing.iter() if each.get("id") or (each.text or "").strip()]
    told = colours("light")
    named = re.findall(r"var\(--lm-([a-z-]+),(#[0-9a-f]{6})\)", text)
    assert len({name for name, _ in named}) >= 3
    assert all(told[name] == colour for name, colour in named)
    assert len(re.findall("#[0-9a-f]{3,6}", text)) == len(named)
