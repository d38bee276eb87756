"""The words of every board that a kind does not say in which nothing is right or wrong."""

from __future__ import annotations

OF_REASONS = frozenset((
    "check", "verdict-match", "verdict-partly", "verdict-differ", "headline-match",
    "headline-partly", "headline-differ", "headline-unsure", "headline-contested", "best-reasons",
    "tips-and-source", "the-source", "reason-for", "what-would-tip", "drawing-on",
    "summary-title-some", "summary-talk", "tally", "tally-partly-one", "tally-partly-other",
    "tally-differ-one", "tally-differ-other",
))  # fmt: skip
