"""The look: the colours that boards, figures and prints have in common, read from one style sheet.

They stand in ``js/src/kit/tokens.css``, which the build copies beside the bundles. Here a colour
is named as there, without ``--lm-``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Theme = Literal["light", "dark"]

SHEET = Path(__file__).parents[1] / "static" / "tokens.css"
RULE = re.compile(r"^(?P<selector>[^\s@][^{}]*?)\s*\{(?P<body>[^{}]*)\}", re.MULTILINE)
COLOUR = re.compile(r"--lm-([a-z-]+):\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?);")
SELECTORS: Mapping[str, Theme] = {
    ".lm-root": "light",
    '[data-jp-theme-light="false"] .lm-root': "dark",
}
FIRST_OF_TWINS = ("lead", "manage", "both", "ink", "soft", "sheet", "hair")
"""Where two tokens have one colour, a figure means the first of these."""


def colours(theme: Theme) -> Mapping[str, str]:
    """Give the colours of a theme.

    Parameters
    ----------
    theme
        ``"light"``, which paper has too, or ``"dark"``.

    Returns
    -------
    Mapping
        The name of each token that is a colour, without ``--lm-``, to ``#rrggbb``. What a dark
        page leaves as it is, is there too.
    """
    return _read()[theme]


def as_style() -> str:
    """Write the light colours down for a page that stands alone, such as a print.

    Returns
    -------
    str
        One rule in CSS; after it ``var(--lm-ink)`` means the same as on a board.
    """
    told = "; ".join(f"--lm-{name}: {colour}" for name, colour in colours("light").items())
    return f":root {{ {told} }}"


def following(text: str) -> str:
    """Have colours follow the theme of the page that they are put into.

    Parameters
    ----------
    text
        CSS or SVG in which the light colours stand as ``#rrggbb``.

    Returns
    -------
    str
        The same with ``var(--lm-…, #rrggbb)`` in the place of each; a colour that is none of the
        look stays.
    """
    names = {colour: name for name, colour in colours("light").items()}
    names |= {colours("light")[name]: name for name in reversed(FIRST_OF_TWINS)}

    def named(found: re.Match[str]) -> str:
        name = names.get(found[0].lower())
        return f"var(--lm-{name}, {found[0]})" if name else found[0]

    return re.sub(r"#[0-9a-fA-F]{6}\b", named, text)


@cache
def _read() -> Mapping[Theme, Mapping[str, str]]:
    found: dict[Theme, dict[str, str]] = {}
    for rule in RULE.finditer(re.sub(r"/\*.*?\*/", "", SHEET.read_text("utf-8"), flags=re.DOTALL)):
        theme = SELECTORS.get(rule["selector"])
        if theme and theme not in found:
            found[theme] = {name: _long(c) for name, c in COLOUR.findall(rule["body"])}
    light = found["light"]
    return {
        "light": MappingProxyType(light),
        "dark": MappingProxyType(light | found["dark"]),
    }


def _long(colour: str) -> str:
    """Write ``#rgb`` as ``#rrggbb``."""
    return "#" + "".join(2 * each for each in colour[1:]) if len(colour) == len("#rgb") else colour
