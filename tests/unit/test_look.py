"""The look: one sheet of colours, which can be read in both themes, and nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from workshop.system.look import Theme, as_style, colours, following

THEMES: tuple[Theme, ...] = ("light", "dark")
# What a notebook lies on: JupyterLab's own white, and the two greys of its dark theme.
PAGES = {"light": ("#ffffff",), "dark": ("#111111", "#212121")}
SIDES = ("lead", "manage", "both")
VERDICTS = ("match", "partly", "differ")
TEXT, EDGE = 4.5, 3.0
# Where a colour may stand outside the sheet, and why.
ALLOWED: dict[str, str] = {
    "js/src/kit/tokens.css": "it is the sheet",
}


def light_of(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((light_of(one), light_of(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs(theme: Theme) -> Iterator[tuple[str, str, float]]:
    """What lies on what, and the contrast that it needs."""
    papers = ("sheet", "quiet", *PAGES[theme])
    grounds = tuple(f"{name}-bg" for name in (*SIDES, *VERDICTS))
    for name in ("ink", "soft", "accent"):
        yield from ((name, ground, TEXT) for ground in (*papers, *grounds))
    for name in (*SIDES, *VERDICTS):
        yield from ((name, ground, TEXT) for ground in (f"{name}-bg", *papers))
    for name in SIDES:
        yield from ((f"{name}-edge", ground, EDGE) for ground in (f"{name}-bg", *papers))
    yield from (("line", ground, EDGE) for ground in (*papers, *grounds))
    yield "on-accent", "accent", TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_everything_can_be_read_on_each_of_its_grounds(theme: Theme) -> None:
    told = colours(theme)
    low = [
        (name, ground, round(found, 2))
        for name, ground, least in pairs(theme)
        if (found := contrast(told[name], told.get(ground, ground))) < least
    ]
    assert low == []


def test_both_themes_say_each_colour() -> None:
    light, dark = (colours(theme) for theme in THEMES)
    assert light.keys() == dark.keys()
    assert [name for name in light if light[name] == dark[name]] == []
    assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in (*light.values(), *dark.values()))


def test_a_page_that_stands_alone_says_what_the_colours_are() -> None:
    assert f"--lm-lead: {colours('light')['lead']};" in as_style()
    assert as_style().startswith(":root {")


def test_colours_follow_the_theme_of_a_page() -> None:
    lead, manage = colours("light")["lead"], colours("light")["manage"]
    assert following(f"fill: {lead}") == f"fill: var(--lm-lead, {lead})"
    # What can be pressed has the same colour; a figure means the side.
    assert following(manage) == f"var(--lm-manage, {manage})"
    assert following("url(#h12ab34cd)") == "url(#h12ab34cd)"
    assert following("#123456") == "#123456"


def test_no_colour_stands_outside_the_sheet() -> None:
    colour = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\b(?![-\w])", re.IGNORECASE)
    sources = (("js/src", {".css", ".ts", ".tsx"}), ("workshop", {".py", ".html", ".css"}))
    found = {
        path.relative_to(ROOT).as_posix(): said[0]
        for folder, endings in sources
        for path in (ROOT / folder).rglob("*")
        # What is built says again what its sources say.
        if path.suffix in endings and not path.is_relative_to(ROOT / "workshop" / "static")
        if (said := colour.search(path.read_text("utf-8")))
    }
    assert {name: colour for name, colour in found.items() if name not in ALLOWED} == {}
