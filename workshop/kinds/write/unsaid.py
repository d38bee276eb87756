"""The words that a ``write`` exercise never says: of advice, rows and days that it has not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop.kinds.unjudged import OF_REASONS

ADVICE: Mapping[str, str] = {
    "number": "advice-number",
    "baseline": "advice-baseline",
    "date": "advice-date",
    "owner": "advice-owner",
    "verb": "advice-verb",
    "both-sides": "advice-sides",
    "first-step-soon": "advice-soon",
    "soon": "advice-soon",
}
"""What is looked for, and what is advised where it is missing."""
OTHERWISE: Mapping[tuple[str, str], str] = {
    ("date", "date"): "advice-past",
    ("number", "number"): "advice-digits",
    ("line", "owner"): "advice-person",
}
"""The same, where the sort of the field has advice of its own; see ``work.ts``."""
BY_PATTERN: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "date"),
    "baseline": ("baseline", "date"),
    "date": ("date",),
    "owner": ("owner",),
    "verb": ("verb",),
}
"""The patterns by which a text is looked through; a date is no amount."""
BY_OTHERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("date", "date"): (),
    ("number", "number"): (),
    ("line", "owner"): ("no-owner",),
}
PATTERNS = {"no-owner"}.union(*BY_PATTERN.values())
OF_ROWS = (
    "row", "tool-of-row", "move-up", "move-down", "remove", "said-added", "said-moved",
    "said-removed", "said-full", "not-fetched", "advice-most",
)  # fmt: skip
ADVISED = tuple(
    sorted({"advice", "said-advice", "advice-most", *ADVICE.values(), *OTHERWISE.values()})
)
"""What is said once the patterns have found something."""
CALENDARS = ("coming-back", "next-step")
"""The days that a calendar can be given: a first step and three days to come back, or one day."""
OF_A_CALENDAR = (
    "calendar-put", "calendar-why", "calendar-made", "calendar-from", "calendar-first",
    "calendar-first-about", "calendar-30", "calendar-30-about", "calendar-60",
    "calendar-60-about", "calendar-90", "calendar-90-about", "calendar-put-next",
    "calendar-why-next", "calendar-next", "calendar-next-about", "calendar-no-day",
)  # fmt: skip
"""What is said of days for a calendar, and in its file."""
OF_DAYS = ("day-tomorrow", "day-week", "day-month", "said-day")
OF_ANSWERS = ("compare", "forgot", "forgotten", "the-answer")
OF_CARDS = ("change", "summary-title", "summary-next", "left-none", "left-one", "left-other")
OF_CLOCK = ("clock-start", "clock-left", "clock-then", "clock-stop", "clock-over", "said-clock")
OF_LIMITS = ("words-of", "over", "said-over")
OF_TAKING = ("said-taken-one", "said-taken-other")
SEEN = {"me": ("seen-me", "seen-me-more"), "room": ("seen-room", "seen-room-more")}


def unsaid(settings: Mapping[str, Any]) -> frozenset[str]:
    """Name the words and patterns that nothing in an exercise asks for.

    Parameters
    ----------
    settings
        The exercise's settings.

    Returns
    -------
    frozenset of str
        The names.
    """
    rows = settings.get("rows", {})
    fields = [*settings["fields"], *rows.get("fields", ())]
    checks = [(field["as"], check) for field in fields for check in field.get("checks", ())]
    checks += [("", check) for check in rows.get("checks", ())]
    said = {OTHERWISE.get(each, ADVICE.get(each[1], "")) for each in checks}
    by = [BY_OTHERS.get(each, BY_PATTERN.get(each[1], ())) for each in checks]
    left = {*ADVICE.values(), *OTHERWISE.values()} - said | OF_REASONS | {*OF_CARDS}
    left |= PATTERNS.difference(*by)
    if not rows:
        left |= {*OF_ROWS}
    if not any(field["as"] == "date" for field in fields):
        left |= {*OF_DAYS}
    if not any(field.get("words") for field in fields):
        left |= {*OF_LIMITS}
    if not any(field.get("example") for field in fields):
        left.add("example")
    if not any(field.get("answer") for field in fields):
        left |= {*OF_ANSWERS}
    if not any(field.get("optional") for field in fields):
        left.add("if-you-like")
    if not settings.get("clock"):
        left |= {*OF_CLOCK}
    left |= _unsaid_of_earlier(settings)
    if not checks and not rows:
        left |= {"advice", "said-advice"}
    for seen_by, names in SEEN.items():
        if settings["seen_by"] != seen_by:
            left |= {*names}
    return frozenset(left)


def _unsaid_of_earlier(settings: Mapping[str, Any]) -> set[str]:
    """Name the words of what was written before that nothing asks for."""
    about = any(field.get("about") for field in settings["fields"])
    takes = bool(settings.get("rows", {}).get("take"))
    said = {"you-wrote": about, **dict.fromkeys(OF_TAKING, takes), "nothing-before": about or takes}
    return {name for name, there in said.items() if not there}
