"""The words that a ``scale`` exercise never says: of passes, groups and views that it has not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OF_PASSES = (
    "passes", "said-pass", "go-on", "differ-some", "differ-none", "differ-most", "from-to",
)  # fmt: skip
OF_EARLIER = ("earlier", "moved", "stayed")
OF_GROUPS = (
    "table-caption", "group", "average", "too-few", "to-work-on", "rule-average", "rule-source",
)  # fmt: skip
OF_SIDES = (
    "side-leading", "side-managing", "balance", "balance-even", "balance-leading",
    "balance-managing", "rule-balance", "of-pass",
)  # fmt: skip
OF_RESULTS = ("results-title", "said-finished")
OF_AGREEMENT = (
    "how-agreement", "between", "degree", "slider", "not-answered", "low", "high", "moved",
    "stayed", "no-slider",
)  # fmt: skip
OF_VIEWS = ("others", "for", "against")


def unsaid(settings: Mapping[str, Any]) -> frozenset[str]:
    """Name the words that nothing in an exercise asks for.

    Parameters
    ----------
    settings
        The exercise's settings.

    Returns
    -------
    frozenset of str
        The names.
    """
    several, groups = len(settings["passes"]) > 1, settings["groups"]
    there = {
        OF_PASSES: several,
        OF_EARLIER: several or "earlier" in settings,
        OF_GROUPS: bool(groups),
        OF_SIDES: any(group.get("side") for group in groups),
        OF_RESULTS: several or bool(groups),
        OF_AGREEMENT: settings["range"] == "agreement",
        OF_VIEWS: bool(settings["views"]),
        ("not-applicable",): settings["not_applicable"],
    }
    return frozenset(name for names, asked in there.items() if not asked for name in names)
