"""From what matplotlib writes to a small SVG that can stand within a page."""

from __future__ import annotations

import re
from hashlib import sha256
from xml.etree import ElementTree as ET

SVG, HREF = "http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xlink}href"
UNSEEN = ("metadata", "style")
REFERENCE = re.compile(r"(?<=#)[\w.-]+(?=\)|$)")
LONG_NUMBER = re.compile(r"(\d\.\d\d)\d+")
FONT = re.compile(r"font-family: [^;]*;? ?")
NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")


def tidied(drawn: str) -> str:
    """Make a picture small, and its own within a page that shows several.

    Parameters
    ----------
    drawn
        What matplotlib wrote, its letters as text.

    Returns
    -------
    str
        The same picture: without a word on how it was made, with a style sheet that would hold
        for the whole page turned into attributes, its letters in whatever font the page has, and
        every name that is left, of which no other picture has the like.
    """
    root = ET.fromstring(drawn)  # noqa: S314 - it is what was drawn here
    own = f"f{sha256(drawn.encode()).hexdigest()[:8]}-"
    meant = {
        name
        for element in root.iter()
        for value in (element.get(HREF), element.get("clip-path"), element.get("style"))
        for name in REFERENCE.findall(_references(value or ""))
    }
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.rsplit("}", 1)[-1] in UNSEEN:
                parent.remove(child)
    for element in root.iter():
        _tidy(element, own, meant)
    root.set("font-family", "sans-serif")
    root.set("style", "stroke-linejoin: round; stroke-linecap: butt")
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode")


def _references(value: str) -> str:
    """Leave of an attribute what names something else in the picture."""
    return value if value.startswith("#") else " ".join(re.findall(r"url\(#[^)]*\)", value))


def _tidy(element: ET.Element, own: str, meant: set[str]) -> None:
    for between in ("text", "tail"):
        if not (getattr(element, between) or "").strip():
            setattr(element, between, None)
    attributes, element.attrib = dict(element.attrib), {}
    for name, value in attributes.items():
        if name == "id":
            if value in meant:
                element.set("id", own + value)
        elif name == HREF:
            element.set("href", f"#{own}{value.removeprefix('#')}")
        elif name == "style":
            element.set(name, FONT.sub("", value).replace("url(#", f"url(#{own}").strip("; "))
        elif not (name == "transform" and NO_TURN.fullmatch(value)):
            written = " ".join(value.replace("url(#", f"url(#{own}").split())
            element.set(name, LONG_NUMBER.sub(r"\1", written))
