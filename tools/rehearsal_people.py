"""The invented people of the rehearsal: what they are, and how each of them goes about it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SEED = "rehearsal-1"
PROFESSIONS = {
    "nurse-or-midwife": (1, 2, 4, 6, 9, 12, 15, 19, 22),
    "doctor": (3, 8, 13, 17, 21),
    "clinical-officer": (5, 10, 16, 23),
    "manager-or-administrator": (7, 14, 20),
    "pharmacy": (11, 24),
    "laboratory": (18,),
}
# Two came when the first questions were over, and had to leave before the end.
CAME_LATE = (9, 24)
LAST_EXERCISE = {9: "our-weakest-practice", 24: "the-round-in-order"}
SORTED_NOTHING = 19
ALWAYS_BOTH = 22
KNEW_LESS_AFTERWARDS = (6, 20)


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person.

    Parameters
    ----------
    number
        From 1.
    profession
        One of the options of the exercise ``about-me``.
    ability
        How much more often than others they answer as most would; on the scale of a logit.
    bold
        How much surer than others they are, in steps of the three.
    level
        How they rate themselves: a mean from 1 to 5.
    """

    number: int
    profession: str
    ability: float
    bold: float
    level: float

    @property
    def id(self) -> str:
        """The participant's id."""
        return f"invented-{self.number:02}"

    def dice(self, what: str) -> Random:
        """Give the chances of this person in one thing: the same ones every time.

        Parameters
        ----------
        what
            What they decide, such as an exercise's id.

        Returns
        -------
        Random
            Its source does not depend on any other thing.
        """
        return Random(f"{SEED}/{self.number}/{what}")  # noqa: S311


def happens(chance: Random, share: float) -> bool:
    """Draw whether something happens.

    Parameters
    ----------
    chance
        Where the chances come from.
    share
        How often it happens, 0 to 1.

    Returns
    -------
    bool
        Whether it does.
    """
    return chance.random() < share


def how_sure(person: Person, chance: Random, *, right: bool) -> int:
    """Say how sure somebody is of an answer.

    Parameters
    ----------
    person
        The person.
    chance
        Where the chances come from.
    right
        Whether most would answer like this.

    Returns
    -------
    int
        From 1 to 3, the surest.
    """
    return max(1, min(3, round(chance.gauss((2.3 if right else 1.8) + person.bold, 0.6))))


def people() -> list[Person]:
    """Make the people.

    Returns
    -------
    list of Person
        All of them, by their numbers.
    """
    found = []
    for profession, numbers in PROFESSIONS.items():
        for number in numbers:
            chance = Random(f"{SEED}/{number}")  # noqa: S311
            found.append(
                Person(
                    number,
                    profession,
                    ability=chance.gauss(0, 0.45),
                    bold=chance.uniform(-0.5, 0.5),
                    level=chance.uniform(2.9, 4.1),
                )
            )
    return sorted(found, key=lambda person: person.number)
