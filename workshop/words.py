"""The words that boards and pages need: their names, and what is filled into each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workshop.records import Fault

BRACES = re.compile(r"{(\w+)}")

# Section, then name, then the {braces} of the text, in any order.
NEEDED: Mapping[str, Mapping[str, str]] = {
    "board": {
        "language": "",
        "placed-of": "n all",
        "left-one": "n",
        "left-other": "n",
        "left-none": "",
        "undo": "",
        "reset": "",
        "check": "",
        "said-undone": "placed",
        "said-reset": "",
        "verdict-match": "",
        "verdict-partly": "",
        "verdict-differ": "",
        "headline-match": "best",
        "headline-partly": "best",
        "headline-differ": "best",
        "headline-unsure": "best",
        "headline-contested": "choice",
        "reason-for": "option",
        "what-would-tip": "",
        "drawing-on": "",
        "summary-title": "",
        "summary-title-some": "n all",
        "summary-match": "",
        "summary-partly": "",
        "summary-differ": "",
        "summary-talk": "",
        "summary-next": "",
        "saved-later": "",
        "not-saved": "",
    },
    "sort": {
        "cards-to-sort": "",
        "all-sorted": "",
        "how-to-board": "",
        "how-to-list": "",
        "place-here": "",
        "cards-one": "n",
        "cards-other": "n",
        "view": "",
        "view-list": "",
        "view-board": "",
        "help": "",
        "take-out": "",
        "move-up": "",
        "move-down": "",
        "no-place-yet": "",
        "help-title": "",
        "help-1": "",
        "help-2": "",
        "help-3": "",
        "help-4": "",
        "said-picked-first": "card",
        "said-picked": "card",
        "said-target": "option cards",
        "said-pick-first": "",
        "said-choose-first": "",
        "said-placed": "card option position count",
        "said-taken-out": "card",
        "said-put-back": "card",
        "said-view-list": "",
        "said-view-board": "",
    },
    "quiz": {
        "placed-of": "n all",
        "left-one": "n",
        "left-other": "n",
        "left-none": "",
        "question": "n all",
        "next": "",
        "previous": "",
        "said-chosen": "option",
        "said-reset": "",
        "headline-match": "best",
        "headline-differ": "best",
        "verdict-differ": "",
        "summary-title": "",
        "summary-title-some": "n all",
        "summary-match": "",
        "summary-differ": "",
        "summary-talk": "",
        "summary-next": "",
    },
    "scale": {
        "placed-of": "n all",
        "left-one": "n",
        "left-other": "n",
        "left-none": "",
        "reset": "",
        "said-reset": "",
        "private": "",
        "how-agreement": "",
        "not-applicable": "",
        "low": "",
        "high": "",
        "between": "",
        "degree": "word n",
        "slider": "low high",
        "not-answered": "",
        "take-back": "",
        "said-rated": "value",
        "said-taken-back": "",
        "said-finished": "",
        "passes": "",
        "said-pass": "pass placed",
        "go-on": "pass",
        "earlier": "pass value",
        "moved": "from to",
        "stayed": "",
        "others": "",
        "for": "",
        "against": "",
        "results-title": "",
        "table-caption": "low high",
        "group": "",
        "average": "",
        "too-few": "",
        "to-work-on": "",
        "side-leading": "",
        "side-managing": "",
        "balance": "",
        "balance-even": "even",
        "balance-leading": "n",
        "balance-managing": "n",
        "of-pass": "pass text",
        "rule-average": "limit",
        "rule-balance": "even",
        "rule-source": "",
        "differ-some": "from to n all",
        "differ-none": "from to",
        "differ-most": "",
        "from-to": "from to",
        "summary-title": "",
        "summary-next": "",
    },
    "answers": {
        "cannot-save": "why",
        "disk-full": "",
        "read-only": "folder",
        "other-reason": "folder reason",
        "damaged": "file",
        "dropped-one": "",
        "dropped-other": "n",
    },
    "session": {
        "private": "folder",
        "saved": "",
        "broken": "",
        "broken-remedy": "",
        "word": "",
        "meaning": "",
    },
}


def check(strings: Mapping[str, Mapping[str, str]], file: str) -> list[Fault]:
    """Compare a file of words with what is needed.

    Parameters
    ----------
    strings
        Section to name to text, as read from the file.
    file
        The file as messages name it.

    Returns
    -------
    list of Fault
        A missing or unknown name, or other braces than those that are filled in.
    """
    faults = []
    for section, names in NEEDED.items():
        texts = strings.get(section, {})
        for name, braces in names.items():
            where = f"{section}, {name}"
            if name not in texts:
                remedy = f'Write {name} = "…".'
                faults.append(Fault(file, where, "this text is missing.", remedy))
            elif set(BRACES.findall(texts[name])) != set(braces.split()):
                wanted = ", ".join(f"{{{brace}}}" for brace in braces.split()) or "no braces"
                remedy = f"Use {wanted}, spelled like that."
                faults.append(Fault(file, where, "the words in braces are others.", remedy))
    for section, texts in strings.items():
        faults.extend(
            Fault(file, f"{section}, {name}", "nothing shows this text.", "Remove it.")
            for name in texts
            if name not in NEEDED.get(section, {})
        )
    return faults
