"""How somebody comes into a room: codes to type, tokens and keys, and guesses slowed down.

A code is short, since people type it from the wall, so guesses must be slow; a token or a key has
128 random bits. A whole room may come from one address, behind one router: nobody is ever locked
out by address. Whoever guesses wrong more often than people mistype waits for their turn, right or
wrong, in a line of that address.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

LETTERS = "CFHJKMNPRTWXY3479"
"""Without those that look alike, and without vowels, so that no code is a word."""
ON_A_LAPTOP = 4
LONG = 8
"""How many letters a code has: in a room of its own, and on a server that many share."""
MISTYPED = 30
"""So many wrong guesses an address has before it waits."""
FORGOTTEN_SECONDS = 10.0
"""So long after a wrong guess there is one more."""
A_TURN_SECONDS = 0.1
WORDS_MISTYPED, WORD_TURN_SECONDS = 5, 5.0
ALL_MISTYPED, ALL_TURN_SECONDS = 60, 1.0
"""The same for words by which somebody comes back: for an address, and for all of them together.

With 256 words a phone has one of 256 · 255 · 9,000, which are 587 million. Whoever guesses for
three hours has 2,160 guesses from one address, and 10,800 from as many as they like: in a room of
60 phones that finds anybody's once in 4,500 such days, or once in 900; in a room of 1,000 phones
once in 270, or once in 54.
"""
PATIENCE_SECONDS = 20.0
"""Who would wait longer than this is asked to come again."""
MOST_ADDRESSES = 10_000


def new_code(letters: int = ON_A_LAPTOP) -> str:
    """Make a code."""
    return "".join(secrets.choice(LETTERS) for _ in range(letters))


def as_typed(text: str) -> str:
    """Read a code as people type it: small letters, spaces and hyphens are as good."""
    return "".join(each for each in text.upper() if each.isascii() and each.isalnum())


def return_words(said: Mapping[str, str]) -> tuple[str, ...]:
    """Give the words by which phones come back, from the section ``live`` of the words."""
    return tuple(word for n in range(1, 5) for word in said[f"return-words-{n}"].split())


def new_word(words: Sequence[str], taken: Container[str]) -> str:
    """Make what brings a phone back that was closed: two words and a number, to be copied down.

    Parameters
    ----------
    words
        The words to choose from.
    taken
        What others have, as :func:`word_as_typed` gives it.

    Returns
    -------
    str
        Something like ``heron tulip 4712``.
    """
    while True:
        one, other = secrets.SystemRandom().sample(words, 2)
        made = f"{one} {other} {1000 + secrets.randbelow(9000)}"
        if word_as_typed(made) not in taken:
            return made


def word_as_typed(text: str) -> str:
    """Read such a word as people type it: large letters, spaces and hyphens are as good."""
    return "".join(each for each in text.casefold() if each.isalnum())


def new_token() -> str:
    """Make a token or a key: 128 random bits."""
    return secrets.token_urlsafe(16)


def checksum(token: str) -> str:
    """Give what is kept of a token: nobody who reads it can come in with it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing of them."""
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def among(token: str, checksums: Iterable[str]) -> str:
    """Find the checksum of a token; empty where there is none.

    Parameters
    ----------
    token
        What somebody shows.
    checksums
        Those that are known.

    Returns
    -------
    str
        Its checksum. All are compared, so that the time tells nothing.
    """
    given, found = checksum(token), ""
    for each in checksums:
        found = each if same(each, given) else found
    return found


class TooManyError(Exception):
    """The line of an address is so long that nobody is let into it for now."""


@dataclass(slots=True)
class _Line:
    wrong: float = 0
    last: float = 0
    free: float = 0

    def forget(self, now: float) -> None:
        """Forget what is long ago."""
        self.wrong = max(0, self.wrong - (now - self.last) / FORGOTTEN_SECONDS)
        self.last = now


class Guesses:
    """Slows down who guesses.

    Parameters
    ----------
    clock
        What gives the time in seconds.
    mistyped
        How many wrong guesses an address has before it waits.
    a_turn
        How many seconds lie between two turns then.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        mistyped: int = MISTYPED,
        a_turn: float = A_TURN_SECONDS,
    ) -> None:
        self._clock = clock
        self._mistyped = mistyped
        self._a_turn = a_turn
        self._lines: OrderedDict[str, _Line] = OrderedDict()

    async def turn(self, address: str) -> None:
        """Wait for a turn; at once where an address has not guessed much.

        Parameters
        ----------
        address
            Where somebody comes from.

        Raises
        ------
        TooManyError
            When the line is too long.
        """
        line = self._lines.get(address)
        if line is None:
            return
        now = self._clock()
        line.forget(now)
        if line.wrong < self._mistyped:
            return
        turn = max(now, line.free)
        if turn - now > PATIENCE_SECONDS:
            raise TooManyError
        line.free = turn + self._a_turn
        await asyncio.sleep(turn - now)

    def wrong(self, address: str) -> None:
        """Note a guess that was wrong."""
        now = self._clock()
        line = self._lines.setdefault(address, _Line(last=now))
        self._lines.move_to_end(address)
        line.forget(now)
        line.wrong += 1
        if len(self._lines) > MOST_ADDRESSES:
            self._lines.popitem(last=False)

    def right(self, address: str) -> None:
        """Note that somebody came in: a room mistypes more, the more people it has."""
        line = self._lines.get(address)
        if line is not None:
            line.wrong = max(0, line.wrong - 1)
