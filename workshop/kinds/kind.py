"""What every kind of exercise offers to the rest of the workshop."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from workshop.core.reading import Files
from workshop.core.records import Exercise, Feedback, ItemFeedback, Judgement, Parts, Verdict
from workshop.kinds.counted import Counted
from workshop.kinds.drawn import Drawn
from workshop.kinds.sheet import Sheet

if TYPE_CHECKING:
    from workshop.core.blocks import Section

WRITTEN = "·"
"""Stands in the place of a text of somebody's own where that is nobody else's."""

CREDIT: Mapping[Verdict, float] = {"match": 1.0, "partly": 0.5, "differ": 0.0}


class Kind(Counted, Drawn, ABC):
    """One kind of exercise: how it is read, how an answer changes, and what it is worth."""

    FIELDS: ClassVar[tuple[str, ...]]
    """The fields of an exercise file that only some kinds have."""

    SOLUTION_FIELDS: ClassVar[tuple[str, ...]] = ("items",)
    """The fields of a solution file, beside the debrief."""

    FEEDBACK: ClassVar[tuple[Feedback, ...]] = get_args(Feedback)
    """When its feedback may appear."""

    SELDOM: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The words, by their sections, that are said only where somebody has opened or begun more."""
    SHUFFLED: ClassVar[bool] = False
    """Whether each participant meets the items in an order of their own."""

    ROLES: ClassVar[tuple[str, ...]] = ()
    """What an exercise of this kind can be to the workshop, such as ``plan``."""

    BY_ITEM: ClassVar[tuple[str, ...]] = ()
    """The parts of an answer with an entry for each item, of which each waits for its reason."""

    FIRST: ClassVar[tuple[str, ...]] = ()
    """The parts of an answer that tell what somebody said before they saw the reasons."""

    CARDS: ClassVar[bool] = False
    """Whether its items can be printed as cards, and its options as the places for them."""

    TAKEN_HOME: ClassVar[bool] = False
    """Whether its answers are texts that somebody takes home."""

    @abstractmethod
    def read(self, files: Files) -> Parts:
        """Read and check what is this kind's own.

        Parameters
        ----------
        files
            The exercise's files; every fault found is noted there.

        Returns
        -------
        Parts
            What the files say.
        """

    @abstractmethod
    def empty(self) -> dict[str, Any]:
        """Make the answer of somebody who has not begun.

        Returns
        -------
        dict
            The answer.
        """

    @abstractmethod
    def prune(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Keep of an answer what the exercise still knows.

        Parameters
        ----------
        exercise
            The exercise as it is today.
        answer
            Any object; an answer of an older version of the exercise, or no answer at all.

        Returns
        -------
        dict
            An answer that fits the exercise.
        """

    @abstractmethod
    def change(self, exercise: Exercise, answer: object, delta: object) -> dict[str, Any]:
        """Apply one change that came from the board.

        Parameters
        ----------
        exercise
            The exercise as it is today.
        answer
            The answer before; anything unreadable counts as empty. What the exercise no longer
            has is kept as it is.
        delta
            The change, as the kind's module describes it; what makes no sense changes nothing.

        Returns
        -------
        dict
            The answer after it, a new object.
        """

    @abstractmethod
    def size(self, answer: object) -> int:
        """Count what somebody entered, to say how much of an older answer no longer fits.

        Parameters
        ----------
        answer
            Any object.

        Returns
        -------
        int
            The number of single entries.
        """

    @abstractmethod
    def judge(self, exercise: Exercise, kept: Mapping[str, Any]) -> Judgement:
        """Judge an answer.

        Parameters
        ----------
        exercise
            The exercise with its keys.
        kept
            An answer that fits the exercise.

        Returns
        -------
        Judgement
            Each item's verdict, and the score.
        """

    def told(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Say what was answered to each item, for an exercise that shows it again.

        Parameters
        ----------
        exercise
            The exercise that was answered.
        answer
            Any object.

        Returns
        -------
        dict
            Item or field id to what stands there; empty where nothing is shown again.
        """
        del exercise, answer
        return {}

    def verdicts(self, exercise: Exercise, kept: Mapping[str, Any]) -> Mapping[str, Verdict]:
        """Say what each part of an answer is worth.

        Parameters
        ----------
        exercise
            The exercise with its keys.
        kept
            An answer that fits the exercise.

        Returns
        -------
        mapping
            Item id to verdict, as in :meth:`judge`.
        """
        return self.judge(exercise, kept).verdicts

    def feedback(self, exercise: Exercise) -> dict[str, ItemFeedback]:
        """Work out what each item says to each answer.

        Parameters
        ----------
        exercise
            The exercise with its keys.

        Returns
        -------
        dict
            Item id to its feedback, in the order of the items; empty where there is no key.
        """
        return {
            item.id: ItemFeedback(
                verdicts={
                    option.id: self.verdict(exercise, item.id, option.id)
                    for option in exercise.options_of(item)
                },
                best=exercise.keys[item.id].accept,
                why=exercise.keys[item.id].why,
                tips=exercise.keys[item.id].tips,
                reasons=dict(exercise.keys[item.id].reasons),
                sources=exercise.keys[item.id].sources,
            )
            for item in exercise.items
            if item.id in exercise.keys
        }

    def verdict(self, exercise: Exercise, item: str, option: str) -> Verdict:
        """Say what one option is worth for one item.

        Parameters
        ----------
        exercise
            The exercise with its keys.
        item, option
            Their ids.

        Returns
        -------
        str
            ``match``, ``partly`` or ``differ``.
        """
        key = exercise.keys[item]
        if option in key.accept:
            return "match"
        return "partly" if option in key.partly else "differ"

    def chose(self, exercise: Exercise, answer: Mapping[str, Any], item: str) -> tuple[str, ...]:
        """Say which options somebody took for an item.

        Parameters
        ----------
        exercise
            The exercise.
        answer
            An answer that fits the exercise, with an entry for the item.
        item
            The item's id.

        Returns
        -------
        tuple of str
            Option ids in their order; empty where there is nothing to choose.
        """
        del exercise, answer, item
        return ()

    def without_words(self, exercise: Exercise, answer: object) -> dict[str, Any]:
        """Give what an exercise knows of an answer, without anything in somebody's own words.

        Parameters
        ----------
        exercise
            The exercise.
        answer
            Any object.

        Returns
        -------
        dict
            The answer with :data:`WRITTEN` in the place of each text of one's own.
        """
        bare = self.prune(exercise, answer)
        if "notes" in bare:
            bare["notes"] = dict.fromkeys(bare["notes"], WRITTEN)
        return bare

    def worksheets(
        self, exercise: Exercise, beside: Exercise | None, words: Mapping[str, str]
    ) -> tuple[Sheet, ...]:
        """Make its worksheets.

        Parameters
        ----------
        exercise
            The exercise.
        beside
            An exercise on the same items that is answered on the same sheet.
        words
            The section ``paper`` of the words.

        Returns
        -------
        tuple of Sheet
            The sheets; empty where it cannot be done with a pen.
        """
        del exercise, beside, words
        return ()

    def answers_page(
        self,
        exercise: Exercise,
        beside: Exercise | None,
        practices: Mapping[str, str],
        words: Mapping[str, str],
    ) -> Section | None:
        """Write down the key to its worksheets.

        Parameters
        ----------
        exercise, beside, words
            As for :meth:`worksheets`.
        practices
            The id of each practice, and its name.

        Returns
        -------
        Section or None
            The key; ``None`` where nothing is right or wrong.
        """
        del exercise, beside, practices, words
        return None

    def sections(self, exercise: Exercise) -> tuple[str, ...]:
        """Name the sections of words (``data/strings/``) that its board needs.

        Parameters
        ----------
        exercise
            The exercise.

        Returns
        -------
        tuple of str
            The sections; a later one takes the place of an earlier one where both have a name.
        """
        asked = [name for name in ("second", "sure", "reason") if name in exercise.settings]
        return ("board", exercise.kind, *asked)

    def unsaid(self, exercise: Exercise) -> frozenset[str]:
        """Name words of its sections that an exercise never says, so that no page carries them.

        Parameters
        ----------
        exercise
            The exercise.

        Returns
        -------
        frozenset of str
            The names; none where nobody looked.
        """
        del exercise
        return frozenset()
