"""Small scales."""

from __future__ import annotations

from pathlib import Path

from workshop.content.library import Library


def write_scales(content: Path) -> Library:
    """Write one exercise of each range into a content folder."""
    text = PRACTICES + PASSES + GROUPS + PRACTICE_ITEMS
    for name, written in (("practices", text), ("line", LINE)):
        (content / "exercises" / f"{name}.toml").write_text(written, encoding="utf-8")
        (content / "solutions" / f"{name}.toml").write_text(
            '[debrief]\nquestions = ["What surprised you?"]\n', encoding="utf-8"
        )
    return Library(content)


PRACTICES = """
kind = "scale"
session = "04"
title = "Two practices"
minutes = 3
feedback = "none"
prompt = "Think of the last four weeks. How often do you do this?"
range = "five"
not_applicable = true
fewest = 8
""" + "".join(
    f'[[options]]\nid = "{word}"\nlabel = "{word}"\n'
    for word in ("never", "seldom", "sometimes", "often", "always")
)


PASSES = """
[[passes]]
id = "me"
label = "I today"
[[passes]]
id = "team"
label = "What my team would say"
prompt = "Answer as your team would answer about you."
"""


GROUPS = """
[[groups]]
id = "scanning"
label = "Scanning"
side = "leading"
[[groups]]
id = "planning"
label = "Planning"
side = "managing"
"""


PRACTICE_ITEMS = "".join(
    f'[[items]]\nid = "{id_}"\ntext = "{text}"\ngroup = "{group}"\n'
    for id_, group, text in (
        ("ask-patients", "scanning", "I ask patients what they need."),
        ("look-outside", "scanning", "I know what changes around our clinic."),
        ("ask-colleagues", "scanning", "I ask colleagues how I affect their work."),
        ("write-plans", "planning", "I write down who does what, and by when."),
        ("check-supplies", "planning", "I check supplies before we promise something."),
        ("think-ahead", "planning", "I prepare for what could go wrong."),
    )
)


LINE = """
kind = "scale"
session = "08"
title = "Where do you stand?"
minutes = 3
feedback = "none"
prompt = "Two statements that people disagree about."
range = "agreement"
[[passes]]
id = "before"
label = "Before the debate"
[[passes]]
id = "after"
label = "After the debate"
[[items]]
id = "same-thing"
text = "Leading and managing are one thing with two names."
for = "Whoever has the post does both."
against = "They answer different questions."
[[items]]
id = "no-post"
text = "Somebody without any post can lead."
"""
