"""Session 11: what was planned and promised is asked about again, where something was written."""

from __future__ import annotations

from tests.conftest import ROOT
from workshop.content.library import Library

LIBRARY = Library(ROOT)
PRACTICES = LIBRARY.practices()


def test_the_eight_sentences_are_the_first_of_each_practice_then_and_now() -> None:
    exercise = LIBRARY.exercise("eight-sentences-later")
    assert [item.id for item in exercise.items] == [f"{id_}-1" for id_ in PRACTICES]
    assert [each["id"] for each in exercise.settings["passes"]] == ["then", "now"]
    assert exercise.settings["earlier"] == {"from": "quick-baseline", "label": "At the start"}
    start = LIBRARY.exercise("quick-baseline")
    assert {item.id for item in exercise.items} == {item.id for item in start.items}


def test_every_promise_is_asked_about_by_what_was_written_then() -> None:
    fields = LIBRARY.exercise("my-promises").settings["fields"]
    texts = [field["about"] for field in fields if "about" in field]
    about = [text.split(".")[0] for text in texts]
    assert {"my-commitment", "my-own-talk", "one-visible-behaviour"} < {*about}
    # Whom one wanted to tell, to help, and what one hoped to see.
    ahead = [f"my-commitment.day-{days}" for days in (30, 60, 90)]
    assert {"my-balance.lend-to", "my-commitment.witness", *ahead} < {*texts}
    written = {id_ for chapter in LIBRARY.chapters()[:11] for id_ in chapter.exercises}
    assert {*about} <= written
    assert all(field["optional"] for field in fields if "about" in field)


def test_who_wrote_nothing_before_is_led_to_the_next_step() -> None:
    text = (ROOT / "notebooks" / "source" / "11-coming-back.md").read_text(encoding="utf-8")
    first = text.index("Nothing written in the sessions before?")
    assert first < text.index(":id: from-memory")
    assert "(#My-next-step)" in text
