"""How much there is to read on a phone, before anybody unfolds anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT
from tests.support.rendered import shown

SOURCES = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]-*.md"))
HIGHEST = 3500
PHONE = 360

# As JupyterLab shows text on a phone: its sizes and distances, at 16 px.
STYLE = """
body { margin: 0; padding: 0 16px; font: 16px/1.5 sans-serif; overflow-wrap: break-word; }
h1, h2, h3 { margin: 1.2em 0 0.8em; line-height: 1; }
h1 { font-size: 1.728em; } h2 { font-size: 1.44em; } h3 { font-size: 1.2em; }
p, ul, ol, table { margin: 0 0 1em; } ul, ol { padding-left: 2em; }
summary { box-sizing: border-box; min-height: 44px; padding: 0.5rem 0; }
"""


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_what_is_open_to_read_fits_five_screens_of_a_phone(source: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 740})
    page = context.new_page()
    texts = shown(source.read_text(encoding="utf-8"))
    page.set_content(f"<!doctype html><style>{STYLE}</style>{texts}")
    height = page.evaluate("document.body.scrollHeight")
    wide = page.evaluate("document.body.scrollWidth")
    context.close()
    # A session with a break is read in two sittings.
    sittings = 2 if "</strong> and a break" in texts else 1
    assert height <= HIGHEST * sittings
    assert wide <= PHONE
