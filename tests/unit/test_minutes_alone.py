"""The minutes that the guide gives to somebody alone are those that come out of the content."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tools.minutes_alone import Alone, lines, table
from tools.time_needed import CARD, FIELD, LONG, SHORT, WORDS_A_MINUTE
from workshop.content.library import Library

GUIDE = (ROOT / "docs" / "facilitator-guide.md").read_text(encoding="utf-8")
FOUND = table(Library(ROOT))


def test_the_table_of_the_guide_is_what_is_computed_to_a_minute() -> None:
    head, rule, *computed = lines(FOUND)
    assert f"{head}\n{rule}\n" in GUIDE, "python -m tools.minutes_alone prints the table"
    told = GUIDE.split(f"{head}\n{rule}\n")[1].splitlines()[: len(computed)]
    for line, now in zip(told, computed, strict=True):
        wrote, is_now = (re.findall(r"\d+", each) for each in (line, now))
        # A word more or less may round the other way; the session and the plan are exact.
        assert [wrote[n] for n in (0, 1, 5)] == [is_now[n] for n in (0, 1, 5)]
        assert all(abs(int(wrote[n]) - int(is_now[n])) <= 1 for n in (2, 3, 4)), now


@pytest.mark.parametrize("alone", FOUND, ids=lambda alone: alone.number)
def test_one_person_is_promised_no_less_than_is_computed(alone: Alone) -> None:
    assert alone.planned >= alone.needed


def test_the_guide_says_that_it_is_computed_and_with_which_rates() -> None:
    said = GUIDE.split("Somebody works through it alone?")[1].split("\n")[0]
    assert "*computed*: nobody was timed" in said
    assert f"{WORDS_A_MINUTE} words a minute" in said
    rates = [*(CARD[kind] for kind in ("sort", "order", "scale", "decide"))]
    rates += [FIELD["choice"], FIELD["line"], SHORT, LONG]
    given = [each.rstrip(".") for each in re.findall(r"(?<![\d])\d\.\d+", said)]
    assert given == [f"{rate:g}" for rate in rates]
