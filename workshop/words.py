"""The words that boards and pages need: their names, and what is filled into each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
        "next-open": "",
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
    "order": {
        "placed-of": "n all",
        "steps-to-order": "n",
        "left-one": "n",
        "left-other": "n",
        "left-none": "",
        "how-to": "",
        "how-to-phases": "",
        "not-placed": "",
        "nothing-here": "",
        "when": "",
        "move-first": "",
        "move-up": "",
        "move-down": "",
        "move-last": "",
        "take-out": "",
        "said-moved": "card n all",
        "said-phased": "card phase n all",
        "said-taken-out": "card",
        "said-reset": "",
        "verdict-match": "",
        "verdict-differ": "",
        "belongs-to": "phase",
        "comes-after": "",
        "comes-before": "",
        "summary-title": "",
        "summary-pairs": "n all",
        "summary-phases": "n all",
        "summary-unphased-one": "n",
        "summary-unphased-other": "n",
        "one-order": "",
        "summary-next": "",
    },
    "map": {
        "placed-of": "n all",
        "left-one": "n",
        "left-other": "n",
        "left-none": "",
        "how-to": "",
        "quarters": "",
        "quarter": "x a y b",
        "value": "n all",
        "said-value": "axis value",
        "slider-ends": "low high all",
        "not-placed": "",
        "now-set": "axis",
        "your-point": "quarter",
        "on-the-line": "",
        "take-out": "",
        "suggested": "x a y b",
        "overview": "",
        "said-point": "case x a y b quarter",
        "said-begun": "case axis n other",
        "said-taken-out": "case",
        "said-reset": "",
        "headline-middle": "best",
        "summary-title": "",
        "summary-title-some": "n all",
        "summary-next": "",
    },
    "decide": {
        "placed-of": "n all",
        "left-one": "n",
        "left-other": "n",
        "left-none": "",
        "reset": "",
        "said-reset": "",
        "gauges": "",
        "teaching-device": "",
        "change-up": "n",
        "change-down": "n",
        "change-none": "",
        "turn": "n all",
        "you-decided": "",
        "moved-up": "gauge n",
        "moved-down": "gauge n",
        "moved-none": "",
        "go-on": "",
        "see-end": "",
        "take-back": "",
        "said-up": "gauge n value",
        "said-down": "gauge n value",
        "said-next": "turn",
        "said-taken-back": "option placed",
        "said-replay": "",
        "path-title": "",
        "kind-of-choice": "kind",
        "summary-title": "",
        "caption": "",
        "column-path": "",
        "row-yours": "",
        "row-earlier": "n",
        "summary-next": "",
        "replay": "",
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
    "write": {
        "placed-of": "n all",
        "said-reset": "",
        "not-saved": "",
        "seen-me": "",
        "seen-room": "",
        "example": "",
        "choose": "",
        "words-of": "n all",
        "over": "n all",
        "said-over": "field n all",
        "cut": "most",
        "said-cut": "field most",
        "advice": "",
        "said-advice": "field advice",
        "advice-number": "",
        "advice-digits": "",
        "advice-baseline": "",
        "advice-date": "",
        "advice-past": "",
        "advice-owner": "",
        "advice-person": "",
        "advice-verb": "",
        "advice-sides": "",
        "advice-soon": "",
        "advice-most": "most",
        "row": "label n",
        "tool-of-row": "tool row",
        "move-up": "",
        "move-down": "",
        "remove": "",
        "said-added": "row",
        "said-moved": "row",
        "said-removed": "row",
        "said-full": "most",
        "all-done": "",
    },
    "second": {
        "summary-match": "",
        "summary-partly": "",
        "summary-differ": "",
        "said-second": "card option",
        "second-match": "choice",
        "second-accepted": "choice best",
        "second-differ": "best",
        "both-first": "",
    },
    "sure": {
        "how-sure": "",
        "sure-1": "",
        "sure-2": "",
        "sure-3": "",
        "said-sure": "sure",
        "sure-first": "",
    },
    "reason": {
        "note-cut": "most",
    },
    "figures": {
        "draw": "",
        "draw-again": "",
        "nothing-yet": "",
        "as-table": "",
        "failed": "reason",
        "said-drawn": "alt",
        "leading": "",
        "managing": "",
        "practice": "",
        "number": "",
        "act": "",
        "step": "",
        "mine": "",
        "suggested": "",
        "view": "",
        "statement": "",
        "agree": "",
        "disagree": "",
        "before": "",
        "after": "",
        "questions": "",
        "decision": "",
        "path": "",
        "your-path": "",
        "at-the-start": "",
        "my-week-title": "",
        "my-week-alt": "all parts",
        "ward-round-title": "",
        "ward-round-alt": "n all same",
        "my-practice-title": "",
        "my-practice-alt": "high low",
        "radar-title": "",
        "radar-alt": "",
        "balance-title": "",
        "balance-alt": "lead manage who",
        "kisima-title": "",
        "kisima-alt": "n values",
        "opinions-title": "",
        "opinions-alt": "n moved",
        "quiz-title": "",
        "quiz-alt": "counts all",
        "quiz-applying": "n",
        "quiz-knowing": "n",
        "plan-balance-title": "",
        "plan-balance-alt": "lead manage",
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
        "licence": "",
    },
    "paper": {
        "months": "",
        "date": "day month year",
        "credits": "",
        "no": "",
        "letter": "",
        "card": "",
        "place": "",
        "reason": "",
        "difficulty": "",
        "step": "",
        "act": "",
        "question": "",
        "answer": "",
        "comes-after": "",
        "half": "places",
        "tips": "tips",
        "sources": "",
        "to-talk-about": "",
        "cards-and-places": "",
        "cards-of": "title",
        "cards-how": "n places",
        "cards-key": "",
        "key-of": "title",
        "key-mark": "",
        "key-apart": "",
        "key-lead-cards": "",
        "key-lead-sheets": "",
        "order-note": "",
        "worksheets": "",
        "worksheets-lead": "",
        "strip-lead": "",
        "strip-lead-outreach": "",
        "eight-practices": "",
        "practice": "",
        "ratings-lead": "",
        "group": "",
        "sentence": "",
        "one-to-five": "",
        "does-not-apply": "",
        "average": "",
        "line-lead": "",
        "questions-lead": "",
    },
    "handout": {
        "title": "",
        "subtitle": "day",
        "private": "",
        "nothing": "",
        "faulty": "names",
        "at-the-start": "",
        "at-the-end": "",
        "words-title": "",
        "question-title": "",
        "week-title": "",
        "round-title": "",
        "mine": "",
        "most": "",
        "same": "",
        "practice-title": "",
        "practice-lead": "",
        "balance-title": "",
        "opinions-title": "",
        "opinions-lead": "",
        "then-title": "",
        "then-lead": "",
        "sentence": "",
        "not-applicable": "",
        "kisima-title": "",
        "turn": "",
        "decision": "",
        "write-date": "",
        "look-again": "",
        "look-again-lead": "",
        "on-this-day": "",
        "to-look-at": "",
        "expected": "",
        "found": "",
        "more-title": "",
        "differently-title": "",
        "differently-lead": "",
        "card": "",
        "why": "",
        "sources-title": "",
        "sources-lead": "",
        "source": "author title year publisher licence",
    },
}

# Regular expressions, by section: what they look for differs from language to language.
PATTERNS: Mapping[str, Sequence[str]] = {
    "write-patterns": ("number", "baseline", "date", "owner", "no-owner", "verb"),
}

# What Python and browsers read in the same way, one piece after the other.
SHARED = re.compile(
    r"""(?:
        \((?:\?[:=!])?                                          # a group begins
      | [|^$]
      | (?: [^\\\[\](){}*+?|^$]                                 # a sign, or any sign
          | \\[\\^$.*+?()\[\]{}|/]                              # a sign with a meaning
          | \[\^?(?:[^\\\[\]^]|\\[\\^$.*+?()\[\]{}|/-])+\]     # a set of signs
          | \)                                                  # a group ends
        ) (?:(?:[*+?]|{[0-9]+(?:,[0-9]*)?})\??)?                # how often
    )*""",
    re.VERBOSE,
)


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
        A missing or unknown name, other braces than those that are filled in, or a pattern that
        Python or a browser could not use.
    """
    faults: list[Fault | None] = []
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
    for section, expected in PATTERNS.items():
        texts = strings.get(section, {})
        faults.extend(_check_pattern(texts, name, f"{section}, {name}", file) for name in expected)
    for section, texts in strings.items():
        known = (*NEEDED.get(section, ()), *PATTERNS.get(section, ()))
        faults.extend(
            Fault(file, f"{section}, {name}", "nothing shows this text.", "Remove it.")
            for name in texts
            if name not in known
        )
    return [fault for fault in faults if fault]


def _check_pattern(texts: Mapping[str, str], name: str, where: str, file: str) -> Fault | None:
    if name not in texts:
        return Fault(file, where, "this pattern is missing.", f"Write {name} = '…'.")
    pattern = texts[name]
    understood = SHARED.match(pattern)
    end = understood.end() if understood else 0
    if end < len(pattern):
        problem = (
            f"this is no regular expression for both Python and browsers: “{pattern[end:][:9]}”."
        )
        remedy = (
            "Use only letters, digits, . | ^ $ ( ) (?: ) (?! ) (?= ) [ ] * + ? {2,3}, and \\ "
            "before a sign that has a meaning."
        )
        return Fault(file, where, problem, remedy)
    try:
        re.compile(pattern)
    except re.error as error:
        problem = f"this is not a valid regular expression: {error}."
        remedy = "Look there for a bracket that is not closed, or a sign too many."
        return Fault(file, where, problem, remedy)
    return None
