"""Small maps."""

from __future__ import annotations

from pathlib import Path

from workshop.content.library import Library

E, S = "exercises/small-map.toml", "solutions/small-map.toml"


def write_map(content: Path) -> Library:
    """Put the small map into a content folder."""
    (content / E).write_text(EXERCISE, encoding="utf-8")
    (content / S).write_text(SOLUTION, encoding="utf-8")
    return Library(content)


EXERCISE = """
kind = "map"
session = "06"
title = "A small map"
minutes = 4
feedback = "instant"
prompt = "Where does each clinic lie?"
[x]
label = "Leading"
low = "little"
high = "much"
[y]
label = "Managing"
low = "few rules"
high = "many rules"
[[options]]
id = "over-led"
label = "Over-led"
hint = "Energy without order."
x = "high"
y = "low"
[[options]]
id = "over-managed"
label = "Over-managed"
x = "low"
y = "high"
[[options]]
id = "neither"
label = "Neither"
x = "low"
y = "low"
[[options]]
id = "both"
label = "Both"
x = "high"
y = "high"
[[items]]
id = "dreams"
setting = "The clinic of dreams"
difficulty = 1
text = "Visitors leave full of hope. Nobody knows who is on call on Saturday."
[[items]]
id = "files"
setting = "The perfect files"
text = "Every inspection is passed. Four nurses resigned this year."
[[items]]
id = "command"
text = "In an outbreak one person decides alone for six weeks, and explains the aim each morning."
"""


SOLUTION = """
[items.dreams]
point = [9, 2]
partly = ["neither"]
why = "There is a picture of the future, and no roster."
tips = "With a roster it would be both."
sources = ["kotter-1990"]
[items.files]
point = [2, 8.5]
why = "The rules are kept, and people leave."
practices = ["scanning"]
[items.command]
point = [6.0, 9]
accept = ["over-managed"]
why = "It is tight, and it fits the moment."
[items.command.reasons]
over-managed = "One person decides everything."
[debrief]
questions = ["Where does your own unit lie?"]
"""
