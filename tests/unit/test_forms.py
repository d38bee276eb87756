"""The forms around the workshop: whole, matched with what a participant answers, and private."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import ROOT, assert_told
from tests.support.outline import Outline
from workshop.content.form_files import FILE
from workshop.content.library import Library
from workshop.core.records import Item
from workshop.paper.forms import COLLEAGUES, forms

LIBRARY = Library(ROOT)
FORMS = LIBRARY.forms()
PAGES = forms(LIBRARY)
Edit = Callable[[str, str, str], None]


def parts(name: str) -> list[str]:
    """The pages of a file, one after the other."""
    return PAGES[name].split('<section class="page')[1:]


def cells(part: str, tag: str) -> list[str]:
    return [
        unescape(re.sub("<[^>]+>", "", each)).strip()
        for each in re.findall(rf"<{tag}>(.*?)</{tag[:2]}>", part)
    ]


@pytest.mark.parametrize("name", FORMS.texts)
def test_every_text_stands_on_its_form_which_fetches_nothing(name: str) -> None:
    page = Outline(PAGES[name])
    texts = [text for each in FORMS.texts[name].values() for text in (
        [each] if isinstance(each, str) else each)]  # fmt: skip
    assert len(texts) > 8
    assert [text for text in texts if "{" not in text and text not in page.text] == []
    assert page.fetched == []
    assert "script" not in page.tags


@pytest.mark.parametrize("role", ["baseline", "baseline-again"])
def test_colleagues_tick_the_sentences_that_the_person_answered(role: str) -> None:
    """In the same order and on the same five places: so the two can be laid side by side."""
    own = LIBRARY.role(role)
    assert [*FORMS.sentences] == [item.id for item in own.items]
    for part in parts("eight-sentences")[1:]:
        rows = [text.split("… ")[1] for text in cells(part, 'th scope="row"')]
        assert rows == [*FORMS.sentences.values()]
        places = cells(part, 'th scope="col" class="place"')
        assert places[:5] == [option.label for option in own.options]
        assert "could not see it" in part


@pytest.mark.parametrize("item", LIBRARY.role("baseline").items, ids=lambda item: item.id)
def test_a_sentence_about_a_colleague_says_what_the_own_one_says(item: Item) -> None:
    def roots(text: str) -> set[str]:
        return {word[:4] for word in re.findall(r"[a-z]{4,}", text.lower())}

    own, told = roots(item.text), roots(FORMS.sentences[item.id])
    assert len(own & told) >= 0.6 * len(own), (own, told)


def test_one_set_has_a_sheet_for_each_colleague_and_one_to_count_on() -> None:
    how, *sheets, count = parts("eight-sentences")
    assert len(sheets) == COLLEAGUES == 3
    assert len({*sheets}) == 1
    for sheet in sheets:
        # Whoever ticks has read before what happens with it, and writes nothing about anybody.
        assert sheet.index("You may say no") < sheet.index("<table")
        assert sheet.count('<span class="box">') == 8 * 6 + 2
        assert sheet.count('<span class="rule') == 3
    text = Outline(f'<section class="page{how}').text
    for promise in ("never handed in", "Among three, one can guess", "Ask nobody who ticked what"):
        assert promise in text
    assert "destroy the others unopened" in count


def test_a_sentence_that_is_missing_or_not_in_the_baseline_is_told(
    content: Path, library: Library, edit: Edit
) -> None:
    assert library.check() == []
    for folder in ("exercises", "solutions"):
        for name in ("quick-baseline.toml", "my-practice.toml"):
            if (ROOT / folder / name).is_file():
                (content / folder / name).write_bytes((ROOT / folder / name).read_bytes())
    assert library.check() == []
    edit(FILE, "aligning-1 =", "aligning-2 =")
    where = "eight-sentences, sentences"
    assert_told(library, FILE, where, "no form shows “aligning-2”. Remove it; or did you mean")
    assert_told(library, FILE, where, "“aligning-1” is empty or missing.")


@pytest.mark.parametrize(
    ("old", "new", "form", "words"),
    [
        (
            "lead = ",
            "leed = ",
            "eight-sentences",
            "no form shows “leed”. Remove it; or did you mean “lead”",
        ),
        (
            "[supervisor]",
            "[supervizor]",
            "",
            "no form shows “supervizor”. Remove it; or did you mean “su",
        ),
        ("questions = [", "questions = []\nlook = [", "", "not valid TOML"),
        ('again = "We meet again on"', 'again = ""', "supervision-card", "“again” is empty"),
    ],
)
def test_a_slip_names_form_and_remedy(
    library: Library, edit: Edit, old: str, new: str, form: str, words: str
) -> None:
    edit(FILE, old, new)
    assert_told(library, FILE, form, words)


def test_the_plan_of_a_team_asks_what_the_own_plan_asks() -> None:
    plan = LIBRARY.role("plan").settings
    first, second = parts("team-plan")
    boxes, actions = Outline(first).text, Outline(second).text
    assert [f["label"] for f in plan["fields"] if f["label"] not in boxes] == []
    asked = [f["label"] for f in plan["rows"]["fields"]]
    assert [label for label in asked if label not in actions] == [asked[-1]]
    # Each action has a box beside its owner; thirteen weeks lead to day 90.
    table = second.split("</table>")[0]
    assert table.count('<span class="box">') == table.count('<tr><th scope="row">') == 5
    assert '<th scope="col">13</th>' in second


def test_a_record_of_attendance_has_every_session_and_no_place_for_a_score() -> None:
    page, minutes = Outline(PAGES["attendance"]), LIBRARY.minutes()
    for chapter in LIBRARY.chapters():
        assert chapter.title in page.text
    told = re.findall(r'<td class="minutes">(\d+)</td>', PAGES["attendance"])
    assert [int(each) for each in told] == [*minutes.values()]
    assert f"{sum(minutes.values())} minutes without breaks" in page.text
    for word in LIBRARY.strings()["attendance"].values():
        assert word in page.text
    fields = re.sub(r'<div class="framed">.*?</div>', "", PAGES["attendance"])
    assert not re.search(r"score|mark|grade|result|answer", Outline(fields).text, re.IGNORECASE)


def test_what_stands_on_no_exercise_is_left_out(library: Library) -> None:
    made = forms(library)
    assert {"eight-sentences", "team-plan"}.isdisjoint(made)
    assert {"supervisor", "supervision-card", "invitation", "attendance"} <= made.keys()
