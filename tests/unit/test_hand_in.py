"""The file that somebody hands in: the numbers of a room are the same, and no words are in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.filled import LINES, NOTE, WORDS, fill
from workshop.answers import carry, collect, hand_in
from workshop.answers.carry import Carried
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.kinds import KINDS
from workshop.kinds.kind import WRITTEN
from workshop.results import from_carried
from workshop.results.exercise import results
from workshop.results.exercise_tables import exercise_tables
from workshop.results.overview import overview

LIBRARY = Library(ROOT)
EXERCISES = LIBRARY.exercises()
STRINGS = LIBRARY.strings()
LETTER = "Dear me, the matron hit me."
QUOTE = "We plan well here."


@pytest.fixture
def mine(tmp_path: Path) -> Carried:
    answers = Answers(tmp_path / "work")
    fill(LIBRARY, answers)
    answers.change(EXERCISES["my-commitment"], {"field": "letter", "text": LETTER})
    answers.change(EXERCISES["for-the-report"], {"field": "quote", "text": QUOTE})
    answers.change(EXERCISES["for-the-report"], {"field": "agree", "text": "yes"})
    answers.change(EXERCISES["about-me"], {"field": "profession", "text": "doctor"})
    return Carried(answers.participant(), answers.records())


def test_no_word_of_ones_own_is_in_it_but_the_sentence_that_was_allowed(mine: Carried) -> None:
    text = hand_in.pack(mine, EXERCISES)
    whole = json.dumps(dict(mine.records), ensure_ascii=False)
    for words in (LETTER, NOTE, *LINES, *WORDS[:1]):
        assert words in whole, "or this test looks at nothing"
        assert words not in text
    assert QUOTE in text
    handed = carry.unpack(text.encode())
    assert handed.handed_in
    assert handed.participant == mine.participant
    assert handed.records["about-me"]["answer"]["fields"] == {"profession": "doctor"}


@pytest.mark.parametrize("agree", ["no", ""])
def test_a_sentence_that_was_not_allowed_stays_at_home(
    tmp_path: Path, mine: Carried, agree: str
) -> None:
    answers = Answers(tmp_path / "work")
    answers.change(EXERCISES["for-the-report"], {"field": "agree", "text": agree})
    text = hand_in.pack(Carried("one", answers.records()), EXERCISES)
    assert QUOTE not in text
    assert mine.participant not in text


def test_every_number_of_the_room_is_the_same(mine: Carried) -> None:
    """Six people who hand in everything, and six who hand in no words."""
    whole = [Carried(f"p{n}", mine.records) for n in range(6)]
    bare = [carry.unpack(hand_in.pack(each, EXERCISES).encode()) for each in whole]
    told = [from_carried(each, EXERCISES) for each in (whole, bare)]
    for id_, exercise in EXERCISES.items():
        tables = [
            exercise_tables(exercise, results(exercise, each), {}, STRINGS["results"])
            for each in told
        ]
        assert tables[0] == tables[1], id_
        assert results(exercise, told[0]).rounds[1].filled == (
            results(exercise, told[1]).rounds[1].filled
        ), id_
    assert overview(told[0], LIBRARY) == overview(told[1], LIBRARY)


def test_it_never_takes_the_place_of_ones_own_work(tmp_path: Path, mine: Carried) -> None:
    answers = Answers(tmp_path / "work")
    before = answers.records()
    handed = carry.unpack(hand_in.pack(mine, EXERCISES).encode())
    with pytest.raises(carry.CarryError) as refused:
        carry.bring(answers, handed)
    assert refused.value.name == "handed-in"
    assert answers.records() == before
    assert "{" not in STRINGS["carry"]["handed-in"]


def test_what_the_desk_keeps_has_no_words_even_where_the_whole_file_was_given(
    tmp_path: Path, mine: Carried
) -> None:
    stick, received = tmp_path / "stick", tmp_path / "received"
    stick.mkdir()
    (stick / "my-workshop.json").write_text(carry.pack(Answers(tmp_path / "work")), "utf-8")
    (stick / "to-hand-in.json").write_text(hand_in.pack(mine, EXERCISES), "utf-8")
    found = collect.read_folder(stick, EXERCISES, STRINGS["collect"])
    assert collect.bring_in(found, received, EXERCISES) == 1, "both are the same work"
    [kept] = received.iterdir()
    assert LETTER not in kept.read_text("utf-8")
    assert QUOTE in kept.read_text("utf-8")


HIT = "the matron hit me"


def test_an_edited_file_carries_no_words_to_the_desk(tmp_path: Path, mine: Carried) -> None:
    """Words in every place of a file where there is room for some: none of them arrives."""
    whole = json.loads(hand_in.pack(mine, EXERCISES))
    for record in whole["answers"].values():
        answer = record["answer"]
        record["first"] = {
            **{part: {HIT: HIT} for part in ("choices", "points", "notes", "fields")},
            **{part: dict.fromkeys(answer.get("choices", ()), HIT) for part in ("second", "notes")},
            "order": [HIT],
            HIT: HIT,
        }
        for part, value in list(answer.items()):
            if isinstance(value, dict):
                answer[part] = {HIT: HIT} | value | {"own-words": {HIT: [HIT]}}
            elif isinstance(value, list):
                answer[part] = [*value, HIT]
        answer |= {"words": HIT, HIT: [HIT], "title": {"a": HIT}, "notes": {HIT: HIT}}
    whole["answers"]["an-exercise-of-another-time"] = {
        **whole["answers"]["my-commitment"],
        "exercise": "an-exercise-of-another-time",
        "kind": HIT,
    }
    stick, received = tmp_path / "stick", tmp_path / "received"
    stick.mkdir()
    (stick / "to-hand-in.json").write_text(json.dumps(whole), "utf-8")
    found = collect.read_folder(stick, EXERCISES, STRINGS["collect"])
    assert collect.bring_in(found, received, EXERCISES) == 1
    [kept] = received.iterdir()
    assert HIT not in kept.read_text("utf-8")
    there = collect.read_folder(received, EXERCISES, STRINGS["collect"])
    choices = {id_: each["answer"].get("choices") for id_, each in there.carried[0].records.items()}
    for id_, record in mine.records.items():
        assert choices[id_] == record["answer"].get("choices"), "the numbers are there all the same"


texts = st.text(min_size=1, max_size=8)


@given(
    fields=st.dictionaries(texts, st.text(max_size=30) | st.integers()),
    rows=st.lists(st.dictionaries(texts, texts) | st.none(), max_size=3),
)
def test_whatever_a_file_holds_only_choices_and_dates_stay(
    fields: dict[str, object], rows: list[dict[str, str] | None]
) -> None:
    exercise = EXERCISES["my-yesterday"]
    own = {"act": "x", "when": "y"}
    bare = KINDS[exercise.kind].without_words(
        exercise, {"fields": fields, "rows": [own, *rows], "notes": 7}
    )
    kept = {"act", "practice"}
    for part in (bare["fields"], *bare["rows"]):
        assert all(text == WRITTEN or id_ in kept for id_, text in part.items())
    assert "notes" not in bare
