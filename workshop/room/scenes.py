"""What the wall says and shows at each moment; see :mod:`workshop.room.stage`.

No name, no reason and no key stands here before *why*, and no figure that was not told by a step
(:mod:`workshop.results.told`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workshop.content.languages import number
from workshop.content.words import Section
from workshop.core.records import Exercise, Item, Option
from workshop.facilitator import talk
from workshop.facilitator.gathered import Room
from workshop.kinds import KINDS
from workshop.results.exercise_tables import Names
from workshop.results.outcome import Results
from workshop.results.submissions import FIRST, NOW
from workshop.room.hands import places_for
from workshop.room.on_the_wall import Around, Bar, Card, Place, Scene
from workshop.room.stage import Stage

MOST_CARDS = 3
"""More than three cards are no talk."""
MOST_QUESTIONS = 3
MOST_BARS = 3
"""Of a card that shares the wall with others, the places that were chosen most."""
SHORT = 30
"""How many characters a label has that may share a line with its bar, or with others."""
STEPS_BETWEEN = 4
"""From the lowest to the highest of five words."""


def scene(room: Room, stage: Stage, around: Around) -> Scene:
    """Say what the wall shows.

    Parameters
    ----------
    room
        The answers, as far as they are told.
    stage
        Where the room is.
    around
        What there is beside the answers.

    Returns
    -------
    Scene
        What it shows.
    """
    words = room.words["wall"]
    exercise = room.exercises.get(stage.exercise)
    if exercise is None or around.over or stage.moment == "between":
        between = replace(stage, moment="between")
        ask = words["over" if around.over else "welcome"]
        return Scene(between, around, ask=ask, mark=room.mark)
    item = next((each for each in exercise.items if each.id == stage.card), None)
    made = Scene(stage, around, exercise.title, _beside(exercise, item, words), mark=room.mark)
    if stage.moment in ("think", "again"):
        return _asked(made, room, exercise, item)
    if stage.moment == "look":
        hands = _hands(around, places_for(room, exercise, item), words)
        return replace(_looked(made, room, exercise, item), hands=hands)
    return _explained(made, room, exercise, item)


def _beside(exercise: Exercise, item: Item | None, words: Section) -> str:
    if item is None:
        return exercise.title
    return words["card-of"].format(n=exercise.items.index(item) + 1, all=len(exercise.items))


def _asked(made: Scene, room: Room, exercise: Exercise, item: Item | None) -> Scene:
    words = room.words["wall"]
    again = made.stage.moment == "again"
    if item is None:
        places = tuple(map(_place, exercise.options))
        ask = words["again-all" if again else "think-all"]
        return replace(made, say=exercise.prompt, places=places, ask=ask)
    names = talk.names_of(room, exercise.id)
    own = names.lettered(item.id)
    places = tuple(
        replace(_place(option), label=f"{letter}. {option.label}") for letter, option in own.items()
    )
    return replace(
        made,
        cards=(Card(item.text, item.setting),),
        places=places or tuple(map(_place, exercise.options)),
        ask=words["again-one" if again else "think-one"],
    )


def _looked(made: Scene, room: Room, exercise: Exercise, item: Item | None) -> Scene:
    words = room.words["wall"]
    open_card: tuple[Card, ...] = (Card(item.text, item.setting),) if item else ()
    if exercise.private:
        return replace(made, cards=open_card, ask=words["private"], then=words["private-then"])
    results = room.results(exercise.id)
    voted = made.stage.place in made.stage.voted and bool(KINDS[exercise.kind].FIRST)
    first = results.rounds[FIRST]
    made = replace(made, people=first.people, devices=first.devices)
    names = talk.names_of(room, exercise.id)
    if not names.rows:
        # What is written is nobody else's.
        questions = exercise.debrief[:MOST_QUESTIONS]
        ask, then = words["written"], words["written-then"]
        return replace(made, ask=ask, then=then, questions=questions)
    rows = _rows_of(names, item) if item else list(first.discuss)
    if not first.counts or not any(row in first.counts for row in rows):
        agreed, held = bool(first.counts) and item is None, room.held(exercise.id)
        few = words["held" if held else "too-few"].format(n=exercise.fewest)
        ask, then = (words["all-agree"], words["agree-then"]) if agreed else (few, "")
        return replace(made, cards=open_card, ask=ask, then=then)
    if item:
        cards: tuple[Card, ...] = (
            replace(open_card[0], bars=_bars(names, results, rows, voted=voted)),
        )
    else:
        cards = _most_split(names, results, voted=voted)
    split = max(first.split[row] for row in rows if row in first.split) >= talk.SPLIT
    asked, follows = _asked_of(split=split, voted=voted)
    ask, then = words[asked], words[follows]
    bars = [bar for card in cards for bar in card.bars]
    before = any(bar.before is not None for bar in bars)
    if voted and all(bar.before == bar.share for bar in bars):
        then = words["as-before"]
    note = words["line"] if before else words["means"] if _several(names) else ""
    return replace(made, cards=cards, ask=ask, then=then, note=note)


def _hands(around: Around, places: Sequence[tuple[str, Option]], words: Section) -> tuple[str, ...]:
    """Say what people without a device chose; where nobody raised a hand, nothing."""
    lines = []
    for round_, name in ((FIRST, "hands"), (NOW, "hands-again")):
        counts = around.hands.get(round_, {})
        told = [f"{letter or option.label} {counts.get(option.id, 0)}" for letter, option in places]
        if any(counts.values()):
            lines.append(words[name].format(what=" · ".join(told)))
    return tuple(lines)


def _asked_of(*, split: bool, voted: bool) -> tuple[str, str]:
    """Choose what is asked of the room: the rule of Peer Instruction, as far as it tells no key."""
    if voted:
        return "moved", "moved-then"
    return ("split", "split-then") if split else ("agree", "agree-then")


def _most_split(names: Names, results: Results, *, voted: bool) -> tuple[Card, ...]:
    """Show the cards that split the room most; questions with long answers one at a time."""
    first = results.rounds[FIRST]
    every = [option for each in names.exercise.items for option in each.options]
    most = 1 if any(len(option.label) > SHORT for option in every) else MOST_CARDS
    cards: list[Card] = []
    for row in first.discuss[:most]:
        item = names.item(row)
        bars = _bars(names, results, [row], voted=voted)
        if most > 1:
            # In their order, and without those that few chose.
            least = sorted((bar.share for bar in bars), reverse=True)[:MOST_BARS][-1]
            bars = tuple(bar for bar in bars if bar.share and bar.share >= least)[:MOST_BARS]
        cards.append(Card(names.row(row), item.setting, bars))
    return tuple(cards)


def _rows_of(names: Names, item: Item) -> list[str]:
    return [row for row in names.rows if names.item(row) is item]


def _bars(names: Names, results: Results, rows: Sequence[str], *, voted: bool) -> tuple[Bar, ...]:
    """Make the bars of one card, which is one row, or several where it is rated several times."""
    first, now = results.rounds[FIRST], results.rounds[max(results.rounds)]
    there = [row for row in rows if row in first.counts]
    if len(rows) > 1 and _several(names):
        return _means(names, results, there, voted=voted)
    # A debate asks before and after it.
    before, after = (first.counts[there[0]], first.counts[there[-1]])
    if voted and there[-1] in now.counts:
        after = now.counts[there[-1]]
    earlier = talk.bars_of(names, there[0], before, also=after)
    later = talk.bars_of(names, there[0], after, also=before)
    line = voted or len(there) > 1
    sides = _sides(names.exercise, names.item(there[0]))
    return tuple(
        Bar(then.label, str(then.people), then.share, sides.get(then.label, ""), old)
        for then, each in zip(later, earlier, strict=True)
        for old in (each.share if line else None,)
    )


def _several(names: Names) -> bool:
    """Tell whether a card is rated on several things; a debate asks the same before and after."""
    settings = names.exercise.settings
    return len(settings.get("passes", ())) > 1 and settings.get("range") != "agreement"


def _means(names: Names, results: Results, rows: Sequence[str], *, voted: bool) -> tuple[Bar, ...]:
    first, now = results.rounds[FIRST].middle, results.rounds[max(results.rounds)].middle
    middle = {**first, **now} if voted else first
    language = names.words.language
    passes = {each["id"]: each["label"] for each in names.exercise.settings["passes"]}
    return tuple(
        Bar(
            passes[row.rpartition("/")[0]],
            number(language, middle[row].x, 1),
            (middle[row].x - 1) / STEPS_BETWEEN,
            before=(first[row].x - 1) / STEPS_BETWEEN if voted and row in first else None,
        )
        for row in rows
        if row in middle
    )


def _sides(exercise: Exercise, item: Item) -> Mapping[str, str]:
    return {option.label: option.side for option in exercise.options_of(item)}


def _explained(made: Scene, room: Room, exercise: Exercise, item: Item | None) -> Scene:
    words = room.words["wall"]
    names = talk.names_of(room, exercise.id)
    questions = exercise.debrief[:MOST_QUESTIONS]
    if item:
        # One question is enough, another one for each card.
        at = exercise.items.index(item) % len(exercise.debrief) if exercise.debrief else 0
        explained = _with_reasons(names, item, words)
        return replace(made, cards=(explained,), questions=exercise.debrief[at : at + 1])
    split = [] if exercise.private else list(room.results(exercise.id).rounds[FIRST].discuss)
    hard = sorted(exercise.items, key=lambda each: -each.difficulty)
    items = list(dict.fromkeys(map(names.item, split))) or hard
    cards = tuple(
        replace(_with_reasons(names, each, words), why="", reasons=(), tips="")
        for each in items
        if names.most(each.id)
    )[:MOST_CARDS]
    ask = words["reasons-open"] if exercise.keys else words["no-key"]
    return replace(made, cards=cards, ask=ask, questions=questions)


def _with_reasons(names: Names, item: Item, words: Section) -> Card:
    exercise = names.exercise
    made = Card(item.text, item.setting)
    views = exercise.settings.get("views", {}).get(item.id)
    if views:
        names_of = {"for": words["view-for"], "against": words["view-against"]}
        reasons = tuple((names_of[each], text) for each, text in views.items())
        return replace(made, reasons=reasons)
    key = exercise.keys.get(item.id)
    if key is None:
        return made
    options = {option.id: option for option in exercise.options_of(item)}
    sides = {options[each].side for each in key.accept if each in options}
    most = names.most(item.id)
    told = words["contested" if key.contested else "our-answer"].format(what=most)
    return replace(
        made,
        answer=told if most else "",
        side=sides.pop() if len(sides) == 1 else "",
        why=key.why,
        reasons=tuple((names.option(item.id, each), why) for each, why in key.reasons),
        tips=key.tips,
    )


def _place(option: Option) -> Place:
    return Place(option.label, option.hint, option.side)
