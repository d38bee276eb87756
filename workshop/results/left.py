"""Who took their answers out of a room, as far as the numbers that were told need to know it.

What somebody answered is gone when they say so, also from what was told. But the numbers were seen
with them: told anew without them, they would show what this one person had answered. So a mark
stays that somebody left, from which nobody can find out who it was or what they said; and as long
as it is there, the numbers wait until enough others are new.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

Gone = Sequence[AbstractSet[str] | None]
"""For each step the participants who are back, of those who took their answers out of it since;
``None`` where nobody did."""

APART = "-"


def mark(participant: str) -> str:
    """Make the mark that somebody left: another one each time.

    Parameters
    ----------
    participant
        Their random id.

    Returns
    -------
    str
        The mark.
    """
    return marks((participant,))[0]


def marks(people: Iterable[str]) -> tuple[str, ...]:
    """Make the marks of a group that left together: others each time.

    Parameters
    ----------
    people
        Their random ids.

    Returns
    -------
    tuple of str
        A mark of each, in an order that tells nothing of who is who.
    """
    salt = secrets.token_hex(8)
    return tuple(sorted(f"{salt}{APART}{_checksum(salt, who)}" for who in people))


def back(left: Iterable[str], people: Iterable[str]) -> frozenset[str]:
    """Find those of whom a mark is there.

    Parameters
    ----------
    left
        The marks.
    people
        Participants.

    Returns
    -------
    frozenset of str
        Those who left, and are here again.
    """
    made: dict[str, set[str]] = {}
    for each in left:
        salt, _, checksum = each.partition(APART)
        made.setdefault(salt, set()).add(checksum)
    return frozenset(
        who for who in people if any(_checksum(salt, who) in those for salt, those in made.items())
    )


def _checksum(salt: str, participant: str) -> str:
    return hashlib.sha256(f"{salt}{participant}".encode("utf-8", "replace")).hexdigest()
