"""What a group learned between the questions before the workshop and the same ones after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workshop.core.records import FEWEST, Exercise
from workshop.kinds import KINDS
from workshop.results.privacy import FEWEST_SELF, apart
from workshop.results.sharing import ALONE, Sharing, mean, people
from workshop.results.submissions import Submission, newest

HIGHEST_BEFORE = 90.0
STEP = 5
WHOLE = 100


class Right(NamedTuple):
    """How many people were right in a question before and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Gain:
    """The questions before and after, of those who answered all of them both times.

    Parameters
    ----------
    people
        How many these are; ``None`` where they sit at fewer than eight devices, and all else is
        missing.
    items
        Question to how many of these people were right. Empty where one to four others answered one
        of the two, since a subtraction would tell their answers.
    before, after
        Their mean scores, 0 to 100, or ``None``; for the same reason rounded to fives where
        ``items`` is empty, and of devices instead of people: a table of many is seen through any
        rounding.
    gain
        The normalised gain, or ``None``.
    """

    people: int | None
    items: Mapping[str, Right]
    before: float | None = None
    after: float | None = None
    gain: float | None = None


def gain(
    before: Exercise,
    after: Exercise,
    submissions: Iterable[Submission],
    shared: Sharing = ALONE,
) -> Gain:
    """Work out the normalised gain of a group: ``(after - before) / (100 - before)``.

    The mean scores of the group go into it, of the same people before and after (Hake 1998,
    “Interactive-engagement versus traditional methods”, American Journal of Physics 66, 64-74).
    It says which share of what could still be gained was gained. It proves little: there is no
    group to compare with; the questions are the same, so remembering them counts as well; who
    leaves early is not in it; a negative gain has no agreed meaning; the higher the scores before,
    the more single answers weigh, which is why there is none above 90 %; and in a small group one
    person moves it, which is why there is none below eight.

    Parameters
    ----------
    before, after
        The two exercises, with the same questions.
    submissions
        Submissions in any order, also to other exercises. The first round counts.
    shared
        Who shares a device with how many, both times.

    Returns
    -------
    Gain
        What may be shown of it.
    """
    own = newest(each for each in submissions if each.round == 1)
    scores = [Scores(exercise, own) for exercise in (before, after)]
    matched = sorted(scores[0].whole.keys() & scores[1].whole.keys())
    if not apart(len(matched), [], FEWEST_SELF):
        return Gain(None, {})
    exact = all(
        apart(len(matched), [each.answered.get(item.id, 0)], FEWEST)
        for each, exercise in zip(scores, (before, after), strict=True)
        for item in exercise.items
    )
    weights = shared if exact else ALONE
    means = [mean({who: each.whole[who] for who in matched}, weights) for each in scores]
    too_high = means[0] > HIGHEST_BEFORE
    items = {}
    if exact:
        then, now = (each.right(matched, shared) for each in scores)
        asked = {item.id for item in after.items}
        items = {
            item.id: Right(then.get(item.id, 0), now.get(item.id, 0))
            for item in before.items
            if item.id in asked
        }
    else:
        means = [float(STEP * round(each / STEP)) for each in means]
    first, last = means
    worth = None if too_high else (last - first) / (WHOLE - first)
    return Gain(people(matched, shared), items, first, last, worth)


class Scores:
    """How each person did in one exercise.

    Parameters
    ----------
    exercise
        The exercise.
    submissions
        Each participant once, also to other exercises.

    Attributes
    ----------
    whole
        Participant to score, 0 to 100, of those who answered everything.
    each
        The same participants, to the verdict on each item.
    answered
        Item to how many people answered it.
    """

    def __init__(self, exercise: Exercise, submissions: Sequence[Submission]) -> None:
        self.whole: dict[str, float] = {}
        self.answered: dict[str, int] = {}
        self.each: dict[str, Mapping[str, str]] = {}
        for each in submissions:
            if each.exercise != exercise.id:
                continue
            judged = KINDS[exercise.kind].judge(exercise, each.kept(exercise))
            for item in judged.verdicts:
                self.answered[item] = self.answered.get(item, 0) + 1
            if judged.score is not None and judged.items and judged.answered == judged.items:
                self.whole[each.participant] = WHOLE * judged.score
                self.each[each.participant] = judged.verdicts

    def right(self, who: Collection[str], shared: Sharing) -> dict[str, int]:
        """Count how many of these people matched each item.

        Parameters
        ----------
        who
            Participants who answered everything.
        shared
            Who of them shares a device with how many.

        Returns
        -------
        dict
            Item to number, without items that nobody matched.
        """
        counts: dict[str, int] = {}
        for person in who:
            for item, verdict in self.each[person].items():
                if verdict == "match":
                    counts[item] = counts.get(item, 0) + shared.get(person, 1)
        return counts
